"""Tells what is no act of a state: a question, no comment to a reporter, private persons, a speaker whom nobody names.

In: a verb, or whoever stands as its subject. Out: whether it is to be passed over. Word lists:
``data/coding_words.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from events.parsing.factuality import is_negated
from events.text.word_lists import is_in, word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

    from events.actors.coreference import Referents

ANSWERING = word_list("answering")
COMMENTS = word_list("comment_word")
ASKING = word_list("asking_word")
FIRST_PERSON = frozenset({"i", "we"})


def is_no_act(verb: Token) -> bool:
    """Whether a verb only asks a question, or tells that a reporter was turned down or that no news has come."""
    return _is_no_comment(verb) or _is_question(verb) or _is_no_news(verb)


def _is_no_comment(verb: Token) -> bool:
    """ "Did not respond to requests for comment": a reporter was turned down, not a state."""
    return verb.lemma_ in ANSWERING and any(t.lower_ in COMMENTS for t in verb.subtree)


def _is_question(verb: Token) -> bool:
    """ "Asked him why nobody had seen it": an answer is asked for, not an act."""
    asked = [c for c in verb.children if c.dep_ == "ccomp"] if verb.lemma_ == "ask" else []
    return any(c.left_edge.lower_ in ASKING for c in asked)


def _is_no_news(verb: Token) -> bool:
    """ "Had not received notification": nobody has turned anything down."""
    heard = [c for c in verb.children if c.dep_ == "dobj" and is_in("news", c.lemma_.lower())]
    return is_in("receiving", verb.lemma_) and bool(heard) and is_negated(verb)


def is_private(subject: Token) -> bool:
    """ "A banker from Kazakhstan" speaks for no state."""
    is_from = [t for t in (subject, *subject.children) if is_in("private_person", t.lemma_.lower())]
    return any(c.lower_ == "from" for t in is_from for c in t.children)


def is_nobody_known(subjects: Sequence[Token], who: Referents) -> bool:
    """ "We agreed to cut it", said by a speaker whose state the article does not tell."""
    return bool(subjects) and all(s.lower_ in FIRST_PERSON and not who.codes(s) for s in subjects)
