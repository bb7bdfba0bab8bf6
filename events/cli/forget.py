"""``python -m events forget``: articles out of the store, and what they alone tell.

The work is left to `events.store.removal`.
"""

from __future__ import annotations

import argparse
import os

from sqlalchemy.exc import SQLAlchemyError

from events.cli.shared import (
    ALL_READ,
    NOTHING_USABLE,
    SOME_SET_ASIDE,
    STORE_HELP,
    existing_store,
    say,
)
from events.reading.results import printable
from events.store.failures import reason
from events.store.removal import forget as forget_articles
from events.store.store import StoreError


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
