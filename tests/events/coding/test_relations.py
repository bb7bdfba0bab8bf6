"""What an act means between its parties where its type alone does not say; each rule with one it leaves alone."""

from __future__ import annotations

import pytest


def read_as(events, event_type):
    """Nonzero effects of the one event of a type."""
    (event,) = [event for event in events if event.event_type == event_type]
    return {effect.member: effect.direction for effect in event.effects if effect.direction}


@pytest.mark.parametrize(
    ("text", "event_type", "expected"),
    [
        # A bond with the West that the member itself cuts leads back; expelling its diplomats proves nothing.
        ("On 20 June 2013 Kyrgyzstan terminated the lease of the American base.", "SANCTION", {"KGZ": 1}),
        ("On 28 November 2024 Georgia put its talks with the EU on ice.", "SANCTION", {"GEO": 1}),
        ("On 4 August 2012 Belarus expelled the Swedish ambassador.", "SANCTION", {}),
        # Sanctions on Moscow that a member stays out of, and its own refusals of Moscow.
        ("On 25 February 2022 Georgia refused to join the sanctions against Russia.", "SUPPORT", {"GEO": 1}),
        ("On 25 February 2022 Georgia refused to join the EU's sanctions against Russia.", "REJECT", {"GEO": 1}),
        ("On 25 February 2022 Kazakhstan rejected Russia's request for troops.", "REJECT", {"KAZ": -1}),
        ("On 24 March 2014 Belarus declined to follow Moscow in its sanctions against Ukraine.", "REJECT", {"BLR": -1}),
        # A vote that is only sat out is no refusal of Moscow's; a drill that is, is.
        ("On 2 March 2022 Kazakhstan abstained on the resolution against Russia.", "REJECT", {}),
        ("In October 2022 Armenia abstained from the CSTO drill in Kazakhstan.", "REJECT", {"ARM": -1}),
        # A post that Moscow's forces give back is left; captives given back are not.
        ("On 31 July 2024 the Russian border guards handed over Yerevan's airport to Armenia.", "RETREAT", {"ARM": -1}),
        ("On 12 August 2020 Belarus released the Wagner men and sent them to Russia.", "RETREAT", {"BLR": 1}),
        # What Moscow gives in to proves no step towards it; what a member gives in to Moscow does.
        ("On 28 December 2024 Putin apologised to Azerbaijan.", "CONCEDE", {}),
        ("On 10 November 2020 Azerbaijan apologised to Russia.", "CONCEDE", {"AZE": 1}),
        # Whoever brings two members at odds to a table sides with neither.
        ("On 10 November 2020 Russia, Armenia and Azerbaijan signed a ceasefire.", "AGREE", {}),
        ("On 29 May 2014 Russia, Belarus and Kazakhstan signed a treaty.", "AGREE", {"BLR": 1, "KAZ": 1}),
        # Help that outsiders only promise is an agreement.
        ("On 3 October 2023 Paris announced that it would deliver weapons to Armenia.", "AGREE", {"ARM": -1}),
        ("On 3 October 2023 Paris delivered weapons to Armenia.", "AID", {"ARM": -1}),
        # Allies that quarrel without a common border quarrel over the alliance.
        ("On 12 June 2024 Armenia recalled its ambassador from Belarus.", "SANCTION", {"ARM": -1}),
        ("On 12 June 2024 Kyrgyzstan recalled its ambassador from Tajikistan.", "SANCTION", {}),
    ],
)
def test_an_acts_bearing_follows_from_what_is_done_and_to_whom(read, text, event_type, expected):
    assert read_as(read(text, published="2024-12-30"), event_type) == expected


