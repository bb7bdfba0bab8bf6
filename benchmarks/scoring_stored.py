"""How long scoring a store takes: reading it, and the pass over the months.

In: a SQLite file. Out: one line of JSON. Called by `benchmarks.scale`; `python -m benchmarks.scoring_stored FILE`.
"""

from __future__ import annotations

import json
import resource
import sys
import time

from alignment.evidence import prepare
from alignment.scoring import score_members
from events.store import open_store


def measure(path: str) -> dict[str, float]:
    """Seconds to read the effects and reports, to check them, to score 180 months from the checked arrays; memory."""
    store = open_store(f"sqlite:///{path}")
    begin = time.perf_counter()
    effects, reports = store.effects_frame(), store.reports_frame()
    read = time.perf_counter()
    evidence = prepare(effects, reports)
    checked = time.perf_counter()
    scores = score_members(evidence)
    scored = time.perf_counter()
    store.close()
    return {
        "effects": len(effects),
        "months": scores["date"].nunique(),
        "read_seconds": round(read - begin, 2),
        "check_seconds": round(checked - read, 2),
        "score_seconds": round(scored - checked, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
