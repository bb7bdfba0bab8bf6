"""How far a second labelling agrees with the passages: ``python -m training.agreement [FOLDER]``.

In: ``second_labels.jsonl``, made from the text alone, and the passages of FOLDER (when left out: those here, which have
been adjudicated since). Out: printed figures. Two labels are of one event when their triggers touch, or else when type,
parties and time agree.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from training.passages import FOLDER, Label, codes, load

SECOND = Path(__file__).parent / "second_labels.jsonl"
Pair = tuple[Label, dict]


def pairs(labels: list[Label], others: list[dict], text: str) -> list[Pair]:
    """Each label with the other's label of the same event, one to one."""
    left, found = list(others), []
    for label in labels:
        touching = [one for one in left if _touches(label, one, text)]
        match = (touching or [one for one in left if _alike(label, one)] or [None])[0]
        if match is not None:
            left.remove(match)
            found.append((label, match))
    return found


def _touches(label: Label, one: dict, text: str) -> bool:
    hits = re.finditer(re.escape(one["trigger"]), text)
    return any(hit.start() < label.end and hit.end() > label.start for hit in hits)


def _alike(label: Label, one: dict) -> bool:
    return label.event_type == one["type"] and _same_parties(label, one) and _days(label, one)[0] > 0


def _same_parties(label: Label, one: dict) -> bool:
    return set(codes(label.sources)) == set(one["sources"]) and set(codes(label.targets)) == set(one["targets"])


def _days(label: Label, one: dict) -> tuple[int, int]:
    """Days that the two intervals share, and days of the longer one."""
    start, end = date.fromisoformat(one["start"]), date.fromisoformat(one["end"])
    shared = (min(label.date_end, end) - max(label.date_start, start)).days + 1
    return shared, max((label.date_end - label.date_start).days, (end - start).days) + 1


def signed(label: Label) -> dict[str, int]:
    """The label's effects that are not 0."""
    return {effect.member: effect.direction for effect in label.effects if effect.direction}


def kappa(found: list[tuple[str, str]]) -> float:
    """Cohen's kappa of two columns of categories."""
    first, second = (Counter(column) for column in zip(*found, strict=True))
    chance = sum(first[name] * second[name] for name in first) / len(found) ** 2
    return (sum(a == b for a, b in found) / len(found) - chance) / (1 - chance)


def figures(folder: Path = FOLDER) -> dict[str, float]:
    """Counts and shares of agreement; fields are compared on the events that both have."""
    passages = {one.id: one for one in load(folder)}
    rows = [json.loads(line) for line in SECOND.read_text(encoding="utf-8").splitlines()]
    first = second = 0
    both: list[Pair] = []
    for row in rows:
        labels = [label for label in passages[row["id"]].labels if not label.same]
        first, second = first + len(labels), second + len(row["events"])
        both += pairs(labels, row["events"], passages[row["id"]].text)
    n = len(both)
    shares = {
        "type": [label.event_type == one["type"] for label, one in both],
        "both parties": [_same_parties(label, one) for label, one in both],
        "date, exactly": [_days(label, one)[0] == _days(label, one)[1] for label, one in both],
        "date, half the days": [2 * _days(label, one)[0] >= _days(label, one)[1] for label, one in both],
        "effects": [signed(label) == one["effects"] for label, one in both],
    }
    counts = {"passages": len(rows), "first": first, "second": second, "on both": n, "F1": 2 * n / (first + second)}
    return {
        **counts,
        "kappa of type": kappa([(label.event_type, one["type"]) for label, one in both]),
        **{name: sum(held) / n for name, held in shares.items()},
    }


if __name__ == "__main__":
    for name, value in figures(Path(sys.argv[1]) if sys.argv[1:] else FOLDER).items():
        print(f"{name:20} {value:.3f}" if isinstance(value, float) else f"{name:20} {value}")