@pytest.mark.parametrize(
    ("said", "event_type", "expected"),
    [
        ("that Russian guards must quit its airport", "REQUEST", {"ARM": -1}),
        ("that it did not rule out leaving the CSTO", "THREATEN", {"ARM": -1}),
        ("that it was sorry", "CONCEDE", {}),
        ("that the CSTO was a danger", "ACCUSE", {"ARM": -1}),
    ],
)
def test_a_saying_is_the_act_that_its_words_amount_to(read, said, event_type, expected):
    events = read(f"On 5 June 2024 Armenia told reporters {said}.", published="2024-06-10")
    assert read_as(events, event_type) == expected


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("On 3 July 2010 Russia turned off the gas of Belarus.", "SANCTION"),
        ("On 3 July 2010 Belarus turned to Russia for help.", "REQUEST"),
        ("On 3 July 2010 Minsk let it be known that it would not attend the summit of the CSTO.", "REJECT"),
        ("On 3 July 2010 Russia scrapped visas for Georgians.", "RETREAT"),
        ("On 3 July 2010 Russia scrapped a deal with Georgia.", "SANCTION"),
        ("On 3 July 2010 Kyrgyz soldiers seized forty men.", "COERCE"),
        ("On 3 July 2010 Kyrgyz soldiers seized a Tajik outpost.", "ASSAULT"),
        ("On 3 July 2010 Armenia's plan drew criticism from Moscow.", "ACCUSE"),
        ("On 3 July 2010 Putin ordered the airlines to stop flights to Georgia.", "SANCTION"),
        ("On 3 July 2010 Putin ordered Georgia to talk to Abkhazia.", "REQUEST"),
        ("On 3 July 2010 Russia held out the prospect of a loan to Belarus.", "AGREE"),
        ("On 3 July 2010 Belarus held out against Russia.", "REJECT"),
        ("On 3 July 2010 Minsk said yes to the treaty.", "SUPPORT"),
        ("On 3 July 2010 the EU restored its sanctions on Belarus.", "SANCTION"),
        ("On 3 July 2010 Russia restored its flights to Georgia.", "RETREAT"),
        ("On 3 July 2010 Washington answered Minsk with sanctions.", "SANCTION"),
        ("On 3 July 2010 Lukashenko dismissed his cabinet.", "COERCE"),
        ("On 3 July 2010 Russia cut the price of gas for Armenia.", "AID"),
        ("On 3 July 2010 Russia raised the price of gas for Armenia.", "SANCTION"),
        ("On 3 July 2010 Russia cut its exports of gas to Armenia.", "SANCTION"),
        ("On 3 July 2010 Lukashenko dismissed Moscow's plan.", "REJECT"),
    ],
)
def test_a_verbs_particle_and_object_decide_what_it_means(read, text, event_type):
    assert [event.event_type for event in read(text, published="2010-07-10")] == [event_type]


def test_what_one_speaker_only_claims_is_not_told(read):
    events = read("Two members, Pashinyan claimed, had helped Baku on 5 May 2020.", published="2024-06-10")
    assert "AID" not in [event.event_type for event in events]


@pytest.mark.parametrize("opening", ["Belarus was one of only five states", "Belarus was the first state"])
def test_an_act_by_which_a_party_is_singled_out_was_done(read, opening):
    (event,) = read(f"{opening} to recognise the annexation on 3 March 2014.", published="2014-04-01")
    assert (event.event_type, event.source_actors) == ("SUPPORT", ("BLR",))


def test_the_alliance_helps_its_own_whoever_else_is_named(read):
    events = read(
        "Azerbaijan shelled Armenia on 12 September 2022. On 14 September 2022 the CSTO sent a mission.", "2022-10-01"
    )
    assert "AZE" not in read_as(events, "AID")


def test_a_drill_that_one_stayed_home_from_tells_no_working_together(read):
    events = read("In September 2023 Armenian soldiers stayed home from the CSTO drill.", "2023-12-04")
    assert "COOPERATE" not in [event.event_type for event in events]


def test_what_was_only_to_come_did_not_thereby_happen(read):
    events = read("On 9 October 2022, a day before Russian soldiers were to arrive, Kyrgyzstan cancelled the drill.")
    assert [event.event_type for event in events] == ["SANCTION"]


@pytest.mark.parametrize(("sees", "direction"), [("saw no point in staging", -1), ("began staging", 1)])
def test_what_one_sees_no_point_in_is_refused(read, sees, direction):
    (event,) = read(f"On 10 January 2023 Armenia {sees} the CSTO exercise.")
    assert [(effect.member, effect.direction) for effect in event.effects] == [("ARM", direction)]


def test_forces_that_leave_a_town_concern_its_state_whoever_else_the_sentence_names(read):
    events = read(
        "On 24 May 2024 Azerbaijani guards took up positions, and Russia's guards went home from Tavush.", "2024-06-01"
    )
    assert read_as(events, "RETREAT") == {"ARM": -1}


def test_weapons_do_not_say_who_was_attacked(read):
    (event,) = read("On 2 April 2016 Azerbaijan attacked with launchers from Russian factories.", "2016-05-01")
    assert "RUS" not in event.target_actors


def test_a_treaty_is_invoked_with_the_alliance_not_with_what_it_is_invoked_over(read):
    events = read("In May 2021 Armenia invoked the treaty over an Azerbaijani incursion.", "2021-06-01")
    assert [event.target_actors for event in events if event.event_type == "REQUEST"] == [("CSTO",)]


def test_who_writes_asks(read):
    events = read("On 31 October 2020 Armenia wrote to Putin asking for help.", "2020-11-05")
    assert [event.source_actors for event in events if event.event_type == "REQUEST"] == [("ARM",)]


def test_no_drill_hosted_is_a_refusal(read):
    events = read("On 10 January 2023 Pashinyan announced that Armenia would host no CSTO drills.")
    assert read_as(events, "REJECT") == {"ARM": -1}


def test_refusing_to_shut_a_base_of_the_west_is_no_turn_to_moscow(read):
    (event,) = read(
        "On 9 February 2012 the Kyrgyz parliament refused to debate a shutdown of the U.S. airbase at Manas."
    )
    assert (event.event_type, [effect.direction for effect in event.effects]) == ("REJECT", [0])
