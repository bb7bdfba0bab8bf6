"""The few words that tell a happening, for one-line summaries.

In: the verb or noun it turns on. Out: that word with its closest companions, as the article writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


LONGEST = 9
CLOSE = frozenset(
    {
        "dobj",
        "prt",
        "neg",
        "aux",
        "auxpass",
        "dative",
        "xcomp",
        "attr",
        "acomp",
        "oprd",
        "compound",
        "amod",
        "poss",
        "det",
        "case",
    }
)


def told_words(token: Token) -> str:
    """Up to `LONGEST` words around a verb or noun: what it governs closely, in text order."""
    wanted = {token.i}
    queue = [token]
    while queue:
        head = queue.pop(0)
        for child in head.children:
            if child.dep_ in CLOSE or (
                child.dep_ in ("prep", "pobj", "agent", "conj") and abs(child.i - token.i) <= LONGEST
            ):
                wanted.add(child.i)
                queue.append(child)
    wanted |= {c.i for c in token.children if c.dep_ == "advmod" and c.i == token.i + 1}
    start = _first(token, wanted)
    doc = token.doc
    end = start
    while end + 1 in wanted and end - start + 1 < LONGEST + 3:
        end += 1
    while end > max(start, token.i) and doc[end].dep_ in (
        "prep",
        "det",
        "cc",
        "aux",
        "amod",
        "poss",
        "compound",
        "case",
    ):
        end -= 1
    return doc[start : end + 1].text


def _first(token: Token, wanted: set[int]) -> int:
    """Leftmost word of the unbroken run that ends at the token."""
    start = token.i
    while start - 1 in wanted and start - 1 >= token.sent.start and token.i - start < 4:
        start -= 1
    return start
