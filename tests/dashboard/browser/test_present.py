"""Presentation, themes, and links that restore all of the view, in Chromium."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.dashboard.conftest import Visit
from tests.dashboard.serving import HOSTILE_QUOTE, fill_store, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def wall(browser, address):
    """A page in presentation on a wall screen."""
    here = Visit(browser, address, 1920, 1080)
    here.open("?date=2022-09&member=KAZ&present=1")
    yield here
    assert here.complaints == []
    here.page.close()


def pixel(page, x, y):
    shot = Image.open(io.BytesIO(page.screenshot(clip={"x": x, "y": y, "width": 2, "height": 2})))
    return shot.convert("RGB").getpixel((0, 0))


def font_size(page, css):
    return float(page.evaluate("css => getComputedStyle(document.querySelector(css)).fontSize", css).removesuffix("px"))


def test_a_link_opens_the_presentation_without_chrome_in_large_type(wall):
    page = wall.page
    for css in (".stAppHeader", ".bar.bottom", ".zoom-buttons", ".bar.top select", ".st-key-foot", ".stDownloadButton"):
        assert not page.locator(css).first.is_visible(), css
    box = page.locator("[data-map]").bounding_box()
    assert (box["x"], box["y"], box["height"]) == (0, 0, 1080)
    assert font_size(page, "[data-caption]") >= 24
    assert font_size(page, ".date-name") >= 50
    assert page.evaluate("document.documentElement.scrollHeight") <= 1080


def test_the_clock_shows_month_and_year_and_moves_with_the_map(wall):
    page = wall.page
    clock = page.locator("[data-clock]")
    assert clock.is_visible()
    assert clock.locator(".clock-year").text_content() == "2022"
    assert clock.locator(".clock-hand").get_attribute("transform") == "rotate(240 50 50)"
    page.keyboard.press("ArrowRight")
    assert clock.locator(".clock-hand").get_attribute("transform") == "rotate(270 50 50)"
    page.keyboard.press("ArrowLeft")


def test_the_pointer_is_a_point_that_is_seen_from_afar(wall):
    assert "image/svg+xml" in wall.page.evaluate("getComputedStyle(document.querySelector('[data-iso3=KAZ]')).cursor")


def test_the_presenter_hides_the_panel_and_the_map_takes_its_room(wall):
    page = wall.page
    panel = page.locator(".st-key-panel-side")
    assert panel.is_visible()
    assert page.locator("[data-map]").bounding_box()["width"] < 1500
    page.keyboard.press("h")
    expect(panel).to_be_hidden()
    wall.wait_until(lambda: page.locator("[data-map]").bounding_box()["width"] == 1920)
    page.keyboard.press("h")
    expect(panel).to_be_visible()


def test_a_black_screen_comes_with_a_key_and_goes_with_any(wall):
    page = wall.page
    page.keyboard.press("d")
    assert {pixel(page, x, y) for x, y in ((5, 5), (960, 540), (1900, 1060))} == {(0, 0, 0)}
    page.keyboard.press("ArrowRight")
    assert pixel(page, 960, 540) != (0, 0, 0)
    assert wall.date() == "2022-09", "the key that ends it does nothing else"


def test_p_leads_in_and_escape_leads_out_and_lets_stand_what_is_chosen(visit):
    page = visit.open("?date=2022-09&member=KAZ")
    page.locator("[data-map]").focus()
    page.keyboard.press("p")
    page.wait_for_selector("html[data-timeline-present='1']", state="attached")
    page.keyboard.press("Escape")
    page.wait_for_selector("html[data-timeline-present='0']", state="attached")
    page.locator(".bar.bottom").wait_for()
    assert page.locator("[data-iso3][aria-pressed=true]").count() == 1


def test_themes_follow_the_system_and_a_choice_is_kept_in_the_link(visit):
    page = visit.page
    page.emulate_media(color_scheme="dark")
    visit.open("?date=2022-09")
    page.wait_for_selector("[data-map][data-theme=dark]")
    visit.wait_until(lambda: sum(pixel(page, 1500, 990)) < 120)
    page.emulate_media(color_scheme="light")
    page.wait_for_selector("[data-map][data-theme=light]")
    visit.wait_until(lambda: sum(pixel(page, 1500, 990)) > 700)
    page.evaluate("window.stays = 1")
    page.get_by_label("Theme (L)").select_option("dark")
    page.wait_for_selector("[data-map][data-theme=dark].dark")
    visit.wait_until(lambda: sum(pixel(page, 1500, 990)) < 120)
    page.locator("[data-map]").focus()
    page.keyboard.press("l")
    page.wait_for_selector("[data-map][data-theme=contrast]")
    page.wait_for_function("location.search.includes('theme=contrast')")
    visit.wait_until(lambda: pixel(page, 1500, 990) == (0, 0, 0))
    page.keyboard.press("p")
    page.wait_for_selector("html[data-timeline-present='1']", state="attached")
    visit.wait_until(lambda: pixel(page, 1590, 5) == (0, 0, 0))  # the panel's side is as dark as the map's
    page.keyboard.press("p")
    expect(page.locator(".panel-heading")).to_have_css("color", "rgb(255, 255, 255)")
    assert page.evaluate("window.stays") == 1, "a theme is put on without loading the page anew"
    page.get_by_label("Theme (L)").select_option("light")
    page.wait_for_selector("[data-map][data-theme=light]:not(.dark)")


def test_more_contrast_in_the_system_is_high_contrast_here(browser, address):
    here = Visit(browser, address, contrast="more")
    here.open("?date=2022-09")
    here.page.wait_for_selector("[data-map][data-theme=contrast]")
    here.page.close()


DESCRIBE = """() => ({
  map: { ...document.querySelector("[data-map]").dataset },
  page: { ...document.documentElement.dataset },
  fills: [...document.querySelectorAll("[data-iso3]")].map((node) => [node.style.fill, node.ariaPressed]),
  zoom: document.querySelector(".now > .sheet g.zoomed").getAttribute("transform"),
  versus: document.querySelector("[data-versus]").textContent,
  chosen: [...document.querySelectorAll(".chosen:is([data-event], [data-iso3])")].map((node) => ({ ...node.dataset })),
  heading: document.querySelector(".panel-heading").textContent,
  caption: document.querySelector("[data-caption]").textContent,
})"""


def test_a_link_restores_all_of_the_view_on_another_machine_after_a_restart(visit, browser, tmp_path):
    page = visit.open("?date=2022-09&mode=change&compare=2020-03&member=KAZ&theme=contrast")
    page.locator("[data-map]").focus()
    page.wait_for_selector("[data-map][data-theme=contrast]")
    for key in ("f", "+", "w", "s", "t", "m", "h", "ArrowRight", "ArrowLeft", "n"):
        page.keyboard.press(key)
    page.wait_for_function("location.search.includes('event=') && location.search.includes('zoom=')")
    page.locator(".csto-panel .chosen-event").wait_for(state="attached")  # the last key's doing
    visit.rest()
    page.mouse.move(5, 5)
    before, query = page.evaluate(DESCRIBE), page.evaluate("location.search")
    fill_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with serving(tmp_path) as elsewhere:
        other = Visit(browser, elsewhere)
        other.open(query)
        other.page.wait_for_selector("[data-map][data-theme=contrast]")
        assert other.page.evaluate(DESCRIBE) == before
        assert other.page.evaluate("location.search") == query
        other.page.close()


def test_a_clickers_keys_do_what_they_do_in_slide_programs(visit):
    page = visit.open("?date=2022-09")
    page.locator("[data-map]").focus()
    page.keyboard.press("PageDown")
    assert visit.date() == "2021-09", "outside of the presentation it is a year back"
    page.keyboard.press("F5")
    page.wait_for_selector("html[data-timeline-present='1']", state="attached")
    for key, month in (("PageDown", "2021-10"), ("PageDown", "2021-11"), ("PageUp", "2021-10")):
        page.keyboard.press(key)
        assert visit.date() == month, key
    for key in ("b", "."):
        page.keyboard.press(key)
        expect(page.locator(".blackout")).to_be_visible()
        page.keyboard.press("PageDown")
        expect(page.locator(".blackout")).to_be_hidden()
    assert visit.date() == "2021-10", "the key that ends the black screen does nothing else"
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("While presenting")
    page.get_by_role("button", name="Close the list of keys").click()
    page.keyboard.press("Escape")
    page.wait_for_selector("html[data-timeline-present='0']", state="attached")


def test_presented_n_opens_a_card_with_sentence_source_and_date(visit):
    page = visit.open("?date=2022-09&member=KAZ&present=1&panel=hidden")
    page.locator("[data-map]").focus()
    card = page.locator("[data-event-card]")
    expect(card).to_be_hidden()
    page.evaluate("document.dispatchEvent(new CustomEvent('timeline:view', { detail: { event: 'hostile-1' } }))")
    expect(card).to_contain_text("5 September 2022")
    expect(card.locator("q")).to_have_text(HOSTILE_QUOTE)
    expect(card).to_contain_text("Outlet <i>x</i>")
    assert card.locator("img, script, b, i").count() == 0
    assert page.evaluate("window.attacked") is None
    page.keyboard.press("n")
    expect(card).to_be_visible()
    page.get_by_role("button", name="Let this event go", exact=True).click()
    expect(card).to_be_hidden()
