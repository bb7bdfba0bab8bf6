"""``python -m events extract``: articles in, the event file out.

Exit code 0 when all was read, 1 when some files were set aside or read in part, 2 when nothing could be read or the
user did not agree that articles are sent to a second reader.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from events.cli.shared import (
    ALL_READ,
    NOTHING_USABLE,
    PATHS,
    SOME_SET_ASIDE,
    add_columns,
    add_how,
    how_to_read,
    say,
)
from events.ingest.ingest import extractor_version
from events.merging.merge import united
from events.reading.columns import Stated
from events.records import Document, Event, write_events
from events.running.extractors import READERS, NotAgreed, Reader, choose
from events.running.partitions import SUFFIX, PartsWriter
from events.running.run import CannotExtract, ExtractionResult, How, extract_paths, opened, run


def add_extract(commands: argparse._SubParsersAction) -> None:
    """The command that writes the events of articles to a file."""
    command = commands.add_parser("extract", help="write the events of articles to a JSON Lines file")
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=PATHS)
    command.add_argument(
        "--output",
        type=Path,
        required=True,
        help="event file to write, one event a line; a name that ends with .parquet: a folder of partitions for load",
    )
    command.add_argument(
        "--reader",
        choices=READERS,
        default="rules",
        help="rules (default), second (a language model that you set up; articles are sent to it), or both",
    )
    command.add_argument("--yes", action="store_true", help="send articles to the second reader without asking")
    command.add_argument("--merge", action="store_true", help="write what several articles tell as one event")
    add_how(command)
    add_columns(command)
    command.set_defaults(run=_run_extract)


@dataclass
class _Tally:
    """What has been read so far; the documents themselves are kept only when they are needed at the end."""

    keeps_documents: bool
    read: int = 0
    problems: int = 0
    events: int = 0
    documents: list[Document] = field(default_factory=list)

    def count(self, read: ExtractionResult) -> None:
        if read.note:
            say(read.note)
            return
        self.read += 1
        self.events += len(read.events)
        if read.problem:
            self.problems += 1
            say(f"set aside: {read.problem}")
        if self.keeps_documents and read.document:
            self.documents.append(read.document)


def extract(
    paths: Sequence[Path],
    output: Path,
    reader: str = "rules",
    *,
    yes: bool = False,
    merge: bool = False,
    how: How | None = None,
    columns: Stated = (),
) -> int:
    """Write the events of `paths` to `output`; progress and problems go to stderr.

    An `output` that ends with ``.parquet`` is a folder of partitions for ``load``; any other is an event file. With
    `merge`, what several articles tell is one event, which waits for the last article; else events are written article
    by article.
    """
    if output.suffix == SUFFIX and merge:
        say(f"{output}: partitions are merged when they are loaded; leave --merge out")
        return NOTHING_USABLE
    try:
        chosen = choose(reader, paths, yes=yes, columns=columns)
    except NotAgreed:
        return NOTHING_USABLE
    except (FileNotFoundError, ValueError) as error:
        say(error)
        return NOTHING_USABLE
    if reader != "rules":
        how = How()  # its requests wait for a service, not for this computer's cores
    tally = _Tally(keeps_documents=merge)
    try:
        done = _to_parts if output.suffix == SUFFIX else _to_file
        there_before = done(paths, output, chosen, how, tally, columns)
    except (FileNotFoundError, CannotExtract) as error:
        say(error)
        return NOTHING_USABLE
    except _NothingUsable:
        say(f"0 of {tally.problems} articles read; {output} is left as it was")
        return NOTHING_USABLE
    except OSError as error:
        say(f"{output}: cannot be written: {error.strerror}")
        return NOTHING_USABLE
    usable = tally.read - tally.problems + there_before
    before = f", {there_before} of them before" if there_before else ""
    say(f"{usable} of {usable + tally.problems} articles read{before}, {tally.events} events written to {output}")
    if not usable:
        return NOTHING_USABLE
    return SOME_SET_ASIDE if tally.problems or chosen.failures() else ALL_READ


def _run_extract(options: argparse.Namespace) -> int:
    how = how_to_read(options)
    return extract(
        options.paths,
        options.output,
        options.reader,
        yes=options.yes,
        merge=options.merge,
        how=how,
        columns=options.columns,
    )


def _to_file(
    paths: Sequence[Path], output: Path, reader: Reader, how: How | None, tally: _Tally, columns: Stated
) -> int:
    found = _events(extract_paths(paths, _show, reader.extract, how, say, columns), tally)
    tally.events = write_events(_merged(found, tally) if tally.keeps_documents else found, output)
    return 0


def _to_parts(
    paths: Sequence[Path], output: Path, reader: Reader, how: How | None, tally: _Tally, columns: Stated
) -> int:
    writer = PartsWriter(output, extractor_version())
    for read in writer.written(run(writer.missing(opened(paths, _show, columns)), reader.extract, how, say)):
        tally.count(read)
    return writer.there_before


class _NothingUsable(Exception):
    """Not one article could be read: there is nothing to put in the place of what an earlier run wrote."""


def _events(reads: Iterator[ExtractionResult], tally: _Tally) -> Iterator[Event]:
    for read in reads:
        tally.count(read)
        yield from read.events
    if tally.read == tally.problems:
        raise _NothingUsable


def _merged(events: Iterator[Event], tally: _Tally) -> Iterator[Event]:
    """Events once all articles are read, each happening once."""
    told = list(events)
    yield from united(tally.documents, told)


def _show(done: int, total: int, name: str) -> None:
    if name:
        print(f"[{done + 1}/{total}] {name}" if total else f"[{done + 1}] {name}", file=sys.stderr)
