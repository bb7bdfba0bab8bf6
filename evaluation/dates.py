"""Compare the date resolver with dateparser and recognizers-text-date-time on labelled expressions.

In: `evaluation/date_expressions.toml` and the date-free sentences of the tests, or a gold file (``--gold``) with
``expressions`` (document, published, sentence, expression, accepted intervals) and ``date_free`` sentences. Out: a
table on standard output, its last line as JSON. The two libraries are compared when they are installed
(`evaluation/requirements-dates.in`, best in an environment of its own), and named when they are not.

    python -m evaluation.dates
    python -m evaluation.dates --gold date_expressions.json
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from events.dates.resolver import find_dates, resolve_document

OWN = Path(__file__).parent / "date_expressions.toml"
DATE_FREE = Path(__file__).parents[1] / "tests" / "events" / "date_free_sentences.txt"
Found = list[tuple[int, int, tuple[date, date]]]


def ours(sentence: str, published: date) -> Found:
    """Our spans of one sentence, without the vague words ("now", "recently") that name no time."""
    spans = find_dates(sentence, published_earliest=published, published_latest=published)
    return [(s.start, s.end, (s.earliest, s.latest)) for s in spans if s.kind != "recent"]


def with_narrative(expressions: list[dict]) -> list[Found]:
    """Our spans when each document's sentences are read in order."""
    result: list[Found] = []
    for _, group in groupby(expressions, key=lambda row: row["document"]):
        rows = list(group)
        published = date.fromisoformat(rows[0]["published"])
        resolved = resolve_document([(0, row["sentence"]) for row in rows], published, published)
        result += [
            [(s.start, s.end, (s.earliest, s.latest)) for s in spans if s.kind != "recent"] for spans in resolved
        ]
    return result


def dateparser_finder() -> Callable[[str, date], Found] | None:
    """Return dateparser's search, or None when it is not installed."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None

    def find(sentence: str, published: date) -> Found:
        settings = {"RELATIVE_BASE": datetime.combine(published, datetime.min.time()), "PREFER_DATES_FROM": "past"}
        found, position = [], 0
        for text, moment in search_dates(sentence, languages=["en"], settings=settings) or []:
            start = max(sentence.find(text, position), 0)
            position = start + len(text)
            found.append((start, position, (moment.date(), moment.date())))
        return found

    return find


def recognizers_finder() -> Callable[[str, date], Found] | None:
    """Return recognizers-text-date-time's search, or None when it is not installed."""
    try:
        from recognizers_date_time import Culture, DateTimeRecognizer
    except ImportError:
        return None
    model = DateTimeRecognizer(Culture.English).get_datetime_model()

    def find(sentence: str, published: date) -> Found:
        found = []
        for result in model.parse(sentence, datetime.combine(published, datetime.min.time())):
            values = (result.resolution or {}).get("values") or [{}]
            intervals = [interval for value in values for interval in _readings(value, published)]
            found += [(result.start, result.end + 1, interval) for interval in intervals or [(date.min, date.min)]]
        return found

    return find


def _readings(value: dict, published: date) -> list[tuple[date, date]]:
    """One value's intervals: its end taken as exclusive and as inclusive, and publication for an end left open."""
    try:
        if "value" in value:
            return [(date.fromisoformat(value["value"][:10]),) * 2]
        start = date.fromisoformat(value["start"][:10])
        end = date.fromisoformat(value["end"][:10]) if "end" in value else published
        return [(start, end - timedelta(days=1)), *([(start, end)] if end.day > 1 else [])]
    except (KeyError, TypeError, ValueError):  # a reading without a start or an end
        return []


