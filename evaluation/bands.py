"""How wide the scores' bands are in a store, and how many of them each step of "muted by doubt" takes.

In: databases of stores. Out: for each quantiles of the width (0 to 2) and the share of each step, over all states and
months and over those of which something with a direction was told within twelve months. This is what
`dashboard.colors.DOUBT_EDGES` was chosen by. ``python -m evaluation.bands sqlite:///store.sqlite [URL ...]``.
"""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd

from dashboard.colors import DOUBT_CLASSES, DOUBT_EDGES
from dashboard.state.aggregates import support
from dashboard.state.tables import Tables, load_tables
from events.store.store import open_store

QUANTILES = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)
RECENT = 12
"""Months: a state of which nothing was told for longer has its value carried forward."""


def widths(tables: Tables) -> pd.DataFrame:
    """`width` of each band that there is, and whether something was `told` of the state within `RECENT` months."""
    scores = tables.scores.dropna(subset=["low", "high"])
    silent = support(tables.effects, tables.mentions, tables.months, tables.members)["silent"]
    wide = pd.DataFrame(silent, index=tables.months, columns=tables.members, dtype=float)
    long = wide.rename_axis(index="date", columns="member").stack(future_stack=True).rename("silent").reset_index()
    found = scores.merge(long, on=["date", "member"])
    return pd.DataFrame({"width": found["high"] - found["low"], "told": found["silent"] < RECENT})


def shares(width: np.ndarray) -> list[float]:
    """Share of the bands in each step, the narrowest first."""
    step = np.searchsorted(DOUBT_EDGES, width, side="left")
    return [float(np.mean(step == number)) for number in range(len(DOUBT_CLASSES))]


def main() -> None:
    """Print a table for each store."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bands", description=__doc__.splitlines()[0])
    parser.add_argument("stores", nargs="+", metavar="URL", help="databases, such as sqlite:///store.sqlite")
    for url in parser.parse_args().stores:
        tables = load_tables(open_store(url))
        found = widths(tables)
        print(f"{url}: {tables.event_count} events")
        for words, width in (("all", found["width"]), ("told within a year", found.loc[found["told"], "width"])):
            if width.empty:
                continue
            quantiles = " ".join(f"{value:.2f}" for value in np.quantile(width, QUANTILES))
            steps = ", ".join(
                f"{classes} class{'es' * (classes > 1)} {share:.0%}"
                for classes, share in zip(DOUBT_CLASSES, shares(width.to_numpy()), strict=True)
            )
            print(f"  {words} ({len(width)}): quantiles {quantiles}; {steps}")


if __name__ == "__main__":
    main()
