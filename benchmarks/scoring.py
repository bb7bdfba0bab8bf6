"""How fast and how small scoring is: ``python -m benchmarks.scoring [--events 1000000]``.

Made-up events from 200 outlets, a fifth of them told by two, are scored for eight states over 180 months: reading the
tables, all scores and bands, one score's parts, and on 100,000 events what a slider's move costs, and what it takes to
say what moved every state in every month. Times are the best of five, and given in processor time too, because a busy
machine stretches the clock.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from alignment.contributions import contributions
from alignment.evidence import prepare
from alignment.explanation import explain
from alignment.method import load_method
from alignment.scoring import score_members
from events.dataframes import EFFECT_COLUMNS, REPORT_COLUMNS
from events.vocabulary import ACTED_BY, DIMENSIONS, EVENT_TYPES, SCORED

OUTLETS = 200
ROUNDS = 5
MOVES = {
    "half-life": {"decay.half_life_months": 24.0},
    "a weight": {"weights.AID": 0.8},
    "a dimension": {"dimensions.military": 0.5},
    "least confidence": {"trust.min_confidence": 0.6},
    "starting value": {"baseline.member": 0.3},
}


def made_up(count: int, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Effects and reports of `count` events: a third dated to the day, the others to days, a month or a year."""
    random = np.random.default_rng(seed)
    ids = np.array([f"event-{number:08d}" for number in range(count)], dtype=object)
    first = np.datetime64("2010-01-01") + random.integers(0, 5400, count)
    length = np.choose(random.choice(5, count, p=[0.35, 0.1, 0.1, 0.3, 0.15]), [0, 3, 6, 29, 364])
    effects = pd.DataFrame(
        {
            "event_id": ids,
            "event_type": random.choice(EVENT_TYPES, count),
            "date_start": first,
            "date_end": first + length,
            "confidence": random.uniform(0.4, 0.95, count),
            "member": random.choice(SCORED, count),
            "direction": random.choice([-1, 1], count),
            "dimension": random.choice(DIMENSIONS, count),
            "by": random.choice(ACTED_BY, count),
            "sure": 1.0,
            "reviewed": "",
        }
    )
    told = np.concatenate((np.arange(count), random.choice(count, count // 5)))
    reports = pd.DataFrame(
        {
            "event_id": ids[told],
            "document": [f"document-{number}" for number in range(len(told))],
            "outlet": [f"Outlet {number}" for number in random.integers(0, OUTLETS, len(told))],
            "confidence": random.uniform(0.4, 0.95, len(told)),
        }
    )
    return effects.astype(EFFECT_COLUMNS), reports.astype(REPORT_COLUMNS)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Least seconds by the clock and of the processor, of some rounds."""
    clock, processor = [], []
    for _ in range(ROUNDS):
        start, busy = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - busy)
    return min(clock), min(processor)


def megabytes() -> float:
    """The most memory that this process has held so far."""
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e6


def measured(count: int, folder: Path) -> str:
    """One row of the table, measured by a process that holds nothing but the two tables."""
    effects, reports = (pd.read_parquet(folder / name) for name in ("effects.parquet", "reports.parquet"))
    before = megabytes()
    whole = timed(lambda: score_members(effects, reports))  # from the tables to all scores and bands
    evidence = prepare(effects, reports)
    again = timed(lambda: score_members(evidence))
    apart = timed(lambda: explain("ARM", "2022-11", evidence))
    columns = [f"{clock:.2f} s ({busy:.2f} s)" for clock, busy in (whole, again, apart)]
    return f"{count:>10}" + "".join(f"{text:>22}" for text in columns) + f"{before:>9.0f} MB{megabytes():>8.0f} MB"


def write(count: int, folder: Path) -> None:
    """Write made-up tables where another process finds them."""
    for name, table in zip(("effects", "reports"), made_up(count), strict=True):
        table.to_parquet(folder / f"{name}.parquet")


def what_if() -> list[str]:
    """What each kind of slider costs."""
    evidence = prepare(*made_up(100_000))
    score_members(evidence)
    lines = []
    for name, changes in MOVES.items():
        method = load_method().changed(changes)
        clock, busy = timed(lambda other=method: score_members(evidence, method=other))
        lines.append(f"what if, 100,000 events, {name} moved: {1000 * clock:.0f} ms ({1000 * busy:.0f} ms)")
    return lines


def moved() -> list[str]:
    """What it takes to say what moved every state in every month."""
    evidence = prepare(*made_up(100_000))
    lines = []
    for lag in (1, 12):
        clock, busy = timed(lambda lag=lag: contributions(evidence).steps(lag, most=5))
        lines.append(f"what moved all states over {lag} months, 100,000 events: {clock:.2f} s ({busy:.2f} s)")
    return lines


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scoring", description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000, help="number of made-up events (default: 1000000)")
    most = parser.parse_args().events
    print("Seconds by the clock, and in brackets of the processor; memory with the tables alone, and at its most.")
    heads = ("from the tables", "scored again", "one taken apart")
    print(f"{'events':>10}" + "".join(f"{head:>22}" for head in heads) + f"{'tables':>12}{'most':>11}")
    processes = multiprocessing.get_context("spawn")
    for count in (most // 4, most // 2, most):
        with tempfile.TemporaryDirectory() as folder:
            for work in (write, measured):
                with processes.Pool(1) as pool:
                    row = pool.apply(work, (count, Path(folder)))
        print(row, flush=True)
    print("\n".join((*what_if(), *moved())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
