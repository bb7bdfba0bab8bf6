"""Finds the numbers of people that a sentence tells: how many dead, wounded, soldiers.

In: a sentence. Out: `Count` records, each with the bounds that its words leave open. What disagrees is left to
`events.merging.contradictions`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from events.merging.merging_words import words_known

ABOUT = 0.2
MOST = 10**9


@dataclass(frozen=True, slots=True)
class Count:
    """A number of one kind of thing: it lies between `low` and `high`; `words` is what stands in the text."""

    kind: str
    low: float
    high: float
    words: str


def counts(sentence: str) -> list[Count]:
    """All counts of a sentence, in order."""
    found = []
    for kind, patterns in _patterns().items():
        spans: dict[tuple[int, int], Count] = {}
        for pattern in patterns:
            for match in pattern.finditer(sentence):
                low, high = _bounds(match["bound"], match["number"])
                spans.setdefault(match.span("number"), Count(kind, low, high, match["words"].strip()))
        found.extend(sorted(spans.items(), key=lambda item: (item[0], item[1].kind)))
    return [count for _, count in sorted(found, key=lambda item: item[0])]


def disagree(one: Count, other: Count) -> bool:
    """Whether no number fits both."""
    return one.kind == other.kind and (one.high < other.low or other.high < one.low)


@cache
def _patterns() -> dict[str, list[re.Pattern]]:
    known = words_known()
    bound = "|".join(re.escape(words) for kind in known["bounds"].values() for words in kind)
    digits = r"\d{1,3}(?:,\d{3})+|\d+"
    small, vague, people = ("|".join(known[name]) for name in ("small_numbers", "vague_numbers", "counted_people"))
    number = rf"(?:(?P<bound>{bound})\s+)?(?P<number>{digits}|{small}|{vague})\b(?:\s+of)?"
    patterns = {}
    for kind, row in known["counted"].items():
        nouns, verbs = "|".join(row["nouns"]), "|".join(row["verbs"])
        forms = [rf"\b(?P<words>{number}\s+(?:[a-z-]+\s+){{0,2}}?(?:{nouns}))\b"]
        if verbs:
            forms.append(rf"\b(?P<words>(?:{verbs})\s+{number})(?!\s+(?:years|days|weeks|months|times))")
            forms.append(
                rf"\b(?P<words>{number}\s+(?:[a-z-]+\s+)?(?:{people})\s+(?:were\s+|have\s+|had\s+|been\s+)*(?:{verbs}))\b"
            )
        patterns[kind] = [re.compile(form, re.IGNORECASE) for form in forms]
    return patterns


def _bounds(bound: str | None, number: str) -> tuple[float, float]:
    low = number.lower()
    known = words_known()
    if low in known["vague_numbers"]:
        least, most = known["vague_numbers"][low]
        return least, most
    small = known["small_numbers"]
    value = small.index(low) + 1 if low in small else int(low.replace(",", ""))
    kinds = known["bounds"]
    word = re.sub(r"\s+", " ", (bound or "").lower())
    if word in kinds["at_least"]:
        return value, MOST
    if word in kinds["at_most"]:
        return 0, value
    if word in kinds["about"]:
        return value * (1 - ABOUT), value * (1 + ABOUT)
    return value, value
