"""The regular expressions of time expressions, built from the words of `events.dates.words`.

In: the words. Out: named patterns, each for one form of expression. How their matches are chosen among and put
together is left to `events.dates.expressions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from events.dates.words import words

W = words()


def _any(names: Iterable[str]) -> str:
    """An alternation, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


MONTH = "(?:" + _any([*W.month_names, *(name.upper() for name in W.month_names)]) + r")\b\.?"
WEEKDAY = "(?:" + _any([*W.weekday_names, *(name.upper() for name in W.weekday_names)]) + ")"
ANY_WEEKDAY = "(?:" + _any(name.capitalize() for name in W.weekdays) + r")\b\.?"
SEASON = "(?:" + _any([*W.seasons, *(name.capitalize() for name in W.seasons)]) + ")"
COUNTED = rf"(?:[\s-]+(?:(?!(?:just|only|some|barely|mere|about|nearly|almost)\b)[a-z]+\s)?(?:{_any(W.counted)})\b)"
YEAR = r"(?:1[89]\d\d|20[0-4]\d)(?![\d%]|,\d{3}|\.\d|:\d)"
DAY = rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[,.:]\d|{COUNTED})\b"
TO = r"\s*[-–—/]\s*|\s+(?:to|through|until|till)\s+"
DAYS = rf"{DAY}(?:(?:{TO}|(?:,\s*{DAY}){{0,6}},?\s+(?:and|or)\s+)(?:the\s+)?{DAY})?"
FREE = r"(?<![\w$€£¥/.,-])"  # in front of a number that is no part of a longer one
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
NUMBER = rf"(?:(?:{TENS})[-\s](?:one|two|three|four|five|six|seven|eight|nine)|{_any(W.numbers)}|\d{{1,3}})"
TWO_DIGITS = (
    rf"(?:{TENS})(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|"
    "ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
)
VAGUE = f"(?:{_any(name for name in W.vague_numbers if name)})"
UNITS = "(?P<unit>day|week|fortnight|month|year|decade)s?"
HAPPENING = rf"(?:the|its|their) (?:[\w’'-]+ ){{0,3}}(?:{_any(W.happenings)})\b"
ORDINAL = _any(W.ordinals)
LATER_ORDINAL = _any(name for name, number in W.ordinals.items() if number > 5)  # "on the second" counts other things
OF_MONTH = r"of (?P<of_month>that|the same|the following|the next|this) month(?:,? in (?P<y>" + YEAR + "))?"
# What may follow "on the 21st" when it is a day: no noun that it counts ("on the 38th parallel").
FOLLOWS = (
    r"(?!\s*,\s*\d|\s+(?:and|or)\s+(?:\d|last\b|final\b|[a-z-]+th\b))"
    r"(?=\s*(?:[.,;:)–—]|$)|\s+(?:that|and|but|he|she|they|it|we|I|when|which|who|where|after|before|in|at|with|by|for|from|"
    r"the|his|her|its|their|our|a|an|no|all|both|some|as|to|there|another|[a-z]{3,}(?<!ss)(?<!ies)s)\b(?![’'-]))"
)
LEADS = r"(?:(?<=\bOn )|(?<=and on )|(?<=[,;] on ))"
BEFORE_NAME = (  # "On the 21st Putin recognised"
    r"(?=\s+(?!(?:[Aa]venue|Street|Congress|Summit|Army|Division|Brigade|Regiment|Guards|Anniversary|Session|Party)\b)[A-Z][a-z]+"
    r"(?:\s+[A-Z][a-z]+)*\s+[a-z])"
)
ON = rf"(?:{ANY_WEEKDAY},?\s+)?(?:the\s+)?"

