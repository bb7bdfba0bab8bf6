"""Whom a pronoun or a description stands for."""

from __future__ import annotations

import pytest


def told(events, event_type):
    found = [event for event in events if event.event_type == event_type]
    assert len(found) == 1, [event.summary for event in events]
    return found[0]


def test_it_is_the_subject_of_the_sentence_before(read):
    events = read("On 3 May 2022 Armenia signed an agreement with Russia. The next day it met the European Union.")
    assert told(events, "CONSULT").source_actors == ("ARM",)


@pytest.mark.parametrize("words", ["The bloc refused", "The alliance refused", "The organisation refused"])
def test_the_bloc_is_the_alliance_named_before(read, words):
    events = read(f"In September 2022 Armenia asked the CSTO for help. {words} to send troops.")
    assert told(events, "REJECT").source_actors == ("CSTO",)


def test_a_refusal_concerns_whoever_asked(read):
    events = read("In September 2022 Armenia asked the CSTO for help. The alliance rejected the request.")
    assert told(events, "REJECT").target_actors == ("ARM",)


def test_the_two_countries_are_the_last_two_named(read):
    events = read(
        "In April 2021 Kyrgyzstan and Tajikistan clashed on their border. "
        "On 1 May 2021 the two countries signed a ceasefire."
    )
    assert set(told(events, "AGREE").source_actors) == {"KGZ", "TJK"}


@pytest.mark.parametrize(("word", "code"), [("former", "KAZ"), ("latter", "UZB")])
def test_the_former_and_the_latter_are_the_first_and_the_second_of_two(read, word, code):
    events = read(f"On 3 May 2022 Kazakhstan met Uzbekistan. On 5 May 2022 the {word} signed an agreement with Russia.")
    assert told(events, "AGREE").source_actors == (code,)


@pytest.mark.parametrize(
    "text",
    [
        "After clashes on its border in September 2022, Armenia asked the CSTO for help.",
        "During fighting on its southern border in September 2022, Armenia appealed to the CSTO.",
    ],
)
def test_its_before_the_subject_belongs_to_the_subject(read, text):
    request = told(read(text), "REQUEST")
    assert request.source_actors == ("ARM",)
    assert request.target_actors == ("CSTO",)


def test_its_president_is_the_president_of_the_state_spoken_of(read):
    events = read("On 5 January 2022 Kazakhstan asked the CSTO for help. Its president met Putin on 7 January 2022.")
    assert told(events, "CONSULT").source_actors == ("KAZ",)


def test_he_is_the_leader_named_before(read):
    events = read("On 3 May 2022 Tokayev spoke at length. The following day he signed an agreement with China.")
    assert told(events, "AGREE").source_actors == ("KAZ",)


def test_a_pronoun_with_nobody_before_it_is_nobody(read):
    events = read("On 3 May 2022 they signed an agreement with Armenia.")
    assert all("RUS" not in (*event.source_actors, *event.target_actors) for event in events)


def test_what_was_said_in_one_article_is_forgotten_in_the_next(read):
    read("On 3 May 2022 Armenia signed an agreement with Russia.")
    events = read("On 4 May 2022 it signed an agreement with Belarus.")
    assert all("ARM" not in (*event.source_actors, *event.target_actors) for event in events)


def test_none_of_the_members_except_one_are_all_the_others(read):
    (event,) = read(
        "The CSTO has six members. None of the members except Belarus has recognised Russia's annexation of Crimea.",
        published="2022-12-05",
    )
    assert event.event_type == "REJECT"
    assert set(event.source_actors) == {"ARM", "KAZ", "KGZ", "TJK"}


def test_we_is_the_state_that_the_author_writes_for(read):
    text = (
        "Armenia has paid dearly. Armenia's army bled in Karabakh. In May 2021 our government asked the CSTO for help. "
        "Armenians remember."
    )
    (event,) = [e for e in read(text) if e.event_type == "REQUEST"]
    assert event.source_actors == ("ARM",)


def test_nobody_is_taken_to_distance_himself_from_himself(read):
    assert read("In March 2022 Moscow watched as most of the world was distancing itself from Russia.") == []


@pytest.mark.parametrize("count", ["two days later", "in two waves", "with two thousand men"])
def test_a_count_of_something_is_not_the_two_parties(read, count):
    events = read(f"On 3 May 2022 Armenia met Russia. On 5 May 2022 crowds in Nukus protested {count}.", "2022-05-10")
    assert "RUS" not in (*told(events, "PROTEST").source_actors, *told(events, "PROTEST").target_actors)


def test_an_institution_without_an_article_is_that_of_the_state_told_of(read):
    events = read("The mood in Kyrgyzstan was tense. Police detained forty protesters on 4 May 2012.", "2012-05-10")
    assert told(events, "COERCE").source_actors == ("KGZ",)


def test_a_court_in_a_town_is_the_state_s_that_the_town_lies_in(read):
    events = read("On 5 July 2022 a court in Novorossiysk blocked Kazakhstan's pipeline.", "2022-07-10")
    assert [event.source_actors for event in events] == [("RUS",)]


def test_the_government_is_not_the_one_that_a_clause_put_before_names(read):
    events = read(
        "Kyrgyzstan was angry. When Washington gave him a prize in July 2015, the government tore up its treaty with "
        "the United States.",
        "2015-08-10",
    )
    assert told(events, "SANCTION").source_actors == ("KGZ",)


def test_an_apology_right_after_a_blow_goes_to_whom_it_hit(read):
    events = read(
        "On 9 November 2020 Azerbaijan shot down a Russian helicopter. Baku apologised the same day.", "2020-11-12"
    )
    assert told(events, "CONCEDE").target_actors == ("RUS",)


def test_who_was_asked_for_help_is_who_then_sends_it(read):
    events = read("On 13 September 2022 Armenia asked the CSTO for help. It sent a mission.", "2022-10-01")
    assert told(events, "AID").source_actors == ("CSTO",)


def test_whoever_does_something_to_both_countries_is_neither(read):
    text = "Shots fell between Kyrgyzstan and Tajikistan. On Friday Putin telephoned the presidents of both countries."
    call = next(e for e in read(text, published="2022-10-20") if e.event_type == "CONSULT")
    assert (call.source_actors, set(call.target_actors)) == (("RUS",), {"KGZ", "TJK"})
