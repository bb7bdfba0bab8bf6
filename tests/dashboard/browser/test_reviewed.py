"""In Chromium: reviewed events alone by link and switch, what is said of reviews, and the search in the panel."""

import re

import pytest
from playwright.sync_api import expect

from events.store.store import open_store
from tests.dashboard.conftest import Visit
from tests.dashboard.reviewing import CONFIRMED, EDITED, OF_PROJECT, review_some
from tests.dashboard.serving import HOSTILE_TITLE, fill_store, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def reviewed_address(tmp_path_factory):
    """A server whose store holds reviewed events."""
    home = tmp_path_factory.mktemp("reviewed")
    url = f"sqlite:///{home / 'store.sqlite'}"
    fill_store(url)
    store = open_store(url)
    review_some(store)
    store.close()
    with serving(home) as at:
        yield at


@pytest.fixture
def visit(browser, reviewed_address):
    here = Visit(browser, reviewed_address)
    yield here
    assert here.complaints == []
    here.page.close()


def shown(page, choice):
    page.wait_for_selector(f'[data-map][data-ready][data-reviewed="{choice}"]')


def test_the_link_shows_reviewed_events_alone_and_everything_follows_the_switch(visit):
    page = visit.open("?date=2024-12&window=all&reviewed=sure")
    shown(page, "sure")
    expect(page.locator("[data-method-mark]")).to_have_text("Only reviewed and undisputed events count: 3 of 65")
    visit.heading("3 events up to December 2024")
    expect(page.locator(".files a").first).to_have_attribute("href", re.compile("reviewed=sure"))
    scores = {code: visit.fill(code) for code in ("ARM", "KAZ", "KGZ", "TJK", "BLR")}

    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_text("Reviewed events only", exact=True).click()
    shown(page, "reviewed")
    visit.heading("4 events up to December 2024")
    assert visit.query()["reviewed"] == "reviewed"

    page.get_by_role("button", name="Show all events").click()
    shown(page, "all")
    visit.heading("65 events up to December 2024")
    visit.wait_until(lambda: "reviewed" not in visit.query())
    expect(page.locator("[data-method-mark]")).to_be_hidden()
    assert {code: visit.fill(code) for code in scores} != scores


def test_a_choice_goes_along_to_the_other_pages_and_back(visit):
    page = visit.open("?date=2024-12&reviewed=reviewed")
    page.get_by_role("link", name="Dimensions").click()
    expect(page.get_by_text("Only reviewed events count: 4 of 65.")).to_be_visible()
    visit.wait_until(lambda: visit.query() == {"reviewed": "reviewed"})
    page.get_by_role("link", name="Map").click()
    shown(page, "reviewed")


def test_a_link_that_asks_for_another_choice_shows_all_and_says_so(visit):
    page = visit.open("?date=2024-12&reviewed=%3Cb%3E")
    shown(page, "all")
    expect(page.get_by_text("a choice of reviewed events that is not here")).to_be_visible()


def test_cards_captions_and_tips_say_who_has_looked(visit):
    page = visit.open(f"?date=2024-12&window=all&event={OF_PROJECT}")
    card = page.locator(".chosen-event [data-reviewed]")
    expect(card).to_contain_text("Confirmed by the project with a language model’s help, ")
    expect(page.locator("[data-caption-reviews]")).to_contain_text("Confirmed by the project")
    expect(page.locator(f'[data-panel-event="{EDITED}"] [data-reviewed]')).to_contain_text("Edited by ana <b>, ")
    expect(page.locator("[data-panel-event=made-up-59] [data-reviewed]")).to_have_count(0)
    visit.look("2024-01")
    expect(page.locator("[data-caption-reviews]")).to_contain_text("reviewed.")


def test_a_slash_searches_and_a_click_leads_to_month_state_and_place(visit):
    page = visit.open("?date=2012-01&frame=south-caucasus")
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type("number 60")
    found = page.locator(f'[data-found] [data-panel-event="{CONFIRMED}"]')
    expect(found).to_be_visible()
    assert visit.date() == "2012-01", "what is typed moves nothing"
    found.get_by_role("button").click()
    visit.wait_until(lambda: visit.query().get("event") == CONFIRMED)
    query = visit.query()
    assert query["date"] != "2012-01"
    assert query["member"]
    expect(page.locator("[data-found]")).to_be_visible()
    page.locator("[data-search]").press("Escape")
    expect(page.locator(".chosen-event")).to_be_visible()
    page.keyboard.press("ArrowRight")
    visit.wait_until(lambda: visit.date() != query["date"])


def test_what_is_typed_and_what_is_found_stays_text(visit):
    page = visit.open("?date=2022-09")
    page.keyboard.press("/")
    page.keyboard.type("<img src=x onerror=window.attacked=9>")
    expect(page.locator("[data-found]")).to_contain_text("Nothing has all of these words: <img src=x")
    page.locator("[data-search]").fill("first sentence alarm")
    expect(page.locator("[data-found-article=hostile]")).to_contain_text(HOSTILE_TITLE)
    page.locator("[data-found-article=hostile]").get_by_role("button").click()
    visit.wait_until(lambda: "event" in visit.query())
    assert page.evaluate("window.attacked") is None


def test_the_search_is_there_in_the_presentation_once_it_is_asked_for(visit):
    page = visit.open("?date=2022-09&present=1&panel=hidden")
    expect(page.locator("[data-search]")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type("made-up")
    expect(page.locator("[data-found] [data-panel-event]")).to_have_count(20)
    expect(page.locator("[data-found]")).to_contain_text("The newest 20 are listed")
    page.keyboard.press("Escape")
    expect(page.locator("[data-search]")).to_be_hidden()
