"""The map component: an SVG map with a date slider that steps, plays and hovers in the browser by itself.

In: the address of a bundle (`dashboard.map.bundle`) and the opening view. Out: the map on the page.
What lies beside the map is left to the page. The parts of its script share one scope and are joined here in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from dashboard.address import CHOICES

FOLDER = Path(__file__).parent
SCRIPTS = (
    "dom.js",
    "view.js",
    "paint.js",
    "raster.js",
    "labels.js",
    "sheet.js",
    "cells.js",
    "markers.js",
    "zoom.js",
    "tooltip.js",
    "inset_places.js",
    "insets.js",
    "keys.js",
    "help.js",
    "date_lines.js",
    "difference.js",
    "caption.js",
    "turning.js",
    "compare.js",
    "present.js",
    "theme.js",
    "play.js",
    "actions.js",
    "time.js",
    "controls.js",
    "legend.js",
    "zone_card.js",
    "event_card.js",
    "what_if.js",
    "main.js",
)
STYLES = (
    "map.css",
    "bars.css",
    "legend.css",
    "cards.css",
    "compare.css",
    "present.css",
    "theme.css",
    "what_if.css",
    "print.css",
)


def _joined(names: tuple[str, ...]) -> str:
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)


_component = st.components.v2.component(
    "timeline_map",
    js=_joined(SCRIPTS),
    css=_joined(STYLES),
    isolate_styles=False,
)


def timeline_map(
    bundle: str, opening: Mapping[str, str | None], what_if: Mapping | None = None, key: str = "map"
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
    """
    data = {
        "bundle": bundle,
        "opening": dict(opening),
        "defaults": {name: among[0] for name, among in CHOICES.items()},
        "what_if": what_if,
    }
    _component(key=key, data=data)
