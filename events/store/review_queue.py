"""Which events wait for a reviewer, in the order in which reviewing them is worth most.

In: a `Selection`, a `Reader`, and what a mistake in each event would cost (`alignment.stakes`, which this floor may not
ask itself). Out: `Waiting` events, and how much of a selection was reviewed.

An event waits because nobody reviewed it; because the extractor now reads its passage otherwise than was reviewed;
because two people differ and a third is to decide; or because it is one of those that are read twice. Which are read
twice follows from the event's id, a hash, alone: the same in every store, and for every reviewer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import ColumnElement, Connection, Select, Text, and_, case, cast, exists, func, literal, or_, select

from events.store.invariants import READ, REVIEWED
from events.store.portions import AT_ONCE, portions
from events.store.queries import Selection, conditions, newest_first, reviewed_as
from events.store.store import Store
from events.store.tables import DOCUMENTS, EVENTS, JUDGES, MENTIONS, STANDINGS

ORDERS = ("stakes", "newest", "contradictions", "disputed", "readers", "duplicates", "article")
WHY = ("disputed", "otherwise", "unreviewed", "second")
"""Two reviewers differ; the extractor reads otherwise now; nobody reviewed it; it is to be read a second time."""
MOST_ASKED = 20
"""Portions of the costliest events that are asked for before all are."""
DOUBLE_LETTERS = 8
"""Letters of an id, in base 16, that say whether the event is read twice."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reviews, and what share of all events is read twice (0 to 1)."""

    name: str = ""
    double: float = 0.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that waits, and why (`WHY`)."""

    event_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How much was reviewed: shown events and reviewed ones among them, rejected events, articles read whole."""

    events: int
    reviewed: int
    rejected: int
    otherwise: int
    disputed: int


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How an event was reviewed last: `events.reviews.decisions.STATUSES`, by whom, when (ISO 8601, UTC)."""

    status: str
    reviewer: str
    at: str


def waiting(
    store: Store,
    selection: Selection | None = None,
    order: str = "stakes",
    *,
    reader: Reader | None = None,
    stakes: Mapping[str, float] | None = None,
    most: int = 50,
    skipped: int = 0,
) -> list[Waiting]:
    """Events that wait for a reviewer.

    Parameters
    ----------
    selection : Selection, optional
        Which; its `reviewed` is passed over.
    order : str
        "stakes": the costliest mistake first; "newest"; "contradictions": events whose reports disagree, newest first;
        "disputed": events on which two people differ, newest first, also those that the reader judged;
        "readers": events that the rules and a language model read differently, newest first;
        "duplicates": events beside which another one much like it stands, by day; "article": as the articles tell them.
    reader : Reader, optional
        Who asks: what this person has judged already does not wait for them.
    stakes : mapping, optional
        Cost of a mistake by event (`alignment.stakes.stakes`). What it lacks comes last, newest first; of events of
        one cost those that two people differ on come first.
    most, skipped : int
        At most so many, after so many.

    Raises
    ------
    ValueError
        The order is none of `ORDERS`.
    """
    if order not in ORDERS:
        raise ValueError(f"order {order!r} is unknown; use one of {', '.join(ORDERS)}")
    wanted = replace(selection or Selection(), reviewed="")
    reader = reader or Reader()
    why = _why(reader)
    if order == "disputed":  # either of the two may give in
        why = case((_is_disputed(), literal("disputed")), else_=literal(""))
    query = select(EVENTS.c.event_id, why.label("why")).where(*conditions(wanted), why != "")
    if order == "contradictions":
        query = query.where(func.length(cast(EVENTS.c.contradictions, Text)) > len("null"))
    if order == "readers":
        query = query.where(func.length(cast(EVENTS.c.disagreements, Text)) > len("[]"))
    if order == "duplicates":
        query = query.where(_has_a_double())
    query = query.order_by(
        *(_in_text() if order == "article" else _by_day() if order == "duplicates" else newest_first())
    )
    cost = stakes or {}
    if order != "stakes":
        query = query.limit(most).offset(skipped)
    with store.reading() as connection:
        if order == "stakes":
            found = _costliest(connection, query, cost, skipped + most)
            if len(found) == skipped + most:  # there was no need to look at all that wait
                return found[skipped:]
        found = [Waiting(row.event_id, row.why) for row in connection.execute(query)]
    if order == "stakes":
        found.sort(key=partial(_rank, cost))  # stable: of equals the newest first
        found = found[skipped : skipped + most]
    return found


def _costliest(connection: Connection, query: Select, cost: Mapping[str, float], most: int) -> list[Waiting]:
    """The first of those whose mistake costs anything; fewer where the others have to be looked at too."""
    ordered = sorted((name for name, one in cost.items() if one > 0), key=lambda name: (-cost[name], name))
    found: list[Waiting] = []
    for first in range(0, min(len(ordered), MOST_ASKED * AT_ONCE), AT_ONCE):
        ids = ordered[first : first + AT_ONCE]
        why = {row.event_id: row.why for row in connection.execute(query.where(EVENTS.c.event_id.in_(ids)))}
        found += [Waiting(name, why[name]) for name in ids if name in why]
        after = ordered[first + AT_ONCE : first + AT_ONCE + 1]
        equal = bool(after) and len(found) >= most and cost[after[0]] == cost[found[most - 1].event_id]
        if len(found) >= most and not equal:  # a disputed event of the last one's cost may still come
            break
    return sorted(found, key=partial(_rank, cost))[:most]


def _rank(cost: Mapping[str, float], one: Waiting) -> tuple[float, bool]:
    """The costliest first, and of one cost those that two people differ on."""
    return -cost.get(one.event_id, 0.0), one.why != "disputed"


def contradicted(store: Store, selection: Selection | None = None, most: int = 50) -> list[str]:
    """Reviewed events whose reports still disagree, the newest first: what somebody has decided on, to be looked up."""
    wanted = replace(selection or Selection(), reviewed="reviewed")
    flagged = func.length(cast(EVENTS.c.contradictions, Text)) > len("null")
    query = select(EVENTS.c.event_id).where(*conditions(wanted), flagged).order_by(*newest_first()).limit(most)
    with store.reading() as connection:
        return list(connection.execute(query).scalars())


def count_waiting(store: Store, selection: Selection | None = None, reader: Reader | None = None) -> int:
    """How many events wait."""
    wanted = replace(selection or Selection(), reviewed="")
    query = select(func.count()).select_from(EVENTS).where(*conditions(wanted), _why(reader or Reader()) != "")
    with store.reading() as connection:
        return connection.scalar(query) or 0


def progress(store: Store, selection: Selection | None = None) -> Progress:
    """How much of a selection was reviewed; rejected and doubtful ones are counted in the whole store."""
    wanted = replace(selection or Selection(), reviewed="")
    shown = select(func.count(), func.coalesce(func.sum(case((EVENTS.c.layer == REVIEWED, 1), else_=0)), 0))
    here = STANDINGS.c.here
    with store.reading() as connection:
        events, reviewed = connection.execute(shown.select_from(EVENTS).where(*conditions(wanted))).one()
        counted = [
            connection.scalar(select(func.count()).select_from(STANDINGS).where(here, condition)) or 0
            for condition in (STANDINGS.c.status == "rejected", STANDINGS.c.otherwise, STANDINGS.c.disputed)
        ]
    return Progress(events, reviewed, *counted)


def reviewed_among(store: Store, event_ids: Sequence[str]) -> dict[str, Reviewed]:
    """How, by whom and when each of some shown events was reviewed last; the others are left out."""
    found: dict[str, Reviewed] = {}
    columns = EVENTS.c.event_id, EVENTS.c.reviewed, EVENTS.c.reviewer, EVENTS.c.reviewed_at
    with store.reading() as connection:
        for ids in portions(event_ids):
            rows = connection.execute(select(*columns).where(EVENTS.c.event_id.in_(ids), EVENTS.c.layer == REVIEWED))
            found |= {row.event_id: Reviewed(row.reviewed, row.reviewer, row.reviewed_at) for row in rows}
    return found


def last_reviewed_by(store: Store, reviewer: str) -> frozenset[str]:
    """Ids of the shown events whose last review is this reviewer's."""
    query = reviewed_as("reviewed").where(EVENTS.c.reviewer == reviewer)
    with store.reading() as connection:
        return frozenset(connection.execute(query).scalars())


