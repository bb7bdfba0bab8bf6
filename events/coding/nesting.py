"""Drops what is only a part of another event in its sentence (the drill in "cancelled the drill").

In: the `CodedEvent` readings of one sentence. Out: those that stand for themselves; what a part names goes to its
whole.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from events.coding.coded import CodedEvent
from events.coding.nouns import is_encounter
from events.text.word_lists import is_in, word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

ABSORBING = frozenset({"REJECT", "THREATEN", "REQUEST", "AGREE", "SANCTION", "CONCEDE"})
# What belongs to a happening's own phrase, and so tells a part of it.
PARTS = frozenset(["dobj", "xcomp", "attr", "nsubj", "nsubjpass", "pobj", "prep", "dative", "pcomp", "agent", "advmod"])
TAKING_PART = word_list("taking_part")
BEFORE_AND_AFTER = word_list("time_apart")
ASIDES = word_list("occasion")
STATEMENTS = word_list("text_voted_on")
MOVING = word_list("moving")
TAKEN_AWAY = word_list("taken_away")
WRITTEN = word_list("written_notice")
TOWARDS = frozenset({"REJECT", "ACCUSE", "SANCTION", "THREATEN"})


def absorb(found: list[CodedEvent]) -> list[CodedEvent]:
    """Drop what is part of another: the drill in "cancelled the drill", the step in "refused to step in"."""
    heads = {c.token.i: c for c in found}
    kept: list[int] = []
    for here in list(heads):
        coded = heads[here]
        holder = _holder(coded, heads) or _main_of(coded, heads)
        if holder is None:
            kept.append(here)
        elif not holder.targets:
            targets = tuple(c for c in coded.targets or coded.sources if c not in holder.sources)
            heads[holder.token.i] = replace(holder, targets=targets)
    for here in kept:
        coded = heads[here]
        before = heads.get(coded.token.head.i) if coded.token.dep_ == "conj" else None
        if before and not coded.targets and before.sources == coded.sources:
            heads[here] = replace(coded, targets=before.targets)  # "met Xi and signed a declaration"
    return [heads[here] for here in kept]


def without_occasions(found: list[CodedEvent]) -> list[CodedEvent]:
    """Leave out a meeting that is only the occasion of something else the sentence tells."""
    found = [c for c in found if not _only_describes(c, found) and not _is_told_again(c, found)]
    if len(found) < 2:
        return found
    return [c for c in found if not _is_mere_occasion(c) and not _is_told_by(c, found)]


def _is_mere_occasion(coded: CodedEvent) -> bool:
    """Whether a meeting is only told as the occasion of something else; talks of two named parties are news too."""
    return coded.event_type == "CONSULT" and _is_occasion(coded.token) and not is_encounter(coded)


def _is_told_again(coded: CodedEvent, found: list[CodedEvent]) -> bool:
    """Whether a verb joined to another only says more of the same refusal: "turned it down, and sent no troops"."""
    first = next((o for o in found if o.token == coded.token.head), None) if coded.token.dep_ == "conj" else None
    if first is None or not coded.of_help or coded.event_type != "REJECT":
        return False
    return first.event_type == "REJECT" and first.sources == coded.sources and set(coded.targets) <= set(first.targets)


def _only_describes(coded: CodedEvent, found: list[CodedEvent]) -> bool:
    """Whether a clause on a noun only tells which one is meant, or what a statement beside it complains of."""
    token, noun = coded.token, coded.token.head
    others = [c for c in found if c is not coded]
    if token.dep_ in ("acl", "relcl"):
        above = noun.head.head if noun.head.pos_ == "ADP" else noun.head
        if noun.lemma_ in STATEMENTS and noun.dep_ in ("nsubj", "nsubjpass"):
            return True  # "a statement released by the parliament condemned …"
        has_date = any(t.ent_type_ == "DATE" for t in token.subtree)  # "ratified the text, signed on 16 August"
        if noun.dep_ == "dobj" and token.tag_ == "VBN" and not has_date and any(o.token == noun.head for o in others):
            return True  # "welcomed the support provided by Baku"
        if token.lemma_ in MOVING and coded.event_type in ("MOBILIZE", "RETREAT", "CONSULT"):
            return True  # "the helicopter that had been flying along the border was hit"
        is_stationed = token.dep_ == "acl" and coded.event_type == "MOBILIZE"
        is_told_of = noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_ in ("be", "remain")
        if is_stationed and is_told_of and noun.head.tag_ in ("VB", "VBZ", "VBP"):
            return True  # "the base deployed there is the largest"
        lasts = any(is_in("lasting", c.lower_) for c in token.children)
        return is_stationed and (lasts or above.lemma_ in TAKEN_AWAY)
    if token.dep_ == "ccomp":
        return any(o.is_noun and o.event_type == "ACCUSE" and o.token.head.head == noun for o in others)
    return coded.is_noun and any(
        o.theme in WRITTEN and o.token in token.ancestors and o.event_type in ("REQUEST", "AID", "CONSULT")
        for o in others
    )


def _is_occasion(token: Token) -> bool:
    """ "at the summit", "during talks", "the summit he was hosting"."""
    if token.head.lower_ in ("after", "before") and any(t.ent_type_ == "DATE" for t in token.subtree):
        return False  # "met Macron on Tuesday after a meeting with Putin on Monday"
    if token.pos_ in ("NOUN", "PROPN"):
        return token.head.lower_ in ("at", "during", "after", "before", "for", "from")
    return token.dep_ == "relcl" or (token.tag_ == "VBG" and token.dep_ in ("acl", "advcl") and token.lemma_ == "host")


def is_only_occasion(coded: CodedEvent) -> bool:
    """A meeting at which something else may have happened that no frame reads."""
    return coded.is_noun and coded.event_type == "CONSULT" and _is_occasion(coded.token)


def _points_back(coded: CodedEvent, found: list[CodedEvent]) -> bool:
    """Whether a definite noun means what its sentence has told: "crowds rose up, and to quell the protests …"."""
    is_definite = any(c.dep_ == "det" and c.lower_ in ("the", "these", "those") for c in coded.token.children)
    return is_definite and any(o.event_type == coded.event_type and o.token.i < coded.token.i for o in found)


def _is_told_by(coded: CodedEvent, found: list[CodedEvent]) -> bool:
    """Whether another happening says how this one was done: "challenged Putin by saying that it would not …"."""
    if coded.is_noun:
        return _points_back(coded, found)
    if coded.event_type not in TOWARDS:
        return False
    means = [c for c in coded.token.children if c.dep_ == "prep" and c.lower_ == "by"]
    return any(m in one.token.ancestors and one.sources == coded.sources for m in means for one in found)


def _main_of(coded: CodedEvent, heads: dict[int, CodedEvent]) -> CodedEvent | None:
    """The act of which a participle only tells more: "blocked the road, cutting off the enclave"."""
    token = coded.token
    is_purpose = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)  # "telephoned him to discuss"
    main = heads.get(token.head.i) if token.dep_ == "advcl" and (token.tag_ == "VBG" or is_purpose) else None
    return main if main and main.event_type == coded.event_type and main.sources == coded.sources else None


def _takes_part(prep: Token) -> bool:
    """ "take part in the drill": the drill is what it is about, not when it happened."""
    return prep.lower_ == "in" and (prep.head.lemma_ in TAKING_PART or prep.head.head.lemma_ in TAKING_PART)


def _holder(coded: CodedEvent, heads: dict[int, CodedEvent]) -> CodedEvent | None:
    """The happening that this one is only a part of, if any."""
    token = coded.token
    while token.head != token:
        above = token.head
        if token.dep_ == "acl" and above.i in heads and heads[above.i].event_type == coded.event_type:
            return heads[above.i]  # "its refusal to host the drills"
        if token.dep_ not in PARTS and not (coded.is_noun and token.dep_ == "conj" and above.pos_ == "NOUN"):
            return None  # but "agreed on an end of the fighting and the withdrawal of troops"
        if coded.is_noun and token.dep_ == "prep" and token.lower_ in ASIDES and not _takes_part(token):
            return None
        if token.dep_ == "prep" and token.lower_ in BEFORE_AND_AFTER:
            return None  # "refused after receiving a request": two happenings
        other = heads.get(above.i)
        if other and (coded.is_noun or other.event_type in ABSORBING or token.dep_ == "xcomp"):
            return other
        if above.pos_ in ("VERB", "AUX") and not other and coded.is_noun:
            return None
        token = above
    return None
