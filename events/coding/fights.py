"""Tells who fought, where the sentence names a fight and two states.

In: a coded fight. Out: the same with its parties: states alone, and the other state at odds where one is named.
"""

from __future__ import annotations

from dataclasses import replace

from events.actors.directory import load_knowledge
from events.coding.coded import CodedEvent
from events.coding.effects import AT_ODDS
from events.text.word_lists import word_list
from events.vocabulary import SCORED

WHERE = word_list("beside_a_place")


def only_states_fight(coded: CodedEvent) -> CodedEvent:
    """Organisations named beside two states are where they belong, not who fought."""
    if len({c for c in (*coded.sources, *coded.targets) if c in SCORED}) >= 2:
        coded = replace(coded, sources=tuple(c for c in coded.sources if c not in ("CSTO", "EU", "UN")))
    states = tuple(c for c in coded.targets if len(c) == 3 and c not in ("CIS",))
    coded = replace(coded, targets=states or (coded.targets if not coded.sources else ()))
    return coded


def fill_fighter(coded: CodedEvent) -> CodedEvent:
    """ "Two Tajik guards were killed in a fight with Kyrgyz troops": the other state in the phrase fought."""
    both = tuple(dict.fromkeys(c for c in coded.sentence_codes if c in SCORED))
    are_alone = frozenset(coded.sentence_codes) == frozenset(both)
    if are_alone and frozenset(both) in AT_ODDS and not (coded.sources or coded.targets):
        return replace(coded, sources=both, targets=both[::-1])  # "blame each other for the clashes"
    if are_alone and frozenset(both) in AT_ODDS and len(set(coded.sources)) == 1 and not coded.targets:
        return replace(
            coded, targets=tuple(c for c in both if c not in coded.sources)
        )  # "the Tajik guards opened fire"
    is_somebody = any(c.dep_ == "nsubj" and c.pos_ == "NOUN" for c in coded.token.children)
    if not coded.sources and coded.targets and not is_somebody:
        coded = replace(coded, sources=_others_within(coded)[:1])
    return coded


def _others_within(coded: CodedEvent) -> tuple[str, ...]:
    """The scored states that a fight's phrase names beside its target, other than as the place it happened at."""
    words = load_knowledge().words
    places: set[str] = set()
    for token in coded.token.subtree:
        if any(a.lower_ in WHERE for a in token.ancestors if coded.token in a.ancestors):
            places.update(words.get(token.text, ("", ()))[1])
    return tuple(c for c in coded.within if c in SCORED and c not in (*coded.targets, *places))
