"""How extraction and the map grow: with processes, with articles, with events in the store.

In: nothing (articles are made from ``seeds/`` by recombination, stores are filled with made-up events, all in a
temporary folder). Out: figures on standard output, the last line as JSON. Ratios are taken in one run, in turns; the
load average stands beside them, as a busy machine distorts what runs on several processes first.

    python -m benchmarks.scale speed            articles/s and words/s on 1 and 2 processes, and outside spaCy
    python -m benchmarks.scale memory           peak memory over 100, 1,000 and 10,000 articles
    python -m benchmarks.scale map              scoring, and opening the map, with 1k, 100k and 1M events
    python -m benchmarks.scale store            what keeping an article costs: partitions, loading, merging, bytes
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.extraction import model_seconds, whole_seconds
from benchmarks.keeping import keeping
from benchmarks.opening_map import opening_seconds
from events.records import Document
from events.running.run import FEW
from events.store.store import open_store
from tools.made_articles import documents, write_articles
from tools.made_store import fill

ROOT = Path(__file__).parents[1]
LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """One extraction: time on the clock, time of all its processes on a core, and memory.

    `peak_bytes` is the most that it and its processes held together (resident; what they share counts once for each).
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int


def extract(folder: Path, output: Path, workers: int) -> Run:
    """Run ``python -m events extract`` in a process of its own."""
    command = [sys.executable, "-m", "events", "extract", str(folder), "--output", str(output)]
    begin, before = time.perf_counter(), _children_cpu()
    with output.with_suffix(".log").open("w") as log:
        process = psutil.Popen([*command, "--workers", str(workers)], cwd=ROOT, stdout=log, stderr=log)
        peak = 0
        while process.poll() is None:
            peak = max(peak, _resident(process))
            time.sleep(LOOK_SECONDS)
    if process.returncode:
        said = output.with_suffix(".log").read_text()
        raise RuntimeError(f"extraction ended with {process.returncode}: {said[-500:]}")
    return Run(time.perf_counter() - begin, _children_cpu() - before, peak)


def _children_cpu() -> float:
    """Seconds that processes which have ended, and those that they started, spent on a core."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _resident(process: psutil.Popen) -> int:
    total = 0
    for one in (process, *_children(process)):
        try:
            total += one.memory_info().rss
        except psutil.NoSuchProcess:
            continue  # ended since it was listed
    return total


def _children(process: psutil.Popen) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def speed(articles: int, rounds: int, words: int) -> dict:
    """Both numbers of processes in turns, each on few articles and on all: the difference is free of the start."""
    few = max(FEW + 1, articles // 4)
    runs: dict[tuple[int, int], list[Run]] = {}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        total = {count: write_articles(home / str(count), count, words) for count in (few, articles)}
        for turn in range(rounds):
            for workers in ((1, 2), (2, 1))[turn % 2]:
                for count in (few, articles):
                    run = extract(home / str(count), home / "events.jsonl", workers)
                    runs.setdefault((workers, count), []).append(run)
                    print(f"{workers} process(es), {count} articles: {run.seconds:.1f} s", flush=True)
    best = {key: min(run.seconds for run in these) for key, these in runs.items()}
    cpu = {key: min(run.cpu_seconds for run in these) for key, these in runs.items()}
    steady = {workers: best[workers, articles] - best[workers, few] for workers in (1, 2)}
    worked = {workers: cpu[workers, articles] - cpu[workers, few] for workers in (1, 2)}
    made = list(documents(20, words))
    model_seconds(made), whole_seconds(made)  # loads what is loaded once
    shares = [1 - _on_core(model_seconds, made) / _on_core(whole_seconds, made) for _ in range(max(3, rounds))]
    return {
        "articles": articles,
        "words_an_article": round(total[articles] / articles),
        "articles_a_second": {w: round((articles - few) / steady[w], 2) for w in (1, 2)},
        "words_a_second": {w: round((total[articles] - total[few]) / steady[w]) for w in (1, 2)},
        "core_seconds_an_article": {w: round(worked[w] / (articles - few), 3) for w in (1, 2)},
        "start_core_seconds": {w: round(cpu[w, few] - worked[w] * few / (articles - few), 1) for w in (1, 2)},
        "speed_up": round(steady[1] / steady[2], 2),
        "speed_up_with_start": round(best[1, articles] / best[2, articles], 2),
        "start_seconds": {w: round(best[w, few] - steady[w] * few / (articles - few), 1) for w in (1, 2)},
        "share_outside_spacy": round(statistics.median(shares), 3),
    }


def _on_core(work: Callable[[Sequence[Document]], float], made: Sequence[Document]) -> float:
    begin = time.process_time()
    work(made)
    return time.process_time() - begin


def memory(counts: Sequence[int], words: int, workers: int) -> dict:
    """Peak memory by the number of articles."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            home = Path(folder) / str(count)
            write_articles(home / "articles", count, words)
            run = extract(home / "articles", home / "events.jsonl", workers)
            found[count] = {"peak_mb": round(run.peak_bytes / 1e6), "seconds": round(run.seconds, 1)}
            print(f"{count:,} articles: {found[count]}", flush=True)
    return {"workers": workers, "words_an_article": words, "by_articles": found}


