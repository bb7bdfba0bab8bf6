"""Small multiples: one row a state, one small chart a column, all charts of a kind on one scale.

In: numbers by state and month. Out: plain values for the browser's script, and the charts on the page. Which numbers
they are, the pages say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

import streamlit as st

from dashboard import colors, wording
from dashboard.scripts import bundled, joined

_show = st.components.v2.component(
    "small_multiples",
    js=bundled("charts/small_multiples.js"),
    css=joined("charts/small_multiples.css"),
    isolate_styles=False,
)


def area(name: str, values: Sequence[float], dates: Sequence[str], reach: float) -> dict:
    """Areas above and below nought in the map's colours; the scale runs from -`reach` to `reach`."""
    return {"name": name, "kind": "area", "words": _words(values, dates), "reach": reach, "values": _plain(values)}


def line(name: str, values: Sequence[float], low: Sequence[float], high: Sequence[float], dates: Sequence[str]) -> dict:
    """A score from -1 to 1 with its band."""
    return {
        "name": name,
        "kind": "line",
        "words": _words(values, dates),
        "reach": 1,
        "values": _plain(values),
        "low": _plain(low),
        "high": _plain(high),
    }


def beside(name: str, scores: Sequence[float], others: Sequence[float], span: tuple[float, float], words: str) -> dict:
    """A score (-1 to 1, solid) and another series (dashed), the latter stretched from `span` over the whole height."""
    low, high = span
    scaled = [2 * (value - low) / ((high - low) or 1) - 1 for value in others]
    return {
        "name": name,
        "kind": "beside",
        "words": words,
        "reach": 1,
        "values": _plain(scores),
        "others": _plain(scaled),
        "told": _plain(others),
    }


def show(rows: Sequence[tuple[str, Sequence[Mapping]]], dates: Sequence[str], key: str, flow: bool = False) -> None:
    """Draw the grid: a row for each state's name and charts; `dates` are years or months, one for each value.

    With `flow` states stand beside each other, as many as there is room for: for one chart a state.
    """
    data = {
        "rows": [{"state": state, "charts": [dict(chart) for chart in charts]} for state, charts in rows],
        "dates": [wording.month_name(date) if "-" in date else date for date in dates],
        "flow": flow,
        "ends": [dates[0][:4], dates[-1][:4]],
        "towards": colors.color_of(0.55),
        "away": colors.color_of(-0.55),
    }
    _show(data=data, key=key)


def _plain(values: Sequence[float]) -> list[float | None]:
    return [round(float(value), 4) if isfinite(value) else None for value in values]


def _words(values: Sequence[float], dates: Sequence[str]) -> str:
    """A chart in words, for those who hear it."""
    values = [float(value) for value in values]
    if not any(values):
        return "nothing"
    low, high = values.index(min(values)), values.index(max(values))
    return (
        f"lowest {wording.signed(values[low])} in {wording.month_name(dates[low])}, "
        f"highest {wording.signed(values[high])} in {wording.month_name(dates[high])}, "
        f"at the end {wording.signed(values[-1])}"
    )
