"""``python -m alignment``: events in, scores out. What it can do is in `alignment.command_line`."""

from __future__ import annotations

import sys

from events.interrupting import interruptible


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code, 130 when Ctrl+C ended it."""
    with interruptible() as ended:
        # Loaded here, so that Ctrl+C ends the command in one line also while it loads.
        from alignment.command_line import main as run

        ended.code = run(arguments)
    return ended.code


if __name__ == "__main__":
    sys.exit(main())
