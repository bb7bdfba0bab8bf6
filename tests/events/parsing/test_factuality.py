"""What the text asserts is an event; what it denies, fears, plans or supposes is not."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("On 9 October 2022 Kyrgyzstan did not attack Tajikistan.", id="negated"),
        pytest.param("Kazakhstan never attacked Uzbekistan in 2022.", id="never"),
        pytest.param("Armenia may leave the CSTO in 2023.", id="may"),
        pytest.param("Armenia could attack Azerbaijan in January 2023.", id="could"),
        pytest.param("Armenia ought to leave the CSTO.", id="ought"),
        pytest.param("Armenia will probably leave the CSTO in 2023.", id="will"),
        pytest.param("Analysts believe that Armenia attacked Azerbaijan in 2022.", id="believed"),
        pytest.param("Many fear that Russia invaded Kazakhstan in 2022.", id="feared"),
        pytest.param("In September 2022 Armenia hoped that the CSTO would send troops.", id="hoped"),
        pytest.param("Observers expect Armenia to leave the CSTO in 2023.", id="expected"),
        pytest.param("The Kremlin denied that Russia had attacked Armenia in 2022.", id="denied"),
        pytest.param("If Azerbaijan attacks Armenia in 2023, Russia will send troops.", id="if"),
        pytest.param("If Armenia left the CSTO, Russia would punish it.", id="if past"),
        pytest.param("Unless Russia sends troops to Armenia, Azerbaijan will attack.", id="unless"),
        pytest.param("It is unclear whether Armenia will leave the CSTO.", id="whether"),
        pytest.param("Armenia wants to leave the CSTO.", id="wanted"),
        pytest.param("Armenia plans to sign an agreement with the European Union in 2023.", id="planned"),
        pytest.param("Kazakhstan almost left the CSTO in March 2022.", id="almost"),
        pytest.param("Russia regularly sends troops to Tajikistan.", id="habit"),
        pytest.param("Armenia usually holds exercises with Russia in October.", id="usual"),
        pytest.param("Did Armenia leave the CSTO in 2022?", id="question"),
        pytest.param("Would Kazakhstan have sent troops to Ukraine in 2022?", id="supposed question"),
        pytest.param("Relations between Armenia and Russia are strained.", id="state"),
        pytest.param("Armenia has been a member of the CSTO for many years.", id="membership"),
    ],
)
def test_what_is_not_asserted_is_no_event(read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "asserted", "not_asserted"),
    [
        ("In 2022 Armenia met the EU to discuss sending troops.", "CONSULT", "MOBILIZE"),
        ("On 3 May 2022 Armenia met Russia to sign an agreement.", "CONSULT", "AGREE"),
        ("In January 2022 Kazakhstan asked the CSTO to send troops.", "REQUEST", "MOBILIZE"),
        ("On 2 December 2021 Russia threatened to impose sanctions on Kazakhstan.", "THREATEN", "SANCTION"),
        ("On 9 July 2022 Armenia accused Azerbaijan of shelling Armenia.", "ACCUSE", "ASSAULT"),
    ],
)
def test_what_was_only_meant_to_follow_did_not_happen(read, text, asserted, not_asserted):
    kinds = [event.event_type for event in read(text)]
    assert asserted in kinds
    assert not_asserted not in kinds


@pytest.mark.parametrize(
    "text",
    [
        "On 9 October 2022 Kyrgyzstan refused to host the drill of the CSTO.",
        "On 9 October 2022 Kyrgyzstan declined to host the drill of the CSTO.",
        "On 9 October 2022 Kyrgyzstan did not sign the agreement with Russia.",
        "On 9 October 2022 Kyrgyzstan would not sign the agreement with Russia.",
        "On 5 January 2023 Nikol Pashinyan said that Armenia would not host the CSTO drill.",
        "In September 2022 the CSTO failed to send troops to Armenia.",
        "The Kremlin was unwilling to help Armenia in September 2022.",
        "In September 2022 Russia was unable to help Armenia.",
        "No troops were sent to Armenia by Russia in September 2022.",
    ],
)
def test_what_was_to_come_and_was_refused_is_a_refusal(read, text):
    assert [event.event_type for event in read(text)] == ["REJECT"]


def test_what_a_party_announces_counts_and_is_less_sure_than_what_it_did(read):
    (announced,) = read("On 4 October 2022 Kyrgyzstan announced that it would cancel the CSTO drill.")
    (done,) = read("On 4 October 2022 Kyrgyzstan cancelled the CSTO drill.")
    assert announced.event_type == done.event_type == "SANCTION"
    assert announced.confidence < done.confidence


def test_what_an_office_reports_as_done_is_asserted(read):
    (event,) = read("The ministry said that on 4 October 2022 Kyrgyzstan had cancelled the CSTO drill.")
    assert event.event_type == "SANCTION"


def test_what_follows_a_verb_of_going_on_is_asserted(read):
    (event,) = read("Kazakhstan went on to cancel the CSTO drill in May 2022.")
    assert event.event_type == "SANCTION"


def test_what_follows_nor_was_not_done(read):
    (event,) = read("The CSTO neither condemned the attack on Armenia nor sent troops on 20 September 2022.")
    assert event.event_type == "REJECT"
    assert "nor sent troops" in event.summary
