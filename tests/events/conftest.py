"""What the tests of this room share: reading a text as an article, and stores on both databases."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count

import pytest
from sqlalchemy import create_engine
from sqlalchemy import text as sql
from sqlalchemy.engine import make_url

from events.dates.publication import infer_published, parse_published
from events.extraction.pipeline import extract_events
from events.records import Document, Event
from events.store.store import Store, open_store
from events.text.front_matter import body_start
from tests.postgres import postgres

Read = Callable[..., list[Event]]


def article(text: str, published: str | None = "2023-01-15", name: str = "article") -> Document:
    """A document in memory; without `published` the date is inferred from the text, as for a file."""
    if published:
        earliest, latest = parse_published(published)
    else:
        earliest, latest = infer_published(text[body_start(text) :]) or (None, None)
    return Document(
        id=name,
        title="An article",
        outlet="",
        author="",
        published_earliest=earliest,
        published_latest=latest,
        language="en",
        text=text,
        source_path=f"{name}.md",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


@pytest.fixture(scope="session")
def read() -> Read:
    """Read the events of a text: ``read("Armenia …", published="2023-01-15")``."""

    def read_text(text: str, published: str | None = "2023-01-15", name: str = "article") -> list[Event]:
        return extract_events(article(text, published, name))

    return read_text


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Callable[[], str]]:
    """A PostgreSQL server; called, it gives the URL of a fresh database on it, whose tables are there already."""
    with postgres() as address:
        server = make_url(address)
        with create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
            numbers = count()
            former = []

            def fresh(template: str = "made") -> str:
                name = f"store_{next(numbers)}"
                while former:  # the test before is done with it; a hundred of them would fill the disk
                    connection.execute(sql(f"DROP DATABASE {former.pop()} WITH (FORCE)"))
                connection.execute(sql(f"CREATE DATABASE {name} TEMPLATE {template}"))
                former.append(name)
                return server.set(database=name).render_as_string(hide_password=False)

            connection.execute(sql("CREATE DATABASE made"))
            open_store(server.set(database="made").render_as_string(hide_password=False)).close()
            yield fresh


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path) -> str:
    """Address of an empty store, on either database."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres_server")()
    return f"sqlite:///{tmp_path / 'deep' / 'store.sqlite'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request, tmp_path) -> str:
    """Address of a database without any table, on either database."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres_server")("template0")
    return f"sqlite:///{tmp_path / 'bare.sqlite'}"


@pytest.fixture
def store(url) -> Iterator[Store]:
    """An empty store, on either database."""
    with closing(open_store(url)) as opened:
        yield opened
