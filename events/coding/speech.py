"""Whose word a clause is: "Bishkek said that …", "…, the foreign minister said".

In: a clause of a headline. Out: the verb of saying that governs it, and the clause's text with who says it. What
somebody says is not known to be so: without its speaker a claim would stand as a fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.coding.clause import Clause
from events.coding.clause_words import HELPERS, SUBJECTS, has_own_subject
from events.parsing.roles import sayer_of
from events.text.word_lists import is_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

LONGEST_LISTENER = 4
"""Words of those who are told it."""
LONGEST_SPEAKER = 60
"""Characters of a speaker who is told in a headline; longer ones leave no room for what they say."""


def saying_of(clause: Clause) -> Token | None:
    """The verb of saying whose content the clause is, or None; to note something is to hold it for true."""
    step = clause.head
    if sayer_of(step) is not None:
        return None  # joined to the saying itself
    while step.dep_ == "conj":
        step = step.head
    if step.dep_ == "ccomp" and is_saying(step.head):
        return step.head
    if _is_said_behind_an_adverbial(step):
        verb = next((a for a in step.ancestors if a.pos_ == "VERB"), None)
        if verb is not None and is_saying(verb):
            return verb
    return next((c for c in step.children if c.dep_ in ("parataxis", "ccomp") and _is_aside_in(c, step)), None)


def _is_said_behind_an_adverbial(head: Token) -> bool:
    """ "She said on Friday that it had refused": the parser takes what was said for a clause about the Friday."""
    that = next((c for c in head.children if c.lower_ == "that" and c.dep_ not in SUBJECTS), None)
    own = next((c for c in head.children if c.dep_ in SUBJECTS), None)
    is_behind = head.dep_ in ("acl", "relcl") and (head.head.dep_ == "pobj" or head.head.ent_type_ == "DATE")
    return is_behind and that is not None and own is not None and that.i < own.i


def is_saying(verb: Token) -> bool:
    """Whether a verb says what somebody holds, with a subject."""
    if is_in("factive", verb.lemma_) or not has_own_subject(verb):
        return False
    return is_in("reporting", verb.lemma_) or is_in("announcing", verb.lemma_)


def _is_aside_in(verb: Token, head: Token) -> bool:
    """ "The offer, he said, was rejected": between commas, and nothing but who says it."""
    return is_saying(verb) and verb.right_edge.i - verb.left_edge.i <= 4 and verb.i != head.i + 1


def with_speaker(text: str, clause: Clause, verb: Token, meant: Mapping[int, str]) -> str:
    """The text of a clause, or of its beginning, with who says it; empty where that cannot be put shortly."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return ""
    spoken = Clause(verb.doc, verb, {*range(subject.left_edge.i, subject.i + 1), verb.i})
    spoken.kept |= {c.i for c in verb.children if c.dep_ in (*HELPERS, "neg")}
    own = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.left_edge.i == verb.i + 1]
    if any(len(list(c.subtree)) > LONGEST_LISTENER for c in own):
        return ""
    spoken.kept |= {t.i for c in own for t in c.subtree}
    if subject.tag_ == "PRP":
        spoken.instead |= {subject.i: f"[{meant[subject.i]}]"} if subject.i in meant else {}
    if verb.lemma_ == "tell" and not own:
        return ""
    if any(verb.doc[i].text in (",", ";", ":") for i in spoken.kept):
        return ""
    who = spoken.text().strip(' ,"“”')
    if len(who) > LONGEST_SPEAKER:
        return ""
    if verb.i > clause.head.i:
        return f"{text.rstrip(' ,.')}, {who}"
    name, own_subject = spoken.doc[subject.left_edge.i : subject.i + 1].text, _subject_word(clause)
    if text.startswith(f"[{name}]") and own_subject:
        text = own_subject + text[len(name) + 2 :]  # "Bishkek said it …" needs no bracket
    end = max(spoken.kept) + 1
    is_quoted = verb.doc[end].text == "," and verb.doc[end + 1].is_quote
    between = verb.doc[end].text if is_quoted or verb.doc[end].text == ":" else ""
    is_marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.head.children)
    return f"{who}{between}{' that' if is_marked else ''} {text}"


def _subject_word(clause: Clause) -> str:
    return next((c.text for c in clause.head.children if c.dep_ in SUBJECTS and c.tag_ == "PRP"), "")
