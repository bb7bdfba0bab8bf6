"""Whether an event's `confidence` can be believed: how many predictions of each confidence pair with a label.

In: pairs of a gold file and the event file extracted from its articles. Out: a table of bins on standard output, in
Markdown. Predictions on labels of scope ``context`` are left out, as in `evaluation.score_events`.

    python -m evaluation.reliability GOLD.json PREDICTED.jsonl [GOLD.json PREDICTED.jsonl …]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from evaluation.score_events import Gold, Row, pair_up, read_gold, read_predicted, shared_characters

EDGES = (0.0, 0.6, 0.7, 0.8, 0.87, 0.92, 1.0)


def judged(gold: Gold, predicted: Sequence[Row]) -> list[tuple[float, bool]]:
    """Confidence of each prediction, and whether it pairs with a label."""
    predicted = [row for row in predicted if row.spans[0][0] in gold.documents]
    paired = {p for _, p in pair_up(gold.core, predicted)}
    found = []
    for p, row in enumerate(predicted):
        on_core = any(shared_characters(row, label) for label in gold.core)
        if p in paired or on_core or not any(shared_characters(row, label) for label in gold.context):
            found.append((row.confidence, p in paired))
    return found


def bins(pairs: Sequence[tuple[float, bool]]) -> list[tuple[str, int, float, float]]:
    """Name, predictions, mean confidence and share paired of each bin that holds any."""
    rows = []
    for low, high in pairwise(EDGES):
        inside = [(c, ok) for c, ok in pairs if low <= c < high or (high == 1.0 and c == 1.0)]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            rows.append((f"{low:.2f}-{high:.2f}", len(inside), mean, sum(ok for _, ok in inside) / len(inside)))
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.reliability", description=__doc__.splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+", metavar="GOLD PREDICTED", help="labels and events, in pairs")
    options = parser.parse_args(arguments)
    if len(options.files) % 2:
        parser.error("give files in pairs: GOLD PREDICTED")
    pairs: list[tuple[float, bool]] = []
    for gold, predicted in zip(options.files[::2], options.files[1::2], strict=True):
        pairs += judged(read_gold(gold), read_predicted(predicted))
    print("| confidence | predictions | mean confidence | share that pairs with a label |")
    print("| --- | --- | --- | --- |")
    for name, count, mean, share in bins(pairs):
        print(f"| {name} | {count} | {mean:.2f} | {share:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
