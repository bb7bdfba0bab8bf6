"""A few changed events give the scores that all events prepared anew would; and what a mistake in one would cost."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest

from alignment.evidence import prepare
from alignment.method import load_method
from alignment.rescoring import changed, rescored
from alignment.scoring import score_members
from alignment.stakes import costs, stakes
from events.vocabulary import EVENT_TYPES, SCORED
from tests.alignment.effects import an_effect, effects, reports


def made(seed: int, count: int = 60) -> tuple[list, list]:
    """Rows of effects and of reports of made-up events."""
    dice = random.Random(seed)
    rows, told = [], []
    for number in range(count):
        day = date(dice.randint(2010, 2024), dice.randint(1, 12), 1)
        name, sure = f"e{number}", dice.uniform(0.4, 0.99)
        rows += [
            an_effect(day, event_id=name, kind=dice.choice(EVENT_TYPES), confidence=sure, member=member,
                      direction=dice.choice((-1, 1)), reviewed=dice.choice(("", "", "confirmed")))
            for member in dice.sample(SCORED, 2)
        ]  # fmt: skip
        told += [
            (name, f"d{dice.randint(0, 20)}", dice.choice(("A", "B", "")), sure) for _ in range(dice.randint(1, 2))
        ]
    return rows, told


@pytest.mark.parametrize("seed", range(5))
def test_changed_events_give_the_scores_of_all_prepared_anew(seed):
    rows, told = made(seed)
    evidence = prepare(effects(*rows), reports(*told))
    before = score_members(evidence)
    gone = {"e3", "e7", "e11"}
    now = [an_effect(date(2024, 11, 1), event_id="e7", kind="ACCUSE", direction=-1, member="BLR", reviewed="edited")]
    says = [("e7", "d1", "a", 0.8), ("e7", "new", "Fresh", 0.7)]
    patched, members = changed(evidence, gone, effects(*now), reports(*says))
    kept = [row for row in rows if row[0] not in gone], [row for row in told if row[0] not in gone]
    expected = score_members(effects(*kept[0], *now), reports(*kept[1], *says))
    found = rescored(before, patched, members)
    assert "BLR" in members
    assert found["date"].tolist() == expected["date"].tolist()
    for column in ("score", "low", "high", "mass", "evidence"):
        np.testing.assert_allclose(found[column], expected[column], atol=1e-12)


def test_a_change_of_nothing_leaves_the_scores_alone():
    evidence = prepare(effects(*made(1)[0]))
    before = score_members(evidence)
    _, members = changed(evidence, {"unknown"}, effects(), reports())
    assert members == ()
    assert rescored(before, evidence, members) is before


def test_a_reviewed_event_counts_with_the_confidence_of_reviewed_ones_and_its_direction_as_read():
    read, method = date(2024, 1, 1), load_method()
    doubtful = an_effect(read, confidence=0.4, sure=0.2)
    reviewed = an_effect(read, confidence=0.4, sure=0.2, reviewed="confirmed")
    sure = an_effect(read, confidence=method.reviewed_confidence)
    scores = [score_members(effects(row))["score"].tolist() for row in (doubtful, reviewed, sure)]
    assert scores[1] == pytest.approx(scores[2])
    assert scores[0] != scores[1]
    moved = score_members(effects(reviewed), method=method.changed({"trust.reviewed_confidence": 0.5}))
    assert moved["score"].tolist() != scores[1]


def test_the_cost_of_a_mistake_is_what_the_score_would_be_without_the_event_times_its_doubt():
    rows = [
        an_effect(date(2023, 1, 1), event_id="old", kind="AID", confidence=0.8),
        an_effect(date(2024, 12, 1), event_id="new", kind="ACCUSE", confidence=0.6, direction=-1, sure=0.9),
    ]
    found = stakes(prepare(effects(*rows))).set_index("event_id")
    last = {
        name: score_members(effects(*[row for row in rows if row[0] != name]), members=["ARM"])["score"].iloc[-1]
        for name in ("old", "new")
    }
    whole = score_members(effects(*rows), members=["ARM"])["score"].iloc[-1]
    assert found.loc["new", "effect"] == pytest.approx(whole - last["new"])
    assert found.loc["new", "cost"] == pytest.approx(abs(whole - last["new"]) * (1 - 0.6 * 0.9))
    assert costs(found.reset_index())["old"] > 0


def test_what_is_left_out_for_its_doubt_is_what_a_reviewer_should_see_and_a_reviewed_event_is_not():
    rows = [
        an_effect(date(2024, 11, 1), event_id="unsure", sure=0.3),
        an_effect(date(2024, 11, 1), event_id="seen", sure=0.3, reviewed="confirmed"),
    ]
    found = costs(stakes(prepare(effects(*rows))))
    assert found["unsure"] > 3 * found["seen"] > 0
