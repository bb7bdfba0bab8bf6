"""One sentence a step: what moved most and why, claiming no more than the events say."""

from dataclasses import replace

import pandas as pd
import pytest

from alignment.contributions import contributions
from alignment.evidence import prepare
from alignment.method import load_method
from alignment.scoring import score_members
from dashboard.captions import captions

MONTHS = [f"{year}-{month:02d}" for year in range(2010, 2025) for month in range(1, 13)]


def effect(event, member, day, direction, kind="REJECT", end=None, confidence=0.9):
    return {
        "event_id": event,
        "event_type": kind,
        "date_start": pd.Timestamp(day),
        "date_end": pd.Timestamp(end or day),
        "confidence": confidence,
        "member": member,
        "direction": direction,
        "dimension": "military",
    }


def told(effects, method=None):
    """Captions by step and month for these effects; each event is called by its id."""
    effects = pd.DataFrame(effects)
    events = effects.drop_duplicates("event_id")[["event_id", "date_start", "date_end"]]
    events = events.assign(summary="Happening " + events["event_id"], reports=2)
    found = captions(MONTHS, score_members(effects, method=method), contributions(prepare(effects), method), events)
    return {step: dict(zip(MONTHS, rows, strict=True)) for step, rows in found.items()}


@pytest.fixture(scope="module")
def two_steps():
    return told(
        [
            effect("weak", "ARM", "2022-09-03", -1, confidence=0.3),
            effect("strong", "ARM", "2022-09-14", -1),
            effect("other-way", "ARM", "2022-09-20", 1, confidence=0.2),
            effect("elsewhere", "KAZ", "2022-09-20", -1, confidence=0.2),
            effect("years", "KGZ", "2015-01-01", -1, end="2015-12-31"),
        ]
    )


def test_the_state_that_moved_most_is_named_with_the_weightiest_event_that_pushed_it(two_steps):
    caption = two_steps["month"]["2022-09"]
    assert (caption["member"], caption["event"]) == ("ARM", "strong")
    assert caption["text"].startswith("Since August 2022 Armenia moved most, −")
    assert "away from Moscow" in caption["text"]
    assert caption["text"].endswith("; what moved it most: Happening strong (14 September 2022, 2 reports).")


def test_a_yearly_step_looks_back_a_year(two_steps):
    assert two_steps["year"]["2023-05"]["text"].startswith("Since May 2022 Armenia moved most")
    assert two_steps["year"]["2023-05"]["event"] == "strong"


def test_an_event_known_to_the_year_is_said_so(two_steps):
    assert "Happening years (2015, 2 reports)" in two_steps["month"]["2015-06"]["text"]


def test_a_month_after_the_news_moves_nothing(two_steps):
    caption = two_steps["month"]["2022-10"]
    assert (caption["event"], caption["member"]) == (None, None)
    assert caption["text"] == "No score moved by 0.01 since September 2022."


def test_a_month_in_which_nothing_moves_says_so(two_steps):
    assert two_steps["month"]["2014-03"]["text"] == "No score moved by 0.01 since February 2014."
    assert two_steps["month"]["2010-01"]["text"] == "The map's first month."


def test_a_state_that_leaves_the_treaty_moves_for_that_reason(two_steps):
    assert "Uzbekistan" in two_steps["month"]["2012-12"]["text"]
    assert two_steps["month"]["2012-12"]["text"].endswith("its place in the treaty changed (left).")


def test_no_caption_names_an_event_that_pushes_the_other_way(tables):
    found = captions(tables.months, tables.scores, tables.contributions, tables.events)
    directions = tables.effects.set_index(["event_id", "member"])["direction"]
    named = [caption for rows in found.values() for caption in rows if caption["event"]]
    assert len(named) > 20
    for caption in named:
        away = "away from" in caption["text"].split(";")[0]
        assert (directions[caption["event"], caption["member"]] < 0) == away
    assert [len(rows) for rows in found.values()] == [180, 180]


def test_another_method_may_name_another_event():
    effects = [effect("act", "ARM", "2022-09-03", -1, "ACCUSE"), effect("blow", "ARM", "2022-09-04", -1, "ASSAULT")]
    method = load_method()
    turned = replace(method, weights={**method.weights, "ACCUSE": 9.0})

    def named(one):
        return told(effects, one)["month"]["2022-09"]["event"]

    assert [named(method), named(turned)] == ["blow", "act"]
