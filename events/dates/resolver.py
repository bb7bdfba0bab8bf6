"""Finds time expressions in English news text and resolves each to an interval of days.

In: a text, or a document's sentences in order, and its publication interval. Out: `DateSpan`s. Stands alone: nothing
here needs a language model or another room. Which event a date belongs to is left to the callers.

What is found keeps its vagueness: a year is an interval of a year, "early 2023" one of three months.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from events.dates.absolute import calendar_interval
from events.dates.expressions import Expression, scan
from events.dates.intervals import Interval, part_of, precision, width
from events.dates.narrative import Narrative
from events.dates.relative import FORMS
from events.dates.words import words

W = words()
SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?=[“\"‘(]?[A-Z0-9])|\n\s*")
ABBREVIATION = re.compile(
    r"(?:\b(?i:"
    + "|".join(name for name in W.month_names if name not in W.full_months)
    + r")\.|\b(?:[A-Z]|Mr|Mrs|Dr|Gen|Col|Lt|St|vs|No|Pres)\.)\s*$"
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A time expression and the days that it covers.

    Parameters
    ----------
    start, end : int
        Characters in the text searched; ``text`` is what stands there.
    earliest, latest : date
        Inclusive interval.
    precision : int
        UCDP GED ``date_prec``: 1 day, 2 two to six days, 3 week, 4 month, 5 year or longer.
    kind : str
        ``explicit`` (names its own year), ``partial`` (year from context), ``relative`` (to publication), ``anchored``
        (to the narrative), ``since`` (from then until publication), ``until`` (the interval in which something
        ended, or that it precedes), ``recent`` (a vague word: the time up to publication).
    """

    start: int
    end: int
    text: str
    earliest: date
    latest: date
    precision: int
    kind: str


def find_dates(
    text: str,
    *,
    published_earliest: date | None = None,
    published_latest: date | None = None,
    anchor: Interval | None = None,
    topic_year: int | None = None,
) -> list[DateSpan]:
    """Find the time expressions of a text, in order.

    Parameters
    ----------
    text : str
        A sentence or a whole text.
    published_earliest, published_latest : date, optional
        When the text was published. Without them, what counts from publication is left out.
    anchor : (date, date), optional
        What "the following day" or "seven months later" counts from, until the text names a date itself.
    topic_year : int, optional
        The year of months named without one, in place of the one that publication suggests.
    """
    narrative = Narrative(_publication(published_earliest, published_latest), year=topic_year)
    if anchor:
        narrative.anchors.append((anchor, 0))
    scanned = [(offset, sentence, scan(sentence)) for offset, sentence in _sentences(text)]
    return [span for spans in _resolve(scanned, narrative) for span in spans]


def resolve_document(
    sentences: Sequence[tuple[int, str]], published_earliest: date | None, published_latest: date | None
) -> list[list[DateSpan]]:
    """Find and resolve a document's time expressions, each in the light of the sentences before.

    Parameters
    ----------
    sentences : sequence of (int, str)
        Each sentence's offset in the document and its text, in order.
    published_earliest, published_latest : date or None
        The publication interval. When unknown, the latest year that the document names stands in for the year of
        partial dates, and what counts from publication is left out.

    Returns
    -------
    list of list of DateSpan
        One list a sentence; offsets count from the start of the document.
    """
    published = _publication(published_earliest, published_latest)
    scanned = [(offset, text, scan(text)) for offset, text in sentences]
    year = None
    if published is None:
        year = max((x.year for *_, found in scanned for x in found if x.is_calendar and x.year), default=None)
    first = Narrative(published, year=year)
    spans = _resolve(scanned, first)
    if not first.happenings.known:
        return spans
    # Read again, knowing what is dated further down: "the summit" at the top has its day in a caption at the end.
    return _resolve(scanned, Narrative(published, year=year, happenings=first.happenings))


def _publication(earliest: date | None, latest: date | None) -> Interval | None:
    first, last = earliest or latest, latest or earliest
    if first is None or last is None:
        return None
    if first > last:
        raise ValueError(f"publication ends ({last}) before it starts ({first})")
    return first, last


def _sentences(text: str) -> list[tuple[int, str]]:
    """A rough split, for callers that have none."""
    found, start = [], 0
    for match in SENTENCE_END.finditer(text):
        if "\n" not in match[0] and ABBREVIATION.search(text, max(0, match.start() - 12), match.start()):
            continue
        found.append((start, text[start : match.end()]))
        start = match.end()
    return [*found, (start, text[start:])]


def _resolve(scanned: Sequence[tuple[int, str, list[Expression]]], narrative: Narrative) -> list[list[DateSpan]]:
    result, end, tail = [], 0, ""
    for offset, text, expressions in scanned:
        gap = tail[len(tail.rstrip()) :] + text[: len(text) - len(text.lstrip())]
        narrative.enter(text, expressions, new_paragraph="\n" in gap or offset - end > 1)
        end, tail = offset + len(text), text
        spans = []
        for x in expressions:
            resolved = _span(x, narrative, expressions)
            if resolved is None:
                continue
            (first, last), kind = resolved
            spans.append(
                DateSpan(
                    offset + x.start, offset + x.end, text[x.start : x.end], first, last, precision((first, last)), kind
                )
            )
        narrative.leave()
        result.append(spans)
    return result


def _span(x: Expression, narrative: Narrative, others: list[Expression]) -> tuple[Interval, str] | None:
    """Resolve one expression and let the narrative know."""
    try:
        resolved = calendar_interval(x, narrative) if x.is_calendar else FORMS[x.form](x, narrative, others)
    except (ValueError, OverflowError):  # 31 June, or a count that leaves the calendar
        return None
    if resolved is None:
        return None
    interval, kind = resolved
    if x.part and not x.until and x.part not in ("earlier", "later"):
        interval = part_of(interval, W.parts[x.part])
    told_last = narrative.anchor()
    if x.part == "later" and kind == "anchored" and told_last and interval[0] <= told_last[0] <= interval[1]:
        interval = told_last[0], interval[1]
    if x.grain == "month" and not x.part and not x.mode and not x.until:
        interval = narrative.happenings.gathering_in(narrative.text, interval, narrative.sentence) or interval
    narrative.note_kind(x, interval, kind)
    if kind == "recent":
        narrative.vague = interval, narrative.sentence
    told = kind in ("explicit", "partial", "relative", "anchored") and x.form != "window"
    adds = x.form != "anaphor" or not told_last or not interval[0] <= told_last[0] <= told_last[1] <= interval[1]
    if told and adds and not (x.attributive and told_last) and not narrative.looks_back(x, interval):
        narrative.record(interval)
    if x.is_calendar and not x.mode:
        narrative.happenings.note(narrative.text, x.start, x.end, interval, narrative.sentence)
    return _with_mode(x, interval, kind, narrative)


def _with_mode(x: Expression, interval: Interval, kind: str, narrative: Narrative) -> tuple[Interval, str]:
    if x.mode == "until":
        return interval, "until"
    if x.mode == "since":
        # A decade is too vague a start to count every day from its first.
        end = narrative.latest_told()
        return (interval[0], end) if end and end >= interval[0] and width(interval) <= 366 else interval, "since"
    return interval, kind
