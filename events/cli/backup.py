"""The commands that write the whole store to a file and bring it back: ``python -m events backup`` and ``restore``.

In: what the user typed. Out: exit codes, and one line on stderr. The work is left to `events.store.backup`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from events.cli.shared import ALL_READ, NOTHING_USABLE, STORE_HELP, existing_store, opened_store, say
from events.store.backup import back_up
from events.store.backup import restore as restore_from
from events.store.failures import reason
from events.store.store import Store, StoreError


def add_backup(commands: argparse._SubParsersAction) -> None:
    """The commands that write the whole store to a file, and bring it back."""
    command = commands.add_parser("backup", help="write the whole store to a file, while others use it")
    command.add_argument("file", type=Path, metavar="FILE", help="SQLite file to write, whatever database the store is")
    command.add_argument("--store", metavar="URL", help=STORE_HELP)
    command.set_defaults(run=backup)
    command = commands.add_parser("restore", help="bring a backup into an empty store")
    command.add_argument("file", type=Path, metavar="FILE", help="file that backup wrote")
    command.add_argument("--store", metavar="URL", help=STORE_HELP)
    command.set_defaults(run=restore)


def backup(options: argparse.Namespace) -> int:
    """Back the store up; returns the exit code."""
    return _copied(options, existing_store, back_up, "written to")


def restore(options: argparse.Namespace) -> int:
    """Bring a backup back; returns the exit code."""
    return _copied(options, opened_store, restore_from, "restored from")


def _copied(options: argparse.Namespace, opening: Callable, copy: Callable[[Store, Path], int], done: str) -> int:
    with opening(options.store) as store:
        if store is None:
            return NOTHING_USABLE
        try:
            count = copy(store, options.file)
        except (StoreError, SQLAlchemyError) as error:
            say(reason(error))
            return NOTHING_USABLE
        except OSError as error:
            say(f"{options.file}: {error.strerror or error}")
            return NOTHING_USABLE
        say(f"{count} articles with all that was read in them {done} {options.file}; store: {store.address}")
    return ALL_READ
