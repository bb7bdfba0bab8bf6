"""Finds when an event took place, and on what that date rests.

In: a coded happening, its own dates and what the narrative last told. Out: interval, UCDP precision and how it was
known. Finding dates in text is left to `events.dates.resolver`, which of them are its own to
`events.grounding.date_attachment`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from events.coding.coded import CodedEvent
from events.coding.nouns import is_encounter, is_many
from events.dates.datelines import is_dateline, is_wire
from events.dates.intervals import VAGUE, precision
from events.dates.offsets import OPEN, count_of
from events.dates.patterns import NUMBER
from events.dates.publication import WEEKDAY
from events.dates.resolver import DateSpan, find_dates
from events.dates.words import words
from events.grounding.context import Context, EventTime
from events.grounding.date_attachment import SINCE, TOLD, DatedMention, dates_for, has_had, in_aside
from events.parsing.factuality import is_going_on, is_present
from events.records import Document
from events.text.word_lists import is_in, word_list

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

FIRST, LAST = date(2010, 1, 1), date(2024, 12, 31)
QUOTES = ('"', "“", "‘", "«")
NOW = word_list("now")
BEFORE_NOW = word_list("before_now")
NOW_DAYS = 120
PRESENT_DAYS = 180  # how far back "is asking" may have begun
BACKWARDS = word_list("aside")
EARLIEST_YEAR = 2009  # a winter that reaches into 2010 still counts
NEWS_DAYS = 7
YEAR_DAYS = 365
OF_THE_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tonight|last night|this (?:morning|afternoon|evening)",
    re.I,
)
REPORT = 25  # sentences of the longest report; analyses are longer
BRIEF = 6
FEW_DAYS = 2  # UCDP's code of two to six days
PAST_MONTH = 45
NEAR_TOP = 3000
DAYS_LONG = re.compile(rf"\b(?P<count>(?i:{NUMBER}))-day\s*$")
UNREST = "|".join(word for word, kind in words().happenings.items() if kind == "unrest")
POINTS_BACK = re.compile(
    rf"[^.!?]*\b(?:amid(?:st)?|during|through(?:out)?) (?:the|this|that|these|those) (?:\w+ )?(?:{UNREST})\b", re.I
)


def stretch(span: DateSpan, token: Token, window: tuple[date, date]) -> tuple[date, date, str]:
    """Interval of a date expression, and what it rests on; "now" reaches back some months, "recently" a year."""
    if span.kind == "recent":
        is_now = span.text.lower() in NOW
        start = max(span.earliest, span.latest - timedelta(days=NOW_DAYS)) if is_now else span.earliest
        return start, span.latest, "window"
    if span.kind == "since" and _is_told_of_when(token, span):
        return *_onset(span), "stated"
    if is_going_on(token) and SINCE.search(token.sent.text.split(span.text)[0]):
        return span.earliest, max(span.latest, window[1]), "stated"  # "since … on 24 February, X has done Y"
    if span.kind == "since" and (has_had(token) or token.pos_ == "NOUN"):
        return *_onset(span), "stated"
    return span.earliest, _last_day(span, token), "stated"


def _is_told_of_when(token: Token, span: DateSpan) -> bool:
    """Whether a happening is told of a time since which something else lasts: "since May, when it protested"."""
    before = token.sent.text[: token.idx - token.sent.start_char]
    return bool(re.search(rf"{re.escape(span.text)},? when\b", before))


def _onset(span: DateSpan) -> tuple[date, date]:
    """The day, month or year that "since May" names, in which what has been so since then began."""
    named = find_dates(re.sub(r"\b(?:since|after)\b", "in", span.text), topic_year=span.earliest.year)
    first, last = (named[0].earliest, named[0].latest) if named else (span.earliest, span.earliest)
    return first, max(first, min(span.latest, last))


def _last_day(span: DateSpan, token: Token) -> date:
    """The last day of a date; of a war "of 44 days" whose first day is told, as many days on."""
    match = DAYS_LONG.search(token.doc.text[token.left_edge.idx : token.idx]) if token.pos_ == "NOUN" else None
    count = count_of(match["count"])[0] if match and span.precision == 1 else 0
    return span.latest + timedelta(days=max(0, count - 1))


def is_of_now(token: Token) -> bool:
    """Told as going on, or joined to what is: "is working on a pact and has promised aid"."""
    return is_present(token) or (token.dep_ == "conj" and is_going_on(token) and is_present(token.head))


@dataclass(slots=True)
class Carried:
    """The date the narrative last told, for what follows without one of its own."""

    past: tuple[date, date] | None = None
    recent: tuple[date, date] | None = None
    parties: frozenset[str] = frozenset()
    needs_same_party: bool = False
    in_entry: bool = False
    told: list[date] = field(default_factory=list)  # the first day of each that was told
    day: tuple[date, date] | None = None
    seen: tuple[date, date] | None = None

    def new_paragraph(self, text: str, entry: DateSpan | None = None) -> None:
        """A new paragraph starts afresh; a chronology's entry with its date.

        A quotation goes on with what was told last, and so does what happened "amid the unrest" told before.
        """
        self.past = self.seen if POINTS_BACK.match(text) else self.past if text.startswith(QUOTES) else None
        self.recent, self.needs_same_party = None, False
        self.in_entry = entry is not None
        if entry:
            self.past = entry.earliest, entry.latest

    def read(self, placed: Sequence[DatedMention], coded: Sequence[CodedEvent], *, is_list_item: bool) -> None:
        """Bring up to date after a sentence with these dates and happenings."""
        seen = [d for d in placed if d.span.kind in TOLD and not _is_old_aside(d)]
        told = [d.span for d in seen if not in_aside(d.token)]
        if seen:
            self.seen = seen[-1].span.earliest, seen[-1].span.latest
        nows = [d.span for d in placed if d.span.kind == "recent" and d.span.text.lower() in NOW]
        if nows and not self.in_entry:
            self.recent = max(nows[-1].earliest, nows[-1].latest - timedelta(days=NOW_DAYS)), nows[-1].latest
        if told:
            self.past, self.recent = (told[-1].earliest, told[-1].latest), None
            self.told.append(told[-1].earliest)
            self.day = next(((s.earliest, s.latest) for s in reversed(told) if s.precision <= FEW_DAYS), self.day)
            self.needs_same_party = is_list_item
            self.parties = frozenset(c for one in coded for c in one.sources)

    def told_with(self, news_day: tuple[date, date] | None) -> tuple[date, date] | None:
        """The day of a report, as long as it has told of no other."""
        return news_day if self.day in (None, news_day) else None

    def since(self, window: tuple[date, date]) -> tuple[date, date]:
        """The window of an undated happening of a reflective piece: from what it last told within the window."""
        if (window[1] - window[0]).days != YEAR_DAYS:
            return window
        within = [first for first in self.told if window[0] <= first <= window[1]]
        return (within[-1], window[1]) if within else window

    def for_parties(self, sources: tuple[str, ...], going_on: bool) -> tuple[date, date] | None:
        """The carried interval that fits an undated happening of these parties, if any."""
        if self.recent:
            return self.recent
        if self.in_entry:
            return self.past
        if going_on or (self.needs_same_party and not self.parties & set(sources)):
            return None
        return self.past


def _is_old_aside(dated: DatedMention) -> bool:
    """Whether a date from before 2010 only counts from something: "the worst since the collapse of 1991"."""
    if dated.span.latest >= FIRST:
        return False
    return dated.span.kind == "since" or any(a.lower_ in BACKWARDS for a in (dated.token, *dated.token.ancestors))


def times_of(coded: CodedEvent, context: Context, carried: Carried) -> list[EventTime]:
    """Interval of a happening, several when its sentence lists several; none when it lies outside 2010-2024."""
    found = []
    for start, end, basis in _stretches(coded, context, carried):
        clipped = clip(start, end) if start.year >= EARLIEST_YEAR else None
        if clipped and context.window[1] >= clipped[0]:
            end = min(clipped[1], context.window[1]) if basis != "stated" else clipped[1]
            found.append(EventTime(clipped[0], max(clipped[0], end), precision((clipped[0], end)), basis))
    return found


def _stretches(coded: CodedEvent, context: Context, carried: Carried) -> list[tuple[date, date, str]]:
    """First day, last day and basis: by its own dates, else by what was told before, else by the article's window."""
    window = context.window
    if coded.event_type == "REQUEST" and not coded.sources:
        return []  # "they had been invited": nobody asks
    own = dates_for(coded.token, _without_datelines(context), context.rivals, window[1])
    if not own and (_is_reason(coded.token) or _is_of_a_rule(coded.token)):
        return []  # "is angry since it once supported him": when, nobody says
    told_before = None if own else carried.for_parties(coded.sources, is_going_on(coded.token))
    if coded.is_plain and not (own or carried.in_entry or _is_week(window)):
        return []
    if own:
        return [stretch(s, coded.token, window) for s in own]
    if told_before:
        return [(*told_before, "carried")]
    if window == (FIRST, LAST):
        return []  # nobody knows when the article appeared, so nobody knows when that was
    if is_of_now(coded.token):
        since = max(window[0], window[1] - timedelta(days=PRESENT_DAYS))
        return [(*(carried.told_with(context.news_day) or (since, window[1])), "window")]
    if _is_background(coded, is_week=_is_week(window)):
        return []
    since, until = carried.told_with(context.news_day) or carried.since(window)
    if _is_week(window) and any(c.lower_ in BEFORE_NOW for c in coded.token.children):
        since, until = window[1] - timedelta(days=YEAR_DAYS), window[1]
    return [(FIRST if is_many(coded.token) else since, until, "window")]


