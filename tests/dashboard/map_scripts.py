"""The map's scripts in an empty page of Chromium, without a server: for what they say rather than what they draw."""

from __future__ import annotations

import json

from playwright.sync_api import Page

from dashboard.map.bundle import as_json, build_bundle
from dashboard.map.shapes import read_shapes
from dashboard.scripts import bundled
from dashboard.state.tables import load_tables
from events.store.store import Store

START = """(data) => { window.timeline = data; indexEvents(data); window.timeline_state = { mode: "map", step: "month",
frame: "focus", member: null, zone: null, spot: null, event: null, compare: null, month: 0 }; }"""
SAID = """(view) => { const state = { ...timeline_state, ...view };
for (const name of ["month", "compare"]) {
  if (typeof state[name] === "string") state[name] = timeline.months.indexOf(state[name]); }
return captionOf(timeline, state); }"""


def load_scripts(page: Page, store: Store) -> dict:
    """Load the scripts and the store's bundle into the page; returns the bundle."""
    script = bundled("map/js/main.js").replace("export default ", "")
    page.add_script_tag(content=script)
    bundle = json.loads(as_json(build_bundle(load_tables(store), read_shapes())))
    page.evaluate(START, bundle)
    return bundle


def caption(page: Page, month: str, **view: str) -> dict:
    """The caption of a month (``"YYYY-MM"``), and the event that it shows; `view` as in the address."""
    return page.evaluate(SAID, {"month": month, **view})
