"""How steady the score is: ``python -m evaluation.steadiness [--events EVENTS.jsonl]``.

Prints, for the five articles, how much of the simulation the band holds, how far one change moves the scores, and
which pairs of states change places at a year's end when a source or a type is left out or a weight moved by half.
"""

from __future__ import annotations

import argparse
import sys

import pandas as pd

from alignment.evidence import prepare
from alignment.sensitivity import KINDS, flips, ranges, shaken
from alignment.simulation import coverage
from evaluation import evidence

YEARS = ("2020-12", "2021-12", "2022-12", "2023-12", "2024-12")
DRAWS = 4000


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.steadiness", description=__doc__)
    evidence.add_options(parser)
    effects, reports = evidence.tables(parser.parse_args(arguments))
    ready = prepare(effects, reports)
    found = coverage(ready, draws=DRAWS)
    print(f"The 80 % band holds the tie in {found.share:.1%} of {DRAWS} draws, by state:")
    for member, table in found.cells.groupby("member", sort=False):
        print(f"  {member}: {table['inside'].mean():.1%}, {len(table)} months")
    within = found.cells["inside"].between(0.75, 0.85).mean()
    print(f"  months within 75-85 %: {within:.1%} of {len(found.cells)}")
    scores = shaken(effects, reports)
    print("\nHow far one change moves a score, mean and most over states with events, at years' ends:")
    widths = ranges(scores).assign(width=lambda table: table["high"] - table["low"])
    here = widths[widths["date"].isin(YEARS) & (widths["width"] > 0)]
    for kind in KINDS:
        width = here.loc[here["kind"] == kind, "width"]
        print(f"  {kind}: {width.mean():.2f}, {width.max():.2f}")
    _order(scores)
    return 0


def _order(scores: pd.DataFrame) -> None:
    print("\nOrder at years' ends, and the pairs that change places:")
    turned = flips(scores)
    plain = scores[scores["kind"] == ""]
    for date in YEARS:
        order = plain[plain["date"] == date].sort_values("score", ascending=False)
        print(f"  {date}: " + ", ".join(f"{row.member} {row.score:+.2f}" for row in order.itertuples()))
        pairs = turned[turned["date"] == date]
        for (ahead, behind), table in pairs.groupby(["ahead", "behind"], sort=False):
            causes = ", ".join(
                f"{row.kind} {row.name}" for row in table[["kind", "name"]].itertuples(index=False, name="Row")
            )
            print(f"    {behind} before {ahead} (gap {table['gap'].iloc[0]:.2f}): {causes}")


if __name__ == "__main__":
    sys.exit(main())
