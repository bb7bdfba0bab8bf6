"""Which punctuation stands between the words of a clause when some of the sentence's words are left out.

In: the places of the words that are kept. Out: the same with the marks between words that stood side by side, and the
space before a word. Which words are kept is left to `events.coding.clause`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

DATELINE = re.compile(r"[A-Z][A-Z'’/. -]{2,}[A-Z](?:\s*[,(][^–—]{0,60}?)?\s*(?:[–—]|\s-)\s+")
"""What opens a news agency's report: "DUSHANBE, July 8 – "."""


def is_word(token: Token) -> bool:
    """Whether a token is no punctuation, no space and no quotation mark."""
    return not (token.is_punct or token.is_space or token.is_quote)


def with_marks(doc: Doc, kept: set[int]) -> list[int]:
    """The places kept, with the punctuation between two words that stood side by side."""
    places = sorted(kept)
    found: list[int] = []
    for i, j in zip(places, [*places[1:], len(doc)], strict=False):
        found.append(i)
        between = range(i + 1, j)
        if not any(is_word(doc[n]) for n in between):
            found.extend(between)
        elif i + 1 < len(doc) and not doc[i].whitespace_ and (doc[i + 1].is_quote or doc[i + 1].text == ")"):
            found.append(i + 1)
    return found


def start_of_prose(sentence: Span) -> int:
    """Where a sentence begins behind its dateline, "DUSHANBE, July 8 – "."""
    dateline = DATELINE.match(sentence.text)
    end = sentence.start_char + dateline.end() if dateline else 0
    return next((t.i for t in sentence if t.idx >= end), sentence.start)


def gap(doc: Doc, place: int) -> str:
    """The space before a word where the words before it are left out; none before "'s" and the like."""
    token = doc[place]
    is_bound = token.text.startswith(("'", "’", "n't", "n’t")) or token.text in ("%", "-")
    return "" if is_bound and not doc[place - 1].whitespace_ else " "
