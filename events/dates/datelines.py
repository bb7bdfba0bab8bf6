"""Finds the day of writing that the top of an article states: a dateline, a header, a stamp with its hour, an address.

In: an article's text. Out: earliest and latest day, or None. What the story itself tells of is left to
`events.dates.publication`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from events.dates.intervals import month_interval
from events.dates.resolver import DateSpan, find_dates
from events.dates.words import words

# A dateline stands alone near the top, or opens a line set off from the rest; a date inside a sentence there is news.
LINES = 12
WORDS = 16
BEHIND = re.compile(r"[\s*_]*(?:[·|•/]|$)")
GLUED = re.compile(r"(?<=\d)[A-Z“\"][a-z]")  # "September 16, 2022Kyrgyzstan and …": a page whose lines ran together
# A report's place and day of writing: "MINSK, Aug. 17 (Agency) —", "YEREVAN, 12 May 2021 –", "BISHKEK, May 5. /TASS/."
PLACE = re.compile(r"\W*[A-Z][A-Z.’'-]+(?:[ ,/]+[A-Z][\w.’'-]*)*,?\s+(?:\([^)]*\)\s*)?$")
DASH = re.compile(
    r"(?:,\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?(?=\s(?:--|[–—])))?[.,]?\s*(?:(?:\([^)]{1,40}\)|/[^/]{1,40}/)\s*(?:[-–—:.]|$)|[-–—:])"
)
AGENCY = re.compile(  # "MOSCOW (AP) —": a report's place without its day
    r"\W{0,4}[A-Z][A-Z.’'-]{2,}(?:[ ,]+[A-Z][\w.’'-]*){0,4} (?:\([A-Z][^)]{1,30}\)|/[^/]{1,30}/)\s*[-–—.]"
    r"|\W{0,4}\([A-Z]\w+(?:\s?[-–/] ?[A-Z]\w+)*\)(?:\s*[-–—]|\s+[A-Z])",
)
LABEL = "|".join(words().page_labels)
PLACE_ALONE = re.compile(  # "YEREVAN — The prime minister": without agency and day
    rf"(?!(?:{LABEL})\b)[A-Z][A-Z’'-]{{3,}}(?:[ -][A-Z][A-Z’'-]+){{0,2}}(?:, [A-Z]\w+)?(?::|\s+(?:--|[—–]))\s+[A-Z“\"]"
)
CLOCK = r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?)"
HOUR = re.compile(CLOCK)
NUMBERS = re.compile(
    rf"(?<![\d/.-])(?P<a>\d{{1,2}})(?P<mark>[./-])(?P<b>\d{{1,2}})(?P=mark)(?P<y>20\d\d)(?![\d/])(?P<hour>\W{{1,5}}{CLOCK})?"
)
ADDRESS = re.compile(
    r"https?://\S{3,80}?/(?P<y>20[0-2]\d)(?P<mark>[/-]?)(?P<m>0?[1-9]|1[0-2])(?P=mark)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"
)
MONTH_ADDRESS = re.compile(
    r"https?://[^\s/]{3,60}(?:/[\w-]{1,20}){0,2}/(?P<y>20[0-2]\d)[/-](?P<m>0[1-9]|1[0-2])/(?!\d)"
)
STAMP = re.compile(
    rf"^[\s\W]*(?:(?:last |first )?(?:published|updated|posted|edited|modified)(?: time| on| at)?:?)?"
    rf"[\s\W]*(?:[\s,|–-]*(?:at )?{CLOCK}(?:\s*(?:\(?[A-Z]{{2,5}}\)?(?:[+-]\d+)?))?)?[\s\W]*$",
    re.IGNORECASE,
)


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a date at `start` to `end` of a paragraph is a report's place and day of writing."""
    return bool(PLACE.match(text[:start]) and DASH.match(text[end : end + 60]))


def is_wire(body: str) -> bool:
    """Whether a text opens as news: "MOSCOW (AP) —", "BISHKEK, May 5 (Agency) -", a day with its hour, an address."""
    return any(
        AGENCY.match(line) or PLACE_ALONE.match(line) or _has_hour(line) or _is_report(line) or _address(line)
        for line in _top(body)
    )


