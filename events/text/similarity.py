"""Measures how alike texts are.

In: texts. Out: the cosine of their TF-IDF vectors. What follows from it is left to `events.merging.across_documents`;
which documents are copies of one another, to `events.text.near_duplicates`.
"""

from __future__ import annotations

import csv
import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "similarity.toml"
COUNTS = Path(__file__).parents[1] / "data" / "word_counts.csv"
WORD = re.compile(r"[^\W\d_]{2,}")
ENDING = re.compile(r"(?<=\w{4})(?:ing|ed|es|s|al|e)$")


@cache
def _words() -> tuple[frozenset[str], dict[str, str]]:
    """Words that say nothing, and the term that stands for a term.

    Raises
    ------
    KeyError
        Naming the table that ``similarity.toml`` lacks.
    """
    known = tomllib.loads(DATA.read_text(encoding="utf-8"))
    same = {ENDING.sub("", word): ENDING.sub("", group[0]) for group in known["synonyms"] for word in group}
    return frozenset(known["stop_words"].split()), same


def terms(text: str) -> list[str]:
    """A text's words without stop words and common endings, synonyms as one."""
    stop, same = _words()
    found = [ENDING.sub("", word) for word in WORD.findall(text.lower()) if word not in stop]
    return [same.get(term, term) for term in found]


def vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    """Each text's TF-IDF vector, of length 1 (or empty).

    How common a word is comes from a file and not from `texts`: what two reports have in common does not hang on which
    others happen to be compared with them.
    """
    total, spread = _word_counts()
    rarest = min(spread.values())
    found = []
    for text in texts:
        counts = Counter(terms(text))
        weights = {t: (1 + math.log(n)) * (1 + math.log(total / spread.get(t, rarest))) for t, n in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        found.append({term: weight / length for term, weight in weights.items()})
    return found


@cache
def _word_counts() -> tuple[int, dict[str, int]]:
    """Number of sentences counted, and in how many of them each word stands.

    Raises
    ------
    ValueError
        When a row is not a word and a number.
    """
    with COUNTS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))[1:]
    try:
        counts = {word: int(number) for word, number in rows}
        return counts.pop(""), counts
    except (ValueError, KeyError) as error:
        raise ValueError(f"{COUNTS}: not rows of word,sentences ({error}); run python -m tools.word_counts") from error


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How alike two vectors are, 0-1."""
    return sum(weight * other[term] for term, weight in one.items() if term in other)
