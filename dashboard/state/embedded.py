"""The map within another page: who may show it, and whether this session is such a map.

In: the setting ``FRAME_ANCESTORS``, and a page's address. Out: yes or no. The answer is the same before the page is
sent (`dashboard.server.guard`) and while it is drawn, so that no page which may be framed can write anything: whoever
frames a page could lay it under something else that its reader means to click on.
"""

from __future__ import annotations

import os
import re
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

PARAMETER, ON = "embed", "1"
EMBEDDED = "embedded"
NOBODY = "'none'"
LONGEST = 4000
"""Letters of an address's query. Streamlit takes a much longer one for none, and would draw the whole app."""


def frame_ancestors() -> str:
    """Whose pages may show the map in a frame (``FRAME_ANCESTORS``): none when nothing is named."""
    sources = re.findall(r"[^\s;,]+", os.environ.get("FRAME_ANCESTORS", ""))
    return " ".join(sources) or NOBODY


def is_asked(query: str) -> bool:
    """Whether the query of an address (what stands after the question mark) asks for the map alone."""
    if len(query) > LONGEST:
        return False
    return [value for name, value in parse_qsl(query, keep_blank_values=True) if name == PARAMETER] == [ON]


def current() -> bool:
    """Whether the session shows the map alone: by the address it began with, until it ends.

    Streamlit keeps a parameter of this name from `st.query_params`, since its own embedding goes by it.
    """
    if EMBEDDED not in st.session_state:
        drawn = get_script_run_ctx()
        st.session_state[EMBEDDED] = drawn is not None and is_asked(drawn.query_string)
    return bool(st.session_state[EMBEDDED])
