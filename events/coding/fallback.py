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
from events.coding.coded import CodedEvent
from events.coding.lexicon import Lexicon
from events.coding.nouns import NounCoder
from events.coding.plain_words import SAYING, STATIVE, plain_nouns, plain_readings
from events.parsing.factuality import Factuality, Stance, is_negated
from events.parsing.roles import Roles, own_words, roles_of
from events.text.word_lists import is_in, word_list

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

TOLD = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "pcomp", "acl", "parataxis"})
SCORELINE = re.compile(r"\d{1,2}[-–:]\d{1,2}")
TOWARDS = ("to", "with", "against", "from", "for", "on", "by", "of", "into", "over", "about")
PARTICLES = frozenset({"prt", "prep", "advmod", "acomp", "oprd", "ccomp"})  # "called off", "made known"
SORRY = word_list("sorry")
LEAVING = word_list("leaving")
LOCATIVE = word_list("particle_or_place")
REVEALING = word_list("revealing")
BLOCS = frozenset({"CSTO", "EAEU", "CIS", "Union"})
GIVING_WAY = word_list("giving_way")
RELATIVES = word_list("relative_pronoun")


class PlainCoder:
    """Reads the verbs of one paragraph by their commonest meaning."""

    def __init__(self, lexicon: Lexicon, referents: Referents, nouns: NounCoder, factuality: Factuality) -> None:
        self._lexicon = lexicon
        self._who = referents
        self._nouns = nouns
        self._factuality = factuality

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
        if not _is_told(verb) or any(_is_carried_out(c) and _reading(c) for c in verb.children):
            return None
        reading = _reading(verb)
        if (
            reading in ("", STATIVE)
            or is_in("opinion", verb.lemma_)
            or self._factuality.stance_of(verb) is not Stance.ASSERTED
        ):
            return None
        roles = roles_of(verb)
        if any(is_in("not_acting", s.lemma_.lower()) for s in roles.subjects):
            return None
        sources = self._who.listed(roles.subjects) or self._at_home(roles.subjects)
        targets = tuple(c for c in self._who.codes_of(_towards(verb, roles)) if c not in sources)
        if not sources and not targets and not any(t.ent_id_ for t in verb.subtree):
            return None  # neither a party nor a place that has one
        event_type = self._said(verb) if reading == SAYING else reading
        kind = self._lexicon.types[event_type]
        theme = _theme(roles, verb)
        if event_type == "THREATEN" and reading == SAYING:
            theme = "membership"
        relation = kind.relation
        if reading == SAYING:
            relation = {"REQUEST": "demand", "SUPPORT": _spoken(verb)}.get(event_type, relation)
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

    def _at_home(self, subjects: list[Token]) -> tuple[str, ...]:
        """Whose prosecutors, police or parliament act, when nobody's are named: those of the state told of."""
        for subject in subjects:
            if is_in("office", subject.lemma_.lower()) or is_in("office", subject.lower_):
                return self._who.focus(subject)
        return ()

    def _said(self, verb: Token) -> str:
        """What a speech act amounts to, by the words that were said."""
        said = [t for c in verb.children if c.dep_ == "ccomp" for t in c.subtree] or own_words(verb)
        words = {t.lemma_.lower() for t in said}
        if asked := _asked(verb, words) or _answered(verb):
            return asked
        whole = {t.lemma_.lower() for t in own_words(verb)}
        if whole & (self._lexicon.classes["negative"] | self._lexicon.classes["blame"]):
            return "ACCUSE"
        denied = [
            t for t in said if t.dep_ == "neg" or t.lower_ in ("no", "never", "nobody", "nothing", "neither", "none")
        ]
        if any(not any(a.lemma_ in GIVING_WAY and a != verb for a in t.ancestors) for t in denied):
            return "REJECT"
        readings = plain_readings()
        told = [readings.get(t.lemma_.lower(), STATIVE) for t in said if t.pos_ == "VERB" and t != verb]
        return next((r for r in told if r not in (STATIVE, SAYING)), "SUPPORT")


def _asked(verb: Token, words: set[str]) -> str:
    """What a speaker demands of others or gives notice of: "its guards must go", "we want respect", "we will leave"."""
    if words & SORRY:
        return "CONCEDE"
    if any(_leaves_a_bloc(t) for t in verb.subtree if t != verb):
        return "THREATEN"
    for clause in (c for c in verb.children if c.dep_ == "ccomp"):
        modals = {c.lower_ for c in clause.children if c.dep_ == "aux"}
        if clause.lemma_ in LEAVING and modals & {"will", "would", "'ll"} and not is_negated(clause):
            return "THREATEN"
        is_ours = any(c.dep_ == "nsubj" and c.tag_ == "PRP" and c.lower_ in ("we", "i") for c in clause.children)
        if (modals & {"must", "should"} and not is_ours) or clause.lemma_ in ("want", "demand", "insist"):
            return "REQUEST"
    return ""


def _spoken(verb: Token) -> str:
    """Whether words that only make something known back anybody."""
    return "neutral" if verb.lemma_ in REVEALING else "friendly"


def _answered(verb: Token) -> str:
    """What was done in answer: "replied with visa bans"."""
    means = [
        p for c in verb.children if c.dep_ == "prep" and c.lower_ == "with" for p in c.children if p.dep_ == "pobj"
    ]
    return next((plain_nouns()[n.lemma_.lower()] for n in means if n.lemma_.lower() in plain_nouns()), "")


def _leaves_a_bloc(token: Token) -> bool:
    """ "Was free to walk out of the union", "did not rule out leaving the bloc"."""
    if token.lemma_ not in LEAVING or token.pos_ != "VERB" or is_negated(token):
        return False
    if any(c.lower_ in ("would", "will") for c in token.head.children if token.head.lemma_ in ("apply", "join")):
        return False
    left = [t for c in token.children if c.dep_ in ("dobj", "prep") for t in c.subtree]
    return any(t.text in BLOCS or t.lower_ in ("bloc", "alliance", "union", "pact") for t in left)


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
    return verb.dep_ in ("ccomp", "xcomp", "pcomp") and any(a.i in heads for a in verb.ancestors)


def _theme(roles: Roles, verb: Token) -> str:
    return next((t.lemma_.lower() for t in roles.objects if t.lower_ not in RELATIVES), verb.lemma_.lower())
