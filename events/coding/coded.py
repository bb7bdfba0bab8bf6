"""The record of an event that has a type and parties, but no date, place or effects yet.

In: nothing. Out: the `CodedEvent` record. Who knows more makes a new one (`dataclasses.replace`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from events.parsing.factuality import Stance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from events.coding.brackets import Meant


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """A happening read in one sentence; tokens are those of the paragraph's Doc.

    `theme` is the lemma of what the act is about ("drill", "troop"); `within` the actors named inside the verb's
    phrase, `sentence_codes` those of its sentence, `focus` the state the story was at. `by_pronoun`: the doer is told
    by a pronoun; `meant`: whom the sentence's pronouns mean, by their place in the Doc; `of_help`: the act is one of
    help, given or refused; `is_plain`: read by its verb alone (`events.coding.fallback`). `mode` is PLOVER's, set once
    the type is exact (`events.coding.modes`).
    """

    token: Token
    event_type: str
    relation: str
    dimension: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    stance: Stance
    theme: str = ""
    within: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    sentence_codes: tuple[str, ...] = ()
    bloc: str = ""
    by_pronoun: bool = False
    of_help: bool = False
    is_noun: bool = False
    is_plain: bool = False
    mode: str | None = None
    meant: Mapping[int, Meant] = field(default_factory=dict)
