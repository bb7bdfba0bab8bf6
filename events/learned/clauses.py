"""What the learned reader sees of a word that may tell a happening, and of the actors beside it.

In: a parsed word, and whom the phrases of its paragraph stand for. Out: features by name, such as ``object:moscow``.
Actors enter by their camp alone (`events.actors.directory`), never by name: what one state does is read as another's,
and what the labelled texts tell of a state cannot be learned by heart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from events.actors.coreference import Referents
from events.actors.directory import camp
from events.parsing.roles import Roles, roles_of
from events.vocabulary import SCORED

if TYPE_CHECKING:
    from spacy.tokens import Token

Features = dict[str, float]
Standing = dict[str, tuple[str, ...]]
"""Where in the clause each actor stands: its code, and places such as ``subject`` or ``to_with``."""

NEAR = 3  # words to each side
LONGEST_PATH = 4
FAR = (2, 5, 9, 15)  # words
NO_HAPPENING = ("DATE", "TIME", "MONEY", "QUANTITY", "CARDINAL", "PERCENT")
FUNCTION = frozenset({"aux", "neg", "mark", "prt", "advmod", "auxpass", "det", "cc", "acomp"})
CONTENT = frozenset({"dobj", "attr", "oprd", "xcomp", "ccomp", "amod", "compound", "conj", "nsubjpass", "nsubj"})
OF_MEANING = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
QUOTES = ('"', "“", "”", "''", "``")
VECTOR_SCALE = 0.35  # brings the numbers of a word's vector to the size of the other features


def is_candidate(token: Token) -> bool:
    """Whether a word may tell a happening: a verb that is no auxiliary, or a common noun."""
    if token.pos_ in ("VERB", "AUX"):
        return token.dep_ not in ("aux", "auxpass")
    return token.pos_ == "NOUN" and token.ent_type_ not in NO_HAPPENING


def kind_of(code: str) -> str:
    """``member`` for a scored state, else the actor's camp."""
    return "member" if code in SCORED else camp(code)


def of_word(token: Token, who: Referents) -> Features:
    """Features of a word that may tell a happening: itself, its clause, its sentence and its meaning."""
    names = [*_word(token), *_above(token, who), *_around(token, who), *_sentence(token, who)]
    for child in token.children:
        names += _child(child, who)
    if token.pos_ in ("VERB", "AUX"):
        names += _of_verb(roles_of(token), who)
    else:
        names += _of_noun(token, who)
    below = [t for c in token.children for t in (c, *c.children) if t.pos_ in OF_MEANING and not who.is_name(t)]
    return dict.fromkeys(names, 1.0) | _meaning("word", [token]) | _meaning("below", below)


def _meaning(name: str, words: list[Token]) -> Features:
    """The mean of the words' vectors, number by number."""
    if not words:
        return {}
    mean = np.mean([word.vector for word in words], axis=0) * VECTOR_SCALE
    return {f"{name}~{n}": float(value) for n, value in enumerate(mean)}


def _word(token: Token) -> Iterator[str]:
    lemma = token.lemma_.lower()
    yield from (f"lemma={lemma}", f"lemma={lemma}/{token.dep_}", f"form={token.lower_}", f"end={lemma[-3:]}")
    yield from (f"pos={token.pos_}", f"tag={token.tag_}", f"dep={token.dep_}")
    if token.ent_type_:
        yield f"entity={token.ent_type_}"


def _above(token: Token, who: Referents) -> Iterator[str]:
    head = token.head
    if head == token:
        return
    lemma = _lemma(head, who)
    yield from (f"head={lemma}", f"dep={token.dep_}<{lemma}", f"head_tag={token.dep_}<{head.tag_}")
    if head.pos_ == "ADP":
        yield f"under={head.lower_}<{_lemma(head.head, who)}"
    for _, above in zip(range(5), token.ancestors, strict=False):
        yield f"above={_lemma(above, who)}"
        if above.pos_ == "VERB":
            yield from (f"verb_above={above.lemma_.lower()}", f"verb_above_is={above.tag_}")
            return


