"""A picture shows what the map shows: the same colours, names, zones and events, and the same caption."""

import re
from xml.etree import ElementTree

import pytest

from dashboard import colors
from dashboard.address import Opening
from dashboard.map.bundle import score_grids
from dashboard.picture.drawing import Drawing, DrawingError, Paper, Words
from dashboard.picture.styles import SVG
from tests.dashboard.serving import HOSTILE_TITLE

VIEW = Opening("2022-09")
PAPER = Paper()
SHAPES = {"svg", "g", "defs", "pattern", "title", "path", "rect", "line", "circle", "polygon", "text", "tspan"}


def elements(picture, name):
    return list(ElementTree.fromstring(picture.svg).iter(f"{{{SVG}}}{name}"))


def texts(picture):
    return ["".join(element.itertext()) for element in elements(picture, "text")]


def fills(picture):
    return {path.get("data-iso3"): path.get("fill") for path in elements(picture, "path") if path.get("data-iso3")}


@pytest.mark.parametrize("colour", ["muted", "smooth", "classes"])
def test_a_state_has_the_colour_that_its_score_has_everywhere(drawing, tables, colour):
    now = tables.scores[tables.scores["date"] == "2022-09"].set_index("member")
    drawn = fills(drawing.picture(Opening("2022-09", colour=colour), PAPER, Words()))
    assert set(drawn) == {*tables.members, "RUS"}
    for member in tables.members:
        row = now.loc[member]
        assert drawn[member] == colors.fill_of(row["score"], row["low"], row["high"], colour)


def test_each_state_is_named_once_on_the_map_and_the_month_above_it(drawing):
    told = texts(drawing.picture(VIEW, PAPER, Words()))
    assert "September 2022" in told
    assert {"Belarus", "Kazakhstan", "Russia"} <= set(told)
    assert told.count("Kazakhstan") <= 2  # on the map, and in the inset of the Fergana valley


def test_the_caption_is_the_pages_and_stands_in_the_picture(drawing):
    picture = drawing.picture(VIEW, PAPER, Words())
    assert picture.caption == drawing.caption(VIEW)
    shown = " ".join(" ".join("".join(element.itertext()) for element in text) for text in elements(picture, "text"))
    assert picture.caption.split()[0] in shown
    assert picture.caption in ElementTree.fromstring(picture.svg).findtext(f"{{{SVG}}}title")


def test_the_notes_and_the_mark_of_a_changed_method_stand_in_it(drawing):
    told = texts(drawing.picture(VIEW, PAPER, Words(notes=("Where it comes from.",), mark="Not the default method")))
    assert "Where it comes from." in told
    assert "Not the default method" in told


def test_a_changed_method_colours_by_its_own_scores(drawing, tables):
    grids = score_grids(tables.scores.assign(score=1.0, low=0.95, high=1.0), tables.months, tables.members)
    changed = fills(drawing.picture(VIEW, PAPER, Words(), grids))
    assert {changed[member] for member in tables.members} == {colors.fill_of(1.0, 0.95, 1.0, "muted")}
    assert fills(drawing.picture(VIEW, PAPER, Words())) != changed


def test_two_dates_stand_side_by_side_and_a_change_has_its_own_heading(drawing):
    both = drawing.picture(Opening("2022-09", mode="compare", compare="2016-04"), PAPER, Words())
    assert {"April 2016", "September 2022", "April 2016 vs. September 2022"} <= set(texts(both))
    change = drawing.picture(Opening("2022-09", mode="change", compare="2016-04"), PAPER, Words())
    assert "Change from April 2016 to September 2022" in texts(change)
    assert "moved away from Moscow" in texts(change)


def test_a_picture_drawn_before_changes_nothing_of_the_next(tables, drawing):
    fresh = Drawing(_bundle(tables), colors.variables())
    for month in ("2014-03", "2019-11"):
        drawing.picture(Opening(month), PAPER, Words())
    again, first = drawing.picture(VIEW, PAPER, Words()), fresh.picture(VIEW, PAPER, Words())
    assert _without_ids(again.svg) == _without_ids(first.svg)


def test_the_map_alone_has_its_legend_and_neither_heading_nor_caption(drawing):
    picture = drawing.map_alone(VIEW, PAPER)
    told = texts(picture)
    assert {"Belarus", "conflict zone"} <= set(told)
    assert "September 2022" not in told
    assert picture.caption
    assert picture.caption.split(".")[0] not in " ".join(told)


@pytest.mark.parametrize("paper", [Paper(1600, 900), Paper(1200, 900), Paper(900, 900)])
def test_all_text_lies_on_the_paper(drawing, paper):
    picture = drawing.picture(VIEW, paper, Words(notes=("A note. " * 60,)))
    root = ElementTree.fromstring(picture.svg)
    assert (root.get("width"), root.get("height")) == (str(paper.width), str(paper.height))
    for span in root.iter(f"{{{SVG}}}tspan"):
        if span.get("y"):
            assert -1 <= float(span.get("y")) <= paper.height


def test_text_of_articles_stays_text(drawing, tables):
    event = next(row for row in tables.events.itertuples() if row.summary)
    picture = drawing.picture(Opening("2022-09", event=event.event_id), PAPER, Words(notes=(HOSTILE_TITLE,)))
    pieces = list(ElementTree.fromstring(picture.svg).iter())
    assert {piece.tag.removeprefix(f"{{{SVG}}}") for piece in pieces} <= SHAPES
    assert not any(name.startswith("on") for piece in pieces for name in piece.attrib)
    assert any(HOSTILE_TITLE in text for text in texts(picture))


def test_control_characters_of_articles_leave_a_picture_that_can_be_read(drawing):
    picture = drawing.picture(VIEW, PAPER, Words(notes=("A\x00B\x01C \ud800 D",)))
    assert "A�B�C � D" in texts(picture)


def test_what_cannot_be_drawn_is_one_line():
    with pytest.raises(DrawingError, match=r"^The picture could not be drawn: [^\n]+$"):
        Drawing("{}", colors.variables())


def _bundle(tables):
    from dashboard.loading.latest import bundle_text

    return bundle_text(tables)


def _without_ids(svg):
    return re.sub(r"sheet\d+", "sheet", svg)
