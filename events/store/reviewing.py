"""What a reviewer needs of the store: to see an event, to add reviews, and to know what a review would change.

In: a store, ids of events, reviews. Out: `Seen` events, a `Change`, the log. How reviews are made is left to
`events.reviews.making`, which events wait for one to `events.store.review_queue`, and scores to `alignment`:

    seen = reviewing.seen(store, event_id)
    review = making.edit(seen, "ana", replace(seen.fields, event_type="REJECT"), note="a refusal")
    reviewing.preview(store, [review])      # what scores would be made of; nothing is written
    reviewing.add_reviews(store, [review])  # written; all later reads of the store show it
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, func, or_, select

from events.dataframes import EFFECT_COLUMNS, REPORT_COLUMNS, table
from events.records import Document, EventReport, Mention
from events.reviews.claims import covered
from events.reviews.decisions import ArticleRead, Decision, decisions, effective
from events.reviews.making import Seen
from events.reviews.passages import locate, passage_of
from events.reviews.review import Passage, Review, checked, reading_hash
from events.store import queries, review_log, standing
from events.store.invariants import LIFTED, READ
from events.store.portions import portions
from events.store.rows import effects_of, event_of, mentions_of
from events.store.store import Store
from events.store.tables import DOCUMENTS, EVENTS, REVIEWS

if TYPE_CHECKING:
    import pandas as pd

PAGE = 500


@dataclass(frozen=True)
class Change:
    """What reviews changed, or would change.

    Parameters
    ----------
    event_ids : frozenset of str
        Events that are others now, new, or gone: what was known of them before no longer holds.
    effects, reports : DataFrame
        Of those that are shown now, as `alignment.evidence.prepare` takes them (`EFFECT_COLUMNS`, `REPORT_COLUMNS`).
    revision : str
        The store's, after the change; empty of a preview.
    reviews : tuple of Review
        Those that the log did not hold before.
    """

    event_ids: frozenset[str]
    effects: pd.DataFrame
    reports: pd.DataFrame
    revision: str = ""
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which reviews of the log: by reviewer, by action, of an event's id, within two moments (UTC, both
    included), with words in the note, of events that bear on one of some states."""

    reviewers: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    event_id: str = ""
    first: datetime | None = None
    last: datetime | None = None
    words: str = ""
    members: tuple[str, ...] = ()


def seen(store: Store, event_id: str) -> Seen | None:
    """An event as it is shown now, ready to be reviewed; None when the store shows none of this id."""
    with store.reading() as connection:
        return _seen(connection, event_id)


def goes_by(store: Store, event_id: str) -> str:
    """The id that an event goes by now: another one when it was merged by a reviewer."""
    with store.reading() as connection:
        return decisions(review_log.of_events(connection, [event_id])).goes_by.get(event_id, event_id)


def decision(store: Store, event_id: str) -> Decision | None:
    """What reviewers decided on an event; None when nobody did."""
    with store.reading() as connection:
        found = decisions(review_log.of_events(connection, [event_id]))
    return found.by_id.get(found.goes_by.get(event_id, event_id))


def reviews_of(store: Store, event_id: str) -> list[Review]:
    """All reviews that bear on an event, also those taken back and what took them back, the first first."""
    with store.reading() as connection:
        return review_log.of_events(connection, [event_id])


def read_now(store: Store, event_id: str) -> list[EventReport]:
    """What the extractor reads now where a reviewed event is told: what stands aside for it, one a document or more."""
    aside = (EVENTS.c.claimed_by == event_id) & (EVENTS.c.layer == LIFTED)
    with store.reading() as connection:
        return _reports(connection, aside)


def reports_of(store: Store, event_id: str) -> list[EventReport]:
    """An event as each article tells it, as it is shown now."""
    with store.reading() as connection:
        return _reports(connection, (EVENTS.c.event_id == event_id) & (EVENTS.c.layer >= READ))


