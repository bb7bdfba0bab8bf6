"""What is no act of a state, and what beside it is one."""

from __future__ import annotations

import pytest

from events.coding.no_act import is_no_act
from tests.events.parsed import word


@pytest.mark.parametrize(
    "text",
    [
        "A trader from Kazakhstan asked me on 4 May 2012 why nobody had seen the drought coming.",
        "Kazakhstan is far away. On 3 May 2012 we agreed to cut the budget of the harbour.",
        "On 4 May 2012 the ministry of Kazakhstan declined to comment on the request.",
        "On 4 May 2012 the CSTO had received no notification of Kazakhstan's withdrawal.",
        "On 4 May 2012 Kazakhstan struck a sour note.",
        "On 4 May 2012 Kazakhstan demonstrated its readiness.",
        "On 4 May 2012 reporters asked Kazakhstan whether it would send troops.",
    ],
)
def test_questions_private_persons_and_unknown_speakers_act_for_no_state(read, text):
    assert read(text, published="2012-06-01") == []


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("On 4 May 2012 Kazakhstan asked Russia for a loan.", "REQUEST"),
        ("On 4 May 2012 Kazakhstan asked Russia to send grain.", "REQUEST"),
        ("On 4 May 2012 Kazakhstan declined to sign the treaty.", "REJECT"),
    ],
)
def test_a_plea_and_a_refusal_are_acts(read, text, event_type):
    assert [event.event_type for event in read(text, published="2012-06-01")] == [event_type]


def test_confirming_reports_is_no_act():
    assert is_no_act(word("Peskov confirmed reports of the withdrawal.", "confirmed"))
    assert not is_no_act(word("Peskov confirmed the withdrawal.", "confirmed"))


def test_talking_to_somebody_before_the_verb_only_tells_where():
    assert is_no_act(word("Talking to miners in Belarus, Lukashenko lambasted Russia.", "Talking"))


def test_insisting_that_something_will_be_demands_nothing(read):
    (event,) = read("Armenia will sign a treaty with the Eurasian Economic Union, Sargsyan insisted on 11 August 2014.")
    assert event.event_type == "AGREE"
    (demand,) = read("On 11 August 2014 Sargsyan insisted that Russia leave Gyumri.")
    assert demand.event_type == "REQUEST"
