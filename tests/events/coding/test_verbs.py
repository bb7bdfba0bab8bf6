"""Which type a happening is, and how many a sentence tells."""

from __future__ import annotations

import pytest

from events.vocabulary import EVENT_TYPES

ONE_OF_EACH = {
    "AGREE": "On 3 March 2021 Armenia signed a gas agreement with Russia.",
    "CONSULT": "On 14 May 2019 the presidents of Kazakhstan and Russia met in Astana.",
    "SUPPORT": "On 2 October 2022 Belarus supported Russia's annexation of four Ukrainian provinces.",
    "CONCEDE": "On 5 June 2018 Kyrgyzstan conceded to Moscow that the inspection was lawful.",
    "COOPERATE": "In September 2021 Belarus held military exercises with Russia.",
    "AID": "On 7 April 2020 Russia sent medical aid to Armenia.",
    "RETREAT": "On 19 January 2022 the CSTO withdrew its troops from Kazakhstan.",
    "REQUEST": "On 11 May 2021 Armenia asked the CSTO for help.",
    "ACCUSE": "On 9 July 2022 Armenia accused the CSTO of inaction.",
    "REJECT": "On 9 October 2022 Kyrgyzstan refused to host the drill of the CSTO.",
    "THREATEN": "On 2 December 2021 Russia threatened Kazakhstan with higher tariffs.",
    "PROTEST": "In September 2022 thousands of Armenians rallied in Yerevan against the CSTO.",
    "SANCTION": "On 10 November 2022 Armenia left the CSTO.",
    "MOBILIZE": "In January 2022 Russia sent troops to Kazakhstan.",
    "COERCE": "On 12 December 2022 Azerbaijan blocked the Lachin corridor.",
    "ASSAULT": "On 13 September 2022 Azerbaijan attacked Armenia.",
}


def test_there_is_a_sentence_for_every_type():
    assert set(ONE_OF_EACH) == set(EVENT_TYPES)


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_a_plain_sentence_is_one_event_of_its_type(read, event_type):
    assert [event.event_type for event in read(ONE_OF_EACH[event_type])] == [event_type]


def test_three_happenings_in_one_sentence_are_three_events(read):
    events = read(
        "On 13 September 2022 Azerbaijan attacked Armenia, Yerevan asked the CSTO for help "
        "and the alliance refused to send troops."
    )
    told = {event.event_type: (event.source_actors, event.target_actors) for event in events}
    assert told == {
        "ASSAULT": (("AZE",), ("ARM",)),
        "REQUEST": (("ARM",), ("CSTO",)),
        "REJECT": (("CSTO",), ("ARM",)),
    }


@pytest.mark.parametrize(
    "text",
    [
        "On 23 November 2022 Armenia refused to sign the declaration of the CSTO.",
        "On 23 November 2022 Armenia did not sign the declaration of the CSTO.",
        "In November 2022 Nikol Pashinyan refused to sign the joint declaration in Yerevan.",
    ],
)
def test_refusing_to_sign_is_a_refusal_and_no_agreement(read, text):
    (event,) = read(text)
    assert event.event_type == "REJECT"
    assert event.source_actors == ("ARM",)


@pytest.mark.parametrize(
    "text",
    [
        "In October 2022 Kyrgyzstan cancelled the CSTO drill on its territory.",
        "In October 2022 Kyrgyzstan called off the CSTO drill on its territory.",
        "The cancellation of the CSTO exercises by Kyrgyzstan in October 2022 surprised Moscow.",
    ],
)
def test_a_cancelled_drill_is_cut_back_and_not_held(read, text):
    (event,) = read(text)
    assert event.event_type == "SANCTION"
    assert {*event.source_actors, *event.target_actors} == {"KGZ", "CSTO"}
    assert {effect.member: effect.direction for effect in event.effects} == {"KGZ": -1}


