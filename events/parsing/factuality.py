"""Tells whether a text asserts an event: negation, modality, opinion and habit.

In: a verb or noun of a parsed sentence. Out: a `Stance`: asserted, refused (it was to come and did not), announced
(a party says that it will), or nothing. Word lists: ``data/factuality.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from events.parsing.performing import is_polite, says_how_it_feels
from events.text.word_lists import is_in, word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

INVERTED = word_list("inverted")
DENYING = word_list("denying")
GOING_ON = word_list("going_on")
SINGLED = word_list("singled")
POINTLESS = word_list("pointless")
CLAIMING = word_list("claiming")
NOTICES = word_list("notice")
MOVING = word_list("moving")
SPANS = word_list("long_span")
ANYBODY = word_list("anybody")


class Stance(Enum):
    """How a text stands to a happening it names."""

    ASSERTED = "asserted"
    REFUSED = "refused"
    ANNOUNCED = "announced"
    NOT = "not a happening"


@dataclass(frozen=True, slots=True)
class Factuality:
    """Tells how a paragraph stands to the happenings it names.

    `in_chronology`: the paragraph is an entry of a chronology, whose present tense tells what happened.
    """

    in_chronology: bool = False

    def stance_of(self, verb: Token, depth: int = 0) -> Stance:
        """How the text stands to what the verb says."""
        if depth > 6 or verb.sent.text.rstrip().endswith("?") or _is_conditional(verb):
            return Stance.NOT
        if _is_not_meant(verb):
            return Stance.REFUSED  # "is not planning to send", "has no plans to step in"
        if _is_opinion(verb) or _is_backdrop(verb):
            return Stance.NOT
        if any(c.dep_ == "parataxis" and c.lemma_ in CLAIMING for c in verb.children):
            return Stance.NOT  # "two members, he claimed, had helped"
        if any(is_in("unreal_adverb", c.lower_) for c in verb.children if c.dep_ == "advmod"):
            return Stance.NOT
        negated = is_negated(verb)
        modals = [c.lower_ for c in verb.children if c.dep_ == "aux" and (c.tag_ == "MD" or c.lower_ in ("'d", "'ll"))]
        if modals:
            return self._modal(verb, modals[0], negated)
        if is_polite(verb):
            return Stance.ASSERTED
        if any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
            return _flip(self._infinitive(verb, depth), negated)
        return _flip(self._finite(verb, depth), negated)

    def _modal(self, verb: Token, modal: str, negated: bool) -> Stance:
        announced = self._is_announced(verb)
        if negated:
            # "would not sign", "could not step in": a refusal when told as past; "will not" only when a party says so.
            past = modal in ("would", "'d", "could") and not _is_forecast(verb)
            return Stance.REFUSED if past or announced else Stance.NOT
        return Stance.ANNOUNCED if announced and modal in ("will", "would", "'ll", "'d", "wo") else Stance.NOT

    def _is_announced(self, verb: Token) -> bool:
        """Embedded in a saying by someone in office, as in "Armenia announced that it would …"."""
        head = verb.head
        if verb.dep_ == "conj":
            return head.pos_ == "VERB" and self._is_announced(head)
        if verb.dep_ in ("acl", "ccomp") and head.lemma_ in NOTICES:
            return self.stance_of(head.head) is not Stance.NOT if head.head.pos_ == "VERB" else True
        if verb.dep_ == "acl" and is_in("intention", head.lemma_.lower()):
            return is_in("announcing", head.head.lemma_) and not is_negated(
                head.head
            )  # "announced its intention to join"
        return (
            verb.dep_ == "ccomp" and is_in("announcing", head.lemma_) and not is_negated(head) and not _is_opinion(head)
        )

    def _infinitive(self, verb: Token, depth: int) -> Stance:
        head = verb.head
        if any(c.tag_ in ("WRB", "WP") and c.i < verb.i for c in verb.children):
            return Stance.NOT  # "will decide later when to leave"
        if verb.dep_ == "conj":
            return self.stance_of(head, depth + 1)
        if (copula := singled_out(verb)) is not None:
            return self.stance_of(copula, depth + 1)
        if verb.dep_ == "xcomp" and head.lemma_ == "be":
            return Stance.NOT  # "a day before they were to arrive"
        if verb.dep_ not in ("xcomp", "ccomp", "acl", "advcl", "acomp", "relcl"):
            return Stance.NOT
        # The parser reads "went on to cancel" as a purpose now and then.
        is_chained = verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and head.lemma_ in GOING_ON)
        if is_chained and head.pos_ in ("VERB", "AUX"):
            if is_in("continuing", head.lemma_) and not _is_unwilling(head):
                return self.stance_of(head, depth + 1)
            if is_in("failing", head.lemma_):
                return _flip(self.stance_of(head, depth + 1), True)
        if verb.dep_ == "acl" and (head.lemma_ in NOTICES or self._is_announced(verb)):
            return Stance.ASSERTED if head.lemma_ in NOTICES else Stance.ANNOUNCED  # "Armenia's decision to leave"
        return Stance.REFUSED if _is_unwilling(head) else Stance.NOT

    def _finite(self, verb: Token, depth: int) -> Stance:
        tag = verb.tag_
        auxes = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
        is_past_form = tag == "VB" and verb.lower_ != verb.lemma_.lower()  # "forgave" is a past, whatever its tag
        if tag in ("VBD", "VBN") or is_past_form:
            return self._past(verb, auxes, depth)
        if tag == "VBG":
            return self._gerund(verb, auxes, depth)
        if auxes & {"did", "does", "do", "has", "have", "had"}:
            return Stance.ASSERTED if auxes & {"did", "have", "has"} or _is_standing_refusal(verb) else Stance.NOT
        if tag in ("VBZ", "VBP") and (is_in("performative", verb.lemma_) or says_how_it_feels(verb)):
            return Stance.ASSERTED
        if tag in ("VBZ", "VBP"):
            return Stance.ASSERTED if self._tells_present(verb) else Stance.NOT
        if verb.dep_ == "ccomp" and is_in("causing", verb.head.lemma_):
            return self.stance_of(verb.head, depth + 1)  # "made him withdraw"
        # The parser now and then reads a past or a chained infinitive as a bare form.
        return (
            self.stance_of(verb.head, depth + 1)
            if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ == "VERB" and depth < 5
            else Stance.NOT
        )

    def _past(self, verb: Token, auxes: set[str], depth: int) -> Stance:
        if (verb.dep_ == "amod" and not any(c.dep_ == "nsubj" for c in verb.children)) or (
            verb.dep_ == "acl" and is_in("stative", verb.lemma_)
        ):
            return Stance.NOT
        if verb.dep_ == "conj" and verb.tag_ == "VBN" and not auxes and verb.head.pos_ == "VERB":
            return self.stance_of(verb.head, depth + 1)
        if auxes & {"is", "are", "'s", "'re"} and not auxes & {"been", "being"} and verb.tag_ == "VBN":
            return Stance.ASSERTED if self._tells_present(verb) else Stance.NOT
        is_denied = verb.dep_ == "conj" and any(c.lower_ == "nor" and c.i < verb.i for c in verb.head.children)
        return Stance.REFUSED if is_denied else Stance.ASSERTED  # "neither condemned it nor sent troops"

    def _gerund(self, verb: Token, auxes: set[str], depth: int) -> Stance:
        if auxes & {"is", "are", "was", "were", "been", "'s", "'re", "has", "have", "had"}:
            return Stance.ASSERTED
        head = verb.head
        if verb.dep_ == "pcomp":
            governor = head.head
            if is_in("alleging", governor.lemma_) or is_in("wanting", governor.lemma_):
                return Stance.NOT
            if (
                head.lower_ in ("by", "after", "before", "in")
                and governor.pos_ == "VERB"
                and self.stance_of(governor, depth + 1) is Stance.NOT
            ):
                return Stance.NOT
            if any(c.lower_ == "no" for c in governor.children) and governor.lemma_ in POINTLESS:
                return Stance.REFUSED  # "saw no point in staging the drill"
            in_return = head.lower_ == "for" and governor.lower_ in ("exchange", "return")
            return (
                Stance.ASSERTED
                if in_return
                or head.lower_
                in ("by", "after", "before", "since", "with", "in", "besides", "despite", "following", "through")
                else Stance.NOT
            )
        if verb.dep_ == "xcomp":
            if is_in("continuing", head.lemma_):
                return self.stance_of(head, depth + 1)
            return Stance.REFUSED if is_in("failing", head.lemma_) else Stance.NOT
        if verb.dep_ in ("advcl", "conj", "dep", "ccomp", "acl", "pobj", "appos", "ROOT", "amod"):
            if verb.dep_ in ("conj", "advcl") and head.pos_ in ("VERB", "AUX"):
                stance = self.stance_of(head, depth + 1) if head.tag_ not in ("VBZ", "VBP") else Stance.ASSERTED
                # "refused to attend, accusing Moscow": what goes with a refusal is not refused
                return Stance.ASSERTED if stance is Stance.REFUSED and verb.dep_ == "advcl" else stance
            return Stance.ASSERTED if verb.dep_ != "amod" else Stance.NOT
        return Stance.NOT

    def _tells_present(self, verb: Token) -> bool:
        """Captions, chronologies and headlines tell in the present; so does a sentence that opens with its date."""
        if self.in_chronology:
            return True
        sentence = verb.sent
        opening = sentence[: min(len(sentence), 6)]
        has_date = any(t.ent_type_ == "DATE" and any(ch.isdigit() for ch in t.text) for t in opening)
        return has_date or sentence.text.startswith(("Pictured", "•", "–"))


def _is_backdrop(verb: Token) -> bool:
    """ "When their vehicles were returning to base" tells when something else happened."""
    if is_going_on(verb) and any(p.lemma_ in SPANS for c in verb.children if c.lower_ == "for" for p in c.children):
        return True  # "have for decades been stationed"
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.lemma_ == "be":
        return any(c.dep_ == "attr" for c in verb.head.children)  # "has been a partner, helping to …"
    is_progressive = verb.tag_ == "VBG" and any(c.dep_ == "aux" for c in verb.children)
    is_told_with = any(c.lower_ in ("when", "while", "as") for c in verb.children if c.dep_ in ("advmod", "mark"))
    return is_progressive and verb.dep_ == "advcl" and is_told_with and verb.lemma_ in MOVING


def _flip(stance: Stance, negated: bool) -> Stance:
    if not negated:
        return stance
    return {Stance.ASSERTED: Stance.REFUSED, Stance.ANNOUNCED: Stance.REFUSED}.get(stance, Stance.NOT)


def is_negated(verb: Token) -> bool:
    """True when the verb, its subject or its object is negated."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "hardly", "barely", "nor", "neither"):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and _says_none(child):
            return True
        if child.lower_ == "to" and any(c.dep_ == "neg" for c in child.children):
            return True  # "chose not to"
    return any(c.lower_ in ("without",) for c in [verb.head] if verb.dep_ == "pcomp")


