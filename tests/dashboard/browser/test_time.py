"""Time on the map, in Chromium: steps, the typed date, playing, from event to event, the window, the coverage strip."""

import pytest
from playwright.sync_api import expect

from tests.dashboard.conftest import Visit

pytestmark = pytest.mark.browser

TYPED = "Type a month (YYYY-MM)"
# What the button that plays says from now on: at full speed it has said it before anybody looks.
BUTTON_SAYS = """() => { const play = document.querySelector(".play");
window.said = [];
new MutationObserver(() => window.said.push(play.ariaLabel)).observe(play, { attributeFilter: ["aria-label"] }); }"""


def test_a_step_is_a_month_or_a_year_and_the_last_month_is_reached(standing):
    page = standing.look("2022-09")
    page.locator("[data-map]").focus()
    page.keyboard.press("s")
    expect(page.get_by_label("Step by")).to_have_value("year")
    for key, month in [("ArrowRight", "2023-09"), ("ArrowRight", "2024-09"), ("ArrowRight", "2024-12")]:
        page.keyboard.press(key)
        assert standing.date() == month
    page.get_by_label("Step by").select_option("month")
    page.locator("[data-map]").focus()
    page.keyboard.press("ArrowLeft")
    assert standing.date() == "2024-11"


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2019-04", "2019-04"),
        ("9/2022", "2022-09"),
        ("Sep 2021", "2021-09"),
        ("december 2010", "2010-12"),
        ("2013", "2013-01"),
    ],
)
def test_a_month_may_be_typed_in_several_ways(standing, text, month):
    page = standing.look("2016-06")
    page.get_by_label(TYPED).fill(text)
    page.keyboard.press("Enter")
    assert standing.date() == month
    assert page.get_by_label(TYPED).get_attribute("aria-invalid") == "false"


@pytest.mark.parametrize("text", ["13/2022", "1999-01", "spring"])
def test_what_is_no_month_of_the_map_is_marked_and_moves_nothing(standing, text):
    page = standing.look("2016-06")
    page.get_by_label(TYPED).fill(text)
    page.keyboard.press("Enter")
    assert standing.date() == "2016-06"
    assert page.get_by_label(TYPED).get_attribute("aria-invalid") == "true"
    page.keyboard.press("Escape")


def test_the_speed_goes_from_one_to_twenty_steps_a_second(standing):
    page = standing.look("2016-06")
    speed = page.get_by_label("Speed of play")
    assert (speed.get_attribute("min"), speed.get_attribute("max")) == ("1", "20")
    speed.fill("20")
    page.locator("[data-map]").focus()
    page.keyboard.press(".")
    assert page.locator(".speed-said").inner_text() == "20/s"
    page.keyboard.press(",")
    assert page.locator(".speed-said").inner_text() == "19/s"


def test_playing_runs_through_months_or_years_and_stops_at_the_last_month(standing):
    page = standing.look("2024-03")
    page.get_by_label("Speed of play").fill("20")
    page.locator("[data-map]").focus()
    page.evaluate(BUTTON_SAYS)
    page.keyboard.press(" ")
    standing.wait_for_date("2024-12")
    assert page.evaluate("window.said") == ["Pause", "Play"]
    standing.look("2012-05", step="year")
    page.keyboard.press(" ")
    standing.wait_for_date("2024-12")


def test_space_pauses_what_it_started(standing):
    page = standing.look("2010-01")
    page.get_by_label("Speed of play").fill("4")
    page.locator("[data-map]").focus()
    page.keyboard.press(" ")
    page.wait_for_function("document.querySelector('[data-map]').dataset.date > '2010-02'")
    page.keyboard.press(" ")
    stopped = standing.date()
    page.wait_for_timeout(600)
    assert standing.date() == stopped


def test_shift_and_an_arrow_go_from_event_to_event_with_the_months_in_between_left_out(standing):
    page = standing.look("2021-02")
    page.locator("[data-map]").focus()
    page.keyboard.press("Shift+ArrowRight")
    assert standing.date() == "2021-03"
    assert page.locator("[data-event].marker.chosen").get_attribute("data-event") == "zone-1"
    page.keyboard.press("Shift+ArrowRight")
    assert standing.date() > "2021-03"
    page.keyboard.press("Shift+ArrowLeft")
    assert standing.date() == "2021-03"
    standing.look("2021-02", member="KAZ")
    page.keyboard.press("Shift+ArrowRight")
    assert standing.date() > "2021-03", "only events that bear on the chosen state"


def test_events_are_shown_for_a_month_a_year_five_years_or_all_until_now(standing):
    counts = []
    for window in ("month", "year", "five", "all"):
        page = standing.look("2022-09", window=window)
        singles = page.locator(".sheet .marker").count()
        discs = page.locator(".sheet .disc .count").all_text_contents()
        counts.append(singles + sum(map(int, discs)))
    assert counts[0] == 2
    assert counts == sorted(counts)
    assert counts[3] > counts[2] > counts[1] > counts[0]
    page.locator("[data-map]").focus()
    page.keyboard.press("w")
    expect(page.get_by_label("Events shown")).to_have_value("month")
    standing.heading("in September 2022")


def test_many_events_at_one_place_are_a_disc_with_their_number_which_a_click_lists(standing):
    page = standing.look("2024-12", window="all")
    disc = page.locator('svg.sheet:not(.inset svg) .disc[data-spot="53.900,27.560"]').first
    assert disc.locator(".count").text_content() == "8"
    disc.locator("circle").click()
    standing.heading("8 events up to December 2024, at Minsk")
    assert page.locator(".csto-panel [data-panel-event]").count() == 8
    assert standing.query()["place"].startswith("53.900,")
    standing.look("2024-12")


def test_the_strip_below_the_slider_shows_events_and_articles_of_each_month(standing):
    page = standing.look("2022-09")
    assert page.locator(".coverage .events").count() == page.locator(".coverage .articles").count() > 40
    assert page.locator(".coverage-said").inner_text() == "In this month: 2 events from 2 articles"
    strip, slider = page.locator(".coverage").bounding_box(), page.get_by_role("slider", name="Date").bounding_box()
    assert strip["y"] >= slider["y"]
    standing.look("2021-03")
    assert page.locator(".coverage-said").inner_text() == "In this month: 1 event from 1 article"


def test_who_asked_for_less_motion_gets_the_slowest_speed_and_no_transitions(browser, address):
    here = Visit(browser, address, reduced_motion="reduce")
    page = here.open("?date=2022-09")
    assert page.get_by_label("Speed of play").input_value() == "1"
    duration = "getComputedStyle(document.querySelector('.marker circle')).transitionDuration"
    assert page.evaluate(duration) == "0s"
    page.close()
