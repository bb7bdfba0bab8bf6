"""What is read column by column is what is read row by row, on either database."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from events.dataframes import EFFECT_COLUMNS, REPORT_COLUMNS
from events.records import Effect
from events.store.full_scan import ROWS_AT_ONCE, read_whole
from events.store.queries import OUTLINE_COLUMNS
from events.store.store import Store
from geo.place import Place
from tests.events.storing import VERSION, a_document, an_event

LONG = "The ministers met for two days in the old capital and spoke of roads, bridges, tolls and of a common market. "


@pytest.fixture
def told(store: Store) -> Store:
    """Events of several days and places; one told by two documents, one of them a copy of a third."""
    border = Place("Border", "border", None, ("KGZ", "TJK"), 40.0, 70.0, 4)
    later = an_event("later", "one", date_start=date(2022, 11, 2), date_end=date(2022, 11, 2), place=border)
    store.save(a_document("one"), [later, an_event("event", "one")], VERSION)
    store.save(a_document("two"), [an_event("event", "two", confidence=0.9, summary="“Surer”")], VERSION)
    first = a_document("first", text=LONG * 3, published_earliest=date(2022, 1, 1), outlet="First")
    again = a_document("again", text=LONG * 3 + "Again.", published_earliest=date(2022, 3, 1), outlet="Again")
    store.save(first, [], VERSION)
    store.save(again, [an_event("early", "again", date_start=date(2021, 1, 1))], VERSION)
    return store


def test_events_come_by_date_with_all_that_their_shown_reading_says(told):
    rows = read_whole(told).events
    expected = told.events_frame()
    pd.testing.assert_frame_equal(rows[list(OUTLINE_COLUMNS)], expected[list(OUTLINE_COLUMNS)])
    assert rows["event_id"].tolist() == ["early", "event", "later"]
    assert rows["summary"].tolist()[1] == "“Surer”"
    assert rows["countries"].tolist()[2] == "KGZ|TJK"


def test_effects_and_reports_are_those_that_the_store_tells_row_by_row(told):
    whole = read_whole(told)
    pd.testing.assert_frame_equal(whole.effects[list(EFFECT_COLUMNS)], told.effects_frame())
    assert whole.events["event_id"].take(whole.effects["event"]).tolist() == whole.effects["event_id"].tolist()
    by_id = ["event_id", "document"]
    expected = told.reports_frame().sort_values(by_id, ignore_index=True)
    pd.testing.assert_frame_equal(whole.reports.sort_values(by_id, ignore_index=True), expected)
    assert ("early", "first", "First") in whole.reports[["event_id", "document", "outlet"]].itertuples(index=False)
    mentions = set(whole.mentions.itertuples(index=False, name=None))
    assert mentions == {("early", "again"), ("event", "one"), ("event", "two"), ("later", "one")}


def test_no_row_is_lost_where_one_portion_ends(store):
    day = date(2015, 1, 1)
    count = ROWS_AT_ONCE + 7
    effects = (Effect("KGZ", -1, "military"),)
    events = [
        an_event(
            f"{number:05d}", date_start=day + timedelta(number % 900), date_end=day + timedelta(900), effects=effects
        )
        for number in range(count)
    ]
    store.save(a_document(), events, VERSION)
    whole = read_whole(store)
    assert (len(whole.events), len(whole.effects), len(whole.reports)) == (count, count, count)
    assert whole.events["event_id"].is_unique


def test_an_empty_store_gives_empty_tables(store):
    whole = read_whole(store)
    assert len(whole.events) == len(whole.mentions) == 0
    assert whole.effects[list(EFFECT_COLUMNS)].dtypes.to_dict() == store.effects_frame().dtypes.to_dict()
    assert list(whole.reports) == list(REPORT_COLUMNS)
