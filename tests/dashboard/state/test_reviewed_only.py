"""Reviewed events alone: their scores, their map, the link that asks for them, and the words that say so."""

from __future__ import annotations

import json
import subprocess

import pandas as pd
import pytest

from alignment.evidence import prepare
from alignment.explanation import explained
from alignment.scoring import score_members
from dashboard.map.bundle import as_json, build_bundle
from dashboard.map.shapes import read_shapes
from dashboard.state import reviewed_only
from dashboard.state.review_counts import review_counts
from dashboard.state.tables import load_tables
from events.store.queries import Selection, count
from events.store.store import open_store
from tests.dashboard.reviewing import CONFIRMED, DISPUTED, EDITED, OF_PROJECT, REVIEWED, review_some
from tests.dashboard.serving import ROOT, fill_store
from tests.node import find_node

MODULES = ROOT / "dashboard" / "map" / "js"


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """Tables of a store in which some events are reviewed."""
    url = f"sqlite:///{tmp_path_factory.mktemp('reviewed') / 'store.sqlite'}"
    fill_store(url)
    store = open_store(url)
    review_some(store)
    yield load_tables(store)
    store.close()


@pytest.mark.parametrize(
    ("asked", "choice"), [("", ""), ("all", ""), ("reviewed", "reviewed"), ("SURE", "sure"), (" sure ", "sure")]
)
def test_a_link_is_followed(asked, choice):
    assert reviewed_only.read_choice(asked) == (choice, [])


@pytest.mark.parametrize("asked", ["waiting", "1", "<img src=x>", "reviewed,sure"])
def test_a_link_that_cannot_be_followed_shows_all_and_repeats_nothing_of_it(asked):
    choice, [notice] = reviewed_only.read_choice(asked)
    assert choice == ""
    assert asked not in notice.replace("reviewed events", "")


@pytest.mark.parametrize(("choice", "events"), [("reviewed", REVIEWED), ("sure", REVIEWED - {DISPUTED})])
def test_only_the_events_that_are_meant_are_there(tables, choice, events):
    shown = tables.only(choice)
    assert set(shown.events["event_id"]) == events
    assert set(shown.effects["event_id"]) == events
    assert set(shown.reports["event_id"]) == events
    assert shown.event_count == len(events) == count(tables.store, Selection(reviewed=choice))
    assert shown.only(choice) is shown


@pytest.mark.parametrize("choice", ["reviewed", "sure"])
def test_scores_are_as_if_the_other_events_had_never_been_read(tables, choice):
    shown = tables.only(choice)
    kept = {name: getattr(tables, name) for name in ("effects", "reports")}
    kept = {name: table[table["event_id"].isin(shown.events["event_id"])] for name, table in kept.items()}
    pd.testing.assert_frame_equal(shown.scores, score_members(prepare(kept["effects"], kept["reports"])))
    assert not shown.scores.equals(tables.scores)


def test_a_score_of_reviewed_events_is_taken_apart_into_them_alone(tables):
    shown = tables.only("reviewed")
    for member in shown.members:
        found = explained(shown.contributions_to(member, ()), member, "2024-12")
        here = shown.scores.query("member == @member and date == '2024-12'")["score"].iloc[0]
        assert found.score == pytest.approx(here)
        assert set(found.parts["event_id"]) - {""} <= REVIEWED


def test_the_map_holds_them_alone_and_all_three_maps_differ(tables):
    maps = [as_json(build_bundle(tables.only(choice), read_shapes())) for choice in ("", "reviewed", "sure")]
    assert len(set(maps)) == 3
    shown = json.loads(maps[1])
    assert {event["id"] for event in shown["events"]} == REVIEWED
    assert sum(sum(spot["starts"][1::2]) for spot in shown["spots"]) == len(REVIEWED)
    assert max(shown["coverage"]["events"]) == 1


def test_each_event_of_the_map_says_how_it_was_reviewed(tables):
    told = {event["id"]: event for event in build_bundle(tables, read_shapes())["events"]}
    assert told[CONFIRMED]["reviewed"].startswith("Confirmed by ana, ")
    assert told[EDITED]["reviewed"].startswith("Edited by ana <b>, ")
    assert "the project with a language model" in told[OF_PROJECT]["reviewed"]
    assert [name for name, event in told.items() if event["project"]] == [OF_PROJECT]
    assert sum(bool(event["reviewed"]) for event in told.values()) == len(REVIEWED)


def test_what_is_shown_is_said_with_how_much_it_is(tables):
    assert reviewed_only.mark(tables) == ""
    assert reviewed_only.mark(tables.only("reviewed")) == "Only reviewed events count: 4 of 65"
    words = reviewed_only.marks(tables.only("sure"), {"weights.AID": 0.8})
    assert words == (
        "Not the default method: weight of AID 0.8 instead of 0.5. Only reviewed and undisputed events count: 3 of 65"
    )


def test_the_counts_of_a_month_are_those_of_its_events(tables):
    counts = review_counts(tables.events, tables.effects, tables.by_project, tables.months, tables.members)
    bearing = tables.effects.groupby("event_id")["member"].agg(set)
    for step, months in {"month": 1, "year": 12}.items():
        for at in range(0, len(tables.months), 7):
            last = pd.Period(tables.months[at], "M")
            first = (last - (months - 1)).start_time
            start, end = tables.events["date_start"], tables.events["date_end"]
            here = tables.events[(start <= last.end_time) & (end >= first)]
            assert counts[step][at][0] == [
                len(here),
                here["event_id"].isin(REVIEWED).sum(),
                (here["event_id"] == OF_PROJECT).sum(),
            ]
            for number, member in enumerate(tables.members, start=1):
                of_member = {name for name in here["event_id"] if member in bearing.get(name, ())}
                assert counts[step][at][number][:2] == [len(of_member), len(of_member & REVIEWED)]


BROWSERS = """
import { readFileSync } from "node:fs";
import { indexEvents } from "%(modules)s/cells.js";
import { reviewsOf, reviewedWords } from "%(modules)s/reviews.js";
const data = JSON.parse(readFileSync(process.argv[2], "utf8"));
indexEvents(data);
const everyone = data.members.map((_, at) => at);
const has = (at) => (event) => data.members[at].iso3 in event.effects;
const counts = Object.fromEntries(["month", "year"].map((step) => [step, data.months.map((_, month) => [
  reviewsOf(data, { step, month }, { members: everyone, has: () => true, part: true }),
  ...everyone.map((at) => reviewsOf(data, { step, month }, { members: everyone, has: has(at), part: true }))])]));
const words = [[0, 0, 0], [1, 0, 0], [1, 1, 1], [2, 2, 0], [2, 1, 1], [6, 0, 0], [6, 4, 0], [6, 4, 4], [6, 6, 2],
  [7000, 4321, 1234]];
console.log(JSON.stringify({ counts, words: words.map((one) => [one, reviewedWords(one)]) }));
"""


def test_the_browser_counts_and_speaks_as_the_server_does(tables, tmp_path):
    """It counts by itself what a zone, a place or a near frame holds."""
    from dashboard import wording

    bundle = build_bundle(tables, read_shapes())
    (tmp_path / "bundle.json").write_text(as_json(bundle), encoding="utf-8")
    (tmp_path / "count.mjs").write_text(BROWSERS % {"modules": MODULES.as_posix()}, encoding="utf-8")
    ran = subprocess.run(
        [find_node(), "count.mjs", "bundle.json"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    found = json.loads(ran.stdout)
    assert found["counts"] == bundle["reviews"]
    assert [words for _, words in found["words"]] == [wording.of_them_reviewed(*one) for one, _ in found["words"]]
