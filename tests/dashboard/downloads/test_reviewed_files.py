"""Every file says of its events how, by whom and when they were reviewed, and holds reviewed ones alone where asked."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree
from zipfile import ZipFile

import geopandas
import pytest
from starlette.applications import Starlette

from dashboard.downloads import files
from dashboard.loading import readiness, shared
from tests.dashboard.asking import ask
from tests.dashboard.reviewing import CONFIRMED, EDITED, OF_PROJECT, REVIEWED, review_some

SAID = ("reviewed", "reviewer", "reviewed_at")
CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ALL = "date=2024-12&window=all"


@pytest.fixture
def get(filled_store, monkeypatch):
    """A file of a store in which some events are reviewed, by its address."""

    async def nothing():
        return ""

    monkeypatch.setattr(readiness, "what_is_missing", nothing)
    review_some(shared.shared_store())
    app = Starlette(routes=files.routes())

    def fetch(address):
        answer = ask(app, f"/files/{address}")
        return answer.status, answer.body

    return fetch


def from_json_lines(content):
    return [json.loads(line) for line in content.decode().splitlines()]


def from_workbook(content):
    """The first sheet's rows; a cell that is empty is left out of its row."""
    root = ElementTree.fromstring(ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml"))
    rows = [
        {re.match("[A-Z]+", cell.get("r"))[0]: "".join(cell.itertext()) for cell in row.iter(f"{CELLS}c")}
        for row in root.iter(f"{CELLS}row")
    ]
    return [{name: row[column] for column, name in rows[0].items() if column in row} for row in rows[1:]]


READ = {
    "csv": lambda content: list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")))),
    "jsonl": from_json_lines,
    "geojson": lambda content: [feature["properties"] for feature in json.loads(content)["features"]],
    "parquet": lambda content: geopandas.read_parquet(io.BytesIO(content)).to_dict("records"),
    "xlsx": from_workbook,
}


@pytest.mark.parametrize("form", files.FORMS)
def test_each_form_says_who_reviewed_its_events_and_when(get, form):
    status, content = get(f"events.{form}?{ALL}")
    assert status == 200
    rows = {row["event_id"]: tuple(row.get(name) or "" for name in SAID) for row in READ[form](content)}
    assert {name for name, said in rows.items() if said[0]} == REVIEWED
    assert rows[CONFIRMED][:2] == ("confirmed", "ana")
    assert rows[EDITED][:2] == ("edited", "ana <b>")
    assert rows[OF_PROJECT][:2] == ("confirmed", "project")
    assert all(said[2].endswith("+00:00") for said in rows.values() if said[0])
    assert all(said == ("", "", "") for name, said in rows.items() if name not in REVIEWED)


@pytest.mark.parametrize("form", files.FORMS)
def test_each_form_holds_reviewed_events_alone_where_the_link_says_so_and_says_it(get, form):
    rows = READ[form](get(f"events.{form}?{ALL}&reviewed=reviewed")[1])
    assert {row["event_id"] for row in rows} == REVIEWED
    assert {row["method"] for row in rows} == {"Only reviewed events count: 4 of 65"}


def test_the_parts_of_a_score_say_it_too_and_follow(get):
    [member] = shared.latest().effects.query("event_id == @CONFIRMED")["member"].unique()
    rows = READ["csv"](get(f"parts.csv?{ALL}&member={member}")[1])
    said = {row["event_id"]: tuple(row[name] for name in SAID) for row in rows}
    assert said[CONFIRMED][:2] == ("confirmed", "ana")
    assert said["baseline"] == ("", "", "")
    alone = READ["csv"](get(f"parts.csv?{ALL}&member={member}&reviewed=reviewed")[1])
    events = {row["event_id"] for row in alone} - {"baseline", ""}
    assert events <= REVIEWED
    assert CONFIRMED in events
    assert sum(float(row["part"]) for row in alone) == pytest.approx(float(alone[0]["score"]))


def test_scores_and_differences_follow(get):
    every, alone = (READ["csv"](get(f"scores.csv?{ALL}{more}")[1]) for more in ("", "&reviewed=sure"))
    assert {row["method"] for row in every} == {"default"}
    assert {row["method"] for row in alone} == {"Only reviewed and undisputed events count: 3 of 65"}
    assert [row["score"] for row in every] != [row["score"] for row in alone]
    [member] = shared.latest().effects.query("event_id == @CONFIRMED")["member"].unique()
    asked = f"difference.json?date=2024-12&compare=2010-01&mode=change&member={member}"
    both = [json.loads(get(f"{asked}{more}")[1]) for more in ("", "&reviewed=reviewed")]
    assert " behind it reviewed" in both[0]["reviewed"]
    assert both[0]["text"] != both[1]["text"]


def test_a_choice_that_is_none_gives_no_file(get):
    status, said = get(f"events.csv?{ALL}&reviewed=waiting")
    assert status == 400
    assert said.decode().startswith("No file was made. The link asks for a choice of reviewed events")
