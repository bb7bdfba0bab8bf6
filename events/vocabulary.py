"""The fixed words of the records: event types and their modes (PLOVER), dimensions, the scored states.

In: nothing. Out: constants. What each word means is told by ``docs/codebook.md``.
"""

from __future__ import annotations

EVENT_TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
# PLOVER 1.0's modes; the types that are not listed have none.
MODES = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        *("seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold"),
        *("misinformation", "cyber"),
    ),
    "ASSAULT": (
        *("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives"),
        *("suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"),
    ),
}
DISAGREE_ON = ("date", "place", "actor", "number", "act")
# What two readers of one article may tell differently; "told": only one of them tells the happening at all.
READERS_DIFFER_IN = ("told", "type", "date", "parties", "effect")
# The eight states measured against Russia, in the order in which they are shown.
SCORED = ("ARM", "BLR", "KAZ", "KGZ", "TJK", "AZE", "GEO", "UZB")
DIMENSIONS = ("military", "diplomatic", "economic", "political", "humanitarian")
ACTED_BY = ("own", "moscow", "other")
# The camp "moscow" of `data/actors.toml`, for event files from before effects said who acted; a test compares the two.
MOSCOW_CAMP = frozenset({"RUS", "CSTO", "EAEU", "CIS"})
# Told without a doer, these are the member's own: mutual acts ("an agreement was signed"), and what its people did.
OWN_WITHOUT_DOER = frozenset({"AGREE", "CONSULT", "COOPERATE", "PROTEST"})
GATHERING_DAYS = 3
"""Gatherings of one body that reports date so few days apart are one gathering, dated differently."""
