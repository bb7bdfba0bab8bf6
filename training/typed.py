"""Short typed sentences out of the passages, for a classifier: ``python -m training.typed OUTPUT.jsonl [--varied]``.

In: `training.passages`, and with ``--varied`` those of `training.vary`. Out: one line for each trigger and lure: its
sentence, the trigger and its offsets there, type and mode (``NONE`` for a lure), codes of doer and target, and the
family to split by.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.passages import Passage, codes, load
from training.vary import passages as varied

NONE = "NONE"
_END = re.compile(r"(?<=[.!?])[\"”’)*]*\s+(?=[\"“‘(*-]?\s?[A-Z0-9])")
_SHORT = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mr|Ms|Dr|No|St|U\.S|U\.N|[A-Z])\.$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a passage, in order, without the space between them.

    Examples
    --------
    >>> sentence_spans("Minsk paid. Moscow thanked.")
    [(0, 11), (12, 27)]
    """
    spans, start = [], 0
    for gap in _END.finditer(text):
        before = text[start : gap.start()].rstrip()
        if _SHORT.search(before):
            continue
        end = gap.end() - len(gap[0]) + len(gap[0].rstrip())
        spans.append((start, end))
        start = gap.end()
    return [*spans, (start, len(text))]


def typed_sentences(found: Iterable[Passage]) -> Iterator[dict]:
    """One record a trigger and a lure, in the order of the passages."""
    for one in found:
        spans = sentence_spans(one.text)
        told = [(x.start, x.end, x.event_type, x.mode, codes(x.sources), codes(x.targets)) for x in one.labels]
        told += [(start, end, NONE, "", (), ()) for start, end in one.lures]
        for start, end, event_type, mode, doer, target in sorted(told):
            first, last = next(span for span in spans if start < span[1])
            yield {
                "family": one.id.split("~")[0],
                "sentence": one.text[first : max(last, end)],
                "trigger": one.text[start:end],
                "start": start - first,
                "end": end - first,
                "type": event_type,
                "mode": mode,
                "doer": list(doer),
                "target": list(target),
            }


def main(arguments: list[str] | None = None) -> int:
    """Write the file and say how many sentences it holds."""
    parser = argparse.ArgumentParser(prog="python -m training.typed", description="Write short typed sentences.")
    parser.add_argument("output", type=Path)
    parser.add_argument("--varied", action="store_true", help="also those of the varied passages")
    options = parser.parse_args(arguments)
    lines = [
        json.dumps(one, ensure_ascii=False) for one in typed_sentences([*load(), *(varied() if options.varied else ())])
    ]
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} sentences written to {options.output}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
