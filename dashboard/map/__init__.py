"""The map component: an SVG map with a date slider that steps, plays and hovers in the browser by itself.

In: the address of a bundle (`dashboard.map.bundle`) and the opening view. Out: the map on the page.
What lies beside the map is left to the page. Its script is the modules in ``js/``; `main.js` is where to begin reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from dashboard.address import CHOICES
from dashboard.scripts import bundled, joined

FOLDER = Path(__file__).parent
STYLES = (
    "map.css",
    "bars.css",
    "legend.css",
    "cards.css",
    "compare.css",
    "present.css",
    "tour.css",
    "theme.css",
    "what_if.css",
    "embed.css",
    "print.css",
)


_component = st.components.v2.component(
    "timeline_map",
    js=bundled("map/js/main.js"),
    css=joined(*(f"map/{name}" for name in STYLES)),
    isolate_styles=False,
)


def timeline_map(
    bundle: str,
    opening: Mapping[str, str | None],
    what_if: Mapping | None = None,
    reviewed: Mapping | None = None,
    embed: Mapping | None = None,
    key: str = "map",
) -> None:
    """Show the map. What depends on its view hears of it in the browser, when it has come to rest.

    Parameters
    ----------
    bundle : str
        Address of the bundle, under the app's own address. A new address makes the map load anew, at the same view.
    opening : mapping
        Where the map opens. It must stay the same during a session: the component keeps the view.
    what_if : mapping, optional
        Grids by a changed method, shown instead of the bundle's, with `mark` (the words that say so) and
        `address` (what the link says).
    reviewed : mapping, optional
        `mark` and `address` where the bundle holds reviewed events alone.
    embed : mapping, optional
        `source` where the map stands alone in another page: the line below it. Else `ancestors`: whose pages may show
        it so, as a Content-Security-Policy names them.
    """
    data = {
        "bundle": bundle,
        "opening": dict(opening),
        "defaults": {name: among[0] for name, among in CHOICES.items()},
        "what_if": what_if,
        "reviewed": reviewed,
        "embed": embed or {},
    }
    _component(key=key, data=data)
