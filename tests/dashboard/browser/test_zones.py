"""Conflict zones on the map, in Chromium: what holds when, what it meant, its events, the boundary policy."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

STATUS = "id => document.querySelector(`svg.sheet [data-zone=${id}]`)?.dataset.status ?? null"

# A point where the zone lies over Kazakhstan, and nothing else over both.
BARE = """() => { const box = document.querySelector('[data-zone=kazakhstan-unrest] .shape').getBoundingClientRect();
for (let x = box.left; x < box.right; x += 9) for (let y = box.top; y < box.bottom; y += 9) {
  const [top, below] = document.elementsFromPoint(x, y);
  if (top.closest('[data-zone=kazakhstan-unrest]') && below?.closest('[data-iso3=KAZ]')) return [x, y];
} }"""


def title_of(page, zone):
    return page.locator(f"[data-zone={zone}] title").text_content()


@pytest.mark.parametrize(
    ("month", "status", "said"),
    [
        ("2019-01", "held", "held by Armenian forces"),
        ("2021-06", "guarded", "guarded by Russian peacekeepers"),
        ("2023-12", "over", "Retaken by Azerbaijan on 19-20 September 2023"),
    ],
)
def test_nagorno_karabakh_is_told_for_the_years_in_which_it_was_so(standing, month, status, said):
    page = standing.look(month, frame="south-caucasus")
    assert page.evaluate(STATUS, "nagorno-karabakh") == status
    assert said in title_of(page, "nagorno-karabakh")
    assert page.locator("[data-zone-label=nagorno-karabakh]:visible").count() == 1
    shape = page.locator("[data-zone=nagorno-karabakh] .shape")
    assert ("url" in shape.get_attribute("fill")) == (status != "over"), "hatched while others held or guarded it"


def test_zones_come_and_go_with_their_months(standing):
    page = standing.look("2022-01")
    assert page.evaluate(STATUS, "kazakhstan-unrest") == "unrest"
    standing.look("2022-02")
    assert page.evaluate(STATUS, "kazakhstan-unrest") is None
    assert page.evaluate(STATUS, "ukraine") == "war"
    standing.look("2014-01")
    assert page.evaluate(STATUS, "crimea") is None
    standing.look("2014-03")
    assert page.evaluate(STATUS, "crimea") == "held"


def test_land_out_of_its_governments_hands_is_hatched_and_named(standing):
    page = standing.look("2015-01")
    for zone in ("abkhazia", "south-ossetia", "transnistria"):
        assert page.evaluate(STATUS, zone) == "held"
        assert "url" in page.locator(f"[data-zone={zone}] .shape").get_attribute("fill")
    standing.look("2015-01", frame="western")
    assert page.locator("[data-zone-label=transnistria]:visible").count() == 1


def test_a_border_that_is_fought_over_is_a_line_without_a_filling(standing):
    page = standing.look("2022-09", frame="south-caucasus")
    shape = page.locator("[data-zone=armenia-azerbaijan-border] .shape")
    assert "z" not in shape.get_attribute("d")
    assert shape.evaluate("node => getComputedStyle(node).fill") == "none"
    assert shape.evaluate("node => getComputedStyle(node).strokeDasharray") != "none"


def test_a_click_on_a_zone_tells_its_years_and_lists_its_events(standing):
    page = standing.look("2021-06", frame="south-caucasus")
    page.locator("[data-zone-label=nagorno-karabakh]:visible").click()
    card = page.locator("[data-zone-card]")
    expect(card).to_be_visible()
    assert card.locator("dt").all_text_contents() == [
        "12 May 1994 to 9 November 2020",
        "10 November 2020 to 20 September 2023",
        "21 September 2023 onwards",
    ]
    assert card.locator("dt.now").text_content() == "10 November 2020 to 20 September 2023"
    assert "1 event (12 months)" in card.inner_text()
    standing.heading("in Nagorno-Karabakh")
    page.locator(".csto-panel [data-panel-event='zone-1']").wait_for()
    assert page.locator(".csto-panel article[data-panel-event]").count() == 1
    assert standing.query()["zone"] == "nagorno-karabakh"
    page.locator("[data-map]").focus()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_zone_as_large_as_its_state_is_chosen_by_its_name_its_area_means_the_state(standing):
    page = standing.look("2022-01")
    page.mouse.click(*page.evaluate(BARE))
    assert page.get_attribute("[data-iso3=KAZ]", "aria-pressed") == "true"
    expect(page.locator("[data-zone-card]")).to_be_hidden()
    standing.look("2022-01")
    page.locator("[data-zone-label=kazakhstan-unrest]").click()
    expect(page.locator("[data-zone-card]")).to_be_visible()


def test_z_goes_through_the_zones_that_hold(standing):
    page = standing.look("2012-01")
    page.locator("[data-map]").focus()
    seen = []
    for _ in range(3):
        page.keyboard.press("z")
        seen.append(page.locator("[data-zone-card] h4").text_content())
    assert len(set(seen)) == 3


def test_the_boundary_policy_is_one_click_away(standing):
    page = standing.look("2022-09")
    policy = page.locator("[data-policy]")
    expect(policy).to_be_hidden()
    page.locator("[data-legend]").get_by_role("button", name="Borders").click()
    expect(policy).to_be_visible()
    assert "Crimea, Sevastopol, Donetsk" in policy.inner_text()
    assert "Georgia cut along the line it disputes" in policy.inner_text()
    policy.get_by_role("button", name="Close").click()
    expect(policy).to_be_hidden()
