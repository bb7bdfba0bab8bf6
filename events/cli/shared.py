"""What several commands share: exit codes, options, opening the store, and one line on standard error."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import make_url

from events.reading.columns import Stated, parse_columns
from events.running.run import How, cores
from events.store.database import is_missing
from events.store.store import Store, StoreError, default_url, open_store

ALL_READ, SOME_SET_ASIDE, NOTHING_USABLE = 0, 1, 2
"""Exit codes: all was read; some files were set aside or read in part; nothing could be read."""
PATHS = "files (.txt, .md, .html, .pdf, .docx, .jsonl, .csv, .parquet; also as .gz), folders, patterns, or - (stdin)"
STORE_HELP = "database URL of the store (default: STORE_URL, else a file in your data folder)"


def add_how(command: argparse.ArgumentParser) -> None:
    """The options that say who reads."""
    who = command.add_mutually_exclusive_group()
    who.add_argument(
        "--workers", type=_positive, default=cores(), metavar="N", help="processes that read (default: the cores)"
    )
    who.add_argument("--scheduler", default="", metavar="ADDRESS", help="a Dask cluster that reads: tcp://host:8786")


def add_columns(command: argparse.ArgumentParser) -> None:
    """The option that says what a corpus's columns are."""
    command.add_argument(
        "--columns",
        type=_columns,
        default=(),
        metavar="FIELD=NAME,...",
        help="columns of a corpus by other names than usual: text=body,published=dt",
    )


def _columns(text: str) -> Stated:
    try:
        return parse_columns(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def how_to_read(options: argparse.Namespace) -> How:
    """Who reads, as `add_how` let the user say."""
    return How(options.workers, options.scheduler)


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes; give 1 or more")
    return int(text)


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


def say(line: object) -> None:
    print(line, file=sys.stderr, flush=True)
