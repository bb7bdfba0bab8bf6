"""A search over events and articles by their words, under an address beside the panel's.

In: a request whose query holds words. Out: the newest that have them all, as the panel's cards show them, with where
each is on the map; or, in one line, why there is no answer. What makes a word is left to `events.store.search`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard import wording
from dashboard.api.away import PATIENCE_SECONDS, TOO_LATE, away
from dashboard.loading import outage, shared
from dashboard.panel.events import event_records
from dashboard.state import reviewed_only
from dashboard.state.tables import Tables
from events.records import Document
from events.store.queries import Selection, count, effects_of, first_rows, rows_by_id, told_in
from events.store.search import articles_found, count_articles

MOST_EVENTS, MOST_ARTICLES = 20, 10
MOST_TYPED = 200
"""Letters of a search; what is longer is no search."""
ABOUT = {"Cache-Control": "no-store"}


def routes() -> list[Route]:
    """What the server has to answer for a search; to stand before the panel's own address."""
    return [Route("/panel/search", _answer, methods=["GET"])]


def found(tables: Tables, words: str) -> dict:
    """What has all of some words: events of these tables, and articles.

    Returns
    -------
    dict
        `events`: the newest, as `event_records` has them, each with `jump`; `articles`: the newest, each as `document`,
        `title`, `outlet`, `published` (in words), `events` (how many it tells) and `jump`, that of the first; and of
        both the whole number, `event_count` and `article_count`. A `jump` says where on the map something is: `event`,
        `date`, `member`, `place`.
    """
    wanted = Selection(words=words, reviewed=tables.reviewed)
    rows = first_rows(tables.store, wanted, MOST_EVENTS)
    where = jumps(tables, rows)
    events = [record | {"jump": where[record["event_id"]]} for record in event_records(tables, rows)]
    with tables.store.reading() as connection:
        ids = articles_found(connection, words, MOST_ARTICLES)
        article_count = count_articles(connection, words)
    articles = [_article(tables, document) for document in map(tables.store.document, ids) if document]
    return {
        "events": events,
        "event_count": count(tables.store, wanted),
        "articles": articles,
        "article_count": article_count,
    }


def jumps(tables: Tables, rows: Sequence[Any]) -> dict[str, dict[str, str | None]]:
    """Where on the map some events (`EventRow`) are, by id: first month, a state that they bear on, and place."""
    members: dict[str, str] = {}
    # One that they move comes before one that they only bear on.
    for effect in sorted(effects_of(tables.store, [row.event_id for row in rows]), key=lambda one: not one.direction):
        if effect.member in tables.members:
            members.setdefault(effect.event_id, effect.member)
    return {
        row.event_id: {
            "event": row.event_id,
            "date": f"{row.date_start:%Y-%m}",
            "member": members.get(row.event_id),
            "place": None if row.latitude is None else f"{row.latitude:.3f},{row.longitude:.3f}",
        }
        for row in rows
    }


def _article(tables: Tables, document: Document) -> dict:
    here = list(dict.fromkeys(told_in(tables.store, document.id)["event_id"]))
    first = rows_by_id(tables.store, here[:1])
    return {
        "document": document.id,
        "title": document.title or document.id,
        "outlet": document.outlet,
        "published": wording.published(document),
        "events": len(here),
        "jump": jumps(tables, first)[here[0]] if first else None,
    }


async def _answer(request: Request) -> Response:
    words = request.query_params.get("words", "").strip()
    reviewed, refused = reviewed_only.read_choice(request.query_params.get(reviewed_only.PARAMETER, ""))
    if len(words) > MOST_TYPED:
        refused = [*refused, f"A search has at most {MOST_TYPED} letters."]
    if not words:
        refused = [*refused, "Type a word to search for."]
    if refused:
        return JSONResponse({"refused": " ".join(refused)}, 400, ABOUT)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return JSONResponse(await run_in_threadpool(lambda: found(shared.latest(reviewed), words)), headers=ABOUT)
    except TimeoutError:
        return away(TOO_LATE)
    except outage.FAILURES as error:
        return away(outage.words(error))
