"""How sure an event is: the share of such readings that pair with a label (``docs/extraction.md``).

In: a coded happening and its time. Out: a number between 0 and 1.
"""

from __future__ import annotations

from events.coding.coded import CodedEvent
from events.grounding.context import EventTime
from events.parsing.factuality import Stance

# By what the date rests on, and whether both parties were read; measured on the labelled articles.
RELIABILITY = {
    ("stated", True): 0.95,
    ("stated", False): 0.92,
    ("carried", True): 0.91,
    ("carried", False): 0.9,
    ("window", True): 0.82,
    ("window", False): 0.62,
}


def confidence(coded: CodedEvent, time: EventTime) -> float:
    """The share of such readings that pair with a label, to three decimals."""
    value = RELIABILITY[time.basis, bool(coded.sources and coded.targets)]
    value -= 0.05 if coded.is_noun else 0.0
    value -= 0.08 if coded.is_plain else 0.0
    value -= 0.1 if coded.stance is Stance.ANNOUNCED else 0.0
    return round(value, 3)
