"""What the panel shows: events by window and state, quotes in their place, a colour taken apart."""

import math
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import case, update

from alignment.explanation import explain
from dashboard.address import Opening
from dashboard.map.bundle import known_to
from dashboard.panel import why
from dashboard.panel.events import (
    AROUND,
    MOST,
    MOST_LARGE,
    arranged,
    chosen_record,
    count_events,
    event_records,
    largest,
    panel_data,
    passage,
    select_events,
)
from dashboard.state.tables import fingerprint, load_tables
from dashboard.wording import signed
from events.reviews import making
from events.store import reviewing
from events.store.queries import by_id
from events.store.store import open_store
from events.store.tables import EFFECTS, EVENTS
from tests.dashboard.serving import HOSTILE_QUOTE, HOSTILE_TEXT, HOSTILE_TITLE, HOSTILE_VALUE, fill_store


@pytest.fixture
def altered(tmp_path):
    """Tables of the made-up store whose events have other values: ``altered(date_precision=5)``."""
    store = open_store(f"sqlite:///{tmp_path / 'altered.sqlite'}")
    fill_store(f"sqlite:///{tmp_path / 'altered.sqlite'}")

    def change(**values):
        with store.writing() as connection:
            connection.execute(update(EVENTS).values(**values))
        return load_tables(store)

    yield change
    store.close()


def ids(events):
    return set(events["event_id"])


def test_events_are_listed_by_whose_act_they_were(tables):
    every = select_events(tables, Opening("2024-12", window="all"))
    effects = tables.effects[tables.effects["direction"] != 0]
    for by in ("own", "moscow", "other"):
        listed = ids(select_events(tables, Opening("2024-12", window="all", by=by)))
        assert listed == ids(effects[effects["by"] == by]) & ids(every)
    armenian = ids(select_events(tables, Opening("2024-12", window="all", by="other", member="ARM")))
    assert armenian == ids(effects[(effects["by"] == "other") & (effects["member"] == "ARM")])
    assert armenian


def test_the_month_the_year_and_all_until_now_contain_each_other(tables):
    month, year, all_ = (
        select_events(tables, Opening("2022-09", window=window)) for window in ("month", "year", "all")
    )
    assert ids(month) < ids(year) < ids(all_)
    assert "hostile-1" in ids(month)
    assert all_["date_start"].max().strftime("%Y-%m") <= "2022-09"
    assert year["date_end"].min().strftime("%Y-%m") >= "2021-10"


def test_an_event_of_a_whole_year_is_shown_in_each_of_its_months(altered):
    tables = altered(date_start=date(2010, 1, 1))
    assert len(select_events(tables, Opening("2010-01", window="month"))) == tables.event_count


def test_a_state_keeps_only_the_events_that_bear_on_it(tables):
    bearing = ids(tables.effects[tables.effects["member"] == "KAZ"])
    assert ids(select_events(tables, Opening("2024-12", window="all", member="KAZ"))) == bearing


def test_well_dated_events_come_before_vague_ones_and_the_newest_first(altered):
    tables = altered(date_precision=case((EVENTS.c.event_id.like("%3"), 5), else_=4))
    events = select_events(tables, Opening("2024-12", window="all"))
    keys = [
        (-(precision == 5), end) for precision, end in zip(events["date_precision"], events["date_end"], strict=True)
    ]
    assert set(events["date_precision"]) == {4, 5}
    assert keys == sorted(keys, reverse=True)
    assert list(select_events(tables, Opening("2024-12", window="all"), 7)["event_id"]) == list(events["event_id"][:7])


def test_texts_reach_the_panel_as_they_are(tables):
    record = chosen_record(tables, "hostile-1")
    [quote] = record["quotes"]
    assert quote["quote"] == HOSTILE_QUOTE
    assert quote["title"] == HOSTILE_TITLE
    assert quote["before"] + quote["quote"] + quote["after"] == HOSTILE_TEXT
    assert record["effects"] == ["Kazakhstan −1: was drawn away from Moscow"]


