"""Expressions that count from publication or from the story: "last week", "on Friday", "the next day"."""

from __future__ import annotations

from datetime import date

import pytest

from events.dates.expressions import scan
from events.dates.narrative import Narrative
from events.dates.relative import FORMS

WEDNESDAY = date(2023, 5, 10)


def resolved(text: str, anchor: tuple[date, date] | None = None):
    found = scan(text)
    narrative = Narrative((WEDNESDAY, WEDNESDAY))
    narrative.enter(text, found, new_paragraph=True)
    if anchor:
        narrative.record(anchor)
    return FORMS[found[0].form](found[0], narrative, found)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Envoys met on Monday.", date(2023, 5, 8), date(2023, 5, 8)),
        ("Envoys will meet on Monday.", date(2023, 5, 15), date(2023, 5, 15)),
        ("Envoys met yesterday.", date(2023, 5, 9), date(2023, 5, 9)),
        ("Envoys met last week.", date(2023, 5, 1), date(2023, 5, 7)),
        ("Envoys met last month.", date(2023, 4, 1), date(2023, 4, 30)),
        ("Envoys met last year.", date(2022, 1, 1), date(2022, 12, 31)),
        ("Envoys will meet next month.", date(2023, 6, 1), date(2023, 6, 30)),
    ],
)
def test_it_counts_from_publication(text, first, last):
    assert resolved(text) == ((first, last), "relative")


def test_the_next_day_counts_from_the_story():
    told = (date(2021, 3, 3), date(2021, 3, 3))
    assert resolved("The next day envoys parted.", told) == ((date(2021, 3, 4), date(2021, 3, 4)), "anchored")


def test_the_next_day_of_nothing_is_nothing():
    assert resolved("The next day envoys parted.") is None


def test_a_summer_that_has_not_begun_is_all_to_come():
    (first, last), _ = resolved("They will march this summer.")
    assert (first, last) == (date(2023, 6, 1), date(2023, 8, 31))
