"""A map that is put up answers, however often another was there before it: on an empty store first, as a newcomer."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.address import CHOICES, Opening
from dashboard.scripts import bundled
from events.ingest.ingest import extractor_version
from events.store.store import open_store
from tests.dashboard.conftest import SHOW, WHOLE, Visit
from tests.dashboard.serving import AT_REST, hostile_document, hostile_event, serving

pytestmark = pytest.mark.browser

# Counts the maps that the page has ever shown; a map that was there for a moment counts.
COUNT = """window.maps = new Set();
new MutationObserver(() => { for (const map of document.querySelectorAll("[data-map]")) window.maps.add(map); })
    .observe(document, { childList: true, subtree: true });"""
# Writes down what our own scripts have listening beyond their elements: on the window, the document, media queries, and
# observers. The scripts' names are those that Streamlit gives them.
LISTENING = """window.listening = new Map();
const ours = () => /st-bidi-timeline_(?!connection)/.test(new Error().stack); // the look-out is there on every page
const beyond = (target) => target === window || target === document || target instanceof MediaQueryList;
const { addEventListener, removeEventListener } = EventTarget.prototype;
const key = (...of) => [...window.listening.keys()].find(({ target, type, listener }) =>
  target === of[0] && type === of[1] && listener === of[2]);
EventTarget.prototype.addEventListener = function (type, listener, ...more) {
  const target = this ?? window;
  if (beyond(target) && ours()) window.listening.set({ target, type, listener }, `${target.constructor.name} ${type}`);
  return addEventListener.call(target, type, listener, ...more);
};
EventTarget.prototype.removeEventListener = function (type, listener, ...more) {
  const target = this ?? window;
  window.listening.delete(key(target, type, listener));
  return removeEventListener.call(target, type, listener, ...more);
};
for (const Observer of [ResizeObserver, MutationObserver, IntersectionObserver]) {
  const { observe, disconnect } = Observer.prototype;
  Observer.prototype.observe = function (...about) {
    if (ours()) window.listening.set(this, Observer.name);
    return observe.apply(this, about);
  };
  Observer.prototype.disconnect = function () {
    window.listening.delete(this);
    return disconnect.apply(this);
  };
}"""
FILLS = "[...document.querySelectorAll('[data-map] [data-iso3]')].map((state) => state.style.fill).join()"
PLACE = "(x) => document.querySelector(`[data-iso3=${x}]`).getBoundingClientRect().toJSON()"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder for a store that is not there yet."""
    return tmp_path_factory.mktemp("newcomer")


@pytest.fixture(scope="module")
def newcomer(browser, home):
    """The first start: from no store through the progress bar to the map. The page stays open for all tests here."""
    assert not (home / "store.sqlite").exists()
    with serving(home) as address:
        context = browser.new_context()
        here = Visit(context, address)
        here.page.add_init_script(COUNT)
        here.page.add_init_script(f"(() => {{ {LISTENING} }})()")
        here.page.goto(address)
        expect(here.page.get_by_text("First start: reading the articles")).to_be_visible()
        arrive(here)
        yield here
        assert here.complaints == []
        context.close()


def arrive(here):
    """Wait until the map and the panel are there and the server has drawn all."""
    here.page.wait_for_selector("[data-map][data-ready]")
    here.page.wait_for_selector("[data-panel]", state="attached")
    here.page.wait_for_selector(".date-line", state="attached")
    here.rest()


