"""Finds articles and events by their words: SQLite's FTS5, PostgreSQL's `tsvector`.

In: what a user typed. Out: ids, or a condition for a query. Every word has to be there; one of three letters or more
also stands for all that begin with it. There is no syntax, so nothing typed can be wrong. Which letters make a word is
left to `events.text.search_words`, so that both databases give the same answers. An event's words are its headline,
its place and its sentences; the store keeps them within each write.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, Select, delete, false, func, insert, literal, select, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from events.records import Document
from events.store.portions import portions
from events.store.tables import DOCUMENTS, EVENTS, MENTIONS, SEARCHED
from events.text.search_words import words_kept, words_of

ARTICLE, EVENT = "article", "event"
PREFIX_FROM = 3
"""Letters from which a word stands for all that begin with it."""
MOST_WORDS = 20


class has_words(FunctionElement):
    """Whether a row of `SEARCHED` has words, in the form of either database."""

    type = Boolean()
    inherit_cache = True


@compiles(has_words, "sqlite")
def _on_sqlite(element: has_words, compiler: Any, **rest: Any) -> str:
    number, _, asked, _ = element.clauses
    matching = f"SELECT rowid FROM searched_words WHERE searched_words MATCH {compiler.process(asked, **rest)}"
    return f"{compiler.process(number, **rest)} IN ({matching})"


@compiles(has_words, "postgresql")
def _on_postgresql(element: has_words, compiler: Any, **rest: Any) -> str:
    _, words, _, asked = element.clauses
    # As the index has it, or it would not be used.
    held = f"array_to_tsvector(string_to_array({compiler.process(words, **rest)}, ' '))"
    return f"{held} @@ CAST({compiler.process(asked, **rest)} AS tsquery)"


def found(kind: str, typed: str) -> Select:
    """The names of what has all words that a user typed; all of the kind where nothing was typed.

    Parameters
    ----------
    kind : str
        `ARTICLE` or `EVENT`.
    typed : str
        Words; signs are passed over. Where there are only signs, nothing is found.
    """
    query = select(SEARCHED.c.name).where(SEARCHED.c.kind == kind)
    words = words_of(typed)[:MOST_WORDS]
    if not words:
        return query.where(false()) if typed.strip() else query
    sqlite = " AND ".join(f'"{word}"' + "*" * (len(word) >= PREFIX_FROM) for word in words)
    postgresql = " & ".join(f"'{word}'" + ":*" * (len(word) >= PREFIX_FROM) for word in words)
    return query.where(has_words(SEARCHED.c.number, SEARCHED.c.words, literal(sqlite), literal(postgresql)))


def events_found(typed: str) -> ColumnElement:
    """The condition that a row of `EVENTS` is an event with these words."""
    return EVENTS.c.event_id.in_(found(EVENT, typed))


def articles_found(connection: Connection, typed: str, most: int | None = None) -> list[str]:
    """Ids of articles with these words, the newest first."""
    named = DOCUMENTS.c.id.in_(found(ARTICLE, typed))
    order = DOCUMENTS.c.published_earliest.is_(None), DOCUMENTS.c.published_earliest.desc(), DOCUMENTS.c.id
    return list(connection.execute(select(DOCUMENTS.c.id).where(named).order_by(*order).limit(most)).scalars())


def count_articles(connection: Connection, typed: str) -> int:
    """How many articles have these words."""
    return connection.scalar(select(func.count()).select_from(found(ARTICLE, typed).subquery())) or 0


def keep_article(connection: Connection, document: Document) -> None:
    """Take the words of an article that was just written."""
    _keep(
        connection, ARTICLE, {document.id: words_kept(document.title, document.outlet, document.author, document.text)}
    )


def drop_articles(connection: Connection, document_ids: Iterable[str]) -> None:
    """Let go of the words of articles, and leave no trace of them in the index."""
    _drop(connection, ARTICLE, document_ids)
    if connection.dialect.name == "sqlite":  # a removed word stays in the index until its parts are put together
        connection.exec_driver_sql("INSERT INTO searched_words (searched_words) VALUES ('optimize')")


def keep_events(connection: Connection, event_ids: Iterable[str]) -> None:
    """Bring the words of events up to date: of those that are shown; of the others none are kept."""
    for ids in portions(event_ids):
        told: dict[str, list[str]] = defaultdict(list)
        columns = EVENTS.c.event_id, EVENTS.c.summary, EVENTS.c.name
        for row in connection.execute(select(*columns).where(EVENTS.c.event_id.in_(ids), EVENTS.c.lead)):
            told[row.event_id] += [row.summary, row.name]
        quotes = select(MENTIONS.c.event_id, MENTIONS.c.quote).where(MENTIONS.c.event_id.in_(ids))
        for name, quote in connection.execute(quotes).all():
            if name in told:
                told[name].append(quote)
        _keep(connection, EVENT, {name: words_kept(*texts) for name, texts in told.items()})
        _drop(connection, EVENT, set(ids) - set(told))


def _keep(connection: Connection, kind: str, words: dict[str, str]) -> None:
    for names in portions(words):
        here = (SEARCHED.c.kind == kind) & SEARCHED.c.name.in_(names)
        held = dict(connection.execute(select(SEARCHED.c.name, SEARCHED.c.words).where(here)).all())
        for name in names:
            if name in held and held[name] != words[name]:
                one = (SEARCHED.c.kind == kind) & (SEARCHED.c.name == name)
                connection.execute(update(SEARCHED).where(one).values(words=words[name]))
        new = [{"kind": kind, "name": name, "words": words[name]} for name in names if name not in held]
        if new:
            connection.execute(insert(SEARCHED), new)


def _drop(connection: Connection, kind: str, names: Iterable[str]) -> None:
    for some in portions(names):
        connection.execute(delete(SEARCHED).where(SEARCHED.c.kind == kind, SEARCHED.c.name.in_(some)))
