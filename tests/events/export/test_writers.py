"""Events out of the store: every format says the same, and nothing in it is run."""

from __future__ import annotations

import csv
import io
import json
import struct
import subprocess
import sys
import tracemalloc
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import geopandas as gpd
import pyarrow.parquet as pq
import pytest

from events.__main__ import main
from events.export import binary as export_binary
from events.export import writers as export
from events.export.writers import COLUMNS, TEXT_FORMATS, WRITERS, defuse, write
from events.records import Contradiction, Effect, Mention, event_from_json, read_events
from events.store.queries import Selection
from events.store.store import open_store
from geo.place import Place
from tests.events.storing import VERSION, a_document, an_event

ROOT = Path(__file__).parents[3]
NAMED = Place("Nagorno-Karabakh", "zone", "nagorno-karabakh", ("AZE",), 39.8, -46.7, 5)
HOSTILE = '=HYPERLINK("http://example.org","click")'
EARLY = an_event("early", date_start=date(2020, 9, 27), date_end=date(2020, 11, 9), place=NAMED, event_type="ASSAULT")
HOSTILE_EVENT = an_event(
    "hostile",
    document_id="two",
    summary=HOSTILE,
    source_actors=("@ARM",),
    effects=(Effect("ARM", -1, "military"),),
    mentions=(Mention("two", 0, 4, '-1+1, "quoted"\nand a line'), Mention("two", 9, 12, "Oütlet")),
    contradictions=(Contradiction("date", ("2022-10", "2022-09"), (Mention("two", 0, 4, "+x"),)),),
)


@pytest.fixture
def filled(store):
    store.save(a_document("one"), [EARLY, replace(an_event(), place=replace(NAMED, longitude=None))], VERSION)
    store.save(a_document("two", title="+title", outlet="Oütlet"), [HOSTILE_EVENT], VERSION)
    return store


def exported(store, form, wanted=None, **extra) -> bytes:
    out = io.BytesIO()
    write(store, wanted or Selection(), form, out, extra)
    return out.getvalue()


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_csv_has_a_row_an_event_and_runs_nothing(filled):
    found = {row["event_id"]: row for row in rows(exported(filled, "csv"))}
    assert list(found) == ["early", "event", "hostile"]
    hostile = found["hostile"]
    assert hostile["summary"] == f"'{HOSTILE}"
    assert hostile["source_actors"] == "'@ARM"
    assert hostile["titles"] == "'+title"
    assert hostile["quotes"] == '\'-1+1, "quoted" and a line\nOütlet'
    assert hostile["outlets"] == "Oütlet"
    assert hostile["effects"] == "ARM:-1:military:other:1"
    assert hostile["contradictions"] == "date: 2022-10 / 2022-09"
    assert (found["early"]["latitude"], found["early"]["longitude"]) == ("39.8", "-46.7")
    assert (found["event"]["longitude"], found["early"]["zone"]) == ("", "nagorno-karabakh")
    assert (found["early"]["date_start"], found["early"]["date_end"]) == ("2020-09-27", "2020-11-09")


@pytest.mark.parametrize(
    "cell",
    [
        "=1",
        "+1",
        "-1",
        "@a",
        "\t=1",
        " =1",
        "\r=1",
        "\n=1",
        "＝1",
        "﹦1",
        "﹢1",
        "﹣1",
        "﹫1",
        "\u00ad=1",
        "\u061c=1",
        "＋1",
        "－1",
        "＠a",
        "\u3000＝1",
        "\u200b=1",
        "\u202e=1",
    ],
)
def test_text_that_a_spreadsheet_would_run_is_defused(cell):
    assert defuse(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["plain", "", "a=1", "−1 with a true minus", -1, -46.7, None, date(2020, 1, 1)])
def test_numbers_and_other_cells_stay_as_they_are(cell):
    assert defuse(cell) is cell