def answers(here):
    """The map takes keys, the slider and clicks: the date, its title, the colours and the address go along."""
    page, map_ = here.page, here.page.locator("[data-map]")
    expect(map_).to_have_count(1)
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    expect(map_).to_have_attribute("data-date", "2024-11")
    late = page.evaluate(FILLS)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(map_).to_have_attribute("data-date", "2010-02")
    expect(page.locator(".date-name")).to_have_text("February 2010")
    assert page.evaluate(FILLS) != late
    page.get_by_role("slider", name="Date").fill("100")
    expect(map_).to_have_attribute("data-date", "2018-05")
    here.wait_until(lambda: here.query().get("date") == "2018-05")
    here.heading("May 2018")
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.wait_for_selector('[data-map]:not([data-date="2018-05"])')
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    kazakhstan, box = page.locator("[data-iso3=KAZ]"), page.evaluate(PLACE, "KAZ")
    page.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.55)
    expect(kazakhstan).to_have_attribute("aria-pressed", "true")
    here.heading("Kazakhstan")
    page.keyboard.press("Escape")
    expect(kazakhstan).to_have_attribute("aria-pressed", "false")


def test_after_the_first_start_one_map_was_put_up_and_it_answers(newcomer):
    assert newcomer.page.evaluate("window.maps.size") == 1
    answers(newcomer)


def test_it_answers_after_every_other_page_and_back_and_forward(newcomer):
    page = newcomer.page
    for name in ("Dimensions", "Checked from outside", "Method"):
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_selector("[data-map]", state="detached")
        newcomer.rest()
        page.get_by_role("link", name="Map", exact=True).click()
        arrive(newcomer)
        answers(newcomer)
    method, on_map = page.get_by_role("heading", name="How to cite"), page.locator("[data-map][data-ready]")
    for go, there in ((page.go_back, method), (page.go_back, on_map), (page.go_forward, method)):
        go()  # one step of the browser's history is one page
        there.wait_for()
        newcomer.rest()
    page.go_forward()
    arrive(newcomer)
    answers(newcomer)


def test_a_map_that_is_left_leaves_nothing_behind_that_listens(newcomer):
    page = newcomer.page
    assert {"Window keydown", "HTMLDocument timeline:view", "ResizeObserver"} <= set(
        page.evaluate("[...window.listening.values()]")
    )
    page.keyboard.press("ArrowLeft")
    page.get_by_role("link", name="Method", exact=True).click()
    page.wait_for_selector("[data-map]", state="detached")
    newcomer.rest()
    assert page.evaluate("[...window.listening.values()]") == []
    assert (
        page.evaluate("Object.keys(document.documentElement.dataset).filter((name) => name.startsWith('timeline'))")
        == []
    )
    address = page.url
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(400)  # twice the rest after which a map writes the address
    assert page.url == address
    page.get_by_role("link", name="Map", exact=True).click()
    arrive(newcomer)


# Streamlit calls what an earlier call handed back, late, after a later call has taken the element over.
TWO_CALLS = """async ([script, opening, defaults]) => {
  const module = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const fetched = performance.getEntriesByType("resource").map((one) => one.name);
  const bundle = fetched.find((name) => /map-\\w+\\.json/.test(name));
  const parentElement = document.body.appendChild(document.createElement("div"));
  const data = { bundle, opening, defaults, what_if: null, embed: {} };
  const call = () => module.default({ parentElement, data, setStateValue() {} });
  const [first, second] = [call(), call()];
  for (let frame = 0; !parentElement.querySelector("[data-ready]"); frame += 1) {
    if (frame > 6000) throw new Error("the map was not put up");
    await new Promise(requestAnimationFrame);
  }
  const maps = () => parentElement.querySelectorAll("[data-map]").length;
  const seen = [maps()];
  first();
  seen.push(maps());
  second();
  seen.push(maps());
  parentElement.remove();
  return seen;
}"""


def test_what_an_earlier_call_handed_back_does_not_end_the_map_of_a_later_one(newcomer):
    page = newcomer.page
    page.get_by_role("link", name="Method", exact=True).click()
    page.wait_for_selector("[data-map]", state="detached")
    opening, defaults = Opening("2020-01").as_dict(), {name: among[0] for name, among in CHOICES.items()}
    script = bundled("map/js/main.js")
    assert page.evaluate(TWO_CALLS, [script, opening, defaults]) == [1, 1, 0]
    page.get_by_role("link", name="Map", exact=True).click()
    arrive(newcomer)


