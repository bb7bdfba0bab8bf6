"""An article's paragraphs, parsed in bounded memory.

In: `Segment` records and the pipeline. Out: as many parsed documents, with the segments that they are of. The parser
needs some kilobytes a token while it reads; it is given so many tokens at once as a long article has, so that ordinary
articles are read in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from events.parsing.cleaning import Segment

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIECES_AT_ONCE = 1_000
TOKENS_AT_ONCE = 25_000
TOKENS_A_PIECE = 8_000
"""A paragraph as long as `cleaning.LONGEST` has some 4,000; what has twice as many is not prose."""
MOST_TOKENS = 1_300_000
"""An article as long as one may be (5 million letters) has a million."""


class TooLong(ValueError):
    """A text has more tokens than can be held; the message is the reason alone."""


def parsed(nlp: Language, parts: Iterable[Segment]) -> Iterator[tuple[Segment, Doc]]:
    """Parse segments, in their order; one with too many tokens becomes several.

    Raises
    ------
    TooLong
        There are more than `MOST_TOKENS` tokens in all.
    """
    for group in _groups(nlp, parts):
        docs = nlp.pipe([doc for _, doc in group], batch_size=PIECES_AT_ONCE)
        for (part, _), doc in zip(group, docs, strict=True):
            doc.tensor = np.zeros((0,), dtype="f")  # as large as all the rest, and of no use once the parse is made
            yield part, doc


def _groups(nlp: Language, parts: Iterable[Segment]) -> Iterator[list[tuple[Segment, Doc]]]:
    group: list[tuple[Segment, Doc]] = []
    tokens = total = 0
    for part in parts:
        for piece, doc in _tokenized(nlp, part):
            if group and tokens + len(doc) > TOKENS_AT_ONCE:
                yield group
                group, tokens = [], 0
            group.append((piece, doc))
            tokens, total = tokens + len(doc), total + len(doc)
            if total > MOST_TOKENS:
                raise TooLong(f"more than {MOST_TOKENS:,} words and signs, too much for one article; split it")
    if group:
        yield group


def _tokenized(nlp: Language, part: Segment) -> Iterator[tuple[Segment, Doc]]:
    """A segment's tokens, cut before each that would be one too many."""
    doc = nlp.make_doc(part.text)
    while len(doc) > TOKENS_A_PIECE:
        cut = doc[TOKENS_A_PIECE].idx
        yield _piece(nlp, part, 0, cut)
        part = Segment(part.start + cut, part.end, part.text[cut:])
        doc = nlp.make_doc(part.text)
    yield part, doc


def _piece(nlp: Language, part: Segment, start: int, end: int) -> tuple[Segment, Doc]:
    text = part.text[start:end]
    return Segment(part.start + start, part.start + end, text), nlp.make_doc(text)
