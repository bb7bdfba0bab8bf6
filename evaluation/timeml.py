"""How well dates are found and resolved in texts that others labelled by TimeML.

In: a folder of TimeML files (TempEval-3's TBAQ: TimeBank and AQUAINT; not part of the project). Out: figures on
standard output: the share of the dated expressions that were found, the share of these with the right value, and the
expressions found where nobody marked one.

    python -m evaluation.timeml FOLDER [--misses]

Counted are TIMEX3 of type DATE whose value is a day, a week, a month, a quarter, a season, a year or a decade; a
document's creation time is its publication. An expression is found when something of it is; its value is right when the
days are those of the TimeML value or some of them, or share half of the days that both span; of "since May" the first
day counts. Words that name no time of their own ("now", "since then") are left out.
"""

from __future__ import annotations

import argparse
import calendar
import re
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

from events.dates.resolver import DateSpan, find_dates

VALUE = re.compile(
    r"(?P<y>\d{4})(?:-(?:(?P<m>\d\d)(?:-(?P<d>\d\d))?|W(?P<w>\d\d)(?:-WE)?|(?P<s>SP|SU|FA|WI|Q[1-4]|H[12])))?"
)
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
BARE = re.compile(r"(?:ever )?since(?: then)?|thereafter|at the time", re.IGNORECASE)  # names no time of its own
ANY = ("DATE", "TIME", "DURATION", "SET")


@dataclass(slots=True)
class Figures:
    """What came out over all documents."""

    documents: int = 0
    expressions: int = 0
    found: int = 0
    right: int = 0
    false: int = 0
    misses: list[str] = field(default_factory=list)


def days_of(value: str) -> tuple[date, date] | None:
    """The days of a TimeML value; None for what is no stretch of the calendar ("PRESENT_REF", "XXXX-05")."""
    if re.fullmatch(r"\d{3}", value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    match = VALUE.fullmatch(value.partition("T")[0])
    if not match:
        return None
    year = int(match["y"])
    try:
        if match["w"]:
            first = date.fromisocalendar(year, int(match["w"]), 1)
            return first, first + timedelta(days=6)
        if match["s"]:
            return _part(year, match["s"])
        month, day = int(match["m"] or 0), int(match["d"] or 0)
        if day:
            return (date(year, month, day),) * 2
        return date(year, month or 1, 1), date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None


def _part(year: int, name: str) -> tuple[date, date]:
    months = 6 if name[0] == "H" else 3
    start = SEASONS.get(name) or (int(name[1]) - 1) * months + 1
    end_year, end_month = year + (start + months - 2) // 12, (start + months - 2) % 12 + 1
    return date(year, start, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def agree(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Whether two intervals share half of the days that they span."""
    shared = (min(one[1], other[1]) - max(one[0], other[0])).days + 1
    return shared > 0 and shared >= 0.5 * ((max(one[1], other[1]) - min(one[0], other[0])).days + 1)


def is_right(span: DateSpan, wanted: tuple[date, date]) -> bool:
    """Whether a span gives the marked value; TimeML marks the whole period of which "late May" is a part."""
    if span.kind == "since":  # ours runs on until publication
        return span.earliest == wanted[0]
    within = wanted[0] <= span.earliest and span.latest <= wanted[1]
    return within or agree((span.earliest, span.latest), wanted)


def measure(path: Path, figures: Figures) -> None:
    """Add one document's figures."""
    root = ElementTree.parse(path).getroot()
    body = root.find("TEXT")
    created = next(
        (e.get("value", "") for e in root.iter("TIMEX3") if e.get("functionInDocument") == "CREATION_TIME"), ""
    )
    published = days_of(created)
    if body is None or published is None:
        return
    text, marked = _read(body)
    found = [
        s
        for s in find_dates(text, published_earliest=published[0], published_latest=published[1])
        if s.kind != "recent" and not BARE.fullmatch(s.text)
    ]
    figures.documents += 1
    taken: set[DateSpan] = set()
    for start, end, kind, value in marked:
        hits = [s for s in found if s.start < end and s.end > start]
        taken.update(hits)
        wanted = days_of(value) if kind == "DATE" else None
        if wanted is None:
            continue
        figures.expressions += 1
        figures.found += bool(hits)
        right = any(is_right(s, wanted) for s in hits)
        figures.right += right
        if not right:
            told = ", ".join(f"{s.text!r} {s.earliest}..{s.latest} {s.kind}" for s in hits) or "not found"
            near = " ".join(text[max(0, start - 50) : end + 30].split())
            figures.misses.append(f"{path.stem} ({published[0]}): {text[start:end]!r} is {value}: {told} | {near}")
    for span in found:
        if span not in taken:
            figures.false += 1
            near = " ".join(text[max(0, span.start - 50) : span.end + 30].split())
            figures.misses.append(f"{path.stem}: nobody marked {span.text!r} | {near}")


def _read(body: ElementTree.Element) -> tuple[str, list[tuple[int, int, str, str]]]:
    """The running text, and of each marked expression its place, type and value."""
    text, marked = "", []

    def walk(element: ElementTree.Element) -> None:
        nonlocal text
        start = len(text)
        text += element.text or ""
        for child in element:
            walk(child)
            text += child.tail or ""
        if element.tag == "TIMEX3" and element.get("type") in ANY:
            marked.append((start, len(text), element.get("type", ""), element.get("value", "")))

    walk(body)
    return text, marked


def main() -> int:
    """Measure a folder and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was missed, wrong or found in vain")
    options = parser.parse_args()
    figures = Figures()
    for path in sorted(options.folder.rglob("*.tml")):
        if not path.name.startswith("."):
            measure(path, figures)
    if not figures.expressions:
        print(f"{options.folder}: no TimeML file with a dated expression; nothing measured", file=sys.stderr)
        return 1
    if options.misses:
        print("\n".join(figures.misses))
    print(
        f"{figures.documents} documents, {figures.expressions} dated expressions: found "
        f"{figures.found / figures.expressions:.3f}, right value {figures.right / figures.expressions:.3f} of all and "
        f"{figures.right / max(1, figures.found):.3f} of those found; {figures.false} found in vain"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
