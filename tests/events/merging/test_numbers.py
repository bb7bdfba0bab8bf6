"""Numbers of people in a sentence, with the bounds that its words leave open."""

from __future__ import annotations

import pytest

from events.merging.numbers import Count, counts, disagree


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("On that day 49 soldiers died.", 49, 49),
        ("Three soldiers were killed.", 3, 3),
        ("At least 49 people were killed.", 49, 10**9),
        ("Up to 2,500 soldiers were deployed.", 0, 2500),
        ("Dozens of people were killed.", 24, 199),
    ],
)
def test_bounds_follow_the_words(sentence, low, high):
    assert (low, high) in {(found.low, found.high) for found in counts(sentence)}


def test_a_number_of_years_counts_nobody():
    assert counts("The treaty was signed for 25 years.") == []


def test_two_counts_disagree_only_where_no_number_fits_both():
    many, exact, few = Count("dead", 100, 10**9, ""), Count("dead", 105, 105, ""), Count("dead", 49, 49, "")
    assert not disagree(many, exact)
    assert disagree(many, few)
    assert not disagree(Count("wounded", 100, 10**9, ""), few)
