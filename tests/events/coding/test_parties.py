"""Who did what to whom, where the words of a sentence mislead: each kind of sentence that was once read wrongly."""

from __future__ import annotations

import pytest


def told(events, event_type):
    """Sources, targets and nonzero effects of the one event of a type."""
    (event,) = [event for event in events if event.event_type == event_type]
    return (
        set(event.source_actors),
        set(event.target_actors),
        {effect.member: effect.direction for effect in event.effects if effect.direction},
    )


@pytest.mark.parametrize(
    ("text", "event_type", "sources", "targets", "effects"),
    [
        # An appeal goes to whom it is told to go, whatever alliance is complained of beside it.
        (
            "In March 2021 Kyrgyzstan, let down by how the CSTO had answered a quarrel, turned to Turkey for help.",
            "REQUEST",
            {"KGZ"},
            {"TUR"},
            {"KGZ": -1},
        ),
        # Whoever lends two others a room sides with neither.
        (
            "In June 2019 Kazakhstan hosted talks between Russian and Ukrainian delegations.",
            "CONSULT",
            {"KAZ"},
            {"RUS", "UKR"},
            {},
        ),
        # Members that are named are meant, not the alliance whose members they are.
        (
            "The CSTO looked away. In 2021 two of its members, Kyrgyzstan and Tajikistan, fought on their border.",
            "ASSAULT",
            {"KGZ", "TJK"},
            set(),
            {},
        ),
        # What is hit stands behind "of"; nobody shells his own border.
        ("The shelling of Armenia's border began on 13 September 2022.", "ASSAULT", set(), {"ARM"}, {}),
        # A fight on a border is between the two that share it.
        (
            "On 12 May 2021 Tajikistan closed its embassy in Kyrgyzstan following a border clash on 10 May.",
            "ASSAULT",
            {"KGZ", "TJK"},
            {"KGZ", "TJK"},
            {},
        ),
        # A promise is an agreement with whoever it is made to.
        (
            "On 3 July 2021 Medvedev assured Dushanbe that Russia would stand by it.",
            "AGREE",
            {"RUS"},
            {"TJK"},
            {"TJK": 1},
        ),
        # Under whose command is no answer to whom.
        (
            "On 4 March 2019 the CSTO, under the command of Russia, sent soldiers to Tajikistan.",
            "MOBILIZE",
            {"CSTO"},
            {"TJK"},
            {"TJK": 1},
        ),
        # A base belongs to whom it is named after: promising Moscow that it will be shut cuts nothing with Moscow.
        (
            "In 2011 Kyrgyzstan assured Moscow that the American air base would be shut.",
            "AGREE",
            {"KGZ"},
            {"RUS"},
            {"KGZ": 1},
        ),
        # "From" tells where forces are withdrawn, not who withdraws them.
        ("The withdrawal of the forces from Kazakhstan began on 13 January 2022.", "RETREAT", set(), {"KAZ"}, {}),
        # Whoever is asked to leave by the other fires at the other.
        (
            "Told to leave by the Kyrgyz on 3 May 2022, the Tajik guards opened fire.",
            "ASSAULT",
            {"TJK"},
            {"KGZ"},
            {},
        ),
        # An alliance led by Moscow is the CSTO, also before it is named.
        ("On 5 June 2019 Kazakhstan left a Russian-led military alliance.", "SANCTION", {"KAZ"}, {"CSTO"}, {"KAZ": -1}),
        ("On 5 June 2019 Kazakhstan left a Russian-led economic bloc.", "SANCTION", {"KAZ"}, {"EAEU"}, {"KAZ": -1}),
        # A term that is set for somebody's base, and a note that ends a lease.
        (
            "ASTANA — Kazakhstan on 5 May 2019 gave the United States a year to shut its base.",
            "SANCTION",
            {"KAZ"},
            {"USA"},
            {"KAZ": 1},
        ),
        (
            "On 9 May 2012 Russia presented a note to Kazakhstan on the termination of the agreement.",
            "SANCTION",
            {"RUS"},
            {"KAZ"},
            {"KAZ": -1},
        ),
        # Drills that are announced with somebody, and ties that ways are sought to.
        ("On 4 May 2023 Georgia announced joint drills with Germany.", "AGREE", {"GEO"}, {"DEU"}, {"GEO": -1}),
        (
            "On 4 May 2018 Georgia was looking for ways to strengthen its ties with Moscow.",
            "COOPERATE",
            {"GEO"},
            {"RUS"},
            {"GEO": 1},
        ),
        # Whom it is like does nothing, and its ties are with whom they are.
        (
            "Like Armenia and Belarus, Georgia enhanced its ties with France on 4 May 2018.",
            "COOPERATE",
            {"GEO"},
            {"FRA"},
            {"GEO": -1},
        ),
        # An appeal is made by whoever makes it, and cancelled is what stands behind "of".
        ("On 4 May 2018 Georgia made an appeal to Russia to send help.", "REQUEST", {"GEO"}, {"RUS"}, {"GEO": 1}),
        (
            "On 4 May 2018 Belarus announced the cancellation of a CSTO exercise.",
            "SANCTION",
            {"BLR"},
            {"CSTO"},
            {"BLR": -1},
        ),
        # A vow of protection is no threat, whatever it is to protect from.
        (
            "On 4 May 2018 Russia vowed to defend Tajikistan against any threat.",
            "AGREE",
            {"RUS"},
            {"TJK"},
            {"TJK": 1},
        ),
        # Who has no mind to help refuses.
        (
            "On 4 May 2018 Medvedev said that Russia was not planning to send troops to Tajikistan.",
            "REJECT",
            {"RUS"},
            {"TJK"},
            {"TJK": -1},
        ),
        ("On 4 May 2018 Georgia announced its intention to join the CSTO.", "AGREE", {"GEO"}, {"CSTO"}, {"GEO": 1}),
        # What one state says that another did, the other did.
        (
            "Russia halted the building of the dam, the Georgian ministry said on 4 May 2018.",
            "SANCTION",
            {"RUS"},
            {"GEO"},
            {"GEO": -1},
        ),
        # People who flee a place do it no harm.
        ("In October 2023 thousands of residents fled Nagorno-Karabakh.", "RETREAT", set(), set(), {}),
    ],
)
def test_the_parties_are_those_the_sentence_means(read, text, event_type, sources, targets, effects):
    found = told(read(text, published="2024-06-01"), event_type)
    assert found[1:] == (targets, effects)
    assert found[0] == sources or (not sources and event_type == "RETREAT")