def test_json_lines_are_the_event_file_and_read_back(filled, tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_bytes(exported(filled, "jsonl"))
    assert list(read_events(path)) == filled.events()
    marked = exported(filled, "jsonl", method="changed").decode().splitlines()
    assert json.loads(marked[0])["method"] == "changed"
    assert [event_from_json(line) for line in marked] == filled.events()


def test_geojson_is_as_its_standard_has_it(filled, tmp_path):
    path = tmp_path / "events.geojson"
    path.write_bytes(exported(filled, "geojson"))
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert set(collection) == {"type", "features"}
    by_id = {feature["id"]: feature for feature in collection["features"]}
    assert by_id["early"]["geometry"] == {"type": "Point", "coordinates": [-46.7, 39.8]}
    assert by_id["event"]["geometry"] is None
    assert by_id["hostile"]["properties"]["summary"] == HOSTILE
    assert by_id["early"]["properties"]["date_start"] == "2020-09-27"
    frame = gpd.read_file(path)
    assert frame.crs.to_epsg() == 4326
    assert len(frame) == 3


def test_an_empty_export_is_a_whole_file_in_every_format(store, tmp_path):
    assert rows(exported(store, "csv")) == []
    assert exported(store, "jsonl") == b""
    assert json.loads(exported(store, "geojson"))["features"] == []
    path = tmp_path / "none.parquet"
    path.write_bytes(exported(store, "parquet"))
    assert gpd.read_parquet(path).empty
    assert sheet(exported(store, "xlsx")).count("<row") == 1


def test_geoparquet_opens_in_geopandas_with_points_types_and_the_metadata_that_others_read(filled, tmp_path):
    path = tmp_path / "events.parquet"
    path.write_bytes(exported(filled, "parquet"))
    frame = gpd.read_parquet(path).set_index("event_id")
    assert frame.crs == "OGC:CRS84"
    assert (frame.geometry["early"].x, frame.geometry["early"].y) == (-46.7, 39.8)
    assert frame.geometry["event"] is None
    assert frame["date_start"]["early"] == date(2020, 9, 27)
    assert frame["summary"]["hostile"] == HOSTILE  # no spreadsheet reads it
    described = json.loads(pq.read_metadata(path).metadata[b"geo"])
    assert (described["version"], described["primary_column"]) == ("1.1.0", "geometry")
    column = described["columns"]["geometry"]
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["Point"])
    assert column["bbox"] == [-46.7, 39.8, -46.7, 39.8]


def test_geoparquet_keeps_what_version_1_1_of_the_format_asks_of_a_file(filled):
    """Its requirements on metadata, column and values, as readers other than GeoPandas (GDAL, QGIS) rely on them."""
    opened = pq.ParquetFile(io.BytesIO(exported(filled, "parquet")))
    described = json.loads(opened.metadata.metadata[b"geo"])
    assert set(described) == {"version", "primary_column", "columns"}
    assert (described["version"], list(described["columns"])) == ("1.1.0", [described["primary_column"]])
    column = described["columns"]["geometry"]
    assert set(column) == {"encoding", "geometry_types", "bbox"}, "without a crs it is longitude and latitude (CRS84)"
    west, south, east, north = column["bbox"]
    stored = next(one for one in map(opened.schema.column, range(len(opened.schema))) if one.path == "geometry")
    assert (stored.physical_type, stored.logical_type.type) == ("BYTE_ARRAY", "NONE")
    assert (stored.max_repetition_level, stored.max_definition_level) == (0, 1), "at the root, may be null"
    points = [one for one in opened.read(["geometry"])["geometry"].to_pylist() if one is not None]
    assert points
    for point in points:
        order, kind, longitude, latitude = struct.unpack("<BIdd", point)  # ISO WKB: little-endian, 1 is a point
        assert (order, kind) == (1, 1)
        assert west <= longitude <= east
        assert south <= latitude <= north


def sheet(content: bytes, number: int = 1) -> str:
    return ZipFile(io.BytesIO(content)).read(f"xl/worksheets/sheet{number}.xml").decode()


def test_a_workbook_has_no_formula_no_link_and_numbers_as_numbers(filled):
    found = sheet(exported(filled, "xlsx"))
    assert "<f>" not in found
    assert "hyperlink" not in found.lower().replace("hyperlink(", "")
    assert "'=HYPERLINK(" in found
    assert "<v>-46.7</v>" in found
    assert "'-46.7" not in found


def test_a_workbook_goes_on_on_the_next_sheet_and_cuts_what_a_cell_cannot_hold(filled, monkeypatch):
    monkeypatch.setattr(export_binary, "SHEET_ROWS", 3)
    monkeypatch.setattr(export_binary, "CELL_LETTERS", 20)
    content = exported(filled, "xlsx")
    assert [sheet(content, number).count("<row") for number in (1, 2)] == [3, 2]
    assert "'=HYPERLINK(&quot;htt" not in sheet(content, 2)
    assert "…" in sheet(content, 2)


@pytest.mark.parametrize("form", WRITERS)
def test_filters_choose_the_same_in_every_format(filled, tmp_path, form):
    wanted = Selection(first=date(2020, 11, 9), last=date(2021, 1, 1), zones=("nagorno-karabakh",), types=("ASSAULT",))
    path = tmp_path / f"events.{form}"
    path.write_bytes(exported(filled, form, wanted))
    assert write(filled, wanted, form, io.BytesIO()) == 1
    assert write(filled, Selection(members=("KGZ",)), form, io.BytesIO()) == 2
    assert write(filled, ["hostile", "never there"], form, io.BytesIO()) == 1


