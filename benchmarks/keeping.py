"""What keeping an article costs: bytes as text, in partitions and in the store; seconds to write, load and merge.

In: a number of articles made from the seeds. Out: unit costs. Called by `benchmarks.scale`.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from events.ingest.ingest import extractor_version
from events.ingest.load import load
from events.running.partitions import PartsWriter
from events.running.run import How, cores, run
from events.store.store import open_store
from tools.made_articles import documents


def keeping(articles: int, words: int) -> dict:
    """Extract, write partitions, load and merge so many articles, each step measured."""
    texts = events = 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        writer = PartsWriter(home / "parts.parquet", extractor_version())
        begin = time.perf_counter()
        for read in writer.written(run(writer.missing(documents(articles, words)), how=How(cores()))):
            texts += len(read.document.text.encode())
            events += len(read.events)
        extracted = time.perf_counter() - begin
        parts = sum(path.stat().st_size for path in (home / "parts.parquet").iterdir())
        store = open_store(f"sqlite:///{home / 'store.sqlite'}")
        begin = time.process_time()
        load(store, [home / "parts.parquet"], merge=False)
        loaded = time.process_time() - begin
        begin = time.process_time()
        load(store, [])
        merged = time.process_time() - begin
        store.close()
        stored = sum(path.stat().st_size for path in home.glob("store.sqlite*"))
    return {
        "articles": articles,
        "events_an_article": round(events / articles, 1),
        "extract_seconds": round(extracted, 1),
        "bytes_an_article": {
            "text": round(texts / articles),
            "partitions": round(parts / articles),
            "store": round(stored / articles),
        },
        "load_core_ms_an_article": round(1000 * loaded / articles, 2),
        "merge_core_ms_an_article": round(1000 * merged / articles, 2),
    }
