"""The commands that work on a store: ``python -m events ingest``, ``load`` and ``export``.

In: what the user typed. Out: exit codes, and one line on stderr for whatever goes wrong. The work is left to
`events.ingest`, `events.watching`, `events.load` and `events.export`.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from sqlalchemy.exc import SQLAlchemyError

from events.database import reason
from events.documents import find_sources
from events.ingest import Tally, ingest_sources
from events.load import load as load_parts
from events.pipeline import CannotExtract, How
from events.store import Store, StoreError, default_url, open_store
from events.watching import stopping_at, watch

ALL_READ, SOME_SET_ASIDE, NOTHING_USABLE = 0, 1, 2
INTERRUPTED = 130
STORE_HELP = "database URL of the store (default: STORE_URL, else a file in your data folder)"
HowToRead = Callable[[argparse.Namespace], How]


def add_ingest(commands, paths_help: str, how_to_read: HowToRead) -> argparse.ArgumentParser:
    """The command that takes articles into the store; returns its parser for further options."""
    command = commands.add_parser("ingest", help="take articles into the store")
    command.add_argument("paths", nargs="+", metavar="PATH", help=paths_help)
    command.add_argument("--store", metavar="URL", help=STORE_HELP)
    command.add_argument(
        "--watch", action="store_true", help="go on: take in what is added or changed, until Ctrl+C or a TERM signal"
    )
    command.set_defaults(run=lambda options: ingest(options, how_to_read(options)))
    return command


def ingest(options: argparse.Namespace, how: How | None = None) -> int:
    """Take articles in; returns the exit code."""
    if options.watch and "-" in options.paths:
        _say("standard input cannot be watched; leave out - or --watch")
        return NOTHING_USABLE
    # What the store notes of a file shall hold wherever the next run is started.
    paths = [path if path == "-" else os.path.abspath(path) for path in options.paths]
    with _open(options.store) as store:
        if store is None:
            return NOTHING_USABLE
        stop = Event()
        with _signals(stop):
            try:
                tally = _watched(store, paths, how, stop) if options.watch else _once(store, paths, how, stop)
            except (CannotExtract, OSError) as error:
                _say(error)
                return NOTHING_USABLE
            except SQLAlchemyError as error:
                _say(f"the store failed: {reason(error)}; what was said to be stored is kept, run it again")
                return NOTHING_USABLE
        if options.watch:
            return SOME_SET_ASIDE if tally.problems else ALL_READ
        return _code(tally, interrupted=stop.is_set())


def add_load(commands) -> None:
    """The command that takes a long extraction's partitions into the store."""
    command = commands.add_parser("load", help="take partitions, as extract writes them, into the store")
    command.add_argument(
        "paths", nargs="+", type=Path, metavar="PART", help="folders that extract wrote, or partitions"
    )
    command.add_argument("--store", metavar="URL", help=STORE_HELP)
    command.set_defaults(run=load)


def load(options: argparse.Namespace) -> int:
    """Take partitions in; returns the exit code."""
    with _open(options.store) as store:
        if store is None:
            return NOTHING_USABLE
        try:
            loaded = load_parts(store, options.paths, lambda done, total, name: _say(f"[{done + 1}/{total}] {name}"))
        except FileNotFoundError as error:
            _say(error)
            return NOTHING_USABLE
        except SQLAlchemyError as error:
            _say(f"the store failed: {reason(error)}; what was loaded is kept, run it again")
            return NOTHING_USABLE
    for problem in loaded.problems:
        _say(f"set aside: {problem}")
    _say(
        f"{loaded.documents} articles stored with {loaded.events} events, {loaded.held_before} unchanged, "
        f"{loaded.repeated} repeated, {len(loaded.problems)} set aside"
    )
    if not (loaded.documents or loaded.held_before or loaded.repeated):
        return NOTHING_USABLE
    return SOME_SET_ASIDE if loaded.problems else ALL_READ


def _once(store: Store, paths: list[str], how: How | None, stop: Event) -> Tally:
    tally = ingest_sources(store, find_sources(paths), how=how, say=_say, stopped=stop.is_set)
    _sum_up(tally)
    return tally


def _watched(store: Store, paths: list[str], how: How | None, stop: Event) -> Tally:
    """Take in batch after batch until told to stop."""
    total = Tally()
    _say(f"watching {', '.join(paths)}; stop with Ctrl+C")
    for batch in watch([Path(path) for path in paths], stop):
        tally = ingest_sources(store, batch, how=how, say=_say, stopped=stop.is_set)
        if tally.saved or tally.problems or tally.repeated:
            _sum_up(tally)
        total.problems += tally.problems
    return total


def _sum_up(tally: Tally) -> None:
    parts = [f"{tally.saved} articles stored with {tally.events} events", f"{tally.unchanged} unchanged"]
    parts += [f"{tally.repeated} repeated"] * bool(tally.repeated)
    _say(", ".join([*parts, f"{len(tally.problems)} set aside"]))


def _code(tally: Tally, *, interrupted: bool) -> int:
    if interrupted:
        _say("stopped; what was stored is kept, run it again to go on")
        return INTERRUPTED
    if not (tally.saved or tally.unchanged or tally.repeated):
        return NOTHING_USABLE
    return SOME_SET_ASIDE if tally.problems else ALL_READ


@contextmanager
def _open(url: str | None) -> Iterator[Store | None]:
    """The store; None after saying why it cannot be opened."""
    try:
        store = open_store(url or default_url())
    except StoreError as error:
        _say(error)
        yield None
        return
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _signals(stop: Event) -> Iterator[None]:
    """Within, Ctrl+C and a TERM signal let the document at hand be finished."""
    former = {number: signal.signal(number, stopping_at(stop)) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _say(line: object) -> None:
    print(line, file=sys.stderr, flush=True)
