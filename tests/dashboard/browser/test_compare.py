"""Two dates side by side and the change between them, in Chromium."""

import pytest
from playwright.sync_api import expect

from dashboard import colors
from dashboard.wording import MEMBERS

pytestmark = pytest.mark.browser
MONTH = {"2012-06": 29, "2020-09": 128}


def scores(page):
    return {iso3: float(page.get_attribute(f"[data-iso3={iso3}]", "data-score")) for iso3 in MEMBERS}


def as_rgb(color):
    return "rgb({}, {}, {})".format(*(int(color[at : at + 2], 16) for at in (1, 3, 5)))


def other_fill(page, iso3):
    return page.evaluate("code => document.querySelector(`.other [data-copy-iso3=${code}]`).style.fill", iso3)


def test_two_dates_stand_side_by_side_with_vs_between_them(standing):
    page = standing.look("2012-06")
    before = {iso3: standing.fill(iso3) for iso3 in MEMBERS}
    standing.look("2022-09", mode="compare", compare=MONTH["2012-06"])
    assert page.locator("[data-versus]").inner_text().split("\n") == ["June 2012", "vs.", "September 2022"]
    sheets = [page.locator(".two-dates .other"), page.locator(".now > .sheet")]
    left, right = (sheet.bounding_box() for sheet in sheets)
    assert left["x"] + left["width"] <= right["x"] + 1
    assert left["width"] == pytest.approx(right["width"], abs=2)
    assert {iso3: other_fill(page, iso3) for iso3 in MEMBERS} == before
    assert {iso3: standing.fill(iso3) for iso3 in MEMBERS} != before


def test_the_second_date_stands_still_while_the_map_steps_and_follows_its_zoom(standing):
    page = standing.look("2022-09", mode="compare", compare=MONTH["2020-09"])
    before = {iso3: other_fill(page, iso3) for iso3 in MEMBERS}
    page.locator("[data-map]").focus()
    page.keyboard.press("PageUp")
    page.keyboard.press("+")
    assert {iso3: other_fill(page, iso3) for iso3 in MEMBERS} == before
    groups = [page.locator(f"{sheet} g.zoomed") for sheet in (".two-dates .other", ".now > .sheet")]
    assert groups[0].get_attribute("transform") == groups[1].get_attribute("transform")
    assert "scale(1.6" in groups[0].get_attribute("transform")
    page.keyboard.press("0")
    assert "September 2023" in page.locator("[data-versus] .now").inner_text()


def test_the_change_has_colours_and_a_legend_of_its_own(standing):
    page = standing.look("2012-06")
    before = scores(page)
    standing.look("2022-09", mode="change", compare=MONTH["2012-06"])
    after = scores(page)
    for iso3 in MEMBERS:
        step = colors.index_of(after[iso3] - before[iso3])
        assert standing.fill(iso3) == as_rgb(colors.CHANGE[step]), iso3
    assert page.locator("[data-change-legend]").is_visible()
    assert not page.locator("[data-legend] .scale").is_visible()
    assert set(colors.CHANGE).isdisjoint(set(colors.PALETTE) - {colors.MIDDLE})
    standing.look("2022-09")
    assert not page.locator("[data-change-legend]").is_visible()


def test_the_caption_between_two_dates_says_who_moved_most(standing):
    page = standing.look("2012-06")
    before = scores(page)
    standing.look("2022-09", mode="change", compare=MONTH["2012-06"])
    after = scores(page)
    most = max(MEMBERS, key=lambda iso3: abs(after[iso3] - before[iso3]))
    way = "fell" if after[most] < before[most] else "rose"
    by = f"{abs(after[most] - before[most]):.2f}"
    said = page.locator("[data-caption]").inner_text()
    assert said.startswith(f"From June 2012 to September 2022 {MEMBERS[most]} {way} most, by {by}, from ")


def test_keys_fields_and_buttons_choose_the_two_dates(standing):
    page = standing.look("2022-09")
    page.locator("[data-map]").focus()
    page.keyboard.press("v")
    assert page.locator("[data-versus]").inner_text().split("\n") == ["September 2021", "vs.", "September 2022"]
    page.get_by_label("Second month, to compare with").fill("2020-09")
    assert "September 2020" in page.locator("[data-versus]").inner_text()
    page.get_by_label("Second month, to compare with").fill("2031-01")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Second month, to compare with")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Swap the two dates").click()
    assert page.locator("[data-versus]").inner_text().split("\n") == ["September 2022", "vs.", "September 2020"]
    assert standing.date() == "2020-09"
    page.locator("[data-map]").focus()
    page.keyboard.press("v")
    assert page.locator("[data-versus]").is_visible()
    assert page.get_attribute("[data-map]", "data-mode") == "change"
    page.keyboard.press("v")
    assert not page.locator("[data-versus]").is_visible()


def test_on_a_small_screen_the_two_maps_stand_below_each_other(phone):
    page = phone.open("?date=2022-09&mode=compare&compare=2020-09")
    upper, lower = (page.locator(css).bounding_box() for css in (".two-dates .other", ".two-dates > .now > .sheet"))
    assert upper["y"] + upper["height"] <= lower["y"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert phone.complaints == []
