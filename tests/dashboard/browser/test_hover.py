"""The tip at the pointer, in Chromium: what it says of states, events and zones, and that it stays on the screen."""

import pytest
from playwright.sync_api import expect

from dashboard import wording
from dashboard.state.aggregates import support

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def rows(tables):
    return tables.scores.set_index(["date", "member"])


def point_at(page, code, x, y):
    box = page.locator(f"[data-iso3={code}]").bounding_box()
    page.mouse.move(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    tip = page.locator(".tip")
    tip.wait_for()
    return tip


def test_a_states_tip_tells_score_band_change_events_and_sources_with_a_sparkline(standing, rows, tables):
    page = standing.look("2022-09")
    tip = point_at(page, "BLR", 0.7, 0.7)
    now, before = rows.loc["2022-09", "BLR"], rows.loc["2021-09", "BLR"]
    grids = support(tables.effects, tables.mentions, tables.months, tables.members)
    at = tables.months.index("2022-09"), tables.members.index("BLR")
    events, articles = grids["events"][at[0]][at[1]], grids["articles"][at[0]][at[1]]
    for text in (
        "Belarus",
        "September 2022 · CSTO member",
        wording.signed(now.score),
        f"{wording.signed(now.low)} to {wording.signed(now.high)}",
        wording.signed(now.score - before.score),
        f"{events} from {articles} source",
    ):
        expect(tip).to_contain_text(text)
    assert tip.locator("svg polyline").count() == 1
    assert tip.locator("svg circle").count() == 1


def test_a_tip_says_when_a_value_is_carried_forward_or_rests_on_membership_alone(standing):
    page = standing.look("2010-01")
    expect(point_at(page, "KAZ", 0.3, 0.42)).to_contain_text("No evidence yet")
    standing.look("2024-12")
    quiet = page.evaluate("document.querySelector('[data-iso3][data-quiet=carried]').dataset.iso3")
    standing.look("2024-12", frame="full")
    spot = {"KAZ": (0.3, 0.42), "BLR": (0.6, 0.7), "UZB": (0.3, 0.4)}.get(quiet, (0.5, 0.5))
    expect(point_at(page, quiet, *spot)).to_contain_text("Value carried forward: no event for")


def test_a_tip_is_not_built_anew_while_the_pointer_stays_on_a_state(standing):
    page = standing.look("2022-09")
    tip = point_at(page, "BLR", 0.7, 0.7)
    tip.evaluate("node => { node.firstChild.mark = 1; }")
    point_at(page, "BLR", 0.72, 0.7)
    assert tip.evaluate("node => node.firstChild.mark") == 1


def test_the_tip_over_a_zone_tells_what_it_was(standing):
    page = standing.look("2022-09", frame="western")
    box = page.locator("[data-zone=crimea] .shape").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.5)
    expect(page.locator(".tip")).to_contain_text("occupied by Russia")


def test_the_tip_over_a_disc_names_the_places_and_their_numbers(standing):
    page = standing.look("2024-12", window="all")
    page.locator('.disc[data-spot="53.900,27.560"]').first.hover()
    expect(page.locator(".tip")).to_contain_text("8 events")
    expect(page.locator(".tip")).to_contain_text("Minsk 8")


def test_the_tip_stays_on_the_screen(standing):
    page = standing.look("2022-09")
    for member in ("BLR", "TJK", "GEO"):
        tip = point_at(page, member, 0.5, 0.5).bounding_box()
        assert tip["x"] >= 0
        assert tip["y"] >= 0
        assert tip["x"] + tip["width"] <= 1920
        assert tip["y"] + tip["height"] <= 1080
