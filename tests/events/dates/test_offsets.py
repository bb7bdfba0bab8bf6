"""Distances: "two weeks ago", "ten days later", "within hours"."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.dates.narrative import Narrative
from events.dates.offsets import count_of, from_publication
from events.dates.resolver import find_dates

PUBLISHED = date(2023, 5, 10)


@pytest.mark.parametrize(
    ("text", "least", "most"), [("a", 1, 1), ("three", 3, 3), ("twenty-five", 25, 25), ("12", 12, 12)]
)
def test_a_number_word_stands_for_its_number(text, least, most):
    assert count_of(text) == (least, most)


def test_a_vague_number_stands_for_a_range():
    least, most = count_of("several")
    assert 2 <= least < most


@given(st.integers(1, 300))
def test_days_ago_count_back_from_publication(number):
    (span,) = find_dates(f"It closed {number} days ago.", published_latest=PUBLISHED)
    assert span.earliest <= PUBLISHED - timedelta(days=number) <= span.latest


def test_an_unknown_publication_resolves_nothing():
    assert from_publication(Narrative(None), lambda day: (day, day)) is None
    assert find_dates("It closed two weeks ago.") == []


def test_a_publication_of_several_days_widens_what_counts_from_it():
    narrative = Narrative((date(2023, 5, 1), date(2023, 5, 10)))
    assert from_publication(narrative, lambda day: (day, day)) == ((date(2023, 5, 1), date(2023, 5, 10)), "relative")


def test_later_counts_from_what_was_told_last():
    spans = find_dates("On 3 March 2021 envoys met. Ten days later they parted.", published_latest=PUBLISHED)
    assert (spans[1].earliest, spans[1].kind) == (date(2021, 3, 13), "anchored")


@pytest.mark.parametrize("text", ["Envoys met on Tuesday.", "Envoys met three days ago.", "Envoys met last month."])
def test_nothing_is_counted_from_a_publication_that_is_known_to_the_year_alone(text):
    assert find_dates(text, published_earliest=date(2022, 1, 1), published_latest=date(2022, 12, 31)) == []


def test_from_a_publication_known_to_the_week_days_are_counted_as_exactly_as_that_allows():
    (span,) = find_dates(
        "Envoys met on Tuesday.", published_earliest=date(2022, 5, 9), published_latest=date(2022, 5, 15)
    )
    assert (span.earliest, span.latest) == (date(2022, 5, 3), date(2022, 5, 10))


def test_last_year_holds_for_any_day_of_the_year_of_publication():
    (span,) = find_dates(
        "A pact was signed last year.", published_earliest=date(2022, 1, 1), published_latest=date(2022, 12, 31)
    )
    assert (span.earliest, span.latest) == (date(2021, 1, 1), date(2021, 12, 31))