def test_a_merged_event_is_one_row_with_all_its_reports(store):
    for name in ("one", "two"):
        store.save(a_document(name, outlet=f"Outlet {name}"), [an_event(document_id=name)], VERSION)
    [row] = rows(exported(store, "csv"))
    assert (row["reports"], row["documents"], row["outlets"]) == ("2", "one|two", "Outlet one|Outlet two")
    assert row["effects"] == "KGZ:-1:military:own:1|ARM:0:political:moscow:1"
    assert len(row["quotes"].splitlines()) == 4


def test_memory_does_not_grow_with_the_number_of_events(tmp_path, monkeypatch):
    monkeypatch.setattr(export, "PAGE", 20)
    peaks = []
    with closing(open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as store, Path("/dev/null").open("wb") as out:
        for documents in (range(3), range(3, 15)):
            for number in documents:
                name = f"d{number}"
                events = [an_event(f"{name}-{n}", document_id=name, summary="x" * 4_000) for n in range(40)]
                store.save(a_document(name), events, VERSION)
            for form in TEXT_FORMATS:
                write(store, Selection(), form, out)  # what is loaded once does not count
            tracemalloc.start()
            for form in TEXT_FORMATS:
                write(store, Selection(), form, out)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0], "five times as many events were written"


# The command


@pytest.fixture
def address(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    with closing(open_store(url)) as store:
        store.save(a_document(), [EARLY, an_event()], VERSION)
    return url


def command(address, output, *more):
    return main(["export", "--store", address, "--output", str(output), *more])


def test_the_format_is_what_the_name_ends_with_or_what_is_asked_for(address, tmp_path, capsys):
    assert command(address, tmp_path / "a.jsonl") == 0
    assert len(list(read_events(tmp_path / "a.jsonl"))) == 2
    assert command(address, tmp_path / "b.data", "--format", "csv") == 0
    assert len(rows((tmp_path / "b.data").read_bytes())) == 2
    assert "2 events written to" in capsys.readouterr().err
    assert command(address, tmp_path / "c.data") == 2
    assert "--format, one of csv, jsonl, geojson, parquet, xlsx" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--from", "2022"], {"event"}),
        (["--to", "2020-10"], {"early"}),
        (["--from", "2020-11-09", "--to", "2020-11-09"], {"early"}),
        (["--from", "2020-11-10", "--to", "2022-09"], set()),
        (["--member", "KGZ", "--member", "BLR"], {"early", "event"}),
        (["--member", "BLR"], set()),
        (["--zone", "nagorno-karabakh"], {"early"}),
        (["--type", "REJECT"], {"event"}),
        ([], {"early", "event"}),
    ],
)
def test_options_choose_events(address, tmp_path, options, expected):
    assert command(address, tmp_path / "out.csv", *options) == 0
    assert {row["event_id"] for row in rows((tmp_path / "out.csv").read_bytes())} == expected


@pytest.mark.parametrize(
    "options", [["--from", "2022-13"], ["--to", "soon"], ["--member", "FRA"], ["--zone", "moon"], ["--type", "X"]]
)
def test_a_filter_that_cannot_be_is_refused(address, tmp_path, options, capsys):
    with pytest.raises(SystemExit) as end:
        command(address, tmp_path / "out.csv", *options)
    assert end.value.code == 2
    assert options[1] in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_standard_output_takes_text_and_says_nothing_else(address):
    call = [sys.executable, "-m", "events", "export", "--store", address, "--output", "-"]
    done = subprocess.run([*call, "--format", "csv"], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, list(rows(done.stdout)[0])) == (0, list(COLUMNS))
    assert main([*call[3:], "--format", "xlsx"]) == 2


def test_a_store_that_is_not_there_is_not_made(tmp_path, capsys):
    missing = tmp_path / "missing.sqlite"
    assert command(f"sqlite:///{missing}", tmp_path / "out.csv") == 2
    assert "there is no store at" in capsys.readouterr().err
    assert not missing.exists()


def test_an_export_that_fails_leaves_the_former_file_and_nothing_half(address, tmp_path, monkeypatch, capsys):
    output = tmp_path / "out.csv"
    output.write_text("the former")

    def failing(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("events.cli.export.write", failing)
    assert command(address, output) == 2
    assert "No space left" in capsys.readouterr().err
    assert [path.name for path in tmp_path.glob("*out*")] + [p.name for p in tmp_path.glob(".*")] == ["out.csv"]
    assert output.read_text() == "the former"
    assert command(address, tmp_path / "no" / "folder.csv") == 2
