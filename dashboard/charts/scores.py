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


def score_lines(scores: pd.DataFrame) -> go.Figure:
    """One line a member over all months, over the 80 % bands: first all bands, then all lines (`chosen_style`).

    It is the same for every month and state that is chosen: both are shown by what lies over it.

    Parameters
    ----------
    scores : DataFrame
        `member, date ("YYYY-MM"), score, low, high`.
    """
    figure = go.Figure()
    for code, lines in scores.groupby("member", sort=False):
        _add_band(figure, lines, code)
    for code, lines in scores.groupby("member", sort=False):
        _add_line(figure, lines, code)
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
    return figure


def with_mark(figure: go.Figure, mark: str) -> go.Figure:
    """The figure with the words that go with a changed method, so that a picture taken of it says so too."""
    if mark:
        style = {"bgcolor": "#ffe9a8", "bordercolor": "#8a6a00", "font": {"size": 11, "color": "#1d1d1b"}}
        figure.add_annotation(text=mark, x=0.5, y=0.99, xref="paper", yref="paper", showarrow=False, **style)
    return figure


def _add_band(figure: go.Figure, lines: pd.DataFrame, code: str) -> None:
    figure.add_scatter(
        x=[*lines["date"], *lines["date"][::-1]],
        y=[*lines["high"].round(3), *lines["low"].round(3)[::-1]],
        fill="toself",
        fillcolor=colors.translucent(colors.line_color(code), 0.07),
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
        name=f"{wording.member_name(code)}, 80 % band",
    )


def _add_line(figure: go.Figure, lines: pd.DataFrame, code: str) -> None:
    figure.add_scatter(
        x=lines["date"].tolist(),
        y=lines["score"].round(3).tolist(),
        mode="lines",
        name=wording.member_name(code),
        line={"color": colors.line_color(code), "width": 1.8},
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


def line_names(members: Sequence[str]) -> str:
    """The lines' names in their colours, as HTML that wraps on any screen; it holds our own words only."""
    names = [
        f'<span data-line="{escape(code)}"><i style="background:{colors.line_color(code)}"></i>'
        f"{escape(wording.member_name(code))}</span>"
        for code in members
    ]
    return f'<div class="line-names">{"".join(names)}</div>'


def chosen_style(members: Sequence[str]) -> str:
    """Styles by which the chosen state's line and band stand out: the map names it on the page, nothing is drawn."""
    rules = []
    for number, code in enumerate(members, start=1):
        lines = f'html[data-timeline-member="{code}"] .st-key-lines'
        band, line = f".trace:nth-child({number})", f".trace:nth-child({number + len(members)})"
        rules += [
            f"{lines} .trace{{opacity:.3!important}}",
            f"{lines} .trace:nth-child(-n+{len(members)}){{opacity:0!important}}",
            f"{lines} {band},{lines} {line}{{opacity:1!important}}",
            f"{lines} {band} .js-fill{{fill-opacity:.28!important}}",
            f"{lines} {line} .js-line{{stroke-width:3.4px!important}}",
            f'{lines} [data-line="{code}"]{{font-weight:650;opacity:1}}',
        ]
    return "".join(rules)
