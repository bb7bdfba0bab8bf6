"""How many of the contradictions that a reader listed are found, and how many that nobody listed.

In: a gold file with labelled events and ``contradictions``, and an event file over the same articles together, as
``python -m events extract --merge`` writes it. Out: counts on standard output, with every finding and miss.

    python -m evaluation.contradictions GOLD.json PREDICTED.jsonl

A listed contradiction has parties: labelled events (by id) and quotes (``"doc: 'words'"``); those whose words the
article does not have are left out. It is found when one finding's mentions lie on two different parties of it, or on
one party where the finding holds that against the program's own files. Where the gold row names its kind
(``"kind": "date"``), the finding must be of that kind; without it only the place is held against it, so that a finding
may be counted for another reason than the reader's: read the list. Findings of one kind on the same or overlapping
words count once, and one finding counts for one listed contradiction. A finding that lies on nothing listed is false.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from events.records import Contradiction, read_events

Span = tuple[str, int, int]


def parties(gold: dict, folder: Path | None) -> list[list[list[Span]]]:
    """For each listed contradiction its parties, each a list of spans."""
    spans = {
        row["id"]: [(Path(row["doc"]).stem, s["start"], s["end"]) for s in row["spans"]]
        for row in (*gold["events"], *gold.get("pre2010", ()))
    }
    listed = []
    for row in gold["contradictions"]:
        found = [spans.get(one) or quoted(one, gold["docs"], folder) for one in row["between"]]
        listed.append([one for one in found if one])
    return listed


def quoted(party: str, documents: dict, folder: Path | None) -> list[Span]:
    """Where the words of ``"001: 'words'"`` stand, or nothing."""
    match = re.match(r"(\w+): '(.+)'$", party)
    name = next((name for name in documents if match and name.startswith(match[1])), None)
    if not match or not name or not folder:
        return []
    start = (folder / name).read_text(encoding="utf-8-sig").replace("\r\n", "\n").find(match[2])
    return [(Path(name).stem, start, start + len(match[2]))] if start >= 0 else []


def findings(path: Path) -> list[Contradiction]:
    """What the event file flags, each once though several events carry it."""
    kept: list[Contradiction] = []
    for event in read_events(path):
        for one in event.contradictions:
            if not any(same(one, other) for other in kept):
                kept.append(one)
    return kept


def same(one: Contradiction, other: Contradiction) -> bool:
    """Whether two findings are of one kind and on the same words."""
    if one.what != other.what or len(one.mentions) != len(other.mentions):
        return False
    mine, theirs = ([(m.document_id, m.start, m.end) for m in c.mentions] for c in (one, other))
    return all(any(overlaps(a, b) for b in theirs) for a in mine)


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def finds(finding: Contradiction, sides: list[list[Span]]) -> bool:
    """Whether a finding lies on two parties, or on one when it is against the program's own files."""
    spans = [(m.document_id, m.start, m.end) for m in finding.mentions]
    touched = [{n for n, side in enumerate(sides) if any(overlaps(span, s) for s in side)} for span in spans]
    if len(spans) < len(finding.values):
        return any(touched)
    return any(a != b for n, mine in enumerate(touched) for theirs in touched[n + 1 :] for a in mine for b in theirs)


def assigned(could: Sequence[Sequence[int]]) -> dict[int, int]:
    """One finding to each listed contradiction, for as many as possible (augmenting paths)."""
    holder: dict[int, int] = {}

    def place(row: int, tried: set[int]) -> bool:
        for n in could[row]:
            if n not in tried:
                tried.add(n)
                if n not in holder or place(holder[n], tried):
                    holder[n] = row
                    return True
        return False

    for row in range(len(could)):
        place(row, set())
    return {row: n for n, row in holder.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print which listed contradictions are found, and the findings that are not listed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--articles", type=Path, help="folder of the articles, to find parties given as quotes")
    options = parser.parse_args(arguments)
    gold = json.loads(options.gold.read_text(encoding="utf-8"))
    listed, found = parties(gold, options.articles), findings(options.predicted)
    could = [
        [n for n, one in enumerate(found) if finds(one, sides) and row.get("kind", one.what) == one.what]
        for row, sides in zip(gold["contradictions"], listed, strict=True)
    ]
    by = assigned(could)
    for at, row in enumerate(gold["contradictions"]):
        print("found " if at in by else "missed", row["what"])
        if at in by:
            print(f"         {found[by[at]].what}: {' / '.join(found[by[at]].values)}")
    false = [one for n, one in enumerate(found) if not any(n in these for these in could)]
    for one in false:
        where = " | ".join(f"{m.document_id}:{m.start} {m.quote[:60]!r}" for m in one.mentions)
        print(f"false  {one.what}: {' / '.join(one.values)}  {where}")
    print(f"{len(by)} of {len(listed)} found; {len(found)} findings, {len(false)} of them false")
    return 0


if __name__ == "__main__":
    sys.exit(main())
