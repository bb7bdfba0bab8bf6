"""What the panel shows: events by window and state, quotes in their place, a colour taken apart."""

import math

import pytest

from alignment.explaining import explain
from dashboard import why
from dashboard.panel import AROUND, MOST, chosen_record, event_records, panel_data, passage, select_events
from dashboard.tables import fingerprint
from dashboard.wording import signed
from events.store import open_store
from tests.dashboard.serving import HOSTILE_QUOTE, HOSTILE_TEXT, HOSTILE_TITLE, HOSTILE_VALUE, fill_store


def ids(events):
    return set(events["event_id"])


def test_the_month_the_year_and_all_until_now_contain_each_other(tables):
    month, year, all_ = (select_events(tables, "2022-09", window, None) for window in ("month", "year", "all"))
    assert ids(month) < ids(year) < ids(all_)
    assert "hostile-1" in ids(month)
    assert all_["date_start"].max().strftime("%Y-%m") <= "2022-09"
    assert year["date_end"].min().strftime("%Y-%m") >= "2021-10"


def test_an_event_of_a_whole_year_is_shown_in_each_of_its_months(tables):
    year_long = tables.events.assign(date_start=tables.events["date_start"].min())
    tables = type(tables)(year_long, tables.mentions, tables.effects, tables.documents, tables.scores, tables.texts)
    assert len(select_events(tables, "2010-01", "month", None)) == len(year_long)


def test_a_state_keeps_only_the_events_that_bear_on_it(tables):
    bearing = ids(tables.effects[tables.effects["member"] == "KAZ"])
    assert ids(select_events(tables, "2024-12", "all", "KAZ")) == bearing


def test_well_dated_events_come_before_vague_ones_and_the_newest_first(tables):
    half = tables.events.assign(date_precision=[5, 4] * (len(tables.events) // 2) + [5] * (len(tables.events) % 2))
    half = type(tables)(half, tables.mentions, tables.effects, tables.documents, tables.scores, tables.texts)
    events = select_events(half, "2024-12", "all", None)
    keys = [
        (-(precision == 5), end) for precision, end in zip(events["date_precision"], events["date_end"], strict=True)
    ]
    assert keys == sorted(keys, reverse=True)


def test_texts_reach_the_panel_as_they_are(tables):
    record = chosen_record(tables, "hostile-1")
    [quote] = record["quotes"]
    assert quote["quote"] == HOSTILE_QUOTE
    assert quote["title"] == HOSTILE_TITLE
    assert quote["before"] + quote["quote"] + quote["after"] == HOSTILE_TEXT
    assert record["effects"] == ["Kazakhstan −1: away from Moscow"]


def test_where_reports_disagree_the_event_says_so_and_elsewhere_nothing(tables):
    assert chosen_record(tables, "hostile-1")["disagree"] == f"Reports disagree: place ({HOSTILE_VALUE} / Almaty)"
    others = event_records(tables, tables.events[tables.events["event_id"] != "hostile-1"])
    assert {record["disagree"] for record in others} == {""}


def test_a_page_is_read_anew_when_merging_changed_what_it_shows(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    fill_store(url)
    store = open_store(url)
    before = fingerprint(store)
    assert fingerprint(store) == before
    store.merge({("hostile", "hostile-1"): "made-up-00"}, {}, {})
    assert fingerprint(store) != before


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
    records = event_records(tables, tables.events) * 2
    chosen = records[0]
    data = panel_data(records, "heading", chosen, None)
    assert len(data["events"]) == MOST
    assert data["left_out"] == len(records) - 2 - MOST
    assert chosen["event_id"] not in {record["event_id"] for record in data["events"]}


@pytest.mark.parametrize("month", ["2010-01", "2016-05", "2024-12"])
def test_the_parts_of_a_colour_sum_to_the_latent_value_exactly(tables, month):
    apart = why.take_apart(tables, "KAZ", month)
    found = explain("KAZ", month, tables.evidence)
    assert math.fsum(part["value"] for part in apart["parts"]) == pytest.approx(found.latent, abs=1e-12)
    assert apart["sum"] == signed(found.latent)
    assert apart["parts"][0]["value"] == found.baseline
    assert signed(found.score) in apart["note"]
