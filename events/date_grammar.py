"""Time expressions as they stand in a text: which words belong together, and what they say.

In: a sentence. Out: `Expression`s in order, not yet tied to the calendar. What they mean, given the publication
date and the narrative, is left to `events.dates`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from events import date_patterns as patterns
from events.date_words import words

W = words()
TRIGGER = re.compile(
    r"\d|(?i:\b(?:days?|weeks?|weekend|months?|years?|decades?|yesterday|today|tomorrow|tonight|last night|this|that|"
    r"time|then|since|spring|summer|autumn|fall|winter|recent|recently|now|nowadays|lately|currently|present|moment|"
    rf"thereafter|same|next)\b)|{patterns.MONTH}|{patterns.WEEKDAY}"
)
COUNTED = re.compile(patterns.COUNTED)
NUMBERS = re.compile(r"\d+")
LAST_WORD = re.compile(r"([\w.]+)[\s:]+$")
NEXT_WORD = re.compile(r"\s+(\w+)")


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
    for form, pattern in patterns.PATTERNS:
        for match in pattern.finditer(text):
            if match.end() > match.start() and ACCEPT.get(form, _always)(text, match):
                found.append(_expression(form, match))
    chosen: list[Expression] = []
    for expression in sorted(found, key=lambda x: (x.start, -x.end)):
        if not chosen or expression.start >= chosen[-1].end:
            chosen.append(expression)
    chosen = _split_days(text, chosen)
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
    if text := word.pop("season", ""):
        expression.season = W.seasons[text.lower()]
    if expression.month and match[0].endswith(".") and not re.search(r"[A-Z][a-z]{2,3}\.$", match[0]):
        expression.end -= 1
    return expression


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


def _attributive(text: str, x: Expression) -> bool:
    """Whether a year belongs to a name ("the 2020 Karabakh war") and so says little about when the sentence plays."""
    if x.form != "year":
        return False
    before, after = text[max(0, x.start - 12) : x.start], text[x.end : x.end + 30]
    article = re.search(r"\b(?:the|this|that|its|his|their|of|a)\s+$", before, re.IGNORECASE)
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
            x.year = after.year
        result.append(x)
    return result[::-1]


def _comparable(one: Expression, other: Expression) -> bool:
    if one.form == "years" or other.form == "years":
        return False
    return one.grain == other.grain or {one.form, other.form} <= {"date", "month", "year", "season"}


def _hand_over_year(first: Expression, last: Expression) -> None:
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
        x.mode = "since" if mode in ("since", "after", "post-") else "until"
        x.start -= len(before) - match.start()
    elif (
        x.until is None
        and re.search(r"\b[Ff]rom\s+$", before)
        and re.match(r" on(?:wards?)?\b", text[x.end : x.end + 9])
    ):
        x.mode = "since"


def _always(text: str, match: re.Match[str]) -> bool:
    return True


def _is_date(text: str, match: re.Match[str]) -> bool:
    """A date with a name's month needs more than the name ("Jan 5" but not "April 5 Group")."""
    if match["m"].isdigit():
        return 1 <= int(match["m"]) <= 12 and 1 <= int(match["d"]) <= 31
    return True


def _is_month(text: str, match: re.Match[str]) -> bool:
    """A month's name alone: never an abbreviation without a cue, a given name, "May" the verb or "March" the walk."""
    name = match["m"].rstrip(".")
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 30]
    if name.isupper() or _is_name(before, after):
        return False
    if len(name) < 5 and name.lower() not in ("may", "june", "july"):
        return match["m"].endswith(".") and bool(patterns.STRICT_CUE.search(before))
    if name.lower() not in W.doubtful_months:
        return True
    attributive = re.search(r"\b[Tt]he $", before) and re.match(r"\s+(?!on\b|of\b|to\b|in\b)[a-z]{4,}", after)
    if name == "May" and ("Theresa May" in text or "Minister May" in text):
        return False
    strict = patterns.STRICT_CUE.search(before) or (
        patterns.MONTH_CUE.search(before) and re.match(r"\s*(?:[,.;:)]|$)", after)
    )
    followed_by_name = re.match(r"\s+(?!I\b)[A-Z][a-z]", after)
    return bool((strict and not followed_by_name) or attributive or _ranged(before, after))


