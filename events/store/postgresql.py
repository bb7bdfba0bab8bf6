"""Connections to PostgreSQL that do not wait without end.

In: what SQLAlchemy would connect with. Out: connections that give up when the server says nothing for too long: it may
be frozen, or the network to it. A server that sends what was asked for is never cut off, however much that is.
"""

from __future__ import annotations

from collections.abc import Generator
from time import monotonic
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, event

CONNECT_SECONDS = 10
PING_SECONDS = 10
READ_SECONDS = 60
WRITE_SECONDS = 180
"""For a writer, who may wait for another one."""


class _Bounded(psycopg.Connection):
    """Waits at most `patience` seconds for the next piece of an answer; None waits as long as it takes."""

    patience: float | None = PING_SECONDS

    def wait(self, gen: Generator, interval: float = 0.1, timeout: float | None = None) -> object:
        try:
            return super().wait(_heard(gen, self.patience), interval, timeout)
        except _Silent as error:
            self.pgconn.finish()
            raise psycopg.OperationalError(f"no answer within {self.patience:g} s") from error


class _Silent(Exception):
    """Nothing came for too long."""


def _heard(waiting: Generator, patience: float | None) -> Generator:
    """What psycopg waits for, given up when nothing comes for `patience` seconds."""
    last = monotonic()
    try:
        wanted = next(waiting)
        while True:
            ready = yield wanted
            now = monotonic()
            if ready:
                last = now
            elif patience is not None and now - last > patience:
                waiting.close()
                raise _Silent
            wanted = waiting.send(ready)
    except StopIteration as done:
        return done.value


def bound(engine: Engine) -> None:
    """Have an engine's connections give up in time."""
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "begin", _on_begin)
    event.listen(engine, "checkin", _on_checkin)


def wait_for_all(connection: Connection) -> None:
    """Let this transaction take as long as it takes: the upgrade of a large store."""
    _driver(connection).patience = None


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _connect(_dialect: object, _record: object, arguments: list, options: dict) -> psycopg.Connection:
    if not str(options.get("connect_timeout", "")).isdigit():
        options["connect_timeout"] = CONNECT_SECONDS
    return _Bounded.connect(*arguments, **options)


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    _driver(connection).patience = WRITE_SECONDS if writes else READ_SECONDS


def _on_checkin(connection: psycopg.Connection | None, _record: object) -> None:
    if isinstance(connection, _Bounded):
        connection.patience = PING_SECONDS
