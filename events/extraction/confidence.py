"""How sure an event is, and how sure the direction of its effect (``docs/extraction.md``).

In: a coded happening and its time. Out: the share of such readings that pair with a label, or whose direction is right.
"""

from __future__ import annotations

from events.actors.directory import camp
from events.coding.captions import is_caption
from events.coding.coded import CodedEvent
from events.coding.effects import guarded_in
from events.grounding.context import EventTime
from events.parsing.factuality import Stance
from events.text.word_lists import word_list
from geo.zones import load_zones

# By what the date rests on, and whether both parties were read; measured on the labelled articles.
RELIABILITY = {
    ("stated", True): 0.95,
    ("stated", False): 0.92,
    ("carried", True): 0.91,
    ("carried", False): 0.9,
    ("window", True): 0.82,
    ("window", False): 0.62,
}

# Of the sign, by where the farther of the two parties stands: in the clause as it was parsed, somewhere in its phrase,
# in its sentence, or only in what was told before.
SURE_OF_SIGN = {"clause": 0.95, "phrase": 0.85, "sentence": 0.65, "before": 0.6}

BLOC_THEMES = word_list("of_the_bloc") - word_list("pointing_theme")


def sure_of_sign(coded: CodedEvent, member: str, zone: str | None = None) -> float:
    """How often a direction read like this one is right, to three decimals.

    Parameters
    ----------
    member : str
        The state on which the happening bears, one of its parties.
    zone : str or None
        The conflict zone in which it lies, if any.
    """
    others = {c for c in (*coded.sources, *coded.targets) if c != member}
    places = ("clause", coded.read), ("phrase", coded.within), ("sentence", coded.sentence_codes)
    nearest = next((n for n, named in places if _stand_in(named, coded, member, others)), "before")
    if nearest in ("sentence", "before") and is_rescue(coded, member, zone):
        nearest = "phrase"  # whom the allies helped there is known, however the sentence calls him
    if nearest in ("sentence", "before") and coded.theme in BLOC_THEMES:
        nearest = "phrase"  # membership, drills and summits are the alliance's, wherever it is named
    value = SURE_OF_SIGN[nearest]
    value -= 0.2 if coded.is_plain else 0.0
    value -= 0.05 if coded.is_noun else 0.0
    value -= 0.05 if coded.stance is Stance.ANNOUNCED else 0.0
    value -= 0.05 if coded.by_pronoun else 0.0
    value -= 0.2 if _is_of_first_person(coded) else 0.0
    value -= 0.3 if is_caption(coded.token.sent) else 0.0
    return round(max(value, 0.0), 3)


def _is_of_first_person(coded: CodedEvent) -> bool:
    """Whether "we" or "I" did it: a state, a body that it speaks for, or an author."""
    return any(c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in coded.token.children)


def is_rescue(coded: CodedEvent, member: str, zone: str | None) -> bool:
    """Whether Moscow's camp sent its forces to the one ally that this zone's unrest was about."""
    if zone is None or not load_zones().zones[zone].allies_helped or coded.event_type not in ("AID", "MOBILIZE"):
        return False
    return member in guarded_in(zone) and any(camp(c) == "moscow" for c in coded.sources)


def _stand_in(named: tuple[str, ...], coded: CodedEvent, member: str, others: set[str]) -> bool:
    """Whether the state, and some other party, are among those named there or in the clause itself."""
    here = {*named, *coded.read}
    return member in here and bool(others & here)


def confidence(coded: CodedEvent, time: EventTime) -> float:
    """The share of such readings that pair with a label, to three decimals."""
    value = RELIABILITY[time.basis, bool(coded.sources and coded.targets)]
    value -= 0.05 if coded.is_noun else 0.0
    value -= 0.08 if coded.is_plain else 0.0
    value -= 0.1 if coded.stance is Stance.ANNOUNCED else 0.0
    return round(value, 3)
