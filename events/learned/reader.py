"""Reads a word that tells a happening anew, by what was learned from labelled passages.

In: the word, whom the phrases of its paragraph stand for, and the model. Out: a `Reading`: how likely it is a happening
at all, of which type, who did it to whom, and how it bears on each state. It is made without a look at what the rules
made of the word, so that the two can be compared (`events.learned.judgement`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from events.actors.coreference import Referents
from events.learned.clauses import of_actor, of_member, of_word, standing_of
from events.learned.model import Model
from events.vocabulary import SCORED

if TYPE_CHECKING:
    from spacy.tokens import Token

Chances = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the learned reader makes of a word.

    `happening` is how likely it tells one (0-1), `types` how likely each PLOVER type is, `parts` for each actor named
    in the sentence how likely it is ``doer``, ``target`` or ``none``, `signs` for each scored state how likely the
    happening leads it ``away``, ``neither`` way or ``towards`` Moscow.
    """

    happening: float
    types: Chances
    parts: Mapping[str, Chances]
    signs: Mapping[str, Chances]

    @property
    def likeliest(self) -> str:
        """The likeliest type."""
        return max(self.types, key=lambda name: (self.types[name], name))


def read_word(model: Model, token: Token, who: Referents, parties: Iterable[str] = ()) -> Reading:
    """Read one word; `parties` are actors to judge though the sentence does not name them."""
    word, standing = of_word(token, who), standing_of(token, who)
    types = model.heads["type"].chances(word)
    parts = {code: model.heads["part"].chances(of_actor(token, code, standing, who, types)) for code in standing}
    lemma = token.lemma_.lower()
    members = dict.fromkeys(code for code in (*standing, *parties) if code in SCORED)
    signs = {m: model.heads["sign"].chances(of_member(word, lemma, m, standing, types)) for m in members}
    return Reading(model.heads["happening"].chances(word)["yes"], types, parts, signs)
