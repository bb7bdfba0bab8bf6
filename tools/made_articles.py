"""Any number of articles, each another, made from the seeds by recombination.

In: a folder of articles and a number. Out: documents, or files. An article takes sentences from all seeds in an order
of its own and moves their days and years, so that texts, events and dates differ; the same number always gives the
same article. They read like nonsense and are meant for measuring time and memory, nothing else.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from events.reading.documents import read_documents
from events.records import Document
from events.text.front_matter import body_start

SEEDS = Path(__file__).parents[1] / "seeds"
WORDS = 1_000
SENTENCES_A_PARAGRAPH = 4
YEAR = re.compile(r"\b20(?:1\d|2[0-4])\b")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = re.compile(rf"\b(?:[1-9]|[12]\d)(?= (?:{MONTHS})\b)")


@cache
def _sentences(folder: Path) -> tuple[str, ...]:
    found = []
    for article in read_documents([folder]):
        text = article.text if isinstance(article, Document) else ""
        for paragraph in text[body_start(text) :].split("\n\n"):
            found += re.findall(r"[A-Z“][^\n]{30,}?[.!?]”?(?=\s|$)", paragraph)
    if not found:
        raise ValueError(f"{folder}: no article with sentences in it")
    return tuple(found)


def text_of(number: int, words: int = WORDS, folder: Path = SEEDS) -> str:
    """The text of made-up article `number`, of about so many words."""
    chance = random.Random(number)
    sentences, count, lines = _sentences(folder), 0, [f"Made-up article number {number} about the alliance", ""]
    while count < words:
        paragraph = chance.choices(sentences, k=SENTENCES_A_PARAGRAPH)
        text = " ".join(paragraph)
        text = YEAR.sub(lambda _: str(chance.randint(2010, 2024)), text)
        text = DAY.sub(lambda _: str(chance.randint(1, 28)), text)
        count += len(text.split())
        lines += [text, ""]
    return "\n".join(lines)


def document_of(number: int, words: int = WORDS, folder: Path = SEEDS) -> Document:
    """Made-up article `number`, published at the end of 2024."""
    text = text_of(number, words, folder)
    return Document(
        id=f"made-{number:07d}",
        title=f"Made-up article {number}",
        outlet=f"Outlet {number % 50}",
        author="",
        published_earliest=date(2024, 12, 31),
        published_latest=date(2024, 12, 31),
        language="en",
        text=text,
        source_path=f"made-{number:07d}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def write_articles(target: Path, count: int, words: int = WORDS, folder: Path = SEEDS) -> int:
    """Write the first `count` articles as text files, a thousand a folder; returns their words."""
    total = 0
    for number in range(count):
        within = target / f"{number // 1000:04d}"
        within.mkdir(parents=True, exist_ok=True)
        text = text_of(number, words, folder)
        (within / f"made-{number:07d}.txt").write_text(text, encoding="utf-8")
        total += len(text.split())
    return total


def documents(count: int, words: int = WORDS, folder: Path = SEEDS) -> Iterator[Document]:
    """The first `count` articles, made when they are asked for."""
    return (document_of(number, words, folder) for number in range(count))