def conflicts(store: Store) -> list[str]:
    """Reviewed events whose passages the extractor reads otherwise now, the last reviewed first."""
    return _standing(store, STANDINGS.c.otherwise)


def disputed(store: Store) -> list[str]:
    """Events on which two people differ, the last reviewed first."""
    return _standing(store, STANDINGS.c.disputed)


def missing(store: Store) -> list[str]:
    """Reviewed events that the extractor finds no more where they stand."""
    return _standing(store, STANDINGS.c.missing & (STANDINGS.c.status != "rejected"))


def rejected(store: Store, most: int | None = None) -> list[str]:
    """Rejected events whose articles are here, the last first. They are not shown; the log has what they were."""
    return _standing(store, STANDINGS.c.status == "rejected", most)


def is_read_twice(event_id: str, share: float) -> bool:
    """Whether an event is among the share of all events (0 to 1) that two reviewers read."""
    return event_id[:DOUBLE_LETTERS] < _bound(share)


def _bound(share: float) -> str:
    """Ids below this are read twice. Of the letters of base 16 none stands behind "f", so that "g" is above all."""
    if not 0 <= share <= 1:
        raise ValueError(f"the share that is read twice is {share}; give a number from 0 to 1")
    return "g" if share == 1 else f"{int(share * 16**DOUBLE_LETTERS):0{DOUBLE_LETTERS}x}"


