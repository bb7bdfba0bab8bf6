"""Where a happening took place, as told: the place named for it, else what its parties and its date imply."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        pytest.param(
            "In October 2020 Azerbaijan shelled Armenian positions in Nagorno-Karabakh.",
            "nagorno-karabakh",
            id="by its name",
        ),
        pytest.param(
            "On 12 December 2022 Azerbaijan blocked the Lachin corridor.", "lachin-corridor", id="by its name too"
        ),
        pytest.param("In September 2022 Tajikistan shelled Batken in Kyrgyzstan.", "isfara-border", id="by a town"),
        pytest.param("In June 2010 clashes between Kyrgyz and Uzbeks broke out in Osh.", "osh", id="by a city"),
        pytest.param("In January 2022 Kazakhstan arrested protesters in Almaty.", "kazakhstan-unrest", id="by a date"),
        pytest.param(
            "In April 2021 Kyrgyzstan and Tajikistan clashed on their border.", "isfara-border", id="by the parties"
        ),
        pytest.param(
            "In October 2022 Azerbaijan attacked Armenia.", "armenia-azerbaijan-border", id="by parties in 2022"
        ),
        pytest.param("In October 2020 Azerbaijan attacked Armenia.", "nagorno-karabakh", id="by parties in 2020"),
    ],
)
def test_a_conflict_zone_is_known(read, text, zone):
    (event,) = read(text)
    assert event.place.zone == zone


@pytest.mark.parametrize(
    "text",
    [
        "In June 2019 Kazakhstan arrested protesters in Almaty.",
        "On 3 May 2022 Kyrgyzstan signed an agreement with Tajikistan in Bishkek.",
    ],
)
def test_a_zone_does_not_hold_at_other_times_or_for_other_acts(read, text):
    (event,) = read(text)
    assert event.place.zone is None


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("In October 2022 Tajikistan signed an agreement with Russia in Khujand.", "Khujand", "TJK"),
        ("On 14 May 2019 the presidents of Kazakhstan and Russia met in Astana.", "Astana", "KAZ"),
        ("On 3 May 2022 Kyrgyzstan signed an agreement with Russia in Dushanbe.", "Dushanbe", "TJK"),
    ],
)
def test_a_town_named_for_it_is_the_place_whoever_acts(read, text, name, country):
    (event,) = read(text)
    assert (event.place.name, event.place.countries) == (name, (country,))


def test_a_town_is_more_exact_than_a_country(read):
    (town,) = read("In October 2022 Tajikistan signed an agreement with Russia in Khujand.")
    (country,) = read("In October 2022 Tajikistan signed an agreement with Russia.")
    assert town.place.where_precision < country.place.where_precision == 6


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("On 3 May 2022 Kyrgyzstan refused to host a CSTO drill.", "KGZ"),
        ("On 23 November 2022 Armenia refused to sign the declaration of the CSTO.", "ARM"),
        ("In May 2022 Kazakhstan refused to recognise Russia's annexation.", "KAZ"),
    ],
)
def test_a_member_refuses_at_home_when_no_place_is_named(read, text, home):
    (event,) = read(text)
    assert event.place.countries == (home,)


def test_a_drill_refused_abroad_lies_where_it_was_to_be_and_bears_on_the_member(read):
    event = read("On 3 May 2022 Tajikistan refused to take part in the CSTO drill in Armenia.")[0]
    assert event.place.countries == ("ARM",)
    assert {effect.member for effect in event.effects} == {"TJK"}


@pytest.mark.parametrize(
    "text",
    [
        "In May 2022 Yerevan accused Moscow of betrayal.",
        "On 3 May 2022 Bishkek signed an agreement with Moscow.",
        "On 3 May 2022 Minsk asked Brussels for a loan.",
    ],
)
def test_a_capital_that_acts_is_its_government_and_no_place(read, text):
    (event,) = read(text)
    assert event.place.name not in ("Yerevan", "Moscow", "Bishkek", "Minsk", "Brussels")
    assert event.place.where_precision == 6


def test_a_place_of_another_happening_in_the_sentence_is_not_borrowed(read):
    events = read("On 3 May 2022 Armenia met Georgia in Tbilisi, and Kyrgyzstan signed an agreement with China in Osh.")
    places = {event.event_type: event.place.countries for event in events}
    assert places == {"CONSULT": ("GEO",), "AGREE": ("KGZ",)}


def test_a_plea_right_after_a_fight_belongs_to_its_scene(read):
    events = read("On 13 September 2022 Azerbaijan attacked Armenia. Yerevan asked the CSTO for help.")
    assert [event.place.zone for event in events] == ["armenia-azerbaijan-border"] * 2


def test_crimea_is_ukraines(read):
    (event,) = read("In May 2022 Belarus held exercises with Russia in Crimea.")
    assert event.place.zone == "crimea"
    assert event.place.countries == ("UKR",)


def test_votes_for_or_against_moscow_lie_where_its_war_is(read):
    events = read("In October 2022 Belarus voted with Russia.", published="2022-10-28")
    assert [event.place.zone for event in events] == ["ukraine"]
