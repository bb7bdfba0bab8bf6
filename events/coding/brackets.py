"""Fills in the square brackets of a headline: whom a pronoun means, what "which" stands for.

In: a clause's words, and whom the article's pronouns mean. Out: the text to put in place of some words, or behind them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from events.actors.coreference import ORGANISATIONS
from events.actors.directory import in_words, people_of
from events.coding.clause_words import RELATIVE, WHEN, is_set_off
from events.text.word_lists import is_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Span, Token

    from events.actors.coreference import Referents
    from events.coding.clause import Clause

FIRST_PERSON = frozenset({"we", "us", "our", "ours", "i", "me", "my"})
OWNERS = frozenset({"'s", "’s", "'", "’"})
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
        codes = who.named(token)
        if token.pos_ in ("NOUN", "NUM") and codes and (name := _described(token, codes, who)):
            found[token.i] = Meant(name, codes)
        if token.tag_ not in ("PRP", "PRP$"):
            continue
        if token.i in who.persons:
            found[token.i] = Meant(who.persons[token.i])  # with no name "he" stays: he is no state
        elif token.lower_ in FIRST_PERSON:
            continue  # "we" may be a government, a meeting or an outlet: never surely a people
        elif codes and token.i not in who.unsure and not _another_is_nearer(token, codes, who):
            is_people = token.lower_ in PLURAL and len(codes) == 1 and not _is_state(sentence)
            name = people_of(codes[0]) if is_people else in_words(codes)
            before = {c for t in sentence if t.i < token.i and who.is_name(t) for c in who.named(t)}
            found[token.i] = Meant(name, codes, is_near=set(codes) <= before)
    return found


def _described(noun: Token, codes: tuple[str, ...], who: Referents) -> str:
    """Whom "the bloc", "the country" or "the two" means, where only one reading is possible; else an empty string."""
    if who.is_name(noun) or not _is_bare(noun):
        return ""
    start = noun.sent.start
    earlier = noun.doc[start - 1].sent.start if start else start
    named = {c for t in noun.doc[earlier : noun.i] if who.is_name(t) for c in who.named(t)}
    if len(codes) == 1 and codes[0] in ORGANISATIONS:
        return in_words(codes) if not (named & set(ORGANISATIONS)) - {*codes, "UN"} else ""
    is_pair = is_in("pair_word", noun.lower_) and len(codes) == 2
    if is_pair or (is_in("state_word", noun.lower_) and noun.lower_ != "ally" and len(codes) == 1):
        return in_words(codes) if named - set(ORGANISATIONS) == set(codes) else ""
    return ""


def _is_bare(noun: Token) -> bool:
    """ "The bloc", "the Central Asian country", "the two": nothing but words before it that tell no other apart."""
    words = [*noun.lefts]
    if not words or words[0].lower_ != "the" or any(c.dep_ not in ("det", "amod", "nummod") for c in words):
        return False
    return not any(c.dep_ in ("prep", "relcl", "acl", "appos", "conj") for c in noun.rights)


def _another_is_nearer(pronoun: Token, codes: tuple[str, ...], who: Referents) -> bool:
    """Whether another party stands between a possessive and the one it is read to mean: "… on Belarus after its …"."""
    if pronoun.lower_ != "its":
        return False
    before = [who.named(t) for t in pronoun.doc[pronoun.sent.start : pronoun.i] if who.is_name(t)]
    return bool(before) and not set(before[-1]) & set(codes)


def _is_state(sentence: Span) -> bool:
    """Whether "they" is spoken of as one: "They refused … and gave up its seat"."""
    return any(t.lower_ == "its" for t in sentence) and not any(
        t.lower_ == "they" and t.head.tag_ == "VBP" for t in sentence
    )


def name_descriptions(clause: Clause, meant: Mapping[int, str]) -> None:
    """Put a name in place of "the bloc" and the like, where the clause has not named it before."""
    for i in sorted(clause.kept):
        noun = clause.doc[i]
        if noun.tag_ in ("PRP", "PRP$") or i not in meant or i in clause.instead:
            continue
        said = " ".join(clause.instead.get(n, clause.doc[n].text) for n in sorted(clause.kept) if n < i)
        if not any(name.removeprefix("the ") in said for name in meant[i].split(" and ")):
            clause.kept -= set(range(noun.left_edge.i, i))
            is_owner = clause.doc[i + 1].text in OWNERS and clause.doc[i + 1].i + 1 in clause.kept
            clause.instead[i] = f"[{possessive(meant[i]) if is_owner else meant[i]}]"
            clause.instead |= {i + 1: ""} if is_owner else {}


def put_in_brackets(clause: Clause, head: Token, subject: Token, meant: Mapping[int, str]) -> None:
    """Replace the words of a clause that say nothing by themselves by whom they mean (names by place in `meant`)."""
    relative = next((t for t in (head, *_joined_to(head)) if t.dep_ == "relcl"), None)
    if relative is not None:
        _name_antecedent(clause, head, relative, subject)
    if subject.tag_ == "PRP" and not _is_empty(subject, head):
        name = _speaker(subject, head) or meant.get(subject.i, "")
        others = " ".join(clause.doc[i].text for i in sorted(clause.kept) if i > subject.i)
        if name and name.removeprefix("the ") not in others:  # nobody gets a note from himself
            clause.instead[subject.i] = f"[{name}]"
    if subject.i in clause.instead:
        clause.instead |= others_of_first_person(subject, (clause.doc[i] for i in clause.kept))
    for i in sorted(clause.kept):
        token = clause.doc[i]
        is_inside_subject = token.tag_ == "PRP$" and subject in (token.head, *token.head.ancestors)
        if is_inside_subject and i in meant and not _follows_a_noun(clause, i):
            clause.instead[i] = f"[{possessive(meant[i])}]"
    name_descriptions(clause, meant)


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
    if subject.lower_ == "it" and is_in("speaker", speaker.lower_):  # for whom a spokesman speaks
        owner = next((c for c in speaker.children if c.dep_ == "poss"), None)
        return _noun_phrase(owner, head.left_edge) if owner is not None else ""
    is_person = speaker.ent_type_ == "PERSON" or is_in("person_noun", speaker.lower_)
    is_other_between = any(t.pos_ == "PROPN" for t in head.doc[above.i + 1 : subject.i])
    fits = subject.lower_ == "they" or is_person == (subject.lower_ in ("he", "she"))
    if is_other_between or not fits:
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
