"""Finds who stands where in a clause: subject, object, and what hangs on each preposition.

In: a verb of a parsed sentence. Out: its `Roles`: subject, object and prepositional phrases, with passives turned
round and the subject of a chained or participial verb taken from the verb that governs it. What the roles mean is
left to `events.coding.verbs`.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

from events.parsing.factuality import singled_out
from events.text.word_lists import is_in, word_list

# "asked the CSTO to step in": the object of asking is who steps in.
MONTHS = tuple(calendar.month_name[1:])
ADDRESSING = word_list("addressing")
BEFORE_TO = word_list("before_to")
SOURCE = word_list("source_of_a_claim")
TOWARDS_SOMEBODY = word_list("said_to_somebody")
OBJECT_CONTROL = word_list("object_control")


@dataclass(slots=True)
class Roles:
    """Head tokens of a verb's arguments."""

    subjects: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    datives: list[Token] = field(default_factory=list)
    preps: dict[str, list[Token]] = field(default_factory=dict)
    passive: bool = False


def roles_of(verb: Token) -> Roles:
    """The arguments of a verb, its own or inherited."""
    roles = Roles()
    for child in verb.children:
        _take(child, roles)
    if len(roles.subjects) > 1 and not roles.passive:
        # "That dispute, Russia has done little to settle": what stands first is only spoken of
        roles.subjects = roles.subjects[-1:]
    if roles.passive and not roles.objects:
        roles.objects, roles.subjects = roles.subjects, []
    elif roles.passive:
        # "Armenia was granted a loan": who is granted stands as the subject
        roles.datives, roles.subjects = [*roles.datives, *roles.subjects], []
    roles.subjects.extend(_agents(verb) or (_far_agents(verb) if roles.passive else []))
    if not roles.subjects and not roles.passive:
        roles.subjects = _name_before(verb) or adjacent_subject(verb) or inherited_subject(verb)
    if roles.passive and not roles.objects and verb.dep_ == "conj":
        roles.objects = inherited_subject(verb)
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and not roles.objects:
        # "the peacekeepers sent to the border": the noun is what was sent, not who sent it
        roles.objects, roles.subjects, roles.passive = [verb.head], _agents(verb), True
    return roles


def _take(child: Token, roles: Roles) -> None:
    if child.dep_ in ("nsubj", "csubj", "nsubjpass"):
        roles.subjects.append(_antecedent(child))
        roles.passive = roles.passive or child.dep_ == "nsubjpass"
    elif child.dep_ == "auxpass":
        roles.passive = True
    elif child.dep_ in ("dobj", "obj", "oprd", "attr"):
        roles.objects.append(_antecedent(child))
    elif child.dep_ in ("dative", "iobj"):
        roles.datives.extend(_pobjs(child) or [child])
    elif child.dep_ in ("prep", "prt", "advmod"):
        _take_prep(child, roles)
    elif child.dep_ == "acomp":  # "was grateful to Moscow"
        for prep in child.children:
            if prep.dep_ == "prep":
                _take_prep(prep, roles)


def _antecedent(subject: Token) -> Token:
    """What "which", "that" or "who" stands for: the noun its clause hangs on."""
    clause = subject.head
    if subject.tag_ in ("WDT", "WP") and clause.dep_ == "relcl":
        return _one_among(clause.head) or clause.head
    return subject


def _one_among(group: Token) -> Token | None:
    """Who is meant in "Armenia was among eleven states that voted against": the one named, not the group."""
    prep = group.head
    copula = prep.head if prep.lower_ == "among" else prep.head.head
    if group.dep_ != "pobj" or prep.lower_ not in ("among", "of") or copula.lemma_ != "be":
        return None
    return next((c for c in copula.children if c.dep_ == "nsubj"), None)


def _take_prep(prep: Token, roles: Roles) -> None:
    """ "to Russia", "away from drills" (a preposition hanging on an adverb), "because of".

    "According to Minsk" says who says so, and "thanks to" why: nothing is done to either.
    """
    inner = [] if prep.lower_ in BEFORE_TO else [c for c in prep.children if c.dep_ == "prep"]
    for holder in [prep, *inner]:
        found = _pobjs(holder)
        if found:
            roles.preps.setdefault(holder.lower_, []).extend(found)
        for noun in found:
            if noun.lower_ in ("favour", "favor"):  # "in favour of a resolution"
                inner = [p for c in noun.children if c.lower_ == "of" for p in _pobjs(c)]
                roles.preps.setdefault("for", []).extend(inner)


def _pobjs(holder: Token) -> list[Token]:
    return [c for c in holder.children if c.dep_ in ("pobj", "pcomp")]


def _agents(verb: Token) -> list[Token]:
    return [p for c in verb.children if c.dep_ == "agent" for p in _pobjs(c)]


