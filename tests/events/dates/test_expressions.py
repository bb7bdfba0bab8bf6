"""Scanning: which words of a sentence are one time expression, and what they say, before anything is resolved."""

from __future__ import annotations

from itertools import pairwise

import pytest

from events.dates.expressions import scan


def only(text: str):
    found = scan(text)
    assert len(found) == 1, [text[x.start : x.end] for x in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "form", "year", "month", "days"),
    [
        ("Envoys signed on 5 March 2019.", "date", 2019, 3, (5, 5)),
        ("Envoys signed on March 5.", "date", None, 3, (5, 5)),
        ("Drills ran on 3-7 May 2021.", "date", 2021, 5, (3, 7)),
        ("Drills ran in May 2021.", "date", 2021, 5, ()),
        ("Drills ran in 2021.", "year", 2021, None, ()),
    ],
)
def test_a_date_gives_the_fields_that_it_names(text, form, year, month, days):
    x = only(text)
    assert (x.form, x.year, x.month, x.days) == (form, year, month, days)


def test_days_that_do_not_follow_each_other_are_several_expressions():
    text = "Rounds were held on 3, 7 and 12 May 2021."
    assert [x.days for x in scan(text)] == [(3, 3), (7, 7), (12, 12)]


def test_a_range_is_one_expression_and_its_year_holds_for_both_ends():
    x = only("Talks ran from May to July 2021.")
    assert (x.year, x.month, x.until.month) == (2021, 5, 7)


def test_a_range_over_the_turn_of_the_year_begins_the_year_before():
    x = only("Snow lay from November to February 2022.")
    assert (x.year, x.until.year) == (2021, 2022)


def test_the_year_of_a_list_holds_for_its_earlier_members():
    assert [x.year for x in scan("Rounds came in March and in May 2021.")] == [2021, 2021]


def test_a_month_takes_in_the_year_told_beside_it():
    x = only("The post was closed in May last year.")
    assert x.month == 5
    assert x.year_from is not None


@pytest.mark.parametrize(("words", "part"), [("early", "early"), ("the end of", "end"), ("mid-", "mid")])
def test_a_part_of_a_period_belongs_to_the_expression(words, part):
    x = only(f"It reopened in {words}{'' if words.endswith('-') else ' '}2021.")
    assert x.part.startswith(part) or x.part


@pytest.mark.parametrize(("words", "mode"), [("since", "since"), ("until", "until"), ("in", "")])
def test_since_and_until_are_kept_as_the_mode(words, mode):
    assert only(f"The post has stood empty {words} May 2021.").mode == mode


def test_a_year_that_names_a_thing_is_attributive():
    assert only("Veterans of the 2020 campaign met.").attributive
    assert not only("In 2020 veterans met.").attributive


def test_no_two_expressions_overlap():
    found = scan("On Tuesday, 5 March 2019, and again a week later, envoys met; by mid-2020 nobody did.")
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_sentence_without_a_word_of_time_has_none():
    assert scan("Envoys shook hands.") == []


@pytest.mark.parametrize(
    ("text", "season"),
    [("Trade fell in the third quarter.", 7), ("Fourth-quarter trade fell.", 10), ("In the first quarter it rose.", 1)],
)
def test_a_quarter_may_be_told_in_words(text, season):
    assert only(text).season == season


@pytest.mark.parametrize("text", ["They lost the quarter-final.", "A quarter of them left.", "Twenty people left."])
def test_other_quarters_and_twenties_are_no_time(text):
    assert scan(text) == []


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("In nineteen ninety-six they left.", 1996, None),
        ("They met in May nineteen ninety-four.", 1994, 5),
        ("In twenty twenty-two they left.", 2022, None),
        ("In twenty twelve they left.", 2012, None),
    ],
)
def test_a_year_may_be_told_by_its_century_in_words(text, year, month):
    assert (only(text).year, only(text).month) == (year, month)


def test_hours_before_a_day_are_that_day():
    assert only("Hours before the 14 December meeting he spoke.").mode == ""
    assert only("Before the 14 December meeting he spoke.").mode == "until"
