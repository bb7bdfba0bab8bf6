"""The map's bundle: what the browser is given, as pure functions of the tables and the shapes."""

import json
import re
from types import SimpleNamespace

import pytest

from dashboard.map.bundle import build_bundle, status_grid, write_bundle
from dashboard.map.seats import WINDOW, give_seats
from dashboard.map.shapes import INSETS, STATES, read_shapes
from geo.projection import FRAMES


@pytest.fixture(scope="module")
def bundle(tables):
    return build_bundle(tables, read_shapes())


def test_scores_stand_by_month_and_member(bundle, tables):
    assert len(bundle["scores"]) == len(bundle["months"]) == 180
    rows = tables.scores.set_index(["date", "member"])
    for name in ("scores", "low", "high", "evidence"):
        column = "score" if name == "scores" else name
        assert bundle[name][152][2] == pytest.approx(rows.loc[("2022-09", "KAZ"), column], abs=5e-5)


def test_membership_is_that_of_the_months_end():
    months, members = ["2010-01", "2012-11", "2012-12", "2013-01"], ["UZB", "ARM"]
    grid = status_grid(months, members)
    assert grid[0] == ["member", "member"]
    assert grid[3] == ["left", "member"]


def test_every_state_is_drawn_in_the_frames_that_show_it(bundle):
    assert [state["iso3"] for state in bundle["states"]] == list(STATES)
    for state in bundle["states"]:
        assert {"focus", "full"} <= set(state["d"])
        assert "focus" in state["at"]
    drawn = {state["iso3"]: state["d"] for state in bundle["states"]}
    assert "south-caucasus" in drawn["ARM"]
    assert "fergana" in drawn["KGZ"]
    assert "fergana" not in drawn["ARM"]


def test_the_insets_are_tied_to_rectangles_inside_the_main_frame(bundle):
    frame = FRAMES["focus"]
    assert [inset["frame"] for inset in bundle["insets"]] == [name for name, _ in INSETS]
    for inset in bundle["insets"]:
        assert len(inset["outline"]) == 4
        assert all(0 < x < frame.width and 0 < y < frame.height for x, y in inset["outline"])


def test_zones_hold_by_month(bundle):
    holds = {}
    for zone in bundle["zones"]:
        holds.setdefault(zone["zone"], []).append((zone["holds"], zone["schematic"], zone["meaning"]))
    month = bundle["months"].index
    assert [month("2022-01"), month("2022-01")] in [span for span, _, _ in holds["kazakhstan-unrest"]]
    assert all(span[1] == 179 for span, _, _ in holds["crimea"] if span)
    assert any(schematic for _, schematic, _ in holds["lachin-corridor"])
    karabakh = [span for span, _, _ in holds["nagorno-karabakh"] if span]
    for number in range(180):
        assert sum(first <= number <= last for first, last in karabakh) <= 1, "one shape of a zone at a time"


def test_events_know_their_months_effects_and_places(bundle):
    event = next(event for event in bundle["events"] if event["id"] == "hostile-1")
    assert event["start"] == event["end"] == bundle["months"].index("2022-09")
    assert event["effects"] == {"KAZ": -1}
    assert set(event["at"]) >= {"focus", "full"}
    assert not event["coarse"]
    country = next(event for event in bundle["events"] if event["place"] == "Kyrgyzstan")
    assert country["coarse"], "a place known only as a country is drawn hollow"


def test_an_event_without_a_place_is_kept_without_a_marker(tables):
    names = ("mentions", "effects", "scores", "months", "members")
    nowhere = tables.events.assign(latitude=float("nan"), longitude=float("nan"))
    tables = SimpleNamespace(events=nowhere, **{name: getattr(tables, name) for name in names})
    assert all(event["at"] is None for event in build_bundle(tables, read_shapes())["events"])


def test_the_file_is_named_by_its_content_and_written_whole(bundle, tmp_path):
    name = write_bundle(bundle, tmp_path / "static")
    assert re.fullmatch(r"map-[0-9a-f]{16}\.json", name)
    assert write_bundle(bundle, tmp_path / "static") == name
    assert write_bundle({**bundle, "months": []}, tmp_path / "static") != name
    assert json.loads((tmp_path / "static" / name).read_text(encoding="utf-8"))["months"] == bundle["months"]
    assert not list((tmp_path / "static").glob("*.part"))


def test_only_a_few_older_files_are_kept(bundle, tmp_path):
    names = [write_bundle({"months": [str(number)]}, tmp_path) for number in range(25)]
    kept = {path.name for path in tmp_path.glob("*.json")}
    assert len(kept) == 20
    assert names[-1] in kept


def make(number, start, end, spot="a"):
    return {"id": f"e{number:02d}", "start": start, "end": end, "spot": spot}


def test_events_shown_at_once_at_one_spot_never_share_a_seat():
    events = [make(number, number * 2, number * 2 + number % 3) for number in range(40)]
    give_seats(events)
    for month in range(100):
        shown = [e["seat"] for e in events if e["start"] <= month < e["end"] + WINDOW]
        assert len(shown) == len(set(shown))


def test_seats_are_used_again_and_do_not_depend_on_the_order_given():
    events = [make(1, 0, 0), make(2, 50, 50), make(3, 0, 0), make(4, 0, 0, "b")]
    give_seats(events)
    assert [event["seat"] for event in events] == [0, 0, 1, 0]
    turned = [make(4, 0, 0, "b"), make(3, 0, 0), make(2, 50, 50), make(1, 0, 0)]
    give_seats(turned)
    assert [event["seat"] for event in reversed(turned)] == [0, 0, 1, 0]
