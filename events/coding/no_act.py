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
PASSING_ON = word_list("passing_on")
TOLD_AS_SO = frozenset({"will", "would", "'ll", "has", "have", "had"})
FIRST_PERSON = frozenset({"i", "we"})


def is_no_act(verb: Token) -> bool:
    """Whether a verb only asks a question, or tells that a reporter was turned down or that no news has come."""
    return (
        is_unanswered(verb)
        or _is_setting(verb)
        or _is_passed_on(verb)
        or _is_held(verb)
        or _is_weighed(verb)
        or _is_spared(verb)
        or _is_confirmed(verb)
    )


def _is_setting(verb: Token) -> bool:
    """ "Speaking at a conference, he said": where it was said."""
    return (
        verb.dep_ == "advcl"
        and verb.tag_ == "VBG"
        and verb.i < verb.head.i
        and verb.lemma_ in ("address", "speak", "talk")
    )


def _is_weighed(verb: Token) -> bool:
    """ "Took its position into account": nothing is taken."""
    into = [p.lower_ for c in verb.children if c.lower_ == "into" for p in c.children]
    return verb.lemma_ == "take" and bool({"account", "consideration"} & {*into})


def _is_spared(verb: Token) -> bool:
    """ "Avoided offending Moscow": nobody is turned down."""
    return verb.lemma_ == "avoid" and any(c.dep_ == "xcomp" and c.tag_ == "VBG" for c in verb.children)


def _is_confirmed(verb: Token) -> bool:
    """ "Confirmed reports of the withdrawal": the withdrawal is the act."""
    return verb.lemma_ == "confirm" and any(c.dep_ == "dobj" and is_in("news", c.lemma_.lower()) for c in verb.children)


def _is_held(verb: Token) -> bool:
    """ "Insisted that he did not want a war": what somebody holds of himself is no demand."""
    clauses = [c for c in verb.children if c.dep_ == "ccomp"] if verb.lemma_ == "insist" else []
    return any((s.tag_ == "PRP" and s.dep_ == "nsubj") or s.lower_ in TOLD_AS_SO for c in clauses for s in c.children)


def is_unanswered(verb: Token) -> bool:
    """Whether a verb tells of a question, of a reporter turned down, or of news that has not come."""
    return _is_no_comment(verb) or _is_question(verb) or _is_no_news(verb)


def _is_passed_on(verb: Token) -> bool:
    """ "This was reported on Friday", "talks were also reported": whose word it is, and no act."""
    if is_in("reporting", verb.lemma_) and any(
        c.dep_ == "dobj" and c.lower_ in ("this", "that", "so") for c in verb.children
    ):
        return True  # "announced this at the session"
    told = {"auxpass", "nsubjpass"} <= {c.dep_ for c in verb.children}
    return told and verb.lemma_ in PASSING_ON and not any(c.dep_ in ("ccomp", "xcomp") for c in verb.children)


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


def is_move_of_a_group(event_type: str, subjects: Sequence[Token]) -> bool:
    """ "Militants have massed in the north": no state's forces move."""
    is_group = any(is_in("armed_group", s.lemma_.lower()) for s in subjects)
    return is_group and event_type in ("AID", "COOPERATE", "MOBILIZE")


def is_for_reporters(noun: Token) -> bool:
    """ "A press conference", "a news briefing": where something is said, and no talks."""
    return any(c.lower_ in ("press", "news", "media") for c in noun.children if c.dep_ in ("compound", "amod"))


def is_remark(noun: Token) -> bool:
    """ "His intervention": words put in by somebody, and no help."""
    return noun.lemma_ == "intervention" and any(c.lower_ in ("his", "her", "my") for c in noun.children)


def is_private(subject: Token) -> bool:
    """ "A banker from Kazakhstan" speaks for no state."""
    is_from = [t for t in (subject, *subject.children) if is_in("private_person", t.lemma_.lower())]
    return any(c.lower_ == "from" for t in is_from for c in t.children)


def is_nobody_known(subjects: Sequence[Token], who: Referents) -> bool:
    """ "We agreed to cut it", said by a speaker whose state the article does not tell."""
    return bool(subjects) and all(s.lower_ in FIRST_PERSON and not who.codes(s) for s in subjects)
