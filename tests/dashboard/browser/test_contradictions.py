"""In Chromium: contradicting sentences side by side are decided on by one key, and the log leads back to them."""

import re
from contextlib import closing
from datetime import date

import pytest
from playwright.sync_api import expect

from events.records import Effect
from events.store.merging import unite_store
from events.store.store import open_store
from tests.dashboard.conftest import Visit
from tests.dashboard.serving import fill_store, serving
from tests.events.storing import VERSION
from tests.events.telling import document, event

pytestmark = pytest.mark.browser
PLEA = "On {} Armenia appealed to the alliance for weapons, <img src=x onerror=window.attacked=9> and {} soldiers."
DAYS = {"first": date(2021, 3, 30), "second": date(2021, 4, 2), "third": date(2023, 5, 30), "fourth": date(2023, 6, 2)}


@pytest.fixture(scope="module")
def visit(browser, tmp_path_factory):
    """A page on the contradictions of a store that holds two, beside those of the made-up one."""
    home = tmp_path_factory.mktemp("contradictions")
    url = f"sqlite:///{home / 'store.sqlite'}"
    fill_store(url)
    with closing(open_store(url)) as store:
        for name, day in DAYS.items():
            told = PLEA.format(f"{day:%d %B %Y}", "twenty" if day.year == 2021 else "forty")
            effects = (Effect("ARM", 1, "military", "own"),)
            read = event(name, told, date_start=day, date_end=day, date_precision=1, effects=effects)
            store.save(document(name, told, date(2024, 1, 1)), [read], VERSION)
        unite_store(store)
    with serving(home) as at:
        one = Visit(browser, at)
        one.page.goto(f"{at}/contradictions")
        one.page.locator(".name-box input").fill("Ana")
        one.page.keyboard.press("Enter")
        one.page.wait_for_selector(".csto-desk .against")
        yield one
        one.page.close()


def open_plea(page, headline_day):
    """Go to the event that is put on a day."""
    page.locator(".csto-desk .queue button", has_text=headline_day).click()
    expect(page.locator(".csto-desk .one-side .value", has_text=headline_day)).to_have_count(1)
    page.wait_for_function("() => !document.querySelector('.csto-desk').outbox.length")  # the program has heard it


def test_both_sentences_stand_side_by_side_with_source_link_and_scores(visit):
    page = visit.page
    open_plea(page, "2 June 2023")
    sides = page.locator(".csto-desk .one-side")
    expect(sides).to_have_count(2)
    expect(page.locator(".csto-desk .against h3")).to_contain_text("different days")
    tops = (
        "() => new Set([...document.querySelectorAll('.one-side')].map((one) => one.getBoundingClientRect().top)).size"
    )
    assert page.evaluate(tops) == 1
    expect(sides.locator("a", has_text="article")).to_have_count(2)
    expect(sides.locator("h4", has_text="It counts so now")).to_have_count(1)
    expect(sides.locator("td.number").first).to_contain_text("→")
    assert page.evaluate("window.attacked") is None


def test_one_key_takes_one_side_and_another_leaves_the_flag(visit):
    page = visit.page
    told = page.locator(".csto-desk .progress")
    count = int(re.search(r"(\d+) not decided on", told.inner_text())[1])
    other = page.locator(".csto-desk .one-side").filter(has=page.locator("td.number"))
    taken = other.locator(".value").inner_text()
    page.keyboard.press(other.locator("kbd").inner_text())
    expect(page.locator(".csto-desk .message")).to_contain_text("Saved.")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".csto-desk .facts")).to_contain_text(taken)
    open_plea(page, "30 March 2021")
    page.keyboard.press("k")
    expect(page.locator(".csto-desk .message")).to_contain_text("Marked as a contradiction.")
    page.reload()
    expect(told).to_contain_text(f"{count - 2} not decided on")


def test_the_log_has_both_decisions_and_saves_them(visit):
    page = visit.page
    page.goto(f"{visit.address}/log")
    expect(page.get_by_text("2 reviews", exact=True)).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as JSON Lines").click()
    lines = saved.value.path().read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert '"action": "edit"' in lines[0]
    assert '"action": "contradict"' in lines[1]
    assert visit.complaints == []
