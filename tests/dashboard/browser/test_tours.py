"""A tour on the screen: told by keys and clicker in the briefer's words, followed by a window, made by one key."""

import pytest
from playwright.sync_api import expect

from dashboard.address import Opening
from dashboard.deck.slides import Stop
from dashboard.deck.tour import Tour, shown_now, tour_text
from dashboard.state.tables import load_tables
from events.store import tours
from events.store.store import open_store
from tests.dashboard.conftest import Visit
from tests.dashboard.serving import fill_store, serving

pytestmark = pytest.mark.browser
HOSTILE = '<img src=x onerror="window.attacked=7"> **not bold** $x$'


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with a tour of three stops, the last of which showed something else when it was made."""
    home = tmp_path_factory.mktemp("told")
    url = f"sqlite:///{home / 'store.sqlite'}"
    fill_store(url)
    opened = open_store(url)
    views = [
        Opening("2022-09", member="KAZ"),
        Opening("2020-01", zoom="2.00,500,300"),
        Opening("2023-06", member="ARM"),
    ]
    stops = [Stop(view, words, f"Note: {words}") for view, words in zip(views, (HOSTILE, "", "Third"), strict=True)]
    scores = shown_now(load_tables(opened), views[2])["scores"]
    stops[2] = Stop(views[2], "Third", scores={**scores, "ARM": 0.99})
    tours.add(opened, "A “tour”", tour_text(Tour("A “tour”", stops)))
    yield opened, home
    opened.close()


@pytest.fixture(scope="module")
def told(browser, store):
    """A page on the tour's first stop."""
    with serving(store[1], FRAME_ANCESTORS="'self'") as at:
        here = Visit(browser, at)
        here.open("?tour=A+“tour”")
        yield here
        assert here.complaints == []
        assert all(address.startswith((at, at.replace("http", "ws"), "blob:", "data:")) for address in here.asked)
        here.page.close()


def test_the_link_shows_the_stop_with_the_briefers_words_as_plain_text(told):
    assert told.date() == "2022-09"
    expect(told.page.locator(".tour-whose")).to_have_text("In the briefer’s words")
    expect(told.page.locator(".tour-headline")).to_have_text(HOSTILE)
    assert told.page.evaluate("window.attacked") is None
    assert HOSTILE not in told.page.locator("[data-caption]").inner_text()
    expect(told.page.locator("[data-tour]")).to_contain_text("Stop 1 of 3, “A “tour””")


def test_keys_go_from_stop_to_stop_and_the_words_go_when_the_map_leaves(told):
    told.page.keyboard.press("g")
    told.wait_for_date("2020-01")
    expect(told.page.locator(".stage.zoomed-in")).to_be_visible()
    told.page.keyboard.press("Shift+G")
    told.wait_for_date("2022-09")
    expect(told.page.locator(".stage.zoomed-in")).to_have_count(0)
    told.page.keyboard.press("ArrowRight")
    expect(told.page.locator(".tour-headline")).to_have_count(0)
    expect(told.page.locator(".tour-left")).to_have_text("The map has left stop 1.")
    told.page.keyboard.press("Shift+G")
    told.wait_for_date("2022-09")
    expect(told.page.locator(".tour-headline")).to_have_text(HOSTILE)


def test_a_second_window_follows_the_first_and_steps_it(told):
    with told.page.context.expect_page() as opened:
        told.page.keyboard.press("o")
    second = opened.value
    expect(second.locator("[data-state]")).to_contain_text("not presented yet")
    expect(second.locator("[data-place]")).to_have_text("Stop 1 of 3")
    expect(second.locator(".presenter-now .presenter-note")).to_have_text(f"Note: {HOSTILE}")
    expect(second.locator(".presenter-next .presenter-view")).to_have_text("2. January 2020")
    second.keyboard.press("PageDown")
    told.wait_for_date("2020-01")
    expect(second.locator("[data-place]")).to_have_text("Stop 2 of 3")
    expect(second.locator(".presenter-next .presenter-changed")).to_contain_text("Armenia +0.99 then")
    told.page.keyboard.press("ArrowLeft")
    expect(second.locator("[data-state]")).to_have_text("The map has left this stop: it shows December 2019.")
    second.keyboard.press("b")
    expect(told.page.locator("dialog.blackout")).to_be_visible()
    second.keyboard.press("b")
    expect(told.page.locator("dialog.blackout")).not_to_be_visible()
    for date in ("2020-01", "2022-09"):  # the way back leads to the stop that the map has left
        second.keyboard.press("PageUp")
        told.wait_for_date(date)
    assert second.evaluate("window.attacked") is None
    second.close()


def test_what_moved_is_told_before_the_presentation_and_a_clicker_tells_the_tour(told):
    told.page.keyboard.press("p")
    expect(told.page.locator("dialog.tour-warning li")).to_contain_text(["Stop 3: Armenia +0.99 then"])
    told.page.keyboard.press("PageDown")
    expect(told.page.locator("dialog.tour-warning")).not_to_be_visible()
    told.wait_for_date("2022-09")
    for month in ("2020-01", "2023-06"):
        told.page.keyboard.press("PageDown")
        told.wait_for_date(month)
    told.page.keyboard.press("PageDown")
    expect(told.page.locator(".tour-said")).to_have_text("This was the last stop.")
    told.page.keyboard.press("PageUp")
    told.wait_for_date("2020-01")
    told.page.keyboard.press("Escape")
    expect(told.page.locator(".csto-map.presenting")).to_have_count(0)


def test_one_key_keeps_the_view_as_a_stop_and_says_so(told, store):
    told.look("2016-04", member="BLR", tour="A “tour”", stop="2")
    told.page.keyboard.press("a")
    expect(told.page.locator(".tour-said.done")).to_contain_text("Stop 4 added to “A “tour””.")
    expect(told.page.locator("[data-tour]")).to_contain_text("Stop 2 of 4")
    assert 'view = "date=2016-04&member=BLR"' in tours.tour(store[0], "A “tour”").content
    told.page.keyboard.press("Shift+A")
    expect(told.page.locator(".tour-said.done")).to_contain_text("Stop 2 of “A “tour”” is this view from now on.")
    expect(told.page.locator(".tour-left")).to_have_text("This stop has no words of its own.")


def test_within_another_page_no_key_writes_anything(told, store):
    before = tours.tour(store[0], "A “tour”")
    told.page.evaluate(
        "document.body.append(Object.assign(document.createElement('iframe'), { src: './?embed=1&date=2022-09' }))"
    )
    inside = told.page.frame_locator("iframe").last
    expect(inside.locator("[data-map][data-ready]")).to_be_attached()
    inside.locator("[data-map]").press("a")
    inside.locator("[data-map]").press("Shift+A")
    inside.locator("[data-map]").press("ArrowRight")
    expect(inside.locator("[data-map]")).to_have_attribute("data-date", "2022-10")
    expect(inside.locator(".tour-said")).to_be_empty()
    assert tours.tour(store[0], "A “tour”") == before
