"""Tells whether a row of the lexicon (a frame) fits a verb and its arguments.

In: a `Frame`, a verb and its `Roles`. Out: the token that is the frame's theme, or that it does not fit. What the
text asserts of it is left to `events.parsing.factuality`, what becomes of it to `events.coding.verbs`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from events.actors.coreference import Referents
from events.coding.lexicon import Frame, Lexicon, Wanted
from events.coding.no_act import is_remark
from events.parsing.roles import Roles, given_by
from events.text.word_lists import is_in

if TYPE_CHECKING:
    from spacy.tokens import Token

TRANSITIVE = frozenset({"SANCTION", "REJECT", "REQUEST", "ACCUSE", "THREATEN", "CONSULT"})


OPENING = frozenset({"in"})


class Fitter:
    """Fits frames to the verbs of one paragraph."""

    def __init__(self, lexicon: Lexicon, referents: Referents) -> None:
        self._lexicon = lexicon
        self._who = referents

    def fits(self, frame: Frame, verb: Token, roles: Roles) -> Token | bool | None:
        """The theme's token (True when the frame needs none), or None when the frame does not fit."""
        if not _has_particles(frame.particles, verb) or not self._form_fits(frame, verb, roles):
            return None
        if any(c.dep_ == "prt" and c.lower_ not in frame.particles for c in verb.children):
            return None  # "turned off the tap" is another verb than "turned to Moscow"
        if frame.object is None and not frame.preps:
            return True
        if frame.particles and not roles.objects:
            roles = replace(roles, objects=_objects_of_particle(frame.particles, verb))
        for wanted, heads in self._slots(frame, roles):
            for token in expanded(heads):
                if not is_remark(token) and self._wanted(wanted, token):
                    return token
        return None

    @staticmethod
    def _slots(frame: Frame, roles: Roles) -> Iterator[tuple[Wanted, list[Token]]]:
        """What the frame asks for, and the arguments that may be it."""
        if frame.object:
            themes = roles.objects
            # Only what happens of itself has its theme for a subject: "fighting resumed", not "the drill ended".
            if not themes and frame.event_type not in TRANSITIVE:
                themes = roles.subjects
            yield frame.object, themes
        for prep, wanted in frame.preps:
            yield wanted, roles.preps.get(prep, [])

    def _form_fits(self, frame: Frame, verb: Token, roles: Roles) -> bool:
        """Whether subject, actors and clauses are as the frame asks."""
        if frame.people and not self._is_people(roles.subjects):
            return False
        if frame.actor and not self._has_actor(frame, roles):
            return False
        if frame.subject and not any(self._wanted(frame.subject, t) for t in expanded(roles.subjects)):
            return False
        if frame.complement and not any(t.lower_ in frame.complement.words for t in verb.subtree):
            return False
        times = [c for t in verb.children if t.dep_ == "npadvmod" for c in t.children]  # "a year to leave"
        if frame.infinitive and not any(_is_infinitive(c) for c in (*verb.rights, *times)):
            return False
        if frame.clause and not any(c.dep_ == "ccomp" for c in verb.children):
            return False
        return not (frame.bare and (roles.objects or _has_complement(verb)))

    def _is_people(self, subjects: list[Token]) -> bool:
        people = self._lexicon.classes["crowd"]
        return any(t.lemma_.lower() in people or t.lower_ in people for t in expanded(subjects))

    def _has_actor(self, frame: Frame, roles: Roles) -> bool:
        heads = [*roles.objects, *given_by(roles.objects)]
        if frame.actor == "any":
            heads += [t for prep in frame.target for t in roles.preps.get(prep, [])] + roles.datives
        if frame.event_type == "ASSAULT" and len([c for s in roles.subjects for c in self._who.codes(s)]) > 1:
            return True  # "Azerbaijan and Armenia were fighting"
        return any(self._who.codes(t) for t in heads)

    def _wanted(self, wanted: Wanted, token: Token) -> bool:
        if token.lemma_.lower() in wanted.words or token.lower_ in wanted.words:
            return True
        named = self._who.named(token)
        if wanted.any_actor and (named or (token.pos_ == "NOUN" and self._who.codes(token, conjuncts=False))):
            return True
        if wanted.name and self._who.is_name(token):
            return True
        if wanted.actors and wanted.actors & set(named):
            return True
        return wanted.place and bool(token.ent_id_) and not named


def expanded(heads: list[Token]) -> list[Token]:
    """Heads with their conjuncts, and what stands behind "thousands of"."""
    found: list[Token] = []
    queue = list(heads)
    while queue and len(found) < 12:
        token = queue.pop(0)
        found.append(token)
        measures = is_in("quantifier", token.lemma_.lower())
        for child in token.children:
            if token.dep_ == "pcomp" and child.dep_ == "nsubj":
                queue.append(child)  # "voted for the resolution condemning it": the parser makes a clause of it
            elif child.dep_ in ("conj", "appos") or (child.dep_ == "compound" and child.pos_ == "NOUN"):
                queue.append(child)
            elif measures and child.dep_ == "prep" and child.lower_ in ("of", "in"):
                queue.extend(c for c in child.children if c.dep_ == "pobj")
    return found


def _has_particles(particles: tuple[str, ...], verb: Token) -> bool:
    if not particles:
        return True
    # what hangs on another verb is that one's: "called on them to step up"
    own = [t for c in verb.children for t in (c, *(c.children if c.pos_ != "VERB" else ()))]
    near = {t.lower_ for t in own if not _is_locative(t)}
    near.add(verb.nbor().lower_ if verb.i + 1 < len(verb.doc) and verb.nbor().tag_ == "RP" else "")
    return all(p in near for p in particles)


def _objects_of_particle(particles: tuple[str, ...], verb: Token) -> list[Token]:
    """ "handed over four villages": the parser takes "over" for a preposition."""
    preps = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in particles and c.lower_ not in ("on", "to")]
    return [p for c in preps for p in c.children if p.dep_ == "pobj"]


def _is_infinitive(clause: Token) -> bool:
    """What somebody is to do: "gave it a year to leave"; the parser takes it for a purpose now and then."""
    is_to = any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children)
    return clause.dep_ == "xcomp" or (clause.dep_ in ("advcl", "acl", "relcl") and is_to)


def _has_complement(verb: Token) -> bool:
    return any(c.dep_ in ("xcomp", "ccomp", "acomp") and c.lower_ != "to" for c in verb.children)


def _is_locative(token: Token) -> bool:
    """ "in", "out" or "up" that opens a phrase of its own and so is no part of the verb: "stepped down in Bishkek"."""
    return token.dep_ == "prep" and any(
        c.dep_ == "pobj" and (token.lower_ in OPENING or c.ent_type_ == "DATE") for c in token.children
    )
