"""Files of many events from the running app: memory, processor time, a narrow filter, and readers who leave.

In: a number of events (a temporary store is filled with made-up ones), or a store that has them. Out: figures, and as
the last line JSON. ``python -m benchmarks.downloads [--events 1000000] [--store URL] [--forms csv parquet xlsx]``

- *Whole*: all events in a format, taken as fast as they come: the most memory that the server held above what it held
  before, its processor seconds, megabytes sent.
- *Narrow*: one state's events of one month, in the same format: milliseconds, and how many bytes.
- *Left*: six at once in a format whose readers leave after three seconds: memory and processor seconds until the server
  rests.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.viewers import processor_seconds, resident_mb
from events.ingest.ingest import SEEDS, extractor_version
from events.reading.documents import read_documents
from events.store.store import open_store
from tests.dashboard.serving import running
from tools.made_store import fill

NARROW = "date=2020-06&window=month&member=ARM"
LEAVERS = 6
LEAVE_SECONDS = 3.0
LOOK_SECONDS = 0.05
REST_SECONDS = 2.0


class Peak:
    """The most memory that a process held while this watched, in megabytes."""

    def __init__(self, pid: int) -> None:
        self.pid, self.before, self.most = pid, resident_mb(pid), 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            self.most = max(self.most, resident_mb(self.pid))

    @property
    def more(self) -> float:
        """Beyond what it held before."""
        return round(max(0.0, self.most - self.before), 1)


def whole(address: str, form: str, query: str, pid: int) -> dict[str, float]:
    """One file, taken as it comes."""
    cpu, begun, size, first = processor_seconds(pid), time.perf_counter(), 0, 0.0
    with Peak(pid) as peak, urllib.request.urlopen(f"{address}/files/events.{form}?{query}", timeout=36_000) as file:
        while chunk := file.read(1 << 20):
            first = first or time.perf_counter() - begun
            size += len(chunk)
    return {
        "more_mb": peak.more,
        "server_cpu_seconds": round(processor_seconds(pid) - cpu, 1),
        "seconds": round(time.perf_counter() - begun, 2),
        "first_byte_seconds": round(first, 2),
        "sent_mb": round(size / 1e6, 3),
    }


def left(address: str, form: str, pid: int) -> dict[str, float]:
    """Readers who leave in the middle."""
    host, _, port = address.removeprefix("http://").partition(":")
    cpu = processor_seconds(pid)
    with Peak(pid) as peak:
        lines = [socket.create_connection((host, int(port))) for _ in range(LEAVERS)]
        for line in lines:
            line.sendall(f"GET /files/events.{form}?window=all HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        time.sleep(LEAVE_SECONDS)
        for line in lines:
            line.close()
        gone = time.perf_counter()
        after = processor_seconds(pid)
        _until_it_rests(pid)
        rested = time.perf_counter() - gone - REST_SECONDS
    return {
        "more_mb": peak.more,
        "server_cpu_seconds_before_they_left": round(after - cpu, 1),
        "server_cpu_seconds_after": round(processor_seconds(pid) - after, 1),
        "at_rest_after_seconds": round(rested, 1),
    }


def _until_it_is_ready(address: str) -> None:
    while True:
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=60).close()
            return
        except urllib.error.HTTPError:
            time.sleep(REST_SECONDS)


def _until_it_rests(pid: int) -> None:
    """Wait until the process has taken next to nothing for a while."""
    while True:
        before = processor_seconds(pid)
        time.sleep(REST_SECONDS)
        if processor_seconds(pid) - before < 0.1:
            return


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.downloads", description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=1_000_000, help="made-up events (default 1000000)")
    parser.add_argument("--store", help="URL of a store that has them already")
    parser.add_argument("--forms", nargs="+", default=["csv", "parquet", "xlsx"], help="formats (csv parquet xlsx)")
    options = parser.parse_args()
    result: dict[str, object] = {"load": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory() as folder:
        url = options.store or f"sqlite:///{Path(folder) / 'made.sqlite'}"
        if not options.store:
            store = open_store(url)
            fill(store, options.events)
            for document in read_documents([SEEDS]):  # nothing is left for the first start to read
                store.save(document, [], extractor_version())
            store.close()
        with running(Path(folder), STORE_URL=url) as (address, process):
            _until_it_is_ready(address)
            whole(address, "csv", NARROW, process.pid)  # the store is counted, and the first answer's imports are made
            _until_it_rests(process.pid)
            result["resident_mb"] = resident_mb(process.pid)
            for form in options.forms:
                for what, found in (
                    ("narrow", lambda form=form: whole(address, form, NARROW, process.pid)),
                    ("left", lambda form=form: left(address, form, process.pid)),
                    ("whole", lambda form=form: whole(address, form, "window=all", process.pid)),
                ):
                    result[f"{form} {what}"] = found()
                    print(f"{form} {what}: {result[f'{form} {what}']}", flush=True)  # the whole takes minutes
    result["load_after"] = os.getloadavg()[0]
    print(json.dumps(result))


if __name__ == "__main__":
    main()
