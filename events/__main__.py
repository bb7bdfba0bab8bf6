"""``python -m events``: articles in, the event file out. What it can do is in `events.cli.command_line`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from events.interrupting import interruptible


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code, 130 when Ctrl+C ended it."""
    with interruptible() as ended:
        # Loaded here, so that Ctrl+C ends the command in one line also while it loads.
        from events.cli.command_line import main as run

        ended.code = run(arguments)
    return ended.code


if __name__ == "__main__":
    sys.exit(main())
