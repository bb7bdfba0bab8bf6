"""What a series from outside says of the score: ``python -m evaluation.outside FILE [--events EVENTS.jsonl]``.

In: a series as `alignment.external_series` reads it, and the five articles. Out: the findings in words, among them
expectations that were written down beforehand. Nothing is fitted: the score is the default method's.
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path

import pandas as pd

from alignment.external_series import Comparison, changes, compare, read_series
from alignment.scoring import score_members
from evaluation import evidence

FIRST_YEARS = range(2020, 2024)
BEFORE, AFTER = (2018, 2020), (2022, 2023)


def main(arguments: list[str] | None = None) -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.outside", description=__doc__)
    parser.add_argument("file", type=Path, help="the series: CSV of state,date,value")
    evidence.add_options(parser)
    options = parser.parse_args(arguments)
    try:
        series = read_series(options.file)
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    scores = score_members(*evidence.tables(options))
    found = compare(scores, series)
    print(f"{series.name}: {len(found.pairs)} pairs of state and year")
    print(
        f"Spearman, pooled: {_rho(found.pooled)}, 95 % interval {_rho(found.low)} to {_rho(found.high)} "
        "(bootstrap over states)"
    )
    print(f"Spearman, only where an event bore on the state: {_rho(found.heard)}")
    print(
        "Spearman by year: "
        + ", ".join(f"{year} {_rho(rho)}" for year, _, rho in found.by_year.itertuples(index=False))
    )
    print("\nThe widest misses:")
    for row in found.pairs.head(12).itertuples():
        silent = "" if row.evidence else " (nothing read)"
        print(
            f"  {row.state} {row.year}: place {row.score_rank:g} by score ({row.score:+.2f}){silent}, "
            f"{row.value_rank:g} by series ({row.value:.3f})"
        )
    _expectations(found)
    return 0


def _expectations(found: Comparison) -> None:
    pairs = found.pairs.set_index(["state", "year"])
    years = [year for year in FIRST_YEARS if ("BLR", year) in pairs.index]
    if not years:
        print(f"\nThe series tells nothing of Belarus in {FIRST_YEARS[0]}-{FIRST_YEARS[-1]}: no expectation to check.")
        return
    print("\nExpected: Belarus first in every year from 2020 to 2023.")
    for year in years:
        here = found.pairs[found.pairs["year"] == year].sort_values("score_rank")
        rank, first = pairs.loc[("BLR", year), "score_rank"], here["state"].iloc[0]
        said = "first" if rank == 1 else f"place {rank:g}" + ("" if first == "BLR" else f"; first is {first}")
        print(f"  {year}: {said} ({pairs.loc[('BLR', year), 'score']:+.3f}, next {_next(here):+.3f})")
    moved = changes(found.pairs, BEFORE, AFTER).sort_values("score")
    if moved.empty:
        return
    print(f"Expected: Armenia among the two largest falls from {BEFORE[0]}-{BEFORE[1]} to {AFTER[0]}-{AFTER[1]}.")
    for row in moved.itertuples():
        print(
            f"  {row.state}: score {row.score:+.2f} (place {row.score_rank:g}), "
            f"series {row.value:+.3f} (place {row.value_rank:g})"
        )


def _rho(value: float) -> str:
    return "none (nothing is ranked)" if math.isnan(value) else f"{value:+.2f}"


def _next(here: pd.DataFrame) -> float:
    return float(here[here["state"] != "BLR"]["score"].max())


if __name__ == "__main__":
    sys.exit(main())
