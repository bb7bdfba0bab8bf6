"""Files to take away: the events that are shown, as CSV or JSON Lines.

In: panel records. Out: bytes. Which events are shown is left to `dashboard.panel`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping

COLUMNS = ("event_id", "when", "date_start", "date_end", "date_precision", "type", "summary", "place", "effects")
QUOTE_COLUMNS = ("quote", "title", "outlet")
DEFAULT = "default"
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(records: Iterable[Mapping], method: str = "") -> bytes:
    """One row an event and quote; UTF-8 with a mark, so that spreadsheets read the accents.

    `method` says by which method the page showed its scores (empty: the default); it stands in the last column.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*COLUMNS, *QUOTE_COLUMNS, "method"))
    for record in records:
        event = [_cell(record[column]) for column in COLUMNS]
        for quote in record["quotes"] or [{}]:
            cells = (*event, *(str(quote.get(c, "")) for c in QUOTE_COLUMNS), method or DEFAULT)
            writer.writerow([defuse(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def to_jsonl(records: Iterable[Mapping], method: str = "") -> bytes:
    """One event a line, with its quotes and the method, as in `to_csv`."""
    lines = []
    for record in records:
        quotes = [{column: quote[column] for column in QUOTE_COLUMNS} for quote in record["quotes"]]
        event = {column: record[column] for column in COLUMNS}
        lines.append(json.dumps({**event, "quotes": quotes, "method": method or DEFAULT}, ensure_ascii=False) + "\n")
    return "".join(lines).encode()


def defuse(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell


def _cell(value: object) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)
