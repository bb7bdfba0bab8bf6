"""What is only a part of another happening goes into it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from events.coding.nesting import absorb, is_only_occasion, without_occasions
from tests.events.parsed import coded, word


def one(text: str, at: str, event_type: str, **changes):
    """A happening at a word, of a type; its other fields are those of some coded happening."""
    base = coded("On 9 October 2022 Kyrgyzstan refused to host the drill of the CSTO.")
    values = {"token": word(text, at), "event_type": event_type, "sources": ("KGZ",), "targets": (), "is_noun": False}
    return replace(base, **{**values, **changes})


def types(found):
    return [c.event_type for c in found]


def test_the_drill_in_cancelled_the_drill_is_a_part_and_names_its_party():
    text = "Kyrgyzstan cancelled the drill with Russia."
    found = absorb(
        [one(text, "cancelled", "SANCTION"), one(text, "drill", "COOPERATE", is_noun=True, targets=("RUS",))]
    )
    assert types(found) == ["SANCTION"]
    assert found[0].targets == ("RUS",)


def test_a_refusal_after_a_threat_is_two_happenings_and_by_a_threat_one():
    for between, number in (("after", 2), ("by", 1)):
        text = f"Kyrgyzstan refused {between} threatening Moscow."
        assert len(absorb([one(text, "refused", "REJECT"), one(text, "threatening", "THREATEN")])) == number


def test_a_joined_act_of_the_same_doer_is_towards_the_same_party():
    text = "Kyrgyzstan met Xi and signed a declaration."
    found = absorb([one(text, "met", "CONSULT", targets=("CHN",)), one(text, "signed", "AGREE")])
    assert found[1].targets == ("CHN",)


@pytest.mark.parametrize(
    ("text", "noun", "occasion"),
    [
        ("Kyrgyzstan signed a text at the summit.", "summit", True),
        ("Kyrgyzstan hosted the summit.", "summit", False),
    ],
)
def test_a_meeting_at_which_something_happens_is_its_occasion(text, noun, occasion):
    assert is_only_occasion(one(text, noun, "CONSULT", is_noun=True)) is occasion


def test_an_occasion_is_left_out_beside_what_happened_at_it_and_kept_alone():
    text = "Kyrgyzstan signed a text at the summit."
    summit = one(text, "summit", "CONSULT", is_noun=True)
    assert types(without_occasions([one(text, "signed", "AGREE"), summit])) == ["AGREE"]
    assert types(without_occasions([summit])) == ["CONSULT"]


def test_talks_that_are_only_the_occasion_are_told_beside_what_happened_there(read):
    events = read("On 5 May 2022, after talks with Putin in Sochi, Rahmon signed an accord with Belarus.")
    assert {e.event_type for e in events} == {"AGREE", "CONSULT"}


def test_what_an_accord_is_about_has_not_happened(read):
    events = read(
        "On 20 September 2022 Kyrgyzstan and Tajikistan agreed on an end of the fighting and a withdrawal of troops."
    )
    assert "RETREAT" not in {e.event_type for e in events}


def test_a_text_ratified_now_was_signed_on_the_day_told_with_it(read):
    text = "On 11 October the Kyrgyz parliament ratified an agreement with Russia, signed in Moscow on August 16, 2022."
    events = read(text, published="2023-10-12")
    assert sorted((e.event_type, e.date_start.isoformat()) for e in events) == [
        ("AGREE", "2022-08-16"),
        ("AGREE", "2023-10-11"),
    ]


def test_what_a_call_was_for_is_no_second_meeting(read):
    (event,) = read("On 7 May 2022 Pashinyan telephoned Nazarbayev to discuss the work of the CSTO.")
    assert (event.source_actors, event.target_actors) == (("ARM",), ("KAZ",))
