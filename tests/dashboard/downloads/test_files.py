"""Files to take away: each under a link of its own, as the command line writes them, with the method beside."""

from __future__ import annotations

import csv
import io
import json

import geopandas
import pytest

from dashboard.address import Opening
from dashboard.downloads import files
from dashboard.panel import verdicts
from dashboard.panel.events import select_events
from dashboard.state import what_if
from events.export.writers import COLUMNS
from events.records import event_from_json
from tests.dashboard.serving import HOSTILE_TITLE, ROOT

KAZAKHSTAN = Opening("2022-09", member="KAZ")


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_table_has_the_views_events_in_their_order(fetch, tables):
    content, name = fetch("events.csv?date=2022-09&member=KAZ")
    rows = rows_of(content)
    assert [row["event_id"] for row in rows] == list(select_events(tables, KAZAKHSTAN)["event_id"])
    assert list(rows[0]) == [*COLUMNS, "method"]
    assert {row["method"] for row in rows} == {"default"}
    assert HOSTILE_TITLE in {row["titles"] for row in rows}
    assert name == "events-2022-09-year-KAZ.csv"


def test_json_lines_are_the_event_file(fetch, tables):
    lines = fetch("events.jsonl?date=2022-09&member=KAZ")[0].decode().splitlines()
    there = {event.event_id: event for event in tables.store.events()}
    assert [event_from_json(line) for line in lines] == [
        there[name] for name in select_events(tables, KAZAKHSTAN)["event_id"]
    ]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("events.geojson", lambda content: len(json.loads(content)["features"])),
        ("events.parquet", lambda content: len(geopandas.read_parquet(io.BytesIO(content)))),
        ("events.xlsx", lambda content: int.from_bytes(content[:2], "big") == 0x504B and 1),
    ],
)
def test_every_format_of_the_command_line_is_there(fetch, name, read):
    content, file_name = fetch(f"{name}?date=2022-09&window=month&member=KAZ")
    assert read(content) >= 1
    assert file_name == f"events-2022-09-month-KAZ.{name.partition('.')[2]}"


def test_another_method_than_the_default_is_said_in_every_row(fetch):
    rows = rows_of(fetch("events.csv?date=2022-09&member=KAZ&method=half_life_months:24")[0])
    assert {row["method"] for row in rows} == {
        "Not the default method: half-life 24 months instead of 12",
    }


@pytest.mark.parametrize("zone", ["abkhazia", "nagorno-karabakh"])
def test_a_zone_gives_what_the_panel_lists(fetch, tables, zone):
    rows = rows_of(fetch(f"events.csv?date=2022-09&window=all&zone={zone}")[0])
    listed = select_events(tables, Opening("2022-09", window="all", zone=zone))
    assert [row["event_id"] for row in rows] == list(listed["event_id"])


def test_nothing_shown_is_a_table_without_rows(fetch):
    content, _ = fetch("events.csv?date=2010-01&window=month&member=TJK&zone=transnistria")
    assert rows_of(content) == []


def test_the_parts_add_up_to_the_score(fetch):
    rows = rows_of(fetch("parts.csv?date=2022-09&member=KAZ")[0])
    assert rows[0]["event_id"] == "baseline"
    assert sum(float(row["part"]) for row in rows) == pytest.approx(float(rows[0]["score"]))


def test_all_scores_are_one_file(fetch, tables):
    rows = rows_of(fetch("scores.csv")[0])
    assert len(rows) == len(tables.scores)
    assert {row["member"] for row in rows} == set(tables.members)


def test_verdicts_are_of_all_states_and_of_one_where_the_link_names_one(fetch, tables):
    content, name = fetch("verdicts.csv")
    rows = rows_of(content)
    assert list(rows[0]) == [*verdicts.COLUMNS, "method"]
    assert len(rows) == len(tables.members) * (len(tables.months) - 1)
    assert name == "verdicts.csv"
    content, name = fetch("verdicts.csv?member=KAZ&method=half_life_months:24")
    some = rows_of(content)
    assert (name, {row["member"] for row in some}) == ("verdicts-KAZ.csv", {"KAZ"})
    assert {row["method"] for row in some} == {"Not the default method: half-life 24 months instead of 12"}


@pytest.mark.parametrize("query", ["date=1999-01", "member=XXX", "method=half_life_months:-3"])
def test_a_link_that_asks_for_what_is_not_there_gives_no_file_but_the_reason(refusal, query):
    status, message = refusal(f"events.csv?{query}")
    assert status == 400
    assert message.startswith("No file was made. The link asks for ")


def test_parts_need_a_state_and_say_so(refusal):
    assert refusal("parts.csv?date=2022-09") == (
        400,
        "The parts of a score need a state: add member=ARM or another code.\n",
    )


def test_an_unknown_file_names_those_that_there_are(refusal):
    status, message = refusal("events.exe")
    assert status == 404
    assert "events.csv" in message


def test_the_view_offers_its_files():
    offered = files.links(KAZAKHSTAN, (("decay.half_life_months", 24.0),))
    assert offered[0] == {
        "what": "These events",
        "form": "CSV",
        "address": "files/events.csv?date=2022-09&member=KAZ&window=year&method=half_life_months%3A24",
    }
    assert {link["what"] for link in offered} == {
        "These events",
        "All scores",
        "The verdicts on Kazakhstan by month",
        "The parts of Kazakhstan’s score",
    }
    assert "The parts" not in str(files.links(Opening("2022-09"), ()))


def test_every_file_and_what_it_depends_on_is_documented():
    page = (ROOT / "docs" / "dashboard.md").read_text(encoding="utf-8")
    section = page.partition("## Files to take away")[2].partition("\n## ")[0]
    for name in files.OFFERS:
        assert f"`files/{name}`" in section
    for name in (*files.VIEW, what_if.PARAMETER):
        assert f"`{name}`" in section
