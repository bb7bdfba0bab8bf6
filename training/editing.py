"""Put pieces of a passage's text in place of others; its triggers and words are found again at their new places.

In: a row of `training.passages` and edits ``(start, end, new words)`` in its text without marks. Out: the changed row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from training.passages import find, unmark

Edit = tuple[int, int, str]


def edited(row: dict, edits: list[Edit]) -> dict:
    """The row with the edits made. They must not overlap."""
    text, triggers, lures = unmark(row["text"])
    edits = _with_articles(text, sorted(edits))
    new = _applied(text, edits)

    def words_at(start: int, end: int) -> str:
        return new[_moved(start, edits) : _moved(end, edits, end=True)]

    changed = deepcopy(row)
    spans = [(*span, number) for number, span in triggers.items()] + [(*span, 0) for span in lures]
    changed["text"] = _marked(new, [(_moved(a, edits), _moved(b, edits, end=True), number) for a, b, number in spans])
    for party in _parties(changed):
        start, end = find(text, party["words"], party["at"])
        party["words"] = words_at(start, end)
        party["at"] = _occurrence(new, party["words"], _moved(start, edits))
    for event in changed["events"]:
        for holder, key in ((event, "time"), (event["place"], "words")):
            start = text.index(holder[key])
            holder[key] = words_at(start, start + len(holder[key])) if holder[key] else ""
    return changed


def _parties(row: dict) -> Iterator[dict]:
    for event in row["events"]:
        yield from (party for party in (*event["sources"], *event["targets"]) if party["words"])


def _applied(text: str, edits: list[Edit]) -> str:
    new, last = "", 0
    for start, end, words in edits:
        new, last = new + text[last:start] + words, end
    return new + text[last:]


def _moved(position: int, edits: list[Edit], *, end: bool = False) -> int:
    """Where a position of the old text lies in the new one; within an edit, its beginning or (`end`) its end."""
    moved = position
    for start, stop, new in edits:
        if stop <= position:
            moved += len(new) - (stop - start)
        elif start < position:
            return moved + (start + len(new) - position if end else start - position)
    return moved


def _with_articles(text: str, edits: list[Edit]) -> list[Edit]:
    """The edits, with an "a" or "an" before them that suits what follows."""
    found = []
    for start, stop, words in edits:
        article = re.search(r"\b([Aa])n? $", text[:start])
        if article and words:
            found.append((article.start(), start, article[1] + ("n " if words[0] in "AEIOU" else " ")))
        found.append((start, stop, words))
    return found


def _marked(text: str, spans: list[tuple[int, int, int]]) -> str:
    for start, stop, number in sorted(spans, reverse=True):
        text = f"{text[:start]}[[{text[start:stop]}|{number}]]{text[stop:]}"
    return text


def _occurrence(text: str, words: str, start: int) -> int:
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    return found.index(start) + 1
