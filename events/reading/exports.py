"""Splits an export of a news database into its articles, each with its outlet, day and headline.

In: the text of a file. Out: its articles, when it is such an export of Nexis, Factiva or ProQuest; nothing when it is
one article. Each article ends with the same kind of line; its outlet, day and headline stand in labelled lines
(``HEADLINE: …``) or, without labels, in the lines above its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from events.reading.results import NotAnArticle, RawArticle
from events.reading.stated_dates import stated_dates

HEAD_LINES = 16


@dataclass(frozen=True, slots=True)
class Form:
    """How a database writes: what stands above or below each article, and in which order what has no label comes."""

    name: str
    mark: re.Pattern[str]
    is_above: bool
    order: tuple[str, ...]


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t]*(?:{pattern})[ \t]*$", re.MULTILINE)


FORMS = (
    Form("Nexis", _line(r"\d{1,4} of \d{1,4} DOCUMENTS"), True, ("outlet", "published", "title")),
    Form("Nexis", _line(r"End of Document"), False, ("title", "outlet", "published")),
    Form(
        "Factiva",
        _line(r"(?:AN[ \t]+)?Document [A-Z][A-Z0-9]{19,29}"),
        False,
        ("title", "author", "published", "outlet"),
    ),
    Form("ProQuest", _line(r"(?:Document )?\d{1,4} of \d{1,4}"), True, ("title", "outlet", "published")),
    Form("ProQuest", _line(r"_{40,}"), False, ("title", "outlet", "published")),
)
LABELS = {
    "headline": "title", "title": "title", "hd": "title",
    "byline": "author", "author": "author", "by": "author",
    "publication title": "outlet", "publication": "outlet", "source": "outlet", "sn": "outlet",
    "publication date": "published", "date": "published", "pd": "published",
    "url": "url", "document url": "url",
    "body": "text", "full text": "text", "lp": "text", "td": "more",
}  # fmt: skip
CODES = "HD BY WC PD ET SN SC LA CY LP TD CO IN NS RE PUB AN CR PG VOL"
LABEL = re.compile(
    r"^[ \t]*(?:(?P<label>[A-Za-z][A-Za-z /-]{1,30}):"
    rf"|(?P<code>{CODES.replace(' ', '|')})(?=[ \t]{{2,}}|[ \t]*$))[ \t]*(?P<value>.*)$"
)
BODY_ALONE = re.compile(r"^[ \t]*Body[ \t]*$")
TAIL = re.compile(
    r"^[ \t]*(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|Load-Date|Language|Publication-Type|Subject|Company / organization|"
    r"Classification|Publication info|Copyright|Database|Document type|Last updated|ProQuest document ID|ISSN|Links|"
    r"Contact us at)\b|^_{40,}"
)
BESIDE = re.compile(
    r"(?:copyright|©|\(c\)|all rights reserved|length:|section:|\d[\d,]* words$|english$|\d{1,2}:\d{2}|[A-Z]{3,12}$)",
    re.IGNORECASE,
)
BELOW = ("title", "outlet", "published")
"""What ProQuest says of an article once more below its text."""
DAY = re.compile(r"(?:(?:\w+day),? )?(?:[A-Z][a-z]+ \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})(?:,? \w+day)?\b.*$")


def articles_of(text: str) -> list[RawArticle | str]:
    """The articles of an export, each or the reason why it is none; nothing when the text is one article.

    Raises
    ------
    NotAnArticle
        When it holds several articles that cannot be told apart.
    """
    for form in FORMS:
        marks = list(form.mark.finditer(text))
        if len(marks) < 2:
            continue
        parts = _parts(text, marks, form)
        read = [_article(part, form) for part in parts]
        good = sum(isinstance(one, RawArticle) for one in read)
        if good > len(read) / 2:
            return read
        if good or form.name != "ProQuest":  # a rule of underscores and "1 of 2" stand in many a text
            raise NotAnArticle(
                f"looks like {len(parts)} articles exported from {form.name}, which cannot be told apart; "
                "export them one a file, or as a table (.csv) with a column text"
            )
    return []


def _parts(text: str, marks: list[re.Match[str]], form: Form) -> list[str]:
    if form.is_above:
        ends = [*(mark.start() for mark in marks[1:]), len(text)]
        return [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    starts = [0, *(mark.end() for mark in marks)]
    parts = [text[start : mark.start()] for start, mark in zip(starts, marks, strict=False)]
    last = text[marks[-1].end() :]
    return [*parts, last] if len(last.split()) > HEAD_LINES and form.name == "ProQuest" else parts


def _article(part: str, form: Form) -> RawArticle | str:
    """One article, or what it lacks."""
    told: dict[str, str] = {}
    plain: list[str] = []
    body: list[str] = []
    where = "head"
    for line in part.splitlines():
        field, value = _labelled(line)
        if where == "body" and body and (TAIL.match(line) or (form.name == "ProQuest" and field in BELOW)):
            where = "tail"
        if where != "tail" and (field in ("text", "more") or BODY_ALONE.match(line)):
            where = "body"
            body += [value] if field else []
        elif where == "body":
            body.append(line)
        elif field in told or field in ("text", "more"):
            continue
        elif field:
            told[field] = value
        elif where == "head" and line.strip() and not LABEL.match(line):
            plain.append(line.strip())
    named, rest = _by_order(plain[:HEAD_LINES], form, told)
    text = "\n".join(line.rstrip() for line in (body or plain[rest:])).strip()
    return _checked(RawArticle(text, **{**named, **told}))


def _labelled(line: str) -> tuple[str, str]:
    """Which field a line tells and what; ``""`` for one that tells none."""
    label = LABEL.match(line)
    field = LABELS.get((label["label"] or label["code"]).lower(), "") if label else ""
    return (field, label["value"].strip()) if label and field else ("", "")


def _by_order(lines: list[str], form: Form, told: dict[str, str]) -> tuple[dict[str, str], int]:
    """What stands without labels, and how many lines it takes: the day is known by its form, the rest by its place."""
    day = next((i for i, line in enumerate(lines) if _day(line)), None)
    if day is None:
        return ({"title": lines[0]} if lines and form.order[0] == "title" else {}), 0
    named = {"published": _day(lines[day])}
    before = [line for line in lines[:day] if not BESIDE.match(line)]
    after = [line for line in lines[day + 1 :] if not BESIDE.match(line)]
    at = form.order.index("published")
    named |= dict(zip(form.order[:at], before, strict=False))
    named |= dict(zip([field for field in form.order[at + 1 :] if field not in told], after[:1], strict=False))
    last = named.get(form.order[-1], lines[day])
    rest = lines.index(last) + 1 if last in lines else day + 1
    while rest < len(lines) and BESIDE.match(lines[rest]):
        rest += 1
    return named, rest


def _day(line: str) -> str:
    """The date that a line is, without its weekday; ``""`` when it is none."""
    if not DAY.fullmatch(line):
        return ""
    found = re.search(r"[A-Z][a-z]+ \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4}", line)
    try:
        return found.group() if found and stated_dates(found.group()) else ""
    except ValueError:
        return ""


def _checked(found: RawArticle) -> RawArticle | str:
    if not found.text:
        return "no text"
    try:
        stated = stated_dates(_day(str(found.published)) or found.published)
    except ValueError:
        stated = None
    if stated is None:
        return "no date"
    return replace(found, published=stated[0])
