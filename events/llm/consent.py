"""Asks the user before any article leaves the computer.

In: the documents a second reader would be sent, and its settings. Out: what that means in requests, tokens, money and
time, on standard error, and the user's yes or no. The sending is left to `events.llm.extractor`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from events.llm.client import PRICE, Settings
from events.llm.extractor import pieces, prompt, prose_of, question
from events.reading.columns import Stated
from events.reading.documents import read_documents
from events.records import Document

CHARACTERS_A_TOKEN = 4
ANSWER_SHARE = 1.5  # tokens of an answer for each token of a dense article
TOKENS_A_SECOND = 40  # a common speed of hosted and of small local models


@dataclass(frozen=True, slots=True)
class Estimate:
    """What reading some documents takes; tokens are estimates."""

    articles: int
    requests: int
    tokens_sent: int
    tokens_back: int

    def cost(self, price: tuple[float, float] | None) -> float | None:
        """Cost in the price's currency, or None when no price is known."""
        return None if price is None else (self.tokens_sent * price[0] + self.tokens_back * price[1]) / 1e6

    @property
    def minutes(self) -> float:
        """Time that the answers take to be written, one after the other."""
        return self.tokens_back / TOKENS_A_SECOND / 60


def estimate(documents: Sequence[Document]) -> Estimate:
    """Count what would be sent, instructions included."""
    requests = sent = of_articles = 0
    for document in documents:
        prose = prose_of(document)
        for start, end in pieces(prose.text):
            requests += 1
            sent += len(prompt(document)) + len(question(document, prose.text[start:end]))
            of_articles += end - start
    back = round(ANSWER_SHARE * of_articles / CHARACTERS_A_TOKEN)
    return Estimate(len(documents), requests, sent // CHARACTERS_A_TOKEN, back)


def readable(paths: Sequence[Path], columns: Stated = ()) -> list[Document]:
    """The documents under some paths that can be read; the others are named later, when they are set aside.

    Raises
    ------
    ValueError
        When they come on standard input, which can be read only once and where the answer is asked for.
    """
    if "-" in map(str, paths):
        raise ValueError("-: a second reader is asked for twice what it reads; give files instead of standard input")
    return [item for item in read_documents(paths, columns=columns) if isinstance(item, Document)]


def described(guess: Estimate, settings: Settings) -> str:
    """The lines that are shown before anything is sent."""
    cost = guess.cost(settings.price)
    money = f"unknown; {PRICE} is not set" if cost is None else f"about {cost:.2f} at the price set in {PRICE}"
    lines = [
        f"second reader: articles are sent to {settings.shown} (model {settings.model})",
        f"  articles: {guess.articles}, in {guess.requests} requests",
        f"  tokens:   about {guess.tokens_sent:,} sent, about {guess.tokens_back:,} back",
        f"  cost:     {money}",
        f"  time:     about {max(1, round(guess.minutes))} min at {TOKENS_A_SECOND} tokens a second",
    ]
    if settings.url.startswith("http:") and not settings.is_local:
        lines.insert(1, "  the connection is not encrypted: others on the way can read articles and key")
    return "\n".join(lines)


def agreed(documents: Sequence[Document], settings: Settings, *, yes: bool) -> bool:
    """Show what would be sent, and ask unless `yes`; without a terminal to ask on, the answer is no."""
    print(described(estimate(documents), settings), file=sys.stderr)
    if yes:
        return True
    if not sys.stdin.isatty():
        print("second reader: nothing was sent: there is no terminal to ask on; add --yes to send", file=sys.stderr)
        return False
    print("Send? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() in ("y", "yes"):
        return True
    print("second reader: nothing was sent", file=sys.stderr)
    return False