def _says_none(token: Token) -> bool:
    if token.lower_ in ("none", "nobody", "nothing", "neither", "noone"):
        return True
    if token.left_edge.lower_ == "no" and token.left_edge.nbor().lower_ in ("more", "fewer", "less"):
        return False  # "no more than eight countries" are eight
    # "no CSTO manoeuvres": the parser may hang the "no" on the name
    near = (c for t in (token, *token.lefts) for c in (t.children if t != token else token.children))
    return any(c.lower_ in ("no", "neither") for c in near if c.dep_ in ("det", "neg", "preconj", "cc"))


def _is_forecast(verb: Token) -> bool:
    return any(is_in("forecast", c.lower_) for c in verb.children)


def singled_out(verb: Token) -> Token | None:
    """The "was" of "was the first (one of five, the only one) to vote": the infinitive tells what was done."""
    named = verb.head
    while named.dep_ == "pobj" and named.head.lower_ in ("of", "among"):
        named = named.head.head
    if verb.dep_ not in ("relcl", "acl") or named.dep_ not in ("attr", "prep") or named.head.lemma_ != "be":
        return None
    words = {named.lower_, *(c.lower_ for c in named.children)}
    return named.head if words & SINGLED and any(c.lower_ == "to" for c in verb.children) else None


def _is_not_meant(verb: Token) -> bool:
    """Whether somebody has no mind to do it: "is not prepared to", "has no plans to", "is not planning to"."""
    head = verb.head
    if verb.dep_ == "acl":
        return is_in("intention", head.lemma_.lower()) and any(c.lower_ == "no" for c in head.children)
    if verb.dep_ != "xcomp":
        return False
    words = {head.lower_, head.lemma_.lower(), *(c.lower_ for c in head.children if c.dep_ == "acomp")}
    governor = head.head if head.dep_ == "acomp" else head
    return any(is_in("readiness", w) for w in words) and (is_negated(head) or is_negated(governor))


