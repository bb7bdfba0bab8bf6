"""From a parsed sentence to coded happenings.

In: a sentence, the actors its phrases stand for, and the lexicon. Out: `Coded` records: event type, source and target
actors, the words that tell it. Dates, places and effects are left to `events.timing`, `events.placing` and
`events.effects`.

A verb tells an event when one of its frames fits its arguments and the sentence asserts it (`events.stance`). A
refused or missing act of help, attendance or agreement is an event too: its frame says which.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from events.actors import camp
from events.lexicon import Frame, Lexicon, NounFrame, Wanted
from events.reference import Referents
from events.roles import Roles, roles_of, subject_of
from events.stance import Stance, is_in, stance_of

TRANSITIVE = frozenset({"SANCTION", "REJECT", "REQUEST", "ACCUSE", "THREATEN", "CONSULT"})
ABSORBING = frozenset({"REJECT", "THREATEN", "REQUEST", "AGREE", "SANCTION", "CONCEDE"})
SUPPRESSING = frozenset(["quell", "crush", "suppress", "quash", "put", "disperse"])
LEADERS = frozenset("leaders presidents ministers president leader minister premier".split())
THEME_PREPS = ("with", "between", "to", "against", "for")
NOUN_PREPS = ("by", "with", "between", "against", "on", "of", "from", "to", "in", "for", "over", "at")


@dataclass(slots=True)
class Coded:
    """A happening read in one sentence; tokens are those of the paragraph's Doc."""

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
    is_noun: bool = False


