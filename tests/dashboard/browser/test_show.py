"""Caption, why a state has its colour, and the way into the article, in Chromium."""

from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.dashboard.conftest import Visit
from tests.dashboard.map_scripts import caption, load_scripts
from tests.dashboard.serving import HOSTILE_QUOTE

pytestmark = pytest.mark.browser
ABOUT_KAZAKHSTAN = "in the 12 months to September 2022 that bear on Kazakhstan"
# A year of steps within one task of the browser: no machine is so slow that the map could rest in between.
TWELVE_STEPS = """() => { for (let step = 0; step < 12; step += 1)
window.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" })); }"""
# Numbers and edges of the bars, where zero lies, and the edges of the sum's bar.
WATERFALL = """(why) => { const edges = (node) => (({ left, right }) => [left, right])(node.getBoundingClientRect());
const bar = (row) => [row.querySelector(".number").textContent, edges(row.querySelector(".bar"))];
const sum = edges(why.querySelector("tfoot .bar"));
return [[...why.querySelectorAll("tbody tr")].map(bar), edges(why.querySelector(".zero"))[0], sum]; }"""


@pytest.fixture(scope="module")
def said(browser, tables):
    """What is to be said of a month, with what is chosen."""
    page = browser.new_page()
    load_scripts(page, tables.store)
    yield lambda month, **view: caption(page, month, **view)
    page.close()


def test_each_step_has_its_sentence_and_a_years_step_another(standing, said):
    page = standing.look("2022-09")
    text = page.locator("[data-caption] .caption-text")
    expect(text).to_have_text(said("2022-09")["text"])
    page.locator("[data-map]").focus()
    page.keyboard.press("ArrowRight")
    expect(text).to_have_text(said("2022-10")["text"])
    page.keyboard.press("s")
    expect(text).to_have_text(said("2022-10", step="year")["text"])
    page.keyboard.press("s")


def test_a_chosen_state_has_a_sentence_of_its_own(standing, said):
    page = standing.look("2022-09", member="KGZ")
    expect(page.locator("[data-caption] .caption-text")).to_have_text(said("2022-09", member="KGZ")["text"])


def test_between_two_dates_the_server_is_asked_for_the_causes(standing):
    page = standing.look("2022-09", mode="change", compare=60)
    expect(page.locator("[data-caption] .caption-text")).to_contain_text("What moved it: ")


def test_date_and_caption_are_spoken_once_the_map_rests(standing, said):
    page = standing.look("2022-09")
    live = page.locator("[data-map] [aria-live=polite]")
    looked = page.locator("[data-caption-reviews]").inner_text()
    assert "reviewed" in looked
    expect(live).to_have_text(f"September 2022. {said('2022-09')['text']} {looked}")


def test_a_captions_event_is_shown_on_the_map_and_in_the_panel(standing, said, tables):
    month, told = next((month, one) for month in tables.months[24:] if (one := said(month))["event"])
    page = standing.look(month)
    page.get_by_role("button", name="Show this event on the map and in the panel").click()
    page.locator(f".chosen-event [data-panel-event='{told['event']}']").wait_for()
    assert page.locator(f"[data-map] [data-event='{told['event']}'].chosen").count() >= 1
    assert standing.query()["event"] == told["event"]


def test_keys_go_from_turning_point_to_turning_point(standing):
    page = standing.look("2010-01")
    page.locator("[data-map]").focus()
    marked = page.locator("[data-turn]").evaluate_all("(marks) => marks.map((mark) => mark.dataset.turn)")
    page.keyboard.press("j")
    assert standing.date() == marked[0]
    page.keyboard.press("j")
    assert standing.date() == marked[1]
    page.keyboard.press("Shift+J")
    assert standing.date() == marked[0]


def test_the_bars_of_the_waterfall_begin_where_the_one_before_ends(standing):
    page = standing.look("2022-09", member="KAZ")
    standing.about(ABOUT_KAZAKHSTAN)
    bars, at, total = page.locator("[data-why]").evaluate(WATERFALL)
    assert len(bars) > 3
    for number, (left, right) in bars:
        up = not number.startswith("−")
        assert (left if up else right) == pytest.approx(at, abs=2.5), number
        at = right if up else left
    assert min(abs(at - edge) for edge in total) <= 2.5


def test_a_click_on_a_bar_shows_its_event_on_the_map_and_so_does_enter(standing):
    page = standing.look("2022-09", member="KAZ")
    standing.about(ABOUT_KAZAKHSTAN)
    press = page.locator("[data-why] [data-part='hostile-1'] .bar-button")
    press.click()
    page.locator(".chosen-event [data-panel-event='hostile-1']").wait_for()
    assert page.locator("[data-map] [data-event='hostile-1'].chosen").is_visible()
    page.locator("[data-why] tr.shown[data-part='hostile-1']").wait_for()
    page.get_by_role("button", name="Let this event go").click()
    page.locator(".chosen-event").wait_for(state="detached")
    press.focus()
    page.keyboard.press("Enter")
    page.locator(".chosen-event [data-panel-event='hostile-1']").wait_for()


