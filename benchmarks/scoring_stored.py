"""How long scoring a store takes: reading it as the app does, and the pass over the months.

In: a SQLite file. Out: one line of JSON. Called by `benchmarks.scale`; `python -m benchmarks.scoring_stored FILE`.
"""

from __future__ import annotations

import json
import resource
import sys
import time

from alignment.evidence import prepare
from alignment.scoring import score_members
from events.store.full_scan import read_whole
from events.store.store import open_store


def measure(path: str) -> dict[str, float]:
    """Time to read all events, to check them, to score 180 months from the checked arrays; memory.

    Each in seconds on the clock and on a core: on a machine with other work only the latter says much.
    """
    times = [_now()]
    store = open_store(f"sqlite:///{path}")
    whole = read_whole(store)
    store.close()
    times.append(_now())
    evidence = prepare(whole.effects, whole.reports)
    times.append(_now())
    scores = score_members(evidence)
    times.append(_now())
    figures = {"effects": len(whole.effects), "months": scores["date"].nunique()}
    for name, before, after in zip(("read", "check", "score"), times, times[1:], strict=False):
        figures[f"{name}_seconds"] = round(after[0] - before[0], 2)
        figures[f"{name}_core_seconds"] = round(after[1] - before[1], 2)
    return figures | {"peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
