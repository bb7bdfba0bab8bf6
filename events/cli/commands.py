"""The commands that work on a store: ``python -m events ingest``, ``load``, ``export``, ``forget``.

In: what the user typed. Out: exit codes, and one line on stderr for whatever goes wrong. The work is left to
`events.ingest.ingest`, `events.ingest.watch`, `events.ingest.load`, `events.export.writers` and `events.store.removal`.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from events.export.writers import TEXT_FORMATS, WRITERS, write
from events.ingest.ingest import Tally, ingest_sources
from events.ingest.load import load as load_parts
from events.ingest.watch import stopping_at, watch
from events.interrupting import INTERRUPTED
from events.output import whole_file
from events.reading.documents import find_sources
from events.reading.results import printable
from events.running.run import CannotExtract, How
from events.store.database import is_missing
from events.store.failures import reason
from events.store.queries import Selection
from events.store.removal import forget as forget_articles
from events.store.store import Store, StoreError, default_url, open_store
from events.vocabulary import EVENT_TYPES, SCORED
from geo.zones import load_zones

ALL_READ, SOME_SET_ASIDE, NOTHING_USABLE = 0, 1, 2
STORE_HELP = "database URL of the store (default: STORE_URL, else a file in your data folder)"
HowToRead = Callable[[argparse.Namespace], How]


def add_ingest(
    commands: argparse._SubParsersAction, paths_help: str, how_to_read: HowToRead
) -> argparse.ArgumentParser:
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
                tally = _watched(store, paths, how, stop) if options.watch else _once(store, paths, how, stop)
            except (CannotExtract, OSError) as error:
                say(error)
                return NOTHING_USABLE
            except (StoreError, SQLAlchemyError) as error:
                say(f"the store failed: {reason(error)}; what was said to be stored is kept, run it again")
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
    with opened_store(options.store) as store:
        if store is None:
            return NOTHING_USABLE
        try:
            loaded = load_parts(store, options.paths, lambda done, total, name: say(f"[{done + 1}/{total}] {name}"))
        except FileNotFoundError as error:
            say(error)
            return NOTHING_USABLE
        except (StoreError, SQLAlchemyError) as error:
            say(f"the store failed: {reason(error)}; what was loaded is kept, run it again")
            return NOTHING_USABLE
    for problem in loaded.problems:
        say(f"set aside: {problem}")
    say(
        f"{loaded.documents} articles stored with {loaded.events} events, {loaded.held_before} unchanged, "
        f"{loaded.repeated} repeated, {len(loaded.problems)} set aside"
    )
    if not (loaded.documents or loaded.held_before or loaded.repeated):
        return NOTHING_USABLE
    return SOME_SET_ASIDE if loaded.problems else ALL_READ


def add_forget(commands: argparse._SubParsersAction) -> None:
    """The command that takes articles out of the store."""
    command = commands.add_parser("forget", help="remove articles from the store, and what they alone tell")
    command.add_argument(
        "names", nargs="+", metavar="ARTICLE", help="its id, its file (FILE:ROW for a row of a corpus), or its address"
    )
    command.add_argument("--store", metavar="URL", help=STORE_HELP)
    command.set_defaults(run=forget)


def forget(options: argparse.Namespace) -> int:
    """Take articles out; returns the exit code."""
    with existing_store(options.store) as store:
        if store is None:
            return NOTHING_USABLE
        try:
            gone = forget_articles(store, options.names)
        except (StoreError, SQLAlchemyError) as error:
            say(f"the store failed: {reason(error)}; run it again")
            return NOTHING_USABLE
    for name in gone.unknown:
        say(f"{printable(name)}: the store has no such article; give its id, its file or its address")
    for name, path in gone.documents.items():
        again = "; its file is still there, and the next ingest of it reads it again" * os.path.exists(path)
        say(f"forgotten: {name}, {path}{again}")
    for name in gone.copies:
        say(f"stays: {name}, which has nearly the same text; name it too if it shall go")
    say(f"{len(gone.documents)} articles and {gone.events} events forgotten, {len(gone.unknown)} not found")
    if not gone.documents:
        return NOTHING_USABLE
    return SOME_SET_ASIDE if gone.unknown else ALL_READ


def _once(store: Store, paths: list[str], how: How | None, stop: Event) -> Tally:
    tally = ingest_sources(store, find_sources(paths), how=how, say=say, stopped=stop.is_set)
    _sum_up(tally, store)
    return tally


def _watched(store: Store, paths: list[str], how: How | None, stop: Event) -> Tally:
    """Take in batch after batch until told to stop."""
    total = Tally()
    say(f"watching {', '.join(paths)}; stop with Ctrl+C")
    for batch in watch([Path(path) for path in paths], stop):
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


def add_export(commands: argparse._SubParsersAction) -> None:
    """The command that writes the store's events to a file."""
    command = commands.add_parser("export", help="write the store's events to a file")
    command.add_argument("--store", metavar="URL", help=STORE_HELP)
    command.add_argument("--format", choices=list(WRITERS), help="default: what the file's name ends with")
    command.add_argument(
        "--output",
        required=True,
        metavar="FILE",
        help=f"file to write; - for standard output ({', '.join(TEXT_FORMATS)})",
    )
    command.add_argument("--from", dest="first", type=_first_day, metavar="DATE", help="2022, 2022-09 or 2022-09-13")
    command.add_argument("--to", dest="last", type=_last_day, metavar="DATE", help="the last day, month or year")
    command.add_argument("--member", action="append", choices=SCORED, help="bearing on this state; may be repeated")
    command.add_argument("--zone", action="append", choices=sorted(load_zones().zones), help="may be repeated")
    command.add_argument("--type", action="append", choices=EVENT_TYPES, help="may be repeated")
    command.set_defaults(run=export)


