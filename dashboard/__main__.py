"""``python -m dashboard``: serve the app on http://localhost:8501; ``python -m dashboard brief``: write a briefing."""

from __future__ import annotations

import argparse
import os
import sys

from events.interrupting import interruptible

BRIEF = "brief"
HIGHEST_PORT = 65535
END_SECONDS = 6.0
"""As `dashboard.server.ending.END_SECONDS`, which takes longer to load."""


def port_number(text: str) -> int:
    """A port as it was typed."""
    if not text.isdecimal() or int(text) > HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is no port; give a number from 1 to {HIGHEST_PORT} (0: any free one)")
    return int(text)


def main(arguments: list[str] | None = None) -> int:
    """Read the options and serve, or write a briefing."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == [BRIEF]:
        from dashboard.deck.command import main as brief

        return brief(arguments[1:])
    parser = argparse.ArgumentParser(
        prog="python -m dashboard",
        description="Serve the CSTO Alignment Timeline.",
        epilog="python -m dashboard brief --help: a view or a tour as slides, PDF or picture.",
    )
    parser.add_argument("--port", type=port_number, default=8501, help="port (default 8501)")
    parser.add_argument(
        "--address", default="localhost", help="address to listen on (default localhost: this machine alone)"
    )
    parser.add_argument(
        "--open", action="store_true", help="let others in: whoever reaches another address than localhost reads it all"
    )
    parser.add_argument(
        "--seeds",
        action="store_true",
        help="read the articles that come with the program, whatever store STORE_URL names and whatever it holds",
    )
    options = parser.parse_args(arguments)
    if options.seeds:
        os.environ["SEEDS"] = "on"
    from dashboard.server import reach

    try:
        reach.check(options.address, is_open=options.open)
    except reach.NotMeant as error:
        print(error, file=sys.stderr)
        return 2
    from events.store.database import check_address
    from events.store.store import StoreError, default_url

    try:
        check_address(default_url())
    except StoreError as error:  # a database that is away comes back; this never would
        print(error, file=sys.stderr)
        return 2
    from dashboard.server.server import PortTaken, serve

    try:
        serve(options.address, options.port)
    except PortTaken as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def run() -> int:
    """As a command: Ctrl+C, also while the program is loading, ends it with one line."""
    with interruptible(END_SECONDS, _keep_the_store_whole) as ended:
        ended.code = main()
    return ended.code


def _keep_the_store_whole() -> None:
    from events.store.database import checkpoint_open

    checkpoint_open()


if __name__ == "__main__":
    sys.exit(run())
