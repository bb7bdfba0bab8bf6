"""What all pages share: the store, its tables, and the first reading, made once for all sessions.

In: nothing. Out: the store's tables and their mark, once the store can be shown. What a page draws is left to it.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from alignment.scoring import score_members
from dashboard import colors
from dashboard.loading import first_start
from dashboard.loading.latest import Latest
from dashboard.scripts import joined
from dashboard.state import reviewed_only, what_if
from dashboard.state.tables import ONLY, Tables, load_tables, state_of
from events.store.store import Store, open_store

STYLE = joined("loading/page.css")
PREPARING = "Preparing the map. This is done once after the store has changed."


@st.cache_resource(show_spinner=False)
def shared_store() -> Store:
    """The store, opened once for all sessions."""
    return open_store()


@st.cache_resource(show_spinner=False)
def shared_reading() -> first_start.Reading:
    """The reading of the seeds, one for all sessions."""
    return first_start.Reading(shared_store())


def shared_tables(mark: str) -> Tables:
    """Tables of the store's state `mark`: of all events, or of those that the mark says."""
    reviewed = mark.partition(ONLY)[2]
    return _of_reviewed(state_of(mark), reviewed) if reviewed else _of_all(mark)


@st.cache_resource(show_spinner=PREPARING, max_entries=2)
def _of_all(mark: str) -> Tables:
    shown = shared_latest().shown
    return shown if shown is not None and shown.mark == mark else load_tables(shared_store())


@st.cache_resource(show_spinner=PREPARING, max_entries=4)
def _of_reviewed(mark: str, reviewed: str) -> Tables:
    return _of_all(mark).only(reviewed)


@st.cache_resource(show_spinner=False)
def shared_latest() -> Latest:
    """The state of the store that is shown, one for all sessions."""
    return Latest(shared_store())


def latest(reviewed: str = "") -> Tables:
    """The state of the store to show now: all events, or those that were reviewed so."""
    tables = shared_latest().tables(shared_tables)
    return shared_tables(f"{tables.mark}{ONLY}{reviewed}") if reviewed else tables


@st.cache_resource(show_spinner=False, max_entries=20)
def shared_scores(mark: str, changed: what_if.Key) -> pd.DataFrame:
    """The scores of the store's state `mark`, by the default method or a changed one."""
    tables = shared_tables(mark)
    return score_members(tables.evidence, method=what_if.method_of(changed)) if changed else tables.scores


def palette_style() -> str:
    """The palette as CSS variables, for all pages."""
    return f":root{{{''.join(f'{name}:{color};' for name, color in colors.variables().items())}}}"


def ready() -> tuple[str, Tables]:
    """The store's mark and tables, after the first reading; raises what the store fails by (`loading.outage`)."""
    st.html(f"<style>{STYLE}{palette_style()}</style>")
    reading = shared_reading()
    first_start.wait_for(reading)
    if reading.problems:
        st.error("The articles that come with the project could not all be read.")
        st.text("\n".join(reading.problems))
    tables = latest()
    return tables.mark, tables


def chosen() -> tuple[str, Tables]:
    """As `ready`, of the events alone that the session shows (`dashboard.state.reviewed_only`)."""
    ready()
    tables = latest(reviewed_only.current())
    return tables.mark, tables
