"""Codes events told by a noun: "the clashes in September", "Russia's refusal of help".

In: a noun of a parsed sentence. Out: `CodedEvent`, or nothing when the noun tells no happening of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.actors.coreference import Referents
from events.actors.directory import camp
from events.coding.coded import CodedEvent
from events.coding.effects import AT_ODDS
from events.coding.lexicon import Lexicon, NounFrame
from events.coding.no_act import is_for_reporters, is_remark, is_unanswered
from events.parsing.factuality import Factuality, Stance
from events.parsing.roles import roles_of
from events.text.word_lists import is_in, word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

FORCES = word_list("armed")
ABSENT = word_list("absenting")
BORDERS = word_list("border_word")
MANY = 20
MANY_WORDS = word_list("many")
SUPPRESSING = word_list("suppressing")
BEFORE_AND_AFTER = word_list("time_apart")
BETWEEN = frozenset({"ADP", "NOUN", "PROPN", "SCONJ"})
PREPS = ("by", "with", "between", "against", "on", "of", "from", "to")
ONE_SIDED = word_list("done_by_one_side")
NOT_YET = frozenset({"CONSULT", "ASSAULT", "PROTEST"})
TOPIC_PREPS = ("about", "over")
# After these a noun is told as having happened, whatever the verb says.
OCCASION_PREPS = ("during", "in", "after", "following", "amid", "since", "over")


class NounCoder:
    """Codes the nouns of one paragraph."""

    def __init__(self, lexicon: Lexicon, referents: Referents, factuality: Factuality) -> None:
        self._lexicon = lexicon
        self._who = referents
        self._factuality = factuality

    def code(self, noun: Token) -> CodedEvent | None:
        """The happening that a noun tells, or None."""
        frames = self._lexicon.nouns.get(noun.lemma_.lower()) or self._lexicon.nouns.get(noun.lower_)
        if not frames or not self.is_real(noun):
            return None
        actors = self.actors(noun)
        for frame in frames:
            if frame.event_type in NOT_YET and self._is_to_come(noun):
                continue  # "a meeting will be held on Monday"
            if self._satisfied(frame, noun, actors):
                sources, targets = self._turned(frame, noun, actors)
                if frame.event_type == "ACCUSE" and (scolded := self._scolded(noun)):
                    sources, targets = tuple(c for c in actors if c not in scolded)[:1], scolded
                if frame.event_type == "ASSAULT" and len(actors) == 1 and actors == self.suffering(noun):
                    sources, targets = (), actors
                if frame.event_type in ("RETREAT", "MOBILIZE") and len(actors) == 1 and actors == self._left(noun):
                    sources, targets = (), actors
                is_mutual = frame.event_type in ("ASSAULT", "CONSULT") and not is_in("journey", noun.lemma_.lower())
                if is_mutual and len(actors) == 2:
                    sources, targets = actors, actors[::-1]
                return CodedEvent(
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

    def _scolded(self, noun: Token) -> tuple[str, ...]:
        """Whom "a rebuke to Moscow" is meant for."""
        preps = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("to", "of", "for", "against")]
        return self._who.codes_of(p for c in preps for p in c.children if p.dep_ == "pobj")

    def _turned(
        self, frame: NounFrame, noun: Token, actors: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who does it, and to whom; of "made an appeal to", "announced the cancellation of" the subject is the doer."""
        if frame.event_type in ("REQUEST", "SANCTION") and noun.dep_ == "dobj":
            doers = self._who.codes_of(roles_of(noun.head).subjects)
            if doers and not any(c.dep_ == "poss" or c.lower_ in ("by", "from") for c in noun.children):
                return doers, tuple(c for c in actors if c not in doers)
        return actors[:1], actors[1:]

    def _is_to_come(self, noun: Token) -> bool:
        """Whether a noun's verb only says that it will be."""
        verb = next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), None)
        return verb is not None and self._factuality.stance_of(verb) is Stance.ANNOUNCED

    def suffering(self, noun: Token) -> tuple[str, ...]:
        """Who is only named as what was hit: "the shelling of its border", "an attack on the convoy of Tajikistan"."""
        doers = [
            c for c in noun.children if c.dep_ in ("poss", "compound", "amod", "nmod") or c.lower_ in ("by", "from")
        ]
        if any(self._who.codes_of(t for t in c.subtree) for c in doers):
            return ()
        preps = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "on", "against")]
        return self._who.codes_of(p for c in preps for p in c.children if p.dep_ == "pobj")

    def _left(self, noun: Token) -> tuple[str, ...]:
        """Where "the withdrawal of the troops from Tajikistan" is from: not who withdraws them."""
        of_it = [p for c in noun.children if c.lower_ == "of" for p in c.children]  # "of the troops from Tajikistan"
        return self._who.codes_of(
            p for t in (noun, *of_it) for c in t.children if c.lower_ == "from" for p in c.children
        )

    def actors(self, noun: Token) -> tuple[str, ...]:
        """Who takes part in what a noun tells, the doer first."""
        # Who did it stands after "by" or before "'s"; those come first.
        heads = [p for c in noun.subtree if c.lower_ == "by" for p in c.children if p.dep_ == "pobj"]
        heads += [c for c in noun.children if c.dep_ == "poss"]
        heads += [c for c in noun.children if c.dep_ in ("compound", "amod", "nmod")]
        holders = [noun, noun.head] if noun.head.pos_ in ("VERB",) else [noun]
        for holder in holders:
            for child in holder.children:
                if child.dep_ == "prep" and child.lower_ in PREPS:
                    inner = [c for c in child.children if c.dep_ == "pobj"]
                    heads.extend(inner)
                    # "refusal of help to Armenia": the recipient hangs on the help
                    heads.extend(p for c in inner for q in c.children if q.lower_ in ("to", "for") for p in q.children)
        found = list(self._who.codes_of(heads))
        if len(found) < 2 and not self._is_topic(noun, found):
            found = self._with_subject(noun, found)
        if len(set(found)) < 2 and self._is_on_border(noun):
            return tuple(dict.fromkeys((*found, *(c for t in noun.sent for c in self._who.named(t)))))
        return tuple(dict.fromkeys(found))

    def _is_topic(self, noun: Token, found: list[str]) -> bool:
        """Whether a noun is only what something else is about: "tensions over the war in …"."""
        if noun.lemma_ in ONE_SIDED and found and tuple(found) == self.suffering(noun):
            return True
        if noun.lemma_ in ("war", "conflict") and noun.head.lower_ == "in" and noun.head.head.pos_ == "NOUN":
            return True  # "no ally in the war with Ukraine"
        return noun.head.lower_ in TOPIC_PREPS and noun.head.head.pos_ == "NOUN"

    def _with_subject(self, noun: Token, found: list[str]) -> list[str]:
        """Who takes part, with the subject of the verb above: "after talks with Rahmon, Macron said …"."""
        is_met = is_in("talks", noun.lemma_.lower()) and any(c.lower_ in ("with", "to") for c in noun.children)
        if found and noun.head.lower_ in BEFORE_AND_AFTER and not is_met:
            return found
        verb = noun
        while (verb.pos_ not in ("VERB", "AUX") or verb.dep_ == "prep") and verb.head != verb:
            if verb.pos_ == "NOUN" and verb.dep_ == "appos":
                return found  # "a hub for the war in …": who acts here does not fight there
            verb = verb.head
        if verb.pos_ not in ("VERB", "AUX"):
            return found
        subjects = self._who.codes_of(roles_of(verb).subjects)
        if is_met and any(camp(c) == "member" for c in (*found, *subjects)):
            return [*subjects, *found]
        return [*found, *(c for c in subjects if camp(c) == "member")]

    def _satisfied(self, frame: NounFrame, noun: Token, actors: tuple[str, ...]) -> bool:
        classes = self._lexicon.classes
        about = {t.lemma_.lower() for t in noun.subtree}
        if "help" in frame.needs and not about & classes["about_help"]:
            # "an appeal from Tajikistan" is told with its sender alone
            return noun.lemma_ == "appeal" and any(c.lower_ in ("from", "by", "to") for c in noun.children)
        if "forces" in frame.needs and not about & classes["troops"]:
            return False
        if "of-sanctioned" in frame.needs and not about & classes["about_bloc"]:
            return False
        if "two" in frame.needs and "date" not in frame.needs and not actors:
            return any(t.ent_id_ for t in _told_with(noun))  # a named place, if no party
        if "two" in frame.needs:
            return len(actors) >= 2
        return bool(actors) or "two-or-zone" in frame.needs

    def _is_on_border(self, noun: Token) -> bool:
        """ "Recalled its ambassador to Dushanbe following a border skirmish": between the two that are named."""
        is_there = any(t.lemma_.lower() in BORDERS for t in noun.subtree)
        return is_there and frozenset(c for t in noun.sent for c in self._who.named(t)) in AT_ODDS

    def is_real(self, noun: Token) -> bool:
        """Whether a noun is told as a happening, not as a name, a topic or a possibility."""
        if noun.dep_ in ("compound", "amod", "nmod"):
            return False
        above = noun.head.head
        if noun.head.lower_ in ("about", "on") and above.pos_ == "NOUN" and above.lemma_ not in FORCES:
            return False  # "a film about the war", but "troops on a drill"
        if noun.head.lower_ == "from" and above.lemma_ in ABSENT:
            return False  # "stayed home from the drill"
        if noun.head.lower_ == "in" and noun.head.head.lemma_ == "be":
            return False  # "is in conflict with its supplier" tells a state of things
        if any(is_unanswered(a) for a in noun.ancestors):
            return False  # "declined to comment on the request"
        if is_remark(noun) or is_for_reporters(noun) or noun.head.head.lower_ == "ahead":
            return False  # "ahead of his visit"
        if any(is_in("old_war", c.lower_) for c in noun.children):
            return False  # "the Great Patriotic War" is a name
        if noun.head.lemma_ in SUPPRESSING:
            return True  # what is put down was there
        if any(is_in("unreal", c.lower_) for c in noun.children if c.dep_ in ("det", "amod", "advmod", "nummod")):
            return False
        return self._is_asserted(noun)

    def _is_asserted(self, noun: Token) -> bool:
        """Whether what governs the noun tells it as real."""
        governor = noun.head
        while (
            governor.pos_ in ("ADP", "NOUN", "PROPN", "SCONJ") and governor.head != governor and governor.dep_ != "ROOT"
        ):
            if governor.pos_ == "NOUN" and is_in("opinion", governor.lemma_):
                return False
            governor = governor.head
        if governor.pos_ not in ("VERB", "AUX"):
            return True
        if noun.head.lower_ == "in" and is_in("participation", noun.head.head.lemma_):
            return self._factuality.stance_of(governor) is Stance.ASSERTED  # "took no part in the assault"
        if noun.head.lower_ == "in" and any(c.lower_ in ("will", "shall", "'ll") for c in governor.children):
            return False  # "will take part in the drill"
        is_occasion = noun.dep_ == "pobj" and noun.head.lower_ in OCCASION_PREPS
        is_argument = noun.dep_ in ("dobj", "pobj") and noun.head in (governor, *governor.children)
        if is_argument and is_in("unreal_governor", governor.lemma_):
            return is_occasion
        return is_occasion or self._factuality.stance_of(governor) is not Stance.NOT


def _told_with(noun: Token) -> list[Token]:
    """A noun's phrase; with its verb's, where that only says that it happened: "clashes broke out in Batken"."""
    is_all = noun.dep_ in ("nsubj", "nsubjpass") and is_in("occurring", noun.head.lemma_)
    return list((noun.head if is_all else noun).subtree)


def is_many(noun: Token) -> bool:
    """Whether a noun counts happenings by the score: "more than 230 conflicts", "dozens of incidents"."""
    counted = [noun, noun.head.head] if noun.head.lower_ == "of" else [noun]
    numbers = [c.text.replace(",", "") for t in counted for c in t.children if c.dep_ == "nummod"]
    return any(n.isdigit() and int(n) >= MANY for n in numbers) or counted[-1].lower_ in MANY_WORDS


def is_encounter(coded: CodedEvent) -> bool:
    """Whether a noun tells that two parties met: "after talks with Rahmon, Putin said …"."""
    two = len({*coded.sources, *coded.targets}) == 2
    return coded.is_noun and coded.event_type == "CONSULT" and two and is_in("talks", coded.theme)
