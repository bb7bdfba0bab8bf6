"""All events, or reviewed ones alone: the session's choice, as a switch in the sidebar, in the address, and marked.

In: the address, the switch. Out: the choice as `events.store.queries.Selection.reviewed` has it, and the words that go
with whatever is shown by it. Which events were reviewed is the store's to say; `Tables.only` makes scores of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from dashboard.scripts import bundled
from dashboard.state import what_if
from dashboard.state.tables import Tables

_write_address = st.components.v2.component(
    "timeline_address",
    js=bundled("state/address_bar.js"),
    isolate_styles=False,
)

PARAMETER = "reviewed"
ALL = "all"
CHOICES = {
    ALL: "All events",
    "reviewed": "Reviewed events only",
    "sure": "Reviewed and sure",
}
"""What a link may ask for, with the switch's words; the first is what a link without it means."""
WHAT = {
    "reviewed": "Only reviewed events count",
    "sure": "Only reviewed and undisputed events count",
}
CHOSEN, REFUSED = "reviewed-only", "reviewed-only-refused"
SWITCH = "reviewed-switch"


def read_choice(text: str) -> tuple[str, list[str]]:
    """Read the address's part.

    Returns
    -------
    tuple
        The choice, "" for all events; and one sentence (plain text) where it could not be followed.
    """
    asked = text.strip().lower()
    if asked in ("", ALL):
        return "", []
    if asked in CHOICES:
        return asked, []
    return "", [f"The link asks for a choice of reviewed events that is not here: known are {', '.join(CHOICES)}."]


def current() -> str:
    """The session's choice; on its first page the address's."""
    if CHOSEN not in st.session_state:
        st.session_state[CHOSEN], st.session_state[REFUSED] = read_choice(st.query_params.get(PARAMETER, ""))
    return st.session_state[CHOSEN]


def mark(tables: Tables) -> str:
    """The words that go with what is shown of some tables, as plain text; empty where they hold all events."""
    return f"{WHAT[tables.reviewed]}: {tables.event_count:,} of {tables.all_events:,}" if tables.reviewed else ""


def marks(tables: Tables, changed: Mapping[str, float] | what_if.Key) -> str:
    """What is to be said of numbers made of these tables by a method; empty for all events and the default method."""
    return ". ".join(filter(None, (what_if.mark(changed), mark(tables))))


def keep_in_address() -> None:
    """Write the choice and the changed method, and nothing else, into the address of a page without the map, which
    writes its own."""
    kept = {what_if.PARAMETER: what_if.write_changes(what_if.current()), PARAMETER: current()}
    query = urlencode({name: value for name, value in kept.items() if value})
    _write_address(key="address-bar", data={"query": query})


def show_switch() -> None:
    """The switch, in the sidebar."""
    st.session_state.setdefault(SWITCH, current() or ALL)  # gone when another page was open in between
    with st.sidebar:
        st.markdown("### Reviewed events")
        st.radio(
            "Which events are shown and scored",
            list(CHOICES),
            format_func=CHOICES.get,
            key=SWITCH,
            on_change=_moved,
            help="Sure: the extractor does not read it otherwise since, and no two reviewers differ.",
        )


def show_mark(tables: Tables) -> None:
    """What the link asked for in vain; the mark and the way back, where not all events are shown."""
    words = mark(tables)
    for notice in st.session_state.get(REFUSED, ()):
        st.info(f"{notice} All events are shown.", icon=":material/link:")
    if not words:
        return
    with st.container(key="reviewed-mark", horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/filter_alt: **{words}.**")
        st.button("Show all events", on_click=_show_all, key="reviewed-all")


def _moved() -> None:
    chosen = st.session_state[SWITCH]
    st.session_state[CHOSEN] = "" if chosen == ALL else chosen


def _show_all() -> None:
    st.session_state[CHOSEN], st.session_state[SWITCH] = "", ALL
