"""The page on a small touch screen, in Chromium."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
# Boxes of those that are seen.
BOXES = "(nodes) => nodes.filter((node) => node.checkVisibility()).map((node) => node.getBoundingClientRect().toJSON())"


# How large the map is drawn, and which of its points lies at a point of the screen.
POINT_AT = """([x, y]) => {
  const drawn = document.querySelector("svg.sheet g.zoomed").getScreenCTM();
  const point = new DOMPoint(x, y).matrixTransform(drawn.inverse());
  return [drawn.a, point.x, point.y];
}"""


def edge(box):
    return box["x"] + box["width"] if box else 0


def test_a_phone_shows_everything_without_scrolling_sideways_in_sizes_a_finger_meets(phone):
    page = phone.open("?date=2022-09&member=KAZ")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    parts = page.locator(".csto-map .bar > *, .csto-map .track, .inset, .legend .key, .csto-panel .event")
    assert max(box["right"] for box in parts.evaluate_all(BOXES)) <= 391
    buttons = page.locator(".csto-map .bar > button, .csto-map .field button, .csto-map select, .zoom-buttons button")
    heights = [box["height"] for box in buttons.evaluate_all(BOXES)]
    assert len(heights) > 10
    assert min(heights) >= 36
    box = page.locator("[data-iso3=BLR]").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.7)
    phone.heading("Belarus")
    expect(page.locator(".tip")).to_contain_text("Belarus")
    page.get_by_role("button", name="One step on (Right)").tap()
    assert phone.date() == "2022-10"
    page.get_by_label("Frame", exact=True).select_option("south-caucasus")
    page.locator("[data-zone-label=nagorno-karabakh]:visible").tap()
    card = page.locator("[data-zone-card]")
    card.wait_for()
    assert edge(card.bounding_box()) <= 390
    page.locator("[data-legend]").get_by_role("button", name="Borders").tap()
    assert edge(page.locator("[data-policy]").bounding_box()) <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_two_fingers_draw_the_map_nearer_and_it_stays_between_them(phone):
    page = phone.open("?date=2022-09")
    page.wait_for_function("document.fonts.status === 'loaded'")
    box = page.locator("svg.sheet").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    cdp = page.context.new_cdp_session(page)

    def touch(kind, *fingers):
        points = [{"x": x + dx, "y": y + dy, "id": finger} for finger, dx, dy in fingers]
        cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    size, *between = page.evaluate(POINT_AT, [x, y])
    touch("touchStart", (0, -20, 0))
    touch("touchStart", (0, -20, 0), (1, 20, 0))
    for apart in (30, 45, 60):
        touch("touchMove", (0, 10 - apart, 10), (1, 10 + apart, 10))
    page.wait_for_function("document.querySelector('g.zoomed').getAttribute('transform').includes('scale(3.0000)')")
    nearer, *still_between = page.evaluate(POINT_AT, [x + 10, y + 10])
    assert nearer / size == pytest.approx(3, abs=0.01)
    assert still_between == pytest.approx(between, abs=1)
    touch("touchEnd", (1, 70, 10))
    touch("touchMove", (0, -70, 10))
    touch("touchEnd")
    dragged = page.evaluate(POINT_AT, [x - 10, y + 10])
    assert dragged == pytest.approx([nearer, *between], abs=1), "the finger that stays drags it on from where it is"
    assert page.evaluate("visualViewport.scale") == 1
    assert page.locator("[aria-pressed=true][data-iso3]").count() == 0
