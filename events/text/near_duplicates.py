"""Finds which documents bring nearly the same text as another.

In: documents, one after the other. Out: for each whether its text is the same as, or nearly the same as, that of one
before it. What follows is left to others: `events.reading.documents` reads a text once, the store counts a copy as no
second source.

A text's runs of five words are hashed and one hash in sixteen is kept (those that sixteen divides), so that a part of a
text keeps a part of the same hashes: the share of the smaller text's marks that the larger one holds estimates how much
of it stands there, however much was trimmed (containment; Broder 1997, "On the resemblance and containment of
documents"). The index lies in a temporary file: memory stays the same however many documents pass.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from events.text.front_matter import body_start

WORD = re.compile(r"\w+")
RUN = 5
EVERY = 16
FEW = 8
LEAST_SHARED = 4
SAME_SHARE = 0.7
SAME_SHARE_SHORT = 0.9  # of two notes of a few lines, one other date makes another story
MOST_HOLDERS = 40
"""A mark that so many texts hold is a stock phrase and tells nothing; its further holders are not kept."""
MOST_MARKS = 2_000
CACHE_KIB = 64_000
SCHEMA = """
    CREATE TABLE texts (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key BLOB NOT NULL UNIQUE,
                        source TEXT NOT NULL, marks INTEGER NOT NULL, sampled INTEGER NOT NULL);
    CREATE TABLE marks (mark INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (mark, number)) WITHOUT ROWID;
"""


def text_key(text: str) -> bytes:
    """A hash that is the same for two texts whose words are the same: case, spaces, marks and front matter aside."""
    words = " ".join(WORD.findall(text[body_start(text) :].lower()))
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=16).digest()


def marks(text: str) -> frozenset[int]:
    """A text's marks, unsigned 32-bit: a sample of its runs of words, all of them when the sample is small."""
    words = WORD.findall(text[body_start(text) :].lower())
    runs = {" ".join(words[n : n + RUN]) for n in range(max(1, len(words) - RUN + 1))}
    hashes = {int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=4).digest()) for run in runs}
    kept = sampled(hashes)
    return frozenset(sorted(kept)[:MOST_MARKS]) if len(kept) >= FEW else frozenset(hashes)


def sampled(hashes: Iterable[int]) -> set[int]:
    """The marks that a text of any length keeps."""
    return {mark for mark in hashes if mark % EVERY == 0}


def nearly_same(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether most of one text stands in the other, by their marks."""
    return _most_shared(len(one & other), (len(one), len(sampled(one))), (len(other), len(sampled(other))))


def _most_shared(shared: int, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether the shared marks are most of the smaller text's; sizes are all marks, and those sampled."""
    both_short = one[1] < FEW and other[1] < FEW
    smaller = min(one[0], other[0]) if both_short else min(one[1], other[1])
    share = SAME_SHARE_SHORT if both_short else SAME_SHARE
    return shared >= max(min(LEAST_SHARED, one[0], other[0]), share * smaller)


@dataclass(frozen=True, slots=True)
class Known:
    """A document that is known already, and how a text stands to it.

    `how` is "same" (its very words), "near" (most of them), or "name" (another text under the same id).
    """

    how: str
    document_id: str
    source: str


class CopyIndex:
    """Texts seen so far, in a temporary file of about 0.6 KB a document; not to be shared between threads."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # SQLite's name for a file that it deletes by itself
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE_KIB}"):
            self._database.execute(f"PRAGMA {setting}")
        self._database.executescript(SCHEMA)

    def close(self) -> None:
        """Delete the file."""
        self._database.close()

    def place(self, document_id: str, text: str, source: str = "") -> Known | None:
        """Where a text belongs: None for a new one, else what it repeats. New texts and near copies are remembered."""
        key = text_key(text)
        same = self._one("key = ?", key)
        if same:
            return Known("same", *same)
        namesake = self._one("id = ?", document_id)
        if namesake:
            return Known("name", *namesake)
        held = marks(text)
        size = len(held), len(sampled(held))
        telling, likest = self._likest(held, size)
        cursor = self._database.execute(
            "INSERT INTO texts (id, key, source, marks, sampled) VALUES (?, ?, ?, ?, ?)",
            (document_id, key, source, *size),
        )
        if likest:
            return Known("near", *likest)
        number = cursor.lastrowid
        self._database.executemany("INSERT INTO marks VALUES (?, ?)", ((mark, number) for mark in telling))
        return None

    def _one(self, where: str, value: object) -> tuple[str, str] | None:
        return self._database.execute(f"SELECT id, source FROM texts WHERE {where}", (value,)).fetchone()

    def _likest(self, held: frozenset[int], size: tuple[int, int]) -> tuple[list[int], tuple[str, str] | None]:
        """Marks that are no stock phrase, and the document that shares most, when it shares enough."""
        shared: Counter[int] = Counter()
        telling = []
        for mark in held:
            holders = self._database.execute(
                "SELECT number FROM marks WHERE mark = ? LIMIT ?", (mark, MOST_HOLDERS)
            ).fetchall()
            if len(holders) < MOST_HOLDERS:
                telling.append(mark)
            shared.update(number for (number,) in holders)
        for number, count in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:3]:
            found = self._database.execute(
                "SELECT id, source, marks, sampled FROM texts WHERE number = ?", (number,)
            ).fetchone()
            if _most_shared(count, size, found[2:]):
                return telling, found[:2]
        return telling, None
