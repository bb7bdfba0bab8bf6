"""The files to take away are those of the command line, with the method beside."""

from __future__ import annotations

import csv
import io
import json

import pytest

from dashboard.exports import to_csv, to_jsonl
from events.export import COLUMNS
from events.records import event_from_json
from events.store import open_store
from tests.dashboard.serving import HOSTILE_TITLE, fill_store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('exports') / 'store.sqlite'}"
    fill_store(url)
    opened = open_store(url)
    yield opened
    opened.close()


IDS = ["made-up-03", "hostile-1", "made-up-01"]


def test_a_table_has_the_events_shown_in_their_order(store):
    rows = list(csv.DictReader(io.StringIO(to_csv(store, IDS).decode("utf-8-sig"))))
    assert [row["event_id"] for row in rows] == IDS
    assert list(rows[0]) == [*COLUMNS, "method"]
    assert {row["method"] for row in rows} == {"default"}
    assert rows[1]["titles"] == HOSTILE_TITLE


def test_another_method_than_the_default_is_said_in_every_row(store):
    rows = list(csv.DictReader(io.StringIO(to_csv(store, IDS, "half-life 24").decode("utf-8-sig"))))
    assert [row["method"] for row in rows] == ["half-life 24"] * 3
    assert json.loads(to_jsonl(store, IDS[:1], "half-life 24"))["method"] == "half-life 24"


def test_json_lines_are_the_event_file(store):
    lines = to_jsonl(store, IDS).decode().splitlines()
    there = {event.event_id: event for event in store.events()}
    assert [event_from_json(line) for line in lines] == [there[name] for name in IDS]


def test_nothing_shown_is_a_table_without_rows(store):
    assert len(to_csv(store, []).decode().splitlines()) == 1
    assert to_jsonl(store, []) == b""
