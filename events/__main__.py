"""``python -m events``: articles in, the event file out.

Exit code 0 when all was read, 1 when some files were set aside or read in part, 2 when nothing could be read or the
user did not agree that articles are sent to a second reader.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from events.pipeline import Read, extract_paths
from events.readers import READERS, NotAgreed, Reader, choose
from events.records import Event, write_events
from events.uniting import united

ALL_READ, SOME_SET_ASIDE, NOTHING_USABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    return extract(options.paths, options.output, options.reader, yes=options.yes, merge=options.merge)


def extract(
    paths: Sequence[Path], output: Path, reader: str = "rules", *, yes: bool = False, merge: bool = False
) -> int:
    """Write the events of `paths` to `output`; progress and problems go to stderr.

    With `merge`, what several articles tell is one event, which waits for the last article; else events are written
    article by article.
    """
    reads: list[Read] = []
    try:
        chosen = choose(reader, paths, yes=yes)
    except NotAgreed:
        return NOTHING_USABLE
    except (FileNotFoundError, ValueError) as error:
        print(error, file=sys.stderr)
        return NOTHING_USABLE
    try:
        found = _events(paths, reads, chosen)
        count = write_events(_merged(found, reads) if merge else found, output)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return NOTHING_USABLE
    except OSError as error:
        print(f"{output}: cannot be written: {error.strerror}", file=sys.stderr)
        return NOTHING_USABLE
    problems = [read for read in reads if read.problem]
    usable = len(reads) - len(problems)
    print(f"{usable} of {len(reads)} articles read, {count} events written to {output}", file=sys.stderr)
    if not usable:
        return NOTHING_USABLE
    return SOME_SET_ASIDE if problems or chosen.failures() else ALL_READ


def _events(paths: Sequence[Path], reads: list[Read], reader: Reader) -> Iterator[Event]:
    for read in extract_paths(paths, _show, reader.extract):
        reads.append(read)
        if read.problem:
            print(f"set aside: {read.problem}", file=sys.stderr)
        yield from read.events


def _merged(events: Iterator[Event], reads: Sequence[Read]) -> Iterator[Event]:
    """Events once all articles are read, each happening once."""
    told = list(events)
    yield from united([read.document for read in reads if read.document], told)


def _show(done: int, total: int, name: str) -> None:
    if name:
        print(f"[{done + 1}/{total}] {name}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m events", description="Read dated political events from articles.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("extract", help="write the events of articles to a JSON Lines file")
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files (.md, .txt) or folders")
    command.add_argument("--output", type=Path, required=True, help="event file to write, one event a line")
    command.add_argument(
        "--reader",
        choices=READERS,
        default="rules",
        help="rules (default), second (a language model that you set up; articles are sent to it), or both",
    )
    command.add_argument("--yes", action="store_true", help="send articles to the second reader without asking")
    command.add_argument("--merge", action="store_true", help="write what several articles tell as one event")
    return parser


if __name__ == "__main__":
    sys.exit(main())
