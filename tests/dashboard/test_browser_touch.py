"""The page on a small touch screen, in Chromium."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def edge(box):
    return box["x"] + box["width"] if box else 0


def test_a_phone_shows_everything_without_scrolling_sideways_in_sizes_a_finger_meets(phone):
    page = phone.open("?date=2022-09&member=KAZ")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    parts = page.locator(".csto-map .bar > *, .csto-map .track, .inset, .legend .key, .csto-panel .event").all()
    assert parts
    assert [part for part in parts if edge(part.bounding_box()) > 391] == []
    buttons = page.locator(
        ".csto-map .bar > button, .csto-map .field button, .csto-map select, .zoom-buttons button"
    ).all()
    heights = [box["height"] for box in (one.bounding_box() for one in buttons) if box]
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
