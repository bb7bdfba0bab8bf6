"""Finds time expressions in a sentence and says what kind each is.

In: a sentence. Out: `Expression`s in order, not yet tied to the calendar. What they mean, given the publication
date and the narrative, is left to `events.dates.resolver`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from events.dates import patterns
from events.dates.ambiguity import is_meant
from events.dates.words import words

W = words()
TRIGGER = re.compile(
    r"\d|(?i:\b(?:two thousand|hours?|days?|weeks?|fortnights?|eve|"
    r"weekend|months?|quarter|years?|decades?|nineteen|twenty|yesterday|today|tomorrow|tonight|last night|this|that|"
    r"time|then|since|spring|summer|autumn|fall|winter|recent|recently|now|nowadays|lately|currently|present|moment|"
    rf"thereafter|same|next|{patterns.LATER_ORDINAL})\b)|{patterns.MONTH}|{patterns.WEEKDAY}"
)
IN_DIGITS = frozenset(("date", "quarter", "half", "decade", "years", "year", "anniversary"))
ABBREVIATED = re.compile(r"\b(?:" + "|".join(name for name in W.month_names if name not in W.full_months) + r")\.$")
HOURS = re.compile(r"\b[Hh]ours\s+$")
NUMBERS = re.compile(r"\d+")


@dataclass(slots=True)
class Expression:
    """One time expression: where it stands and what it says (fields as the patterns name them)."""

    start: int
    end: int
    form: str
    year: int | None = None
    month: int | None = None
    days: tuple[int, ...] = ()
    season: int | None = None
    word: dict[str, str] = field(default_factory=dict)
    part: str = ""
    mode: str = ""
    until: Expression | None = None
    year_from: Expression | None = None
    attributive: bool = False

    @property
    def is_calendar(self) -> bool:
        """Whether it names a date, month, season or year rather than a distance."""
        return self.form in ("date", "month", "season", "quarter", "half", "year", "years", "decade")

    @property
    def grain(self) -> str:
        """The finest field that it names."""
        return "day" if self.days else "month" if self.month else self.form


def scan(text: str) -> list[Expression]:
    """Find the time expressions of a sentence, in order, none overlapping another."""
    if not TRIGGER.search(text):
        return []
    found = []
    digits = any(character.isdigit() for character in text)
    for form, pattern in patterns.PATTERNS:
        if form in IN_DIGITS and not digits:
            continue
        for match in pattern.finditer(text):
            if match.end() > match.start() and is_meant(form, text, match):
                found.append(_expression(form, match))
    chosen: list[Expression] = []
    for expression in sorted(found, key=lambda x: (x.start, -x.end)):
        if not chosen or expression.start >= chosen[-1].end:
            chosen.append(expression)
    chosen = _split_days(text, chosen)
    chosen = _take_in_years(text, chosen)
    chosen = _take_in_anniversaries(text, chosen)
    for expression in chosen:
        expression.attributive = _attributive(text, expression)
    chosen = _join(text, chosen)
    for index, expression in enumerate(chosen):
        _prefix(text, expression, chosen[index - 1].end if index else 0)
    return [x for x in chosen if x.form != "anaphor" or x.word.get("which") or x.part]


def _expression(form: str, match: re.Match[str]) -> Expression:
    word = {key: value for key, value in match.groupdict().items() if value is not None}
    expression = Expression(match.start(), match.end(), form, word=word)
    if text := word.pop("y", ""):
        expression.year = int(text) + (1900 if len(text) == 2 else 0)
    if text := word.pop("m", ""):
        expression.month = int(text) if text.isdigit() else W.months[text.lower().rstrip(".")]
    if text := word.pop("d", ""):
        numbers = tuple(int(number) for number in NUMBERS.findall(text))
        expression.days = numbers
    elif form in IN_WORDS:
        IN_WORDS[form](expression, word)
    if text := word.pop("season", ""):
        expression.season = W.seasons[text.lower()]
    if word.get("unit") == "fortnight":
        word.update(unit="week", number="two")
    if word.get("direction") == "eve":
        word.update(unit="day", direction="before")
    if match[0].endswith(".") and not ABBREVIATED.search(match[0]):
        expression.end -= 1
    return expression


def _date_in_words(x: Expression, word: dict[str, str]) -> None:
    day = W.ordinals[word["ordinal"].lower()]
    x.form, x.days = "date", (day, day)


def _year_in_words(x: Expression, word: dict[str, str]) -> None:
    century = word.pop("century", "twenty").lower()
    x.form, x.year = "year", (1900 if century == "nineteen" else 2000) + _sum(word.pop("number"))


def _quarter_in_words(x: Expression, word: dict[str, str]) -> None:
    x.form, x.season = "season", W.ordinals[word.pop("ordinal").lower()] * 3 - 2


IN_WORDS = {"date_in_words": _date_in_words, "year_in_words": _year_in_words, "quarter_in_words": _quarter_in_words}


def _sum(number: str) -> int:
    return sum(W.numbers.get(part, 0) for part in re.split(r"[-\s]", number.lower()))


def _split_days(text: str, expressions: list[Expression]) -> list[Expression]:
    """Make one expression of days that follow each other, and several of days that do not ("on 3, 7 and 12 May")."""
    result = []
    for x in expressions:
        listed = len(x.days) > 1 and re.search(r"\b(?:and|or)\b", text[x.start : x.end])
        if not listed or x.days[-1] - x.days[0] == len(x.days) - 1:
            x.days = (x.days[0], x.days[-1]) if x.days else ()
            result.append(x)
            continue
        numbers = [m for m in NUMBERS.finditer(text, x.start, x.end) if int(m[0]) in x.days][: len(x.days)]
        for index, (day, number) in enumerate(zip(x.days, numbers, strict=False)):
            start = x.start if index == 0 else number.start()
            end = x.end if index == len(numbers) - 1 else number.end()
            result.append(Expression(start, end, x.form, x.year, x.month, (day, day)))
    return result


def _take_in_years(text: str, expressions: list[Expression]) -> list[Expression]:
    """Make one of a date and the year that is told by its side ("in May last year", "the summer of that year")."""
    result: list[Expression] = []
    for x in expressions:
        before = result[-1] if result else None
        if (
            before
            and (before.month or before.season)
            and before.year is None
            and x.word.get("unit") == "year"
            and x.form in ("deictic", "anaphor")
            and re.fullmatch(r",?\s+(?:of\s+|in\s+)?", text[before.end : x.start])
        ):
            before.year_from, before.end = x, x.end
        elif before and before.month and before.year is None and _is_year_in_words(text, before, x):
            before.year, before.end = x.year, x.end
        else:
            result.append(x)
    return result


def _is_year_in_words(text: str, before: Expression, x: Expression) -> bool:
    """Whether a year in words stands right behind a month or day: "May nineteen ninety-six"."""
    return x.form == "year" and not text[x.start].isdigit() and text[before.end : x.start] in (" ", ", ")


def _take_in_anniversaries(text: str, expressions: list[Expression]) -> list[Expression]:
    """Make one of a count of years and the day or week it is told on ("ten years ago tonight")."""
    result: list[Expression] = []
    for x in expressions:
        before = result[-1] if result else None
        counts = before and before.word.get("direction") == "ago" and text[before.end : x.start].strip() in ("", "on")
        is_now = x.form == "named" and not x.word["named"].lower().startswith(("day", "y", "tomo"))
        is_this = x.form == "deictic" and x.word["which"].lower() == "this" and "unit" in x.word
        if before and counts and (is_now or is_this):
            before.word["exact"] = x.word.get("unit", "day")
            before.end = x.end
        else:
            result.append(x)
    return result


def _attributive(text: str, x: Expression) -> bool:
    """Whether a year belongs to a name ("the 2020 Karabakh war") and so says little about when the sentence plays."""
    if x.form != "year":
        return False
    before, after = text[max(0, x.start - 12) : x.start], text[x.end : x.end + 30]
    article = re.search(r"\b(?:the|this|that|its|his|their|a)\s+$", before, re.IGNORECASE)
    return bool(article and re.match(r"\s+[A-Za-z]", after) and not re.match(r"\s+(?:and|or|to|when|the)\b", after))


def _join(text: str, expressions: list[Expression]) -> list[Expression]:
    """Join ranges ("from May to July 2021") and hand the year of a list to its earlier members, from the right."""
    result: list[Expression] = []
    for x in reversed(expressions):
        after = result[-1] if result else None
        if after is None or not (x.is_calendar and after.is_calendar) or after.start - x.end > 25:
            result.append(x)
            continue
        between = text[x.end : after.start]
        ranged = patterns.RANGE.fullmatch(between) or (
            re.fullmatch(r"\s+and\s+(?:the\s+)?", between)
            and patterns.BETWEEN.search(text[max(0, x.start - 20) : x.start])
        )
        if ranged and not after.until and _comparable(x, after):
            _hand_over_year(x, after)
            x.until, x.end = after, after.end
            result[-1] = x
            continue
        if patterns.LIST.fullmatch(between) and x.grain == after.grain and x.month and not x.year:
            x.year, x.year_from = after.year, x.year_from or after.year_from
        result.append(x)
    return result[::-1]


def _comparable(one: Expression, other: Expression) -> bool:
    if one.form == "years" or other.form == "years":
        return False
    return one.grain == other.grain or {one.form, other.form} <= {"date", "month", "year", "season"}


def _hand_over_year(first: Expression, last: Expression) -> None:
    if last.year_from and not first.year_from and first.year is None:
        first.year_from = last.year_from
    if first.year is None and last.year and first.form != "year":
        first.year = last.year - (1 if (first.month or 0) > (last.month or 12) else 0)
    elif last.year is None and first.year and last.month:
        last.year = first.year + (1 if last.month < (first.month or 1) else 0)


def _prefix(text: str, x: Expression, floor: int) -> None:
    """Take in what stands in front: a part of the period, then since, until, before or after."""
    before = text[max(floor, x.start - 45) : x.start]
    if match := patterns.PART.search(before):
        phrase = " ".join(match["part"].lower().replace("-", " ").split())
        x.part = W.phrases[phrase]
        x.start -= len(before) - match.start()
        before = before[: match.start()]
    if match := patterns.MODE.search(before):
        mode = match["mode"].lower()
        is_same_day = HOURS.search(before[: match.start()])  # "a few hours before the 14 December meeting"
        x.mode = "" if is_same_day else "since" if mode in ("since", "after", "post-") else "until"
        x.start -= len(before) - match.start()
    elif (
        x.until is None
        and re.search(r"\b[Ff]rom\s+(?:the\s+)?$", before)
        and re.match(r" on(?:wards?)?\b", text[x.end : x.end + 9])
    ):
        x.mode = "since"