def _ranged(before: str, after: str) -> bool:
    """Whether another month stands beside it ("from March to May", "April and May")."""
    joint = r"(?:\s*[-–—]\s*|\s+(?:to|through|until|till|and|or)\s+)"
    return bool(re.search(rf"{patterns.MONTH}{joint}$", before) or re.match(rf"{joint}{patterns.MONTH}(?:\W|$)", after))


def _is_name(before: str, after: str) -> bool:
    previous, following = LAST_WORD.search(before), NEXT_WORD.match(after)
    return bool((previous and previous[1].rstrip(".") in W.name_before) or (following and following[1] in W.name_after))


def _is_season(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 20]
    if _is_name(before, after):
        return False
    return "y" in match.re.groupindex or bool(patterns.SEASON_CUE.search(before))


def _is_year(text: str, match: re.Match[str]) -> bool:
    """A number of four digits that counts nothing, labels nothing and is no part of a longer number."""
    year = int(match["y"])
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 30]
    cue = patterns.YEAR_CUE.search(before)
    if COUNTED.match(after) or re.match(r"\s*(?:[$€£%]|\d)", after) or re.search(r"[\d)]\s$|[$€£#№+]\s?$", before):
        return False
    previous = LAST_WORD.search(before)
    if previous and previous[1].lower() in W.labels:
        return False
    return bool(cue) if year < 1900 or year == 2000 else True


def _is_years(text: str, match: re.Match[str]) -> bool:
    """Two years, the second perhaps in two digits, the later one last."""
    first, second = match["y"], match["y2"]
    return int(second) > int(first[-len(second) :])


def _is_weekday(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 20) : match.start()], text[match.end() : match.end() + 20]
    if match["weekday"].isupper() or _is_name(before, after):
        return False
    return not re.search(r"\b(?:[Ee]very|[Ee]ach|[Aa]ny|[Aa]|[Tt]his|on)\s+$", before) or before.endswith("on ")


def _is_offset(text: str, match: re.Match[str]) -> bool:
    """Not "two-day" and not "lasted two days before": a distance must lead somewhere."""
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 12]
    if match["direction"] in ("prior",) and not re.match(r"\s+to\b|\s*[,.]", after):
        return False
    if match["direction"] == "into" or re.search(r"(?:\d[.,]?|-)\s*$|\b(?:for|of|lasted|every|last|past)\s+$", before):
        return False
    return (
        match["direction"] not in ("since", "after", "before")
        or not re.match(r"\s*[.,;]", after)
        or bool(match["direction"] != "since")
    )


def _is_anaphor(text: str, match: re.Match[str]) -> bool:
    which = match["which"].lower()
    before = text[max(0, match.start() - 8) : match.start()]
    if which.startswith("that"):
        return not re.search(r"\b(?:is|was|said|so|than)\s+$", before)
    return which in ("", "same") or match[0][:4].lower() in ("the ", "that") or which in ("previous", "prior")


def _is_window(text: str, match: re.Match[str]) -> bool:
    """ "The past year", "the last two years"; "next year" and "last week" are the deictic's."""
    which, number = match["which"].lower(), match["number"]
    article = match[0][:4].lower() == "the "
    if number is None and match[0].endswith("s") is False and which in ("previous", "preceding", "next"):
        return False
    if number is None and which in ("last", "next") and not article:
        return False
    before = text[max(0, match.start() - 12) : match.start()]
    return article or bool(re.search(r"\b(?:in|over|during|for|within|these|throughout)\s+$", before, re.IGNORECASE))


def _is_recent(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 8) : match.start()]
    return not re.search(r"\b(?:until|till|by|for|from|right|just|than|of)\s+$", before, re.IGNORECASE)


ACCEPT = {
    "date": _is_date,
    "month": _is_month,
    "season": _is_season,
    "year": _is_year,
    "years": _is_years,
    "weekday": _is_weekday,
    "offset": _is_offset,
    "anaphor": _is_anaphor,
    "window": _is_window,
    "recent": _is_recent,
}
