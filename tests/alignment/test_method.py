"""The method's numbers are complete, sourced, checked on load, and can be moved and moved back."""

import re

import pytest

from alignment.method import DEFAULT_PATH, STATUSES, load_method
from events.vocabulary import DIMENSIONS, EVENT_TYPES

TEXT = DEFAULT_PATH.read_text(encoding="utf-8")

# Absolute intensities as PLOVER 1.0's manual prints them.
PLOVER = {
    "AGREE": 2.5,
    "CONSULT": 2.5,
    "SUPPORT": 5,
    "CONCEDE": 4.5,
    "COOPERATE": 9.5,
    "AID": 10,
    "RETREAT": 6.5,
    "ACCUSE": 3,
    "THREATEN": 3.5,
    "PROTEST": 5,
    "SANCTION": 6,
    "MOBILIZE": 5.5,
    "COERCE": 7,
    "ASSAULT": 9,
}


def test_every_event_type_and_every_status_has_a_number():
    method = load_method()
    assert set(method.weights) == set(EVENT_TYPES)
    assert set(method.baselines) == set(STATUSES)


def test_weights_start_from_the_published_intensities():
    assert {name: load_method().weights[name] * 20 for name in PLOVER} == pytest.approx(PLOVER)


def test_requests_and_refusals_have_weights_of_their_own():
    weights = load_method().weights
    assert weights["REQUEST"] > 0
    assert weights["REJECT"] > 0.2
    assert all("judgement" in load_method().sources[f"weights.{name}"] for name in ("REQUEST", "REJECT"))


def test_a_member_starts_closer_to_moscow_than_one_that_froze_or_left():
    baselines = load_method().baselines
    assert baselines["member"] > baselines["frozen"] >= baselines["left"]


def test_every_number_has_a_source():
    method = load_method()
    assert len(method.sources) == len(EVENT_TYPES) + len(STATUSES) + len(DIMENSIONS) + 10
    assert all(source.strip() for source in method.sources.values())


def test_moved_numbers_leave_the_defaults_as_they_were():
    moved = load_method().with_changes(weights={"AID": 2.0}, baselines={"left": -0.2}, half_life_months=24)
    assert (moved.weights["AID"], moved.baselines["left"], moved.half_life_months) == (2.0, -0.2, 24)
    assert moved.weights["REJECT"] == load_method().weights["REJECT"]
    assert load_method().weights["AID"] == 0.5
    assert load_method().with_changes() == load_method()


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"weights": {"HUG": 1.0}}, "weights.HUG is unknown"),
        ({"weights": {"AID": -1.0}}, "weights.AID is -1.0; give a number from 0"),
        ({"baselines": {"left": float("nan")}}, "baseline.left is nan"),
        ({"half_life_months": 0}, "decay.half_life_months is 0"),
    ],
)
def test_a_number_cannot_be_moved_out_of_range(changes, advice):
    with pytest.raises(ValueError, match=advice):
        load_method().with_changes(**changes)


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        (r"AID .*", "", "weights.AID is missing; add it"),
        (r"AID .*", 'AID = { value = "big", source = "x" }', "weights.AID is 'big'; give a number"),
        (r"AID .*", "AID = 1.0", "weights.AID: write it as"),
        (r"AID .*", 'AID = { value = 1.0, source = " " }', "weights.AID: write it as"),
        (r"AID .*", "AID = {", "Invalid|line"),
        (r"AID ", "HELP ", "weights.AID is missing"),
        (r"\[decay\]", "[decline]", "section .decay. is missing"),
        (r"half_life_months ", "half_life ", "decay.half_life_months is missing; add it"),
        (r"\A", "level = 3\n", "level stands outside"),
        (r"level  .*", 'level = { value = 80, source = "x" }', "band.level is 80; give a number from 0.01 to 0.99"),
        (r"level  .*", 'level = { value = true, source = "x" }', "band.level is True"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_the_key_and_advice(tmp_path, old, new, advice):
    path = tmp_path / "mine.toml"
    path.write_text(re.sub(old, new, TEXT, count=1), encoding="utf-8")
    with pytest.raises(ValueError, match=f"mine.toml: .*({advice})"):
        load_method(path)


def test_an_edited_file_is_taken(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(TEXT.replace("value = 12,", "value = 18,"), encoding="utf-8")
    assert load_method(path).half_life_months == 18
