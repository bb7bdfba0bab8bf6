"""The line to the server: what a page does while it is down, and what it does when it is up again.

In: nothing. Out: a look-out in the browser, and one more run of the page each time the line has come back.
"""

from __future__ import annotations

import streamlit as st

from dashboard.scripts import bundled, joined

_watch = st.components.v2.component(
    "timeline_connection",
    js=bundled("pages/connection.js"),
    css=joined("pages/connection.css"),
    isolate_styles=False,
)


def watch() -> None:
    """Put the look-out on the page. It stands outside of every fragment, so that what it tells runs the whole page."""
    _watch(key="connection", on_back_change=_nothing)


def _nothing() -> None:
    """A state of a component is only handed to Python when it has a callback."""
