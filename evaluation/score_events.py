"""How well extracted events agree with labelled ones.

In: a gold file (``{"docs": …, "events": …, "pre2010": …}``, see ``evaluation/README.md``) and an event file as
``python -m events extract`` writes it. Out: a table on standard output, or one line of JSON.

    python -m evaluation.score_events GOLD.json PREDICTED.jsonl

A prediction and a labelled event may form a pair when their quotes overlap; pairs are made one to one, those that
agree best first. Of the pairs it is then asked whether they agree in

    date     days shared over days spanned by both intervals at least one half
    place    the labelled conflict zone, or a shared country where none is labelled
    effect   the same members moved in the same direction (0 is left out)
    type     the same PLOVER type

`detection` is the F1 of the pairs, `strict` that of the pairs right in date, place and effect at once. Only labels of
scope ``core`` are asked for: a prediction that lies on a ``context`` label alone is set aside, one on background before
2010 or on nothing is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from events.records import Event, event_to_json

SAME_DATES = 0.5
ASPECTS = ("date", "place", "effect", "type")
STRICT = ASPECTS[:3]


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled or predicted event, reduced to what is compared. `spans` are (document's stem, start, end)."""

    spans: tuple[tuple[str, int, int], ...]
    first_day: int
    last_day: int
    zones: frozenset[str]
    countries: frozenset[str]
    directions: frozenset[tuple[str, int]]
    event_type: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Gold:
    """Labels: the documents' stems, and the rows asked for, set aside, and forbidden."""

    documents: frozenset[str]
    core: tuple[Row, ...]
    context: tuple[Row, ...]
    before: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts, and shares between 0 and 1."""

    gold: int
    predicted: int
    paired: int
    precision: float
    recall: float
    detection: float
    date: float
    place: float
    effect: float
    type: float
    strict: float
    pre2010_extracted: int


def read_gold(path: Path) -> Gold:
    """Read a file of labels."""
    table = json.loads(path.read_text(encoding="utf-8"))
    core = tuple(_labelled(e) for e in table["events"] if e["scope"] == "core")
    context = tuple(_labelled(e) for e in table["events"] if e["scope"] != "core")
    before = tuple(_labelled(e) for e in table.get("pre2010", []))
    return Gold(frozenset(Path(name).stem for name in table["docs"]), core, context, before)


def read_predicted(path: Path) -> list[Row]:
    """Read an event file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_predicted(json.loads(line)) for line in lines if line.strip()]


def rows_of(events: Iterable[Event]) -> list[Row]:
    """The same rows from events in memory."""
    return [_predicted(json.loads(event_to_json(event))) for event in events]


def score(gold: Gold, predicted: Sequence[Row]) -> Figures:
    """Compare predictions with labels; predictions on other documents are left out."""
    predicted = [row for row in predicted if any(name in gold.documents for name, _, _ in row.spans)]
    pairs = pair_up(gold.core, predicted)
    taken = {p for _, p in pairs}
    rest = [row for p, row in enumerate(predicted) if p not in taken]
    aside = sum(_lies_on(row, gold.context) and not _lies_on(row, gold.core) for row in rest)
    given = len(predicted) - aside
    agreed = [agreement(gold.core[g], predicted[p]) for g, p in pairs]
    fully = sum(all(one[aspect] for aspect in STRICT) for one in agreed)
    shares = {aspect: _share(sum(one[aspect] for one in agreed), len(agreed)) for aspect in ASPECTS}
    return Figures(
        gold=len(gold.core),
        predicted=given,
        paired=len(pairs),
        precision=_share(len(pairs), given),
        recall=_share(len(pairs), len(gold.core)),
        detection=_f1(len(pairs), len(gold.core), given),
        strict=_f1(fully, len(gold.core), given),
        pre2010_extracted=sum(_lies_on(row, gold.before) for row in rest),
        **shares,
    )


def pair_up(gold: Sequence[Row], predicted: Sequence[Row]) -> list[tuple[int, int]]:
    """Pairs of indices (label, prediction), one to one: best agreement first, then longest overlap."""
    possible = []
    for g, label in enumerate(gold):
        for p, guess in enumerate(predicted):
            if shared := shared_characters(label, guess):
                agreed = agreement(label, guess)
                possible.append((-sum(agreed[aspect] for aspect in STRICT), -shared, g, p))
    pairs: list[tuple[int, int]] = []
    for _, _, g, p in sorted(possible):
        if all(g != other_g and p != other_p for other_g, other_p in pairs):
            pairs.append((g, p))
    return pairs


