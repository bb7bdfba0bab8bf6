"""The view as a picture, in Chromium: it shows what the screen shows, and a key copies it."""

from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from dashboard.picture.styles import SVG

pytestmark = pytest.mark.browser

FILLS = """() => Object.fromEntries([...document.querySelectorAll('svg.sheet path[data-iso3]')].map((path) => {
  const parts = getComputedStyle(path).fill.match(/\\d+/g).slice(0, 3).map(Number);
  return [path.dataset.iso3, `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`]; }))"""
ZONES = "() => [...document.querySelectorAll('svg.sheet [data-zone]')].map((zone) => zone.dataset.zone).sort()"
COPIED = """async () => { const [item] = await navigator.clipboard.read();
  const start = new Uint8Array(await (await item.getType('image/png')).arrayBuffer()).slice(1, 4);
  return String.fromCharCode(...start); }"""


def picture_of(page):
    with page.expect_download() as download:
        page.locator("[data-pictures] a[data-file='map.svg']").click()
    return ElementTree.parse(download.value.path()).getroot()


@pytest.mark.parametrize("month", ["2015-01", "2022-09"])
def test_the_picture_has_the_screens_colours_zones_and_caption(standing, month):
    page = standing.look(month)
    drawn = picture_of(page)
    fills = {path.get("data-iso3"): path.get("fill") for path in drawn.iter(f"{{{SVG}}}path") if path.get("data-iso3")}
    assert fills == page.evaluate(FILLS)
    assert sorted(piece.get("data-zone") for piece in drawn.iter() if piece.get("data-zone")) == page.evaluate(ZONES)
    assert page.locator("[data-caption] .caption-text").text_content().strip() in drawn.findtext(f"{{{SVG}}}title")


def test_c_copies_the_view_into_the_clipboard(standing):
    page = standing.look("2022-09")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("c")
    expect(page.locator("[data-pictures] .picture-said")).to_have_text(
        "The picture is in the clipboard.", timeout=30000
    )
    assert page.evaluate(COPIED) == "PNG"
