"""Nothing on a slide lies over anything else or beyond its edge, however long its texts are."""

from itertools import combinations

import pytest

from dashboard.deck.layout import SHAPES, Box, height_of, lay_out, told_within
from dashboard.deck.slides import Apart, Quote, Slide, Told
from dashboard.picture.drawing import Paper, Picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
LONG = "Endless words about a very long summit " * 20


def slide(events=3, apart=True, text=LONG):
    told = [Told("May 2022", f"{number} {text}", Quote(text, f"Outlet, “{text}”", "a"), "") for number in range(events)]
    table = Apart(text, [(text, "−0.10")] * 8) if apart else None
    link = "http://localhost:8501/?date=2022-05"
    return Slide(text, "May 2022", text, Picture(SVG, text, Paper(900, 620)), table, told, text, link, "")


def overlap(a, b):
    across = a.left < b.left + b.wide - 0.001 and b.left < a.left + a.wide - 0.001
    return across and a.top < b.top + b.high - 0.001 and b.top < a.top + a.high - 0.001


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("apart", [True, False])
def test_no_box_lies_over_another_or_beyond_the_edge(shape, apart):
    wide, high = SHAPES[shape]
    laid = lay_out(slide(apart=apart), wide, high)
    pieces = [laid.headline, laid.caption, laid.events, laid.foot, laid.table_title]
    boxes = [piece[0] for piece in pieces if piece] + [box for box in (laid.map, laid.table, laid.code) if box]
    for box in boxes:
        assert box.left >= 0
        assert box.left + box.wide <= wide
        assert box.top >= 0
        assert box.top + box.high <= high
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_text_fits_its_box(shape):
    laid = lay_out(slide(text="A clause of some words that goes on for a while"), *SHAPES[shape])
    for box, lines in filter(None, (laid.headline, laid.caption, laid.events, laid.foot)):
        assert sum(height_of(line, box.wide) for line in lines) <= box.high + 0.05


def test_an_event_that_has_no_room_is_left_out_whole():
    events = [Told("May 2022", "Short", Quote("A sentence.", "Outlet", "a"), ""), *slide().events]
    shown = " ".join(line.text for line in told_within(events, Box(0, 0, 3, 1)))
    assert "A sentence." in shown
    assert "Endless" not in shown


def test_a_view_without_events_says_so():
    laid = lay_out(slide(events=0), *SHAPES["wide"])
    assert laid.events[1][0].text.startswith("No event of this view")


def test_a_long_sentence_ends_at_a_word_with_an_ellipsis():
    (_, quote, *_) = told_within(slide(events=1, text="word " * 200).events, Box(0, 0, 4, 9))
    assert quote.text.endswith("word …”")
