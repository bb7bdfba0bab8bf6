"""``python -m events explain "…"``: what each stage of the extraction makes of a text.

For whoever mends a rule: the stage whose line is wrong first is the one to open. The lines are made by
`events.extraction.explanation`.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from datetime import date

from events.cli.shared import ALL_READ, NOTHING_USABLE, say
from events.dates.publication import infer_published, parse_published
from events.extraction.explanation import lines_of
from events.extraction.pipeline import extractor
from events.records import Document


def add_explain(commands: argparse._SubParsersAction) -> None:
    """The command that shows what each stage makes of a text."""
    command = commands.add_parser("explain", help="show what each stage of the extraction makes of a text")
    command.add_argument("text", metavar="TEXT", help="a sentence or more; - for standard input")
    command.add_argument(
        "--published", default="", metavar="DATE", help="when it appeared: 2022, 2022-09 or 2022-09-13"
    )
    command.set_defaults(run=explain)


def explain(options: argparse.Namespace) -> int:
    """Print what each stage makes of a text; returns the exit code."""
    text = sys.stdin.read() if options.text == "-" else options.text
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # bytes that are no UTF-8
    try:
        published = parse_published(options.published) if options.published else infer_published(text)
        stages = extractor().stages(_document(text, *(published or (None, None))))
    except (ValueError, OSError, RuntimeError) as error:
        say(error)
        return NOTHING_USABLE
    for line in lines_of(stages):
        print(line)
    return ALL_READ


def _document(text: str, earliest: date | None, latest: date | None) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document("explained", "", "", "", earliest, latest, "en", text, "", digest)
