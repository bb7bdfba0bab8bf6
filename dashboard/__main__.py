"""``python -m dashboard``: serve the app on http://localhost:8501."""

from __future__ import annotations

import argparse
import sys

from dashboard.server import PortTaken, serve


def main(arguments: list[str] | None = None) -> int:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Serve the CSTO Alignment Timeline.")
    parser.add_argument("--port", type=int, default=8501, help="port (default 8501)")
    parser.add_argument(
        "--address", default="localhost", help="address to listen on (default localhost: this machine alone)"
    )
    options = parser.parse_args(arguments)
    try:
        serve(options.address, options.port)
    except PortTaken as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
