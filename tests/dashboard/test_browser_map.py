"""The running app in Chromium: stepping, colours, the address, the pointer and the keyboard."""

import re
from pathlib import Path
from urllib.parse import parse_qs, quote, urlparse

import pytest
from playwright.sync_api import expect

from alignment.scoring import score_members
from dashboard import colors
from events.documents import read_documents
from events.frames import effects_frame
from events.ingest import SEEDS
from tests.dashboard.serving import hostile_event, make_events

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def scores():
    documents = list(read_documents([SEEDS]))
    events = [event for group in make_events(documents).values() for event in group]
    return score_members(effects_frame([*events, hostile_event()])).set_index(["date", "member"])["score"]


def as_rgb(color):
    return "rgb({}, {}, {})".format(*(int(color[at : at + 2], 16) for at in (1, 3, 5)))


def edge(box):
    return box["x"] + box["width"] if box else 0


def query(page):
    return {name: values[0] for name, values in parse_qs(urlparse(page.url).query).items()}


def test_the_page_opens_with_nine_states_and_asks_nobody_else(visit):
    page = visit.open()
    assert page.locator("[data-iso3]").count() == 9
    assert page.get_attribute("[data-iso3=RUS]", "data-score") == ""
    page.wait_for_selector(".js-plotly-plot")
    page.get_by_text("What the colours mean").click()
    page.wait_for_timeout(500)
    hosts = {urlparse(url).hostname for url in visit.asked if not url.startswith(("blob:", "data:"))}
    assert hosts == {"localhost"}
    assert any(url.startswith("ws://localhost") for url in visit.asked)
    assert visit.complaints == []


def test_without_a_month_in_the_link_the_page_opens_at_the_last_month_with_an_event(visit):
    visit.open()
    assert visit.date() == "2024-11"


@pytest.mark.parametrize("month", ["2010-01", "2015-06", "2022-09", "2024-12"])
def test_every_colour_is_the_palettes_colour_of_the_score(visit, scores, month):
    page = visit.open(f"?date={month}")
    for member in ("ARM", "BLR", "KAZ", "KGZ", "TJK", "AZE", "GEO", "UZB"):
        shown = float(page.get_attribute(f"[data-iso3={member}]", "data-score"))
        assert shown == pytest.approx(scores[month, member], abs=5e-5)
        assert visit.fill(member) == as_rgb(colors.color_of(shown))


def test_keys_step_by_month_and_year_and_to_the_ends(visit):
    page = visit.open("?date=2022-09")
    for key, month in [
        ("ArrowRight", "2022-10"),
        ("ArrowLeft", "2022-09"),
        ("PageUp", "2023-09"),
        ("PageDown", "2022-09"),
        ("Home", "2010-01"),
        ("ArrowLeft", "2010-01"),
        ("End", "2024-12"),
        ("ArrowRight", "2024-12"),
    ]:
        page.keyboard.press(key)
        assert visit.date() == month, key


def test_a_step_changes_colours_as_the_scores_say(visit, scores):
    page = visit.open("?date=2016-01")
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    assert visit.date() == "2018-07"
    for member in ("ARM", "KAZ", "GEO"):
        assert visit.fill(member) == as_rgb(colors.color_of(scores["2018-07", member]))


def test_the_slider_and_the_typed_month_step_too(visit):
    page = visit.open("?date=2022-09")
    slider = page.get_by_role("slider", name="Date")
    assert slider.get_attribute("aria-valuetext") == "September 2022"
    slider.fill("0")
    assert visit.date() == "2010-01"
    slider.press("ArrowRight")
    assert visit.date() == "2010-02"
    page.get_by_label("Type a month (YYYY-MM)").fill("2019-04")
    assert visit.date() == "2019-04"


def test_keys_typed_into_a_field_do_not_move_the_map(visit):
    page = visit.open("?date=2022-09")
    page.get_by_label("Speed of play").focus()
    page.keyboard.press("End")
    assert visit.date() == "2022-09"


def test_play_runs_through_the_months_and_stops_at_the_end(visit):
    page = visit.open("?date=2024-09")
    page.get_by_label("Speed of play").select_option("10")
    page.locator("[data-map]").focus()
    page.keyboard.press(" ")
    visit.wait_for_date("2024-12")
    expect(page.locator(".play")).to_have_attribute("aria-label", "Play")


