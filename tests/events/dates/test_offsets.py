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
