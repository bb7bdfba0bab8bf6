"""Without its server the map goes on; when the server is there again the panel catches up by itself."""

import re
import socket
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.dashboard.conftest import Visit
from tests.dashboard.serving import fill_store, serving

pytestmark = pytest.mark.browser
WAITS = "The server does not answer. The map goes on; the panel waits"


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """Starts a server, always with the same store and at the same address."""
    home = tmp_path_factory.mktemp("home")
    fill_store(f"sqlite:///{home / 'store.sqlite'}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    @contextmanager
    def again():
        with serving(home, ("-m", "dashboard", "--port", str(port))) as address:
            yield address

    return again


def goes_on(here):
    """Steps, plays, presents and takes clicks, with nothing lying over the map."""
    page, map_ = here.page, here.page.locator("[data-map]")
    page.keyboard.press("Home")
    expect(map_).to_have_attribute("data-date", "2010-01")
    page.keyboard.press(" ")
    page.wait_for_selector('[data-map]:not([data-date="2010-01"])')
    page.keyboard.press(" ")
    page.keyboard.press("p")
    expect(map_).to_have_class(re.compile("presenting"))
    page.keyboard.press("p")
    expect(map_).not_to_have_class(re.compile("presenting"))
    page.get_by_role("slider", name="Date").fill("100")
    expect(map_).to_have_attribute("data-date", "2018-05")
    assert page.locator("[role=dialog]:visible").count() == 0


def test_a_server_that_is_killed_and_started_again_under_an_open_page(browser, start):
    with start() as address:
        here = Visit(browser, address)
        page = here.open("?date=2022-09&member=KAZ")
        here.heading("September 2022")
    expect(page.locator("[data-connection]")).to_contain_text(WAITS)
    goes_on(here)
    here.heading("September 2022")
    page.keyboard.press("ArrowRight")
    with start():
        here.heading("June 2018")
        expect(page.locator("[data-connection]")).to_be_hidden()
        page.wait_for_selector(".date-line", state="attached")
        here.rest()
        assert here.date() == "2018-06"
        page.keyboard.press("ArrowRight")
        here.heading("July 2018")
        assert page.locator("[data-iso3=KAZ]").get_attribute("aria-pressed") == "true"
    here.page.close()


def test_half_a_minute_without_a_network(browser, address):
    context = browser.new_context()
    here = Visit(context, address)
    page = here.open("?date=2022-09")
    context.set_offline(True)
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-connection]")).to_contain_text(WAITS)
    goes_on(here)
    context.set_offline(False)
    here.heading("May 2018")
    expect(page.locator("[data-connection]")).to_be_hidden()
    context.close()