def test_space_pauses_what_it_started(visit):
    page = visit.open("?date=2010-01")
    page.locator("[data-map]").focus()
    page.keyboard.press(" ")
    page.wait_for_function("document.querySelector('[data-map]').dataset.date > '2010-02'")
    page.keyboard.press(" ")
    stopped = visit.date()
    page.wait_for_timeout(700)
    assert visit.date() == stopped


def test_the_panel_and_the_address_follow_once_the_map_rests(visit):
    page = visit.open("?date=2022-09")
    visit.heading("12 months to September 2022")
    page.keyboard.press("ArrowRight")
    visit.heading("12 months to October 2022")
    assert query(page)["date"] == "2022-10"


def test_the_map_is_not_built_anew_when_the_panel_follows(visit):
    page = visit.open("?date=2022-09")
    page.evaluate("document.querySelector('[data-map]').mark = document.querySelector('[data-iso3=KAZ]').mark = 1")
    page.keyboard.press("ArrowRight")
    visit.heading("12 months to October 2022")
    page.get_by_role("radio", name="This month").click()
    visit.heading("in October 2022")
    kept = "[document.querySelector('[data-map]').mark, document.querySelector('[data-iso3=KAZ]').mark]"
    assert page.evaluate(kept) == [1, 1]


def test_a_link_restores_month_state_and_frame(visit):
    page = visit.open("?date=2022-09&member=ARM&frame=full")
    assert visit.date() == "2022-09"
    assert page.get_attribute("[data-iso3=ARM]", "aria-pressed") == "true"
    assert page.get_attribute("[data-map]", "data-frame") == "full"
    visit.heading("bear on Armenia")
    page.locator("[data-map]").focus()
    page.keyboard.press("f")
    page.keyboard.press("ArrowLeft")
    visit.heading("August 2022")
    assert query(page) == {"date": "2022-08", "member": "ARM"}
    page.reload()
    visit.heading("August 2022")
    assert visit.date() == "2022-08"
    assert page.get_attribute("[data-iso3=ARM]", "aria-pressed") == "true"


def test_a_link_that_cannot_be_followed_says_so_and_opens(visit):
    page = visit.open("?date=2031-13&member=XXX&frame=none")
    assert visit.date() == "2024-11"
    assert page.get_by_text("a month that is not here (2031-13)").is_visible()
    assert page.get_by_text("a state that is not here (XXX)").is_visible()
    assert page.get_by_text("a frame that is not here (none)").is_visible()


def test_a_hostile_link_brings_nothing_onto_the_page(visit):
    asked = "![x](http://elsewhere.example/a.png) :red[a] $z$"
    page = visit.open(f"?date={quote(asked)}&member={quote('<img src=//elsewhere.example/b.png>')}")
    assert page.get_by_text("The link asks for a month that is not here: they run from 2010-01").is_visible()
    assert page.get_by_text("The link asks for a state that is not here: known are ARM").is_visible()
    assert not [url for url in visit.asked if "elsewhere" in urlparse(url).netloc]
    assert page.locator("[data-testid=stAlert] img, [data-testid=stAlert] a").count() == 0


def test_zoom_and_pan_survive_a_step(visit):
    page = visit.open("?date=2022-09")
    group = page.locator("[data-map] svg.sheet").first.locator("g[transform].zoomed")
    start = group.get_attribute("transform")
    box = page.locator("[data-iso3=KAZ]").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.wheel(0, -400)
    zoomed = group.get_attribute("transform")
    assert zoomed != start
    page.mouse.down()
    page.mouse.move(middle[0] + 60, middle[1] + 30, steps=4)
    page.mouse.up()
    panned = group.get_attribute("transform")
    assert panned != zoomed
    page.keyboard.press("ArrowRight")
    visit.heading("October 2022")
    assert group.get_attribute("transform") == panned
    assert page.locator("[data-iso3][aria-pressed=true]").count() == 0, "a drag is not a click"
    page.keyboard.press("0")
    assert group.get_attribute("transform") == start


def test_a_click_on_a_state_chooses_it_and_a_second_click_lets_it_go(visit):
    page = visit.open("?date=2022-09")
    box = page.locator("[data-iso3=KAZ]").bounding_box()
    spot = box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.55
    page.mouse.click(*spot)
    visit.heading("Kazakhstan")
    page.locator("[data-why=KAZ]").wait_for()
    assert query(page)["member"] == "KAZ"
    page.mouse.click(*spot)
    page.locator("[data-why]").wait_for(state="detached")
    assert "member" not in query(page)


