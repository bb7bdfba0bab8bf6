"""The running app in Chromium: opening, stepping, the address, choosing, the panel and the keyboard."""

from pathlib import Path
from urllib.parse import quote, urlparse

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
ABOUT_KAZAKHSTAN = "in the 12 months to September 2022 that bear on Kazakhstan"


def test_the_page_opens_with_nine_states_and_asks_nobody_else(visit):
    page = visit.open()
    assert page.locator("[data-iso3]").count() == 9
    assert page.get_attribute("[data-iso3=RUS]", "data-score") == ""
    page.wait_for_selector(".js-plotly-plot")
    page.get_by_text("What the colours mean").click()
    page.locator("[data-testid=stExpanderDetails] p").first.wait_for()
    hosts = {urlparse(url).hostname for url in visit.asked if not url.startswith(("blob:", "data:"))}
    assert hosts == {"localhost"}
    assert any(url.startswith("ws://localhost") for url in visit.asked)
    assert visit.complaints == []


def test_without_a_month_in_the_link_the_page_opens_at_the_last_month_with_an_event(visit):
    visit.open()
    assert visit.date() == "2024-11"


def test_keys_step_by_month_and_year_and_to_the_ends(standing):
    page = standing.look("2022-09")
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
        assert standing.date() == month, key


def test_the_slider_and_the_typed_month_step_too(standing):
    page = standing.look("2022-09")
    slider = page.get_by_role("slider", name="Date")
    assert slider.get_attribute("aria-valuetext") == "September 2022"
    slider.fill("0")
    assert standing.date() == "2010-01"
    slider.press("ArrowRight")
    assert standing.date() == "2010-02"
    page.get_by_label("Type a month (YYYY-MM)").fill("2019-04")
    assert standing.date() == "2019-04"


def test_keys_typed_into_a_field_do_not_move_the_map(standing):
    page = standing.look("2022-09")
    page.get_by_label("Speed of play").focus()
    page.keyboard.press("End")
    assert standing.date() == "2022-09"


def test_the_panel_and_the_address_follow_once_the_map_rests(standing):
    page = standing.look("2022-09")
    standing.heading("12 months to September 2022")
    page.keyboard.press("ArrowRight")
    standing.heading("12 months to October 2022")
    assert standing.query()["date"] == "2022-10"


def test_the_map_is_not_built_anew_when_the_panel_follows(standing):
    page = standing.look("2022-09")
    page.evaluate("document.querySelector('[data-map]').mark = document.querySelector('[data-iso3=KAZ]').mark = 1")
    page.keyboard.press("ArrowRight")
    standing.heading("12 months to October 2022")
    page.get_by_label("Events shown").select_option("month")
    standing.heading("in October 2022")
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
    assert visit.query() == {"date": "2022-08", "member": "ARM"}
    page.reload()
    visit.heading("August 2022")
    assert visit.date() == "2022-08"
    assert page.get_attribute("[data-iso3=ARM]", "aria-pressed") == "true"


def test_a_link_that_cannot_be_followed_says_so_and_opens(visit):
    page = visit.open("?date=2031-13&member=XXX&frame=none")
    assert visit.date() == "2024-11"
    expect(page.get_by_text("a month that is not here (2031-13)")).to_be_visible()
    expect(page.get_by_text("a state that is not here (XXX)")).to_be_visible()
    expect(page.get_by_text("a frame that is not here (none)")).to_be_visible()


def test_a_hostile_link_brings_nothing_onto_the_page(visit):
    asked = "![x](http://elsewhere.example/a.png) :red[a] $z$"
    page = visit.open(f"?date={quote(asked)}&member={quote('<img src=//elsewhere.example/b.png>')}")
    expect(page.get_by_text("The link asks for a month that is not here: they run from 2010-01")).to_be_visible()
    expect(page.get_by_text("The link asks for a state that is not here: known are ARM")).to_be_visible()
    assert not [url for url in visit.asked if "elsewhere" in urlparse(url).netloc]
    assert page.locator("[data-testid=stAlert] img, [data-testid=stAlert] a").count() == 0


