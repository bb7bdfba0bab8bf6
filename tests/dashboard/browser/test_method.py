"""In Chromium: a changed method is marked on the map and left by one key; the pages beside the map."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
CHANGED = "?date=2020-06&method=half_life_months:60,member:-0.5"


def test_a_changed_method_is_marked_on_the_map_and_one_key_leads_back(visit):
    page = visit.open(CHANGED)
    mark = page.locator("[data-method-mark]")
    mark.wait_for()
    assert "half-life 60 months instead of 12" in mark.inner_text()
    assert page.get_attribute("[data-map]", "data-method") == "changed"
    changed = float(page.get_attribute("[data-iso3=BLR]", "data-score"))
    page.focus("[data-map]")
    page.keyboard.press("u")
    page.wait_for_selector("[data-map][data-method=default]")
    expect(mark).to_be_hidden()
    page.wait_for_function("!location.search.includes('method=')")
    assert "date=2020-06" in page.url
    assert float(page.get_attribute("[data-iso3=BLR]", "data-score")) > changed
    assert visit.complaints == []


def test_a_moved_slider_recolours_the_map_and_writes_the_link(visit):
    page = visit.open("?date=2020-06")
    before = page.get_attribute("[data-iso3=BLR]", "data-score")
    page.click("[data-testid=stExpandSidebarButton]")
    slider = page.locator(".st-key-what-if-half_life_months input[type=range]")
    slider.wait_for(state="attached")
    visit.rest()
    slider.press("End")
    page.wait_for_selector("[data-map][data-method=changed]")
    page.wait_for_function("location.search.includes('method=half_life_months%3A60')")
    assert visit.date() == "2020-06"  # the key moved the slider, not the map
    expect(page.locator("[data-method-mark]")).to_be_visible()
    assert page.get_attribute("[data-iso3=BLR]", "data-score") != before


def test_the_pages_beside_the_map_open_and_the_map_comes_back_as_it_was(visit):
    page = visit.open("?date=2015-05&member=KAZ")
    page.get_by_role("link", name="Dimensions").click()
    expect(page.locator(".multiples svg")).to_have_count(8 * 7)
    visit.rest()
    page.locator(".multiples figure").nth(3).hover()
    page.locator(".multiples .told", has_text="20").first.wait_for()
    page.get_by_role("link", name="Method").click()
    page.get_by_role("heading", name="How to cite").wait_for()
    visit.rest()
    page.get_by_role("link", name="Checked from outside").click()
    page.set_input_files(
        "input[type=file]",
        {"name": "mine.csv", "mimeType": "text/csv", "buffer": b"state,date,value\nARM,2020,high\n"},
    )
    page.get_by_text("mine.csv, line 2: value 'high' is no number").wait_for()
    visit.rest()
    page.get_by_role("link", name="Map").click()
    page.wait_for_selector("[data-map][data-ready]")
    visit.wait_for_date("2015-05")
    assert visit.complaints == []


def test_the_tornado_opens_for_the_chosen_state(visit):
    page = visit.open("?date=2020-06&member=KAZ")
    page.get_by_text("How steady is the score of Kazakhstan?").click()
    page.locator(".st-key-tornado .ytick", has_text="Without").first.wait_for()


def test_on_a_phone_small_charts_stand_two_in_a_row_and_nothing_hangs_over(phone):
    page = phone.page
    page.goto(f"{phone.address}/dimensions")
    expect(page.locator(".multiples svg")).to_have_count(8 * 7)
    phone.rest()
    tops = "(nodes) => nodes.slice(0, 3).map((node) => node.getBoundingClientRect().top)"
    first, second, third = page.locator(".multiples figure").evaluate_all(tops)
    assert first == second < third
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
