"""Whose name "he" and "she" stand for, where only one person can be meant.

In: the tokens of an article in reading order, and which of them are names of persons. Out: for each pronoun a name, or
none where the sentence or the one before names two people. Headlines ask for it; whose act it is, is left to
`events.actors.coreference`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSONAL = frozenset({"he", "him", "his", "she", "her", "hers", "himself"})


SUBJECT = frozenset({"nsubj", "nsubjpass"})


@dataclass(slots=True)
class PersonNames:
    """The person told of last, and who is named in the sentence being read; carried from paragraph to paragraph."""

    last: str = ""
    surnames: set[str] = field(default_factory=set)
    here: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    is_unclear: bool = False

    def end_sentence(self) -> None:
        """Go on with the one person that the sentence told of; with none where it told of several."""
        told_of = set(self.here)
        if told_of or self.is_unclear:
            self.last = self.here[0] if len(told_of) == 1 and not self.is_unclear else ""
        self.here, self.subjects, self.is_unclear = [], [], False

    def name(self, token: Token) -> None:
        """Take a person's name by its last word, once the text has given it in full: a lone word may be no name."""
        before = token.nbor(-1) if token.i > token.sent.start else None
        if before is not None and before.ent_type_ == "PERSON" and before.pos_ == "PROPN":
            self.surnames.add(token.text)
        if token.text in self.surnames:
            self._take(token.text, token)

    def known_name(self, token: Token) -> None:
        """Take the name of somebody in ``leaders.csv``."""
        self.surnames.add(token.text)
        self._take(token.text, token)

    def meant_by(self, pronoun: Token) -> str:
        """The person a pronoun means, or an empty string."""
        names = {*self.subjects} or {*self.here, *([self.last] if self.last else [])}
        name = names.pop() if len(names) == 1 else ""
        if pronoun.dep_ in SUBJECT:
            self.is_unclear = self.is_unclear or not name
            if name:
                self._take(name, pronoun)
        return name

    def _take(self, name: str, token: Token) -> None:
        self.here.append(name)
        if token.dep_ in SUBJECT:
            self.subjects.append(name)