def is_right(row: dict, found: Found, *, lenient: bool) -> bool:
    """Whether what was found within the expression covers an accepted interval.

    Several of our spans within one expression ("2021 and 2022") count together. A library is given more
    (``lenient``): any one of its readings may match, and a single day is right anywhere inside the interval.
    """
    start = row["sentence"].index(row["expression"])
    hits = [i for first, last, i in found if first < start + len(row["expression"]) and last > start]
    accepted = [tuple(date.fromisoformat(day) for day in pair) for pair in row["accepted"]]
    if not hits:
        return False
    union = min(first for first, _ in hits), max(last for _, last in hits)
    if lenient:
        return union in accepted or any(
            h == a or (h[0] == h[1] and a[0] <= h[0] <= a[1]) for h in hits for a in accepted
        )
    return union in accepted


def measure(name: str, find: Callable[[str, date], Found], gold: dict, *, lenient: bool) -> dict:
    """Score one finder, sentence by sentence."""
    rows, free = gold["expressions"], gold["date_free"]
    published = date.fromisoformat(rows[0]["published"])
    begin = time.perf_counter()
    found = [find(row["sentence"], date.fromisoformat(row["published"])) for row in rows]
    false = [sentence for sentence in free if find(sentence, published)]
    seconds = time.perf_counter() - begin
    words = sum(len(text.split()) for text in [*(row["sentence"] for row in rows), *free])
    right = sum(is_right(row, f, lenient=lenient) for row, f in zip(rows, found, strict=True))
    return {
        "finder": name,
        "right": right,
        "of": len(rows),
        "false": len(false),
        "words_per_second": round(words / seconds),
    }


def own_gold() -> dict:
    """Our own labelled sentences and the date-free ones of the tests, in the form of a gold file."""
    own = tomllib.loads(OWN.read_text(encoding="utf-8"))
    expressions = [
        {
            "document": str(number),  # each sentence stands on its own
            "published": own["published"].isoformat(),
            "sentence": sentence,
            "expression": expression,
            "accepted": [[first, last]],
        }
        for number, (sentence, expression, first, last) in enumerate(own["rows"])
    ]
    free = [line for line in DATE_FREE.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {"expressions": expressions, "date_free": free}


def main() -> int:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, help="labelled expressions (JSON); default: the project's own sentences")
    arguments = parser.parse_args()
    if arguments.gold and not arguments.gold.is_file():
        print(f"{arguments.gold} is not there: nothing measured. Leave --gold out for our own.", file=sys.stderr)
        return 1
    gold = json.loads(arguments.gold.read_text(encoding="utf-8")) if arguments.gold else own_gold()
    rows = gold["expressions"]
    passes = [measure("events.dates.resolver, sentence by sentence", ours, gold, lenient=False) for _ in range(5)]
    table = [max(passes, key=lambda line: line["words_per_second"])]  # a pass takes hundredths of a second
    narrative = with_narrative(rows)
    missed = [row for row, found in zip(rows, narrative, strict=True) if not is_right(row, found, lenient=False)]
    table.append({**table[0], "finder": "events.dates.resolver, documents in order", "right": len(rows) - len(missed)})
    for name, make in (("dateparser", dateparser_finder), ("recognizers-text-date-time", recognizers_finder)):
        finder = make()
        if finder is None:
            print(f"{name} is not installed, so it is not compared (evaluation/requirements-dates.in)")
            continue
        table.append(measure(name, finder, gold, lenient=True))
    print(f"{'':36}{'right':>9}{'false finds':>14}{'words/s':>11}")
    for line in table:
        false = f"{line['false']}/{len(gold['date_free'])}"
        print(f"{line['finder']:36}{line['right']:>6}/{line['of']}{false:>14}{line['words_per_second']:>11,}")
    vague = [s for s in gold["date_free"] if any(d.kind == "recent" for d in _all_kinds(s, rows))]
    print(f"of the date-free sentences, {len(vague)} hold a vague word of kind 'recent', not counted as a false find")
    for row in missed:
        print(f"missed: {row['expression']!r} accepted {row['accepted']}")
    print(json.dumps(table))
    return 0


def _all_kinds(sentence: str, rows: list[dict]) -> list:
    published = date.fromisoformat(rows[0]["published"])
    return find_dates(sentence, published_earliest=published, published_latest=published)


if __name__ == "__main__":
    sys.exit(main())
