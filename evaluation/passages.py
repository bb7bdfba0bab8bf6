"""How much of the training passages an extractor reads right, and how many traps it falls into.

In: `training/passages` (or ``--articles``: `training/articles`) and the extractor of the rules. Out: shares on standard
output. A prediction is matched with a label whose trigger stands in its quote, one to one; fields count on those.

    python -m evaluation.passages [--articles]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable

from events.extraction.pipeline import extract_events
from events.records import Event
from training.passages import ARTICLES, FOLDER, Label, Passage, codes, document_of, load

FIELDS = ("type", "parties", "date", "effect")


def figures(passages: Iterable[Passage]) -> dict[str, float]:
    """Counts, precision, recall, F1 (detection), shares of the matched by field, and the traps left empty."""
    count: Counter[str] = Counter()
    for passage in passages:
        found = extract_events(document_of(passage))
        if not passage.labels:
            count["traps"] += 1
            count["traps left empty"] += not found
            continue
        labels = [label for label in passage.labels if not label.same]
        count += Counter({"labels": len(labels), "predictions": len(found)})
        for event in found:
            label = _best(labels, event)
            if label is not None:
                labels.remove(label)
                count["matched"] += 1
                count += Counter(name for name, right in _agreement(label, event).items() if right)
    return dict(count) | _shares(count)


def _shares(count: Counter[str]) -> dict[str, float]:
    matched = max(count["matched"], 1)
    shares = {
        "precision": count["matched"] / max(count["predictions"], 1),
        "recall": count["matched"] / max(count["labels"], 1),
        "detection": 2 * count["matched"] / max(count["labels"] + count["predictions"], 1),
    }
    return shares | {name: count[name] / matched for name in FIELDS}


def _best(labels: list[Label], event: Event) -> Label | None:
    quote = event.mentions[0]
    inside = [label for label in labels if quote.start <= label.start < quote.end]
    return max(inside, key=lambda label: sum(_agreement(label, event).values()), default=None)


def _agreement(label: Label, event: Event) -> dict[str, bool]:
    shared = (min(label.date_end, event.date_end) - max(label.date_start, event.date_start)).days + 1
    longer = max((label.date_end - label.date_start).days, (event.date_end - event.date_start).days) + 1
    wanted = {effect.member: effect.direction for effect in label.effects if effect.direction}
    return {
        "type": label.event_type == event.event_type,
        "parties": set(codes(label.sources)) == set(event.source_actors)
        and set(codes(label.targets)) == set(event.target_actors),
        "date": 2 * shared >= longer,
        "effect": wanted == {effect.member: effect.direction for effect in event.effects if effect.direction},
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.passages", description=__doc__.splitlines()[0])
    parser.add_argument("--articles", action="store_true", help="the whole articles instead of the passages")
    folder = ARTICLES if parser.parse_args().articles else FOLDER
    for name, value in figures(load(folder)).items():
        print(f"{name:17} {value:.3f}" if isinstance(value, float) else f"{name:17} {value}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
