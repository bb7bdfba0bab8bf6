"""Events as they stand once all reviews are heeded: the score, the map and the files count these.

In: what the extractor reads in the articles, the reviews, the articles. Out: `Reviewed`: the events, and of each that
somebody reviewed how it stands. Nothing is looked up: the same in gives the same out, in whatever order it came. The
store does the same for a few events at a time (`events.store.reviewing`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from events.records import Contradiction, Document, Event, EventReport, Mention
from events.reviews.claims import Standing, claims, covered
from events.reviews.decisions import Decision, Decisions, decisions
from events.reviews.review import Fields, Review

HEADLINE_AT_MOST = 220
"""Letters of a passage that stands in for a headline where none was written or read."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The events that count, by date, and how each reviewed one stands (rejected ones and those not here too)."""

    events: tuple[Event, ...]
    standings: Mapping[str, Standing]
    decisions: Decisions


def reviewed(readings: Iterable[EventReport], reviews: Iterable[Review], documents: Mapping[str, Document]) -> Reviewed:
    """Heed reviews.

    Rejected events do not count, edited ones are as edited, merged ones are one, split ones apart, and added ones are
    events like the others.

    Parameters
    ----------
    readings : iterable of EventReport
        Each event as each document tells it, with that document's mentions; ``event.event_id`` joins those that
        merging took for one.
    reviews : iterable of Review
        The log, in any order.
    documents : mapping
        The articles by id.
    """
    told = list(readings)
    decided = decisions(reviews)
    found = claims(decided.by_id.values(), documents, told)
    reports = [reading for reading in told if (reading.document_id, reading.read_as) not in found.aside]
    for standing in found.standings.values():
        reports += tellings(standing, documents)
    events = sorted(_events(reports), key=lambda event: (event.date_start, event.date_end, event.event_id))
    return Reviewed(tuple(events), found.standings, decided)


def tellings(standing: Standing, documents: Mapping[str, Document]) -> list[EventReport]:
    """A reviewed event as each of its documents tells it; none where it was rejected or its articles are not here."""
    decision = standing.decision
    fields = decision.fields
    if not decision.counts or fields is None or not standing.located:
        return []
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for place in standing.located:
        if any(covered(place.start, place.end, one.start, one.end) for one in mentions[place.document_id]):
            continue  # two events that were merged may stand in one sentence
        quote = documents[place.document_id].text[place.start : place.end]
        mentions[place.document_id].append(Mention(place.document_id, place.start, place.end, quote))
    confidence = dict.fromkeys(mentions, fields.confidence)
    for reading in (*standing.claimed, *standing.joined):
        here = mentions[reading.document_id]
        here += [
            one for one in reading.event.mentions if not any(one.start < m.end and m.start < one.end for m in here)
        ]
        confidence.setdefault(reading.document_id, reading.event.confidence)
    event = _as_decided(standing, fields, mentions)
    return [
        EventReport(
            name,
            decision.event_id,
            replace(
                event,
                mentions=tuple(sorted(mentions[name], key=lambda one: (one.start, one.end))),
                confidence=confidence[name],
            ),
        )
        for name in sorted(mentions)
    ]


def _as_decided(standing: Standing, fields: Fields, mentions: Mapping[str, Sequence[Mention]]) -> Event:
    read = sorted((*standing.claimed, *standing.joined), key=lambda one: (one.document_id, one.read_as))
    headline = fields.summary or next((one.event.summary for one in read), "")
    first = mentions[min(mentions)][0]
    return Event(
        event_id=standing.decision.event_id,
        event_type=fields.event_type,
        summary=headline or _shortened(first.quote),
        date_start=fields.date_start,
        date_end=fields.date_end,
        date_precision=fields.date_precision,
        source_actors=fields.source_actors,
        target_actors=fields.target_actors,
        place=fields.place,
        effects=fields.effects,
        mentions=(),
        confidence=fields.confidence,
        contradictions=_contradictions(standing.decision, read, first),
        mode=fields.mode,
    )


def _contradictions(decision: Decision, read: Iterable[EventReport], first: Mention) -> tuple[Contradiction, ...]:
    """What reports disagree on: as found, without what a reviewer dismissed, with what one marked."""
    dismissed = {mark.what for mark in decision.marks if not mark.stands}
    found = {one: None for reading in read for one in reading.event.contradictions if one.what not in dismissed}
    marked = [
        Contradiction(
            mark.what, ("as told here", f"as told by {' and '.join(mark.others) or 'another report'}"), (first,)
        )
        for mark in decision.marks
        if mark.stands and not any(one.what == mark.what for one in found)
    ]
    return (*found, *marked)


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= HEADLINE_AT_MOST else f"{words[: HEADLINE_AT_MOST - 1]}…"


def _events(reports: Iterable[EventReport]) -> list[Event]:
    """Reports put together: of each event the surest reading, of equals the closest dated, with all mentions."""
    of_event = defaultdict(list)
    for report in reports:
        of_event[report.event.event_id].append(report)
    events = []
    for these in of_event.values():
        ordered = sorted(these, key=lambda one: one.document_id)
        lead = min(ordered, key=lambda r: (-r.event.confidence, r.event.date_precision, r.document_id)).event
        events.append(replace(lead, mentions=tuple(m for one in ordered for m in one.event.mentions)))
    return events
