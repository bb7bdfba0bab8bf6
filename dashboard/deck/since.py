"""What articles and reviews since a moment changed in the scores, and which of them.

In: `Tables`, a moment and a month. Out: `Since`: the month's scores with everything the store holds and without what
came since, and for each article and review what it did when it came. They are taken back from a copy of the store, the
newest first (`events.store.rewinding`), so that what they did adds up to the whole. An article came when it was first
read, a review when it was made; one made before its article came in counts with the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from alignment.evidence import prepare
from alignment.scoring import score_members, scores_in
from dashboard import wording
from dashboard.deck.slides import Changes
from dashboard.state import what_if
from dashboard.state.tables import Tables
from dashboard.wording import TELLS
from events.reading.results import one_line
from events.records import Document
from events.reviews.review import PROJECT, Review
from events.store.full_scan import read_whole
from events.store.queries import Selection, count
from events.store.rewinding import Came, came_since, copied, take_back
from events.store.store import Store

MOST = 100
"""So many articles and reviews are told one by one; those before them are taken back together."""
NOTHING_BEFORE = "Before, the store held no event: its states stood at their starting values."


class SinceError(ValueError):
    """What is given is no day, month or year; the message is one line."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What an article or a review did: in words, and by state."""

    words: str
    moved: Mapping[str, float]

    @property
    def size(self) -> float:
        """All that it moved, whichever way."""
        return sum(map(abs, self.moved.values()))


@dataclass(frozen=True, slots=True)
class Since:
    """What came since, and what it did.

    Attributes
    ----------
    since : str
        The moment, in words.
    month : str
        Whose scores are told, as ``"2022-09"``.
    articles, reviews : int
        How many came.
    before, now : mapping of str to float
        Each state's score without and with them.
    causes : sequence of Cause
        Those that moved a score of the month, the one that moved most first.
    any_before : bool
        Whether the store told of an event before.
    """

    since: str
    month: str
    articles: int
    reviews: int
    before: Mapping[str, float]
    now: Mapping[str, float]
    causes: Sequence[Cause]
    any_before: bool


def read_moment(text: str) -> datetime:
    """The moment (UTC) at which a day, month or year begins: ``2022-06-15``, ``2022-06``, ``2022``.

    Raises
    ------
    SinceError
        It is none of these.
    """
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        year, month, day = (int(part) for part in f"{text}-01-01"[:10].split("-"))
        try:
            return datetime(year, month, day, tzinfo=UTC)
        except ValueError:
            pass
    raise SinceError(f"--since {text}: no day, month or year; write 2022-06-15, 2022-06 or 2022")


def changed_since(tables: Tables, moment: datetime, month: str, changed: what_if.Key = ()) -> Since:
    """What came since a moment, and what it did to the scores of a month.

    Parameters
    ----------
    tables : Tables
        The state of the store, of all events or of those alone that were reviewed.
    moment : datetime
        With its time zone.
    month : str
        One of the months of the scores.
    changed : what_if.Key
        The changed numbers of the method, if any.
    """
    came = came_since(tables.store, moment)
    causes = []
    with copied(tables.store) as copy:
        later = now = _scores(copy, tables.reviewed, month, changed)
        for some in _steps(came):
            take_back(copy, some)
            earlier = _scores(copy, tables.reviewed, month, changed)
            moved = {member: later[member] - earlier[member] for member in later}
            if told := {member: by for member, by in moved.items() if abs(by) >= TELLS}:
                causes.append(Cause(one_line(_words(some)), told))
            later = earlier
        any_before = count(copy, Selection()) > 0
    articles = sum(isinstance(one.what, Document) for one in came)
    causes.sort(key=lambda cause: -cause.size)
    return Since(
        wording.when(moment.date(), moment.date()),
        month,
        articles,
        len(came) - articles,
        later,
        now,
        causes,
        any_before,
    )


def _steps(came: Sequence[Came]) -> list[Sequence[Came]]:
    singly: list[Sequence[Came]] = [[one] for one in came[:MOST]]
    return [*singly, came[MOST:]] if len(came) > MOST else singly


def _scores(store: Store, reviewed: str, month: str, changed: what_if.Key) -> dict[str, float]:
    whole = read_whole(store, reviewed)
    method = what_if.method_of(changed) if changed else None
    return scores_in(score_members(prepare(whole.effects, whole.reports), method=method), month)


def _words(came: Sequence[Came]) -> str:
    if len(came) > 1:
        return f"{len(came)} earlier articles and reviews together"
    [one] = came
    day = wording.when(one.at.date(), one.at.date())
    if isinstance(one.what, Document):
        titled = f"“{one.what.title}”" if one.what.title else one.what.id
        return f"{day}, article: {', '.join(filter(None, (one.what.outlet, titled)))}"
    return f"{day}, review: {_review(one.what)}"


def _review(review: Review) -> str:
    about = wording.described(review)
    who = wording.PROJECT_REVIEW if review.reviewer == PROJECT else review.reviewer
    return f"{who} {wording.REVIEW_ACTIONS[review.action]}{f' “{about}”' if about else ''}"


def _moved(moved: Mapping[str, float]) -> str:
    largest = sorted(moved.items(), key=lambda item: -abs(item[1]))
    return ", ".join(f"{wording.member_name(member)} {wording.signed(by)}" for member, by in largest)


def told_of(found: Since) -> Changes:
    """The same for a slide, and in plain text."""
    came = (
        f"{_many(found.articles, 'article')} first read and {_many(found.reviews, 'review')} made since {found.since}"
    )
    rows = [("", "without", "with", "change")]
    for member, now in found.now.items():
        before = found.before[member]
        by = wording.signed(now - before) if abs(now - before) >= TELLS else "none"
        rows.append((wording.member_name(member), wording.signed(before), wording.signed(now), by))
    lines = [f"{cause.words}: {_moved(cause.moved)}" for cause in found.causes]
    about = f"Scores of {wording.month_name(found.month)} with and without {came}."
    return Changes(
        f"What changed since {found.since}",
        about if found.any_before or not (found.articles or found.reviews) else f"{about} {NOTHING_BEFORE}",
        rows,
        lines or ["None of them moved a score of this month."],
    )


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def text_of(changes: Changes) -> list[str]:
    """The slide as lines of plain text."""
    table = [f"  {state:<14}{without:>9}{now:>9}{by:>9}" for state, without, now, by in changes.rows]
    return [f"{changes.title}. {changes.about}", *table, *(f"- {line}" for line in changes.causes)]
