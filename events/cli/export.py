"""``python -m events export``: the store's events to a file.

The work is left to `events.export.writers`.
"""

from __future__ import annotations

import argparse
import os
import sys
from calendar import monthrange
from datetime import date
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from events.cli.shared import (
    ALL_READ,
    NOTHING_USABLE,
    STORE_HELP,
    existing_store,
    say,
)
from events.export.writers import TEXT_FORMATS, WRITERS, write
from events.output import whole_file
from events.store.failures import reason
from events.store.queries import Selection
from events.store.store import StoreError
from events.vocabulary import ACTED_BY, EVENT_TYPES, SCORED
from geo.zones import load_zones


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
    command.add_argument(
        "--by",
        action="append",
        choices=ACTED_BY,
        help="whose act moved a state: its own, Moscow's, another's; may be repeated",
    )
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
        by=tuple(options.by or ()),
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