def given_by(nouns: list[Token]) -> list[Token]:
    """Who stands behind a noun as its giver: "welcomed the support provided by Baku"."""
    return [p for noun in nouns for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" for p in _agents(c)]


def _far_agents(verb: Token) -> list[Token]:
    """The agent of a passive that the parser hung on a noun: "was accused of betrayal by it", "refused help by it"."""
    return [
        p
        for c in verb.children
        if c.dep_ in ("prep", "dobj")
        for noun in (_pobjs(c) if c.dep_ == "prep" else [c])
        for by in noun.children
        if by.lower_ == "by"
        for p in _pobjs(by)
    ]


def inherited_subject(verb: Token, depth: int = 0) -> list[Token]:
    """The understood subject of a verb without one of its own."""
    if depth > 5:
        return []
    head = verb.head
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and (writer := _writer(head)) is not None:
        return subject_of(writer, depth + 1)
    if verb.dep_ in ("acl", "relcl"):
        copula = singled_out(verb)
        return [head] if copula is None else subject_of(copula, depth + 1)
    if verb.dep_ in ("xcomp", "acl") and head.pos_ in ("ADJ",) and head.head != head:
        return subject_of(head.head, depth + 1)  # "Russia was powerless to intervene"
    if verb.dep_ in ("pcomp", "conj", "xcomp", "advcl", "ccomp", "dep", "amod", "parataxis", "pobj") and head != verb:
        if verb.dep_ == "pcomp":
            return _governing(head, depth)
        if verb.dep_ == "xcomp" and head.lemma_ in OBJECT_CONTROL:
            objects = [c for c in head.children if c.dep_ in ("dobj", "nsubjpass", "dative")]
            if objects:
                return objects
        return subject_of(sayer_of(verb) or head, depth + 1)
    return [c for c in verb.children if c.dep_ == "poss"]


def sayer_of(verb: Token) -> Token | None:
    """The verb of saying to which "thanked" is joined in "said that it was calm and thanked him".

    The parser joins it to what was said, whose subject thanks nobody.
    """
    said = verb.head
    if verb.dep_ != "conj" or said.dep_ != "ccomp" or verb.lemma_ not in TOWARDS_SOMEBODY or verb.tag_ != "VBD":
        return None
    subjects = [c for c in said.children if c.dep_ in ("nsubj", "nsubjpass")]
    is_thing = all(s.pos_ in ("NOUN", "PRON") and s.lower_ not in ("he", "she", "they", "who") for s in subjects)
    return said.head if is_thing and not any(is_in("person_noun", s.lemma_.lower()) for s in subjects) else None


def _writer(addressee: Token) -> Token | None:
    """The verb of "wrote to Putin asking for talks": who writes asks, not who is written to."""
    above = addressee.head
    is_addressed = addressee.dep_ == "pobj" and above.lower_ == "to" and above.head.lemma_ in ADDRESSING
    return above.head if is_addressed else None


def subject_of(verb: Token, depth: int = 0) -> list[Token]:
    """Subject tokens of a verb (the agent, in a passive), its own or inherited."""
    agents = _agents(verb)
    if agents:
        return agents
    own = [_antecedent(c) for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")]
    return own or inherited_subject(verb, depth)


def _name_before(verb: Token) -> list[Token]:
    """The name right before a participle: in "Armenia turning to France" the parser ties it to anything but that."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    is_doer = before is not None and before.pos_ == "PROPN" and _writer(before) is None
    return [before] if verb.tag_ == "VBG" and is_doer else []


def adjacent_subject(verb: Token) -> list[Token]:
    """The noun that stands right before a finite verb, where the parser tied it to something else.

    Adverbs, dates and a phrase between commas may stand between; "and", a comma or the sentence's start before it.
    """
    if verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP") or verb.dep_ in ("amod", "acl", "relcl", "xcomp", "pcomp"):
        return []
    doc, first = verb.doc, verb.sent.start
    i = verb.i - 1
    while i >= first and verb.i - i < 24:
        token = doc[i]
        if token.text == ",":
            earlier = [j for j in range(max(first, i - 16), i) if doc[j].text == ","]
            if not earlier:
                return []
            i = earlier[-1] - 1
            continue
        if token.pos_ in ("ADV", "AUX", "PART", "NUM") or token.ent_type_ == "DATE" or token.lower_ in ("on", "in"):
            i -= 1
            continue
        return [token] if token.pos_ in ("PROPN", "NOUN", "PRON") and _opens_clause(token, first) else []
    return []


def _opens_clause(noun: Token, first: int) -> bool:
    # "In March Armenia …": the parser takes the month for a part of the name
    months = [c for c in noun.lefts if c.ent_type_ == "DATE" or c.text in MONTHS]
    start = noun.i if months else max(first, noun.left_edge.i)
    if months:
        return True
    before = noun.doc[start - 1] if start > first else None
    return (
        before is None
        or before.ent_type_ == "DATE"
        or before.lower_ in ("and", "but", "while", "when", "as", ",", ";", "that")
    )


def _governing(prep: Token, depth: int) -> list[Token]:
    """The subject of "by attacking": that of the verb the preposition hangs on."""
    holder = prep.head
    if holder.pos_ in ("VERB", "AUX"):
        return subject_of(holder, depth + 1)
    owner = [c for c in holder.children if c.dep_ == "poss"]
    # "In exchange for propping him up, Russia …": through the noun's own preposition to the verb
    above = holder.head.head if holder.head.pos_ == "ADP" else holder.head
    return owner or (subject_of(above, depth + 1) if above.pos_ == "VERB" else [])


def own_words(verb: Token) -> list[Token]:
    """The verb's phrase without clauses joined to it that have a subject of their own, and without whose word it is."""
    joined = [
        c for c in verb.children if c.dep_ == "conj" and any(n.dep_ in ("nsubj", "nsubjpass") for n in c.children)
    ]
    claimed = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in SOURCE]
    others = {t.i for c in (*joined, *claimed) for t in c.subtree}
    return [t for t in verb.subtree if t.i not in others]
