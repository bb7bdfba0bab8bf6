"""Dates in words claim no more than is known."""

from datetime import date

import pytest

from dashboard import wording
from dashboard.address import Opening
from events.vocabulary import EVENT_TYPES


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ((2022, 11, 23), (2022, 11, 23), "23 November 2022"),
        ((2022, 10, 1), (2022, 10, 31), "October 2022"),
        ((2024, 2, 1), (2024, 2, 29), "February 2024"),
        ((2021, 1, 1), (2021, 12, 31), "2021"),
        ((2010, 1, 1), (2012, 12, 31), "between 2010 and 2012"),
        ((2022, 2, 1), (2023, 5, 31), "between February 2022 and May 2023"),
        ((2022, 2, 1), (2022, 5, 31), "between February and May 2022"),
        ((2022, 9, 14), (2022, 9, 16), "between 14 and 16 September 2022"),
        ((2022, 9, 28), (2022, 10, 2), "between 28 September and 2 October 2022"),
        ((2022, 2, 24), (2023, 5, 9), "between 24 February 2022 and 9 May 2023"),
    ],
)
def test_an_interval_is_named_as_closely_as_it_is_known(start, end, words):
    assert wording.when(date(*start), date(*end)) == words


def test_effects_say_state_sign_and_meaning():
    assert wording.effect("ARM", -1, "own", "REJECT") == "Armenia −1: turned away from Moscow"
    assert wording.effect("KAZ", 1, "moscow", "AID") == "Kazakhstan +1: was helped by Moscow"


@pytest.mark.parametrize(("number", "text"), [(-0.421, "−0.42"), (0.1, "+0.10"), (0.004, "0.00"), (-0.004, "0.00")])
def test_numbers_carry_their_sign(number, text):
    assert wording.signed(number) == text


def test_a_heading_counts_the_events_of_its_window():
    september = Opening("2022-09", window="month")
    assert wording.heading(september, 0) == "No events in September 2022"
    assert (
        wording.heading(Opening("2022-09", member="ARM"), 1)
        == "1 event in the 12 months to September 2022 that bears on Armenia"
    )
    assert wording.heading(Opening("2022-09", window="all"), 3) == "3 events up to September 2022"
    assert wording.heading(Opening("2022-09", window="five", zone="crimea"), 2) == (
        "2 events in the five years to September 2022, in Crimea"
    )
    assert wording.heading(Opening("2022-09", place="1.000,2.000"), 2, "Minsk").endswith("2022, at Minsk")


def test_a_place_known_only_as_a_country_says_so():
    assert wording.place("Kyrgyzstan", "KGZ", 6) == "Kyrgyzstan (no closer place known)"
    assert wording.place("Osh", "KGZ", 1) == "Osh"
    assert wording.place("", "", 7) == "place not told"


def test_disagreements_are_one_line_each_said_once():
    date = {"what": "date", "values": ["2022-09", "2022-10"], "mentions": []}
    number = {"what": "number", "values": ["49 dead", "62 dead"], "mentions": []}
    assert wording.disagreement([date, number, date]) == (
        "Reports disagree: date (2022-09 / 2022-10); number (49 dead / 62 dead)"
    )
    assert wording.disagreement([]) == ""


def test_every_event_type_of_the_codebook_has_plain_words():
    assert set(wording.EVENT_TYPES) == set(EVENT_TYPES)
    assert wording.event_type("AID") == "help"


def test_what_readers_of_one_article_tell_differently_is_said_beside_it():
    read = {"what": "effect", "values": [["rules", "ARM +1"], ["second:small", "ARM -1"]]}
    assert wording.disagreement([], [read]) == "Readers disagree: effect (rules: ARM +1 / second:small: ARM -1)"


def test_the_foot_says_how_many_events_were_reviewed():
    assert "5 articles read, 72 events found, all of them reviewed." in wording.sources(5, 72, 72)
    assert "1 article read, 3 events found, 2 of them reviewed." in wording.sources(1, 3, 2)
    assert "none of them reviewed" in wording.sources(1, 3, 0)
    assert "0 articles read, 0 events found." in wording.sources(0, 0, 0)
