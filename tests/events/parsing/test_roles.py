"""Who did it and to whom, however the clause is turned."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("On 13 September 2022 Azerbaijan attacked Armenia.", "AZE", "ARM"),
        ("On 13 September 2022 Armenia was attacked by Azerbaijan.", "AZE", "ARM"),
        ("On 13 September 2022 Armenian soldiers were attacked by the Azerbaijani army.", "AZE", "ARM"),
        ("In October 2022 the CSTO drill was cancelled by Kyrgyzstan.", "KGZ", "CSTO"),
        ("In May 2022 Armenia was criticised by Russia.", "RUS", "ARM"),
        ("In May 2022 Moscow was rebuked by Yerevan.", "ARM", "RUS"),
    ],
)
def test_active_and_passive_tell_the_same_roles(read, text, source, target):
    (event,) = read(text)
    assert event.source_actors == (source,)
    assert event.target_actors == (target,)


@pytest.mark.parametrize(
    "text",
    [
        "In July 2022 Kyrgyzstan decided to cancel the CSTO drill.",
        "In July 2022 Kyrgyzstan chose to cancel the CSTO drill.",
        "Kyrgyzstan went on to cancel the CSTO drill in July 2022.",
    ],
)
def test_whoever_decides_is_whoever_does(read, text):
    (event,) = read(text)
    assert event.event_type == "SANCTION"
    assert event.source_actors == ("KGZ",)


def test_whoever_is_asked_is_not_whoever_asks(read):
    (event,) = read("In January 2022 Kazakhstan asked the CSTO to send troops.")
    assert (event.event_type, event.source_actors, event.target_actors) == ("REQUEST", ("KAZ",), ("CSTO",))


def test_which_stands_for_the_noun_before_it(read):
    (event,) = read("Kyrgyzstan, which cancelled the CSTO drill in October 2022, said nothing more.")
    assert event.source_actors == ("KGZ",)
    assert event.target_actors == ("CSTO",)


def test_subjects_joined_by_and_both_act(read):
    (event,) = read("In October 2022 Armenia and Kyrgyzstan boycotted the CSTO summit.")
    assert set(event.source_actors) == {"ARM", "KGZ"}


def test_a_second_verb_keeps_the_subject_of_the_first(read):
    events = read("In May 2022 Belarus hosted Russian troops and signed an agreement with Russia.")
    agreement = next(event for event in events if event.event_type == "AGREE")
    assert agreement.source_actors == ("BLR",)
    assert agreement.target_actors == ("RUS",)


def test_two_sides_that_clash_are_both_named(read):
    (event,) = read("In April 2021 Kyrgyzstan and Tajikistan clashed on their border.")
    assert {*event.source_actors, *event.target_actors} == {"KGZ", "TJK"}


def test_a_deed_without_a_doer_has_no_source(read):
    (event,) = read("In May 2022 three Armenian soldiers were killed.")
    assert event.source_actors == ()
    assert event.target_actors == ("ARM",)


def test_a_place_in_the_sentence_does_not_act(read):
    (event,) = read("On 3 May 2022 Kyrgyzstan signed an agreement with Russia in Dushanbe.")
    assert "TJK" not in (*event.source_actors, *event.target_actors)


def test_whoever_is_only_mentioned_is_no_party(read):
    (event,) = read("On 3 May 2022 Armenia, a neighbour of Georgia, signed an agreement with Russia.")
    assert "GEO" not in (*event.source_actors, *event.target_actors)


def test_what_was_done_in_return_has_the_doer_of_the_clause_it_leads_to(read):
    text = "In exchange for helping Belarus in October 2021, Russia widened its influence there."
    (event,) = read(text)
    assert (event.event_type, event.source_actors, event.target_actors) == ("AID", ("RUS",), ("BLR",))


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (
            "Rahmon said on 5 May 2022 that the border was calm and urged Russia to send arms.",
            "Rahmon urged Russia to send arms",
        ),
        ("Rahmon said on 5 May 2022 that Belarus was calm and urged Russia to send arms.", None),
    ],
)
def test_whoever_speaks_urges_though_the_parser_joins_it_to_what_was_said(read, text, headline):
    event = next(e for e in read(text) if e.event_type == "REQUEST")
    assert event.source_actors == (("TJK",) if headline else ("BLR",))
    if headline:
        assert event.summary == headline
