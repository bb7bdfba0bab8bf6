"""Counting by month, by state and month, and by place: what the map shows of many events at once."""

import pandas as pd
import pytest

from dashboard.state.aggregates import coverage, month_numbers, spots, support

MONTHS = [f"{year}-{month:02d}" for year in (2010, 2011, 2012) for month in range(1, 13)]


def events(*rows):
    table = pd.DataFrame(rows, columns=["event_id", "date_start", "date_end", "name", "latitude", "longitude"])
    days = {name: pd.to_datetime(table[name]) for name in ("date_start", "date_end")}
    return table.assign(**days, countries="ARM", where_precision=[6 if row[3] == "" else 1 for row in rows])


def mentions(*pairs):
    return pd.DataFrame(pairs, columns=["event_id", "document"])


def effects(table, *members, direction=1):
    return table[["event_id", "date_start", "date_end"]].assign(member=members, direction=direction)


YEREVAN = ("Yerevan", 40.1801, 44.51)
THREE = events(
    ("a", "2010-03-05", "2010-03-05", *YEREVAN),
    ("b", "2010-03-01", "2010-04-30", *YEREVAN),
    ("c", "2010-01-01", "2010-12-31", *YEREVAN),
)
TOLD = mentions(("a", "x"), ("b", "x"), ("b", "y"), ("c", "z"))


def test_days_outside_the_months_lie_just_beyond_their_ends():
    days = pd.to_datetime(pd.Series(["2009-05-01", "2010-01-31", "2012-12-01", "2030-01-01"]))
    assert list(month_numbers(days, MONTHS)) == [-1, 0, 35, 36]


def test_a_month_counts_the_events_that_touch_it_and_the_articles_that_tell_them():
    rows = coverage(THREE, TOLD, MONTHS)
    assert rows.loc[2].to_dict() == {"events": 2, "articles": 2, "largest": 2}
    assert rows.loc[3].to_dict() == {"events": 1, "articles": 2, "largest": 1}
    assert len(rows) == 36


def test_an_event_known_to_its_year_says_nothing_about_a_single_month():
    assert coverage(THREE, TOLD, MONTHS).loc[8, "events"] == 0


def test_a_spike_from_one_article_is_seen_as_such():
    many = events(*[(str(number), "2011-06-01", "2011-06-30", *YEREVAN) for number in range(9)])
    row = coverage(many, mentions(*[(str(number), "only") for number in range(9)]), MONTHS).loc[17]
    assert (row["events"], row["articles"], row["largest"]) == (9, 1, 9)


def test_a_colour_rests_on_the_events_and_articles_of_twelve_months():
    grids = support(effects(THREE, "ARM", "ARM", "KAZ"), TOLD, MONTHS, ["ARM", "KAZ"])
    assert [grids["events"][month][0] for month in (1, 2, 3, 13, 14, 15)] == [0, 2, 2, 2, 1, 0]
    assert [grids["articles"][month][0] for month in (1, 2, 14, 15)] == [0, 2, 2, 0]
    assert grids["events"][5][1] == 1


def test_an_article_that_tells_two_events_counts_once():
    two = events(("a", "2010-01-01", "2010-01-31", *YEREVAN), ("b", "2010-05-01", "2010-05-31", *YEREVAN))
    grids = support(effects(two, "ARM", "ARM"), mentions(("a", "x"), ("b", "x")), MONTHS, ["ARM"])
    assert [grids["articles"][month][0] for month in (0, 6, 11, 12, 15, 16, 17)] == [1, 1, 1, 1, 1, 0, 0]


def test_silence_is_counted_from_the_last_month_that_an_event_touches():
    grids = support(effects(THREE, "ARM", "ARM", "KAZ"), TOLD, MONTHS, ["ARM", "KAZ", "TJK"])
    assert [grids["silent"][month][0] for month in (1, 2, 3, 4, 20)] == [None, 0, 0, 1, 17]
    assert grids["silent"][30][2] is None


def test_an_event_without_direction_is_no_evidence_but_is_told():
    grids = support(effects(THREE, "ARM", "ARM", "KAZ", direction=0), TOLD, MONTHS, ["ARM", "TJK"])
    assert [row[0] for row in grids["silent"]] == [None] * 36
    assert [grids["undirected"][month][0] for month in (1, 2, 30)] == [False, True, True]
    assert not grids["undirected"][30][1]


def test_an_event_known_to_more_than_a_year_is_no_evidence_of_any_month():
    long = events(("a", "2010-02-01", "2011-06-30", *YEREVAN))
    grids = support(effects(long, "ARM"), mentions(("a", "x")), MONTHS, ["ARM"])
    assert grids["silent"][10] == [None]
    assert spots(long, MONTHS)["count"].tolist() == [0]


def test_events_at_one_place_in_the_same_months_are_one_row():
    table = events(
        ("a", "2010-03-05", "2010-03-05", *YEREVAN),
        ("b", "2010-03-09", "2010-03-09", *YEREVAN),
        ("c", "2010-04-01", "2010-04-30", *YEREVAN),
        ("d", "2010-04-01", "2010-04-30", "", 48.0, 67.0),
        ("e", "2010-04-01", "2010-04-30", "Nowhere", float("nan"), float("nan")),
    )
    rows = spots(table, MONTHS).set_index(["spot", "start"])
    assert len(rows) == 3
    assert rows.at[("40.180,44.510", 2), "count"] == 2
    assert rows.at[("48.000,67.000", 3), "coarse"]
    assert rows.at[("48.000,67.000", 3), "place"] == "ARM"


@pytest.mark.parametrize("function", [coverage, support, spots])
def test_an_empty_store_is_counted_as_nothing(function):
    none, untold = events(), mentions()
    none = none.astype({"latitude": float, "longitude": float, "name": str, "where_precision": int})
    if function is spots:
        assert len(spots(none, MONTHS)) == 0
    elif function is coverage:
        assert coverage(none, untold, MONTHS)["events"].sum() == 0
    else:
        grids = support(none.assign(member="", direction=0), untold, MONTHS, ["ARM"])
        assert grids["silent"][0] == [None]
        assert sum(map(sum, grids["articles"])) == 0
