"""Reads a dated sentence coarsely, by its verb's commonest meaning, when no row of the lexicon fits.

In: a sentence that states its date and in which `events.coding.verbs` found nothing. Out: `CodedEvent` records, marked
as plain: the verb's commonest reading by ``data/plain_words.toml``. News prose has more verbs than any list of frames;
a dated, asserted sentence about a state tells a happening far more often than not, so it is read coarsely rather than
lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from events.actors.coreference import Referents
from events.actors.directory import camp
from events.coding.coded import CodedEvent
from events.coding.lexicon import Lexicon
from events.coding.no_act import is_move_of_a_group, is_no_act, is_nobody_known
from events.coding.nouns import NounCoder
from events.coding.plain_words import SAYING, STATIVE, plain_nouns, plain_readings
from events.coding.sayings import Sayings, relation_of
from events.parsing.factuality import Factuality, Stance
from events.parsing.roles import Roles, own_words, roles_of
from events.text.word_lists import is_in, word_list

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

TOLD = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "pcomp", "acl", "parataxis"})
SCORELINE = re.compile(r"\d{1,2}[-–:]\d{1,2}")
TOWARDS = ("to", "with", "against", "from", "for", "on", "by", "of", "into", "over", "about")
PARTICLES = frozenset({"prt", "prep", "advmod", "acomp", "oprd", "ccomp"})  # "called off", "made known"
LOCATIVE = word_list("particle_or_place")
RELATIVES = word_list("relative_pronoun")
GETTING_READY = word_list("getting_ready")
UNREST = word_list("unrest")
CLAIMING = word_list("claiming")
MADE_KNOWN = word_list("made_known")
DONE = frozenset({"AID", "ASSAULT", "COERCE", "COOPERATE", "MOBILIZE", "RETREAT", "SANCTION"})
"""Deeds: who says that another did one did not do it."""
NOT_HIT = word_list("hit_in_a_manner_of_speaking")


class PlainCoder:
    """Reads the verbs of one paragraph by their commonest meaning."""

    def __init__(self, lexicon: Lexicon, referents: Referents, nouns: NounCoder, factuality: Factuality) -> None:
        self._lexicon = lexicon
        self._who = referents
        self._nouns = nouns
        self._factuality = factuality
        self._sayings = Sayings(lexicon, referents)

    def code(self, sentence: Span) -> list[CodedEvent]:
        """Happenings that the sentence's verbs tell, in text order; most tell none."""
        if any(is_in("leisure", t.lemma_.lower()) or SCORELINE.fullmatch(t.text) for t in sentence):
            return []
        found = [coded for token in sentence if token.pos_ == "VERB" and (coded := self._verb(token))]
        if not found:
            found = [coded for token in sentence if token.pos_ == "NOUN" and (coded := self._noun(token))][:1]
        heads = {c.token.i for c in found}
        return [c for c in found if not _is_part(c.token, heads)]

    def _noun(self, noun: Token) -> CodedEvent | None:
        event_type = plain_nouns().get(noun.lemma_.lower())
        if event_type is None or not self._nouns.is_real(noun):
            return None
        actors = self._nouns.actors(noun)
        if not actors and not any(t.ent_id_ for t in noun.subtree):
            return None
        kind = self._lexicon.types[event_type]
        return CodedEvent(
            token=noun,
            event_type=event_type,
            relation=kind.relation,
            dimension=kind.dimension,
            sources=actors[:1],
            targets=actors[1:],
            stance=Stance.ASSERTED,
            theme=noun.lemma_.lower(),
            within=self._who.codes_of(list(noun.subtree)),
            is_noun=True,
            is_plain=True,
        )

    def _verb(self, verb: Token) -> CodedEvent | None:
        if is_no_act(verb) or not _is_told(verb) or any(_is_carried_out(c) and _reading(c) for c in verb.children):
            return None
        reading = _reading(verb)
        if (
            reading in ("", STATIVE)
            or is_in("opinion", verb.lemma_)
            or self._factuality.stance_of(verb) is not Stance.ASSERTED
        ):
            return None
        roles = roles_of(verb)
        if reading == SAYING and verb.dep_ in ("relcl", "acl", "advcl") and verb.lemma_ in CLAIMING:
            return None  # "a report that claimed …"
        if self._is_nobodys(verb, reading, roles):
            return None
        sources = self._who.listed(roles.subjects) or self._at_home(roles.subjects)
        targets = tuple(c for c in self._who.codes_of(_towards(verb, roles)) if c not in sources)
        if not sources and not targets and not any(t.ent_id_ for t in verb.subtree):
            return None  # neither a party nor a place that has one
        event_type = self._said(verb, targets) if reading == SAYING else self._done(verb, reading, roles, sources)
        if not event_type or (not sources and _is_of_nobody(verb, event_type, reading, roles)):
            return None
        kind = self._lexicon.types[event_type]
        theme = _theme(roles, verb)
        if reading == SAYING:
            theme, sources, targets = self._of_saying(verb, event_type, theme, sources, targets)
        relation = kind.relation
        named = (
            (*sources, *targets)
            if targets
            else (*sources, *(c for t in own_words(verb) if self._who.is_name(t) for c in self._who.named(t)))
        )
        if reading == SAYING:
            relation = {"REQUEST": "demand", "SUPPORT": relation_of(verb, named)}.get(event_type, relation)
        if event_type == "ACCUSE" and (blamed := self._sayings.blamed(verb)) is not None:
            targets = tuple(c for c in blamed if c not in sources)
        return CodedEvent(
            token=verb,
            event_type=event_type,
            relation=relation,
            dimension=kind.dimension,
            sources=sources,
            targets=targets,
            stance=Stance.ASSERTED,
            theme=theme,
            within=self._who.codes_of(own_words(verb)),
            is_plain=True,
        )

    def _said(self, verb: Token, targets: tuple[str, ...]) -> str:
        """What a saying amounts to; empty for one that is an act towards nobody."""
        act = self._sayings.act_of(verb)
        return "" if act == "SUPPORT" and not targets and _is_mere_report(verb) else act

    def _of_saying(
        self, verb: Token, event_type: str, theme: str, sources: tuple[str, ...], targets: tuple[str, ...]
    ) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """Theme, doers and whom it is done to, of what a saying amounts to."""
        is_active = any(s.dep_ == "nsubj" for c in verb.children if c.dep_ == "ccomp" for s in c.children)
        if event_type in DONE and is_active and (doers := self._sayings.of_another(verb)):
            return theme, doers, tuple(c for c in (*sources, *targets) if c not in doers)
        if event_type == "SANCTION":  # of its own bond, whoever is told of it
            return "membership", sources, tuple(c for c in targets if camp(c) == "moscow")
        return "membership" if event_type == "THREATEN" else theme, sources, targets

    def _is_nobodys(self, verb: Token, reading: str, roles: Roles) -> bool:
        """Whether a verb is said of nobody who acts for a state, or of a reporter's question."""
        if reading == "REJECT" and any(t.lower_ == "comment" for t in verb.subtree):
            return True
        is_thing = any(is_in("not_acting", s.lemma_.lower()) for s in roles.subjects)
        return is_thing or is_nobody_known(roles.subjects, self._who)

    def _done(self, verb: Token, reading: str, roles: Roles, sources: tuple[str, ...]) -> str:
        """What a verb tells by its object: order restored for an ally is help, violence that is launched an attack."""
        if verb.lemma_ in GETTING_READY and any(c.dep_ == "xcomp" for c in verb.children):
            return ""  # "were preparing to pull out"
        themes = {t.lemma_.lower() for t in roles.objects}
        if reading in ("SANCTION", "COERCE", "RETREAT") and themes & UNREST:
            return "AID" if any(camp(c) == "moscow" for c in sources) else "COERCE"
        if verb.lemma_ == "demonstrate" and roles.objects:
            return ""  # "demonstrated its readiness" is no rally
        if verb.lemma_ in ("speak", "talk") and not any(roles.preps.get(p) for p in ("to", "with", "by")):
            return ""  # "spoke about the situation": with nobody
        if reading == "ASSAULT" and themes & NOT_HIT:
            return ""  # "hit a discordant note"
        if reading in ("COOPERATE", "CONSULT", "AGREE") and themes & self._lexicon.classes["violence"]:
            return "ASSAULT"
        return reading

    def _at_home(self, subjects: list[Token]) -> tuple[str, ...]:
        """Whose prosecutors, police or parliament act, when nobody's are named: those of the state told of."""
        for subject in subjects:
            if is_in("office", subject.lemma_.lower()) or is_in("office", subject.lower_):
                return self._who.focus(subject)
        return ()


