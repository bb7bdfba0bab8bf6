"""Finds which parts of a scraped page are the article.

In: a document's text. Out: the stretches (start, end) that are running prose, offsets kept. Menus, credits, teasers,
appeals and biographies of authors are left out; captions that tell of a dated happening stay. The rules look at the
form of a line, and at words of appeal listed in ``data/boilerplate.toml``.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from events.text.front_matter import body_start

DATA = Path(__file__).parents[1] / "data" / "boilerplate.toml"
LINE = re.compile(r"[^\n]+")
WRAPPED_WIDTH = 55
LONGEST = 20_000
NO_WORD = re.compile(r"\S{1000,}")
"""What has no break for so long is data, a picture's for one; taking it apart costs memory by the square."""
EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)")
MONTH = "(?:" + "|".join(calendar.month_name[1:]) + ")"
DAYS = r"\d{1,2}(?:\s*[-–]\s*\d{1,2})?"
# A line that is nothing but a date: "5 January", "Wednesday, January 5, 2022", "14–20 May 2015"; or a heading that
# ends in one: "## 2015", "### The drill, 3 May 2015".
DATE_LINE = re.compile(
    rf"(?:#+\s*(?:[^\n]*?[,(:]\s*)?)?(?P<date>(?:\w+day,?\s+)?(?:{DAYS}\s+)?{MONTH}(?:\s+{DAYS}\b)?(?:,?\s+\d{{4}})?|(?:19|20)\d\d)\s*[.:)]?",
    re.IGNORECASE,
)
DATELINE = re.compile(r"[A-Z][A-Z'’/., -]+[A-Z](?:\s*\([A-Z][\w/. ]{1,30}\))?\s*(?:[–—]|--|\s-)\s+(?=[A-Z“\"])")
"""Where a report was written, and by whom, without its day: "MINSK (Agency) — "; a day is read as a date."""
FEWEST_HEADINGS = 2  # a single one is when the page was published
SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of running prose: ``document.text[start:end]``."""

    start: int
    end: int
    text: str


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    lists = tomllib.loads(DATA.read_text(encoding="utf-8"))
    rules = {}
    for name in ("appeals", "ends", "credits"):
        phrases = lists.get(name, {}).get("phrases")
        if not phrases:
            raise ValueError(f"{DATA}: [{name}] needs a list `phrases`")
        rules[name] = re.compile("|".join(rf"(?<!\w){re.escape(p)}(?!\w)" for p in phrases), re.IGNORECASE)
    return rules


def segments(text: str) -> list[Segment]:
    """The article's paragraphs in order.

    A chronology's headings, lines that are a date alone, stay: they date what stands below them. A page's tail after a
    line such as "Leave a reply" is dropped whole, since comments and teasers follow it.
    """
    rules = _rules()
    found: list[Segment] = []
    headings = _date_headings(text)
    for start, end in _paragraphs(text, headings):
        # A wrapped line's break reads as a space; one character for one, so that offsets stay.
        line = EMPHASIS.sub(lambda m: " " * len(m.group()), text[start:end].replace("\n", " "))
        line = NO_WORD.sub(lambda m: " " * len(m.group()), line)
        stripped = line.strip()
        if len(stripped) < 90 and rules["ends"].search(stripped):
            break
        if start in headings:
            line = _date_alone(line)
            stripped = line.strip()
        elif not _is_prose(stripped, rules):
            continue
        start += len(line) - len(line.lstrip())
        if dateline := DATELINE.match(stripped):  # the parser would take the town for the doer
            start, stripped = start + dateline.end(), stripped[dateline.end() :]
        found.extend(_pieces(start, stripped))
    return found


def _date_headings(text: str) -> set[int]:
    """Starts of the lines that date what stands below them; not those of a list of months or years in a menu."""
    lines = [m for m in LINE.finditer(text) if m.group().strip(" *_")]
    shapes = [DATE_LINE.fullmatch(m.group().strip(" *_\t")) and len(m.group().split()) for m in lines]
    alone = {
        i
        for i, shape in enumerate(shapes)
        if shape and shape not in (shapes[i - 1] if i else None, shapes[i + 1] if i + 1 < len(shapes) else None)
    }
    marked = {i for i in alone if lines[i].group().lstrip().startswith("#")}
    return {lines[i].start() for i in (alone if len(alone) >= FEWEST_HEADINGS else marked)}


def _date_alone(heading: str) -> str:
    """A heading with all but its date blanked out."""
    found = DATE_LINE.fullmatch(heading.strip())
    if found is None:
        return ""
    first, last = found.span("date")
    first += len(heading) - len(heading.lstrip())
    last += len(heading) - len(heading.lstrip())
    return " " * first + heading[first:last] + " " * (len(heading) - last)


def _pieces(start: int, text: str) -> Iterator[Segment]:
    """Cut a paragraph that is too long to parse at once, between sentences where there are any."""
    while len(text) > LONGEST:
        cut = text.rfind(". ", 0, LONGEST) + 2
        cut = cut if cut > 2 else LONGEST
        yield Segment(start, start + cut, text[:cut])
        start, text = start + cut, text[cut:]
    if text.strip():
        yield Segment(start, start + len(text), text)


def _paragraphs(text: str, headings: Set[int]) -> Iterator[tuple[int, int]]:
    """Lines, with a line that was wrapped in mid-sentence joined to the next; a heading goes on in none."""
    held: tuple[int, int] | None = None
    for match in LINE.finditer(text, body_start(text)):
        start, end = match.span()
        follows = held and held[0] not in headings and held[1] + 1 == start and held[1] - held[0] >= WRAPPED_WIDTH
        if held and follows and _runs_on(text[held[0] : held[1]]):
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held


def _runs_on(line: str) -> bool:
    return not SENTENCE_END.search(line) and not line.rstrip().endswith(":")


def _is_prose(line: str, rules: dict[str, re.Pattern[str]]) -> bool:
    if line.startswith("#") or len(line.split()) < 4:
        return False
    if rules["appeals"].search(line):
        return False
    if SENTENCE_END.search(line):
        return True
    # A caption ends in its credit; it stays when it tells of something, which a menu line or a headline does not.
    return bool(rules["credits"].search(line)) or len(line.split()) >= 14 or bool(re.match(r"[•\-–*\d(]", line))
