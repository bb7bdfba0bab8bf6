"""Turns of news prose that told something else than they say, each a kind of fault met on real pages."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.mark.parametrize(
    "text",
    [
        # what is only planned, asked, or not planned
        "In March 2022 Armenia had no plans to leave the CSTO, Pashinyan said.",
        "On 5 May 2022 a Russian minister noted that Tajik forces will take part in a drill of the CSTO.",
        "On 5 May 2022 Lukashenko insisted that he did not want a war with Russia.",
        # whose word it is, and what others only claim
        "The visit went on. This was reported on 5 May 2022 by Kazakhstan's ministry.",
        # where something was said, what is only weighed, spared or still ahead
        "On 5 May 2022 Georgia's government avoided offending Moscow.",
        "On 5 May 2022 Russia took the position of Azerbaijan into account.",
        "On 5 May 2022 the Russian leader is due to meet Japarov before taking part in a summit.",
        "Russian border guards have for decades been stationed in Armenia.",
        # moves of nobody's forces, and what somebody's time in office held
        "On 5 May 2022 militants massed near Tajikistan.",
        "Moscow and Bishkek discussed a base during Bakiyev's presidency.",
    ],
)
def test_what_is_not_told_as_done_is_no_event(read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "On 5 May 2022 Armenia said that its government would decide later when to leave the CSTO.",
        "On 5 May 2022 Russia commented on a paper that claimed Uzbekistan had left the CSTO.",
    ],
)
def test_what_is_not_told_as_done_has_no_direction(read, text):
    assert not any(effect.direction for event in read(text) for effect in event.effects)


@pytest.mark.parametrize(
    ("text", "event_type", "sources", "targets"),
    [
        # said by an adjective
        ("On 5 May 2022 Kazakhstan was grateful to Russia for its help.", "SUPPORT", ("KAZ",), ("RUS",)),
        ('"We are grateful to the CSTO," Tokayev said on 5 May 2022.', "SUPPORT", ("KAZ",), ("CSTO",)),
        ("On 5 May 2022 Kyrgyzstan was critical of the CSTO.", "ACCUSE", ("KGZ",), ("CSTO",)),
        # a phrase put before the doer, and a place of writing, are no parties
        ("Amid a rift with Russia, Armenia froze its role in the CSTO in May 2022.", "SANCTION", ("ARM",), ("CSTO",)),
        ("TVER, Russia – Azerbaijan apologized on 5 May 2022 to Turkey.", "CONCEDE", ("AZE",), ("TUR",)),
        ("On 5 May 2022 Armenia withdrew from drills of the CSTO.", "REJECT", ("ARM",), ("CSTO",)),
        ("On 5 May 2022 the North Atlantic Treaty Organisation praised Georgia.", "SUPPORT", ("NATO",), ("GEO",)),
        # where a speaker speaks is no meeting
        ("Speaking at a conference on 5 May 2022, Rahmon criticised Russia.", "ACCUSE", ("TJK",), ("RUS",)),
        # who is fired at stands as the subject
        ("On 5 May 2022 Armenian soldiers came under Azerbaijani fire.", "ASSAULT", ("AZE",), ("ARM",)),
        ("On 5 May 2022 Stoltenberg welcomed the support given by Azerbaijan.", "SUPPORT", ("NATO",), ("AZE",)),
        ("On 5 May 2022 Pashinyan declared that Armenia will quit the CSTO.", "THREATEN", ("ARM",), ("CSTO",)),
    ],
)
def test_who_does_what_to_whom(read, text, event_type, sources, targets):
    told = [(event.event_type, event.source_actors, event.target_actors) for event in read(text)]
    assert told == [(event_type, sources, targets)]


def test_a_report_that_opens_with_what_has_happened_is_of_the_week_before_it_appeared(read):
    (event,) = read("Kazakhstan has thanked Russia for its help.", published="2022-05-12")
    assert (event.date_start, event.date_end) == (date(2022, 5, 5), date(2022, 5, 12))


def test_what_was_signed_during_a_summit_has_the_day_that_the_text_gives_the_summit(read):
    events = read(
        "The summit of the SCO took place in Samarkand on 15 September 2022. "
        "During the summit, Russia and Uzbekistan signed a declaration.",
        published="2022-12-01",
    )
    (signed,) = [event for event in events if event.event_type == "AGREE"]
    assert (signed.date_start, signed.date_end) == (date(2022, 9, 15), date(2022, 9, 15))
    assert ({*signed.source_actors}, signed.target_actors) == ({"RUS", "UZB"}, ())


def test_the_year_of_what_is_told_behind_a_comma_is_not_that_of_the_day_before_it(read):
    text = "On 11 October Kyrgyzstan ratified the treaty with Russia, signed in Moscow on 16 August 2022."
    assert date(2023, 10, 11) in {event.date_start for event in read(text, published="2023-10-12")}


def test_a_blame_beside_a_refusal_is_no_refusal(read):
    text = "On 11 October 2023 Armenia refused to take part in drills in Kyrgyzstan, accusing Moscow of inaction."
    told = {(e.event_type, e.source_actors, e.target_actors) for e in read(text, published="2023-10-12")}
    assert {("REJECT", ("ARM",), ("CSTO",)), ("ACCUSE", ("ARM",), ("RUS",))} <= told


def test_a_year_in_office_dates_no_act(read):
    text = "The CSTO sent peacekeepers to Kazakhstan, Nikol Pashinyan, its chair in 2022, said on Thursday, 6 January."
    (event,) = read(text, published="2022-01-06")
    assert (event.date_end - event.date_start).days < 10


def test_peacekeepers_are_those_told_of_before(read):
    events = read(
        "On 19 September 2023 Russian peacekeepers were in Karabakh. On 20 September 2023 the peacekeepers were "
        "attacked by Azerbaijan.",
        published="2023-09-22",
    )
    assert ("ASSAULT", ("AZE",), ("RUS",)) in [(e.event_type, e.source_actors, e.target_actors) for e in events]


def test_a_visit_and_its_talks_are_one_meeting(read):
    events = read(
        "On 20 September 2012 Putin visited Kyrgyzstan. On 20 September 2012 the Russian leader held talks with "
        "Atambayev.",
        published="2012-09-21",
    )
    assert [event.event_type for event in events] == ["CONSULT"]


def test_a_quotation_that_fills_its_paragraph_is_of_whom_was_told_of_last(read):
    events = read(
        'On 22 July 2022 Zelensky thanked Tokayev.\n\n"On 22 July 2022 I had a conversation with Tokayev."',
        published="2022-07-22",
    )
    assert [e.source_actors for e in events if e.event_type == "CONSULT"] == [("UKR",)]


@pytest.mark.parametrize(
    "text",
    [
        "On 5 July 2021 Putin told Rahmon that Moscow would help Tajikistan on its border.",
        "Russia will give aid to Tajikistan, Lavrov told reporters on 5 July 2021.",
    ],
)
def test_help_that_is_only_promised_is_an_agreement(read, text):
    assert {(e.event_type, e.source_actors) for e in read(text)} == {("AGREE", ("RUS",))}