def test_a_click_on_a_state_chooses_it_and_a_second_click_lets_it_go(standing):
    page = standing.look("2022-09")
    box = page.locator("[data-iso3=KAZ]").bounding_box()
    spot = box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.55
    page.mouse.click(*spot)
    standing.heading("Kazakhstan")
    page.locator("[data-why=KAZ]").wait_for()
    assert standing.query()["member"] == "KAZ"
    page.mouse.click(*spot)
    page.locator("[data-why]").wait_for(state="detached")
    assert "member" not in standing.query()


def test_the_parts_of_a_colour_add_up_to_its_sum(standing):
    page = standing.look("2022-09", member="KAZ")
    standing.about(ABOUT_KAZAKHSTAN)
    numbers = [
        float(text.replace("−", "-")) for text in page.locator("[data-why] td.number").all_text_contents() if text
    ]
    assert sum(numbers[:-1]) == pytest.approx(numbers[-1], abs=0.01 * len(numbers))


def test_each_part_of_a_colour_opens_into_its_sentence(standing):
    page = standing.look("2022-09", member="KAZ")
    standing.about(ABOUT_KAZAKHSTAN)
    part = page.locator("[data-why] [data-part='hostile-1']")
    part.locator("summary").click()
    expect(part.locator("q")).to_contain_text("and the end.")
    page.keyboard.press("ArrowRight")
    standing.heading("October 2022")
    assert part.locator("q").is_visible(), "what was open stays open"


def test_n_steps_through_the_chosen_states_events_only(standing):
    page = standing.look("2022-09", member="KAZ")
    seen = set()
    for _ in range(4):
        page.keyboard.press("n")
        seen.add(page.locator("[data-event].marker.chosen").get_attribute("data-event"))
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
    expect(page.locator(".tip")).to_contain_text("<img src=x onerror=window.attacked=4> **summary** $z$")
    expect(page.locator(".tip")).to_contain_text("<b>Almaty</b>")
    card = page.locator(".event[data-panel-event='hostile-1']").first
    card.locator("summary").click()
    text = card.inner_text()
    assert '<img src=x onerror="window.attacked=1"> **bold** $x^2$ :red[alarm]' in text
    assert "<script>window.attacked=2</script>" in text
    assert '<b onmouseover="window.attacked=3">Title</b> $y$ :blue[t]' in text
    assert "Reports disagree: place (<img src=x onerror=window.attacked=5> $v$ / Almaty)" in text
    assert card.locator("img, script, b, i:not(.bar)").count() == 0
    links = card.locator("a").evaluate_all("nodes => nodes.map((node) => node.getAttribute('href'))")
    assert all(link.startswith(("article?", "/article?", "./article?")) for link in links), links
    assert page.evaluate("window.attacked") is None


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


def test_the_panels_files_are_links_that_hold_the_events_shown(visit):
    page = visit.open("?date=2022-09&member=KAZ")
    visit.heading("Kazakhstan")
    with page.expect_download() as download:
        page.get_by_role("link", name="These events as CSV").click()
    assert download.value.suggested_filename == "events-2022-09-year-KAZ.csv"
    rows = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "hostile-1" in rows


def test_the_charts_line_moves_with_the_map(visit):
    page = visit.open("?date=2010-01")
    line = page.locator(".date-line")
    expect(line).to_have_attribute("style", "transform: translateX(0cqw);")
    page.keyboard.press("End")
    expect(line).to_have_attribute("style", "transform: translateX(100cqw);")
    page.locator(".js-plotly-plot .nsewdrag").wait_for(state="attached")
    page.wait_for_function(  # the chart takes its place, and its width, some time after the map
        """() => { const [plot, line] = [".js-plotly-plot .nsewdrag", ".date-line"]
            .map((css) => document.querySelector(css).getBoundingClientRect());
        return Math.abs(line.left - plot.right) <= 2 && Math.abs(line.top - plot.top) <= 2; }"""
    )
