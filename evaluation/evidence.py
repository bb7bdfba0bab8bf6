"""Evidence of the five articles, for what judges the score: from an event file, or read anew from seeds/."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import pandas as pd

from alignment.event_file import file_reports, sources
from events.__main__ import main as extract
from events.dataframes import effects_frame
from events.records import read_events

SEEDS = Path(__file__).parent.parent / "seeds"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Options that say which evidence is meant."""
    parser.add_argument("--events", type=Path, help="event file (default: the articles are read anew)")
    parser.add_argument("--articles", type=Path, default=SEEDS, help="the articles (default: seeds/)")


def tables(options: argparse.Namespace) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Effects and reports.

    Raises
    ------
    SystemExit
        The articles cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = options.events or Path(folder) / "events.jsonl"
        if not options.events and extract(["extract", str(options.articles), "--merge", "--output", str(path)]):
            raise SystemExit(f"{options.articles}: no article could be read; give --articles or --events")
        events = list(read_events(path))
    return effects_frame(events), file_reports(events, sources([options.articles]))
