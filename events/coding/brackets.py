"""Fills in the square brackets of a headline: whom a pronoun means, what "which" stands for.

In: a clause's words, and whom the article's pronouns mean. Out: the text to put in place of some words, or behind them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from events.actors.directory import in_words, people_of
from events.coding.clause_words import RELATIVE, WHEN, is_set_off
from events.text.word_lists import is_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Span, Token

    from events.actors.coreference import Referents
    from events.coding.clause import Clause

THEIRS = {"our": "their", "us": "them", "ours": "theirs"}
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})


class Meant(NamedTuple):
    """Whom a pronoun means: a name, and the actors' codes where it is no person's."""

    name: str
    codes: tuple[str, ...] = ()
    is_near: bool = False  # named before in the same sentence


def meant_in(sentence: Span, who: Referents) -> dict[int, Meant]:
    """Whom the pronouns of a sentence mean, by their place in the Doc: a person by name, else actors."""
    found = {}
    for token in sentence:
        if token.tag_ not in ("PRP", "PRP$"):
            continue
        codes = who.named(token)
        if token.i in who.persons:
            found[token.i] = Meant(who.persons[token.i])  # with no name "he" stays: he is no state
        elif codes and token.i not in who.unsure:
            is_people = token.lower_ in (*PLURAL, "we") and len(codes) == 1
            name = people_of(codes[0]) if is_people else in_words(codes)
            before = {c for t in sentence if t.i < token.i and who.is_name(t) for c in who.named(t)}
            found[token.i] = Meant(name, codes, is_near=set(codes) <= before)
    return found


def put_in_brackets(clause: Clause, head: Token, subject: Token, meant: Mapping[int, str]) -> None:
    """Replace the words of a clause that say nothing by themselves by whom they mean (names by place in `meant`)."""
    relative = next((t for t in (head, *_joined_to(head)) if t.dep_ == "relcl"), None)
    if relative is not None:
        _name_antecedent(clause, head, relative, subject)
    if subject.tag_ == "PRP" and not _is_empty(subject, head):
        name = _speaker(subject, head) or meant.get(subject.i, "")
        if name:
            clause.instead[subject.i] = f"[{name}]"
    if subject.i in clause.instead:
        clause.instead |= others_of_first_person(subject, (clause.doc[i] for i in clause.kept))
    for i in sorted(clause.kept):
        token = clause.doc[i]
        is_inside_subject = token.tag_ == "PRP$" and subject in (token.head, *token.head.ancestors)
        if is_inside_subject and i in meant and not _follows_a_noun(clause, i):
            clause.instead[i] = f"[{possessive(meant[i])}]"


def others_of_first_person(subject: Token, words: Iterable[Token]) -> dict[int, str]:
    """With "[the Armenians]" for "we", "[their]" for "our", by place; nothing beside other subjects."""
    return {t.i: f"[{THEIRS[t.lower_]}]" for t in words if subject.lower_ == "we" and t.lower_ in THEIRS}


def _speaker(subject: Token, head: Token) -> str:
    """Who says it of himself, as he is called there: "The Kremlin said that it had heard nothing"."""
    above = head.head
    if head.dep_ != "ccomp" or subject.lower_ not in ("it", "he", "she", "they") or above.i > head.i:
        return ""
    speaker = next((c for c in above.children if c.dep_ == "nsubj"), None)
    if speaker is None or speaker.pos_ not in ("NOUN", "PROPN"):
        return ""
    return _noun_phrase(speaker, head.left_edge)


def _is_empty(subject: Token, head: Token) -> bool:
    """ "It was there that …", "it was announced that …", "it was a war": an "it" that means nobody."""
    if subject.dep_ == "expl" or subject.lower_ != "it":
        return subject.dep_ == "expl"
    is_said = subject.dep_ == "nsubjpass" and (is_in("reporting", head.lemma_) or is_in("announcing", head.lemma_))
    return is_said or (
        head.lemma_ == "be" and any(c.dep_ in ("attr", "acomp", "advmod", "ccomp") for c in head.children)
    )


def _follows_a_noun(clause: Clause, place: int) -> bool:
    return any(clause.doc[i].pos_ in ("NOUN", "PROPN") for i in clause.kept if i < place)


def _joined_to(head: Token) -> Iterator[Token]:
    step = head
    while step.dep_ == "conj":
        step = step.head
        yield step


def _name_antecedent(clause: Clause, head: Token, relative: Token, subject: Token) -> None:
    """Put what "which", "that" or "who" stands for in brackets, where it belongs in a main clause."""
    noun = _noun_phrase(relative.head, relative.left_edge)
    if not noun:
        return
    if subject.tag_ in ("WDT", "WP"):
        clause.instead[subject.i] = f"[{noun}]"
        return
    for token in (clause.doc[i] for i in sorted(clause.kept)):
        if token.tag_ == "WP$":
            clause.instead[token.i] = f"[{possessive(noun)}]"
            return
    questioned = next((t for t in relative.subtree if t.tag_ in RELATIVE and t.i < relative.i), None)
    if questioned is not None and questioned.dep_ == "pobj":
        clause.kept -= {t.i for t in questioned.head.subtree}
    elif questioned is not None and questioned.dep_ != "dobj":
        clause.kept.discard(questioned.i)
    elif relative.head.ent_type_ in ("DATE", "TIME") or relative.head.lemma_ in WHEN:
        return  # "the day the marksmen fired" is when they fired
    elif not any(c.dep_ in ("dobj", "ccomp", "attr") and c != questioned for c in head.children):
        if questioned is not None:
            clause.kept.discard(questioned.i)
        verb = next((c for c in head.children if c.dep_ == "xcomp" and c.i in clause.kept), head)
        particles = [c.i for c in verb.children if c.dep_ in ("prt", "neg") and c.i > verb.i]
        loose = [c.i for c in verb.children if c.dep_ == "prep" and not list(c.children)]
        clause.after[max((verb.i, *particles, *loose))] = f" [{noun}]"


def _noun_phrase(noun: Token, before: Token) -> str:
    """A noun with what stands before it and "of" what, as far as another phrase begins."""
    if noun.pos_ in ("PRON", "DET"):
        return ""
    behind = [
        c.right_edge.i
        for c in noun.children
        if c.dep_ == "prep" and c.i > noun.i and c.right_edge.i < before.i and not is_set_off(c)
    ]
    return noun.doc[noun.left_edge.i : max([noun.i, *behind]) + 1].text.strip(' "“”,')


def possessive(name: str) -> str:
    """A name with its apostrophe."""
    return f"{name}'" if name.endswith("States") else f"{name}'s"
