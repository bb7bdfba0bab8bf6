"""Score the extractor on the labelled texts and hold each figure against its floor.

In: labelled articles (`article_sets`), sentences (`sentences`), retold happenings (`twice`), and ``floors.toml``. Out:
a table, and a line for each figure beyond its floor; the exit status is then 1.

    python -m evaluation
    python -m evaluation --closing      the set that no rule was developed against, too
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from evaluation import sentences, twice
from evaluation.article_sets import CLOSING, DEVELOPED, figures_of, missing
from evaluation.score_events import table

FLOORS = Path(__file__).with_name("floors.toml")
Figures = dict[str, dict[str, float]]


def beyond(figures: Figures, floors: dict[str, Figures]) -> list[str]:
    """A line for each figure below its ``least`` or above its ``most``. What was not measured is passed over.

    Raises
    ------
    KeyError
        A floor is given for a figure that a measured set does not have.
    """
    found = []
    for name, measured in figures.items():
        for figure, least in floors.get("least", {}).get(name, {}).items():
            if measured[figure] < least:
                found.append(f"{name}: {figure} is {measured[figure]:.3f}, below its floor of {least}")
        for figure, most in floors.get("most", {}).get(name, {}).items():
            if measured[figure] > most:
                found.append(f"{name}: {figure} is {measured[figure]:.3f}, above {most}")
    return found


def measure(closing: bool = False) -> Figures:
    """Score all texts that are there, and print a table for each kind."""
    sets = DEVELOPED | (CLOSING if closing else {})
    articles = {name: figures_of(one) for name, one in sets.items() if one.is_there}
    print("\n".join([table(articles), *missing(sets)]))
    single = sentences.figures("dev")
    print("\nsentences, dev: " + ", ".join(f"{name} {share:.3f}" for name, share in single.items()))
    told = twice.measure(twice.cases())
    print(f"told twice: precision {told.precision:.3f}, recall {told.recall:.3f}, {told.unread} sentences not read")
    return {
        **{name: asdict(one) for name, one in articles.items()},
        "sentences": single,
        "twice": {"precision": told.precision, "recall": told.recall, "unread": told.unread / told.sentences},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and compare; 1 when a figure lies beyond its floor."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__.splitlines()[0])
    parser.add_argument("--closing", action="store_true", help="also the set that no rule was developed against")
    figures = measure(parser.parse_args(arguments).closing)
    fallen = beyond(figures, tomllib.loads(FLOORS.read_text(encoding="utf-8")))
    print("\n" + ("\n".join(fallen) or "no figure lies beyond its floor"))
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