def _is_report(line: str) -> bool:
    spans = [span for span in find_dates(line, topic_year=2000) if span.precision == 1]
    return any(is_dateline(line, span.start, span.end) for span in spans)


def _has_hour(line: str) -> bool:
    if not _is_short(line) or not HOUR.search(line):
        return False
    return bool(NUMBERS.search(line)) or any(s.precision == 1 for s in find_dates(line, topic_year=2000))


def stated_on_top(body: str, newest: date | None = None) -> tuple[date, date] | None:
    """The day, or the month of a cover, that one of the first lines states with its year.

    `newest` is the last day of which the text tells as past; it settles whether 10/9 is in September or October.
    """
    for line in _top(body):
        told = _numbers(line, newest) or _words(line)
        if told:
            return told
    return next((told for line in _top(body) if (told := _address(line))), None)


def day_without_year(body: str, newest: date) -> tuple[date, date] | None:
    """A dateline or stamp without its year: of the year that the text leads up to, less than a year after `newest`."""
    for line in _top(body):
        for span in find_dates(line, published_latest=newest + timedelta(days=364)):
            if span.kind != "partial" or span.precision != 1:
                continue
            rest = line[: span.start] + line[span.end :]
            if is_dateline(line, span.start, span.end) or STAMP.match(rest):
                return span.earliest, span.latest
    return None


def _top(body: str) -> list[str]:
    return [line for line in body.splitlines() if line.strip()][:LINES]


def _is_short(line: str) -> bool:
    return len(line.split()) <= WORDS and not line.rstrip().endswith((".", ")"))


def _numbers(line: str, newest: date | None) -> tuple[date, date] | None:
    """ "Published: 13/09/2022 - 10:11", "10/9/2022 2:10:26 PM": in numbers, on a line of its own."""
    match = NUMBERS.search(line)
    if not match or not _is_short(line):
        return None
    day_first, month_first = _day(match["y"], match["b"], match["a"]), _day(match["y"], match["a"], match["b"])
    hour = (match["hour"] or "").lower()
    if match["mark"] == "." or day_first is None or month_first is None or day_first == month_first:
        day = day_first or month_first
    elif "m" in hour:  # hours of twice twelve go with months first
        day = month_first
    else:
        late = [one for one in (day_first, month_first) if newest and one >= newest]
        day = late[0] if len(late) == 1 else None
    return (day, day) if day else None


def _words(line: str) -> tuple[date, date] | None:
    is_short = _is_short(line)
    spans = [span for span in find_dates(line) if span.kind == "explicit" and not NUMBERS.match(line, span.start)]
    spans = [s for s in spans if s.precision == 1 or (s.precision == 4 and _stands_alone(line, s))]
    told = [s for s in spans if is_dateline(line, s.start, s.end) or is_short or _opens(line, s)]
    if told and (told[0].precision == 1 or is_short):
        return told[0].earliest, told[0].latest
    return None


def _address(line: str) -> tuple[date, date] | None:
    match = ADDRESS.search(line)
    day = _day(match["y"], match["m"], match["d"]) if match else None
    if day:
        return day, day
    match = MONTH_ADDRESS.search(line)
    return month_interval(int(match["y"]), int(match["m"])) if match else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _opens(line: str, span: DateSpan) -> bool:
    """Whether a line begins with a date set off from the rest: "Monday, 30 December 2024 · What the papers wrote"."""
    behind = line[span.end :]
    return not line[: span.start].strip(" *_#") and bool(BEHIND.match(behind) or GLUED.match(line, span.end))


def _stands_alone(line: str, span: DateSpan) -> bool:
    """Whether a month is set off from the words around it: "Policy brief · July 2013"."""
    before = line[: span.start].rstrip(" *_")
    return (not before or before.endswith(("·", "|", "•", ",", "/"))) and not line[span.end :].strip(" *_.")
