"""Count how common words are in the project's own sentences, for weighing them when reports are compared.

In: the articles in ``seeds/`` and ``evaluation/``. Out: ``events/data/word_counts.csv``, written anew.

    python -m tools.word_counts
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from events.text.front_matter import body_start
from events.text.similarity import COUNTS, terms

ROOT = Path(__file__).parent.parent
EVALUATION = ROOT / "evaluation"
OFTEN = 4
"""Words in fewer sentences are left out: they count as rare."""


def sentences() -> Iterator[str]:
    """Sentences of the project's own texts."""
    articles = [p for p in (EVALUATION / "articles").glob("*.md") if not p.name.startswith("closing-")]
    for path in sorted([*(ROOT / "seeds").glob("0*.md"), *articles]):
        text = path.read_text(encoding="utf-8")
        yield from re.split(r"(?<=[.!?])\s+", text[body_start(text) :])
    for name in ("sentences.toml", "sentences_more.toml"):
        rows = tomllib.loads((EVALUATION / name).read_text(encoding="utf-8"))["sentence"]
        yield from (row["text"] for row in rows)


def main() -> None:
    """Write the file."""
    texts = list(sentences())
    counts = Counter(term for text in texts for term in set(terms(text)))
    rows = sorted((term, n) for term, n in counts.items() if n >= OFTEN)
    with COUNTS.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        # An empty word stands for the number of sentences.
        writer.writerows([("word", "sentences"), ("", len(texts)), *rows])
    print(f"{len(texts)} sentences, {len(rows)} words in {OFTEN} or more of them")


if __name__ == "__main__":
    main()
