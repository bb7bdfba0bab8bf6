"""Numbers in two sentences on one event that cannot both hold."""

from __future__ import annotations

from datetime import date

import pytest

from events.merging.across_documents import Group
from events.merging.tolls import numbers
from tests.events.telling import document, reading

FEW, MANY = "49 people died in Armenia.", "105 people died in Armenia."
DAY, NEXT, LONG_AFTER = date(2022, 9, 30), date(2022, 10, 1), date(2023, 3, 1)


def found(one: str, other: str, published: tuple[date, date] = (DAY, DAY), copy: bool = False) -> list[tuple[str, ...]]:
    texts = {"a": one, "b": other}
    documents = {name: document(name, text, day) for (name, text), day in zip(texts.items(), published, strict=True)}
    group = Group("one", tuple(reading(name, text) for name, text in texts.items()))
    return [c.values for c in numbers(group, {"a": "a", "b": "a" if copy else "b"}, documents)]


def test_two_tolls_of_one_day_that_no_number_fits_are_a_contradiction():
    ((one, other),) = found(FEW, MANY)
    assert "49" in one
    assert "105" in other


@pytest.mark.parametrize(
    "other",
    [
        "49 people died in Armenia at dawn.",  # the same number
        "105 people died in Azerbaijan.",  # another side
        "105 civilians died in Armenia.",  # other people
        "105 people died in Armenia, including officers.",  # tells a part
        "105 people were wounded in Armenia.",  # another kind
    ],
)
def test_what_counts_others_is_no_contradiction(other):
    assert found(FEW, other) == []


def test_a_toll_that_rises_from_day_to_day_is_none_until_all_is_over():
    assert found(FEW, MANY, (DAY, NEXT)) == []
    assert len(found(FEW, MANY, (LONG_AFTER, LONG_AFTER.replace(day=2)))) == 1


def test_a_copy_is_no_second_report():
    assert found(FEW, MANY, copy=True) == []