# Words are matched in lower case or with a capital at the start of a sentence; months and weekdays as they are written.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (form, re.compile(pattern))
    for form, pattern in (
        ("date", r"(?<![\w/.-])(?P<y>(?:19|20)\d\d)([-/])(?P<m>0[1-9]|1[0-2])\2(?P<d>0[1-9]|[12]\d|3[01])(?![\d-])"),
        ("date", r"(?<![\w/.-])(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![\w-])"),
        ("date", r"(?<![\w/.-])(?P<d>\d{1,2})([./])(?P<m>\d{1,2})\2(?P<y>(?:19|20)\d\d)(?![\w/-]|\.\d)"),
        ("date", rf"{FREE}(?P<y>{YEAR}),\s+(?P<d>{DAYS})\s+(?P<m>{MONTH})"),
        ("date", rf"{FREE}(?P<y>{YEAR}),\s+(?P<m>{MONTH})(?!\s+[A-Z\d])"),
        (
            "date",
            rf"(?:{ANY_WEEKDAY},?\s+)?{FREE}(?P<d>{DAYS})\s+(?:of\s+)?(?P<m>{MONTH})(?:,?\s+(?:of\s+)?(?P<y>{YEAR}))?",
        ),
        (
            "date_in_words",
            rf"\b[Tt]he (?P<ordinal>{ORDINAL}) of (?P<m>{MONTH})(?:,?\s+(?:of\s+)?(?P<y>{YEAR}))?(?![’'\w-])",
        ),
        ("date", rf"\b{ON}(?P<m>{MONTH})\s+(?:the\s+)?(?P<d>{DAYS})(?:,?\s+(?P<y>{YEAR}))?"),
        ("date", rf"\b(?P<m>{MONTH}),?\s+(?:of\s+)?(?P<y>{YEAR})"),
        ("month", rf"\b(?P<m>{MONTH})(?!-?\d)"),
        ("season", rf"\b(?i:(?P<season>{SEASON}))\s+(?:of\s+|in\s+)?(?P<y>{YEAR})(?:[-–/](?:\d\d){{1,2}}\b)?"),
        ("season", rf"\b(?P<season>{SEASON})\b(?!\s+(?:of|from|for|in|on|into|to)\b|-)"),
        ("quarter", rf"\bQ(?P<quarter>[1-4])(?:\s+of)?[\s-]+(?P<y>{YEAR})"),
        ("quarter_in_words", r"\b(?i:(?P<ordinal>first|second|third|fourth))[ -]quarter\b(?!-?finals?\b| of\b)"),
        ("half", rf"\bH(?P<half>[12])(?:\s+of)?[\s-]+(?P<y>{YEAR})"),
        ("decade", r"(?<![\w$€£.,-])(?P<y>(?:1[89]|20)\d0)[’']?-?s\b"),
        ("decade", r"(?<!\w)[’'‘](?P<y>[5-9]0)s\b"),
        ("years", rf"{FREE}(?P<y>(?:19\d\d|20[0-4]\d))[-–—/](?P<y2>\d\d|(?:19|20)\d\d)(?![\w%]|[-–/.,]\d)"),
        (
            "year",
            rf"(?:(?<=\b[Pp]re-)|(?<=\b[Pp]ost-)|(?<=\b[Mm]id-)|(?<=\b[Ee]arly-)|(?<=\b[Ll]ate-)|{FREE})(?P<y>{YEAR})(?!\w|-\d)",
        ),
        ("year_in_words", rf"\b[Tt]wo thousand(?: and)?[ -](?P<number>{NUMBER})\b(?! [a-z]+s\b)"),
        ("year_in_words", rf"\b(?P<century>[Nn]ineteen|[Tt]wenty)[ -](?P<number>{TWO_DIGITS})\b(?! [a-z]+s\b)"),
        ("weekday", rf"\b(?P<weekday>{WEEKDAY})\b(?!s|\.\w)"),
        (
            "day_of_week",
            rf"\b(?:(?:[Oo]n )?[Tt]he )?(?P<weekday>{WEEKDAY}) of "
            r"(?P<week>last|this|that|the same|the following|the next) week\b",
        ),
        ("day_of_week", rf"\b[Oo]n the (?P<weekday>{WEEKDAY})\b(?!s|[’'-])"),
        ("anniversary", rf"\b(?:[Oo]n )?[Tt]his (?:very )?day (?:in|of) (?P<y>{YEAR})\b"),
        (
            "deictic",
            rf"\b(?P<which>[Ll]ast|[Tt]his past|[Tt]his coming|[Tt]his|[Nn]ext)\s+(?:(?P<unit>year|month|week|decade)|"
            rf"(?P<weekend>weekend)|(?P<m>{MONTH})|(?P<season>{SEASON})|(?P<weekday>{WEEKDAY}))(?![\w]|-\w|\s+[12]\d{{3}})",
        ),
        ("same_day", r"\b(?:[Ee]arlier|[Ll]ater) (?:in the|that(?: same)?|on the same|the same) day\b"),
        ("same_day", r"(?<=\d, )the (?:very )?day\b(?! (?:after|before|of|earlier|later)\b)"),
        (
            "hours",
            rf"\b(?i:(?:{VAGUE}|{NUMBER})\s+)?(?i:hours|an hour)\s+(?:later|afterwards|earlier|beforehand)\b(?!-)",
        ),
        ("weekend", r"\b(?:[Oo]ver|[Aa]t|[Dd]uring|[Oo]n) the (?P<weekend>weekend)\b"),
        (
            "named",
            r"\b(?P<named>[Dd]ay before yesterday|[Dd]ay after tomorrow|[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|"
            r"[Ll]ast night|[Tt]his (?:morning|afternoon|evening))\b(?!-)",
        ),
        (
            "offset",
            rf"\b(?i:(?P<number>half an?|{VAGUE}|{NUMBER}(?:\s+and a half)?)(?:\s+more)?\s+{UNITS}"
            r"(?P<half>\s+and a half)?)\s+"
            r"(?P<direction>ago|later|afterwards|on(?=[,.]|\s+from)|earlier|beforehand|prior|after|before|since|into)\b(?!-)",
        ),
        (
            "offset",
            r"\b(?:[Tt]he )?(?P<unit>day|week|month|year)(?P<number>)\s+(?P<direction>after|before|earlier|prior)\b",
        ),
        (
            "offset",
            r"\b(?P<number>)(?i:(?P<unit>day|week|month|year|decade)s)\s+(?P<direction>ago|later|earlier|after|before)\b",
        ),
        (
            "anaphor",
            rf"\b(?:[Tt]he (?:very )?|[Tt]hat )?(?P<which>[Ss]ame|[Ff]ollowing|"
            rf"(?:(?<=[Tt]he )|(?<=very ))next|[Pp]revious|[Pp]receding|prior|"
            rf"ensuing|subsequent|(?:that|That)(?: very)?) (?:(?P<unit>day|week|month|year|decade)|"
            rf"(?P<weekend>weekend)|(?P<time>morning|afternoon|evening|night)|(?P<m>{MONTH})|(?P<season>{SEASON})|(?P<weekday>{WEEKDAY}))"
            r"(?!\w|-\w)(?:[’']s\b)?",
        ),
        ("offset", r"\b(?:[Oo]n )?[Tt]he (?P<number>)(?P<direction>eve)(?= of\b)"),
        (
            "within",
            rf"\b[Ww]ithin (?:the )?(?:(?P<number>{VAGUE}|{NUMBER}) )?"
            r"(?:(?P<unit>hour|day|week|fortnight|month)s?)\b(?![’'-])",
        ),
        (
            "of_day",
            rf"\b(?:[Oo]n )?[Tt]he (?P<ordinal>{_any(W.ordinals)}) day (?P<of>)of(?= {HAPPENING})",
        ),
        (
            "of_day",
            rf"\b[Oo]n the (?:very )?(?:same )?day(?: that| when)?"
            rf"(?= {HAPPENING} (?:began|started|opened|broke out)\b)",
        ),
        (
            "anaphor",
            r"(?:(?<=\bof )|(?<=\bin ))the (?P<which>)(?P<unit>year|month|week|decade)\b",
        ),
        (
            "then",
            r"\b(?:[Aa]t (?:the|that) time|[Bb]ack then|(?:[Ss]ince|[Uu]ntil|[Bb]y) then|[Ee]ver since|[Tt]hereafter)\b"
            r"(?! of)",
        ),
        ("nth", rf"(?<=\b[Oo]n )the (?P<nth>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b{FOLLOWS}"),
        ("nth", rf"{LEADS}the (?P<nth>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b{BEFORE_NAME}"),
        ("nth", rf"(?<=\b[Oo]n )the (?P<ordinal>{LATER_ORDINAL})\b{FOLLOWS}"),
        ("nth", rf"{LEADS}the (?P<ordinal>{LATER_ORDINAL})\b{BEFORE_NAME}"),
        ("nth", rf"\b[Tt]he (?:(?P<nth>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)|(?P<ordinal>{ORDINAL})) {OF_MONTH}\b"),
        ("nth", rf"\b(?:{ANY_WEEKDAY}),? the (?P<nth>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b(?=\s*[.,;:)–—])"),
        (
            "nth",
            r"(?m)^[ \t*_•–-]{0,6}[Tt]he (?P<nth>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?=\s*[*_]*[:.–—])",
        ),
        ("then", r"\b(?:[Aa]t (?:about|around)|[Aa]bout|[Aa]round) the same time\b"),
        (
            "month_out",
            r"\b[Bb]efore (?:the|that) (?P<unit>week|month|year) (?:was|had) (?:out|over|ended)\b",
        ),
        ("then", r"(?<=\bhas )since(?= [a-z]+(?:ed|n|t|me|wn)\b)|(?<=\bhave )since(?= [a-z]+(?:ed|n|t|me|wn)\b)"),
        (
            "window",
            rf"\b(?:[Tt]he\s+)?(?P<which>[Pp]ast|[Ll]ast|[Pp]revious|[Pp]receding|[Cc]oming|[Nn]ext|[Ff]ollowing|ensuing|subsequent)\s+"
            rf"(?:(?P<number>{VAGUE}|{NUMBER})\s+)?{UNITS}\b(?!-|\s+of\b)",
        ),
        ("window", r"\b[Tt]he (?P<number>)(?P<unit>day|week|month|year)s (?:that|which) (?P<which>followed)\b"),
        ("recent", rf"\b(?i:(?P<recent>{_any(W.recent)}))\b(?!-| that\b| known| called| defunct| famous)"),
    )
)