def add_reviews(store: Store, reviews: Iterable[Review]) -> Change:
    """Keep reviews and have the events follow, in one transaction. Reviews that the store holds already change nothing.

    Raises
    ------
    ValueError
        A review is outside its vocabulary; none is kept then.
    StoreError
        The database fails, or can only be read; none is kept then.
    """
    wanted = [checked(review) for review in reviews]
    with store.writing() as connection:
        held = _held(connection, wanted)
        touched = standing.add(connection, wanted)
        change = _change(connection, touched)
    new = tuple(review for review in wanted if review.review_id not in held)
    return Change(change.event_ids, change.effects, change.reports, store.revision(), new)


def preview(store: Store, reviews: Iterable[Review]) -> Change:
    """What reviews would change; nothing is kept.

    Raises
    ------
    ValueError, StoreError
        As `add_reviews`.
    """
    wanted = [checked(review) for review in reviews]
    found: list[Change] = []
    try:
        with store.writing(changes=False) as connection:
            found.append(_change(connection, standing.add(connection, wanted)))
            raise _TakenBack
    except _TakenBack:
        return found[0]


def log(store: Store, wanted: LogFilter | None = None, most: int | None = None, skipped: int = 0) -> list[Review]:
    """Reviews, the newest first: those of a filter, at most so many, after so many skipped."""
    query = select(REVIEWS.c.content).where(*_logged(wanted or LogFilter()))
    query = query.order_by(REVIEWS.c.reviewed_at.desc(), REVIEWS.c.review_id.desc()).limit(most).offset(skipped)
    with store.reading() as connection:
        return [review_log.kept(line) for line in connection.execute(query).scalars()]


def count_log(store: Store, wanted: LogFilter | None = None) -> int:
    """How many reviews a filter lets through."""
    query = select(func.count()).select_from(REVIEWS).where(*_logged(wanted or LogFilter()))
    with store.reading() as connection:
        return connection.scalar(query) or 0


def all_reviews(store: Store, wanted: LogFilter | None = None) -> Iterator[Review]:
    """Every review of a filter, the first first, as of one moment: the order of the file of reviews."""
    query = select(REVIEWS.c.content).where(*_logged(wanted or LogFilter()))
    query = query.order_by(REVIEWS.c.reviewed_at, REVIEWS.c.review_id)
    with store.reading() as connection:
        rows = connection.execution_options(yield_per=PAGE).execute(query).scalars()
        yield from map(review_log.kept, rows)


def reviewers(store: Store) -> list[str]:
    """Everybody who reviewed something, in the alphabet's order."""
    query = select(REVIEWS.c.reviewer).where(REVIEWS.c.content.is_not(None)).distinct().order_by(REVIEWS.c.reviewer)
    with store.reading() as connection:
        return list(connection.execute(query).scalars())


def last_of(store: Store, reviewer: str) -> Review | None:
    """The last review of a reviewer that still counts: what *Undo* takes back."""
    for review in _newest_of(store, reviewer):
        if review.action != "undo" and any(one.review_id == review.review_id for one in _effective(store, review)):
            return review
    return None


def articles_read(store: Store, document_ids: Iterable[str] | None = None) -> list[ArticleRead]:
    """Articles that somebody reviewed whole, as they are now: one that was changed since is not among them."""
    query = select(REVIEWS.c.content).where(REVIEWS.c.verdict.in_(("article_reviewed", "undo")))
    with store.reading() as connection:
        whole = decisions(
            map(review_log.kept, connection.execute(query.where(REVIEWS.c.content.is_not(None))).scalars())
        )
        now = {(row.id, row.sha256) for row in connection.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.sha256))}
    wanted = None if document_ids is None else set(document_ids)
    return [
        one
        for one in whole.articles
        if (one.document_id, one.sha256) in now and (wanted is None or one.document_id in wanted)
    ]


class _TakenBack(Exception):
    """Ends a transaction of which nothing is to stay."""


def _effective(store: Store, review: Review) -> list[Review]:
    with store.reading() as connection:
        return effective([review, *review_log.of_reviews(connection, [review])])


def _newest_of(store: Store, reviewer: str) -> Iterator[Review]:
    skipped = 0
    while some := log(store, LogFilter(reviewers=(reviewer,)), 20, skipped):
        yield from some
        skipped += len(some)


