"""Many months on one sheet: each map by its month, and what belongs to all of them once."""

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from dashboard.address import Opening
from dashboard.colors import fill_of
from dashboard.map.bundle import score_grids
from dashboard.picture import raster
from dashboard.picture.drawing import Frame, Words
from dashboard.picture.small_multiples import A4, SHEET, chosen, small_multiples

VIEW = Opening("2022-09", member="ARM")
MONTHS = [f"{year}-{month:02d}" for year in range(2010, 2025) for month in range(1, 13)]

SHEET_NUMBER = re.compile(r"(?<=sheet)\d+")
"""Of the patterns' ids: an engine counts its sheets on."""


@pytest.fixture(scope="module")
def sheet(tables):
    return small_multiples(tables, VIEW, "months", page="http://localhost/")


def texts(svg):
    return re.findall(r"<tspan[^>]*>([^<]*)</tspan>", svg)


def test_the_months_are_those_of_the_views_year_and_the_years_end_in_december():
    frames, heading = chosen(MONTHS, "2022-09", "months")
    assert heading == "Months of 2022"
    assert [frame.month for frame in frames] == MONTHS[144:156]
    assert [frame.title for frame in frames[:2]] == ["January", "February"]
    frames, heading = chosen(MONTHS, "2022-09", "years")
    assert heading == "The end of each year, 2010 to 2024"
    assert [frame.month for frame in frames] == MONTHS[11::12]
    assert frames[0].title == "December 2010"


def test_heading_legend_and_source_stand_once_and_every_month_has_its_title(sheet):
    told = texts(sheet.svg)
    assert [told.count(month) for month in ("January", "June", "December")] == [1, 1, 1]
    assert told.count("Months of 2022") == 1
    assert told.count("conflict zone") == 1
    assert sum("http://localhost/?date=2022-09" in text for text in told) == 1
    assert sum(text.startswith("From ") for text in told) == 1


def test_each_small_map_has_the_colours_of_its_own_month(tables, drawing):
    towards = tables.scores["date"] == "2022-03"
    score = towards.astype(float) * 2 - 1
    scores = tables.scores.assign(score=score, low=score - 0.05, high=score + 0.05)
    grids = score_grids(scores, tables.months, tables.members)
    near, away = (fill_of(one, one - 0.05, one + 0.05, "muted") for one in (1.0, -1.0))

    def drawn(*months):
        frames = [Frame(month, month) for month in months]
        svg = drawing.frames(VIEW, frames, "Heading", SHEET, Words(), grids).svg
        return svg.count(near), svg.count(away)

    legend = min(drawn("2022-03")[1], drawn("2022-02")[0])
    one_near, one_away = drawn("2022-03")[0] - legend, drawn("2022-02")[1] - legend
    assert min(one_near, one_away) >= len(tables.members)
    assert drawn("2022-02", "2022-03", "2022-04") == (one_near + legend, 2 * one_away + legend)


def test_a_comparison_and_a_chosen_event_are_left_out(tables, sheet):
    compared = replace(VIEW, mode="change", compare="2016-04", event="hostile-1")
    again = small_multiples(tables, compared, page="http://localhost/")
    assert SHEET_NUMBER.sub("", again.svg) == SHEET_NUMBER.sub("", sheet.svg)


def test_it_prints_on_one_sheet_of_a4(sheet):
    (page,) = PdfReader(io.BytesIO(raster.pdf(sheet, *A4))).pages
    size = [float(length) / 72 * 25.4 for length in (page.mediabox.width, page.mediabox.height)]
    assert size == pytest.approx(A4, abs=0.5)
    assert SHEET.width / SHEET.height == pytest.approx(A4[0] / A4[1], abs=0.001)
