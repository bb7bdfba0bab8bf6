"""What happened at a summit has the days that the text gives that summit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from events.dates.resolver import find_dates
from events.dates.summits import Summits

ONE = "The summit in Yerevan opened on 23 November 2022."
OTHER = "The summit in Sochi opened on 9 October 2022."
AT = "During the summit, the two signed a declaration."


def found(*told: str, asked: str = AT) -> list[tuple[date, date, str]]:
    """The dates of a sentence behind those told."""
    sentences, at = [], 0
    for text in told:
        sentences.append((at, text))
        at += len(text) + 1
    spans = [_moved(text, offset) for offset, text in sentences]
    days = Summits(sentences, spans).dates(len(told), at, asked)
    return [(one.earliest, one.latest, one.text) for one in days]


def _moved(text: str, offset: int):
    return [replace(one, start=one.start + offset, end=one.end + offset) for one in find_dates(text)]


def test_what_is_told_of_the_summit_lies_on_its_day():
    assert found(ONE) == [(date(2022, 11, 23), date(2022, 11, 23), "the summit")]


def test_of_two_summits_on_other_days_neither_dates_it():
    assert found(ONE, OTHER) == []


def test_what_is_told_of_no_summit_has_no_date_by_it():
    assert found(ONE, asked="During the talks, the two signed a declaration.") == []
    assert found(asked=AT) == []
