"""The page *Dimensions*: what moved each state, by kind of tie, over time.

In: the store's tables, the session's method. Out: the page, and its numbers as CSV.
"""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from alignment.contributions import contributions
from alignment.method import Method
from alignment.months import month_name
from alignment.scoring import score_members
from alignment.verdicts import NO_NEWS
from dashboard import wording
from dashboard.charts import small_multiples
from dashboard.downloads import score_files
from dashboard.loading import shared
from dashboard.panel import verdicts
from dashboard.state import reviewed_only, what_if
from dashboard.state.tables import Tables
from events.vocabulary import DIMENSIONS, SCORED

LEAST_REACH = 0.25
ROW_HEIGHT, WHY_WIDTH = 80, 720
"""Pixels of a verdict's row and of its paragraph, which is then whole in two to four lines."""
COLUMNS = (*DIMENSIONS, "membership")


def show() -> None:
    """Draw the page."""
    mark, tables = shared.chosen()
    what_if.show_mark()
    reviewed_only.show_mark(tables)
    reviewed_only.show_switch()
    what_if.show_sliders()
    reviewed_only.keep_in_address()
    changed = what_if.key_of(what_if.current())
    st.header("What moved each state, by dimension")
    st.markdown(
        "Each small chart shows what the events of one dimension add to a state’s score, month by month: orange "
        "towards Moscow, blue away, all on one scale, so that heights can be compared. The first column is the score "
        "itself with its 80 % band, the last what membership adds; the others add up to the first. A dimension’s part "
        "shrinks when others are told of, because each is its share of all evidence. Flat means that no article told "
        "of such an event, not that there was none."
    )
    scores, parts = _numbers(mark, changed)
    small_multiples.show(_rows(scores, parts), tables.months, key="dimensions")
    st.caption(f"Scale of the dimensions: ±{reach_of(parts):g}; of the score: −1 to +1.")
    st.download_button(
        "These numbers as CSV",
        data=score_files.numbers_csv(parts, reviewed_only.marks(tables, changed)),
        file_name="dimensions.csv",
        mime="text/csv",
        on_click="ignore",
    )
    _verdicts(mark, tables, changed)


def _verdicts(mark: str, tables: Tables, changed: what_if.Key) -> None:
    st.subheader("Verdicts by month")
    st.markdown(
        "*Better* means that the score moved towards Moscow within the month, *worse* that it moved away; neither says "
        "what is good for the state. *Unchanged*: something was told of the month, and the score hardly moved. *No "
        "news*: no event that bears on the state is dated to the month. The events named are the weightiest."
    )
    every, marks = _all_verdicts(mark, changed), reviewed_only.marks(tables, changed)
    years = sorted(every["date"].str[:4].unique(), reverse=True)
    one, two, three = st.columns(3, vertical_alignment="bottom")
    year = one.selectbox("Year", years, years.index(tables.last_month[:4]), key="verdicts-year")
    member = two.selectbox("State", tables.members, None, wording.member_name, key="verdicts-member", placeholder="All")
    quiet = three.checkbox("Show months without news", key="verdicts-quiet")
    shown = every[every["date"].str.startswith(year)]
    shown = shown[shown["member"] == member] if member else shown
    shown = shown if quiet else shown[shown["verdict"] != NO_NEWS]
    if shown.empty:
        st.caption("No event is dated to these months.")
    else:
        # Not `st.table`: it would read the events' texts as Markdown.
        st.dataframe(
            verdict_rows(shown, marks),
            hide_index=True,
            row_height=ROW_HEIGHT,
            column_config={"Why": st.column_config.TextColumn(width=WHY_WIDTH)},
        )
    st.download_button(
        "All verdicts as CSV",
        data=score_files.numbers_csv(every, marks),
        file_name="verdicts.csv",
        mime="text/csv",
        on_click="ignore",
    )


@st.cache_data(show_spinner=False, max_entries=20)
def _all_verdicts(mark: str, changed: what_if.Key) -> pd.DataFrame:
    return verdicts.table(shared.shared_tables(mark), changed)


def verdict_rows(table: pd.DataFrame, mark: str) -> pd.DataFrame:
    """Verdicts as the page shows them, with the mark of what they were made by."""
    rows = pd.DataFrame(
        {
            "State": table["member"].map(wording.member_name),
            "Month": table["date"].map(wording.month_name),
            "Verdict": table["verdict"],
            "Moved": table["move"].map(wording.signed),
            "Why": table["paragraph"],
        }
    )
    return rows.assign(Method=mark) if mark else rows


@st.cache_data(show_spinner=False, max_entries=20)
def _numbers(mark: str, changed: tuple[tuple[str, float], ...]) -> tuple[pd.DataFrame, pd.DataFrame]:
    tables = shared.shared_tables(mark)
    method = what_if.method_of(dict(changed))
    scores = score_members(tables.evidence, method=method) if changed else tables.scores
    return scores, dimension_parts(tables, method)


def dimension_parts(tables: Tables, method: Method) -> pd.DataFrame:
    """One row a state, month and dimension, membership being the last.

    Columns `member`, `date`, `dimension`, `part` of the score, `share` of the evidence; parts add up to the score.
    """
    parts, shares = contributions(tables.evidence, method).by_dimension()
    months = [month_name(number) for number in range(len(parts))]
    index = pd.MultiIndex.from_product([months, COLUMNS, SCORED], names=["date", "dimension", "member"])
    table = pd.DataFrame({"part": parts.reshape(-1), "share": shares.reshape(-1)}, index=index).reset_index()
    return table.sort_values(["member", "date"], kind="stable", ignore_index=True)[
        ["member", "date", "dimension", "part", "share"]
    ]


def reach_of(parts: pd.DataFrame) -> float:
    """The scale's end: the largest part, rounded up to a quarter."""
    return max(LEAST_REACH, math.ceil(parts["part"].abs().max() * 4) / 4)


def _rows(scores: pd.DataFrame, parts: pd.DataFrame) -> list[tuple[str, list[dict]]]:
    reach, rows = reach_of(parts), []
    split = dict(iter(parts.groupby(["member", "dimension"])))
    for member, table in scores.groupby("member", sort=False):
        months = table["date"].tolist()
        charts = [small_multiples.line("Score", table["score"], table["low"], table["high"], months)]
        charts += [
            small_multiples.area(name.capitalize(), split[member, name]["part"], months, reach) for name in COLUMNS
        ]
        rows.append((wording.member_name(member), charts))
    return rows
