"""In Chromium: events are reviewed by keys alone, and the map follows."""

import pytest
from playwright.sync_api import expect

from tests.dashboard.conftest import Visit
from tests.dashboard.serving import fill_store, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk_address(tmp_path_factory):
    """A server whose store these tests change."""
    home = tmp_path_factory.mktemp("desk")
    fill_store(f"sqlite:///{home / 'store.sqlite'}")
    with serving(home) as at:
        yield at


@pytest.fixture(scope="module")
def visit(browser, desk_address):
    """A page on the desk, whose reviewer has said their name."""
    one = Visit(browser, desk_address)
    one.page.goto(f"{desk_address}/review")
    one.page.locator(".name-box input").fill("Ana <b>")
    one.page.keyboard.press("Enter")
    one.page.wait_for_selector(".csto-desk .telling")
    yield one
    one.page.close()


def headline(page):
    return page.locator(".csto-desk .event h2").inner_text()


def reviewed(page, number):
    expect(page.locator(".csto-desk .progress strong")).to_have_text(f"{number} of 66")


def test_one_key_confirms_and_shows_the_next(visit):
    page = visit.page
    first = headline(page)
    page.keyboard.press("c")
    reviewed(page, 1)
    expect(page.locator(".csto-desk .event h2")).not_to_have_text(first)
    page.keyboard.press("u")
    reviewed(page, 0)
    expect(page.locator(".csto-desk .event h2")).to_have_text(first)
    expect(page.locator(".csto-desk .history")).to_contain_text("Ana <b>: confirm")


def test_a_rejection_needs_a_reason_and_is_told_with_what_it_does_to_the_scores(visit):
    page = visit.page
    expect(page.locator(".csto-desk .impact")).to_contain_text("If rejected")
    page.keyboard.press("x")
    expect(page.locator(".csto-desk .open li")).to_have_count(7)
    page.keyboard.press("Escape")
    expect(page.locator(".csto-desk .open")).to_have_count(0)
    page.keyboard.press("x")
    page.keyboard.press("1")
    expect(page.locator(".csto-desk .progress")).to_contain_text("1 rejected")
    page.keyboard.press("u")
    expect(page.locator(".csto-desk .progress")).to_contain_text("0 rejected")


def test_an_edit_says_what_it_does_before_it_is_saved(visit):
    page = visit.page
    page.keyboard.press("e")
    page.locator(".edit input[aria-label=Headline]").fill("Written by a person")
    page.locator(".edit .effects select >> nth=0").select_option("-1")
    page.locator(".csto-desk .impact", has_text="If saved as it is filled in").wait_for()
    expect(page.locator(".edit input[aria-label=Headline]")).to_have_value("Written by a person")
    page.keyboard.press("Control+Enter")
    reviewed(page, 1)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".csto-desk .event h2")).to_have_text("Written by a person")


def test_a_missed_event_is_added_from_the_article(visit):
    page = visit.page
    page.keyboard.press("a")
    text = page.locator(".csto-desk .article-text")
    text.wait_for()
    page.evaluate(
        """() => { const node = document.querySelector(".csto-desk .article-text span").firstChild;
        const range = document.createRange(); range.setStart(node, 0); range.setEnd(node, Math.min(40, node.length));
        const marked = window.getSelection(); marked.removeAllRanges(); marked.addRange(range); }"""
    )
    page.keyboard.press("a")
    page.locator(".edit input[aria-label=Headline]").fill("Added by a person")
    page.locator(".edit .effects select >> nth=0").select_option("1")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".csto-desk .message")).to_contain_text("Added.")
    page.keyboard.press("Escape")
    expect(page.locator(".csto-desk .progress strong")).to_have_text("2 of 67")


def test_the_map_tells_what_was_reviewed(visit):
    page = visit.page
    page.keyboard.press("/")
    page.keyboard.type("Written by a person")
    page.keyboard.press("Enter")
    expect(page.locator(".csto-desk .queue li")).to_have_count(0)  # it does not wait any more
    assert visit.complaints == []
