"""Writes GeoParquet files and Excel workbooks.

In: rows of plain values, one by one. Out: the file. What stands in the rows is left to `events.export.writers`.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

ROWS_AT_ONCE = 5_000
SHEET_ROWS = 1_048_576
CELL_LETTERS = 32_767
"""What Excel takes; longer text ends with an ellipsis."""
_TYPES = {str: pa.string(), int: pa.int32(), float: pa.float64(), "date": pa.date32()}


def write_geoparquet(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, object], out: BinaryIO) -> int:
    """Rows with `latitude` and `longitude` as GeoParquet 1.1: points as WKB, in longitude and latitude (OGC:CRS84).

    Parameters
    ----------
    columns : mapping
        Names and kinds: `str`, `int`, `float` or ``"date"``.

    Returns
    -------
    int
        Number of rows.
    """
    schema = pa.schema([*((name, _TYPES[kind]) for name, kind in columns.items()), ("geometry", pa.binary())])
    box = _Box()
    count = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for some in _portions(rows):
            points = [box.point(row["longitude"], row["latitude"]) for row in some]
            arrays = [pa.array([row[name] for row in some], _TYPES[kind]) for name, kind in columns.items()]
            writer.write_batch(pa.record_batch([*arrays, pa.array(points, pa.binary())], schema=schema))
            count += len(some)
        writer.add_key_value_metadata({"geo": json.dumps(box.metadata())})
    return count


def write_workbook(rows: Iterable[Sequence[object]], columns: Sequence[str], out: BinaryIO) -> int:
    """Rows as an Excel workbook, on as many sheets as they need; no text becomes a formula or a link."""
    options = {
        "constant_memory": True,  # row by row through a temporary file
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    count = 0
    waiting = iter(rows)
    with xlsxwriter.Workbook(out, options) as workbook:
        heading = workbook.add_format({"bold": True})
        while True:
            sheet = workbook.add_worksheet("events" if not count else f"events {count // (SHEET_ROWS - 1) + 1}")
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, columns, heading)
            written = 0
            for written, row in enumerate(islice(waiting, SHEET_ROWS - 1), start=1):
                _write_row(sheet, written, row)
            count += written
            if written < SHEET_ROWS - 1:
                return count


def _write_row(sheet: xlsxwriter.worksheet.Worksheet, number: int, row: Sequence[object]) -> None:
    for column, value in enumerate(row):
        if isinstance(value, str):
            short = value if len(value) <= CELL_LETTERS else f"{value[: CELL_LETTERS - 1]}…"
            sheet.write_string(number, column, short)
        elif isinstance(value, date):
            sheet.write_datetime(number, column, value)
        elif value is not None:
            sheet.write_number(number, column, value)


def _portions(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    waiting = iter(rows)
    while some := list(islice(waiting, ROWS_AT_ONCE)):
        yield some


class _Box:
    """The points met so far: their bounds, and what GeoParquet's metadata says of them."""

    def __init__(self) -> None:
        self._west, self._south, self._east, self._north = 180.0, 90.0, -180.0, -90.0

    def point(self, longitude: float | None, latitude: float | None) -> bytes | None:
        """A point in well-known binary, little-endian."""
        if longitude is None or latitude is None:
            return None
        self._west, self._east = min(self._west, longitude), max(self._east, longitude)
        self._south, self._north = min(self._south, latitude), max(self._north, latitude)
        return struct.pack("<BIdd", 1, 1, longitude, latitude)

    def metadata(self) -> dict:
        column: dict[str, object] = {"encoding": "WKB", "geometry_types": ["Point"]}
        if self._west <= self._east:
            column["bbox"] = [self._west, self._south, self._east, self._north]
        return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
