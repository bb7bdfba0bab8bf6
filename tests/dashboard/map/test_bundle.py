"""The map's bundle: what the browser is given, as pure functions of the tables and the shapes."""

from types import SimpleNamespace

import pytest

from dashboard.map.bundle import build_bundle, status_grid
from dashboard.map.seats import WINDOW, give_seats
from dashboard.map.shapes import INSETS, STATES, read_shapes
from dashboard.state.zone_events import in_zone, zones_of
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
    drawn = {state["iso3"]: set(state["d"]) for state in bundle["states"]}
    assert all({"focus", "full"} <= frames for frames in drawn.values())
    assert "south-caucasus" in drawn["ARM"]
    assert "fergana" in drawn["KGZ"]
    assert "fergana" not in drawn["ARM"]
    assert "western" in drawn["BLR"]


def test_every_frame_has_its_names(bundle):
    assert set(bundle["labels"]) == set(FRAMES)
    for labels in bundle["labels"].values():
        assert "state" in {label["kind"] for label in labels}
        assert all(len(label["at"]) == 2 and label["text"] for label in labels)


def test_the_insets_are_the_middles_of_near_frames_tied_to_rectangles_inside_the_main_one(bundle):
    main = FRAMES["focus"]
    assert [inset["frame"] for inset in bundle["insets"]] == [name for name, _ in INSETS]
    for inset in bundle["insets"]:
        left, top, width, height = inset["crop"]
        near = FRAMES[inset["frame"]]
        assert width == height == near.height
        assert (left + width / 2, top + height / 2) == (near.width / 2, near.height / 2)
        assert len(inset["outline"]) == 4
        assert all(0 < x < main.width and 0 < y < main.height for x, y in inset["outline"])


def test_zones_hold_by_month(bundle):
    found = {}
    for zone in bundle["zones"]:
        found.setdefault(zone["zone"], []).append(zone)
    month = bundle["months"].index
    assert [zone["holds"] for zone in found["kazakhstan-unrest"]] == [[month("2022-01"), month("2022-01")]]
    assert [zone["holds"] for zone in found["osh"]] == [[month("2010-04"), month("2010-12")]]
    assert found["crimea"][0]["holds"][1] == 179
    assert any(zone["schematic"] for zone in found["lachin-corridor"])
    assert [zone["wide"] for zone in found["kazakhstan-unrest"]] == [True]
    assert not any(zone["wide"] for zone in found["nagorno-karabakh"])
    assert found["armenia-azerbaijan-border"][0]["line"]
    karabakh = [zone["holds"] for zone in found["nagorno-karabakh"]]
    for number in range(180):
        assert sum(first <= number <= last for first, last in karabakh) == 1, "one period of a zone at a time"


def test_events_know_their_months_effects_zones_and_places(bundle):
    events = {event["id"]: event for event in bundle["events"]}
    event = events["hostile-1"]
    assert event["start"] == event["end"] == bundle["months"].index("2022-09")
    assert event["effects"] == {"KAZ": -1}
    assert not event["coarse"]
    assert events["zone-1"]["zones"] == ["nagorno-karabakh"]
    country = next(event for event in bundle["events"] if event["place"] == "Kyrgyzstan")
    assert country["coarse"], "a place known only as a country is drawn hollow"
    spots = {spot["id"]: spot for spot in bundle["spots"]}
    assert set(spots[event["spot"]]["at"]) >= {"focus", "full"}
    assert spots[country["spot"]]["coarse"]


def test_a_place_counts_how_many_events_begin_and_end_in_which_month(bundle):
    spot = next(spot for spot in bundle["spots"] if spot["id"] == "53.900,27.560")
    here = [event for event in bundle["events"] if event["spot"] == spot["id"]]
    assert sum(spot["starts"][1::2]) == sum(spot["ends"][1::2]) == len(here) == 8
    assert spot["starts"][::2] == sorted({event["start"] for event in here})


def test_an_event_without_a_place_is_kept_without_a_marker(tables):
    nowhere = replace_tables(tables, events=tables.events.assign(latitude=float("nan"), longitude=float("nan")))
    bundle = build_bundle(nowhere, read_shapes())
    assert bundle["spots"] == []
    assert len(bundle["events"]) == 66
    assert all(event["spot"] is None for event in bundle["events"])


def test_of_too_many_events_the_best_reported_come_by_themselves_and_all_are_counted(tables, monkeypatch):
    monkeypatch.setattr("dashboard.map.bundle.MOST_EVENTS", 20)
    monkeypatch.setattr("dashboard.map.bundle.moves", lambda months, *_: {"month": [[] for _ in months]})
    bundle = build_bundle(tables, read_shapes())
    assert 0 < len(bundle["events"]) < 66
    assert sum(sum(spot["starts"][1::2]) for spot in bundle["spots"]) == 66


def test_an_event_in_an_area_that_is_only_drawn_lies_in_it_by_its_point(tables):
    events = tables.events.assign(latitude=43.0, longitude=41.02, where_precision=1)
    zones = zones_of(events)
    assert all("abkhazia" in found for found in zones.values())
    assert not in_zone(events.assign(where_precision=6), "abkhazia").any(), "known only as a country: it lies nowhere"


def replace_tables(tables, **changed):
    names = ("events", "mentions", "effects", "scores", "contributions", "months", "members", "event_count")
    names += ("store", "by_project")
    return SimpleNamespace(**{name: getattr(tables, name) for name in names} | changed)


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