def test_where_reports_disagree_the_event_says_so_and_elsewhere_nothing(tables):
    assert chosen_record(tables, "hostile-1")["disagree"] == f"Reports disagree: place ({HOSTILE_VALUE} / Almaty)"
    others = event_records(tables, by_id(tables.store, ids(tables.events) - {"hostile-1"}))
    assert {record["disagree"] for record in others} == {""}


def test_a_page_is_read_anew_when_anything_was_written(altered):
    before = altered(confidence=0.8).mark
    after = altered(confidence=0.7)
    assert after.mark != before
    assert fingerprint(after.store) == after.mark


def test_what_was_computed_from_all_events_is_not_computed_again_until_the_store_changes(altered, monkeypatch):
    first = altered(confidence=0.8)
    first.computed_once("map", lambda tables: f"computed at {tables.mark}")
    monkeypatch.setattr("dashboard.state.tables.score_members", None)
    monkeypatch.setattr(type(first.store), "events_frame", None)
    monkeypatch.setattr(type(first.store), "effects_frame", None)
    again = load_tables(first.store)
    pd.testing.assert_frame_equal(again.scores, first.scores)
    assert (again.last_month, again.event_count, again.document_count) == (first.last_month, 66, 6)
    assert again.computed_once("map", lambda _: "computed anew") == f"computed at {first.mark}"
    monkeypatch.undo()
    assert altered(confidence=0.7).computed_once("map", lambda _: "computed anew") == "computed anew"


def test_the_panel_reads_only_what_it_shows(tables, monkeypatch):
    for whole in ("events_frame", "effects_frame", "mentions_frame", "document"):
        monkeypatch.setattr(type(tables.store), whole, None)
    fresh = load_tables(tables.store)
    records = event_records(fresh, select_events(fresh, Opening("2022-09", window="month", member="KAZ")))
    assert "hostile-1" in {record["event_id"] for record in records}
    assert why.take_apart(fresh, "KAZ", "2022-09")["parts"]


def test_a_passage_is_cut_at_words():
    text = "word " * 400
    around = passage(text, 1000, 1004)
    assert around["before"].startswith("… word ")
    assert around["after"].endswith(" word …")
    assert len(around["before"]) <= AROUND + 2
    assert passage("short", 0, 5) == {"before": "", "after": ""}


def test_an_unknown_event_chooses_nothing(tables):
    assert chosen_record(tables, "no-such-event") is None
    assert chosen_record(tables, None) is None


def test_what_does_not_fit_is_counted_and_the_chosen_event_stands_once(tables):
    records = event_records(tables, tables.store.events_frame()) * 2
    chosen = records[0]
    data = panel_data(records, len(records) + 900, "heading", chosen, None, [])
    assert len(data["events"]) == MOST + MOST_LARGE
    assert data["left_out"] == len(records) - 2 - MOST - MOST_LARGE + 900
    assert chosen["event_id"] not in {record["event_id"] for record in data["events"]}


@pytest.mark.parametrize("month", ["2010-01", "2016-05", "2024-12"])
def test_the_parts_of_a_colour_sum_to_the_score(tables, month):
    apart = why.take_apart(tables, "KAZ", month)
    found = explain("KAZ", month, tables.evidence)
    assert math.fsum(part["value"] for part in apart["parts"]) == pytest.approx(found.score, abs=1e-9)
    assert apart["sum"]["signed"] == signed(found.score)
    assert apart["parts"][0]["value"] == found.baseline
    assert signed(found.score) in apart["note"]


def test_each_bar_of_the_waterfall_starts_where_the_one_before_ends(tables):
    apart = why.take_apart(tables, "KAZ", "2022-09")
    at = apart["zero"]
    for part in apart["parts"]:
        assert at == pytest.approx(part["left"] if part["value"] > 0 else part["left"] + part["width"], abs=0.03)
        at = part["end"]
    assert apart["sum"]["end"] == pytest.approx(at, abs=0.03), "the total ends where the last part does"
    assert all(0 <= bar["left"] <= bar["left"] + bar["width"] <= 100.01 for bar in (*apart["parts"], apart["sum"]))


def test_a_waterfall_of_nothing_is_drawn_without_dividing_by_it():
    bars, zero = why.waterfall([0.0], 0.0)
    assert [bar["width"] for bar in bars] == [0, 0]
    assert zero == 0


