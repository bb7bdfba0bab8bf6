"""One happening told twice is one event; two happenings stay two."""

from __future__ import annotations

from datetime import date

import pytest

from events.merging.within_document import overlap

PACT = "On 3 May 2022 Armenia signed an agreement with Russia."
FIGHT = "On 13 September 2022 Azerbaijan attacked Armenia."


def test_the_same_told_twice_is_one_event_with_both_mentions(read):
    (event,) = read(f"{PACT}\n\nArmenia signed that agreement with Russia on 3 May 2022.")
    assert len(event.mentions) == 2
    assert event.mentions[0].start < event.mentions[1].start


def test_told_twice_is_surer_than_told_once(read):
    (once,) = read(PACT)
    (twice,) = read(f"{PACT}\n\nArmenia signed that agreement with Russia on 3 May 2022.")
    assert once.confidence < twice.confidence <= 1


def test_a_second_telling_does_not_change_the_id(read):
    (once,) = read(PACT)
    (twice,) = read(f"{PACT}\n\nArmenia signed that agreement with Russia on 3 May 2022.")
    assert once.event_id == twice.event_id


def test_a_fight_told_with_another_word_is_the_same_fight(read):
    (event,) = read(f"{FIGHT}\n\nOn 13 September 2022 Azerbaijan shelled Armenia.")
    assert len(event.mentions) == 2


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("On 4 June 2022 Armenia signed an agreement with Russia.", id="another day"),
        pytest.param("On 3 May 2022 Belarus signed an agreement with China.", id="other parties"),
        pytest.param("On 3 May 2022 Armenia accused Russia of lying.", id="another type"),
    ],
)
def test_what_differs_in_day_parties_or_type_stays_apart(read, other):
    events = read(f"{PACT}\n\n{other}")
    assert len(events) == 2
    assert all(len(event.mentions) == 1 for event in events)


def test_fights_in_two_zones_stay_apart(read):
    events = read(f"{FIGHT}\n\nOn 13 September 2022 Tajikistan attacked Kyrgyzstan.")
    assert [event.place.zone for event in events] == ["armenia-azerbaijan-border", "isfara-border"]


def test_two_years_in_one_sentence_are_not_merged(read):
    assert len(read("In 2021 and 2022 Armenia refused to host CSTO drills.")) == 2


def test_overlap_is_shared_days_over_spanned_days():
    may = date(2022, 5, 1), date(2022, 5, 31)
    assert overlap(*may, *may) == 1
    assert overlap(*may, date(2022, 5, 31), date(2022, 5, 31)) == pytest.approx(1 / 31)
    assert overlap(*may, date(2022, 6, 1), date(2022, 6, 2)) == 0


def test_a_report_that_tells_an_act_again_without_its_day_tells_one_act(read):
    text = (
        "BISHKEK (Newswire) — Kyrgyzstan on Sunday cancelled a drill of the CSTO.\n\n"
        "The exercises of the CSTO have been cancelled by Kyrgyzstan."
    )
    assert len([e for e in read(text, published="2022-10-09") if e.event_type == "SANCTION"]) == 1


def test_a_signature_and_what_it_agrees_to_in_one_sentence_are_one(read):
    (event,) = read("On 25 September 2022 Kyrgyzstan and Tajikistan signed a protocol and agreed to a truce.")
    assert event.event_type == "AGREE"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Armenia froze its membership of the CSTO on 22 February 2024.",
            "On 22 February 2024 Armenia suspended its CSTO membership.",
        ),
        ("Belarus asked Russia for help on 15 August 2020.", "On 15 August 2020 Belarus turned to Russia for help."),
        (
            "The CSTO sent peacekeepers to Kazakhstan on 6 January 2022.",
            "On 6 January 2022 CSTO peacekeepers were deployed to Kazakhstan.",
        ),
        (  # "against" does not say "again"
            "Belarus asked Russia for help against the protests on 15 August 2020.",
            "On 15 August 2020 Belarus turned to Russia for help against the protests.",
        ),
    ],
)
def test_what_the_same_did_to_the_same_on_one_day_is_one_act_whatever_the_verb(read, one, other):
    (event,) = read(f"{one}\n\n{other}", published="2024-03-01")
    assert len(event.mentions) == 2


@pytest.mark.parametrize(
    "other",
    [
        "On 15 August 2020 Belarus again turned to Russia for help.",
        "On 16 August 2020 Belarus turned to Russia for help.",
        "On 15 August 2020 Belarus turned to Kazakhstan for help.",
    ],
)
def test_another_day_another_party_or_a_second_time_is_another_act(read, other):
    assert len(read(f"Belarus asked Russia for help on 15 August 2020.\n\n{other}")) == 2


def test_two_unlike_reproaches_of_one_report_stay_two(read):
    text = (
        "On Tuesday Armenia accused Russia of waging a war of words.\n\n"
        "Armenia also criticised Moscow for the kidnapping of a deserter."
    )
    assert [e.event_type for e in read(text, published="2022-10-20")] == ["ACCUSE", "ACCUSE"]


def test_talks_told_again_without_their_day_are_the_same_talks(read):
    text = (
        "On Tuesday Tokayev met Rahmon in Astana.\n\nThe two sides also discussed trade and water.\n\n"
        "Tokayev left on Wednesday for China."
    )
    talks = [e for e in read(text, published="2022-10-20") if {"KAZ", "TJK"} == {*e.source_actors, *e.target_actors}]
    assert len(talks) == 1


def test_a_toll_told_undated_is_that_of_the_fight(read):
    text = "On Friday Kyrgyzstan and Tajikistan clashed in Batken.\n\nThirty-five people were killed in Tajikistan."
    assert [e.event_type for e in read(text, published="2022-10-24")] == ["ASSAULT"]
