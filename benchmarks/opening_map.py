"""How long the map takes to open on stores of different size, in turns, in Chromium.

In: folders with a ``store.sqlite`` each. Out: seconds by store: the first opening after the store has changed (when
what is computed from all events is made and kept), the first of a server that was started anew, and the median of
openings after that. Open means that the map can be used and the panel beside it is filled.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import delete

from events.store.store import open_store
from events.store.tables import AGGREGATES
from tests.browser import FLAGS, find_browser
from tests.dashboard.serving import serving

PATIENCE_MS = 600_000


def opening_seconds(stores: Mapping[int, Path], rounds: int) -> dict[int, dict[str, float]]:
    """Measure each store; `rounds` openings each, in turns."""
    found: dict[int, dict[str, float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for count, home in stores.items():
            _forget(home)
            with serving(home) as address:
                found[count] = {"prepare_seconds": _open(browser, address)}
            print(f"{count:,} events: prepared and opened in {found[count]['prepare_seconds']:.1f} s", flush=True)
        with ExitStack() as servers:
            addresses = {count: servers.enter_context(serving(home)) for count, home in stores.items()}
            for count, address in addresses.items():
                found[count]["first_seconds"] = _open(browser, address)
            times: dict[int, list[float]] = {count: [] for count in stores}
            for turn in range(rounds):
                order = list(addresses.items())
                for count, address in order if turn % 2 else reversed(order):
                    times[count].append(_open(browser, address))
        browser.close()
    for count, these in times.items():
        found[count]["open_seconds"] = statistics.median(these)
        found[count] = {name: round(seconds, 2) for name, seconds in found[count].items()}
        print(f"{count:,} events: {found[count]}", flush=True)
    return found


def _forget(home: Path) -> None:
    """Remove what is kept from the times before."""
    store = open_store(f"sqlite:///{home / 'store.sqlite'}")
    with store.writing(changes=False) as connection:
        connection.execute(delete(AGGREGATES))
    store.close()


def _open(browser: Browser, address: str) -> float:
    page = browser.new_page(viewport={"width": 1600, "height": 1000})
    page.set_default_timeout(PATIENCE_MS)
    begin = time.perf_counter()
    page.goto(address)
    page.wait_for_selector("[data-map][data-ready]")
    page.wait_for_selector("[data-panel]")
    seconds = time.perf_counter() - begin
    page.close()
    return seconds
