"""How long reading articles takes, beside what the language model alone takes on the same text in the same run.

In: a folder of articles (``seeds/`` unless ``--folder`` names another). Out: figures on standard output, the last line
as JSON. The ratio says what the rules cost on top of the model; it depends on the machine far less than seconds do.

    python -m benchmarks.extraction --articles 100
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from events.actors.directory import organisation_names
from events.extraction.pipeline import extract_events
from events.parsing.cleaning import segments
from events.parsing.model import load_language
from events.reading.documents import read_documents
from events.records import Document

SEEDS = Path(__file__).parents[1] / "seeds"
PASSES = 5


def readable(folder: Path) -> list[Document]:
    """Articles of a folder; what cannot be read is named on standard error."""
    read = list(read_documents([folder]))
    for item in read:
        if not isinstance(item, Document):
            print(f"set aside: {item}", file=sys.stderr)
    return [item for item in read if isinstance(item, Document)]


def model_seconds(documents: Sequence[Document]) -> float:
    """Time that the language model alone takes on the articles' prose."""
    nlp = load_language(tuple(organisation_names()))
    texts = [[part.text for part in segments(document.text)] for document in documents]
    begin = time.perf_counter()
    for parts in texts:
        list(nlp.pipe(parts))
    return time.perf_counter() - begin


def whole_seconds(documents: Sequence[Document]) -> float:
    """Time from documents to events."""
    begin = time.perf_counter()
    for document in documents:
        extract_events(document)
    return time.perf_counter() - begin


def peak_megabytes() -> float:
    """The most memory this process has held so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1024


def measure(documents: Sequence[Document], articles: int) -> dict[str, float]:
    """Median figures of some passes over the documents, then memory over `articles` of them, read again and again."""
    begin = time.perf_counter()
    extract_events(documents[0])
    loading = time.perf_counter() - begin
    pairs = [(whole_seconds(documents), model_seconds(documents)) for _ in range(PASSES)]
    before = peak_megabytes()
    for document in islice(cycle(documents), articles):
        extract_events(document)
    words = sum(len(part.text.split()) for document in documents for part in segments(document.text))
    whole = statistics.median(whole for whole, _ in pairs)
    return {
        "documents": len(documents),
        "words": words,
        "loading_seconds": round(loading, 2),
        "whole_seconds": round(whole, 3),
        "model_seconds": round(statistics.median(model for _, model in pairs), 3),
        "ratio": round(statistics.median(whole / model for whole, model in pairs), 3),
        "words_per_second": round(words / whole),
        "articles_read_for_memory": articles,
        "peak_mb_before": round(before),
        "peak_mb_after": round(peak_megabytes()),
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, default=SEEDS, help="articles to read (default: seeds/)")
    parser.add_argument("--articles", type=int, default=50, help="articles to read for the memory figure (default: 50)")
    options = parser.parse_args()
    try:
        documents = readable(options.folder)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    if not documents:
        print(f"{options.folder}: no article to read", file=sys.stderr)
        return 1
    figures = measure(documents, options.articles)
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):26}{value:>12,}")
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
