"""Expressions that name a date, month, season or year, as days."""

from __future__ import annotations

from datetime import date

import pytest

from events.dates.absolute import calendar_interval
from events.dates.expressions import scan
from events.dates.narrative import Narrative

PUBLISHED = (date(2023, 5, 10), date(2023, 5, 10))


def resolved(text: str, published=PUBLISHED):
    (x,) = scan(text)
    narrative = Narrative(published)
    narrative.enter(text, [x], new_paragraph=True)
    return calendar_interval(x, narrative)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It opened on 5 March 2019.", date(2019, 3, 5), date(2019, 3, 5)),
        ("It opened in March 2019.", date(2019, 3, 1), date(2019, 3, 31)),
        ("It opened in February 2020.", date(2020, 2, 1), date(2020, 2, 29)),
        ("It opened in the winter of 2019.", date(2019, 12, 1), date(2020, 2, 29)),
        ("It opened in Q2 2019.", date(2019, 4, 1), date(2019, 6, 30)),
        ("Old hands recall the 1990s.", date(1990, 1, 1), date(1999, 12, 31)),
        ("It ran from May to July 2019.", date(2019, 5, 1), date(2019, 7, 31)),
    ],
)
def test_a_named_year_gives_an_explicit_interval(text, first, last):
    assert resolved(text) == ((first, last), "explicit")


def test_a_missing_year_is_the_last_before_publication():
    assert resolved("It opened in March.") == ((date(2023, 3, 1), date(2023, 3, 31)), "partial")
    assert resolved("It opened in October.") == ((date(2022, 10, 1), date(2022, 10, 31)), "partial")


def test_without_publication_and_without_a_year_there_is_no_interval():
    assert resolved("It opened in March.", published=None) is None