def test_whose_word_it_is_gives_nothing(read):
    events = read(
        "Belarus went on arming its friends. In May 2014 Russia was given 12 howitzers, according to the Minsk daily.",
        published="2014-08-01",
    )
    (event,) = [event for event in events if "howitzers" in event.summary]
    assert event.source_actors == ("BLR",)
    assert event.target_actors == ("RUS",)


def test_allies_that_send_troops_to_a_rescue_are_all_drawn_nearer(read):
    (event,) = read(
        "At the request of Kazakhstan some 900 soldiers from Russia, Tajikistan and Kyrgyzstan landed in the country "
        "on 7 January 2022.",
        published="2022-02-01",
    )
    assert event.place.zone == "kazakhstan-unrest"
    assert {e.member: e.direction for e in event.effects} == {"TJK": 1, "KGZ": 1, "KAZ": 1}
    assert all(e.sure >= 0.7 for e in event.effects)


def test_the_rescued_ally_is_known_though_the_sentence_does_not_name_it(read):
    events = read(
        "In January 2022 crowds filled the squares of Kazakhstan. "
        "The CSTO stepped in with hundreds of soldiers sent to quell the protests.",
        published="2022-06-01",
    )
    (aid,) = [event for event in events if event.event_type == "AID"]
    assert [(e.member, e.direction) for e in aid.effects] == [("KAZ", 1)]
    assert aid.effects[0].sure >= 0.7


def test_what_had_been_so_since_a_year_began_in_it(read):
    events = read(
        "The monks left the valley in May 2022, where Russian soldiers had been stationed since 2016 in Tajikistan.",
        published="2023-01-01",
    )
    (event,) = [event for event in events if event.event_type == "MOBILIZE"]
    assert (event.date_start.isoformat(), event.date_end.isoformat()) == ("2016-01-01", "2016-12-31")


def test_all_who_drill_with_moscow_in_a_guarded_zone_count(read):
    (event,) = read(
        "On 10 August 2021 Russia held a joint drill with Tajikistan and Uzbekistan near the Afghan border.",
        published="2021-12-01",
    )
    assert {e.member: e.direction for e in event.effects} == {"TJK": 1, "UZB": 1}


def test_a_group_within_a_state_is_no_other_state(read):
    events = read(
        "Kyrgyzstan was in turmoil. In May 2010 clashes broke out between majority Kyrgyz and minority Uzbeks in Osh.",
        published="2010-06-01",
    )
    assert "UZB" not in {code for event in events for code in (*event.source_actors, *event.target_actors)}


def test_what_a_picture_shows_is_no_sure_sign(read):
    (event,) = read("Soldiers from Russia and Tajikistan on a CSTO drill in May 2019.", published="2020-01-01")
    assert event.summary.startswith("Pictured: ")
    assert all(effect.sure < 0.7 for effect in event.effects)
