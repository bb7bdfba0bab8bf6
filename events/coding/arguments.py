"""Finds words that are arguments of a verb by a detour: behind a noun, in a chained verb, in what is announced.

In: a verb and its roles. Out: tokens. Whom they stand for is left to `events.coding.verbs`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.parsing.roles import Roles, roles_of, subject_of
from events.text.word_lists import is_in, word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

THEME_PREPS = ("with", "between", "to", "against", "for", "from", "of")
BEFORE_AND_AFTER = word_list("time_apart")


def of_its_own(words: list[Token], verb: Token) -> list[Token]:
    """Words of a phrase without those that only say since when: "since the war between Minsk and its neighbour".

    A clause that says before or after what it was comes last: who is named there is the farthest.
    """
    since = [t for t in words if t.lower_ == "since" and t.head == verb]
    apart = {t.i for s in since for t in s.subtree}
    clauses = [c for c in verb.children if c.dep_ == "advcl" and any(m.lower_ in BEFORE_AND_AFTER for m in c.children)]
    beside = {t.i for c in clauses for t in c.subtree}
    return sorted((t for t in words if t.i not in apart), key=lambda t: t.i in beside)


def behind(heads: list[Token]) -> list[Token]:
    """What stands behind "its ties with": the other party, where the first is the doer itself."""
    own = [t for t in heads if any(c.tag_ == "PRP$" for c in t.children)]
    return [p for t in own for c in t.children if c.lower_ in THEME_PREPS for p in c.children if p.dep_ == "pobj"]


def chained(verb: Token, roles: Roles) -> list[Token]:
    """Verbs that go on with an act: "wants to strengthen", "is looking for ways to strengthen"."""
    own = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") or (c.dep_ == "advcl" and c.lemma_ == "protest")]
    heads = [t for found in (roles.objects, *roles.preps.values()) for t in found]
    ways = [c for t in heads for c in t.children if c.dep_ in ("acl", "relcl") and is_in("way", t.lemma_)]
    return [*own, *ways]


def writers(subjects: list[Token]) -> list[Token]:
    """Whose "a statement released by the parliament" is."""
    papers = [s for s in subjects if is_in("text_voted_on", s.lemma_.lower())]
    return [t for s in papers for c in s.children if c.dep_ == "acl" for t in roles_of(c).subjects]


def announcers(verb: Token) -> list[Token]:
    """Who says that it will be done."""
    above = next((t for t in verb.ancestors if t.pos_ == "VERB"), None)
    return subject_of(above) if above is not None else []


def clause_subjects(verb: Token) -> list[Token]:
    """Who is to act in "demanded that its troops leave"."""
    return [s for c in verb.children if c.dep_ == "ccomp" for s in c.children if s.dep_ in ("nsubj", "nsubjpass")]
