"""What is dear to load waits: Plotly's script keeps a browser busy for more than a second, two dozen sliders nearly.

In: what has to be on the page first. Out: whether it has come. What is drawn then is left to the page: it runs again.
"""

from __future__ import annotations

import streamlit as st

from dashboard.scripts import bundled

MAP_PAINTED = "[data-map][data-ready]"
SIDEBAR_OPEN = '[data-testid="stSidebar"][data-collapsed="false"]'

_component = st.components.v2.component("timeline_later", js=bundled("pages/later.js"), isolate_styles=False)


def has_come(until: str) -> bool:
    """True once the browser has found this (a CSS selector) and has had nothing else to do; asked once a session."""
    if not st.session_state.get(_flag(until)):
        _wait(until)
    return bool(st.session_state.get(_flag(until)))


@st.fragment
def _wait(until: str) -> None:
    found = _component(key=f"later {until}", data={"until": until}, on_come_change=_nothing)
    if found.come:
        st.session_state[_flag(until)] = True
        st.rerun()


def _flag(until: str) -> str:
    return f"come {until}"


def _nothing() -> None:
    """A state of a component is only handed to Python when it has a callback."""
