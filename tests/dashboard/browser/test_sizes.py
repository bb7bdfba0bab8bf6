"""Seven screens, every frame and mode, presented or not: what lies where, measured in Chromium."""

import re

import pytest

from dashboard.wording import MEMBERS
from tests.dashboard.conftest import Visit

pytestmark = pytest.mark.browser
SIZES = ((2560, 1440), (1920, 1080), (1366, 768), (1280, 720), (1024, 768), (820, 1180), (390, 844))
FRAMES = ("focus", "full", "south-caucasus", "fergana", "western")
# Months with discs and with zones that come and go; the last has the longest window.
VIEWS = [
    *({"frame": frame, "present": present} for frame in FRAMES for present in ("0", "1")),
    *({"mode": mode, "compare": 24, "present": present} for mode in ("compare", "change") for present in ("0", "1")),
    {"window": "all", "present": "1"},
    {"mode": "compare", "compare": 24, "frame": "south-caucasus", "present": "0"},
]
# For each sheet that is seen: names whose middle, or whose leader's end, lies outside of their state's shape; names
# that lie over another name, a disc or a box; and all names of states that are shown.
LABELS = """() => {
  const found = { outside: [], over: [], states: [] };
  const edges = (box, less = 0) => [box.left, box.top + less, box.right, box.bottom - less];
  const boxed = (node, name) => [name, edges(node.getBoundingClientRect())];
  const overlap = (a, b, low) => Math.min(a[low + 2], b[low + 2]) - Math.max(a[low], b[low]) > 1;
  const meet = (a, b) => overlap(a, b, 0) && overlap(a, b, 1);
  const seen = (node) => node.checkVisibility();
  const inset_title = (inset) => [inset.querySelector("figcaption")];
  const over_main = (side) => [...side.querySelectorAll(":scope > .inset, :scope > .over")];
  for (const sheet of [...document.querySelectorAll("svg.sheet")].filter(seen)) {
    const texts = [...sheet.querySelectorAll(".labels text")].filter(seen);
    const drawn = [...sheet.querySelectorAll(".lead")].filter((node) => node.style.display !== "none");
    const leads = new Map(drawn.map((lead) => [lead.dataset.lead, lead]));
    for (const text of texts.filter((node) => node.matches(".state-name"))) {
      const code = text.dataset.name;
      const shape = sheet.querySelector(`.state[data-iso3=${code}], .state[data-copy-iso3=${code}]`);
      const box = (leads.get(code)?.lastChild ?? text).getBoundingClientRect();
      const middle = new DOMPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      found.states.push(code);
      const at = middle.matrixTransform(shape.getScreenCTM().inverse());
      if (!shape.isPointInFill(at)) found.outside.push(text.textContent);
    }
    // A line of text is taller than its letters.
    const names = texts.map((node) => {
      const box = node.getBoundingClientRect();
      return [node.textContent, edges(box, box.height * 0.15)];
    });
    const discs = [...sheet.querySelectorAll(".disc circle")].filter(seen).map((node) => boxed(node, "disc"));
    const inset = sheet.closest(".inset");
    const over = inset ? inset_title(inset) : over_main(sheet.closest(".side"));
    const boxes = over.filter(seen).map((node) => boxed(node, node.className || "title"));
    names.forEach(([name, box], at) => {
      for (const [other, there] of [...names.slice(at + 1), ...discs, ...boxes]) {
        if (meet(box, there)) found.over.push([name, other]);
      }
    });
  }
  return found;
}"""
# What lies over a state on any sheet where it is seen: names and discs of others, and boxes.
OVER_STATE = """(code) => {
  const seen = (node) => node.checkVisibility();
  const lies_over = (sheet, shape, node) => {
    const seen_part = sheet.getBoundingClientRect();
    const inside = (x, y) => x > seen_part.left && x < seen_part.right && y > seen_part.top && y < seen_part.bottom;
    const [box, back] = [node.getBoundingClientRect(), shape.getScreenCTM().inverse()];
    for (let x = box.left + 1; x < box.right; x += 3) {
      for (let y = box.top + box.height * 0.2; y < box.bottom - box.height * 0.2; y += 3) {
        if (inside(x, y) && shape.isPointInFill(new DOMPoint(x, y).matrixTransform(back))) return true;
      }
    }
    return false;
  };
  return [...document.querySelectorAll("svg.sheet")].filter(seen).flatMap((sheet) => {
    const shape = sheet.querySelector(`.state[data-iso3=${code}], .state[data-copy-iso3=${code}]`);
    if (!shape) return [];
    const names = [...sheet.querySelectorAll(".labels text, .disc")].filter((node) => node.dataset.name !== code);
    const side = sheet.closest(".side");
    const boxes = sheet.closest(".inset") ? [] : [...side.querySelectorAll(":scope > .over")];
    return [...names, ...boxes, ...document.querySelectorAll("[data-versus]")].filter(seen)
      .filter((node) => lies_over(sheet, shape, node)).map((node) => node.textContent.trim() || node.className);
  });
}"""
# Every text that is shown, with the height of its letters on the screen.
SMALL = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || node.closest("style, script, dialog")) continue;
    if (!node.checkVisibility() || node.textContent === "Skip to main content") continue; // shown when Tab reaches it
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const box = range.getBoundingClientRect();
    const hidden = getComputedStyle(node).visibility === "hidden" || node.closest(".live");
    if (hidden || !box.width || box.bottom < 0 || box.top > innerHeight) continue;
    const scale = node.ownerSVGElement ? node.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(node).fontSize) * scale;
    if (size < 23.9) found.push([walk.currentNode.textContent.trim().slice(0, 40), Math.round(size * 10) / 10]);
  }
  return found;
}"""
# Insets under which a state with a score lies on the main sheet; an inset outside of the map covers nothing.
UNDER_INSETS = """() => {
  const main = document.querySelector(".now > .sheet");
  const seen = main.getBoundingClientRect();
  const scored = [...main.querySelectorAll("[data-iso3]")].filter((shape) => shape.dataset.iso3 !== "RUS");
  const found = [];
  for (const inset of document.querySelectorAll(".now > .inset")) {
    const box = inset.getBoundingClientRect();
    for (let x = box.left; x <= box.right; x += 6) {
      for (let y = box.top; y <= box.bottom; y += 6) {
        if (x < seen.left || x > seen.right || y < seen.top || y > seen.bottom) continue;
        const at = (shape) => new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
        const under = scored.find((shape) => shape.isPointInFill(at(shape)));
        if (under) found.push([inset.dataset.inset, under.dataset.iso3]);
      }
    }
  }
  return [...new Set(found.map(String))];
}"""
# Where everything of the map's frame stands, in pixels: what differs between two themes must not differ here.
GEOMETRY = """() => {
  const placed = ".labels text, .lead, .disc, .marker, .inset, .inset figcaption, .stage, .caption, .over";
  return [...document.querySelectorAll(placed)].filter((node) => node.checkVisibility()).map((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return `${node.textContent.trim() || node.getAttribute("class")} ${[x, y, width, height].map(Math.round)}`;
  });
}"""
BOX = (
    "(css) => (({ x, y, width, height }) => [x, y, width, height])(document.querySelector(css).getBoundingClientRect())"
)

CUT = """() => [...document.querySelectorAll(".stMain, .st-key-panel-scroll, .stage, .caption, .csto-panel")]
  .filter((node) => getComputedStyle(node).overflowY !== "visible" && node.scrollHeight > node.clientHeight + 1)
  .map((node) => node.className)"""


@pytest.fixture(scope="module")
def screen(browser, address):
    """One page for all sizes."""
    here = Visit(browser, address, 1366, 768, reduced_motion="reduce")
    here.open("?date=2022-09")
    yield here
    assert here.complaints == []
    here.page.close()


def resize(screen, size):
    """Another window, laid out: the map hears of it before the next picture is drawn."""
    screen.page.set_viewport_size({"width": size[0], "height": size[1]})
    screen.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def say(size):
    return "x".join(map(str, size))


@pytest.mark.parametrize("size", SIZES, ids=say)
def test_every_name_stands_on_its_state_and_over_nothing_else(screen, size):
    wrong = []
    for view in VIEWS:
        screen.look("2022-09", **view)
        resize(screen, size)
        found = screen.page.evaluate(LABELS)
        wrong += [(view, "outside", name) for name in found["outside"]]
        wrong += [(view, "over", *pair) for pair in found["over"]]
        assert len(found["states"]) >= 2, (view, "names are shown at all")
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("size", SIZES, ids=say)
def test_no_inset_covers_a_state_that_has_a_score(screen, size):
    for mode, present, panel in (("map", "0", "shown"), ("map", "1", "shown"), ("change", "1", "hidden")):
        screen.look("2022-09", mode=mode, compare=24, present=present, panel=panel)
        resize(screen, size)
        assert screen.page.evaluate(UNDER_INSETS) == [], (mode, present, panel)
        assert screen.page.locator(".now > .inset:visible").count() == 2


def test_dark_and_high_contrast_place_everything_where_light_does(screen):
    """So that what holds of names, boxes and discs in one theme holds in all of them."""
    for view in ({}, {"present": "1"}, {"mode": "compare", "compare": 24, "present": "1"}):
        for size in ((1366, 768), (820, 1180), (390, 844)):
            screen.look("2022-09", theme="light", **view)
            resize(screen, size)
            light = screen.page.evaluate(GEOMETRY)
            for theme in ("dark", "contrast"):
                screen.look("2022-09", theme=theme, **view)
                screen.page.wait_for_selector(f"[data-map][data-theme={theme}]")
                assert screen.page.evaluate(GEOMETRY) == light, (view, size, theme)
    screen.look("2022-09", theme="light")
    screen.page.wait_for_selector("[data-map][data-theme=light]")


def test_a_screen_that_is_turned_shows_the_same_view_and_nothing_beyond_its_edge(screen):
    for view in ({}, {"mode": "compare", "compare": 24}, {"mode": "change", "compare": 24}, {"present": "1"}):
        screen.look("2022-09", member="ARM", **view)
        for upright in ((390, 844), (820, 1180)):
            for size in (upright, upright[::-1], upright):
                resize(screen, size)
                assert screen.page.evaluate("document.documentElement.scrollWidth") <= size[0], (view, size)
                found = screen.page.evaluate(LABELS)
                assert (found["outside"], found["over"]) == ([], []), (view, size)
                assert screen.page.evaluate(UNDER_INSETS) == [], (view, size)
                assert screen.page.get_attribute("[data-iso3=ARM]", "aria-pressed") == "true"
                assert screen.page.evaluate(BOX, ".stage")[3] >= min(240, 0.5 * size[1]), (view, size)
    screen.look("2022-09")


@pytest.mark.parametrize("size", [size for size in SIZES if size[0] > 390], ids=say)
def test_presented_the_map_takes_three_fifths_of_what_the_panel_leaves(screen, size):
    for mode, panel in (("map", "shown"), ("map", "hidden"), ("compare", "shown"), ("change", "hidden")):
        screen.look("2022-09", mode=mode, compare=24, panel=panel, present="1")
        resize(screen, size)
        stage, whole = screen.page.evaluate(BOX, ".stage"), screen.page.evaluate(BOX, "[data-map]")
        assert stage[2] * stage[3] >= 0.6 * whole[2] * whole[3], (mode, panel)


@pytest.mark.parametrize("present", ["0", "1"])
def test_no_caption_moves_the_map(screen, present):
    screen.look("2022-09", present=present)
    for size in SIZES:
        resize(screen, size)
        before = screen.page.evaluate(BOX, ".stage")
        screen.page.evaluate("document.querySelector('.caption-text').textContent = 'A long caption. '.repeat(30)")
        assert screen.page.evaluate(BOX, ".stage") == before, size
        screen.page.evaluate("document.querySelector('.caption-text').textContent = ''")
        assert screen.page.evaluate(BOX, ".stage") == before, size


@pytest.mark.parametrize(
    "view", [{}, {"panel": "hidden", "mode": "compare", "compare": 24}, {"member": "KAZ"}], ids=str
)
def test_from_five_metres_nothing_that_is_shown_is_small(screen, view):
    screen.look("2022-09", present="1", **view)
    resize(screen, (1920, 1080))
    screen.rest()
    assert screen.page.evaluate(SMALL) == []


@pytest.mark.parametrize("size", SIZES, ids=say)
def test_nothing_lies_over_the_state_that_differs_most(screen, size):
    for mode in ("compare", "change"):
        for present in ("0", "1"):
            screen.look("2022-09", mode=mode, compare=24, present=present)
            resize(screen, size)
            said = screen.page.locator(".caption-text").inner_text()
            name = re.search(r"to September 2022 (\w+) (?:fell|rose) most", said)[1]
            code = next(code for code, known in MEMBERS.items() if known == name)
            assert screen.page.evaluate(OVER_STATE, code) == [], (mode, present, name)
            sides = 2 if mode == "compare" else 1
            assert screen.page.locator(".inset:visible").count() == 2 * sides


@pytest.mark.parametrize("month", ["2020-11", "2023-09"])
def test_a_zone_is_named_in_large_type_while_it_matters(screen, month):
    for size in ((1920, 1080), (1366, 768), (1280, 720)):
        screen.look(month, present="1")
        resize(screen, size)
        assert screen.page.locator("[data-copy-zone-label=nagorno-karabakh]:visible").count() == 1, size
        screen.look("2017-03", present="1")
        assert screen.page.locator("[data-copy-zone-label=isfara-border]:visible").count() == 0


def test_zoomed_in_on_a_state_its_towns_and_events_come_with_it(screen):
    page = screen.look("2021-03", present="1", panel="hidden")
    resize(screen, (1920, 1080))
    on_main = ".now > .sheet .place-name:visible, .now > .sheet [data-event='zone-1']"
    assert page.locator(on_main).count() == 0
    page.mouse.move(
        *page.locator(".now > .leaders polygon").first.evaluate(
            "node => (({ x, y, width, height }) => [x + width / 2, y + height / 2])(node.getBoundingClientRect())"
        )
    )
    for _ in range(4):
        page.mouse.wheel(0, -200)
    page.locator(".now > .sheet .place-name:visible").first.wait_for()
    assert page.locator(".now > .sheet [data-event='zone-1']").count() == 1
    page.locator("[data-map]").focus()
    page.keyboard.press("0")


def test_paper_gets_the_map_its_legend_and_its_events_without_controls(screen):
    page = screen.look("2022-09", member="KAZ")
    resize(screen, (1366, 768))
    screen.about("bear on Kazakhstan")
    page.emulate_media(media="print")
    shown = "[data-map] svg.sheet, [data-legend], [data-caption], [data-why], [data-panel-event]"
    assert page.locator(shown).first.is_visible()
    controls = "header, .bar.bottom, .bar.top select, .zoom-buttons, .files, .order, .caption-show, .st-key-lines"
    assert page.locator(controls).locator("visible=true").count() == 0
    assert page.evaluate(CUT) == []
    page.emulate_media(media="screen")