def _child(child: Token, who: Referents) -> Iterator[str]:
    yield f"has={child.dep_}"
    if child.dep_ in FUNCTION:
        yield f"{child.dep_}={child.lower_}"
    elif child.dep_ in CONTENT:
        yield f"{child.dep_}={_lemma(child, who)}"
        if child.dep_ in ("xcomp", "ccomp"):
            yield f"{child.dep_}_tag={child.tag_}"
    elif child.dep_ in ("prep", "agent"):
        yield f"prep={child.lower_}"
        yield from (f"{child.lower_}={_lemma(noun, who)}" for noun in child.children)


def _lemma(token: Token, who: Referents) -> str:
    """A word's lemma; of an actor's name or demonym only its kind, of another name that it is one."""
    if who.is_name(token):
        return f"<{kind_of(who.named(token)[0])}>"
    return "<name>" if token.pos_ == "PROPN" else token.lemma_.lower()


def _around(token: Token, who: Referents) -> Iterator[str]:
    doc, sentence = token.doc, token.sent
    for i in range(max(token.i - NEAR, sentence.start), min(token.i + NEAR + 1, sentence.end)):
        if i != token.i:
            word = "<date>" if doc[i].ent_type_ == "DATE" else _lemma(doc[i], who)
            yield f"{'before' if i < token.i else 'after'}={word}"


def _sentence(token: Token, who: Referents) -> Iterator[str]:
    sentence = token.sent
    if sentence.start == 0:
        yield "first_sentence"
    if sentence.text.rstrip().endswith("?"):
        yield "question"
    if any(t.ent_type_ == "DATE" for t in sentence):
        yield "date_in_sentence"
    if any(t.ent_type_ == "DATE" for t in token.subtree):
        yield "date_below"
    if sum(t.text in QUOTES for t in token.doc[sentence.start : token.i]) % 2:
        yield "quoted"
    named = {code for t in sentence for code in who.named(t)}
    yield from sorted({f"names={kind_of(code)}" for code in named})
    yield f"named={min(len(named), 4)}"


def _of_verb(roles: Roles, who: Referents) -> Iterator[str]:
    if roles.passive:
        yield "passive"
    yield from _side("subject", roles.subjects, who)
    yield from _side("object", [*roles.objects, *roles.datives], who)
    for prep, nouns in roles.preps.items():
        yield from _side(f"to_{prep}", nouns, who)


def _of_noun(token: Token, who: Referents) -> Iterator[str]:
    for place, heads in _places(token):
        yield from _side(place, heads, who)


def _side(side: str, heads: list[Token], who: Referents) -> Iterator[str]:
    if not heads:
        return
    found = {kind_of(code) for code in who.codes_of(heads)}
    yield from (f"{side}:{kind}" for kind in sorted(found) or ("nobody",))
    for head in heads:
        if head.pos_ == "PRON":
            yield f"{side}:pronoun"
        else:
            yield f"{side}={_lemma(head, who)}"


def standing_of(token: Token, who: Referents) -> Standing:
    """Where the actors of a word's sentence stand to it, those in its clause first."""
    found: dict[str, list[str]] = {}
    for place, heads in _places(token):
        for code in who.codes_of(heads):
            found.setdefault(code, []).append(place)
    below = {t.i for t in token.subtree}
    for other in token.sent:
        for code in who.named(other):
            found.setdefault(code, ["below" if other.i in below else "sentence"])
    return {code: tuple(dict.fromkeys(places)) for code, places in found.items()}


def _places(token: Token) -> Iterator[tuple[str, list[Token]]]:
    if token.pos_ in ("VERB", "AUX"):
        roles = roles_of(token)
        voice = "passive_" if roles.passive else ""
        yield from ((f"{voice}subject", roles.subjects), (f"{voice}object", roles.objects))
        yield "dative", roles.datives
        yield from ((f"to_{prep}", nouns) for prep, nouns in roles.preps.items())
        return
    yield "whose", [c for c in token.children if c.dep_ in ("poss", "amod", "compound", "nmod")]
    for prep in (c for c in token.children if c.dep_ in ("prep", "agent")):
        yield f"to_{prep.lower_}", [c for c in prep.children if c.dep_ == "pobj"]
    if token.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj") and token.head.pos_ in ("VERB", "AUX"):
        roles = roles_of(token.head)
        yield "its_subject", [s for s in roles.subjects if s != token]
        yield from ((f"its_{prep}", nouns) for prep, nouns in roles.preps.items())