def _is_unwilling(head: Token) -> bool:
    """Whether what governs an infinitive says that it was not done: "was loath to", "in no position to"."""
    if is_in("unwilling", head.lower_) or any(
        c.dep_ == "acomp" and is_in("unwilling", c.lower_) for c in head.children
    ):
        return True
    is_no_position = is_in("ability", head.lower_) and any(c.lower_ == "no" for c in head.children)
    return is_no_position or is_in("not_doing", head.lower_)


def _is_standing_refusal(verb: Token) -> bool:
    """ "Does not recognise" is a stand taken; "does not use force" is a habit."""
    return is_negated(verb) and is_in("taking_a_stand", verb.lemma_)


def is_present(token: Token) -> bool:
    """Told as going on: "is asking", "are seeking"."""
    auxes = {c.lower_ for c in token.children if c.dep_ == "aux"}
    return token.tag_ == "VBG" and bool(auxes & {"is", "are", "'s", "'re", "am"})


def is_going_on(token: Token) -> bool:
    """Told in the present perfect or progressive, which no past date carries over to: "has frozen", "is seeking"."""
    auxes = {c.lower_ for c in token.children if c.dep_ == "aux"}
    return bool(auxes & {"has", "have", "'ve"}) or is_present(token)


def _is_conditional(verb: Token) -> bool:
    """Whether the verb, or a clause it hangs on, is a condition or stands under one."""
    if is_in("performative", verb.lemma_) or is_in("announcing", verb.lemma_):
        return _has_mark(verb, "conditional") or _is_inverted(verb)  # else a threat or a saying is real
    token = verb
    while True:
        if _has_mark(token, "conditional") or _is_inverted(token):
            return True
        if any(c.dep_ == "advcl" and (_has_mark(c, "condition_of") or _is_inverted(c)) for c in token.children):
            return True
        climbs = token.dep_ in ("conj", "advcl", "xcomp", "ccomp", "pcomp") and token.head != token
        if not climbs or token.head.pos_ not in ("VERB", "AUX", "ADP", "SCONJ"):
            return False
        token = token.head


