"""Frames, zoom, insets and names on the map, and the boxes above it, in Chromium."""

from itertools import combinations

import pytest

pytestmark = pytest.mark.browser

FRAMES = {
    "focus": {"ARM", "BLR", "KAZ", "KGZ", "TJK", "AZE", "GEO", "UZB", "RUS"},
    "full": {"ARM", "BLR", "KAZ", "KGZ", "TJK", "AZE", "GEO", "UZB", "RUS"},
    "south-caucasus": {"ARM", "AZE", "GEO", "RUS"},
    "fergana": {"KGZ", "TJK", "UZB", "KAZ"},
    "western": {"BLR", "RUS"},
}
# Names that are shown, with their boxes on the screen and the size of their type, sheet by sheet.
NAMES = """() => [...document.querySelectorAll("svg.sheet")].filter((sheet) => sheet.checkVisibility()).map((sheet) =>
  [...sheet.querySelectorAll(".labels text")].filter((node) => node.checkVisibility()).map((node) => {
    const box = node.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(node).fontSize) * node.getScreenCTM().a;
    return [node.textContent, box.left, box.top, box.right, box.bottom, size];
  }))"""
# For each box above the map how wide it is, and how wide it would be with nothing to hold it back.
BOXES = """() => [...document.querySelectorAll(".bar.top select")].map((box) => {
  const free = box.cloneNode(true);
  free.value = box.value;
  free.style.cssText = "position: absolute; width: max-content; max-width: none";
  box.parentElement.append(free);
  const widths = [box.offsetWidth, free.offsetWidth];
  free.remove();
  return widths;
})"""
ZOOMED = "document.querySelector('svg.sheet g.zoomed').getAttribute('transform')"


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_shows_its_states_named_without_names_that_collide(standing, frame):
    page = standing.look("2022-09", frame=frame)
    assert page.get_attribute("[data-map]", "data-frame") == frame
    drawn = set(page.evaluate("[...document.querySelectorAll('[data-iso3]')].map((node) => node.dataset.iso3)"))
    assert drawn >= FRAMES[frame]
    for type_size in ("normal", "large"):
        standing.look("2022-09", frame=frame, type=type_size)
        for names in page.evaluate(NAMES):
            for one, other in combinations(names, 2):
                wide = min(one[3], other[3]) - max(one[1], other[1])
                tall = min(one[4], other[4]) - max(one[2], other[2])
                assert wide <= 1 or tall <= 0.3 * one[5], (frame, type_size, one[0], other[0])


def test_large_type_is_at_least_28_pixels_on_a_wall_screen(standing):
    page = standing.look("2022-09", type="large")
    names = [name for names in page.evaluate(NAMES) for name in names]
    assert {"Kazakhstan", "Belarus", "Armenia"} <= {name[0] for name in names}
    assert min(name[5] for name in names) >= 27.9
    standing.look("2022-09")
    assert max(name[5] for names in page.evaluate(NAMES) for name in names) < 20
    page.locator("[data-map]").focus()
    page.keyboard.press("t")
    assert page.evaluate("document.querySelector('[data-map]').classList.contains('large')")


def test_zoom_and_pan_survive_steps_and_a_link_brings_them_back(visit):
    page = visit.open("?date=2022-09&zoom=2.50,700,300")
    assert "scale(2.5000)" in page.evaluate(ZOOMED)
    box = page.locator("[data-iso3=KAZ]").bounding_box()
    middle = box["x"] + box["width"] / 2, min(box["y"] + box["height"] / 2, 600)
    page.mouse.move(*middle)
    page.mouse.wheel(0, -200)
    page.wait_for_function(f"!{ZOOMED}.includes('scale(2.5000)')")  # a wheel is not waited for
    zoomed = page.evaluate(ZOOMED)
    page.mouse.down()
    page.mouse.move(middle[0] + 60, middle[1] + 30, steps=4)
    page.mouse.up()
    panned = page.evaluate(ZOOMED)
    assert panned != zoomed
    page.keyboard.press("ArrowRight")
    visit.heading("October 2022")
    assert page.evaluate(ZOOMED) == panned
    assert "zoom" in visit.query()
    assert page.locator("[data-iso3][aria-pressed=true]").count() == 0, "a drag is not a click"
    page.keyboard.press("0")
    assert "scale(1.0000)" in page.evaluate(ZOOMED)
    page.wait_for_function("!location.search.includes('zoom=')")


def test_the_insets_step_with_the_map_and_their_places_move_with_its_zoom(standing):
    page = standing.look("2022-09", colour="smooth")
    fills = """() => ['ARM', 'AZE'].map((code) => [document.querySelector(`[data-iso3=${code}]`).style.fill,
    document.querySelector(`[data-copy-iso3=${code}]`).style.fill])"""
    before = page.evaluate(fills)
    assert all(main == inset for main, inset in before)
    standing.look("2013-03", colour="smooth")
    after = page.evaluate(fills)
    assert all(main == inset for main, inset in after)
    assert after != before
    outline = "document.querySelector('.leaders polygon').getAttribute('points')"
    still = page.evaluate(outline)
    page.locator("[data-map]").focus()
    page.keyboard.press("+")
    assert page.evaluate(outline) != still
    page.keyboard.press("0")
    assert page.evaluate(outline) == still


def test_an_insets_title_opens_it_at_full_size_and_f_goes_back(standing):
    page = standing.look("2022-09")
    page.get_by_role("button", name="Open the frame South Caucasus").click()
    assert page.get_attribute("[data-map]", "data-frame") == "south-caucasus"
    assert not page.locator(".now [data-inset=south-caucasus]").is_visible()
    page.locator("[data-map]").focus()
    page.keyboard.press("f")
    assert page.get_attribute("[data-map]", "data-frame") == "focus"
    page.get_by_label("Frame", exact=True).select_option("western")
    assert page.get_attribute("[data-map]", "data-frame") == "western"


def test_the_boxes_above_the_map_say_what_is_chosen_in_full(standing):
    page = standing.look("2022-09", member="KGZ", frame="south-caucasus")
    for width in (1366, 1600, 1920):
        page.set_viewport_size({"width": width, "height": 1080})
        boxes = page.evaluate(BOXES)
        assert len(boxes) == 5
        assert all(wide >= wanted for wide, wanted in boxes), (width, boxes)
    bar, stage = page.locator(".bar.top").bounding_box(), page.locator(".stage").bounding_box()
    assert bar["height"] < 40, "one row on a wall screen"
    assert bar["width"] <= stage["width"] + 1
