"""Many months on one sheet of A4, a small map each: the months of a year, or the ends of all years.

In: `Tables`, a view and a method. Out: a `Picture`. Each map is drawn as the one map of a picture is
(`dashboard.picture.drawing`).
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace

from dashboard.address import Opening
from dashboard.picture import pictures
from dashboard.picture.drawing import Frame, Paper, Picture, Words
from dashboard.state import reviewed_only, what_if
from dashboard.state.tables import Tables

A4 = (297.0, 210.0)
"""Width and height of the sheet in millimetres."""
SHEET = Paper(1754, 1240)
"""The same in pixels, 150 an inch."""
MONTHS, YEARS = KINDS = ("months", "years")


def small_multiples(
    tables: Tables, view: Opening, kind: str = MONTHS, changed: what_if.Key = (), page: str = ""
) -> Picture:
    """The view's map in many months.

    Parameters
    ----------
    tables : Tables
        The state of the store.
    view : Opening
        What is shown; of its date the year counts, for the months. A comparison and a chosen event are left out.
    kind : str
        "months": the twelve of the year; "years": the last month of each year.
    changed : what_if.Key
        The changed numbers of the method, if any.
    page : str
        Address of the page, for the link below the maps; empty for none.
    """
    alone = replace(view, mode="map", compare=None, event=None)
    words = Words(pictures.notes(tables, alone, changed, page), reviewed_only.marks(tables, changed))
    grids = pictures.grids(tables, changed)
    frames, heading = chosen(tables.months, view.date, kind)
    return pictures.drawing(tables).frames(alone, frames, heading, SHEET, words, grids)


def chosen(months: Sequence[str], date: str, kind: str) -> tuple[list[Frame], str]:
    """Which months are shown, and the heading over them."""
    if kind == MONTHS:
        year = date[:4]
        return [Frame(one, calendar.month_name[int(one[5:])]) for one in months if one[:4] == year], f"Months of {year}"
    last = {one[:4]: one for one in months}
    frames = [Frame(one, f"{calendar.month_name[int(one[5:])]} {year}") for year, one in last.items()]
    return frames, f"The end of each year, {min(last)} to {max(last)}"
