"""The page *Map*: the map, the panel beside it, the charts below.

In: the store and the address. Out: the page. Each part is made by its own module; this one puts them in their places
and caches what they share.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from dashboard import charts, colors, exports, first_start, why, wording
from dashboard.address import Known, Opening, read_address, read_view
from dashboard.map import timeline_map
from dashboard.map.bundle import build_bundle, write_bundle
from dashboard.map.shapes import read_shapes
from dashboard.panel import MOST, chosen_record, count_events, event_records, panel_data, select_events, show_panel
from dashboard.tables import Tables, fingerprint, load_tables
from events.store import Store, StoreError, open_store
from geo.periods import AREAS

STATIC = Path(__file__).parent.parent / "static"
PREPARING = "Preparing the map. This is done once after the store has changed."
STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


@st.cache_resource(show_spinner=False)
def shared_store() -> Store:
    """The store, opened once for all sessions."""
    return open_store()


@st.cache_resource(show_spinner=False)
def shared_reading() -> first_start.Reading:
    """The reading of the seeds, one for all sessions."""
    return first_start.Reading(shared_store())


@st.cache_resource(show_spinner=PREPARING, max_entries=2)
def shared_tables(mark: str) -> Tables:
    """Tables of the store's state `mark`."""
    return load_tables(shared_store())


@st.cache_resource(show_spinner=PREPARING, max_entries=2)
def shared_bundle(mark: str) -> str:
    """Address of the map's bundle for the store's state `mark`."""
    name = write_bundle(json.loads(shared_tables(mark).computed_once("bundle", _bundle)), STATIC)
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}/app/static/{name}" if base else f"/app/static/{name}"


def _bundle(tables: Tables) -> str:
    return json.dumps(build_bundle(tables, read_shapes()), ensure_ascii=False, allow_nan=False)


@st.cache_resource(show_spinner=False, max_entries=20)
def shared_lines(mark: str, member: str | None) -> go.Figure:
    """The chart of all scores; the same object for every month, so that the browser has nothing to draw anew."""
    return charts.score_lines(shared_tables(mark).scores, member)


def show() -> None:
    """Draw the page."""
    st.html(f"<style>{STYLE}{palette_style()}</style>")
    try:
        reading = shared_reading()
    except StoreError as error:
        st.error("The store cannot be opened.")
        st.text(str(error))
        st.stop()
    first_start.wait_for(reading)
    if reading.problems:
        st.error("The articles that come with the project could not all be read.")
        st.text("\n".join(reading.problems))
    mark = fingerprint(shared_store())
    tables = shared_tables(mark)
    opening, notices = _opening(tables)
    for notice in notices:
        st.info(notice, icon=":material/link:")
    _view(mark, opening)


def _opening(tables: Tables) -> tuple[Opening, list[str]]:
    """Read the link once a session: afterwards the map keeps the view, and the address follows the map."""
    if "opening" not in st.session_state:
        parameters = st.query_params.to_dict()
        st.session_state["opening"] = read_address(parameters, _known(tables), tables.last_month)
    return st.session_state["opening"]


def _known(tables: Tables) -> Known:
    return Known(tables.months, tables.members, AREAS)


@st.fragment
def _view(mark: str, opening: Opening) -> None:
    tables = shared_tables(mark)
    left, right = st.columns([2.35, 1], gap="medium")
    with left, st.container(key="map-side"):
        message = timeline_map(shared_bundle(mark), opening.as_dict())
        view = read_view(message, opening, _known(tables))
        _lines(mark, tables, view.member)
    with right, st.container(key="panel-side"):
        _panel(tables, view)
    _foot(tables)


def _lines(mark: str, tables: Tables, member: str | None) -> None:
    with st.container(key="lines"):
        st.markdown("**All states’ scores**, −1 away from Moscow to +1 towards, with their 80 % bands")
        st.html(charts.line_names(tables.members, member))
        st.html('<div class="date-line-holder"><div class="date-line"></div></div>')
        st.plotly_chart(shared_lines(mark, member), key="score-lines", config=charts.CONFIG, width="stretch")


def _panel(tables: Tables, view: Opening) -> None:
    total = count_events(tables, view)
    records = event_records(tables, select_events(tables, view, MOST + 1))
    heading = wording.heading(view, total, records[0]["place"] if records and view.place else "")
    apart = why.take_apart(tables, view.member, view.date, view.colour) if view.member else None
    with st.container(key="panel-scroll"):
        show_panel(panel_data(records, total, heading, chosen_record(tables, view.event), apart))
    csv, jsonl = st.columns(2)
    name = "-".join(filter(None, ("events", view.date, view.window, view.member, view.zone)))
    csv.download_button(
        "These events as CSV",
        data=partial(_exported, exports.to_csv, tables, view),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        width="stretch",
    )
    jsonl.download_button(
        "… as JSON Lines",
        data=partial(_exported, exports.to_jsonl, tables, view),
        file_name=f"{name}.jsonl",
        mime="application/jsonl",
        on_click="ignore",
        width="stretch",
    )


def _exported(write: Callable[[Iterable[Mapping]], bytes], tables: Tables, view: Opening) -> bytes:
    """All events of the view, read when the file is asked for."""
    return write(event_records(tables, select_events(tables, view)))


def _foot(tables: Tables) -> None:
    with st.expander("What the colours mean, and what they do not mean"):
        st.markdown(wording.MEANING)
    st.caption(wording.sources(tables.document_count, tables.event_count))


def palette_style() -> str:
    """The palette as CSS variables, for every page."""
    values = {
        "away": colors.color_of(-0.6),
        "towards": colors.color_of(0.6),
        "towards-half": colors.color_of(0.35),
        "russia": colors.RUSSIA,
        "line": colors.LINE,
        "casing": colors.CASING,
        "no-evidence": colors.NO_EVIDENCE,
    }
    return f":root{{{''.join(f'--timeline-{name}:{color};' for name, color in values.items())}}}"