PART = re.compile(rf"(?<![\w-])(?i:(?P<part>{_any(W.phrases)}))(?:[\s-]+(?:the\s+)?(?:year\s+)?)$")
MODE = re.compile(
    r"\b(?i:(?P<mode>since|after|post-|until|till|by|before|prior to|pre-|up to|up until))"
    r"(?:(?<=-)|\s+)(?:(?:at least|at the|about|around|the|as early as|as far back as)\s+)*(?:year\s+)?$"
)
FROM = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?(?:years\s+)?$", re.IGNORECASE)
RANGE = re.compile(rf"(?:{TO}|\s+up to\s+)(?:the\s+)?(?:early |late |mid-?)?$")
LIST = re.compile(r"\s*(?:,|,?\s+(?:and|or))\s+(?:in\s+|on\s+|of\s+)?(?:again\s+(?:in\s+|on\s+)?)?$")
MONTH_CUE = re.compile(
    r"\b(?i:in|since|until|till|by|during|throughout|through|late|early|mid|of|from|between|before|after|last|next|this|"
    r"around|for|earlier in|later in|on|to|and|or|came)(?:\s+(?:late|early|mid|the))?[\s-]+$"
)
STRICT_CUE = re.compile(
    r"\b(?i:in|since|until|till|during|throughout|late|early|mid|(?:end|beginning|start|middle|week|half|days) of|"
    r"between|earlier in|later in|from)(?:\s+(?:late|early|mid))?[\s-]+$"
)
SEASON_CUE = re.compile(
    r"\b(?i:(?:in|during|over|since|until|by|throughout|through|early|late|mid)(?:[\s-]+(?:the|late|early))?|"
    r"that|(?:beginning|start|middle|end) of)[\s-]+$"
)
YEAR_CUE = re.compile(
    r"(?:\b(?i:in|since|until|till|by|from|of|between|before|after|during|to|the|and|early|late|mid|year|throughout)\s+|[(-])$"
)