def agreement(label: Row, guess: Row) -> dict[str, bool]:
    """Which of `ASPECTS` agree."""
    shared = min(label.last_day, guess.last_day) - max(label.first_day, guess.first_day) + 1
    spanned = max(label.last_day, guess.last_day) - min(label.first_day, guess.first_day) + 1
    if label.zones:
        place = bool(label.zones & guess.zones)
    else:
        place = not label.countries or bool(label.countries & guess.countries)
    return {
        "date": shared / spanned >= SAME_DATES,
        "place": place,
        "effect": label.directions == guess.directions,
        "type": label.event_type == guess.event_type,
    }


def shared_characters(a: Row, b: Row) -> int:
    """Characters that both rows quote."""
    return sum(
        max(0, min(a_end, b_end) - max(a_start, b_start))
        for a_name, a_start, a_end in a.spans
        for b_name, b_start, b_end in b.spans
        if a_name == b_name
    )


def _lies_on(row: Row, labels: Sequence[Row]) -> bool:
    return any(shared_characters(row, label) for label in labels)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(hits: int, wanted: int, given: int) -> float:
    return 2 * hits / (wanted + given) if hits else 0.0


def _labelled(event: dict) -> Row:
    places = event["places"]
    return _row(
        event,
        spans=[(event["doc"], span["start"], span["end"]) for span in event["spans"]],
        zones=[place["zone"] for place in places],
        countries=[code for place in places for code in place["country"]],
        directions=event["direction"],
    )


def _predicted(event: dict) -> Row:
    place = event["place"]
    return _row(
        event,
        spans=[(mention["document"], mention["start"], mention["end"]) for mention in event["mentions"]],
        zones=[place["zone"]],
        countries=place["countries"],
        directions={effect["member"]: effect["direction"] for effect in event["effects"]},
    )


def _row(event: dict, spans: list, zones: list, countries: list, directions: dict[str, int]) -> Row:
    return Row(
        spans=tuple((Path(name).stem, start, end) for name, start, end in spans),
        first_day=date.fromisoformat(event["date_start"]).toordinal(),
        last_day=date.fromisoformat(event["date_end"]).toordinal(),
        zones=frozenset(zone for zone in zones if zone and zone != "none"),
        countries=frozenset(countries),
        directions=frozenset((member, direction) for member, direction in directions.items() if direction),
        event_type=event["event_type"],
        confidence=float(event.get("confidence", 1.0)),
    )


def table(parts: dict[str, Figures]) -> str:
    """Figures by name, as text."""
    columns = list(asdict(next(iter(parts.values()))))
    lines = [" " * 24 + "".join(column[:10].rjust(11) for column in columns)]
    for name, figures in parts.items():
        cells = (f"{value:11.3f}" if isinstance(value, float) else f"{value:11d}" for value in asdict(figures).values())
        lines.append(name[:24].ljust(24) + "".join(cells))
    return "\n".join(lines)


def by_document(gold: Gold, predicted: Sequence[Row]) -> dict[str, Figures]:
    """Figures for each document, and for all of them under ``ALL``."""
    parts = {}
    for name in sorted(gold.documents):
        groups = ((row for row in rows if row.spans[0][0] == name) for rows in (gold.core, gold.context, gold.before))
        parts[name] = score(Gold(frozenset({name}), *map(tuple, groups)), predicted)
    return {**parts, "ALL": score(gold, predicted)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Score one event file and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.score_events", description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, metavar="GOLD", help="labels (JSON)")
    parser.add_argument("predicted", type=Path, metavar="PREDICTED", help="event file (JSON Lines)")
    parser.add_argument("--json", action="store_true", help="print the figures of all documents as one line of JSON")
    options = parser.parse_args(arguments)
    gold, predicted = read_gold(options.gold), read_predicted(options.predicted)
    print(json.dumps(asdict(score(gold, predicted))) if options.json else table(by_document(gold, predicted)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
