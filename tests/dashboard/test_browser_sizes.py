"""Seven screens, every frame and mode, presented or not: what lies where, measured in Chromium."""

import pytest

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
# For each sheet that is seen: names whose middle, or whose leader's end, lies outside of their state's shape; names that
# lie over another name, a disc or a box; and all names of states that are shown.
LABELS = """() => {
  const found = { outside: [], over: [], states: [] };
  const round = (box, less = 0) => [box.left, box.top + less, box.right, box.bottom - less];
  const meet = (a, b) => Math.min(a[2], b[2]) - Math.max(a[0], b[0]) > 1 && Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > 1;
  const seen = (node) => node.checkVisibility();
  for (const sheet of [...document.querySelectorAll("svg.sheet")].filter(seen)) {
    const texts = [...sheet.querySelectorAll(".labels text")].filter(seen);
    const leads = new Map([...sheet.querySelectorAll(".lead")].filter((node) => node.style.display !== "none").map((lead) => [lead.dataset.lead, lead]));
    for (const text of texts.filter((node) => node.matches(".state-name"))) {
      const code = text.dataset.name;
      const shape = sheet.querySelector(`.state[data-iso3=${code}], .state[data-copy-iso3=${code}]`);
      const box = (leads.get(code)?.lastChild ?? text).getBoundingClientRect();
      const at = new DOMPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2).matrixTransform(shape.getScreenCTM().inverse());
      found.states.push(code);
      if (!shape.isPointInFill(at)) found.outside.push(text.textContent);
    }
    // A line of text is taller than its letters.
    const names = texts.map((node) => [node.textContent, round(node.getBoundingClientRect(), node.getBoundingClientRect().height * 0.15)]);
    const discs = [...sheet.querySelectorAll(".disc circle")].filter(seen).map((node) => ["disc", round(node.getBoundingClientRect())]);
    const side = sheet.closest(".side");
    const boxes = (sheet.closest(".inset") ? [sheet.closest(".inset").querySelector("figcaption")] : [...side.querySelectorAll(":scope > .inset, :scope > .over")])
      .filter(seen).map((node) => [node.className || "title", round(node.getBoundingClientRect())]);
    names.forEach(([name, box], at) => {
      for (const [other, there] of [...names.slice(at + 1), ...discs, ...boxes]) if (meet(box, there)) found.over.push([name, other]);
    });
  }
  return found;
}"""


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
