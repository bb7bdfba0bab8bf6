"""How sure an event and its direction are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from events.extraction.confidence import SURE_OF_SIGN, confidence, is_rescue, sure_of_sign
from events.grounding.context import EventTime
from events.parsing.factuality import Stance
from tests.events.parsed import coded

ASKED = "On 11 May 2021 Armenia asked the CSTO for help."


def asked(**changes):
    return replace(coded(ASKED), **changes)


def when(basis: str) -> EventTime:
    return EventTime(date(2021, 5, 11), date(2021, 5, 11), 1, basis)


@pytest.mark.parametrize(
    ("named", "place"),
    [
        ({"read": ("ARM", "CSTO")}, "clause"),
        ({"read": ("ARM",), "within": ("CSTO",)}, "phrase"),
        ({"read": ("ARM",), "within": (), "sentence_codes": ("CSTO",)}, "sentence"),
        ({"read": ("ARM",), "within": (), "sentence_codes": ()}, "before"),
    ],
)
def test_a_direction_is_as_sure_as_the_farther_party_is_near(named, place):
    one = asked(sources=("ARM",), targets=("CSTO",), theme="help", **named)
    assert sure_of_sign(one, "ARM") == SURE_OF_SIGN[place]


@pytest.mark.parametrize(
    "weaker", [{"is_plain": True}, {"is_noun": True}, {"stance": Stance.ANNOUNCED}, {"by_pronoun": True}]
)
def test_coarse_readings_nouns_announcements_and_pronouns_are_less_sure(weaker):
    assert sure_of_sign(asked(**weaker), "ARM") < sure_of_sign(asked(), "ARM")


def test_an_event_dated_in_its_own_words_is_surer_than_one_that_is_not():
    one = asked()
    assert confidence(one, when("stated")) > confidence(one, when("carried")) > confidence(one, when("window"))
    assert confidence(replace(one, targets=()), when("window")) < confidence(one, when("window"))


def test_moscow_rescues_the_ally_that_the_unrest_of_a_zone_is_about():
    sent = asked(event_type="MOBILIZE", sources=("RUS",), targets=("KAZ",))
    assert is_rescue(sent, "KAZ", "kazakhstan-unrest")
    assert not is_rescue(sent, "KAZ", None)
    assert not is_rescue(replace(sent, event_type="AGREE"), "KAZ", "kazakhstan-unrest")
