"""Sentences that contradict each other, side by side: who tells what, and what the scores would be by either.

In: an event with its contradictions. Out: plain values for the desk. The scores are reckoned as for every decision that
is tried (`dashboard.review.impact`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dashboard import wording
from dashboard.panel.events import passage
from dashboard.review.form import form_of
from dashboard.review.impact import impact_of, months_of
from dashboard.state.tables import Tables
from events.dates.intervals import precision
from events.records import Contradiction, Document, EventReport, Mention
from events.reviews import making
from events.reviews.making import Seen
from events.reviews.review import Fields
from events.store import reviewing

ANYONE = "somebody"
"""Who would have decided, where a decision is only tried."""
ASKED = {
    "date": "When was it? They put it on different days.",
    "place": "Where was it? They put it in different places.",
    "actor": "Who was it? They name different people or bodies.",
    "number": "How many? They tell numbers that cannot both be right.",
    "act": "What was done? What one tells the other denies, or calls by another name.",
}
AROUND = 140
"""Characters that are shown before and after a sentence."""
ITSELF = "The program's own list"
"""Who tells the other value, where a report is held against what is known anyway (`events/data`)."""


def side_by_side(tables: Tables, seen: Seen, months: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """Each contradiction of an event with its sides.

    Parameters
    ----------
    months : sequence of str, optional
        Months whose scores are told by each side; without them, which is quick, `impact` is None.

    Returns
    -------
    list of dict
        `what` (one of `DISAGREE_ON`), `asked` in plain words, and `sides`: `value` in words, the `quote` with what
        stands around it, its source, and `take`: the form's values by this side alone (None where nothing that counts
        depends on it), with the `impact` on the scores and whether it counts so `now`.
    """
    found = seen.event.contradictions
    if not found:
        return []
    reports = reviewing.reports_of(tables.store, seen.event.event_id)
    names = dict.fromkeys(mention.document_id for one in found for mention in one.mentions)
    documents = {name: tables.store.document(name) for name in names}
    return [
        {
            "what": one.what,
            "asked": ASKED[one.what],
            "sides": [_side(tables, seen, one, at, (reports, documents), months) for at in range(len(one.values))],
        }
        for one in found
    ]


def _side(
    tables: Tables,
    seen: Seen,
    one: Contradiction,
    at: int,
    known: tuple[Sequence[EventReport], Mapping[str, Document | None]],
    months: Sequence[str] | None,
) -> dict[str, Any]:
    reports, documents = known
    mention = one.mentions[at] if at < len(one.mentions) else None
    fields = _by_this_side(seen.fields, one.what, one.values[at], _report(reports, mention))
    now = fields == seen.fields
    impact: list[dict] | None = [] if fields is None or now else None
    if impact is None and months is not None and fields is not None:
        both = {*months, *months_of(tables, fields.date_end)}  # also the month into which it would move
        impact = impact_of(tables, [making.edit(seen, ANYONE, fields)], both)
    return {
        "value": _in_words(one.what, one.values[at]),
        **_source(mention, documents.get(mention.document_id) if mention else None),
        "take": form_of(fields) if fields else None,
        "now": now,
        "impact": impact,
    }


def _source(mention: Mention | None, document: Document | None) -> dict[str, Any]:
    if mention is None:
        return {"quote": "", "title": ITSELF, "outlet": "", "published": "", "document": "", "start": 0}
    return {
        "quote": mention.quote,
        "title": document.title if document else mention.document_id,
        "outlet": document.outlet if document else "",
        "published": wording.published(document, "publication not known"),
        "document": mention.document_id,
        "start": mention.start,
        **_around(document, mention),
    }


def _around(document: Document | None, mention: Mention) -> dict[str, str]:
    """What stands before and after a sentence: a few words, as two of them are to be seen at once."""
    around = passage(document.text, mention.start, mention.end) if document else {"before": "", "after": ""}
    before, after = around["before"].strip(), around["after"].strip()
    return {
        "before": f"… {before[-AROUND:].partition(' ')[2]}" if len(before) > AROUND else before,
        "after": f"{after[:AROUND].rpartition(' ')[0]} …" if len(after) > AROUND else after,
    }


def _report(reports: Sequence[EventReport], mention: Mention | None) -> EventReport | None:
    """The event's report in which a mention stands; None where another event, or nobody, tells it."""
    if mention is None:
        return None
    of_document = [one for one in reports if one.document_id == mention.document_id]
    return next((one for one in of_document if mention in one.event.mentions), None)


def _by_this_side(stands: Fields, what: str, value: str, report: EventReport | None) -> Fields | None:
    """The event as one side alone tells it, in what is disputed; None where no field depends on it."""
    if what == "date":
        first, last = days_of(value)
        return replace(stands, date_start=first, date_end=last, date_precision=precision((first, last)))
    if report is None or what == "number":
        return None
    told = report.event
    if what == "place":
        return replace(stands, place=told.place)
    return replace(
        stands,
        event_type=told.event_type,
        mode=told.mode,
        source_actors=told.source_actors,
        target_actors=told.target_actors,
        effects=told.effects,
    )


def days_of(words: str) -> tuple[date, date]:
    """The interval that `events.merging.contradictions.in_words` put into words.

    >>> days_of("2022-11")
    (datetime.date(2022, 11, 1), datetime.date(2022, 11, 30))
    """
    first, _, last = words.partition(" to ")
    return _interval(first)[0], _interval(last or first)[1]


def _interval(words: str) -> tuple[date, date]:
    year, month, day = (*map(int, words.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _in_words(what: str, value: str) -> str:
    if what == "date":
        return wording.when(*days_of(value))
    return wording.event_type(value) if value in wording.EVENT_TYPES else value