def test_each_part_has_its_sentence_its_source_and_its_place_in_the_article(tables):
    part = next(p for p in why.take_apart(tables, "KAZ", "2022-09")["parts"] if p["event_id"] == "hostile-1")
    [quote] = part["quotes"]
    assert part["when"] == "5 September 2022"
    assert (quote["quote"], quote["document"]) == (HOSTILE_QUOTE, "hostile")
    assert quote["start"] == HOSTILE_TEXT.index(HOSTILE_QUOTE)


def test_a_zone_and_a_place_keep_only_their_events(tables, altered):
    at_almaty = select_events(tables, Opening("2024-12", window="all", place="43.250,76.900"))
    assert ids(at_almaty) == {"hostile-1"}
    other = altered(zone=case((EVENTS.c.event_id == "made-up-07", "osh"), else_=None))
    assert ids(select_events(other, Opening("2024-12", window="all", zone="osh"))) == {"made-up-07"}


def test_an_area_that_is_only_drawn_holds_what_lies_within_it(altered):
    tables = altered(latitude=43.0, longitude=41.0, where_precision=1)
    view = Opening("2024-12", window="all", zone="abkhazia")
    assert count_events(tables, view) == len(select_events(tables, view)) == tables.event_count
    assert len(select_events(tables, view, 3)) == 3
    assert count_events(altered(latitude=53.9, longitude=27.5), view) == 0


def spanning(event_id, start, end):
    return {"event_id": event_id, "date_start": start, "date_end": end}


def test_the_months_events_stand_on_top_then_the_newest_and_what_spans_years_at_the_end():
    records = [
        spanning("spans-years", "2021-06-01", "2023-03-31"),
        spanning("year", "2022-01-01", "2022-12-31"),
        spanning("older", "2022-03-04", "2022-03-04"),
        spanning("month", "2022-09-01", "2022-09-30"),
        spanning("day", "2022-09-05", "2022-09-05"),
    ]
    found = arranged(records, "2022-09", {"older": 0.5})
    assert [record["event_id"] for record in found] == ["day", "month", "older", "year", "spans-years"]
    assert [record["event_id"] for record in found if record["now"]] == ["day", "month"]
    assert [record["event_id"] for record in found if record["long"]] == ["spans-years"]
    assert found[2]["weight"] == 0.5


def test_longer_than_a_year_means_the_same_in_the_panel_as_on_the_map_and_in_the_score():
    found = arranged(
        [spanning("year", "2020-01-01", "2020-12-31"), spanning("over", "2020-01-01", "2021-01-01")], "2022-09", {}
    )
    longer = {record["event_id"]: record["long"] for record in found}
    assert (
        longer
        == {"year": known_to(366) == "longer", "over": known_to(367) == "longer"}
        == {"year": False, "over": True}
    )


def test_what_weighs_most_is_of_the_view_and_by_its_part_in_the_score(tables):
    view = Opening("2022-09", member="KAZ")
    sizes = why.sizes(tables, "KAZ", "2022-09")
    parts = explain("KAZ", "2022-09", tables.evidence_on("KAZ")).parts
    own = parts[parts["event_id"] != ""].set_index("event_id")["part"]
    assert sizes == pytest.approx(own.abs().to_dict())
    found = [event.event_id for event in largest(tables, view, sizes, 3)]
    assert found == sorted(found, key=lambda event_id: -sizes[event_id])
    assert set(found) <= ids(select_events(tables, view))
    assert largest(tables, view, {}) == []
    assert sum(why.sizes(tables, None, "2022-09").values()) > sum(sizes.values())


def test_an_unsure_direction_says_that_it_is_not_scored_until_it_is_reviewed(altered):
    store = altered(date_precision=5).store
    with store.writing() as connection:
        connection.execute(update(EFFECTS).values(sure=0.3))
    tables = load_tables(store)
    event_id = tables.effects.loc[tables.effects["direction"] != 0, "event_id"].iloc[0]
    assert "not scored" in str(chosen_record(tables, event_id)["effects"])
    reviewing.add_reviews(store, [making.confirm(reviewing.seen(store, event_id), "ana")])
    assert "not scored" not in str(chosen_record(load_tables(store), event_id)["effects"])
