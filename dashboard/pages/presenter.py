"""The page *Presenter*: what the speaker sees in a second window while a tour is told on the map in the first.

In: the address (`tour`, a tour's name). Out: the page: the note of the stop that the first window shows, the next stop,
and a clock. The two windows speak to each other within the browser (``presenter.js``); the server hears nothing of it.
"""

from __future__ import annotations

import streamlit as st

from dashboard.loading import outage, shared
from dashboard.scripts import bundled, joined
from dashboard.tours.on_map import for_browser

NOT_HERE = "There is no such tour here, or it has no stops yet."

_show = st.components.v2.component(
    "timeline_presenter",
    js=bundled("pages/presenter.js"),
    css=joined("pages/presenter.css"),
    isolate_styles=False,
)


def show() -> None:
    """Draw the page."""
    shared.ready()
    with outage.told():
        tour = for_browser(shared.latest(), st.query_params.get("tour", ""))
        if tour is None:
            st.info(NOT_HERE)
            st.markdown("[To the tours](./tours)")
            return
        _show(data={"tour": tour}, key="presenter")