def test_a_noun_may_tell_a_withdrawal(read):
    (event,) = read("Armenia's withdrawal from the CSTO drill in January 2023 surprised nobody.")
    assert event.source_actors == ("ARM",)
    assert {effect.member: effect.direction for effect in event.effects} == {"ARM": -1}


@pytest.mark.parametrize(
    "text",
    [
        "In September 2022 the CSTO did not help Armenia.",
        "In September 2022 the CSTO failed to send troops to Armenia.",
        "Azerbaijan attacked Armenia in September 2022. The CSTO did not intervene.",
        "In September 2022 Armenia asked the CSTO for help. The bloc rejected the request.",
    ],
)
def test_help_that_did_not_come_pushes_the_ally_away(read, text):
    refusal = next(event for event in read(text) if event.event_type == "REJECT")
    assert refusal.source_actors == ("CSTO",)
    assert refusal.target_actors == ("ARM",)
    assert {effect.member: effect.direction for effect in refusal.effects} == {"ARM": -1}


def test_what_concerns_neither_a_member_nor_the_alliance_is_left_out(read):
    assert read("On 3 May 2022 France signed an agreement with Germany.") == []


def test_an_agreement_about_nothing_political_needs_no_event(read):
    assert read("On 3 May 2022 the singer from Yerevan signed autographs for two hours.") == []


@pytest.mark.parametrize(
    ("vote", "event_type", "direction"),
    [("voted for", "ACCUSE", -1), ("voted against", "SUPPORT", 1), ("did not vote against", "REJECT", -1)],
)
def test_a_vote_is_for_moscow_when_it_is_against_a_text_that_blames_it(read, vote, event_type, direction):
    (event,) = read(f"On 12 October 2022 Belarus {vote} the UN resolution condemning Russia's aggression.")
    assert event.event_type == event_type
    assert {e.member: e.direction for e in event.effects} == {"BLR": direction}


@pytest.mark.parametrize(
    ("text", "event_type", "parties"),
    [
        ("In May 2022 Uzbekistan reaffirmed its commitment to Russia.", "SUPPORT", ("UZB", "RUS")),
        ("In May 2022 Belarus said thank you to Russia.", "SUPPORT", ("BLR", "RUS")),
        ("In May 2022 Armenia did not see the need for a base of Russia.", "REJECT", ("ARM", "RUS")),
        ("In May 2022 Belarus did not want a Russian base.", "REJECT", ("BLR", "RUS")),
        ("In May 2022 a Russian court ordered Kazakhstan to pay a fine.", "COERCE", ("RUS", "KAZ")),
        ("In May 2022 Tajikistan granted asylum to Afghan pilots.", "AID", ("TJK", "AFG")),
        ("In May 2022 Afghan soldiers took refuge in Tajikistan.", "RETREAT", ("AFG", "TJK")),
        ("In May 2022 Kyrgyzstan made a call for the CSTO to send observers.", "REQUEST", ("KGZ", "CSTO")),
        (
            "In May 2022 Tajik lawmakers passed a bill on the ratification of a treaty with Russia.",
            "AGREE",
            ("TJK", "RUS"),
        ),
        ("In May 2022 Putin stressed the importance of the partnership with Tajikistan.", "SUPPORT", ("RUS", "TJK")),
        ("In May 2022 Moscow denied the claims of Belarus.", "REJECT", ("RUS", "BLR")),
        ("In May 2022 Moscow did nothing to help Armenia.", "REJECT", ("RUS", "ARM")),
    ],
)
def test_phrases_that_mean_more_than_their_verb(read, text, event_type, parties):
    (event,) = read(text)
    assert (event.event_type, (*event.source_actors, *event.target_actors)) == (event_type, parties)


def test_guards_that_block_a_stretch_of_road_coerce(read):
    (event,) = read("In May 2022 Tajik guards blocked a section of a road in Batken.")
    assert (event.event_type, event.source_actors) == ("COERCE", ("TJK",))
