"""Codes the events that a sentence's verbs tell: type, source and target.

In: a sentence, the actors its phrases stand for, and the lexicon. Out: `CodedEvent` records: event type, source and
target actors, the words that tell it. Dates, places and effects are left to `events.grounding.event_time`,
`events.grounding.event_place` and `events.coding.effects`.

A verb tells an event when one of its frames fits its arguments and the sentence asserts it
(`events.parsing.factuality`). A refused or missing act of help, attendance or agreement is an event too: its frame says
which.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from events.actors.coreference import Referents
from events.actors.descriptions import state_of
from events.actors.directory import camp
from events.coding.arguments import (
    THEME_PREPS,
    announcers,
    behind,
    chained,
    clause_subjects,
    of_its_own,
    writers,
)
from events.coding.brackets import meant_in
from events.coding.coded import CodedEvent
from events.coding.fallback import PlainCoder
from events.coding.frame_matching import Fitter, expanded
from events.coding.lexicon import Frame, Lexicon
from events.coding.nesting import TOWARDS, absorb, is_only_occasion, without_occasions
from events.coding.no_act import is_move_of_a_group, is_no_act, is_nobody_known, is_private
from events.coding.nouns import NounCoder, is_encounter
from events.parsing.factuality import Factuality, Stance
from events.parsing.roles import Roles, given_by, own_words, roles_of, subject_of
from events.text.word_lists import is_in, word_list

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LEADERS = word_list("leader_word")
OWNED = frozenset({"MOBILIZE", "RETREAT", "AID", "REQUEST"})
LONGEST_PHRASE = 60  # tokens; in a longer one the parser has lost its way
EXPELLING = word_list("expelling")
LEMMA_SLIPS = {"stag": "stage", "frozen": "freeze"}  # the lemmatizer's own
STANDS = frozenset({"SUPPORT", "REJECT"})
BEFORE_AND_AFTER = word_list("time_apart")
CIRCUMSTANCE = word_list("circumstance")
SUMMITS = word_list("summit")
ORDERING = word_list("ordering")
SHOWN = word_list("shown")  # what a caption says of its picture, not of what happened


class Fit(NamedTuple):
    """A frame that fits a verb; `theme` is what the act is about, True where the frame asks for none.

    `event_type` is the frame's, or what it becomes where the act is refused.
    """

    frame: Frame
    verb: Token
    roles: Roles
    theme: Token | bool
    event_type: str
    stance: Stance


class Coder:
    """Codes the sentences of one paragraph."""

    def __init__(self, lexicon: Lexicon, referents: Referents, *, in_chronology: bool = False) -> None:
        self._lexicon = lexicon
        self._who = referents
        self._factuality = Factuality(in_chronology)
        self._fitter = Fitter(lexicon, referents)
        self._nouns = NounCoder(lexicon, referents, self._factuality)
        self._plain = PlainCoder(lexicon, referents, self._nouns, self._factuality)

    def code(self, sentence: Span, is_dated: bool = False) -> list[CodedEvent]:
        """Happenings that the sentence tells, in text order; a dated one is read coarsely rather than lost."""
        named = tuple(dict.fromkeys(c for t in sentence for c in self._who.named(t)))
        read = [coded for token in sentence if (coded := self._token(token))]
        found = without_occasions(absorb(read)) or self._caption(sentence, named)
        if is_dated and all(is_only_occasion(c) for c in found):
            plain = self._plain.code(sentence)
            found = plain + [c for c in found if is_encounter(c)] if plain else found
        who, meant = self._who, meant_in(sentence, self._who) if found else {}
        return [
            replace(
                c,
                sentence_codes=named,
                read=(*c.sources, *c.targets),
                meant=meant,
                focus=who.focus(c.token),
                bloc=who.bloc(c.token),
            )
            for c in found
        ]

    def _token(self, token: Token) -> CodedEvent | None:
        if token.dep_ in ("aux", "auxpass"):
            return None
        if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            return self._verb(token)
        return self._nouns.code(token) if token.pos_ in ("NOUN", "PROPN") else None

    def _caption(self, sentence: Span, named: tuple[str, ...]) -> list[CodedEvent]:
        """A picture's caption without a verb that shows leaders together tells that they met."""
        verbs = [t for t in sentence if t.pos_ in ("VERB", "AUX") and t.lower_ not in SHOWN]
        if len(named) < 2 or verbs:
            return []
        if not any(t.ent_type_ == "DATE" for t in sentence) or not any(t.lower_ in LEADERS for t in sentence):
            return []
        kind = self._lexicon.types["CONSULT"]
        return [
            CodedEvent(sentence.root, "CONSULT", kind.relation, kind.dimension, named, (), Stance.ASSERTED, "meeting")
        ]

    # ---- verbs -------------------------------------------------------------------------------

    def _verb(self, verb: Token) -> CodedEvent | None:
        lemma = verb.lemma_.lower()
        frames = self._lexicon.verbs.get(LEMMA_SLIPS.get(lemma, lemma))
        if not frames:
            return None
        stance = self._factuality.stance_of(verb)
        if is_no_act(verb) or stance is Stance.NOT or any(c.lower_ == "what" for c in verb.children):
            return None  # "what he called aggression" is a name
        roles = roles_of(verb)
        for frame in frames:
            theme = self._fitter.fits(frame, verb, roles)
            if theme is None or (frame.refused_only and stance is not Stance.REFUSED):
                continue
            event_type = frame.event_type
            if stance is Stance.REFUSED:
                if not frame.negated:
                    return None
                event_type = frame.negated
            coded = self._coded(Fit(frame, verb, roles, theme, event_type, stance))
            if coded:
                return self._as_reproach(coded)
        return None

    def _as_reproach(self, coded: CodedEvent) -> CodedEvent:
        """What a member says that Moscow did not do for it is a reproach: "said that the alliance had not helped"."""
        verb = coded.token
        while verb.dep_ == "xcomp":  # "had failed to protect"
            verb = verb.head
        if coded.event_type != "REJECT" or verb.dep_ != "ccomp" or not is_in("reporting", verb.head.lemma_):
            return coded
        speakers = self._who.codes_of(subject_of(verb.head))
        is_blamed = coded.sources and all(camp(c) == "moscow" for c in coded.sources)
        if not is_blamed or not speakers or any(camp(c) != "member" for c in speakers):
            return coded
        return replace(coded, event_type="ACCUSE", relation="hostile", sources=speakers, targets=coded.sources)

    def _coded(self, fit: Fit) -> CodedEvent | None:
        frame, verb, roles, theme, event_type, stance = fit
        sources = self._sources(verb, roles, stance)
        if (
            sources is None
            or (not sources and is_nobody_known(roles.subjects, self._who))
            or self._is_met_with(verb, roles)
            or (not sources and is_move_of_a_group(event_type, roles.subjects))
        ):
            return None
        targets = self._targets(frame, verb, roles, sources, theme)
        if not targets and event_type in TOWARDS and self._is_towards(sources, roles):
            return None  # nobody distances himself from himself: whoever did it was misread
        if (
            verb.lemma_ in ORDERING
            and targets
            and not any(self._who.is_name(t) for o in roles.objects for t in (o, *o.lefts))
        ):
            targets = ()  # "instructed the government": its own
        sources, targets = self._turned(fit, sources, targets)
        if not targets and frame.default_target and frame.default_target not in sources:
            targets = (frame.default_target,)
        if not self._satisfied(frame, sources, targets, not isinstance(theme, bool)):
            return None
        subtree = own_words(verb)
        return CodedEvent(
            token=verb,
            event_type=event_type,
            relation=frame.relation if event_type == frame.event_type else "hostile",
            dimension=self._dimension(frame.dimension, verb),
            sources=sources,
            targets=targets,
            stance=stance,
            theme=_theme(theme, frame, roles, verb),
            by_pronoun=any(s.tag_ == "PRP" for s in roles.subjects),
            of_help=frame.event_type in ("AID", "MOBILIZE"),
            within=self._who.codes_of(of_its_own(subtree, verb)) if len(subtree) < LONGEST_PHRASE else (),
        )

    def _sources(self, verb: Token, roles: Roles, stance: Stance) -> tuple[str, ...] | None:
        """Who acts; None when somebody else announces it, for that is no act of theirs."""
        sources = self._who.listed(s for s in roles.subjects if not is_private(s))
        sources = sources or self._who.codes_of(writers(roles.subjects))
        if stance is Stance.REFUSED and roles.passive and not sources and verb.dep_ == "ccomp":
            return self._who.codes_of(announcers(verb))  # "Parliament decided that the lease would not be prolonged"
        if stance is not Stance.ANNOUNCED:
            return sources
        speakers = self._who.codes_of(announcers(verb))
        if speakers and any(s.tag_ == "PRP" for s in roles.subjects):
            return speakers  # "its president said that it would not": the speaker's own state
        if roles.passive or not sources:
            return speakers
        return sources if not speakers or set(sources) & set(speakers) else None

    def _turned(
        self, fit: Fit, sources: tuple[str, ...], targets: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Sources and targets where the words turn them round: receiving, moving of itself, forces sent, expulsion."""
        frame, verb, roles, theme, event_type, _ = fit
        preps = roles.preps
        if frame.swap:
            giving = [p for o in roles.objects for c in o.children if c.lower_ == "from" for p in c.children]
            givers = self._who.codes_of([*preps.get("from", []), *giving])
            if not givers and not isinstance(theme, bool):  # "came under Azerbaijani fire"
                givers = self._who.codes_of(c for c in theme.children if c.dep_ in ("amod", "compound", "poss"))
            return givers, sources
        if event_type == "ASSAULT" and not isinstance(theme, bool) and not roles.objects:
            hit = self._nouns.suffering(theme)
            if hit and set(sources) <= set(hit):
                return (), hit  # "the shelling of its border began"
        if not isinstance(theme, bool) and theme in expanded(roles.subjects) and not roles.objects:
            # "Aid went from Kazakhstan"; but troops that leave a country are not that country's.
            givers = ("by",) if event_type in ("RETREAT", "MOBILIZE") else ("from", "by")
            # "Drills by Russian and Tajik soldiers ended": the drill says whose it was
            whose = [p for c in theme.children if c.lower_ == "by" for p in c.children]
            sources = self._who.codes_of([p for prep in givers for p in preps.get(prep, [])] + whose) or sources
        elif not isinstance(theme, bool) and not roles.subjects and event_type in OWNED:
            # "Russian peacekeepers were deployed": whose forces they are tells who sent them
            sources = self._who.codes_of([theme, *(c for c in theme.children if c.dep_ == "poss")])[:2] or sources
        elif verb.lemma_ in EXPELLING and not sources and not roles.subjects:
            sources, targets = self._who.codes_of(preps.get("from", [])), self._who.codes_of(roles.objects)
        return sources, tuple(c for c in targets if c not in sources)

    def _targets(
        self, frame: Frame, verb: Token, roles: Roles, sources: tuple[str, ...], theme: Token | bool = True
    ) -> tuple[str, ...]:
        """Actors in the first of the frame's target slots that names any but the source; else anywhere in reach."""
        if not isinstance(theme, bool):
            own = [c for c in theme.children if c.dep_ in ("compound", "amod", "nmod", "poss")]
            is_bond = theme.lemma_.lower() in self._lexicon.classes["membership"]  # "its participation in the alliance"
            preps = (*THEME_PREPS, "in") if is_bond else THEME_PREPS
            inner = [p for c in theme.children if c.lower_ in preps for p in c.children if p.dep_ == "pobj"]
            of_war = frame.event_type in STANDS and theme.lemma_.lower() in self._lexicon.classes["violence"]
            # "A deal with Baku", then "CSTO exercises"; but of "Russia's invasion of Ukraine" it is Russia's.
            for heads in (own, inner) if of_war else (inner, own):
                codes = tuple(c for c in self._who.codes_of(heads) if c not in sources)
                if codes:
                    return codes
        for each in (roles, *(roles_of(c) for c in chained(verb, roles))):
            slots = {
                "object": each.objects,
                "dative": each.datives,
                "clause": clause_subjects(verb),
                **each.preps,
            }
            for name in ("between", *frame.target, "object"):
                heads = slots.get(name, [])
                if frame.event_type == "ASSAULT" and name == "with":
                    heads = [t for t in heads if t.lemma_.lower() not in self._lexicon.classes["aid"]]  # its weapons
                codes = tuple(c for c in self._who.codes_of(heads) if c not in sources)
                codes = codes or tuple(c for c in self._who.codes_of(behind(heads)) if c not in sources)
                if not codes and name == "object" and frame.actor:
                    codes = tuple(c for c in self._who.codes_of(given_by(heads)) if c not in sources)
                if codes:
                    return codes
        if frame.default_target:
            return ()  # who else is named is what the act is about: "invoked the treaty over an incursion"
        return tuple(c for c in self._anywhere(frame, verb, roles, sources) if c not in sources)

    def _anywhere(self, frame: Frame, verb: Token, roles: Roles, sources: tuple[str, ...]) -> tuple[str, ...]:
        """Actors among all that a verb governs, other than what only tells when, where or with what."""
        is_fight = frame.event_type == "ASSAULT"
        aside = {*BEFORE_AND_AFTER, *CIRCUMSTANCE, *(("with", "near") if is_fight else ())}
        heads = [t for name, heads in roles.preps.items() if name not in aside for t in heads]
        heads = [t for t in heads if t.head.lower_ != "during" or t.lemma_.lower() not in SUMMITS]
        found = self._who.codes_of(roles.objects + heads)
        if is_fight and not set(found) - set(sources):
            return _sufferers(verb, self._who)
        if not found and frame.event_type == "CONSULT":
            return tuple(c for place in roles.preps.get("to", []) for c in state_of(place))
        return found

    def _is_met_with(self, verb: Token, roles: Roles) -> bool:
        """ "Met with one defeat after another" is no meeting."""
        met = roles.preps.get("with", [])
        return verb.lemma_ == "meet" and bool(met) and not roles.objects and not self._who.codes_of(met)

    def _is_towards(self, sources: tuple[str, ...], roles: Roles) -> bool:
        """Whether the act is done towards its very doers."""
        heads = [t for prep in ("from", "against", "with") for t in roles.preps.get(prep, [])]
        return bool(sources) and set(self._who.codes_of(heads)) == set(sources)

    @staticmethod
    def _satisfied(frame: Frame, sources: tuple[str, ...], targets: tuple[str, ...], has_theme: bool = False) -> bool:
        if frame.source_camp and not any(camp(c) == frame.source_camp for c in sources):
            return False
        if "actor" in frame.needs and not sources:
            return False
        if "two" in frame.needs and not (sources and targets) and len(sources) < 2:
            return False
        return bool(sources or targets) or has_theme or frame.people or frame.subject is not None

    def _dimension(self, default: str, verb: Token) -> str:
        words = {t.lemma_.lower() for t in verb.subtree if abs(t.i - verb.i) < 15}
        for dimension, signs in self._lexicon.dimensions.items():
            if words & signs:
                return dimension
        return default


def _sufferers(verb: Token, who: Referents) -> tuple[str, ...]:
    """The speaker in "said that a jet had shot down one of its helicopters"."""
    is_own = any(t.tag_ == "PRP$" for c in verb.children if c.dep_ == "dobj" for t in c.subtree)
    return who.codes_of(announcers(verb)) if is_own and verb.dep_ == "ccomp" else ()


def _theme(theme: Token | bool, frame: Frame, roles: Roles, verb: Token) -> str:
    """Lemma of what the act is about: its theme, else its object, the forces that move, or the verb itself."""
    if not isinstance(theme, bool) and not (frame.subject and roles.subjects):
        return theme.lemma_.lower()
    heads = roles.subjects if frame.subject else roles.objects
    return next(iter(heads), verb).lemma_.lower()
