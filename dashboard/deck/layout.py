"""Where things stand on a slide, and how much of each text has room there; the same for PPTX and PDF.

In: a `Slide` and the slide's size in inches. Out: a `Layout`: boxes, and the lines of text within them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.deck.fitting import POINTS, clipped, lines_of
from dashboard.deck.slides import Changes, Slide, Told

SHAPES = {"wide": (13.333, 7.5), "classic": (10.0, 7.5)}
"""By its word, the slide's width and height in inches: 16:9 and 4:3."""
EDGE, GAP = 0.4, 0.25
TOP, BOTTOM = 1.75, 0.75
FOOT = 0.5
MAP_SHARE = 0.62
CHANGES_SHARE = 0.4
ROW, NUMBER, WIDE_NUMBER = 0.27, 0.65, 0.9
HEADLINE, DATE, CAPTION, TITLE, QUOTE, CELL, SMALL = 28, 14, 12, 12, 11, 10, 9
"""Sizes of type, in points."""
LEADING = 1.25
CAPTION_LINES = 3
LONGEST_QUOTE = 260
"""Letters of a sentence on a slide; the speaker's notes have it whole."""
NOTHING = "No event of this view is dated to the month or moved a score."


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its text, its size in points, and whether it is bold."""

    text: str
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A slide laid out. `table` is None where no score is taken apart."""

    headline: tuple[Box, Sequence[Line]]
    caption: tuple[Box, Sequence[Line]]
    map: Box
    events: tuple[Box, Sequence[Line]]
    table_title: tuple[Box, Sequence[Line]] | None
    table: Box | None
    rows: Sequence[tuple[str, str]]
    foot: tuple[Box, Sequence[Line]]
    code: Box | None


def lay_out(slide: Slide, wide: float, high: float) -> Layout:
    """Where everything of the slide stands.

    Parameters
    ----------
    slide : Slide
        What stands on it.
    wide, high : float
        The slide's size in inches.
    """
    room = wide - 2 * EDGE
    head = [Line(slide.date, DATE, bold=True)] if slide.date else []
    caption = [*head, Line(clipped(slide.caption, CAPTION, room, CAPTION_LINES - len(head)), CAPTION)]
    most = high - TOP - BOTTOM
    ratio = slide.picture.paper.height / slide.picture.paper.width
    map_wide = min(room * MAP_SHARE, most / ratio)
    left = EDGE + map_wide + GAP
    beside = wide - EDGE - left
    title, table, rows = _table(slide, left, TOP + most, beside)
    events = Box(left, TOP, beside, most - (table.high + 0.4 if table else 0))
    code = Box(wide - EDGE - FOOT, high - FOOT - 0.12, FOOT, FOOT) if slide.link else None
    foot_wide = room - (FOOT + 0.15 if code else 0)
    foot = [Line(clipped(slide.foot, SMALL, foot_wide, 2), SMALL), *([Line(slide.link, SMALL)] if slide.link else [])]
    return Layout(
        headline=(Box(EDGE, 0.25, room, 0.6), [Line(clipped(slide.headline, HEADLINE, room, 1), HEADLINE, bold=True)]),
        caption=(Box(EDGE, 0.85, room, TOP - 0.95), caption),
        map=Box(EDGE, TOP, map_wide, map_wide * ratio),
        events=(events, told_within(slide.events, events)),
        table_title=title,
        table=table,
        rows=rows,
        foot=(Box(EDGE, high - FOOT - 0.12, foot_wide, FOOT), foot),
        code=code,
    )


@dataclass(frozen=True, slots=True)
class ChangesLayout:
    """The slide of what changed, laid out: the table left, what did it right."""

    headline: tuple[Box, Sequence[Line]]
    caption: tuple[Box, Sequence[Line]]
    table: Box
    rows: Sequence[tuple[str, ...]]
    causes: tuple[Box, Sequence[Line]]
    foot: tuple[Box, Sequence[Line]]


def lay_out_changes(changes: Changes, foot: str, wide: float, high: float) -> ChangesLayout:
    """Where everything stands on the slide of what changed; of its causes as many as have room."""
    room = wide - 2 * EDGE
    left = room * CHANGES_SHARE
    beside = Box(EDGE + left + 2 * GAP, TOP, room - left - 2 * GAP, high - TOP - BOTTOM)
    return ChangesLayout(
        headline=(Box(EDGE, 0.25, room, 0.6), [Line(clipped(changes.title, HEADLINE, room, 1), HEADLINE, bold=True)]),
        caption=(Box(EDGE, 0.85, room, TOP - 0.95), [Line(clipped(changes.about, CAPTION, room, 3), CAPTION)]),
        table=Box(EDGE, TOP, left, ROW * len(changes.rows)),
        rows=changes.rows,
        causes=(beside, _causes(changes.causes, beside)),
        foot=(Box(EDGE, high - FOOT - 0.12, room, FOOT), [Line(clipped(foot, SMALL, room, 2), SMALL)]),
    )


def _causes(causes: Sequence[str], box: Box) -> list[Line]:
    lines: list[Line] = []
    free = box.high - height_of(Line("", SMALL), box.wide)  # for the line that says what is left out
    for cause in causes:
        line = Line(clipped(cause, TITLE, box.wide, 3), TITLE)
        if sum(height_of(one, box.wide) for one in (*lines, line)) > free:
            break
        lines += [line, Line("", 5)]
    left_out = len(causes) - len(lines) // 2
    return [*lines, *([Line(f"… and {left_out} more, in the speaker's notes", SMALL)] if left_out else [])]


def _table(
    slide: Slide, left: float, bottom: float, wide: float
) -> tuple[tuple[Box, Sequence[Line]] | None, Box | None, Sequence[tuple[str, str]]]:
    """The score taken apart, at the bottom of its column: its title, its box, and its rows, each in one line."""
    if slide.apart is None:
        return None, None, ()
    rows = [(clipped(text, CELL, wide - NUMBER - 0.15, 1), signed) for text, signed in slide.apart.rows]
    box = Box(left, bottom - ROW * len(rows), wide, ROW * len(rows))
    title = Line(clipped(slide.apart.title, TITLE, wide, 1), TITLE, bold=True)
    return (Box(left, box.top - 0.3, wide, 0.3), [title]), box, rows


def told_within(events: Sequence[Told], box: Box) -> list[Line]:
    """The events with their sentences, as many as the box takes: each whole, or left out."""
    lines: list[Line] = []
    for told in events:
        piece = _lines(told, box.wide)
        if sum(height_of(line, box.wide) for line in (*lines, *piece)) <= box.high:
            lines += piece
    return lines or [Line(NOTHING, QUOTE)]


def _lines(told: Told, wide: float) -> list[Line]:
    quote = told.quote.text
    if len(quote) > LONGEST_QUOTE:
        quote = f"{quote[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
    state = "Reviewed" if told.reviewed else "Not reviewed"
    return [
        Line(f"{told.when}: {told.summary}", TITLE, bold=True),
        Line(f"“{quote}”", QUOTE),
        Line(clipped(f"{state}. {told.quote.source}", SMALL, wide, 2), SMALL),
        Line("", 5),
    ]


def height_of(line: Line, wide: float) -> float:
    """About how high a paragraph stands, in inches."""
    return max(1, len(lines_of(line.text, line.size, wide))) * line.size * LEADING / POINTS