def of_actor(token: Token, code: str, standing: Standing, who: Referents, types: Mapping[str, float]) -> Features:
    """Features of an actor beside a word: which part it may have in the happening.

    Parameters
    ----------
    standing : Standing
        Of all actors of the sentence, this one among them.
    types : mapping of str to float
        How likely each event type is by the word alone.
    """
    lemma, kind, places = token.lemma_.lower(), kind_of(code), standing[code]
    names = [f"is={kind}", f"actors={min(len(standing), 5)}", f"first/{places[0]}", f"places={len(places)}"]
    for place in places:
        names += [place, f"{place}/{lemma}", f"{place}/{token.pos_}/{kind}", f"{place}/{token.tag_}"]
    for other, there in standing.items():
        if other != code:
            beside = f"{kind_of(other)}@{there[0]}"
            names += [f"beside={beside}", f"{places[0]}|{beside}"]
    names += _nearest(token, code, who)
    return dict.fromkeys(names, 1.0) | {f"type={name}": value for name, value in types.items()}


def _nearest(token: Token, code: str, who: Referents) -> Iterator[str]:
    """How far away the actor's nearest name stands, and by which way through the parse."""
    named = [t for t in token.sent if code in who.named(t)]
    if not named:
        yield "not_named"
        return
    near = min(named, key=lambda t: (abs(t.i - token.i), t.i))
    side = "before" if near.i < token.i else "after"
    yield from (side, f"{side}{sum(abs(near.i - token.i) > step for step in FAR)}")
    yield from (f"tag={near.tag_}/{near.dep_}", f"way={_way(near, token)}")


def _way(near: Token, token: Token) -> str:
    """The dependencies from a name up to what it and the word both hang on, then down to the word; shortened."""
    above, own = [near, *near.ancestors], [token, *token.ancestors]
    meet = next((t for t in above if t in own), None)
    if meet is None:
        return "apart"
    up = [t.dep_ if t.dep_ != "prep" else t.lower_ for t in above[: above.index(meet)]]
    down = [t.dep_ for t in own[: own.index(meet)]]
    return "<".join(up[-LONGEST_PATH:]) + ">" + ">".join(reversed(down[-LONGEST_PATH:]))


def of_member(word: Features, lemma: str, member: str, standing: Standing, types: Mapping[str, float]) -> Features:
    """Features of a scored state beside a word: how the happening may bear on its tie to Moscow.

    Parameters
    ----------
    word : Features
        Those of the word by itself (`of_word`).
    """
    place = standing.get(member, ("away",))[0]
    others = {code: there[0] for code, there in standing.items() if code != member}
    kinds = {kind_of(code) for code in others}
    names = [f"place={place}", f"lemma={lemma}"]
    for code, there in others.items():
        kind = kind_of(code)
        names += [f"{kind}@{there}", f"{place}|{kind}@{there}", f"lemma={lemma}|{kind}"]
    with_whom = "moscow" if "moscow" in kinds else "west" if kinds & {"west", "rival"} else "nobody"
    names += [f"with={with_whom}", f"with={with_whom}|{place}", f"with={with_whom}|lemma={lemma}"]
    part = _part(place)
    by_type = {f"{with_whom}/{part}/{name}": value for name, value in types.items()}
    return word | dict.fromkeys(names, 1.0) | by_type | {f"type={name}": value for name, value in types.items()}


def _part(place: str) -> str:
    if "subject" in place or place == "whose":
        return "doer"
    return "target" if "object" in place or place == "dative" or place.startswith("to_") else "apart"


def codes_in(standings: Iterable[Standing]) -> tuple[str, ...]:
    """All actors of several clauses, each once."""
    return tuple(dict.fromkeys(code for standing in standings for code in standing))
