"""Colours of the map in Chromium: three ways of colouring, what they rest on, membership by outline, contrast."""

import re
from datetime import date

import pytest

from alignment.membership import status
from dashboard import colors
from tests.dashboard.contrast import contrast, read_colors

pytestmark = pytest.mark.browser

MEMBERS = ("ARM", "BLR", "KAZ", "KGZ", "TJK", "AZE", "GEO", "UZB")
LABELS = (".state-name", ".zone-name", ".neighbour-name", ".water-name", ".place-name")
# Colours of the first name of each kind, on a light or dark page; in one go, since a run of the page dresses it anew.
FILLS = """([names, dark, ink]) => { const map = document.querySelector("[data-map]");
map.classList.toggle("dark", dark);
map.style.setProperty("--ink", ink);
const found = names.map((name) => [name, map.querySelector(`.labels ${name}`)]).filter(([, node]) => node);
const fills = Object.fromEntries(found.map(([name, node]) => [name, getComputedStyle(node).fill]));
map.classList.remove("dark");
map.style.removeProperty("--ink");
return fills; }"""


def as_rgb(color):
    return "rgb({}, {}, {})".format(*(int(color[at : at + 2], 16) for at in (1, 3, 5)))


@pytest.fixture(scope="module")
def rows(tables):
    return tables.scores.set_index(["date", "member"])


@pytest.mark.parametrize("colour", colors.COLOURS)
def test_every_fill_is_the_palettes_for_the_score_and_its_band(standing, rows, colour):
    for month in ("2010-01", "2015-06", "2022-09", "2024-12"):
        page = standing.look(month, colour=colour)
        for member in MEMBERS:
            row = rows.loc[month, member]
            assert float(page.get_attribute(f"[data-iso3={member}]", "data-score")) == pytest.approx(
                row.score, abs=5e-5
            )
            wanted = colors.fill_of(round(row.score, 4), round(row.low, 4), round(row.high, 4), colour)
            assert standing.fill(member) == as_rgb(wanted), (month, member)


def test_each_way_of_colouring_has_its_own_legend_in_its_own_colours(standing):
    page = standing.look("2022-09", colour="muted")
    wedge = page.locator("[data-legend] .wedge .cell")
    fills = wedge.evaluate_all("nodes => nodes.map((node) => node.style.fill)")
    assert fills == [as_rgb(color) for row in colors.MUTED for color in row]
    assert page.locator("[data-legend] .stand").count() == 8
    standing.look("2022-09", colour="classes")
    assert not wedge.first.is_visible()
    cells = page.locator("[data-legend] .scale-one:not(.wedge-box) .seven i").evaluate_all(
        "nodes => nodes.map((node) => node.style.background)"
    )
    assert cells == [as_rgb(color) for color in colors.SEVEN]
    standing.look("2022-09", colour="smooth")
    assert as_rgb(colors.PALETTE[0]) in page.locator("[data-legend] .scale .ramp").evaluate(
        "node => node.style.background"
    )


def test_what_is_painted_is_the_fill(standing):
    page = standing.look("2022-09", colour="classes")
    spot = page.evaluate(
        """() => { const box = document.querySelector('[data-iso3=KAZ]').getBoundingClientRect();
        return [box.left + box.width * 0.3, box.top + box.height * 0.42]; }"""
    )
    pixels = read_colors(page, {"x": spot[0], "y": spot[1], "width": 4, "height": 4})
    assert set(pixels) == {standing.fill("KAZ")}


def test_no_evidence_carried_forward_and_outside_have_fills_of_their_own(standing, rows):
    page = standing.look("2010-01")
    quiet = "[...document.querySelectorAll('[data-iso3][data-quiet=none]')].length"
    assert page.evaluate(quiet) == 7  # one state has an event in the first month
    pattern = "code => [...document.querySelectorAll('.cover')].map((node) => node.getAttribute('fill'))"
    assert sum("none" in (fill or "") and "url" in (fill or "") for fill in page.evaluate(pattern, "")) >= 7
    standing.look("2024-12", member=None)
    states = {
        member: (
            page.get_attribute(f"[data-iso3={member}]", "data-quiet"),
            page.get_attribute(f"[data-iso3={member}]", "data-status"),
        )
        for member in MEMBERS
    }
    assert states["AZE"][1] == "left"
    assert states["ARM"][1] == "frozen"
    assert not any(quiet == "none" for quiet, _ in states.values())
    assert {"carried", ""} >= {quiet for quiet, _ in states.values()}
    assert any(quiet == "carried" for quiet, _ in states.values())
    ids = [
        re.sub(r"sheet\d+-", "", one)
        for one in page.evaluate("[...document.querySelectorAll('.sheet pattern')].map((node) => node.id)")
    ]
    assert {"none", "carried", "outside"} <= set(ids)


def test_a_pattern_is_seen_over_the_colour_of_a_state_without_evidence(standing):
    page = standing.look("2010-01")
    box = page.locator("[data-iso3=KAZ]").bounding_box()
    clip = {"x": box["x"] + box["width"] * 0.3, "y": box["y"] + box["height"] * 0.4, "width": 40, "height": 40}
    assert len(set(read_colors(page, clip))) > 1


def test_membership_is_told_by_the_outline(standing):
    dashes = """code => { const path = document.querySelector(`[data-iso3=${code}]`);
    const sheet = path.closest('svg.sheet');
    const same = (node) => node.getAttribute('d') === path.getAttribute('d');
    const outline = [...sheet.querySelectorAll('.outline')].find(same);
    return getComputedStyle(outline).strokeDasharray; }"""
    page = standing.look("2012-06")
    member = page.evaluate(dashes, "UZB")
    standing.look("2013-06")
    left = page.evaluate(dashes, "UZB")
    assert "not a CSTO member" in page.get_attribute("[data-iso3=UZB]", "aria-label")
    standing.look("2024-12")
    frozen = page.evaluate(dashes, "ARM")
    assert "its part frozen" in page.get_attribute("[data-iso3=ARM]", "aria-label")
    assert member == "none"
    assert len({member, left, frozen}) == 3
    assert status("UZB", date(2013, 6, 30)) == "left"


@pytest.mark.parametrize("dark", [False, True])
def test_names_on_the_map_stand_out_from_their_halo(standing, dark):
    page = standing.look("2022-09", frame="south-caucasus")
    ground, ink = ("#0e1117", "#fafafa") if dark else ("#ffffff", "#31333f")
    fills = page.evaluate(FILLS, [LABELS, dark, ink])
    assert {".state-name", ".place-name"} <= set(fills)
    for name, fill in fills.items():
        assert contrast(fill, ground) >= 4.5, (name, fill)
