"""The test sentences are well-formed and spread over types, states, zones, years and kinds of trap.

In: `evaluation/sentences.toml`, and `sentences_more.toml` in plainer style. What an extractor makes of them is tested
elsewhere.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from events.vocabulary import EVENT_TYPES


def sentences_of(file: str) -> list[dict]:
    return tomllib.loads((Path(__file__).parents[2] / "evaluation" / file).read_text(encoding="utf-8"))["sentence"]


SENTENCES = sentences_of("sentences.toml")
MORE = sentences_of("sentences_more.toml")
ALL = SENTENCES + MORE
TRAPS = [sentence for sentence in SENTENCES if "trap" in sentence]
ASSERTIONS = [sentence for sentence in SENTENCES if "trap" not in sentence]
SCORED = {"ARM", "BLR", "KAZ", "KGZ", "TJK", "AZE", "GEO", "UZB"}
ZONES = {
    "nagorno-karabakh",
    "lachin-corridor",
    "armenia-azerbaijan-border",
    "isfara-border",
    "tajik-afghan-border",
    "osh",
    "kazakhstan-unrest",
    "ukraine",
    "crimea",
    "donbas",
}
COMMON = {"id", "split", "text", "published"}
EVENT_FIELDS = {"event_type", "date_start", "date_end", "source_actors", "target_actors", "effects"}


def by_id(sentence: dict) -> str:
    return sentence["id"]


every_assertion = pytest.mark.parametrize("sentence", [row for row in ALL if "trap" not in row], ids=by_id)


def test_there_are_enough_sentences_and_about_half_are_traps():
    assert len(SENTENCES) >= 160
    assert 0.45 <= len(TRAPS) / len(SENTENCES) <= 0.55


def test_ids_and_texts_are_unique():
    assert len({sentence["id"] for sentence in ALL}) == len(ALL)
    assert len({sentence["text"] for sentence in ALL}) == len(ALL)


def test_plain_sentences_are_all_to_develop_against_and_mostly_events():
    assert {sentence["split"] for sentence in MORE} == {"dev"}
    assert all(sentence["id"].startswith("more-") for sentence in MORE)
    assert 0.2 <= sum("trap" in sentence for sentence in MORE) / len(MORE) <= 0.4


def test_plain_sentences_cover_every_event_type_state_and_zone():
    events = [sentence for sentence in MORE if "trap" not in sentence]
    assert {event["event_type"] for event in events} == set(EVENT_TYPES)
    assert {effect["member"] for event in events for effect in event["effects"]} == SCORED
    assert {event["zone"] for event in events if "zone" in event} == ZONES


@pytest.mark.parametrize("kind", [TRAPS, ASSERTIONS], ids=["traps", "assertions"])
def test_a_third_is_held_out(kind):
    splits = Counter(sentence["split"] for sentence in kind)
    assert set(splits) == {"dev", "held"}
    assert 0.3 <= splits["held"] / len(kind) <= 0.37


@pytest.mark.parametrize("split", ["dev", "held"])
def test_each_split_covers_every_event_type(split):
    assert {sentence["event_type"] for sentence in ASSERTIONS if sentence["split"] == split} == set(EVENT_TYPES)


def test_every_zone_and_every_year_of_the_slider_occurs():
    assert {sentence["zone"] for sentence in ASSERTIONS if "zone" in sentence} == ZONES
    assert {sentence["date_start"].year for sentence in ASSERTIONS} == set(range(2010, 2025))


def test_every_state_is_affected_and_russia_acts():
    assert {effect["member"] for sentence in ASSERTIONS for effect in sentence["effects"]} == SCORED
    assert any("RUS" in sentence["source_actors"] for sentence in ASSERTIONS)
    assert any("RUS" in sentence["target_actors"] for sentence in ASSERTIONS)


def test_every_direction_occurs_often():
    directions = Counter(effect["direction"] for sentence in ASSERTIONS for effect in sentence["effects"])
    assert set(directions) == {-1, 0, 1}
    assert min(directions.values()) >= 20


@every_assertion
def test_an_assertion_tells_one_dated_event_with_its_place(sentence):
    place = {"zone", "countries"} & set(sentence)
    assert len(place) == 1
    assert set(sentence) == COMMON | EVENT_FIELDS | place
    assert sentence["event_type"] in EVENT_TYPES
    assert date(2010, 1, 1) <= sentence["date_start"] <= sentence["date_end"] <= sentence["published"]
    assert sentence["published"] <= date(2024, 12, 31)


@every_assertion
def test_codes_are_those_of_the_vocabularies(sentence):
    codes = [*sentence["source_actors"], *sentence["target_actors"], *sentence.get("countries", [])]
    assert all(2 <= len(code) <= 4 and code.isupper() for code in codes)
    assert sentence.get("zone", "osh") in ZONES
    for effect in sentence["effects"]:
        assert set(effect) == {"member", "direction"}
        assert effect["member"] in SCORED
        assert effect["direction"] in {-1, 0, 1}


def test_a_trap_says_only_why_it_is_one():
    for sentence in (row for row in ALL if "trap" in row):
        assert set(sentence) == COMMON | {"trap"}, sentence["id"]
        assert sentence["trap"], sentence["id"]


def test_traps_are_of_many_kinds_in_both_splits():
    kinds = {split: {s["trap"] for s in TRAPS if s["split"] == split} for split in ("dev", "held")}
    assert len(kinds["dev"] | kinds["held"]) >= 15
    assert {"opinion", "forecast", "conditional", "denial", "habitual", "background"} <= kinds["dev"] & kinds["held"]