def test_a_click_that_began_before_the_panel_was_drawn_anew_is_not_lost(standing):
    page = standing.look("2022-09", member="KAZ")
    standing.about(ABOUT_KAZAKHSTAN)
    page.locator("[data-why] [data-part='hostile-1'] .bar-button").hover()
    page.mouse.down()
    standing.look("2022-09", member="BLR")
    page.get_by_text("How steady is the score of Belarus?").wait_for()
    standing.rest()
    expect(page.locator(".panel-heading")).to_contain_text("Kazakhstan")
    page.mouse.up()
    standing.heading("that bear on Belarus")
    page.locator(".chosen-event [data-panel-event='hostile-1']").wait_for()


def test_a_chosen_event_is_on_the_map_even_when_the_window_has_left_it_behind(standing):
    page = standing.look("2024-12", window="month", member="KAZ")
    assert page.locator("[data-map] [data-event='hostile-1']").count() == 0
    standing.about("in December 2024 that bear on Kazakhstan")
    page.locator("[data-why] [data-part='hostile-1'] .bar-button").click()
    assert page.locator("[data-map] .sheet:not(.other) [data-event='hostile-1'].chosen").is_visible()
    page.locator(".chosen-event [data-panel-event='hostile-1']").wait_for()


def test_each_part_leads_to_its_sentence_in_the_article_and_back_to_the_map(standing):
    page = standing.look("2022-09", member="KAZ")
    standing.about(ABOUT_KAZAKHSTAN)
    part = page.locator("[data-why] [data-part='hostile-1']")
    part.locator("summary").click()
    expect(part.locator("q")).to_have_text(HOSTILE_QUOTE)
    assert "Outlet <i>x</i>" in part.locator("cite").inner_text()
    assert "5 September 2022" in part.inner_text()
    with page.context.expect_page() as opened:
        part.get_by_role("link", name="Read it in the article").click()
    article = opened.value
    mark = article.locator("mark.chosen")
    expect(mark).to_have_text(HOSTILE_QUOTE)
    expect(mark).to_be_in_viewport()
    assert article.locator("[data-article] :is(img, script, b, i)").count() == 0
    assert article.evaluate("window.attacked") is None
    link = article.locator("a:has(mark.chosen)").get_attribute("href")
    assert parse_qs(urlparse(link).query) == {"date": ["2022-09"], "event": ["hostile-1"]}
    article.close()


def test_a_link_to_an_article_that_is_gone_says_so(visit):
    visit.page.goto(f"{visit.address}/article?document=../../etc/passwd")
    visit.page.get_by_text("This link names no article that is here").wait_for()


def test_the_chart_follows_the_chosen_state_without_being_drawn_anew(standing):
    page = standing.look("2022-09")
    page.wait_for_selector(".js-plotly-plot .trace")
    page.evaluate("document.querySelector('.js-plotly-plot').mark = 1")
    standing.look("2022-09", member="BLR")
    style = "[...document.querySelectorAll('.st-key-lines .trace')].map(node => getComputedStyle(node).opacity)"
    plain = "(lines) => lines.flatMap((opacity, number) => (opacity === '1' ? [number] : [])).join() === '1,9'"
    page.wait_for_function(f"({plain})({style})")  # second band, second line
    standing.heading("bear on Belarus")
    assert page.evaluate("document.querySelector('.js-plotly-plot').mark") == 1


def test_while_the_map_steps_the_server_hears_nothing_and_once_when_it_rests(browser, address):
    here = Visit(browser, address)
    sent = []
    here.page.on(
        "websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(BackMsg.FromString(frame)))
    )
    page = here.open("?date=2015-01")
    page.wait_for_selector(".js-plotly-plot .trace", state="attached")
    sent.clear()
    here.asked.clear()
    page.evaluate(TWELVE_STEPS)
    here.heading("January 2016")
    assert [url.partition("?date=")[2][:7] for url in here.asked] == ["2016-01"]
    for key in ("m", "t", "t", "p", "p", "h", "h"):  # between the viewer and the map, but for the colours of the panel
        page.keyboard.press(key)
    here.wait_until(lambda: len(here.asked) > 1)
    page.wait_for_timeout(500)  # for what should not come
    assert len(here.asked) == 2
    said = {message.WhichOneof("type") for message in sent}
    assert said <= {"app_heartbeat"}, "the page itself is not run for a step"
    page.close()


def test_a_link_to_an_event_that_is_gone_says_so(visit):
    page = visit.open("?date=2022-09&event=no-such-event")
    page.get_by_text("an event that is not here any more").wait_for()