def _has_mark(verb: Token, list_name: str) -> bool:
    return any(c.dep_ == "mark" and is_in(list_name, c.lower_) for c in verb.children)


def _is_inverted(verb: Token) -> bool:
    """A condition without "if": "Had Minsk agreed, …", "Were it to leave, …", "Should Russia be beaten, …"."""
    return any(c.dep_ in ("aux", "auxpass") and c.is_sent_start and c.lower_ in INVERTED for c in verb.children)


def _is_not_held(head: Token) -> bool:
    """ "It is not true that …", "a report that claimed it had left"."""
    is_anybody = head.dep_ == "relcl" and head.head.lower_ in ANYBODY  # "those who say that it has left are mistaken"
    return (
        is_anybody or (is_negated(head) and head.lemma_ == "be") or (head.lemma_ in CLAIMING and head.dep_ == "relcl")
    )


def _is_opinion(verb: Token) -> bool:
    """Under a verb of thinking, hoping, wanting or denying, or of suggesting by somebody not in office."""
    token = verb
    for _ in range(6):
        head = token.head
        if head == token:
            return False
        if token.dep_ in ("ccomp", "xcomp", "advcl", "acl") and head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            if is_in("opinion", head.lemma_) and token.dep_ != "advcl":
                return True
            if token.dep_ == "ccomp" and _is_not_held(head):
                return True
            if token.dep_ == "ccomp" and is_negated(head) and is_in("reporting", head.lemma_):
                return True
        if token.dep_ == "pcomp" and is_in("alleging", head.head.lemma_):
            return True  # "accused Baku of having occupied …" tells the accusing only
        if token.dep_ in ("dobj", "pobj") and head.lemma_ in DENYING:
            return True  # "denied reports that it had asked for troops"
        if token.dep_ not in ("ccomp", "xcomp", "conj", "advcl", "acl", "pcomp", "prep", "dobj"):
            return False
        token = head
    return False
