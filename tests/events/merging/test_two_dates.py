"""Whether two reports that put one happening on different days contradict each other."""

from __future__ import annotations

from datetime import date

import pytest

from events.merging.two_dates import days_exclude
from tests.events.telling import document, reading

PUBLISHED = date(2022, 10, 30)
ONE = "Armenia asked for help on 13 September 2022."


def exclude(other: str, day: int, published: date = PUBLISHED, one: str = ONE, **changes) -> bool:
    """Whether `one`, of 13 September, and `other`, of another day, exclude each other."""
    texts, days = {"a": one, "b": other}, {"a": date(2022, 9, 13), "b": date(2022, 9, day)}
    readings = [
        reading(n, texts[n], date_start=days[n], date_end=days[n], **{"date_precision": 1, **changes}) for n in texts
    ]
    return days_exclude(*readings, {name: document(name, text, published) for name, text in texts.items()})


def test_two_days_that_both_sentences_tell_exclude_each_other():
    assert exclude("Armenia asked for help on 20 September 2022.", 20)


@pytest.mark.parametrize(
    ("other", "day", "changes"),
    [
        ("Armenia asked for help.", 20, {}),  # tells no date of its own
        ("Armenia asked for help again on 20 September 2022.", 20, {}),  # it was done twice
        ("In the night to 14 September 2022 Armenia asked for help.", 14, {}),  # a night lies on both days
        ("Armenia asked for help on 20 September 2022.", 20, {"date_precision": 2}),  # only bounded
        ("Armenia asked for help on 13 September 2022.", 13, {}),  # the same day
    ],
)
def test_days_that_may_both_be_right_do_not(other, day, changes):
    assert not exclude(other, day, **changes)


def test_what_appeared_before_the_other_day_tells_of_another_happening():
    assert not exclude("Armenia asked for help on 20 September 2022.", 20, published=date(2022, 9, 15))


def test_two_reports_that_name_one_weekday_agree():
    one, other = "On Tuesday, 13 September 2022, Armenia asked.", "On Tuesday, 20 September 2022, Armenia asked."
    assert not exclude(other, 20, one=one)