def opening(counts: Sequence[int], rounds: int, keep: Path | None) -> dict:
    """Time to score and to open the map, by the number of events in the store; stores are opened in turns."""
    with tempfile.TemporaryDirectory() as folder:
        home = keep or Path(folder)
        stores = {count: home / f"s{count}" for count in counts}
        for count, place in stores.items():
            if not (place / "store.sqlite").exists():
                begin = time.perf_counter()
                _fill(place, count)
                print(f"{count:,} events written in {time.perf_counter() - begin:.0f} s", flush=True)
        scored = {count: _in_child(place) for count, place in stores.items()}
        for count, figures in scored.items():
            print(f"{count:,} events: {figures}", flush=True)
        opened = opening_seconds(stores, rounds)
    first, last = min(counts), max(counts)
    return {
        "scoring": scored,
        "opening": opened,
        "opening_ratio": round(opened[last]["open_seconds"] / opened[first]["open_seconds"], 2),
    }


def _fill(place: Path, count: int) -> None:
    place.mkdir(parents=True, exist_ok=True)
    store = open_store(f"sqlite:///{place / 'store.sqlite'}")
    fill(store, count)
    store.close()


def _in_child(place: Path) -> dict:
    """Measure in a process of its own, so that what one store leaves in memory does not weigh on the next."""
    command = [sys.executable, "-m", "benchmarks.scoring_stored", str(place / "store.sqlite")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(ended.stdout.splitlines()[-1])


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("speed", "memory", "map", "store"))
    parser.add_argument("--articles", type=int, default=200, help="articles of the speed and store figures")
    parser.add_argument("--words", type=int, default=1_000, help="words an article, about (default 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds in turns (default 3)")
    parser.add_argument("--workers", type=int, default=2, help="processes for the memory figure (default 2)")
    parser.add_argument("--counts", type=_counts, help="articles or events to compare, such as 100,1000")
    parser.add_argument("--keep", type=Path, help="folder in which filled stores stay for the next time")
    options = parser.parse_args()
    before = os.getloadavg()[0]
    if options.what == "speed":
        figures = speed(options.articles, options.rounds, options.words)
    elif options.what == "memory":
        figures = memory(options.counts or (100, 1_000, 10_000), options.words, options.workers)
    elif options.what == "map":
        figures = opening(options.counts or (1_000, 100_000, 1_000_000), options.rounds, options.keep)
    else:
        figures = keeping(options.articles, options.words)
    figures |= {"cores": os.cpu_count(), "load_before": round(before, 1), "load_after": round(os.getloadavg()[0], 1)}
    print(json.dumps(figures))
    return 0


def _counts(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