def _is_of_a_rule(token: Token) -> bool:
    """Whether something is only told to have been in somebody's time: "discussed it during Bakiyev's presidency"."""
    times = [p for c in token.children if c.lower_ in ("during", "under") for p in c.children if p.dep_ == "pobj"]
    return any(is_in("time_in_office", p.lemma_.lower()) for p in times)


def _is_reason(verb: Token) -> bool:
    """Whether a clause gives the reason for what is so now."""
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    return verb.dep_ == "advcl" and bool(marks & {"because", "since"}) and verb.head.tag_ in ("VBZ", "VBP")


def _without_datelines(context: Context) -> tuple[DatedMention, ...]:
    """A sentence's dates; the day of a report says more than the day of its writing."""
    if not context.news_day:
        return context.dates
    return tuple(d for d in context.dates if not is_dateline(d.token.doc.text, d.start, d.end))


def _is_week(window: tuple[date, date]) -> bool:
    return (window[1] - window[0]).days <= 2 * NEWS_DAYS


def _is_background(coded: CodedEvent, *, is_week: bool) -> bool:
    """Without a date, a noun, a deed without a doer or an aside is background more often than news.

    Of violence a report often does not say who did it ("seven people were injured"); the week is then known.
    """
    if coded.event_type == "REJECT" and not coded.targets:
        return True  # help that never came to nobody in particular is a judgement, not a happening
    is_old_noun = coded.is_noun and coded.event_type != "COERCE" and not _is_news(coded)
    is_unknown = not (coded.sources or coded.is_noun) and not (is_week and coded.event_type == "ASSAULT")
    return is_old_noun or is_unknown or coded.token.dep_ == "relcl"


