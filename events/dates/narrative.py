"""Keeps track of the dates told so far, which later expressions lean on ("the next day").

In: the publication interval, then each resolved expression in order. Out: the year of a partial date ("in October"),
the interval that "the same month" or "ten days later" counts from. How an expression is then turned into days is left
to `events.dates.resolver`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from events.dates import missing_years as missing
from events.dates.anchors import Happenings
from events.dates.expressions import Expression
from events.dates.intervals import VAGUE, Interval, precision, unit_interval, width

SCENE_REACH = 12  # sentences for which a retrospective keeps its year
SEASON = 95  # days: what lasts longer than a season sets the scene only of a text that tells nothing of its own time
FAR = 300  # days back from the other date of a sentence that only recall something
FORWARD = 6  # months from what was told last to the next month of a retrospective
SCENE = 2  # dates in a row that make a retrospective of what began as a glance back
REACH = 3  # sentences for which a month with its year sets the scene, or a year alone within its paragraph
ANCHOR_REACH = 12  # sentences for which "the following day" may look back
FUTURE = re.compile(
    r"\b(?:will|shall|won't|(?:is|are) (?:due|expected|scheduled|set|planned|slated|to)\b|(?:am|is|are) going to|"
    r"as (?:early|soon|late) as|must|supposed to|payable|(?:postponed?|put off|delayed) (?:until|till)|"
    r"plans? to|intends? to|promises? to|vows? to|upcoming|premieres|hopes? to)"
)
BREAK = re.compile(
    r"[;:.]|,(?!\s+\d)|\b(?:that|said|says|who|which|after|when|but|because|told|announced|warned|reported|while)\b"
)
SUBORDINATE = re.compile(r"\b(?:which|who|whose|whom|that|since|when|after|before|following|until|as|unlike|despite)\b")
HEADING = re.compile(
    r"^[ \t#*_=>–-]{0,20}(?P<year>(?:19|20)\d\d)(?:,[^.:,\n]{3,25})?(?:[.:*_]+(?=\s|$)|[ \t]*$)(?P<rest>[^\n]*)",
    re.MULTILINE,
)
LEADING = re.compile(r"^[\s\W]*(?:(?:back|early|late|later) )?(?:in|during|throughout)\s*(?:\w+\s+)?$", re.IGNORECASE)
GLANCE = re.compile(r"\b(?:who|whom|whose|which|that|as)\b[^,;]*\bhad\b[^,;]*$")
AHEAD = re.compile(r"\b(?:before|until|till)\b[^,;:.]*$")
HAD = re.compile(r"[^.;:]*?\bhad\b")
TERM = re.compile(r"\b(?:beyond|through|past|(?:lasts?|extend\w*|prolong\w*|renew\w*)\b[^,;.]{0,30}\bto) $")
RELATIVE = re.compile(r"\b(?:who|which|that)\b[^,;]*$")
COORDINATE = re.compile(r"^\s*(?:and|then|with|until|before|but)\b")


@dataclass(frozen=True, slots=True)
class Hint:
    """A year that the text named, the month if it named one, and where."""

    year: int
    month: int | None
    sentence: int
    paragraph: int
    position: int
    asks: bool = False
    had: bool = False  # told in the pluperfect


@dataclass(slots=True)
class Narrative:
    """The state carried through a document."""

    published: Interval | None
    year: int | None = None
    sentence: int = 0
    paragraph: int = 0
    text: str = ""
    heading: int | None = None
    heading_alone: bool = False
    opening: bool = True
    anchors: list[tuple[Interval, int]] = field(default_factory=list)
    vague: tuple[Interval, int] | None = None
    names: list[tuple[Interval, int]] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    local: list[Hint] = field(default_factory=list)
    leant: list[Hint] = field(default_factory=list)
    happenings: Happenings = field(default_factory=Happenings)
    recalled: list[int] = field(default_factory=list)
    was_now: int = 0  # the sentence that last told of the time of publication
    run: int = 0  # dates told in a row without one of publication

    def enter(self, text: str, expressions: list[Expression], *, new_paragraph: bool) -> None:
        """Move to the next sentence."""
        opens = new_paragraph or self.sentence == 0
        self._read_heading(text, opens)
        self.sentence += 1
        self.paragraph += new_paragraph
        self.text = text
        self.local = [
            Hint(
                x.year,
                x.month,
                self.sentence,
                self.paragraph,
                x.start,
                opens and missing.asks(text),
                bool(HAD.match(text, x.start)),
            )
            for x in expressions
            if x.is_calendar
            and x.year
            and not x.attributive
            and not x.mode
            and x.form not in ("decade", "years")
            and not TERM.search(text, 0, x.start)
        ]

    def _read_heading(self, text: str, new_paragraph: bool) -> None:
        """A year at a paragraph's head holds for the paragraph; on a line of its own, until the next such line."""
        if new_paragraph and not self.heading_alone:
            self.heading = None
        if not new_paragraph and text.strip(" *_\n"):
            self.heading_alone = self.heading_alone and "\n" in self.text
        for match in HEADING.finditer(text):
            if match.start() or new_paragraph:
                self.heading, self.heading_alone = int(match["year"]), not match["rest"].strip(" *_")

    def leave(self) -> None:
        """Keep the years that this sentence named for the next ones."""
        told = [hint for hint in self.local if hint.position not in self.recalled]
        kept = [hint for hint in told if not SUBORDINATE.search(self._segment(hint.position))]
        self.hints += sorted(kept + self.leant, key=lambda hint: hint.position)
        self.leant, self.recalled = [], []

    def record(self, interval: Interval) -> None:
        """Let later expressions count from here."""
        if width(interval) <= 366:
            self.anchors.append((interval, self.sentence))

    def just_told(self) -> Interval | None:
        """What "since" counts from: the latest that was told, be it as vague as "recently"."""
        last = self.anchors[-1] if self.anchors else None
        if self.vague and (last is None or self.vague[1] > last[1]) and self.sentence - self.vague[1] <= REACH:
            return self.vague[0]
        return self.anchor()

    def looks_back(self, x: Expression, interval: Interval) -> bool:
        """Whether an expression only glances back, so that what follows does not count from it."""
        last = self.anchor()
        if last is None:
            return False
        if x.form == "year" and self.text[: x.start].endswith(" of "):
            self.names.append((interval, self.sentence))  # "the war of 2020" names the war
            return True
        if interval[0] >= last[0]:
            return x.form == "nth" and bool(AHEAD.search(self.text[max(0, x.start - 90) : x.start]))
        if self._recalls(x, last, interval):
            self.recalled.append(x.start)
            return True
        return x.word.get("direction") in ("earlier", "before", "prior") or bool(
            GLANCE.search(self.text[max(0, x.start - 90) : x.start])
        )

    def _recalls(self, x: Expression, last: Interval, interval: Interval) -> bool:
        """ "Charged him in July 2018 over the shootings of March 2008": the second of two dates lies far back."""
        is_second = self.anchors[-1] == (last, self.sentence) and x.form in ("date", "month", "year", "season")
        return is_second and (last[0] - interval[1]).days > FAR and not COORDINATE.match(self._segment(x.start))

    def latest_told(self) -> date | None:
        """The last day that the text can tell of here: the end of the year that heads the paragraph, or publication."""
        if self.heading:
            end = date(self.heading, 12, 31)
            return min(end, self.published[1]) if self.published else end
        return self.published[1] if self.published else None

    def anchor(self, coarsest: int = 5, within: str = "", until: date | None = None) -> Interval | None:
        """Return the latest interval not too far back that is precise enough (UCDP's code) and lies within one unit.

        `until` leaves out what begins later.
        """
        told = sorted([*self.names, *self.anchors], key=lambda a: a[1]) if within == "year" else self.anchors
        for interval, sentence in reversed(told):
            if sentence and self.sentence - sentence > ANCHOR_REACH:
                break
            whole = not within or unit_interval(interval[0], within) == unit_interval(interval[1], within)
            if precision(interval) <= coarsest and whole and (until is None or interval[0] <= until):
                return interval
        return None

    def is_future(self, x: Expression) -> bool:
        """Whether the clause around an expression speaks of what is to come."""
        before, after = self.text[max(0, x.start - 90) : x.start], self.text[x.end : x.end + 70]
        clause = BREAK.split(before)[-1]
        if not clause.strip(" \n\"“‘'") or clause.strip().lower() in ("in", "on", "by"):
            after = after.lstrip(", ")
        return bool(FUTURE.search(clause) or FUTURE.search(BREAK.split(after)[0]))

    def year_of(self, x: Expression) -> int | None:
        """Return the year of a month, day or season that was named without one; a weekday by its side settles it."""
        year = self._year_of(x)
        if year is None or x.month is None or not x.days:
            return year
        return missing.year_of_weekday(self.text, x.start, (year, x.month, x.days[0]))

    def _year_of(self, x: Expression) -> int | None:
        month, day = x.month or x.season or 1, x.days[0] if x.days else 1
        if x.year_from:
            return self._told_year(x.year_from)
        hint = self._local_hint(x)
        if late := self._of_late(x, hint):
            return late
        if hint is not None:
            year = self._not_later(missing.near(hint.year, hint.month, month, 10, 10), month, day)
            if year > hint.year:  # "in December 2022 …, and in the January frost": the next sentence goes on from there
                self.leant.append(Hint(year, month, self.sentence, self.paragraph, x.start))
            return year
        if self.heading or self.year:
            return self.heading or self.year
        if planned := self._planned_year(x, month, day):
            return planned
        return self._year_before_it(x, month, day)

    def _year_before_it(self, x: Expression, month: int, day: int) -> int | None:
        """The year of a date whose sentence tells none: the last one told, or by publication."""
        hint = self._earlier_hint()
        if late := self._of_late(x, hint):
            return late
        ahead = hint is not None and self.published is not None and hint.year > self.published[1].year
        if hint is not None and not ahead:
            year = self._not_later(missing.near(hint.year, hint.month, month, 10, 6), month, day)
            if hint.paragraph == self.paragraph:  # the scene holds as long as months go on being told in it
                self.leant.append(Hint(year, month, self.sentence, self.paragraph, x.start))
            return year
        if self.published:
            return self._year_before(*self.published, x)
        return self.anchors[-1][0][1].year if self.anchors else None

    def _of_late(self, x: Expression, hint: Hint | None) -> int | None:
        """The year of publication for a day of late, unless a year told before it in its paragraph holds for it.

        "On 11 October it ratified the treaty, signed on 16 August 2022": what follows behind a comma is another time.
        """
        if hint is None:
            return None
        is_behind = hint.sentence == self.sentence and hint.month and "," in self.text[x.end : hint.position]
        is_other = is_behind or hint.paragraph != self.paragraph
        return missing.year_of_late(self.published, x.month, x.days) if is_other else None

    def _year_before(self, first: date, last: date, x: Expression) -> int | None:
        """The year of a date that only publication can give one, or the retrospective that the text has begun."""
        month, day = x.month or x.season or 1, x.days[0] if x.days else 1
        if told := self._scene(month, day if x.days else 31):
            return self._not_later(told, month, day)
        self.was_now, self.run = self.sentence, 0
        if (last - first).days > VAGUE and last.year > first.year:
            return None  # a guess that runs into the next year does not tell which year's May is meant
        return last.year - ((month, day) > (last.month, last.day))

    def _planned_year(self, x: Expression, month: int, day: int) -> int | None:
        """The year of what is, or was, still to come."""
        if not self.published:
            return None
        first, last = self.published
        before = self.text[max(0, x.start - 90) : x.start]
        is_term = x.mode == "until" and self._earlier_hint() is None
        is_term = bool(x.days) and (is_term or missing.names_an_appointment(self.text, x.start, x.end))
        if is_term or (missing.was_planned(before) and (x.days or not AHEAD.search(before))):
            return missing.nearest_year(last, month, day)
        return first.year + ((month, day if x.days else 31) < (first.month, first.day)) if self.is_future(x) else None

    def _local_hint(self, x: Expression) -> Hint | None:
        """The nearest year named in this sentence, unless it stands in a clause of its own."""
        hints = [h for h in self.local if h.position < x.start or (h.position > x.start and not self._names(h))]
        for hint in sorted(hints, key=lambda h: abs(h.position - x.start)):
            first, last = sorted((hint.position, x.start))
            apart = re.search(r"[,()]", self.text[first:last])
            if not apart or self._sets_the_scene(hint, x):
                return hint
        return None

    def _names(self, hint: Hint) -> bool:
        """Whether a year belongs to a noun: "he condemned on 12 June the war of 2020"."""
        return self.text[: hint.position].endswith(" of ")

    def _sets_the_scene(self, hint: Hint, x: Expression) -> bool:
        """Whether a year holds beyond its own clause: not in "Founded in 1992, it met in May"."""
        segment = self._segment(hint.position)
        if SUBORDINATE.search(segment):
            return False
        leads = LEADING.match(segment) or COORDINATE.match(self._segment(x.start))
        return bool(leads or not self.published or self.published[1].year - hint.year <= 2)

    def _told_year(self, x: Expression) -> int | None:
        """The year of "last year", "that year" or "the following year"."""
        which = x.word["which"].lower().split()[-1]
        step = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1}.get(which, 0)
        step += which in ("next", "coming", "following", "subsequent", "ensuing")
        base = self.published if x.form == "deictic" else self.anchor(within="year")
        return base[1].year + step if base else None

    def _earlier_hint(self) -> Hint | None:
        """The year last named before this sentence, while it still sets the scene."""
        if not self.hints:
            return None
        hint = self.hints[-1]
        distance = self.sentence - hint.sentence
        if hint.month or hint.paragraph == self.paragraph:
            is_glance = hint.had and self.was_now and hint.paragraph != self.paragraph
            return hint if distance <= REACH and not is_glance else None
        return hint if distance == 1 and hint.asks else None

    def _scene(self, month: int, day: int) -> int | None:
        """The year of a retrospective: the month comes round within half a year of what was told last.

        Nothing has told of the time of publication since, unless several dates in a row have been told after that.
        """
        told = self.anchors[-1] if self.anchors else None
        if told is None or (self.was_now and (self.run < SCENE or told[1] <= self.was_now)):
            return None
        (first, last), sentence = told
        is_vague = width((first, last)) > SEASON
        if self.sentence - sentence > SCENE_REACH or (is_vague and (self.was_now or sentence == self.sentence)):
            return None
        year = first.year + ((month, day if precision((first, last)) == 1 else 31) < (first.month, first.day))
        return year if (year - first.year) * 12 + month - last.month <= FORWARD else None

    def note_kind(self, x: Expression, interval: Interval, kind: str) -> None:
        """Tell apart dates of a retrospective from those of the time of publication."""
        if x.word.get("direction") == "since" and width(interval) > 1:  # "it is a year since": so is the rest of it
            middle = interval[0] + (interval[1] - interval[0]) / 2
            self.local.append(Hint(middle.year, middle.month, self.sentence, self.paragraph, x.start))
        recalls = "exact" in x.word or x.form == "anniversary" or width(interval) > SEASON
        deictic = x.year_from is not None and x.year_from.form == "deictic"
        if (kind == "relative" and not recalls) or deictic or (kind == "recent" and self._is_of_now(x)):
            self.was_now, self.run, self.hints = self.sentence, 0, []
            self.local = [hint for hint in self.local if hint.position > x.start]
        elif kind in ("explicit", "partial", "anchored", "relative") and self.was_now != self.sentence:
            self.run += 1

    def _is_of_now(self, x: Expression) -> bool:
        """Whether a vague word tells of the time of writing: not "as recently as 2019", "who is now retired"."""
        aside = RELATIVE.search(self.text[max(0, x.start - 60) : x.start])
        return aside is None and "recently" not in x.word.get("recent", "").lower()

    def _segment(self, position: int) -> str:
        """The words between commas in front of a position."""
        floor = max(0, position - 200)
        start = max(self.text.rfind(mark, floor, position) for mark in ",;—–(")
        return self.text[max(floor, start + 1) : position]

    def _not_later(self, year: int, month: int, day: int) -> int:
        """A year back when the date would lie after publication (of the same or the next year)."""
        if not self.published:
            return year
        last = self.published[1]
        late = year == last.year and (month, day) > (last.month, last.day)
        return year - 1 if late or year == last.year + 1 else year
