"""Numbers are compared that count the same people of the same side at the same moment."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from events.merging.across_documents import Group
from events.merging.tolls import numbers
from tests.events.telling import document, reading

DURING, NEXT, LATER, MUCH_LATER = date(2022, 10, 1), date(2022, 10, 2), date(2023, 2, 1), date(2024, 2, 1)


class Itself(defaultdict):
    def __missing__(self, name):
        return name


def found(one, other, days=(DURING, DURING), source=None):
    readings = reading("a", one), reading("b", other)
    documents = {r.document_id: document(r.document_id, "", day) for r, day in zip(readings, days, strict=True)}
    return [c.values for c in numbers(Group("one", readings), source or Itself(), documents)]


def test_numbers_that_exclude_each_other_are_found():
    assert found("The attack left 49 dead.", "The attack left 77 dead.") == [("49 dead", "77 dead")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It left 49 Kyrgyz dead.", "It left 35 Tajik dead."),
        ("It left 49 soldiers dead.", "It left 77 civilians dead."),
        ("It left 49 dead.", "It left 77 dead, including a child."),
        ("It left 49 dead.", "The previous count was 36 dead."),
        ("It left 49 dead.", "It left 49 dead and 77 wounded."),
    ],
)
def test_other_people_parts_and_older_numbers_are_not_compared(one, other):
    assert found(one, other) == []


@pytest.mark.parametrize(
    ("days", "compared"),
    [((DURING, DURING), True), ((DURING, NEXT), False), ((DURING, LATER), False), ((LATER, MUCH_LATER), True)],
)
def test_a_toll_that_may_have_risen_is_no_contradiction(days, compared):
    assert bool(found("The attack left 49 dead.", "The attack left 77 dead.", days)) == compared


def test_how_many_soldiers_were_sent_does_not_rise():
    assert found("It sent 2,000 soldiers.", "It sent 5,000 soldiers.", (DURING, NEXT)) != []


def test_two_copies_of_one_text_are_one_source():
    assert found("It left 49 dead.", "It left 77 dead.", source=Itself(None, {"b": "a"})) == []
