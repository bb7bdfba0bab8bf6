"""The real server, started once for all browser tests, and a page in Chromium that writes down what it asks for."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
import streamlit as st
from playwright.sync_api import expect, sync_playwright

from dashboard.address import CHOICES
from dashboard.state.tables import load_tables
from events.store.store import open_store
from tests.browser import FLAGS, find_browser
from tests.dashboard.serving import AT_REST, fill_store, serving

PATIENCE = 120_000
"""Milliseconds until what a test waits for counts as missing: a busy machine may take its time."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """Address of a server whose store is filled with made-up events."""
    home = tmp_path_factory.mktemp("home")
    fill_store(f"sqlite:///{home / 'store.sqlite'}")
    with serving(home) as at:
        yield at


@pytest.fixture
def filled_store(tmp_path, monkeypatch):
    """A store of made-up events that this page alone opens."""
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    fill_store(url)
    monkeypatch.setenv("STORE_URL", url)
    st.cache_resource.clear()
    st.cache_data.clear()
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all browser tests; a visitor's pages share a process, and the scripts it has compiled."""
    flags = [*FLAGS, "--process-per-site"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=flags, timeout=PATIENCE)
        yield chromium
        chromium.close()


# The view that a link without parameters opens.
WHOLE = {name: among[0] for name, among in CHOICES.items()} | dict.fromkeys(
    ("member", "zone", "spot", "event", "compare")
)

# What is typed into a field counts when it is left: first that, then the view. Keys are the map's again.
SHOW = """detail => { document.activeElement.blur();
document.dispatchEvent(new CustomEvent("timeline:view", { detail })); }"""


@pytest.fixture(scope="session")
def visitor(browser, address):
    """A browser that has been here before: its pages share what it keeps of the program, which is fetched only once."""
    context = browser.new_context()
    context.new_page().goto(f"{address}/readyz")  # stays open, and keeps the pages' process from ending with the last
    yield context
    context.close()


class Visit:
    """A page with everything it has asked for and complained of.

    `browser` is a browser, and the page has a visitor of its own with `more` of Playwright's options; or a visitor.
    """

    def __init__(self, browser, address, width=1600, height=1000, **more):
        self.address = address
        self.asked, self.complaints = [], []
        self.page = browser.new_page(**more)
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.set_default_timeout(PATIENCE)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", lambda socket: self.asked.append(socket.url))
        self.page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, query=""):
        self.page.goto(f"{self.address}/{query}")
        self.page.wait_for_selector("[data-map][data-ready]")
        self.page.wait_for_selector("[data-panel]", state="attached")
        self.page.wait_for_selector(".date-line", state="attached")
        self.rest()
        return self.page

    def rest(self):
        """Wait until the server has drawn all that it was asked for: a run replaces things under the pointer."""
        self.page.wait_for_selector(AT_REST)

    def date(self):
        return self.page.get_attribute("[data-map]", "data-date")

    def wait_for_date(self, month):
        self.page.wait_for_selector(f'[data-map][data-date="{month}"]')

    def heading(self, text):
        """Wait until the panel's heading says this."""
        self.page.locator(".panel-heading", has_text=text).wait_for()

    def about(self, text):
        """Wait until the panel says this and has let go what the test before had chosen: then it is at rest."""
        self.heading(text)
        self.page.locator(".chosen-event").wait_for(state="detached")

    def query(self):
        """The address's parameters as they are now."""
        return dict(parse_qsl(self.page.evaluate("location.search").removeprefix("?")))

    def wait_until(self, holds):
        """Wait for what no selector can say: a colour on the screen, a message sent."""
        for _ in range(PATIENCE // 100):
            if holds():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("what was waited for did not come")

    def look(self, month, **change):
        """Show another view without loading the page anew: `look("2022-09", frame="full")`."""
        year, number = map(int, month.split("-"))
        detail = {**WHOLE, "month": (year - 2010) * 12 + number - 1, **change}
        self.page.evaluate(SHOW, detail)
        return self.page

    def fill(self, iso3):
        return self.page.evaluate("code => document.querySelector(`[data-iso3=${code}]`).style.fill", iso3)


@pytest.fixture(scope="module")
def standing(visitor, address):
    """A page on a wall screen that stays open for a module's tests: each begins with `standing.look(…)`."""
    here = Visit(visitor, address, 1920, 1080)
    here.open("?date=2022-09")
    yield here
    assert here.complaints == []
    here.page.close()


@pytest.fixture
def visit(visitor, address):
    """A page that is not open yet: `visit.open("?date=2022-09")`."""
    here = Visit(visitor, address)
    yield here
    if here.page.url.startswith(address):
        here.page.evaluate("localStorage.clear()")  # the next one is not to know what this one chose
    here.page.close()


@pytest.fixture
def phone(browser, address):
    """The same on a small touch screen."""
    here = Visit(browser, address, 390, 844, has_touch=True)
    yield here
    here.page.close()


@pytest.fixture(scope="session")
def made_up(tmp_path_factory):
    """Address of a store with the same made-up events, without a server."""
    url = f"sqlite:///{tmp_path_factory.mktemp('tables') / 'store.sqlite'}"
    fill_store(url)
    return url


@pytest.fixture(scope="session")
def tables(made_up):
    """Tables of the made-up store."""
    return load_tables(open_store(made_up))