class Coder:
    """Codes the sentences of one paragraph."""

    def __init__(self, lexicon: Lexicon, referents: Referents) -> None:
        self._lexicon = lexicon
        self._who = referents

    def code(self, sentence: Span) -> list[Coded]:
        """Happenings that the sentence tells, in text order."""
        found: list[Coded] = []
        named = tuple(dict.fromkeys(c for t in sentence for c in self._who.named(t)))
        for token in sentence:
            coded = None
            if token.dep_ in ("aux", "auxpass"):
                continue
            if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
                coded = self._verb(token)
            elif token.pos_ in ("NOUN", "PROPN"):
                coded = self._noun(token)
            if coded:
                coded.sentence_codes = named
                coded.focus = self._who.focus(token)
                found.append(coded)
        return self._without_occasions(self._absorb(found)) or self._caption(sentence, named)

    @staticmethod
    def _without_occasions(found: list[Coded]) -> list[Coded]:
        """Leave out a meeting that is only the occasion of something else the sentence tells."""
        if len(found) < 2:
            return found
        return [c for c in found if not (c.event_type == "CONSULT" and _is_occasion(c.token))]

    def _caption(self, sentence: Span, named: tuple[str, ...]) -> list[Coded]:
        """A picture's caption without a verb that shows leaders together tells that they met."""
        if len(named) < 2 or any(t.pos_ in ("VERB", "AUX") for t in sentence):
            return []
        if not any(t.ent_type_ == "DATE" for t in sentence) or not any(t.lower_ in LEADERS for t in sentence):
            return []
        kind = self._lexicon.types["CONSULT"]
        return [Coded(sentence.root, "CONSULT", kind.relation, kind.dimension, named, (), Stance.ASSERTED, "meeting")]

    # ---- verbs -------------------------------------------------------------------------------

    def _verb(self, verb: Token) -> Coded | None:
        frames = self._lexicon.verbs.get(verb.lemma_.lower())
        if not frames:
            return None
        stance = stance_of(verb)
        if stance is Stance.NOT:
            return None
        roles = roles_of(verb)
        for frame in frames:
            theme = self._fits(frame, verb, roles)
            if theme is None or (frame.refused_only and stance is not Stance.REFUSED):
                continue
            event_type = frame.event_type
            if stance is Stance.REFUSED:
                if not frame.negated:
                    return None
                event_type = frame.negated
            coded = self._coded(frame, verb, roles, theme, event_type, stance)
            if coded:
                return coded
        return None

    def _fits(self, frame: Frame, verb: Token, roles: Roles) -> Token | bool | None:
        """The theme's token (True when the frame needs none), or None when the frame does not fit."""
        if not self._has_particles(frame.particles, verb):
            return None
        if frame.people and not self._is_people(roles.subjects):
            return None
        if frame.actor and not self._has_actor(frame, roles):
            return None
        if frame.bare and (roles.objects or any(c.dep_ in ("xcomp", "ccomp", "acomp") and c.lower_ != "to" for c in verb.children)):
            return None
        if frame.subject and not any(self._wanted(frame.subject, t) for t in self._expanded(roles.subjects)):
            return None
        if frame.complement and not any(t.lower_ in frame.complement.words for t in verb.subtree):
            return None
        if frame.clause and not any(c.dep_ == "ccomp" for c in verb.children):
            return None
        if frame.object is None and not frame.preps:
            return True
        if frame.object:
            # Only what happens of itself has its theme for a subject: "fighting resumed", not "the drill ended".
            themes = roles.objects or [] if frame.event_type in TRANSITIVE else roles.objects or ([] if frame.preps and roles.preps else roles.subjects) or roles.subjects
            for token in self._expanded(themes):
                if self._wanted(frame.object, token):
                    return token
        for prep, wanted in frame.preps:
            for token in self._expanded(roles.preps.get(prep, [])):
                if self._wanted(wanted, token):
                    return token
        return None

    @staticmethod
    def _has_particles(particles: tuple[str, ...], verb: Token) -> bool:
        if not particles:
            return True
        near = {t.lower_ for c in verb.children for t in (c, *c.children) if not _is_locative(t)}
        return all(p in near for p in particles)

    def _is_people(self, subjects: list[Token]) -> bool:
        people = self._lexicon.classes["crowd"]
        return any(t.lemma_.lower() in people or t.lower_ in people for t in self._expanded(subjects))

    def _has_actor(self, frame: Frame, roles: Roles) -> bool:
        heads = list(roles.objects)
        if frame.actor == "any":
            heads += [t for prep in frame.target for t in roles.preps.get(prep, [])] + roles.datives
        if frame.event_type == "ASSAULT" and len(self._codes(roles.subjects)) > 1:
            return True  # "Azerbaijan and Armenia were fighting"
        return any(self._who.codes(t) for t in heads)

    @staticmethod
    def _expanded(heads: list[Token]) -> list[Token]:
        """Heads with their conjuncts, and what stands behind "thousands of"."""
        found: list[Token] = []
        queue = list(heads)
        while queue and len(found) < 12:
            token = queue.pop(0)
            found.append(token)
            for child in token.children:
                if child.dep_ == "conj":
                    queue.append(child)
                elif child.dep_ == "prep" and child.lower_ in ("of", "in") and is_in("quantifier", token.lemma_.lower()):
                    queue.extend(c for c in child.children if c.dep_ == "pobj")
                elif child.dep_ == "appos" or (child.dep_ == "compound" and token.lower_ in ("training",)):
                    queue.append(child)
        return found

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

    def _coded(
        self, frame: Frame, verb: Token, roles: Roles, theme: Token | bool, event_type: str, stance: Stance
    ) -> Coded | None:
        sources = self._codes(roles.subjects)
        if stance is Stance.ANNOUNCED and (roles.passive or not sources):
            sources = self._codes(_announcers(verb)) or sources
        targets = self._targets(frame, verb, roles, sources, theme)
        if isinstance(theme, Token) and theme in roles.subjects and not roles.objects:
            moved = self._codes([p for prep in ("from", "by") for p in roles.preps.get(prep, [])])
            sources = moved or sources
            targets = tuple(c for c in targets if c not in sources)
        if isinstance(theme, Token) and not roles.subjects and event_type in ("MOBILIZE", "RETREAT", "AID", "REQUEST"):
            # "Russian peacekeepers were deployed": whose forces they are tells who sent them
            sources = self._codes([theme, *(c for c in theme.children if c.dep_ == "poss")])[:2] or sources
            targets = tuple(c for c in targets if c not in sources)
        if not targets and frame.default_target and frame.default_target not in sources:
            targets = (frame.default_target,)
        if not self._satisfied(frame, sources, targets, isinstance(theme, Token)):
            return None
        return Coded(
            token=verb,
            event_type=event_type,
            relation=frame.relation if event_type == frame.event_type else "hostile",
            dimension=self._dimension(frame.dimension, verb, theme),
            sources=sources,
            targets=targets,
            stance=stance,
            theme=(theme if isinstance(theme, Token) else next(iter(roles.objects), verb)).lemma_.lower(),
            within=self._codes(list(verb.subtree)) if len(list(verb.subtree)) < 60 else (),
        )

    def _codes(self, heads: list[Token]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for head in heads for code in self._who.codes(head)))

    def _targets(
        self, frame: Frame, verb: Token, roles: Roles, sources: tuple[str, ...], theme: Token | bool = True
    ) -> tuple[str, ...]:
        """Actors in the first of the frame's target slots that names any but the source; else anywhere in reach."""
        if isinstance(theme, Token):
            inner = [p for c in theme.children if c.lower_ in THEME_PREPS for p in c.children if p.dep_ == "pobj"]
            codes = tuple(c for c in self._codes(inner) if c not in sources)
            if codes:
                return codes
        for chained in (roles, *(roles_of(c) for c in verb.children if c.dep_ in ("xcomp", "ccomp"))):
            slots = {"object": chained.objects, "dative": chained.datives, "clause": _clause_subjects(verb), **chained.preps}
            for name in ("between", *frame.target, "object"):
                codes = tuple(c for c in self._codes(slots.get(name, [])) if c not in sources)
                if codes:
                    return codes
        return tuple(
            c for c in self._codes(roles.objects + [t for p in roles.preps.values() for t in p]) if c not in sources
        )

    @staticmethod
    def _satisfied(
        frame: Frame, sources: tuple[str, ...], targets: tuple[str, ...], has_theme: bool = False
    ) -> bool:
        if frame.source_camp and not any(camp(c) == frame.source_camp for c in sources):
            return False
        if "actor" in frame.needs and not sources:
            return False
        if "state" in frame.needs and not sources:
            return False
        if "two" in frame.needs and not (sources and targets) and len(sources) < 2:
            return False
        return bool(sources or targets) or has_theme

    def _dimension(self, default: str, verb: Token, theme: Token | bool) -> str:
        words = {t.lemma_.lower() for t in verb.subtree if abs(t.i - verb.i) < 15}
        for dimension, signs in DIMENSION_SIGNS.items():
            if words & signs:
                return dimension
        return default

    # ---- nouns -------------------------------------------------------------------------------

    def _noun(self, noun: Token) -> Coded | None:
        frames = self._lexicon.nouns.get(noun.lemma_.lower()) or self._lexicon.nouns.get(noun.lower_)
        if not frames or not self._is_real(noun):
            return None
        actors = self._noun_actors(noun)
        for frame in frames:
            if self._noun_satisfied(frame, noun, actors):
                sources, targets = actors[:1], actors[1:]
                if frame.event_type in ("ASSAULT", "CONSULT") and len(actors) == 2:
                    sources, targets = actors, actors[::-1]
                return Coded(
                    token=noun,
                    event_type=frame.event_type,
                    relation=frame.relation,
                    dimension=frame.dimension,
                    sources=sources,
                    targets=targets,
                    stance=Stance.ASSERTED,
                    theme=noun.lemma_.lower(),
                    is_noun=True,
                )
        return None

    @staticmethod
    def _is_real(noun: Token) -> bool:
        if noun.dep_ in ("compound", "amod", "nmod"):
            return False
        if noun.head.lemma_ in SUPPRESSING:
            return True  # what is put down was there
        if any(is_in("unreal", c.lower_) for c in noun.children if c.dep_ in ("det", "amod", "advmod", "nummod")):
            return False
        governor = noun.head
        while governor.pos_ in ("ADP", "NOUN", "SCONJ") and governor.head != governor and governor.dep_ != "ROOT":
            if governor.pos_ == "NOUN" and is_in("opinion", governor.lemma_):
                return False
            governor = governor.head
        if governor.pos_ in ("VERB", "AUX"):
            if (
                noun.dep_ in ("dobj", "pobj")
                and is_in("unreal_governor", governor.lemma_)
                and noun.head in (governor, *governor.children)
            ):
                return noun.dep_ == "pobj" and noun.head.lower_ in ("during", "in", "after", "following", "amid")
            return stance_of(governor) is not Stance.NOT or noun.head.lower_ in (
                "during",
                "after",
                "following",
                "amid",
                "since",
                "over",
                "in",
            )
        return True

    def _noun_actors(self, noun: Token) -> tuple[str, ...]:
        heads = [c for c in noun.children if c.dep_ in ("compound", "amod", "poss", "nmod")]
        holders = [noun, noun.head] if noun.head.pos_ in ("VERB",) else [noun]
        for holder in holders:
            for child in holder.children:
                if child.dep_ == "prep" and child.lower_ in NOUN_PREPS[:8]:
                    inner = [c for c in child.children if c.dep_ == "pobj"]
                    heads.extend(inner)
                    # "refusal of help to Armenia": the recipient hangs on the help
                    heads.extend(p for c in inner for q in c.children if q.lower_ in ("to", "for") for p in q.children)
        found = list(self._codes(heads))
        if len(found) < 2:
            verb = noun
            while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
                verb = verb.head
            if verb.pos_ in ("VERB", "AUX"):
                found.extend(c for c in self._codes(roles_of(verb).subjects) if camp(c) == "member")
        return tuple(dict.fromkeys(found))

    def _noun_satisfied(self, frame: NounFrame, noun: Token, actors: tuple[str, ...]) -> bool:
        classes = self._lexicon.classes
        about = {t.lemma_.lower() for t in noun.subtree}
        if "help" in frame.needs and not about & classes["about_help"]:
            # "an appeal from Tajikistan" is told with its sender alone
            if noun.lemma_ != "appeal" or not any(c.lower_ in ("from", "by", "to") for c in noun.children):
                return False
        if "of-sanctioned" in frame.needs and not about & classes["about_bloc"]:
            return False
        if "two" in frame.needs:
            return len(actors) >= 2
        return bool(actors) or "two-or-zone" in frame.needs

    # ---- one happening, told by two words -------------------------------------------------------

    @staticmethod
    def _absorb(found: list[Coded]) -> list[Coded]:
        """Drop what is part of another: the drill in "cancelled the drill", the step in "refused to step in"."""
        kept: list[Coded] = []
        heads = {c.token.i: c for c in found}
        for coded in found:
            holder = _holder(coded, heads)
            if holder is None:
                kept.append(coded)
            elif not holder.targets:
                holder.targets = tuple(c for c in coded.targets or coded.sources if c not in holder.sources)
        return kept


