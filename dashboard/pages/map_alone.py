"""The map alone, as other sites show it in a frame (``?embed=1``).

In: the store and the address. Out: the map with a line that says where it comes from and leads to the whole app. There
is nothing on this page by which its reader, or the site around it, could write to the store.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import wording
from dashboard.address import Opening, read_address
from dashboard.loading import shared
from dashboard.map import timeline_map
from dashboard.pages.map import reviewed_words, shared_bundle, shared_what_if
from dashboard.picture import pictures
from dashboard.state import what_if
from dashboard.state.tables import Tables


def show() -> None:
    """Draw the page."""
    mark, tables = shared.chosen()
    changed = what_if.key_of(what_if.current())
    opening, notices = _opening(tables)
    told = " ".join((*notices, source(tables, opening, changed)))
    with st.container(key="map-side"):
        timeline_map(
            shared_bundle(mark),
            opening.as_dict(),
            shared_what_if(mark, changed),
            reviewed_words(mark),
            embed={"source": told},
        )


def source(tables: Tables, view: Opening, changed: what_if.Key = ()) -> str:
    """Where the map comes from: articles, reviews, method, data and their date, borders; as plain text."""
    read = tables.last_read
    when = f" Last article read on {wording.when(read.date(), read.date())}." if read else ""
    return f"{pictures.notes(tables, view, changed)[0]}{when}"


def _opening(tables: Tables) -> tuple[Opening, list[str]]:
    """Read the link once a session, as the page *Map* does."""
    if "opening" not in st.session_state:
        opening, notices = read_address(st.query_params.to_dict(), tables.known, tables.last_month)
        # Tours and the presentation need the whole app.
        alone = replace(opening, tour=None, stop=None, present="0", panel="shown")
        st.session_state["opening"] = alone, notices
    return st.session_state["opening"]
