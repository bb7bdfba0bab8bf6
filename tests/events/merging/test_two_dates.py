"""Two days told for one happening exclude each other only where both reports tell a day."""

from __future__ import annotations

from datetime import date

import pytest

from events.merging.two_dates import days_exclude
from tests.events.telling import document, reading

FIRST, SECOND = date(2022, 9, 19), date(2022, 9, 20)
TOLD, OTHER = "On 19 September it attacked the town.", "On 20 September it attacked the town."


def exclude(one=TOLD, other=OTHER, days=(FIRST, SECOND), published=date(2022, 9, 30), **changes):
    a = reading("a", one, date_start=days[0], date_end=days[0], **{"date_precision": 1, **changes})
    b = reading("b", other, date_start=days[1], date_end=days[1], **{"date_precision": 1, **changes})
    documents = {"a": document("a", one, published), "b": document("b", other, date(2022, 10, 1))}
    return days_exclude(a, b, documents)


def test_two_days_told_exclude_each_other():
    assert exclude()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"other": "It attacked the town."}, id="a day that was only inferred"),
        pytest.param({"other": "On 3 May it recalled its attack on the town."}, id="the date of something else"),
        pytest.param({"one": "On the night of 19 September it attacked."}, id="a night between them"),
        pytest.param({"other": "On 20 September it attacked the town again."}, id="done again"),
        pytest.param({"one": f"On Monday {TOLD}", "other": f"On Monday {OTHER}"}, id="one day of the week"),
        pytest.param({"date_precision": 3}, id="a week that a vague word bounds"),
        pytest.param({"published": FIRST}, id="published before the other day"),
        pytest.param({"days": (FIRST, FIRST)}, id="the same day"),
    ],
)  # fmt: skip
def test_otherwise_both_may_be_right(changes):
    assert not exclude(**changes)


def test_a_night_lies_between_neighbouring_days_alone():
    assert exclude("On the night of 17 September it attacked.", days=(date(2022, 9, 17), SECOND))