def _why(reader: Reader) -> ColumnElement:
    """Why a shown event waits for somebody; "" where it does not."""
    of_event = STANDINGS.c.event_id == EVENTS.c.event_id
    judged = exists().where(JUDGES.c.event_id == EVENTS.c.event_id, JUDGES.c.reviewer == reader.name)
    others = select(func.count()).select_from(JUDGES).where(JUDGES.c.event_id == EVENTS.c.event_id).scalar_subquery()
    twice = func.substr(EVENTS.c.event_id, 1, DOUBLE_LETTERS) < _bound(reader.double)
    return case(
        (EVENTS.c.layer == READ, literal("unreviewed")),
        (and_(_is_disputed(), ~judged), literal("disputed")),
        (exists().where(of_event, STANDINGS.c.otherwise), literal("otherwise")),
        (and_(twice, others == 1, ~judged), literal("second")),
        else_=literal(""),
    )


def _is_disputed() -> ColumnElement:
    return exists().where(STANDINGS.c.event_id == EVENTS.c.event_id, STANDINGS.c.disputed)


def _has_a_double() -> ColumnElement:
    """Another shown event of the type begins within three days and shares a state: a person should look at both."""
    other = EVENTS.alias("double")
    same_place = or_(
        other.c.zone == EVENTS.c.zone, cast(other.c.source_actors, Text) == cast(EVENTS.c.source_actors, Text)
    )
    near = other.c.date_start == EVENTS.c.date_start
    return exists().where(
        other.c.lead, other.c.event_id != EVENTS.c.event_id, other.c.event_type == EVENTS.c.event_type, near, same_place
    )


def _by_day() -> tuple[ColumnElement, ...]:
    return EVENTS.c.date_start, EVENTS.c.event_type, EVENTS.c.event_id


def _in_text() -> tuple[ColumnElement, ...]:
    """Article by article, the newest first, in the text's order."""
    here = (MENTIONS.c.document_id == EVENTS.c.document_id) & (MENTIONS.c.event_id == EVENTS.c.event_id)
    first = select(func.min(MENTIONS.c.start)).where(here).scalar_subquery()
    published = select(DOCUMENTS.c.published_earliest).where(DOCUMENTS.c.id == EVENTS.c.document_id).scalar_subquery()
    return published.is_(None), published.desc(), EVENTS.c.document_id, first, EVENTS.c.event_id


def _standing(store: Store, condition: ColumnElement, most: int | None = None) -> list[str]:
    query = select(STANDINGS.c.event_id).where(STANDINGS.c.here, condition)
    query = query.order_by(STANDINGS.c.reviewed_at.desc(), STANDINGS.c.event_id).limit(most)
    with store.reading() as connection:
        return list(connection.execute(query).scalars())
