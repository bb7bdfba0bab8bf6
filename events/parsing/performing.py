"""Tells where saying something is doing it: "I would like to thank you", "we are grateful to Moscow".

In: a verb of a parsed sentence. Out: whether saying so is the act. Word lists: ``data/factuality.toml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.text.word_lists import is_in, word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

FEELINGS = word_list("feeling")
PERFORMED = word_list("performed_by_saying")
SPEAKERS = frozenset({"i", "we"})


def is_polite(verb: Token) -> bool:
    """ "I would like to thank you", "we want to stress": the wish is but a form."""
    wish = verb.head
    if verb.dep_ != "xcomp" or wish.lemma_ not in ("like", "want", "wish") or verb.lemma_ not in PERFORMED:
        return False
    children = list(wish.children)
    return any(c.lower_ in SPEAKERS for c in children) and not any(c.dep_ == "neg" for c in children)


def says_how_it_feels(verb: Token) -> bool:
    """ "We are grateful to Moscow", he said."""
    feels = any(c.dep_ == "acomp" and c.lower_ in FEELINGS for c in verb.children)
    return feels and verb.dep_ == "ccomp" and is_in("reporting", verb.head.lemma_)
