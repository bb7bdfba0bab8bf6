"""A party that one document lets back Moscow and refuse it."""

from __future__ import annotations

from datetime import date

import pytest

from events.merging.opposed_stands import stands
from tests.events.telling import event

LONG = {"date_start": date(2022, 2, 24), "date_end": date(2022, 12, 5)}


def told(name, event_type, sources, **changes):
    values = {"event_type": event_type, "source_actors": sources, "target_actors": ("RUS",), **LONG, **changes}
    return name, event(name, f"{name} was told.", **values)


def test_backing_and_refusing_over_the_same_stretch_is_flagged_on_the_backing():
    backing, refusing = told("backing", "SUPPORT", ("BLR",), summary="it joins"), told("refusing", "REJECT", ("BLR",))
    ((event_id, found),) = stands([backing, refusing])
    assert event_id == "backing"
    assert found.what == "act"
    assert found.values[0] == "it joins"
    assert [mention.document_id for mention in found.mentions] == ["backing", "refusing"]


@pytest.mark.parametrize(
    "other",
    [
        told("refusing", "REJECT", ("KAZ",)),
        told("refusing", "REJECT", ("BLR",), target_actors=("EU",)),
        told("refusing", "REJECT", ("BLR",), date_start=date(2022, 3, 1), date_end=date(2022, 3, 2)),
        told("refusing", "AID", ("BLR",)),
    ],
    ids=["another party", "towards another", "a day of it", "no refusal"],
)
def test_other_pairs_are_no_contradiction(other):
    assert list(stands([told("backing", "SUPPORT", ("BLR",)), other])) == []