def _is_occasion(token: Token) -> bool:
    """ "at the summit", "during talks", "the summit he was hosting"."""
    if token.pos_ in ("NOUN", "PROPN"):
        return token.head.lower_ in ("at", "during", "after", "before", "for")
    return token.dep_ == "relcl"


def _is_locative(token: Token) -> bool:
    """ "in", "out" or "up" that opens a phrase of its own and so is no part of the verb: "stepped down in Bishkek"."""
    return token.lower_ in ("in", "off", "over", "up", "down") and token.dep_ == "prep" and any(
        c.dep_ == "pobj" for c in token.children
    )


def _announcers(verb: Token) -> list[Token]:
    """Who says that it will be done."""
    above = next((t for t in verb.ancestors if t.pos_ == "VERB"), None)
    return subject_of(above) if above is not None else []


def _clause_subjects(verb: Token) -> list[Token]:
    """Who is to act in "demanded that its troops leave"."""
    return [s for c in verb.children if c.dep_ == "ccomp" for s in c.children if s.dep_ in ("nsubj", "nsubjpass")]


def _holder(coded: Coded, heads: dict[int, Coded]) -> Coded | None:
    """The happening that this one is only a part of, if any."""
    token = coded.token
    while token.head != token:
        above = token.head
        inside_object = token.dep_ in (
            "dobj",
            "xcomp",
            "attr",
            "nsubj",
            "nsubjpass",
            "pobj",
            "prep",
            "dative",
            "pcomp",
            "agent",
            "advmod",
        )
        if not inside_object:
            return None
        if (
            token.dep_ == "prep"
            and token.lower_ in ("during", "after", "amid", "since", "over", "following", "before", "in", "at")
            and coded.is_noun
        ):
            return None
        other = heads.get(above.i)
        if other and (coded.is_noun or other.event_type in ABSORBING or token.dep_ == "xcomp"):
            return other
        if above.pos_ in ("VERB", "AUX") and not other and coded.is_noun:
            return None
        token = above
    return None


DIMENSION_SIGNS = {
    "military": frozenset(
        "military troop soldier drill exercise force peacekeeper weapon arm army defence defense manoeuvre base border-guard missile tank airbase csto".split()
    ),
    "economic": frozenset(
        "trade gas oil pipeline economic export import loan tariff customs investment bank energy dairy electricity debt".split()
    ),
    "humanitarian": frozenset("humanitarian refugee medicine vaccine relief evacuee".split()),
    "political": frozenset("election parliament constitution protest opposition membership referendum".split()),
    "diplomatic": frozenset(
        "summit talk ambassador resolution diplomatic minister visit declaration statement un".split()
    ),
}
