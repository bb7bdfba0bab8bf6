"""The words by which articles and events are found: the same for what is searched in and for what is asked.

In: text. Out: words in small letters without accents, each once. Where they are kept and looked up is left to
`events.store.search`. Both databases get words that are cut already, so that both give the same answers.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
LONGEST = 60
"""Letters; what is longer is no word, and PostgreSQL takes no more than 500."""
MOST_LETTERS = 200_000
"""Of one text's words in all: PostgreSQL takes a megabyte. No article comes near it."""


def words_of(*texts: str) -> list[str]:
    """Words of texts, each once, in the order of the alphabet.

    Examples
    --------
    >>> words_of("Kyiv’s summit, the SUMMIT of 2022")
    ['2022', 'kyiv', 'of', 's', 'summit', 'the']
    """
    folded = unicodedata.normalize("NFKD", " ".join(texts).casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return sorted({word for word in _WORD.findall(plain) if len(word) <= LONGEST})


def words_kept(*texts: str) -> str:
    """The words of texts in one line, as a store keeps them."""
    return " ".join(words_of(*texts))[:MOST_LETTERS]