def test_the_parts_of_a_colour_add_up_to_its_sum(visit):
    page = visit.open("?date=2022-09&member=KAZ")
    page.locator("[data-why=KAZ]").wait_for()
    numbers = [
        float(text.replace("−", "-")) for text in page.locator("[data-why] td.number").all_text_contents() if text
    ]
    assert sum(numbers[:-1]) == pytest.approx(numbers[-1], abs=0.01 * len(numbers))


def test_each_part_of_a_colour_opens_into_its_sentence(visit):
    page = visit.open("?date=2022-09&member=KAZ")
    part = page.locator("[data-why] [data-part='hostile-1']")
    part.locator("summary").click()
    assert "and the end." in part.locator("q").inner_text()
    page.keyboard.press("ArrowRight")
    visit.heading("October 2022")
    assert part.locator("q").is_visible(), "what was open stays open"


def test_n_steps_through_the_chosen_states_events_only(visit):
    page = visit.open("?date=2022-09&member=KAZ")
    seen = set()
    for _ in range(4):
        page.keyboard.press("n")
        seen.add(page.locator(".marker.chosen").get_attribute("data-event"))
    assert "hostile-1" in seen
    assert all("Kazakhstan" in page.locator(f"[data-panel-event='{event}']").first.inner_text() for event in seen)


def test_a_click_on_a_marker_shows_its_event_and_its_quote(visit):
    page = visit.open("?date=2022-09")
    page.locator('[data-event="hostile-1"] circle').click()
    chosen = page.locator(".chosen-event [data-panel-event='hostile-1']")
    chosen.wait_for()
    assert "and the end." in chosen.locator("q").inner_text()
    chosen.locator("summary").click()
    assert chosen.locator("mark").inner_text() == chosen.locator("q").inner_text()
    assert "A first sentence." in chosen.locator(".passage").inner_text()


def test_hostile_texts_are_shown_as_they_are_and_run_nothing(visit):
    page = visit.open("?date=2022-09&member=KAZ")
    page.locator("[data-panel-event='hostile-1']").first.wait_for()
    page.locator('[data-event="hostile-1"] circle').hover()
    tip = page.locator(".tip").inner_text()
    assert "<img src=x onerror=window.attacked=4> **summary** $z$" in tip
    assert "<b>Almaty</b>" in tip
    card = page.locator(".event[data-panel-event='hostile-1']").first
    card.locator("summary").click()
    text = card.inner_text()
    assert '<img src=x onerror="window.attacked=1"> **bold** $x^2$ :red[alarm]' in text
    assert "<script>window.attacked=2</script>" in text
    assert '<b onmouseover="window.attacked=3">Title</b> $y$ :blue[t]' in text
    assert "Reports disagree: place (<img src=x onerror=window.attacked=5> $v$ / Almaty)" in text
    assert card.locator("img, script, b, i:not(.bar), a").count() == 0
    assert page.evaluate("window.attacked") is None


def test_the_pointer_on_a_state_shows_its_score_band_and_line(visit, scores):
    page = visit.open("?date=2022-09")
    box = page.locator("[data-iso3=BLR]").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.7)
    tip = page.locator(".tip")
    shown = tip.inner_text()
    assert "Belarus" in shown
    assert f"{scores['2022-09', 'BLR']:+.2f}".replace("-", "−") in shown
    assert "80 % band" in shown
    assert tip.locator("svg polyline").count() == 1
    node = tip.evaluate("node => (node.firstChild.mark = 1)")
    page.mouse.move(box["x"] + box["width"] * 0.72, box["y"] + box["height"] * 0.7)
    assert tip.evaluate("node => node.firstChild.mark") == node, "moving within a state does not rebuild the tip"


def test_the_tip_stays_on_the_screen(visit):
    page = visit.open("?date=2022-09")
    for member in ("BLR", "TJK", "GEO"):
        box = page.locator(f"[data-iso3={member}]").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        tip = page.locator(".tip").bounding_box()
        assert tip["x"] >= 0
        assert tip["y"] >= 0
        assert tip["x"] + tip["width"] <= 1600
        assert tip["y"] + tip["height"] <= 1000


