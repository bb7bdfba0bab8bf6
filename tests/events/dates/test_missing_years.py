"""The year of a date that leaves it out: by the plan it stands in, or by its weekday."""

from __future__ import annotations

from datetime import date

import pytest

from events.dates.missing_years import nearest_year, was_planned, year_of_weekday


@pytest.mark.parametrize("before", ["The talks were set for ", "A vote is expected on ", "He left before "])
def test_words_of_a_plan_are_known(before):
    assert was_planned(before)


@pytest.mark.parametrize("before", ["The talks were held on ", "A vote was expected. It fell on ", ""])
def test_what_was_done_is_no_plan(before):
    assert not was_planned(before)


@pytest.mark.parametrize(
    ("day", "month", "number", "year"),
    [(date(2022, 12, 28), 1, 4, 2023), (date(2022, 1, 5), 12, 20, 2021), (date(2022, 6, 1), 5, 30, 2022)],
)
def test_the_nearest_year_is_the_one_that_lies_closest(day, month, number, year):
    assert nearest_year(day, month, number) == year


def test_the_29th_of_february_falls_in_a_leap_year():
    assert nearest_year(date(2021, 3, 1), 2, 29) == 2020


def test_a_weekday_moves_a_guess_by_a_year_at_most():
    assert year_of_weekday("Monday, October 10", 0, (2021, 10, 10)) == 2022
    assert year_of_weekday("Monday, October 10", 0, (2018, 10, 10)) == 2018, "no Monday within a year: the guess stands"
    assert year_of_weekday("October 10", 0, (2021, 10, 10)) == 2021


@pytest.mark.parametrize(
    "before", ["The talks ended with an agreement to go on in ", "He invited both leaders to a meeting in "]
)
def test_what_was_agreed_or_proposed_is_a_plan(before):
    assert was_planned(before)
