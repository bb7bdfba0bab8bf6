"""Codes events told by a noun: "the clashes in September", "Russia's refusal of help".

In: a noun of a parsed sentence. Out: `CodedEvent`, or nothing when the noun tells no happening of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.actors.coreference import Referents
from events.actors.directory import camp
from events.coding.coded import CodedEvent
from events.coding.lexicon import Lexicon, NounFrame
from events.parsing.factuality import Factuality, Stance
from events.parsing.roles import roles_of
from events.text.word_lists import is_in, word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

FORCES = word_list("armed")
ABSENT = word_list("absenting")
MANY = 20
MANY_WORDS = word_list("many")
SUPPRESSING = word_list("suppressing")
PREPS = ("by", "with", "between", "against", "on", "of", "from", "to")
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
            if self._satisfied(frame, noun, actors):
                sources, targets = actors[:1], actors[1:]
                if frame.event_type in ("ASSAULT", "CONSULT") and len(actors) == 2:
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
        if len(found) < 2:
            verb = noun
            while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
                verb = verb.head
            if verb.pos_ in ("VERB", "AUX"):
                found.extend(c for c in self._who.codes_of(roles_of(verb).subjects) if camp(c) == "member")
        return tuple(dict.fromkeys(found))

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
            return any(t.ent_id_ for t in noun.subtree)  # a named place, if no party
        if "two" in frame.needs:
            return len(actors) >= 2
        return bool(actors) or "two-or-zone" in frame.needs

    def is_real(self, noun: Token) -> bool:
        """Whether a noun is told as a happening, not as a name, a topic or a possibility."""
        if noun.dep_ in ("compound", "amod", "nmod"):
            return False
        above = noun.head.head
        if noun.head.lower_ in ("about", "on") and above.pos_ == "NOUN" and above.lemma_ not in FORCES:
            return False  # "a film about the war", but "troops on a drill"
        if noun.head.lower_ == "from" and above.lemma_ in ABSENT:
            return False  # "stayed home from the drill"
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
        while governor.pos_ in ("ADP", "NOUN", "SCONJ") and governor.head != governor and governor.dep_ != "ROOT":
            if governor.pos_ == "NOUN" and is_in("opinion", governor.lemma_):
                return False
            governor = governor.head
        if governor.pos_ not in ("VERB", "AUX"):
            return True
        if noun.head.lower_ == "in" and noun.head.head.lemma_ in ("part", "participate", "participation"):
            return self._factuality.stance_of(governor) is Stance.ASSERTED  # "took no part in the assault"
        is_occasion = noun.dep_ == "pobj" and noun.head.lower_ in OCCASION_PREPS
        is_argument = noun.dep_ in ("dobj", "pobj") and noun.head in (governor, *governor.children)
        if is_argument and is_in("unreal_governor", governor.lemma_):
            return is_occasion
        return is_occasion or self._factuality.stance_of(governor) is not Stance.NOT


def is_many(noun: Token) -> bool:
    """Whether a noun counts happenings by the score: "more than 230 conflicts", "dozens of incidents"."""
    counted = [noun, noun.head.head] if noun.head.lower_ == "of" else [noun]
    numbers = [c.text.replace(",", "") for t in counted for c in t.children if c.dep_ == "nummod"]
    return any(n.isdigit() and int(n) >= MANY for n in numbers) or counted[-1].lower_ in MANY_WORDS