def test_the_keyboard_alone_reaches_states_events_frame_and_help(visit):
    page = visit.open("?date=2022-09")
    page.locator("[data-map]").focus()
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.dataset.iso3 || document.activeElement.getAttribute('aria-label')")
        )
    assert {"ARM", "KAZ", "UZB", "Play", "Member", "Date", "Zoom in (+)", "Keys (?)"} <= reached
    page.locator("[data-iso3=TJK]").focus()
    page.keyboard.press("Enter")
    visit.heading("Tajikistan")
    page.keyboard.press("Escape")
    page.locator("[data-why]").wait_for(state="detached")
    page.keyboard.press("n")
    page.locator(".chosen-event").wait_for()
    page.keyboard.press("f")
    assert page.get_attribute("[data-map]", "data-frame") == "full"
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def test_zones_are_drawn_while_they_hold(visit):
    page = visit.open("?date=2022-01")
    zones = "[...document.querySelectorAll('[data-zone]')].map((node) => node.dataset.zone)"
    assert "kazakhstan-unrest" in page.evaluate(zones)
    page.keyboard.press("PageUp")
    assert "kazakhstan-unrest" not in page.evaluate(zones)
    assert "crimea" in page.evaluate(zones)
    assert page.locator("[data-zone=crimea] title").text_content()


def test_a_state_outside_the_treaty_is_dashed_and_says_so(visit):
    page = visit.open("?date=2012-06")
    dashed = "getComputedStyle(document.querySelector('[data-iso3=UZB]')).strokeDasharray"
    assert page.evaluate(dashed) == "none"
    page.keyboard.press("PageUp")
    assert page.evaluate(dashed) != "none"
    assert "not a CSTO member" in page.get_attribute("[data-iso3=UZB]", "aria-label")


def test_a_member_that_froze_its_part_is_not_drawn_as_an_outsider(visit):
    page = visit.open("?date=2024-12")
    assert page.evaluate("getComputedStyle(document.querySelector('[data-iso3=ARM]')).strokeDasharray") == "none"
    assert "its part frozen" in page.get_attribute("[data-iso3=ARM]", "aria-label")


def test_the_downloads_hold_the_events_that_are_shown(visit):
    page = visit.open("?date=2022-09&member=KAZ")
    visit.heading("Kazakhstan")
    with page.expect_download() as download:
        page.get_by_role("button", name="These events as CSV").click()
    assert download.value.suggested_filename == "events-2022-09-year-KAZ.csv"
    rows = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "hostile-1" in rows


def test_the_charts_line_moves_with_the_map(visit):
    page = visit.open("?date=2010-01")
    page.wait_for_selector(".js-plotly-plot")
    assert page.evaluate("document.querySelector('.date-line').style.left") == "0%"
    page.keyboard.press("End")
    assert page.evaluate("document.querySelector('.date-line').style.left") == "100%"
    plot = page.locator(".js-plotly-plot .nsewdrag").bounding_box()
    line = page.locator(".date-line").bounding_box()
    assert line["x"] == pytest.approx(plot["x"] + plot["width"], abs=2)
    assert line["y"] == pytest.approx(plot["y"], abs=2)


def test_a_phone_shows_everything_without_scrolling_sideways(phone):
    page = phone.open("?date=2022-09&member=KAZ")
    page.wait_for_selector(".js-plotly-plot")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    parts = page.locator(".csto-map .bar > *, .csto-map .track, .inset, .legend .key, .csto-panel .event").all()
    assert parts
    assert [part for part in parts if edge(part.bounding_box()) > 391] == []
    buttons = page.locator(".csto-map .bar > button, .csto-map select, .zoom-buttons button").all()
    assert min(one.bounding_box()["height"] for one in buttons) >= 36
    box = page.locator("[data-iso3=BLR]").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.7)
    phone.heading("Belarus")


def test_the_hatch_for_no_evidence_lies_only_over_states_without_events(visit):
    page = visit.open("?date=2010-01")
    hatched = "document.querySelector('[data-map] svg.sheet').querySelectorAll('.cover.shown').length"
    assert page.evaluate(hatched) == 7  # one state has an event in the first month
    page.keyboard.press("End")
    assert page.evaluate(hatched) == 0
    assert re.search(r"no evidence", page.inner_text("[data-legend]"))