def _held(connection: Connection, reviews: Iterable[Review]) -> set[str]:
    ids = [review.review_id for review in reviews]
    found: set[str] = set()
    for some in portions(ids):
        found.update(connection.execute(select(REVIEWS.c.review_id).where(REVIEWS.c.review_id.in_(some))).scalars())
    return found


def _logged(wanted: LogFilter) -> Iterator[ColumnElement]:
    yield REVIEWS.c.content.is_not(None)
    if wanted.reviewers:
        yield REVIEWS.c.reviewer.in_(wanted.reviewers)
    if wanted.actions:
        yield REVIEWS.c.verdict.in_(wanted.actions)
    if wanted.event_id:
        yield REVIEWS.c.event_id == wanted.event_id
    if wanted.first:
        yield REVIEWS.c.reviewed_at >= _naive(wanted.first)
    if wanted.last:
        yield REVIEWS.c.reviewed_at <= _naive(wanted.last)
    if wanted.members:  # in the effects of a line as `review_to_json` writes them
        yield or_(*(REVIEWS.c.content.contains(f'"member": "{one}"', autoescape=True) for one in wanted.members))
    if wanted.words.strip():
        yield REVIEWS.c.note.icontains(wanted.words.strip(), autoescape=True)


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _change(connection: Connection, touched: set[str]) -> Change:
    ids = {name for name in touched if not name.startswith(standing.MARK)}
    effects, reports = queries.evidence_of(connection, ids)
    return Change(frozenset(ids), table(effects, EFFECT_COLUMNS), table(reports, REPORT_COLUMNS))


def _seen(connection: Connection, event_id: str) -> Seen | None:
    shown = _reports(connection, (EVENTS.c.event_id == event_id) & (EVENTS.c.layer >= READ))
    lead = connection.scalar(select(EVENTS.c.document_id).where(EVENTS.c.event_id == event_id, EVENTS.c.lead))
    first = next((report.event for report in shown if report.document_id == lead), None)
    if first is None:
        return None
    decided = decisions(review_log.of_events(connection, [event_id])).by_id.get(event_id) if first.reviewed else None
    aside = _reports(connection, (EVENTS.c.claimed_by == event_id) & (EVENTS.c.layer == LIFTED))
    documents = standing.documents_of(connection, {report.document_id for report in shown})
    read = aside if first.reviewed else shown
    passages: list[Passage] = []
    for report in shown:
        document = documents[report.document_id]
        for mention in report.event.mentions:
            of = [(one.read_as, reading_hash(one.event)) for one in read if _stands_on(one, mention)]
            known = [(one.read_as, one.read) for one in _known(mention, decided, document)]
            passages += [passage_of(document, mention.start, mention.end, *one) for one in of or known or [("", "")]]
    every = tuple(mention for report in shown for mention in report.event.mentions)
    headline = decided.fields.summary if decided and decided.fields else ""
    return Seen(replace(first, mentions=every), tuple(dict.fromkeys(passages)), headline)


def _stands_on(reading: EventReport, mention: Mention) -> bool:
    return reading.document_id == mention.document_id and any(
        covered(mention.start, mention.end, other.start, other.end) for other in reading.event.mentions
    )


def _known(mention: Mention, decided: Decision | None, document: Document) -> list[Passage]:
    """The passages of a decision that stand on a mention, where the extractor reads nothing."""
    found = []
    for passage in decided.passages if decided else ():
        place = locate(passage, document) if passage.document_id == document.id else None
        if place is not None and covered(mention.start, mention.end, place.start, place.end):
            found.append(passage)
    return found


def _reports(connection: Connection, condition: ColumnElement) -> list[EventReport]:
    rows = connection.execute(select(EVENTS).where(condition).order_by(EVENTS.c.document_id, EVENTS.c.event_id))
    found = []
    for row in rows.mappings().all():
        key = row["document_id"], row["event_id"]

        def here(table, key=key):
            return (table.c.document_id == key[0]) & (table.c.event_id == key[1])

        name = row["event_id"].removeprefix(standing.MARK)
        event = event_of(
            {**row, "event_id": name}, effects_of(connection, here)[key], mentions_of(connection, here)[key]
        )
        found.append(EventReport(row["document_id"], row["read_as"] or name, event))
    return found
