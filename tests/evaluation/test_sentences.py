"""What is read of a single sentence is compared with its label, each aspect by itself."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

import pytest

from evaluation.sentences import SENTENCES, agreement
from events.extraction.pipeline import extract_events
from events.records import Effect
from tests.events.conftest import article


def label():
    rows = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))["sentence"]
    return {
        **next(row for row in rows if "countries" in row),
        "event_type": "AGREE",
        "date_start": date(2022, 5, 3),
        "date_end": date(2022, 5, 3),
        "effects": [{"member": "ARM", "direction": 1}, {"member": "AZE", "direction": 0}],
        "countries": ["ARM"],
    }


@pytest.fixture
def event():
    (found,) = extract_events(article("On 3 May 2022 Armenia signed an agreement with Russia."))
    return found


def test_an_event_that_is_as_labelled_agrees_in_everything_whatever_its_zero_effects(event):
    assert set(agreement(label(), event).values()) == {True}


def test_each_aspect_is_judged_by_itself(event):
    wrong = {
        "type": replace(event, event_type="AID"),
        "date": replace(event, date_end=date(2022, 5, 5)),
        "place": replace(event, place=replace(event.place, countries=("RUS",))),
        "effect": replace(event, effects=(Effect("ARM", -1, "political"),)),
    }
    for aspect, changed in wrong.items():
        agreed = agreement(label(), changed)
        assert [name for name, right in agreed.items() if not right] == [aspect]


def test_a_labelled_zone_must_be_the_events(event):
    row = {**label(), "zone": "osh"}
    assert not agreement(row, event)["place"]
    assert agreement(row, replace(event, place=replace(event.place, zone="osh")))["place"]
