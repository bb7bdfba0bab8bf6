"""``python -m events ingest``: articles into the store.

In: what the user typed. Out: an exit code, and one line on standard error for whatever goes wrong. The work is left to
`events.ingest.ingest` and `events.ingest.watch`.
"""

from __future__ import annotations

import argparse
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from sqlalchemy.exc import SQLAlchemyError

from events.cli.shared import (
    ALL_READ,
    NOTHING_USABLE,
    PATHS,
    SOME_SET_ASIDE,
    STORE_HELP,
    add_columns,
    add_how,
    how_to_read,
    opened_store,
    say,
)
from events.ingest.ingest import Tally, ingest_sources
from events.ingest.watch import stopping_at, watch
from events.interrupting import INTERRUPTED
from events.reading.columns import Stated
from events.reading.documents import find_sources
from events.running.run import CannotExtract, How
from events.store.failures import reason
from events.store.store import Store, StoreError


def add_ingest(commands: argparse._SubParsersAction) -> None:
    """The command that takes articles into the store."""
    command = commands.add_parser("ingest", help="take articles into the store")
    command.add_argument("paths", nargs="+", metavar="PATH", help=PATHS)
    command.add_argument("--store", metavar="URL", help=STORE_HELP)
    command.add_argument(
        "--watch", action="store_true", help="go on: take in what is added or changed, until Ctrl+C or a TERM signal"
    )
    command.set_defaults(run=lambda options: ingest(options, how_to_read(options)))
    add_how(command)
    add_columns(command)


def ingest(options: argparse.Namespace, how: How | None = None) -> int:
    """Take articles in; returns the exit code."""
    if options.watch and "-" in options.paths:
        say("standard input cannot be watched; leave out - or --watch")
        return NOTHING_USABLE
    # What the store notes of a file shall hold wherever the next run is started.
    paths = [path if path == "-" else os.path.abspath(path) for path in options.paths]
    with opened_store(options.store) as store:
        if store is None:
            return NOTHING_USABLE
        stop = Event()
        with _signals(stop):
            try:
                store.check()  # what is read from a damaged file may look as if all were well
                take_in = _watched if options.watch else _once
                tally = take_in(store, paths, getattr(options, "columns", ()), how, stop)
            except (CannotExtract, OSError) as error:
                say(error)
                return NOTHING_USABLE
            except (StoreError, SQLAlchemyError) as error:
                say(f"the store failed: {reason(error)}; what was said to be stored is kept, run it again")
                return NOTHING_USABLE
        if options.watch:
            return SOME_SET_ASIDE if tally.problems else ALL_READ
        return _code(tally, interrupted=stop.is_set())


def _once(store: Store, paths: list[str], columns: Stated, how: How | None, stop: Event) -> Tally:
    tally = ingest_sources(store, find_sources(paths, columns), how=how, say=say, stopped=stop.is_set)
    _sum_up(tally, store)
    return tally


def _watched(store: Store, paths: list[str], columns: Stated, how: How | None, stop: Event) -> Tally:
    """Take in batch after batch until told to stop."""
    total = Tally()
    say(f"watching {', '.join(paths)}; stop with Ctrl+C")
    for batch in watch([Path(path) for path in paths], stop, columns=columns):
        tally = ingest_sources(store, batch, how=how, say=say, stopped=stop.is_set)
        if tally.saved or tally.problems or tally.repeated:
            _sum_up(tally, store)
        total.problems += tally.problems
    return total


def _sum_up(tally: Tally, store: Store) -> None:
    parts = [f"{tally.saved} articles stored with {tally.events} events", f"{tally.unchanged} unchanged"]
    parts += [f"{tally.repeated} repeated"] * bool(tally.repeated)
    say(f"{', '.join([*parts, f'{len(tally.problems)} set aside'])}; store: {store.address}")


def _code(tally: Tally, *, interrupted: bool) -> int:
    if interrupted:
        say("stopped; what was stored is kept, run it again to go on")
        return INTERRUPTED
    if not (tally.saved or tally.unchanged or tally.repeated):
        return NOTHING_USABLE
    return SOME_SET_ASIDE if tally.problems else ALL_READ


@contextmanager
def _signals(stop: Event) -> Iterator[None]:
    """Within, Ctrl+C and a TERM signal let the document at hand be finished."""
    former = {number: signal.signal(number, stopping_at(stop)) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
