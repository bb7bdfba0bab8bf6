"""The files to take away."""

import csv
import io
import json

import pytest

from dashboard.exports import defuse, to_csv, to_jsonl

RECORD = {
    "event_id": "e1",
    "when": "October 2022",
    "date_start": "2022-10-01",
    "date_end": "2022-10-31",
    "date_precision": 4,
    "type": "REJECT",
    "summary": '=HYPERLINK("http://example.org")',
    "place": "Kyrgyzstan",
    "effects": ["Kyrgyzstan −1: away from Moscow"],
    "quotes": [
        {"quote": '-1+1, "quoted"\nand a line', "title": "@title", "outlet": "Oütlet", "before": "b", "after": "a"},
        {"quote": "plain", "title": "+t", "outlet": ""},
    ],
}


def test_each_quote_is_a_row_and_nothing_in_it_is_a_formula():
    rows = list(csv.DictReader(io.StringIO(to_csv([RECORD]).decode("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[0]["summary"] == '\'=HYPERLINK("http://example.org")'
    assert rows[0]["quote"].startswith("'-1+1")
    assert rows[0]["title"] == "'@title"
    assert rows[1]["title"] == "'+t"
    assert rows[0]["outlet"] == "Oütlet"
    assert rows[0]["date_start"] == "2022-10-01"


def test_an_event_without_a_quote_keeps_its_row():
    assert to_csv([{**RECORD, "quotes": []}]).decode().count("e1") == 1


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", " =1", "\r=1"])
def test_cells_that_a_spreadsheet_would_run_are_defused(cell):
    assert defuse(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["plain", "", "a=1", "−1 with a true minus"])
def test_other_cells_stay_as_they_are(cell):
    assert defuse(cell) == cell


def test_json_lines_hold_one_event_a_line_as_it_is():
    [line] = to_jsonl([RECORD]).decode().splitlines()
    event = json.loads(line)
    assert event["summary"] == RECORD["summary"]
    assert event["quotes"][1] == {"quote": "plain", "title": "+t", "outlet": ""}
