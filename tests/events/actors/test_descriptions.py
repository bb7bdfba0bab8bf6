"""What kind of description a word is."""

from __future__ import annotations

import pytest

from events.actors.descriptions import (
    CAUCASUS,
    CENTRAL_ASIA,
    is_bare_institution,
    is_count,
    is_definite,
    is_pair,
    is_spared,
    led_by_moscow,
    region,
    state_of,
)
from tests.events.parsed import word


@pytest.mark.parametrize(
    ("text", "definite"),
    [
        ("The country left the drill early.", True),
        ("Its president left the drill early.", True),
        ("A country left the drill early.", False),
    ],
)
def test_the_its_and_their_make_a_description_definite(text, definite):
    assert is_definite(word(text, text.split()[1])) is definite


def test_two_countries_are_a_pair_and_a_country_is_none():
    assert is_pair(word("The two countries met in Astana.", "countries"))
    assert is_pair(word("Both sides met in Astana.", "sides"))
    assert not is_pair(word("The country met its neighbour.", "country"))


@pytest.mark.parametrize(
    ("text", "noun", "states"),
    [
        ("The Central Asian republic signed it.", "republic", CENTRAL_ASIA),
        ("The Caucasian republic signed it.", "republic", CAUCASUS),
        ("The Baltic republic signed it.", "republic", None),
    ],
)
def test_a_region_before_a_noun_gives_its_states(text, noun, states):
    assert region(word(text, noun)) == states


def test_a_town_lies_in_its_state():
    text = "A court in Yerevan sentenced the soldier."
    assert state_of(word(text, "Yerevan")) == ("ARM",)
    assert state_of(word(text, "court")) == ()


def test_a_number_of_days_is_a_count_and_two_countries_are_not():
    assert is_count(word("The talks lasted two days.", "two"))
    assert not is_count(word("The two countries met.", "two"))


def test_an_institution_without_an_article_is_bare():
    assert is_bare_institution(word("Parliament voted for the law.", "Parliament"))
    assert not is_bare_institution(word("The Armenian parliament voted for the law.", "parliament"))


@pytest.mark.parametrize(
    ("text", "noun", "code"),
    [
        ("Armenia belongs to a Russian-led military alliance.", "alliance", "CSTO"),
        ("Armenia belongs to a Russian-led economic bloc.", "bloc", "EAEU"),
        ("Armenia belongs to an American-led alliance.", "alliance", ""),
    ],
)
def test_what_russia_leads_is_told_by_whether_it_is_economic(text, noun, code):
    assert led_by_moscow(word(text, noun)) == code


def test_a_name_behind_except_is_spared():
    text = "All members except Belarus signed the text."
    assert is_spared(word(text, "Belarus"))
    assert not is_spared(word(text, "members"))
