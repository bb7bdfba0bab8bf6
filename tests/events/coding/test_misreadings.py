"""Kinds of sentence whose words point one way and whose meaning points another: none gives a wrong direction."""

from __future__ import annotations

import pytest

from alignment.method import load_method

LEAST = load_method().min_sure


def directions(events, least=0.0):
    """The directions that are at least this sure."""
    effects = [effect for event in events for effect in event.effects]
    return {(effect.member, effect.direction) for effect in effects if effect.direction and effect.sure >= least}


@pytest.mark.parametrize(
    "text",
    [
        # what is said not to be possible, known or received is not refused
        "Kyrgyzstan's president said on 5 May 2021 that without money from Russia his army could not buy new lorries.",
        "On 23 February 2024 the Kremlin stated that it had not received a letter from Armenia.",
        "On 3 March 2022 the Russian embassy in Minsk said that it did not know of any such plan.",
        # blame that goes elsewhere
        "On 5 January 2022 Tokayev blamed the violence on bandits and asked the CSTO for help.",
        "On 4 June 2019 the Kyrgyz leaders were accused by the opposition of bowing to the Kremlin.",
        # a measure at home is none against the alliance named before
        "Troops of the CSTO were on their way. On 6 January 2022 Kazakhstan shut down the internet.",
        # what only describes the thing that something else happens to
        "On 9 November 2020 a Russian helicopter that had been flying over Armenia was hit.",
        "On 15 September 2020 Russia disbanded a unit stationed near Belarus.",
        "On 13 January 2022 soldiers of the CSTO were preparing to leave Kazakhstan, Russia's ministry said.",
        # accords and formats named after capitals
        "Turkey, Iran and Russia signed a paper in the Astana format on 4 July 2017.",
        "On 6 July 2017 Syria rejected the Astana process.",
        "On 3 October 2019 Ukraine and Russia agreed on the Minsk accords.",
        # denials and reporters turned away
        "On 20 September 2022 Belarus denied that it had sent soldiers to Russia.",
        "On 29 July 2020 the Kremlin did not respond to a request for comment from Belarus.",
        # bodies and people that only share a name
        "The Organization for Economic Cooperation insisted on 4 April 2016 that Panama open its banks. "
        "Kazakhstan took note.",
        # a side of two at odds
        "On 14 September 2022 the CSTO endorsed a settlement of the Armenia-Azerbaijan conflict by peaceful means.",
    ],
)
def test_nothing_is_counted_as_a_step_that_the_sentence_does_not_tell(read, text):
    wrong = {("ARM", -1), ("BLR", -1), ("KAZ", -1), ("KGZ", -1), ("ARM", 1), ("AZE", 1), ("BLR", 1), ("UZB", 1)}
    assert not directions(read(text), LEAST) & wrong - {("KAZ", 1)}


@pytest.mark.parametrize(
    ("text", "event_type", "sources", "targets", "effects"),
    [
        (
            "On 4 October 2022 Armenia's prime minister stated that the CSTO endangers his people.",
            "ACCUSE", ("ARM",), ("CSTO",), {("ARM", -1)},
        ),
        (
            "A declaration adopted by Georgia's parliament condemned Russia on 18 March 2015.",
            "ACCUSE", ("GEO",), ("RUS",), {("GEO", -1)},
        ),
        (
            "In a sharp rebuke to Moscow, Armenia's president told reporters on 7 April 2016 of Russian guns.",
            "ACCUSE", ("ARM",), ("RUS",), {("ARM", -1)},
        ),
        ("On 6 January 2022 the CSTO curbed the unrest in Kazakhstan.", "AID", ("CSTO",), ("KAZ",), {("KAZ", 1)}),
        (
            "On 12 September 2022 Russia held back a shipment of weapons from Armenia.",
            "REJECT", ("RUS",), ("ARM",), {("ARM", -1)},
        ),
        (
            "On 28 June 2012 Uzbekistan sent a note to the CSTO about the suspension of its membership.",
            "SANCTION", ("UZB",), ("CSTO",), {("UZB", -1)},
        ),
        (
            "On 28 June 2012 Uzbekistan asked the CSTO to suspend its membership.",
            "SANCTION", ("UZB",), ("CSTO",), {("UZB", -1)},
        ),
        (
            "On 20 June 2013 Kyrgyzstan gave the United States a year to close its base.",
            "SANCTION", ("KGZ",), ("USA",), {("KGZ", 1)},
        ),
        (
            "On 20 June 2013 Kyrgyzstan passed a law that sets a date for the American base to close.",
            "SANCTION", ("KGZ",), ("USA",), {("KGZ", 1)},
        ),
        ("On 14 September 2022 Armenia was refused help by the CSTO.", "REJECT", ("CSTO",), ("ARM",), {("ARM", -1)}),
        ("On 14 September 2022 Armenia looked to France for help.", "REQUEST", ("ARM",), ("FRA",), {("ARM", -1)}),
        (
            "Belarus is an ally. On 14 September 2020 Russia was given 53 trucks.",
            "AID", ("BLR",), ("RUS",), {("BLR", 1)},
        ),
        (
            "On 24 November 2014 Russia signed a treaty with Abkhazia. Georgia was not asked.",
            "AGREE", ("RUS",), ("GEO",), {("GEO", -1)},
        ),
        (
            "Kyrgyzstan's interim president says she asked Russia for soldiers on 12 June 2010.",
            "REQUEST", ("KGZ",), ("RUS",), {("KGZ", 1)},
        ),
        (
            "On 29 September 2020 Armenia said that a Turkish jet had shot down one of its planes.",
            "ASSAULT", ("TUR",), ("ARM",), set(),
        ),
    ],
)  # fmt: skip
def test_who_does_what_to_whom_is_read_behind_the_words(read, text, event_type, sources, targets, effects):
    found = [event for event in read(text) if event.event_type == event_type]
    assert [(e.source_actors, e.target_actors) for e in found] == [(sources, targets)]
    assert directions(found) == effects


def test_ethnic_groups_do_not_fight_for_the_state_of_their_name(read):
    events = read("On 11 June 2010 armed men burned ethnic Uzbek houses in Osh.")
    assert events
    assert not any("UZB" in (*event.source_actors, *event.target_actors) for event in events)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("On 13 September 2022 Armenia asked the CSTO for help.", True),
        ("On 28 June 2012 Uzbekistan suspended its membership. The CSTO was told.", True),
        ("On 3 August 2022 Moscow lambasted Astana.", True),
        ("The talks with Moscow went on. On 5 May 2021 Kyrgyzstan agreed.", False),
    ],
)
def test_a_direction_counts_where_the_clause_names_both_parties(read, text, counts):
    sure = [effect.sure for event in read(text) for effect in event.effects if effect.direction]
    assert all((one >= LEAST) is counts for one in sure)
    assert sure or not counts