def _is_mere_report(verb: Token) -> bool:
    """ "Said that it was stabilising", without a date or a listener: nobody is backed."""
    return not is_in("replying", verb.lemma_) and not any(t.ent_type_ == "DATE" for t in verb.sent)


def _is_of_nobody(verb: Token, event_type: str, reading: str, roles: Roles) -> bool:
    """Whether what nobody known does is no act: words of backing that nobody says, a move of no state's forces."""
    is_unsaid = reading == SAYING and event_type == "SUPPORT" and not (roles.passive and verb.lemma_ in MADE_KNOWN)
    return is_unsaid or is_move_of_a_group(event_type, roles.subjects)


def _towards(verb: Token, roles: Roles) -> list[Token]:
    """What an act is towards, the closest first: objects, those of a chained verb, then phrases that name a party."""
    chained = [roles_of(c) for c in verb.children if c.dep_ == "xcomp"]
    preps = [t for prep in (*TOWARDS, *roles.preps) for t in roles.preps.get(prep, [])]
    return [*roles.objects, *roles.datives, *(t for r in chained for t in (*r.objects, *r.datives)), *preps]


def _reading(verb: Token) -> str:
    readings = plain_readings()
    lemma = verb.lemma_.lower()
    if lemma == "call" and any(c.dep_ in ("oprd", "attr") for c in verb.children):
        return STATIVE if verb.tag_ == "VBG" else SAYING  # "called Crimea a part of Russia"
    particles = [c.lower_ for c in verb.children if c.dep_ in PARTICLES and not _is_locative(c)]
    return next(
        (readings[p] for particle in particles if (p := f"{lemma} {particle}") in readings), readings.get(lemma, "")
    )


