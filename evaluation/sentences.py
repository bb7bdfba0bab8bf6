"""How much of single sentences is read right.

In: `evaluation/sentences.toml`, whose sentences assert one event each or are traps that assert none. Out: shares on
standard output, as one line of JSON. The split ``held`` is for measuring only: no rule may be fitted to it.

    python -m evaluation.sentences --split dev
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tomllib
from pathlib import Path

from events.extraction.pipeline import extract_events
from events.records import Document, Event

SENTENCES = Path(__file__).with_name("sentences.toml")
SPLITS = ("dev", "held")
SAME_DATES = 0.5
ASPECTS = ("type", "date", "place", "effect")


def figures(split: str) -> dict[str, float]:
    """Traps without an event, events detected, and of these the shares right in each of `ASPECTS`.

    A sentence tells one event, so the one of its predictions that agrees best is compared with it.
    """
    rows = [r for r in tomllib.loads(SENTENCES.read_text(encoding="utf-8"))["sentence"] if r["split"] == split]
    found = {row["id"]: extract_events(_document(row)) for row in rows}
    traps = [row for row in rows if "trap" in row]
    told = [row for row in rows if "trap" not in row]
    best = [
        max((agreement(row, event) for event in found[row["id"]]), key=lambda one: sum(one.values()))
        for row in told
        if found[row["id"]]
    ]
    return {
        "traps": sum(not found[row["id"]] for row in traps) / len(traps),
        "detected": len(best) / len(told),
        **{aspect: sum(one[aspect] for one in best) / max(len(best), 1) for aspect in ASPECTS},
    }


def agreement(row: dict, event: Event) -> dict[str, bool]:
    """In which of `ASPECTS` an event is what its sentence is labelled with."""
    shared = (min(row["date_end"], event.date_end) - max(row["date_start"], event.date_start)).days + 1
    spanned = (max(row["date_end"], event.date_end) - min(row["date_start"], event.date_start)).days + 1
    wanted = {effect["member"]: effect["direction"] for effect in row["effects"] if effect["direction"]}
    if "zone" in row:
        place = event.place.zone == row["zone"]
    else:
        place = bool(set(event.place.countries) & set(row["countries"]))
    return {
        "type": event.event_type == row["event_type"],
        "date": shared / spanned >= SAME_DATES,
        "place": place,
        "effect": wanted == {effect.member: effect.direction for effect in event.effects if effect.direction},
    }


def _document(row: dict) -> Document:
    text, day = row["text"], row["published"]
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(row["id"], "", "", "", day, day, "en", text, "", digest)


def main() -> int:
    """Measure one split and print its shares."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.sentences", description=__doc__.splitlines()[0])
    parser.add_argument("--split", choices=SPLITS, default="dev", help="default: dev")
    options = parser.parse_args()
    print(json.dumps({name: round(share, 3) for name, share in figures(options.split).items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
