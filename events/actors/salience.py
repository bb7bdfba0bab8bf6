"""Remembers whom an article has named: what a pronoun or "the country" may point back to.

In: codes of states and organisations as they are named, oldest first. Out: the last state, the last two. Which words
point back is left to `events.actors.coreference`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from events.actors.person_names import PersonNames


@dataclass(slots=True)
class Salience:
    """What has been named, oldest first, carried from paragraph to paragraph."""

    states: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    subject: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()  # of the quotation that goes on from paragraph to paragraph
    guards: tuple[str, ...] = ()  # whose peacekeepers were told of
    names: PersonNames = field(default_factory=PersonNames)
    is_plural: bool = False  # the subject: "the Armenians", not "Armenia"

    def state(self, among: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """The last state named (of those in `among`), as one code or none."""
        for code in reversed(self.states):
            if (among is None and code != "RUS") or (among and code in among):
                return (code,)
        return ()

    def pair(self, others: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The last two different states named, none of `others` among them."""
        seen: list[str] = []
        for code in reversed(self.states):
            if code not in seen and code not in others:
                seen.append(code)
            if len(seen) == 2:
                break
        return tuple(reversed(seen)) if len(seen) == 2 else ()
