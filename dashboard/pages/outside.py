"""The page *Checked from outside*: a series of one's own beside the score.

In: a CSV that is uploaded or lies in the folder of `OUTSIDE_SERIES`, and the scores. Out: the page. The comparison is
`alignment.external_series`'s; what is uploaded stays in this session and is not written anywhere.
"""

from __future__ import annotations

import math
import os
from pathlib import Path

import pandas as pd
import streamlit as st

from alignment.external_series import Comparison, Series, changes, compare, parse_series, read_series
from alignment.scoring import score_members
from dashboard import wording
from dashboard.charts import small_multiples
from dashboard.downloads import score_files
from dashboard.loading import shared
from dashboard.state import reviewed_only, what_if

EXAMPLE = "state,date,value\nARM,2022,0.63\nBLR,2022,0.76\n"
NOTHING_READ = "nothing was read: the starting value alone"


def show() -> None:
    """Draw the page."""
    _, tables = shared.chosen()
    what_if.show_mark()
    reviewed_only.show_mark(tables)
    reviewed_only.keep_in_address()
    st.header("Checked from outside")
    st.markdown(
        "The score comes from articles. Here it can be laid beside something that does not: any series by year or by "
        "month for some of the eight states, such as votes, trade or troops. It is compared, never fitted: nothing on "
        "this page changes the score."
    )
    series = _chosen_series()
    if series is None:
        return
    changed = what_if.current()
    method = what_if.method_of(changed)
    scores = score_members(tables.evidence, method=method) if changed else tables.scores
    try:
        found = compare(scores, series)
    except ValueError as error:
        st.error("The series and the score have nothing in common.")
        st.text(str(error))
        return
    if series.passed_over:
        st.caption(f"States without a score, passed over: {', '.join(series.passed_over)}.")
    _correlation(found)
    _misses(found)
    _changes(found)
    _side_by_side(found)
    st.download_button(
        "The comparison as CSV",
        data=score_files.numbers_csv(found.pairs, reviewed_only.marks(tables, changed)),
        file_name="compared.csv",
        mime="text/csv",
        on_click="ignore",
    )


def folder_series(folder: str | None) -> tuple[dict[str, Series], list[str]]:
    """The series in a folder by file name, and a line for each file that cannot be read."""
    found, problems = {}, []
    for path in sorted(Path(folder).glob("*.csv")) if folder else []:
        try:
            found[path.name] = read_series(path)
        except (ValueError, OSError) as error:
            problems.append(str(error))
    if folder and not Path(folder).is_dir():
        problems.append(f"OUTSIDE_SERIES={folder}: no such folder; give one that holds CSV files")
    return found, problems


def _chosen_series() -> Series | None:
    kept, problems = folder_series(os.environ.get("OUTSIDE_SERIES"))
    for problem in problems:
        st.error("A series cannot be read.")
        st.text(problem)
    given = st.file_uploader("A series of your own (CSV)", type="csv", help="It stays in this session.")
    if given is not None:
        try:
            return parse_series(given.getvalue(), given.name)
        except ValueError as error:
            st.error("This file cannot be read as a series.")
            st.text(str(error))
            return None
    if kept:
        return kept[st.selectbox("Series", list(kept))]
    st.markdown(
        "One header line, then one line for each state (ISO code) and year or month. `iso3` and `year` are understood "
        "as well; where no column is called `value`, the first other one is taken. One such series is the "
        "share of votes in the UN General Assembly equal to Russia’s: docs/method.md says where to get it, and what "
        "we found with it."
    )
    st.code(EXAMPLE, language=None)
    return None


def _correlation(found: Comparison) -> None:
    st.subheader("Do they rank the states alike?")
    one, two, three = st.columns(3)
    one.metric(
        "All states and years (Spearman)", _number(found.pooled), help="1: the same order; 0: none; −1: reversed."
    )
    two.metric("95 % interval (bootstrap over states)", f"{_number(found.low)} to {_number(found.high)}")
    three.metric("Only where something was read", _number(found.heard))
    table = found.by_year.set_index("year")["spearman"].round(2).map(_number)
    st.dataframe(_marked(pd.DataFrame([table.to_dict()], index=["Spearman by year"])), width="stretch")
    st.caption("A dash: one of the two sides ranks nothing that year, or fewer than three states are in both.")


def _changes(found: Comparison) -> None:
    years = sorted(int(year) for year in found.pairs["year"].unique())
    if len(years) < 2:
        return
    st.subheader("Do they see the same changes?")
    since = years[0]
    if len(years) > 2:  # a slider needs two ends
        since = st.select_slider("Since", years[:-1], value=years[max(0, len(years) - 6)], key="outside-since")
    moved = changes(found.pairs, (since, since), (years[-1], years[-1]))
    shown = pd.DataFrame(
        {
            "State": moved["state"].map(wording.member_name),
            "Score": moved["score"].map(wording.signed),
            "Series": moved["value"].map(lambda value: f"{value:+.3g}".replace("-", "−")),
            "Place in the score’s falls": moved["score_rank"],
            "Place in the series’ falls": moved["value_rank"],
            "Apart": moved["miss"],
        }
    )
    st.dataframe(_marked(shown), hide_index=True, width="stretch")
    st.caption(f"From {since} to {years[-1]}; place 1 is the largest fall. The widest miss stands first.")


def _misses(found: Comparison) -> None:
    st.subheader("Where they disagree most")
    pairs = found.pairs
    shown = pd.DataFrame(
        {
            "State": pairs["state"].map(wording.member_name),
            "Year": pairs["year"],
            "Score": pairs["score"].map(wording.signed),
            "Series": pairs["value"],
            "Place by score": pairs["score_rank"],
            "Place by series": pairs["value_rank"],
            "Apart": pairs["miss"],
            "Note": [NOTHING_READ if evidence == 0 else "" for evidence in pairs["evidence"]],
        }
    )
    st.dataframe(_marked(shown), hide_index=True, width="stretch", height=320)
    st.caption("Place 1 is closest to Moscow that year. The widest miss stands first, the closest agreement last.")


def _side_by_side(found: Comparison) -> None:
    st.subheader("Side by side")
    pairs = found.pairs.sort_values("year")
    span = (float(pairs["value"].min()), float(pairs["value"].max()))
    years = range(int(pairs["year"].min()), int(pairs["year"].max()) + 1)
    rows = []
    for state, table in pairs.groupby("state"):
        both = table.set_index("year").reindex(years)
        words = f"score {wording.signed(table['score'].iloc[-1])}, series {table['value'].iloc[-1]:.3g} in {years[-1]}"
        chart = small_multiples.beside("Score and series", both["score"], both["value"], span, words)
        rows.append((wording.member_name(state), [chart]))
    small_multiples.show(rows, [str(year) for year in years], key="beside", flow=True)
    st.caption(
        f"Solid: the score, −1 to +1. Dashed: the series, {span[0]:.3g} to {span[1]:.3g}. They have no common unit: "
        "compare the shapes."
    )


def _marked(table: pd.DataFrame) -> pd.DataFrame:
    """The table, with the mark of what it was made by in it: a table can be taken away by its own button."""
    mark = reviewed_only.marks(shared.latest(reviewed_only.current()), what_if.current())
    return table.assign(Method=mark) if mark else table


def _number(value: float) -> str:
    return "–" if math.isnan(value) else wording.signed(value)
