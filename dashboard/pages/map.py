"""The page *Map*: the map, the panel beside it, the charts below.

In: the store and the address. Out: the page. Each part is made by its own module; this one puts them in their places
and caches what they share.
"""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from dashboard import wording
from dashboard.address import Opening, read_address, read_view
from dashboard.api import panel
from dashboard.charts import scores as charts
from dashboard.charts import steady
from dashboard.loading import outage, shared
from dashboard.loading.latest import bundle_text
from dashboard.map import bundles, timeline_map
from dashboard.map.bundle import score_grids
from dashboard.pages.later import MAP_PAINTED, SIDEBAR_OPEN, has_come
from dashboard.panel.events import chosen_record, show_panel
from dashboard.state import embedded, reviewed_only, what_if
from dashboard.state.tables import Tables
from dashboard.tours import on_map


@st.cache_resource(show_spinner=shared.PREPARING, max_entries=2)
def shared_bundle(mark: str) -> str:
    """Address of the map's bundle for the store's state `mark`."""
    return bundles.publish(bundle_text(shared.shared_tables(mark)).encode())


@st.cache_resource(show_spinner=False, max_entries=20)
def shared_lines(mark: str, changed: what_if.Key) -> go.Figure:
    """The chart of all scores; the same for every month and state, so that nothing is drawn anew as the map steps."""
    words = reviewed_only.marks(shared.shared_tables(mark), changed)
    return charts.with_mark(charts.score_lines(shared.shared_scores(mark, changed)), words)


@st.cache_resource(show_spinner=False, max_entries=20)
def shared_what_if(mark: str, changed: what_if.Key) -> dict | None:
    """What the map shows instead of its bundle's scores while the method is changed."""
    if not changed:
        return None
    tables, scores = shared.shared_tables(mark), shared.shared_scores(mark, changed)
    return {
        "mark": what_if.mark(changed),
        "address": what_if.write_changes(changed),
        **score_grids(scores, tables.months, tables.members),
    }


def show() -> None:
    """Draw the page."""
    # What comes and goes above the map stands in a block of its own: an element that moves down a place is another
    # element to Streamlit, and the map would be built anew.
    with st.container(key="above-map"):
        mark, tables = shared.chosen()
        what_if.show_mark()
        reviewed_only.show_mark(tables)
        opening, notices = _opening(tables)
        for notice in notices:
            st.info(notice, icon=":material/link:")
        if not tables.document_count:
            st.info(wording.NO_ARTICLES)
    with st.sidebar:
        open_now = has_come(SIDEBAR_OPEN)
    if open_now:
        reviewed_only.show_switch()
        what_if.show_sliders()
    changed = what_if.key_of(what_if.current())
    _view(mark, opening, changed)
    _lines(mark, tables, changed)
    _foot(shared.latest())


def _opening(tables: Tables) -> tuple[Opening, list[str]]:
    """Read the link once a session: afterwards the map keeps the view, and the address follows the map."""
    if "opening" not in st.session_state:
        parameters, told = on_map.opened(tables, st.query_params.to_dict())
        opening, notices = read_address(parameters, tables.known, tables.last_month)
        notices = [*told, *notices]
        if opening.event and chosen_record(tables, opening.event) is None:
            notices.append("The link asks for an event that is not here any more.")
        st.session_state["opening"] = opening, notices
    return st.session_state["opening"]


def _view(mark: str, opening: Opening, changed: what_if.Key) -> None:
    left, right = st.columns([2.35, 1], gap="medium")
    with left, st.container(key="map-side"):
        timeline_map(
            shared_bundle(mark),
            opening.as_dict(),
            shared_what_if(mark, changed),
            reviewed_words(mark),
            embed={"ancestors": embedded.frame_ancestors()},
        )
        on_map.show(opening)
        _steady(mark, opening)
    with right, st.container(key="panel-side"), st.container(key="panel-scroll"):
        show_panel(panel.address(mark), opening.as_dict(), what_if.write_changes(changed), reviewed_only.current())


def reviewed_words(mark: str) -> dict[str, str] | None:
    """What the map says, and keeps in the address, while reviewed events alone are shown."""
    tables = shared.shared_tables(mark)
    return {"mark": reviewed_only.mark(tables), "address": tables.reviewed} if tables.reviewed else None


@st.fragment
def _steady(mark: str, opening: Opening) -> None:
    """How steady the chosen state's score is; this alone is drawn by the server as the map steps, where it is open."""
    view = read_view(steady.view_of_map(opening.as_dict()), opening, shared.shared_tables(mark).known)
    if view.member:
        with outage.told():
            steady.show(mark, view.member, view.date)


def _lines(mark: str, tables: Tables, changed: what_if.Key) -> None:
    with st.container(key="lines"):
        st.markdown("**All states’ scores**, −1 away from Moscow to +1 towards, with their 80 % bands")
        st.html(f"<style>{charts.chosen_style(tables.members)}</style>{charts.line_names(tables.members)}")
        if not has_come(MAP_PAINTED):
            return
        st.html('<div class="date-line-holder"><div class="date-line"></div></div>')
        st.plotly_chart(shared_lines(mark, changed), key="score-lines", config=charts.CONFIG, width="stretch")


def _foot(tables: Tables) -> None:
    with st.container(key="foot"):
        with st.expander("What the colours mean, and what they do not mean"):
            st.markdown(wording.MEANING)
        st.caption(wording.sources(tables.document_count, tables.event_count, tables.reviewed_count))
