"""Ingests that are killed: one process that has everything loaded forks a child for each, and kills it.

    python -m tests.events.stub_ingest STORE_URL FOLDER ROUNDS SEED rules|stub

Each child takes the folder in, with the extractor or with a stub that reads one event from each sentence in no time,
and reports each document only after its transaction. It is killed at a random moment with SIGKILL; the parent then
looks whether all that was reported is in the store, once. When a child gets to the end before that, the version is
raised, so that the next has all to do again. Moments are counted in documents, not seconds alone, so that a busy
machine tries them all. Prints one line of JSON.
"""

from __future__ import annotations

import gc
import json
import os
import random
import re
import signal
import sys
import time
from datetime import date
from pathlib import Path

from events.extraction.pipeline import extract_events
from events.ingest.ingest import ingest_sources
from events.reading.documents import find_sources
from events.records import Document, Effect, Event, Mention
from events.running.extractors import Reader
from events.running.outcome import Extract
from events.store.store import Store, open_store
from events.vocabulary import SCORED
from geo.place import Place

SENTENCE = re.compile(r"[^.]+\.")
MOST_REPORTED = 3
LONGEST = {"rules": 0.04, "stub": 0.02}
"""A child lives until it has reported up to so many documents, and so many seconds at most thereafter: about as long as
the next document takes."""


def extract(document: Document) -> list[Event]:
    """One event a sentence; what a sentence says decides all, so that articles that share one share its event."""
    return [_event(document, number, match) for number, match in enumerate(SENTENCE.finditer(document.text))]


def _event(document: Document, number: int, match: re.Match) -> Event:
    quote = match.group().strip()
    start = document.text.index(quote, match.start())
    chance = random.Random(quote)
    day = date(2015, 1 + chance.randrange(12), 1 + chance.randrange(28))
    return Event(
        event_id=f"{document.id}-{number}",
        event_type="REQUEST",
        summary=quote[:40],
        date_start=day,
        date_end=day,
        date_precision=1,
        source_actors=(chance.choice(SCORED),),
        target_actors=("CSTO",),
        place=Place("Armenia", "country", None, ("ARM",), 40.0, 45.0, 6),
        effects=(Effect("ARM", 1, "military"),),
        mentions=(Mention(document.id, start, start + len(quote), quote),),
        confidence=0.8,
    )


def main() -> None:
    """Kill as often as asked, and report."""
    url, folder, rounds, seed, reader = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
    reading = extract if reader == "stub" else extract_events
    chance = random.Random(seed)
    version, killed, finished, lost = 1, 0, 0, []
    store = open_store(url)
    _whole_run(store, folder, "run 0", reading)  # loads what reading needs, once for all children
    frame = store.documents_frame()
    told = dict(zip(frame["id"], frame["events"], strict=True))
    store.forget(told)
    gc.freeze()  # a child that tidied up would copy all of it
    while killed < rounds:
        documents, seconds = chance.randrange(MOST_REPORTED), chance.uniform(0, LONGEST[reader])
        store.close()  # a child makes connections of its own
        reported, ended = _killed_after(documents, seconds, store, folder, f"run {version}", reading)
        killed, finished = killed + (not ended), finished + ended
        lost += _lost(store, reported, f"run {version}", told)
        if ended and version % 2:  # so that both writing anew and writing over are cut short
            store.forget(told)
        version += ended
    done = _whole_run(store, folder, f"run {version}", reading)
    store.close()
    print(json.dumps({"killed": killed, "finished": finished, "lost": lost, "last": done, "told": told}))


def _killed_after(
    documents: int, seconds: float, store: Store, folder: Path, version: str, reader: Extract
) -> tuple[list[str], bool]:
    """Documents that a child reported before it was killed, and whether it got to its end instead."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(store, folder, version, writing, reader)
    os.close(writing)
    said = b""
    while said.count(b"\n") < documents and (some := os.read(reading, 65536)):
        said += some
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while some := os.read(reading, 65536):
        said += some
    os.close(reading)
    whole = said.rpartition(b"\n")[0].decode().splitlines()
    return [line for line in whole if line != "end"], whole[-1:] == ["end"]


def _child(store: Store, folder: Path, version: str, writing: int, reader: Extract) -> None:
    def say(line: str) -> None:
        found = re.search(r"stored: .*/(.+)\.txt,", line)
        if found:
            os.write(writing, f"{found[1]}\n".encode())

    ingest_sources(store, find_sources([folder]), reader=Reader(version, reader), say=say)
    os.write(writing, b"end\n")
    os._exit(0)


def _lost(store: Store, reported: list[str], version: str, told: dict[str, int]) -> list[str]:
    """Documents that were reported and are not there, or not with all that they tell."""
    there = {name for name, _ in store.extracted(version)}
    events = store.documents_frame().set_index("id")["events"]
    return [name for name in reported if name not in there or events[name] != told[name]]


def _whole_run(store: Store, folder: Path, version: str, reader: Extract) -> int:
    tally = ingest_sources(store, find_sources([folder]), reader=Reader(version, reader))
    return tally.saved + tally.unchanged


if __name__ == "__main__":
    main()
