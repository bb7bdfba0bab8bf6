"""Decides whether words that look like a date are meant as one ("may", "2000 troops").

In: a match of `events.dates.patterns` in its sentence. Out: yes or no. "May" may be a verb, 2000 a number of troops,
Friday a newspaper's day; most of what a careless reader gets wrong is decided here.
"""

from __future__ import annotations

import re

from events.dates import patterns
from events.dates.words import words

W = words()
COUNTED = re.compile(patterns.COUNTED)
LAST_WORD = re.compile(r"([\w.]+)[\s:]+$")
NEXT_WORD = re.compile(r"\s+(\w+)")
FOLLOWING = ("following", "ensuing", "subsequent")
CLAUSE = re.compile(
    r"(?:we|i|the|he|she|they|it|an?|his|her|their|its|our|and|but|that|when|after|before|as|in|at|two|three|some|all)\b"
)
PEOPLE = re.compile(r"(?!shows|talks|papers|programmes|programs|news|sessions|meetings)[a-z]{4,}(?<!s)s\b")
COUNT_BEFORE = re.compile(rf"\b(?:{patterns.NUMBER})\s+$", re.IGNORECASE)
WEAK_CUES = ("of", "from", "to", "and", "the", "after", "before", "between", "(", "-")


def is_meant(form: str, text: str, match: re.Match[str]) -> bool:
    """Whether a match of a form's pattern is a time expression in this sentence."""
    doubt = DOUBTS.get(form)
    return doubt is None or doubt(text, match)


def _is_date(text: str, match: re.Match[str]) -> bool:
    """In figures only, day and month must be possible ones."""
    if not match["m"].isdigit():
        return True
    if "d" not in match.re.groupindex:  # 2022-10 is a month, 2010-12 three years
        return int(match["m"]) <= int(match["y"][-2:])
    return 1 <= int(match["m"]) <= 12 and 1 <= int(match["d"]) <= 31


def _is_month(text: str, match: re.Match[str]) -> bool:
    """A month's name alone: never an abbreviation without a cue, a given name, "May" the verb or "March" the walk."""
    name = match["m"].rstrip(".")
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.start() + len(name) :][:30]
    if name.isupper() or _is_name(before, after):
        return False
    if name not in W.full_months:
        return match["m"].endswith(".") and bool(patterns.STRICT_CUE.search(before))
    if name.lower() not in W.doubtful_months:
        return True
    if not before.strip(" *_•–-") and re.match(r"\s*[*_]*(?:[:–—]|\.[*_]*\s)", after):
        return True  # the label of an entry: "May: …"
    attributive = re.search(r"\b[Tt]he $", before) and re.match(r"\s+(?!on\b|of\b|to\b|in\b)[a-z]{4,}", after)
    if name == "May" and ("Theresa May" in text or "Minister May" in text):
        return False
    strict = patterns.STRICT_CUE.search(before) or (
        patterns.MONTH_CUE.search(before) and re.match(r"\s*(?:[,.;:)]|$)", after)
    )
    followed_by_name = re.match(r"\s+(?!I\b)[A-Z][a-z]", after)
    dated = re.search(
        r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Ee]arly in) $", before
    )  # "In March Armenia demanded"
    return bool((strict and (dated or not followed_by_name)) or attributive or _ranged(before, after))


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
    if "y" in match.re.groupindex or patterns.SEASON_CUE.search(before):
        return True
    if re.match(r"\s+on(?:wards?)?\b", after) and re.search(r"\b[Ff]rom the\s+$", before):
        return True
    return match["season"] != "spring" and bool(re.search(r"\b(?:to|of|for|from) the\s+$", before))


def _is_year(text: str, match: re.Match[str]) -> bool:
    """A number of four digits that counts nothing, labels nothing and is no part of a longer number."""
    year = int(match["y"])
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 30]
    cue = patterns.YEAR_CUE.search(before)
    plain = (cue and cue[0].strip().lower() not in WEAK_CUES) or patterns.PART.search(before)
    if COUNTED.match(after) and not (plain and year != 2000):
        return False
    if re.match(r"\s*(?:[$€£%]|\d)", after) or re.search(r"[\d)]\s$|[$€£#№+]\s?$", before):
        return False
    previous = LAST_WORD.search(before)
    if previous and previous[1].lower() in W.labels and not re.search(r"\b[Ss]ince at least $", before):
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


def _is_day_of_week(text: str, match: re.Match[str]) -> bool:
    """Not "on the Friday deadline": what follows the day is a clause, not a noun."""
    after = text[match.end() : match.end() + 20]
    is_noun = re.match(r"\s+[a-z]", after) and not CLAUSE.match(after.lstrip())
    if is_noun and match[0].startswith("On"):  # "On the Thursday prosecutors arrested …"
        is_noun = not PEOPLE.match(after.lstrip())
    return not is_noun or "week" in match.re.groupindex


def _is_offset(text: str, match: re.Match[str]) -> bool:
    """Not "for two days after" and not "3.5 years later": a distance must have its whole number and lead somewhere."""
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 12]
    direction = match["direction"]
    if re.search(r"\d[.,]?$|\d\s$|-\s*$|\b(?:for|of|lasted|every|last|past)\s+$", before):
        return False
    if not match["number"] and COUNT_BEFORE.search(before):
        return False  # what is left of "for two days after" once the whole of it is refused
    if direction == "into":
        return re.match(r"\s+(?:the|its|their|Russia|Azerbaijan)\b", after) is not None
    if direction == "prior":
        return re.match(r"\s+to\b|\s*[,.]", after) is not None
    return direction != "since" or re.match(r"\s*[.,;]", after) is None


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
    if which == "followed":
        return True
    if which in FOLLOWING and not match[0].endswith("s"):
        return False
    if number is None and not match[0].endswith("s") and which in ("previous", "preceding", "next"):
        return False
    if number is None and which in ("last", "next") and not article:
        return False
    before = text[max(0, match.start() - 12) : match.start()]
    return article or bool(re.search(r"\b(?:in|over|during|for|within|these|throughout)\s+$", before, re.IGNORECASE))


def _is_recent(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 8) : match.start()]
    return not re.search(r"\b(?:until|till|by|for|from|right|just|than|of)\s+$", before, re.IGNORECASE)


DOUBTS = {
    "date": _is_date,
    "month": _is_month,
    "season": _is_season,
    "year": _is_year,
    "years": _is_years,
    "weekday": _is_weekday,
    "day_of_week": _is_day_of_week,
    "offset": _is_offset,
    "anaphor": _is_anaphor,
    "window": _is_window,
    "recent": _is_recent,
}
