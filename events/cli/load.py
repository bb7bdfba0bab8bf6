"""``python -m events load``: the partitions of a long extraction into the store.

The work is left to `events.ingest.load`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from events.cli.shared import (
    ALL_READ,
    NOTHING_USABLE,
    SOME_SET_ASIDE,
    STORE_HELP,
    opened_store,
    say,
)
from events.ingest.load import load as load_parts
from events.store.failures import reason
from events.store.store import StoreError


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