def test_it_answers_in_another_theme(newcomer):
    page = newcomer.page
    page.get_by_label("Theme (L)").select_option("dark")
    page.wait_for_selector("[data-map][data-theme=dark]")
    answers(newcomer)
    page.get_by_label("Theme (L)").select_option("system")
    page.wait_for_selector("[data-map][data-theme=light]")
    answers(newcomer)


def test_articles_fed_meanwhile_bring_a_new_map_where_the_old_one_stood(newcomer, home):
    page = newcomer.page
    page.keyboard.press("End")
    newcomer.heading("December 2024")
    before = page.evaluate("window.maps.size")
    store = open_store(f"sqlite:///{home / 'store.sqlite'}")
    store.save(hostile_document(), [hostile_event()], extractor_version())
    store.close()
    page.keyboard.press("ArrowLeft")
    newcomer.wait_until(lambda: page.evaluate("window.maps.size") == before + 1)
    arrive(newcomer)
    assert newcomer.date() == "2024-11"
    answers(newcomer)


@pytest.mark.parametrize("query", ["?date=2031-13&member=XXX", "?method=nonsense:1&zone=nowhere"])
def test_a_link_with_wrong_values_puts_up_one_map_and_it_answers(newcomer, query):
    newcomer.page.goto(f"{newcomer.address}/{query}")
    arrive(newcomer)
    expect(newcomer.page.get_by_text("The link asks for").first).to_be_visible()
    assert newcomer.page.evaluate("window.maps.size") == 1
    answers(newcomer)


def test_while_the_map_plays_fast_the_panel_waits_and_then_follows(newcomer):
    page, asked = newcomer.page, []
    page.on("websocket", lambda socket: socket.on("framesent", lambda _: asked.append(1)))
    page.reload()  # the web socket that is watched has to be opened anew
    arrive(newcomer)
    page.keyboard.press("Home")
    newcomer.heading("January 2010")
    newcomer.rest()
    before = len(asked)
    page.keyboard.press(" ")
    page.wait_for_selector('[data-map]:not([data-date^="2010"])')
    assert len(asked) == before, "the server hears nothing of the steps between"
    expect(page.locator(".panel-heading")).to_contain_text("January 2010")
    page.keyboard.press(" ")
    newcomer.wait_until(lambda: newcomer.query().get("date") == newcomer.date())
    expect(page.locator(".panel-heading")).not_to_contain_text("2010")


BOXES = "document.querySelectorAll('[data-map] select')"


def test_a_list_from_which_something_was_chosen_gives_the_keys_back(newcomer):
    page, map_ = newcomer.page, newcomer.page.locator("[data-map]")
    for number in range(page.evaluate(f"{BOXES}.length")):
        for way in ("pointer", "keys"):
            page.keyboard.press("Home")
            expect(map_).to_have_attribute("data-date", "2010-01")
            box = page.locator("[data-map] select").nth(number)
            before = box.input_value()
            box.click() if way == "pointer" else box.focus()
            page.keyboard.press("ArrowDown")
            if way == "pointer":
                page.keyboard.press("Enter")
            expect(box).not_to_have_value(before)
            page.keyboard.press("ArrowRight")
            expect(map_).not_to_have_attribute("data-date", "2010-01")
            page.wait_for_selector(AT_REST)  # another theme has the whole page drawn anew
            page.keyboard.press("p")
            expect(map_).to_have_class(re.compile("presenting"))
            page.keyboard.press("p")
            expect(map_).not_to_have_class(re.compile("presenting"))
            page.evaluate(SHOW, {**WHOLE, "month": 0})
    page.get_by_label("Type a month (YYYY-MM)").fill("4/2019")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    expect(map_).to_have_attribute("data-date", "2019-05")