def _is_locative(part: Token) -> bool:
    """ "In", "over" or "through" that opens a phrase of its own: "marched in Almaty" is no marching in."""
    return part.dep_ == "prep" and part.lower_ in LOCATIVE and any(c.dep_ == "pobj" for c in part.children)


def _is_told(verb: Token) -> bool:
    """Whether a verb heads a clause of its own, or what another one says was begun or done: "started buying"."""
    if _is_carried_out(verb):
        return True
    return verb.dep_ in TOLD and (verb.tag_ != "VBN" or _is_finite(verb))


def _is_carried_out(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.pos_ == "VERB" and is_in("continuing", verb.head.lemma_)


def _is_finite(verb: Token) -> bool:
    """Whether it stands for a past or perfect; the tagger takes a past for a participle now and then."""
    is_root = verb.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in verb.children)
    return is_root or verb.dep_ == "conj" or any(c.dep_ in ("aux", "auxpass") for c in verb.children)


def _is_part(verb: Token, heads: set[int]) -> bool:
    """Whether a verb only says what another one found tells already: "announced that it had opened …"."""
    is_more = verb.dep_ == "advcl" and verb.tag_ == "VBG" and _reading(verb) == _reading(verb.head)
    return (verb.dep_ in ("ccomp", "xcomp", "pcomp") or is_more) and any(a.i in heads for a in verb.ancestors)


def _theme(roles: Roles, verb: Token) -> str:
    return next((t.lemma_.lower() for t in roles.objects if t.lower_ not in RELATIVES), verb.lemma_.lower())