def export(options: argparse.Namespace) -> int:
    """Write events; returns the exit code."""
    form = options.format or Path(options.output).suffix.lstrip(".").lower()
    if form not in WRITERS or (options.output == "-" and form not in TEXT_FORMATS):
        possible = TEXT_FORMATS if options.output == "-" else tuple(WRITERS)
        say(f"{options.output}: give --format, one of {', '.join(possible)}")
        return NOTHING_USABLE
    wanted = Selection(
        first=options.first,
        last=options.last,
        members=tuple(options.member or ()),
        zones=tuple(options.zone or ()),
        types=tuple(options.type or ()),
    )
    with existing_store(options.store) as store:
        if store is None:
            return NOTHING_USABLE
        try:
            with whole_file(options.output) as out:
                count = write(store, wanted, form, out)
        except BrokenPipeError:  # whoever reads standard output has enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return ALL_READ
        except OSError as error:
            say(f"{options.output}: cannot be written: {error.strerror or error}")
            return NOTHING_USABLE
        except (StoreError, SQLAlchemyError) as error:
            say(f"the store failed: {reason(error)}; nothing was written")
            return NOTHING_USABLE
    say(f"{count} events written to {'standard output' if options.output == '-' else options.output}")
    return ALL_READ


def _first_day(text: str) -> date:
    return _interval(text)[0]


def _last_day(text: str) -> date:
    return _interval(text)[1]


def _interval(text: str) -> tuple[date, date]:
    """First and last day of a year, month or day in ISO form."""
    try:
        first = date.fromisoformat(f"{text}-01-01"[: len("2022-09-13")])
        length = {4: 12, 7: 1, 10: 0}[len(text)]
    except (ValueError, KeyError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2022, 2022-09 or 2022-09-13") from error
    if not length:
        return first, first
    month = first.month + length - 1
    return first, date(first.year, month, monthrange(first.year, month)[1])


@contextmanager
def existing_store(url: str | None) -> Iterator[Store | None]:
    """The store; None after saying why it cannot be opened, also where it would have to be made first."""
    url = url or default_url()
    if is_missing(url):
        say(f"there is no store at {make_url(url).database}; run ingest first, or mend --store or STORE_URL")
        yield None
        return
    with opened_store(url) as store:
        yield store


@contextmanager
def opened_store(url: str | None) -> Iterator[Store | None]:
    """The store; None after saying why it cannot be opened."""
    try:
        store = open_store(url or default_url())
    except StoreError as error:
        say(error)
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


def say(line: object) -> None:
    print(line, file=sys.stderr, flush=True)
