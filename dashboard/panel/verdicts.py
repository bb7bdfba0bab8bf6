"""The verdict on a state's month in words, and all verdicts as a table: the same words in panel, page and file.

In: `Tables`, the method. Out: plain text. A paragraph has the headlines and dates of events, nothing else about what
happened; which events, and which word, is left to `alignment.verdicts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from alignment.contributions import Contributions, contributions
from alignment.months import month_number
from alignment.verdicts import BETTER, NO_NEWS, UNCHANGED, Cause, Verdict, load_thresholds, verdict, verdicts
from dashboard import wording
from dashboard.address import Opening
from dashboard.panel.events import selection
from dashboard.state import what_if
from dashboard.state.tables import Tables
from events.store.queries import by_id, listed
from events.vocabulary import SCORED

COLUMNS = ("member", "date", "verdict", "move", "score", "events", "event_ids", "paragraph")
Events = Mapping[str, Any]
"""By id, rows with `summary`, `date_start` and `date_end`."""


def of_month(tables: Tables, member: str, month: str, changed: what_if.Key = ()) -> dict[str, str] | None:
    """What the panel says of a state's month: `title`, `verdict` and `text`; None for the first month of all."""
    found = tables.contributions_to(member, changed)
    of_it = listed(tables.store, selection(Opening(month, window="month", member=member), tables.reviewed))
    judged = verdict(found, member, month, of_it)
    if judged is None:
        return None
    ids = _named(judged)
    events = {row.event_id: row for row in by_id(tables.store, ids).itertuples()} if ids else {}
    title = f"Verdict for {wording.month_name(month)}: {judged.verdict}"
    return {"title": title, "verdict": judged.verdict, "text": paragraph(judged, events, _score(found, judged))}


def table(tables: Tables, changed: what_if.Key = (), member: str | None = None) -> pd.DataFrame:
    """The verdicts on all states, or on one, by month.

    Returns
    -------
    DataFrame
        `member`, `date`, `verdict`, `move` and `score` (at the month's end), `events` (how many belong to the month),
        `event_ids` (those that the paragraph names, parted by a space), `paragraph`.
    """
    evidence = tables.evidence_on(member) if member else tables.evidence
    found = contributions(evidence, what_if.method_of(changed))
    whole = tables.whole
    bearing = whole.effects[["event_id", "member", "date_start", "date_end"]]
    judged = [one for one in verdicts(found, bearing) if member in (None, one.member)]
    events = {row.event_id: row for row in whole.events.itertuples()}
    rows = []
    for one in judged:
        score = _score(found, one)
        ids = " ".join(_named(one))
        told = paragraph(one, events, score)
        rows.append((one.member, one.date, one.verdict, one.move, score, one.events, ids, told))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def paragraph(judged: Verdict, events: Events, score: float) -> str:
    """One paragraph: what the score did, and the events that bear it, each by its headline with its date."""
    name = wording.member_name(judged.member)
    if judged.verdict == NO_NEWS:
        return f"No event that bears on {name} is dated to this month."
    if judged.verdict == UNCHANGED:
        least = load_thresholds().least_move
        moved = f"by less than {least:g}" if abs(judged.move) < least else "only as one source’s older news gave way"
        return f"The score moved {moved}. Told of this month: {_told(judged, judged.causes, events)}."
    towards = "towards" if judged.verdict == BETTER else "away from"
    text = (
        f"{name} moved {towards} Moscow by {abs(judged.move):.2f}, to {wording.signed(score)}. "
        f"What moved it: {_told(judged, judged.causes, events)}."
    )
    return f"{text} Against it: {_told(judged, judged.against, events)}." if judged.against else text


def _score(found: Contributions, judged: Verdict) -> float:
    return float(found.level.mean[month_number(judged.date), SCORED.index(judged.member)])


def _named(judged: Verdict) -> list[str]:
    return [cause.event_id for cause in (*judged.causes, *judged.against) if cause.event_id]


def _told(judged: Verdict, causes: Iterable[Cause], events: Events) -> str:
    return "; ".join(_clause(judged, cause, events) for cause in causes)


def _clause(judged: Verdict, cause: Cause, events: Events) -> str:
    if cause.status:
        name = wording.member_name(judged.member)
        return f"{name} {wording.STATUS_TURNS[cause.status]} ({wording.month_name(judged.date)})"
    event = events[cause.event_id]
    when = wording.when(event.date_start.date(), event.date_end.date())
    return f"{event.summary.rstrip(' .;,:')} ({when})"
