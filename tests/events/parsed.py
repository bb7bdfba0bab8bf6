"""A parsed text for tests that call one rule module: its tokens, whom they stand for, what each stage made of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from events.extraction.pipeline import Stages, extractor
from tests.events.conftest import article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from events.actors.coreference import Referents
    from events.coding.coded import CodedEvent


@cache
def stages_of(text: str, published: str | None = "2023-01-15") -> Stages:
    """What each stage made of a text; the language model is loaded once a process."""
    return extractor().stages(article(text, published))


def parse(text: str) -> Doc:
    """The parse of a text of one paragraph."""
    return stages_of(text).article.paragraphs[0].doc


def referents(text: str) -> Referents:
    """Whom the phrases of a text of one paragraph stand for."""
    return stages_of(text).actors.referents[0]


def word(text: str, wanted: str, number: int = 0) -> Token:
    """The first word of a text that is written so, or the one after `number` others."""
    return [token for token in parse(text) if token.text == wanted][number]


def coded(text: str, event_type: str | None = None) -> CodedEvent:
    """The one happening (of a type) that coding reads from a text, before the story fills anything in."""
    (found,) = [c for s in stages_of(text).coded for c in s if event_type in (None, c.event_type)]
    return found
