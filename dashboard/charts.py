"""Charts beside the map: all members' scores with their bands.

In: the score's table. Out: Plotly figures, as pure functions. When they are shown is left to the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from dashboard import colors, wording

MARGIN = {"l": 44, "r": 12, "t": 8, "b": 28}
HEIGHT = 330
STRIP = 0.012
TICKS = {"tickvals": [-1, -0.5, 0, 0.5, 1], "ticktext": ["−1", "−0.5", "0", "+0.5", "+1"]}
# "Send to cloud" would upload the chart; the other buttons only crowd a small chart.
CONFIG = {
    "displaylogo": False,
    "showSendToCloud": False,
    "modeBarButtonsToRemove": ["lasso2d", "select2d", "autoScale2d"],
}


def score_lines(scores: pd.DataFrame, member: str | None = None, date: str | None = None) -> go.Figure:
    """One line a member over all months, with the 80 % bands.

    Parameters
    ----------
    scores : DataFrame
        `member, date ("YYYY-MM"), score, low, high`.
    member : str, optional
        This state's line stands out, and its band is the one that is seen well.
    date : str, optional
        Draw a line at this month. The page leaves it out: there the line is laid over the chart, so that the chart
        itself stays the same from month to month.
    """
    figure = go.Figure()
    for code, lines in scores.groupby("member", sort=False):
        _add_band(figure, lines, code, member)
    for code, lines in scores.groupby("member", sort=False):
        _add_line(figure, lines, code, member)
    figure.update_layout(
        height=HEIGHT,
        margin={**MARGIN, "autoexpand": False},
        showlegend=False,
        hovermode="x unified",
        xaxis={"type": "date", "range": [_first(scores), _last(scores)], "fixedrange": True, "showgrid": False},
        yaxis={
            "range": [-1.04, 1.04],
            "fixedrange": True,
            **TICKS,
            "zeroline": True,
        },
        shapes=_scale_strip(),
        uirevision="scores",
    )
    if date is not None:
        figure.add_vline(x=f"{date}-01", line_width=1.5, line_dash="dot")
    return figure


def _add_band(figure: go.Figure, lines: pd.DataFrame, code: str, member: str | None) -> None:
    opacity = 0.28 if code == member else 0.07 if member is None else 0.0
    if not opacity:
        return
    figure.add_scatter(
        x=[*lines["date"], *lines["date"][::-1]],
        y=[*lines["high"].round(3), *lines["low"].round(3)[::-1]],
        fill="toself",
        fillcolor=colors.translucent(colors.line_color(code), opacity),
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
        name=f"{wording.member_name(code)}, 80 % band",
    )


def _add_line(figure: go.Figure, lines: pd.DataFrame, code: str, member: str | None) -> None:
    chosen, faded = code == member, member is not None and code != member
    figure.add_scatter(
        x=lines["date"].tolist(),
        y=lines["score"].round(3).tolist(),
        mode="lines",
        name=wording.member_name(code),
        line={"color": colors.line_color(code), "width": 3.2 if chosen else 1.8},
        opacity=0.35 if faded else 1,
        hovertemplate="%{y:+.2f}",
    )


def _scale_strip() -> list[dict]:
    """The map's colours along the scores' axis, so that both are seen as one scale."""
    blocks = 40
    edges = [-1 + 2 * block / blocks for block in range(blocks + 1)]
    return [
        {
            "type": "rect",
            "xref": "paper",
            "yref": "y",
            "x0": 0,
            "x1": STRIP,
            "y0": low,
            "y1": high,
            "fillcolor": colors.color_of((low + high) / 2),
            "line": {"width": 0},
            "layer": "below",
        }
        for low, high in pairwise(edges)
    ]


def _first(scores: pd.DataFrame) -> str:
    return f"{scores['date'].min()}-01"


def _last(scores: pd.DataFrame) -> str:
    return f"{scores['date'].max()}-01"


def line_names(members: Sequence[str], member: str | None) -> str:
    """The lines' names in their colours, as HTML that wraps on any screen; it holds our own words only."""
    kinds = ["chosen" if code == member else "faded" if member else "plain" for code in members]
    names = [
        f'<span class="{kind}"><i style="background:{colors.line_color(code)}"></i>'
        f"{escape(wording.member_name(code))}</span>"
        for code, kind in zip(members, kinds, strict=True)
    ]
    return f'<div class="line-names">{"".join(names)}</div>'
