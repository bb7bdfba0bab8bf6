"""The command line of ``python -m events``: which commands there are, each in a file of its own beside this one."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from events.cli.backup import add_backup
from events.cli.explain import add_explain
from events.cli.export import add_export
from events.cli.extract import add_extract
from events.cli.forget import add_forget
from events.cli.ingest import add_ingest
from events.cli.load import add_load
from events.cli.reviews import add_reviews
from events.cli.shared import (
    NOTHING_USABLE,
    say,
)
from events.time_limit import seconds_allowed


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        seconds_allowed()
    except ValueError as error:
        say(error)
        return NOTHING_USABLE
    return options.run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m events", description="Read dated political events from articles.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_extract(commands)
    add_explain(commands)
    add_ingest(commands)
    add_export(commands)
    add_load(commands)
    add_forget(commands)
    add_backup(commands)
    add_reviews(commands)
    return parser