def _is_news(coded: CodedEvent) -> bool:
    """Whether an undated noun tells of violence as new: "has led to clashes"."""
    verb = next((t for t in coded.token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if is_encounter(coded):
        return True  # "said so after talks with …": the talks are of the day on which it was said
    return coded.event_type in ("ASSAULT", "PROTEST") and verb is not None and is_going_on(verb)


def clip(start: date, end: date) -> tuple[date, date] | None:
    """The interval within 2010-2024, or None when it lies outside."""
    if end < FIRST or start > LAST:
        return None
    return max(start, FIRST), min(end, LAST)


def is_news(document: Document, dates: list[list[DateSpan]]) -> bool:
    """Whether a document is a short report of what has just happened.

    Its publication is known to the week, and it tells by weekdays, opens as a wire or carries its hour.
    """
    if not _is_known(document) or len(dates) > REPORT:
        return False
    return _tells_by_days(dates) or is_wire(document.text[:NEAR_TOP]) or _tells_its_day(document, dates)


def _tells_its_day(document: Document, dates: list[list[DateSpan]]) -> bool:
    """Whether the first sentences tell of a day of the week before publication: "on Wednesday, May 10, …"."""
    last = document.published_latest
    told = [s for listed in dates[:BRIEF] for s in listed if s.precision == 1 and s.kind in TOLD]
    return last is not None and any(0 <= (last - s.earliest).days <= NEWS_DAYS for s in told)


def opens_with_news(document: Document, dates: list[list[DateSpan]], first: Sequence[Span]) -> bool:
    """Whether a short document opens, without a date, with what somebody has just done: "Bishkek has called off …".

    `first` are its first sentences; of these one tells in the perfect, or the very first in the past.
    """
    if not first or any(dates[: len(first)]) or not _is_known(document) or len(dates) > REPORT:
        return False
    perfect = [s for s in first if any(c.lower_ in ("has", "have") for c in s.root.children if c.dep_ == "aux")]
    return first[0].root.tag_ == "VBD" or any(s.root.tag_ == "VBN" for s in perfect)


def news_day(document: Document, top: Sequence[DatedMention]) -> tuple[date, date] | None:
    """The day of the week before publication that a report tells at its top; what it tells undated happened then."""
    first, last = document.published_earliest, document.published_latest
    if first is None or last is None:
        return None
    told = [d for d in top if d.span.kind in TOLD and d.span.precision == 1 and not in_aside(d.token)]
    days = [d.span.earliest for d in told if not is_dateline(d.token.doc.text, d.start, d.end)]
    of_the_week = [day for day in days if first - timedelta(days=NEWS_DAYS) <= day <= last]
    newest = max(of_the_week, default=None)
    return (newest, newest) if newest else None


def _is_known(document: Document) -> bool:
    first, last = document.published_earliest, document.published_latest
    return first is not None and last is not None and (last - first).days <= NEWS_DAYS


def _tells_by_days(dates: list[list[DateSpan]]) -> bool:
    return any(s.kind == "relative" and OF_THE_DAY.search(s.text) for listed in dates for s in listed)


def _is_brief(document: Document, dates: list[list[DateSpan]]) -> bool:
    """Whether a document of a few sentences tells of nothing older than a month."""
    first = document.published_earliest
    if not _is_known(document) or first is None or len(dates) > BRIEF:
        return False
    return all(s.earliest >= first - timedelta(days=PAST_MONTH) for listed in dates for s in listed)


def window_before(
    document: Document, since: date | None, dates: list[list[DateSpan]], *, news: bool
) -> tuple[date, date]:
    """Where an undated happening of a document may lie.

    For a report or a brief, the week before it was published; else from the landmark the document looks back on; else
    a week for what tells by weekdays, and a year for the rest. An undated document bounds nothing.
    """
    first, end = document.published_earliest, document.published_latest
    if first is None or end is None or ((end - first).days > VAGUE and end.year > first.year):
        return FIRST, LAST
    is_new = news or _is_brief(document, dates)
    if since and since <= end and not is_new:
        return since, end
    if is_new or _tells_by_days(dates) or ((end - first).days > OPEN and WEEKDAY.search(document.text)):
        return first - timedelta(days=NEWS_DAYS), end
    return end - timedelta(days=YEAR_DAYS), end
