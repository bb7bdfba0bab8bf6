"""How steady a score is: a tornado chart for a state and date, and bands over time.

In: scores with one thing changed at a time (`alignment.sensitivity`). Out: Plotly figures, and the block on the page.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from alignment.sensitivity import KINDS, ranges, shaken, tornado
from dashboard import colors, wording
from dashboard.charts import scores as charts
from dashboard.loading import shared
from dashboard.scripts import bundled
from dashboard.state import reviewed_only, what_if

_follow = st.components.v2.component(
    "timeline_follow",
    js=bundled("charts/follow.js"),
    isolate_styles=False,
)
TOGGLE = "steady"
MOST_BARS = 14
LABELS = {"source": "without a source", "type": "without a type of event", "weight": "a weight ±50 %"}
BAR_NAMES = {"source": "Without {}", "type": "Without any {}", "weight": "Weight of {} ±50 %"}
PATTERNS = {"source": "", "type": "/", "weight": "."}
LONGEST = 34


def view_of_map(opening: Mapping[str, str | None]) -> object:
    """The view that the map has come to rest at, as far as this block needs it: the state, and while it is open the
    month. None until the map has told another than it opened with."""
    data = {"opening": dict(opening), "open": bool(st.session_state.get(TOGGLE))}
    return _follow(key="follow", data=data, on_view_change=_nothing).view


def _nothing() -> None:
    """A state of a component is only handed to Python when it has a callback."""


def show(mark: str, member: str, date: str) -> None:
    """Draw the block for one state and month; it is computed when it is asked for."""
    name = wording.member_name(member)
    if not st.toggle(f"How steady is the score of {name}?", key=TOGGLE):
        return
    changed = what_if.current()
    scores = _shaken(mark, what_if.key_of(changed))
    words = reviewed_only.marks(shared.shared_tables(mark), changed)
    bars = tornado(scores, member, date)
    if bars.empty:
        st.info(f"Nothing moves this score: no event bears on {name} by {wording.month_name(date)}.")
        return
    st.markdown(
        f"**{name}, {wording.month_name(date)}: {wording.signed(bars.attrs['score'])}.** Each bar shows where it "
        "would lie if one thing were otherwise: a source left out, a type of event left out, or one weight half as "
        "large or half as large again."
    )
    st.plotly_chart(charts.with_mark(tornado_chart(bars), words), key="tornado", config=charts.CONFIG, width="stretch")
    st.markdown(f"**The same over time.** Where {name} would lie whatever one thing were otherwise:")
    st.plotly_chart(
        charts.with_mark(band_chart(scores, member, date), words),
        key="steady-bands",
        config=charts.CONFIG,
        width="stretch",
    )


@st.cache_data(show_spinner="Scoring again with one thing changed at a time …", max_entries=10)
def _shaken(mark: str, changed: tuple[tuple[str, float], ...]) -> pd.DataFrame:
    tables = shared.shared_tables(mark)
    return shaken(tables.effects, tables.reports, method=what_if.method_of(dict(changed)))


def tornado_chart(bars: pd.DataFrame) -> go.Figure:
    """Bars from the lowest to the highest score each change leads to, the widest on top, around the score as it is."""
    shown, plain = bars.head(MOST_BARS).iloc[::-1], bars.attrs["score"]
    names = [_name(kind, name) for kind, name in zip(shown["kind"], shown["name"], strict=True)]
    figure = go.Figure()
    for side, color in (("low", colors.color_of(-0.5)), ("high", colors.color_of(0.5))):
        figure.add_bar(
            y=names,
            x=(shown[side] - plain).round(4),
            base=plain,
            orientation="h",
            marker={"color": color, "pattern": {"shape": [PATTERNS[kind] for kind in shown["kind"]], "size": 5}},
            customdata=shown[side].map(wording.signed),
            hovertemplate="%{y}: %{customdata}<extra></extra>",
            showlegend=False,
        )
    figure.add_vline(x=plain, line_width=1.5)
    figure.update_layout(
        barmode="overlay",
        bargap=0.3,
        height=60 + 24 * len(shown),
        margin={"l": 8, "r": 12, "t": 8, "b": 32},
        xaxis={"range": [-1.03, 1.03], "fixedrange": True, **charts.TICKS, "zeroline": True},
        yaxis={"fixedrange": True, "automargin": True},
    )
    return figure


def band_chart(scores: pd.DataFrame, member: str, date: str) -> go.Figure:
    """The score over time within the range of each kind of change."""
    found = ranges(scores[scores["member"] == member])
    figure = go.Figure()
    for kind, color in zip(KINDS, ("#0072b2", "#d55e00", "#009e73"), strict=True):
        band = found[found["kind"] == kind]
        figure.add_scatter(
            x=[*band["date"], *band["date"][::-1]],
            y=[*band["high"].round(3), *band["low"].round(3)[::-1]],
            fill="toself",
            fillcolor=colors.translucent(color, 0.22),
            line={"width": 1, "color": colors.translucent(color, 0.7)},
            mode="lines",
            hoverinfo="skip",
            name=LABELS[kind],
        )
    plain = scores[(scores["kind"] == "") & (scores["member"] == member)]
    figure.add_scatter(
        x=plain["date"].tolist(),
        y=plain["score"].round(3).tolist(),
        mode="lines",
        name="as it is",
        line={"color": colors.line_color(member), "width": 2.4},
        hovertemplate="%{x|%B %Y}: %{y:+.2f}<extra></extra>",
    )
    figure.add_vline(x=f"{date}-01", line_width=1.5, line_dash="dot")
    figure.update_layout(
        height=280,
        margin={"l": 44, "r": 12, "t": 8, "b": 28},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        xaxis={"type": "date", "fixedrange": True, "showgrid": False},
        yaxis={"range": [-1.04, 1.04], "fixedrange": True, **charts.TICKS},
    )
    return figure


def _name(kind: str, name: str) -> str:
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    # Plotly takes some markup in its labels, and an outlet's name comes from an article.
    return BAR_NAMES[kind].format(short.replace("<", "‹").replace(">", "›").replace("&", "+"))
