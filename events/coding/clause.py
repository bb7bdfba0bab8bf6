"""Which words of a parsed sentence make a clause that can be read alone.

In: the word that tells a happening. Out: a `Clause`: its subject, verb, objects and close adverbials, with what stands
in brackets where the sentence has a pronoun or a relative word. What is left out are clauses that lead up to it or add
to it, and asides between commas. Cutting to length and spelling out are left to `events.coding.summary`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from events.coding.brackets import put_in_brackets
from events.coding.clause_marks import gap, is_word, start_of_prose, with_marks
from events.coding.clause_words import (
    CONNECTIVES,
    CORE,
    FINITE,
    FOLLOWING,
    HELPERS,
    SET_OFF,
    SUBJECTS,
    TURNING,
    clause_head,
    date_taken_for_a_name,
    has_own_subject,
    is_aside,
    is_denied_with_another,
    is_finite,
    is_set_off,
    phrase,
    source_of,
)
from events.parsing.roles import adjacent_subject, sayer_of
from events.text.word_lists import is_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc, Token

SHORT_FORMS = {"'ve": "have", "’ve": "have", "'ll": "will", "’ll": "will", "'re": "are", "’re": "are"}
"""What stands behind a pronoun, and cannot stand behind a bracket."""


@dataclass(slots=True)
class Clause:
    """Words of one sentence by their place in the Doc; `instead` and `after` hold what is put in brackets."""

    doc: Doc
    head: Token
    kept: set[int] = field(default_factory=set)
    instead: dict[int, str] = field(default_factory=dict)
    after: dict[int, str] = field(default_factory=dict)

    def text(self, until: int | None = None) -> str:
        """The words as they stand, up to place `until`; commas and quotation marks where nothing is left out."""
        first = start_of_prose(self.head.sent)
        places = [i for i in with_marks(self.doc, self.kept) if i >= first and (until is None or i < until)]
        parts: list[str] = []
        for last, i in zip([None, *places], places, strict=False):
            if last is not None:
                parts.append(self.doc[last].whitespace_ if i == last + 1 else gap(self.doc, i))
            word = self.doc[i].text
            if last in self.instead and word.lower() in SHORT_FORMS:
                word = f" {SHORT_FORMS[word.lower()]}"
            parts.append(self.instead.get(i, word) + self.after.get(i, ""))
        return "".join(parts)


def clause_of(token: Token, meant: Mapping[int, str], full: bool = False) -> Clause | None:
    """The clause in which `token` tells a happening, or None when it stands in no clause with a finite verb.

    A part of "neither … nor …" has none: alone it would tell the opposite.

    Parameters
    ----------
    meant : mapping
        Whom the pronouns of the sentence mean, by their place in the Doc.
    full : bool
        Leave nothing out but other main clauses.
    """
    head = clause_head(token)
    if head is None or is_denied_with_another(head):
        return None
    return _built(head, token, meant, full)


def clause_around(clause: Clause, token: Token, meant: Mapping[int, str]) -> Clause | None:
    """The clause whose verb says or does what `clause` tells ("Bishkek announced that it would …"), if there is one."""
    if clause.head.dep_ not in ("ccomp", "acl"):
        return None
    above = clause_head(clause.head.head)
    return _built(above, token, meant, full=False) if above is not None and above != clause.head else None


def clause_before(clause: Clause, token: Token, meant: Mapping[int, str]) -> Clause | None:
    """The clause together with the one it is joined to: "… planned a drill and called it off"."""
    head = clause.head
    if head.dep_ != "conj" or not is_finite(head.head) or sayer_of(head) is not None:
        return None
    return _built(head.head, token, meant, full=False)


def _built(head: Token, token: Token, meant: Mapping[int, str], full: bool) -> Clause | None:
    """The clause of `head`, with all that leads down to `token`; None when its parts do not hang together."""
    path = {token.i, *(t.i for t in token.ancestors if head in (t, *t.ancestors))}
    clause = Clause(head.doc, head)
    subject = _subject(clause, head, path, full)
    if subject is None:
        return None
    first = min(clause.kept, default=head.i) if subject.i < head.i else head.i
    clause.kept.add(head.i)
    for child in head.children:
        if child.dep_ not in SUBJECTS and (child.i in path or _stays(child, head, first, full)):
            clause.kept |= phrase(child, path, full)
    clause.kept |= {c.i for c in head.children if c.dep_ == "cc" and _joins_path(c, head, path)}
    _borrow(clause, head)
    clause.kept |= source_of(head, first)
    _share(clause, head, path)
    is_borrowed = subject not in head.children
    if not is_borrowed and _belongs_to_another(subject, clause):
        return None
    if not _hangs_together(clause, token, None if is_borrowed else subject):
        return None
    _drop_anothers_subject(clause, token)
    put_in_brackets(clause, head, subject, meant)
    if not clause.kept:  # all its words belong to others
        return None
    _turn_round(clause, head, subject)
    return clause


def _subject(clause: Clause, head: Token, path: set[int], full: bool) -> Token | None:
    """The clause's subject, whose words are kept; None where the parser found none that can be its."""
    own = [c for c in head.children if c.dep_ in SUBJECTS]
    if any(c.dep_ == "mark" and c.lower_ == "for" for c in head.children):
        return None  # the parser took "for Russia" for a clause
    relative = next((c for c in head.children if c.tag_ in ("WDT", "WP") and c.dep_ == "dobj"), None)
    if relative is not None and own and own[-1].ent_type_ == "DATE":
        clause.kept |= {relative.i, *phrase(own[-1], path, full)}
        return relative  # "which this winter had cut flights"
    if own:
        return _own_subject(clause, head, own, path, full)
    if (sayer := sayer_of(head)) is not None:
        found = [c for c in sayer.children if c.dep_ in SUBJECTS]
        clause.kept |= phrase(found[-1], path, full) if found else set()
        return found[-1] if found else None
    if head.dep_ == "conj" and (before := adjacent_subject(head)) and before[0].head != head:
        own_words = [c.left_edge.i for c in before[0].lefts if c.dep_ in ("det", "compound", "amod", "poss")]
        clause.kept |= set(range(min([before[0].i, *own_words]), head.i))
        return before[0]
    for step in head.ancestors if head.dep_ == "conj" else ():
        found = [c for c in step.children if c.dep_ in SUBJECTS]
        is_joined = any(c.dep_ == "cc" and c.i < head.i for c in head.head.children) or head.head.dep_ == "conj"
        if found and is_joined:
            clause.kept |= phrase(found[-1], path, full)
            return found[-1]
        if found or step.dep_ not in ("conj", "xcomp"):
            return None
    return None


def _own_subject(clause: Clause, head: Token, own: list[Token], path: set[int], full: bool) -> Token:
    """Keep the words of a verb's subject, of several the one that is meant."""
    if own[0].pos_ == "PROPN" and own[-1].pos_ != "PROPN":
        own = own[:1]  # "Putin, president once more, came": the parser makes a subject of the apposition
    is_one = len(own) > 1 and own[0].right_edge.i + 1 == own[-1].left_edge.i
    for each in own if is_one else own[-1:]:
        clause.kept |= phrase(each, path, full)
    is_cut = (
        clause.doc[max(min(clause.kept) - 1, 0)].lower_ == "worth"
    )  # "aid worth millions went": it was aid that went
    if is_cut or (head.dep_ == "ccomp" and head.head.pos_ not in ("VERB", "AUX")):
        clause.kept |= set(_words_right_before(min(clause.kept), head))
    clause.kept -= set(date_taken_for_a_name(min(clause.kept), head.doc))
    return own[0] if own[0].dep_ == "expl" else own[-1]


def _words_right_before(place: int, head: Token) -> Iterator[int]:
    """What stands before a subject without a comma where no verb governs its clause: "Aid worth millions went"."""
    doc = head.doc
    for i in range(place - 1, head.sent.start - 1, -1):
        if (
            doc[i].is_punct
            or doc[i].ent_type_ == "DATE"
            or (doc[i].lower_ != "worth" and doc[i].pos_ in ("VERB", "AUX", "CCONJ", "SCONJ"))
        ):
            return
        yield i


def _turn_round(clause: Clause, head: Token, subject: Token) -> None:
    """ "Nor did the bloc act" is "[The bloc] did [not] act" where it stands alone."""
    first = clause.doc[min(clause.kept)]
    helper = next((c for c in head.children if c.dep_ in HELPERS and first.i < c.i < subject.left_edge.i), None)
    if first.lower_ not in ("nor", "neither") or helper is None or helper.i not in clause.kept:
        return
    words = [t.i for t in subject.subtree if t.i in clause.kept]
    named = Clause(clause.doc, head, set(words), clause.instead).text().replace("[", "").replace("]", "")
    clause.kept -= {first.i, *words}
    clause.instead[helper.i] = f"[{named}] {helper.text} [not]"


def _joins_path(cc: Token, head: Token, path: set[int]) -> bool:
    return any(c.dep_ == "conj" and c.i in path and cc.i < c.i for c in head.children)


def _stays(child: Token, head: Token, first: int, full: bool) -> bool:
    if (child.lower_ in TURNING or child.lower_ == "according") and child.i < first:
        return True
    if child.dep_ in ("punct", "cc", "mark", "preconj", "conj", "dep") or child.tag_ == "WRB":
        return child.dep_ == "dep" and full
    if child.i < first and child.dep_ == "ccomp":
        return is_in("reporting", head.lemma_) or is_in("announcing", head.lemma_)
    if child.dep_ in CORE:
        return not (child.dep_ in ("dobj", "attr", "oprd") and child.i > head.i and is_set_off(child))
    if full:
        return True
    if child.i < first:  # put before the subject
        return False
    return not (child.lower_ in CONNECTIVES and child.dep_ == "advmod") and not is_aside(child)


def _borrow(clause: Clause, head: Token) -> None:
    """ "Has left and turned to France", "would neither come nor send": the auxiliaries stand with the first verb."""
    is_helped = any(c.dep_ in HELPERS and c.tag_ in FINITE for c in head.children)
    if head.dep_ != "conj" or head.tag_ not in ("VB", "VBN", "VBG") or is_helped:
        return
    for step in head.ancestors:
        helpers = [c for c in step.children if c.dep_ in HELPERS and c.tag_ != "TO"]
        if helpers:
            has_own = any(c.dep_ in HELPERS for c in head.children)  # "… and been turned down" lacks its "has" alone
            clause.kept |= {c.i for c in helpers if c.tag_ in FINITE or not has_own}
            if any(c.lower_ in ("or", "nor") for c in head.head.children if c.dep_ == "cc"):
                clause.kept |= {c.i for c in step.children if c.dep_ == "neg"}
            return
        if step.dep_ != "conj":
            return


def _share(clause: Clause, head: Token, path: set[int]) -> None:
    """ "Condemned and rejected the plan": a verb without an object shares the next one's."""
    if any(c.i > head.i and c.dep_ not in ("punct", "cc", "conj") for c in head.children):
        return
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - head.i <= 3 and not has_own_subject(child):
            clause.kept |= phrase(child, path, False) | {c.i for c in head.children if c.dep_ == "cc"}


# ---- holding together ----------------------------------------------------------------------------


def _belongs_to_another(subject: Token, clause: Clause) -> bool:
    """Whether the verb right after a subject is not the clause's: "…, the Post reported, had asked"."""
    i = subject.right_edge.i + 1
    if subject.i > clause.head.i or i >= len(clause.doc):
        return False
    after = clause.doc[i]
    return after.i not in clause.kept and is_finite(after) and after.dep_ not in HELPERS


def _hangs_together(clause: Clause, token: Token, subject: Token | None) -> bool:
    """End the clause where something is left out that nothing closes; false when `token` would lie beyond."""
    doc, head, places = clause.doc, clause.head, sorted(clause.kept)
    start = subject.left_edge.i if subject is not None and subject.i < head.i else places[0]
    for i, j in pairwise(places):
        if not any(is_word(doc[n]) for n in range(i + 1, j)):
            continue
        if j <= start:
            return False  # what was said is left out in part: "…, prosecutors said"
        is_new_verb = doc[j].pos_ == "VERB" and doc[j] != head and i >= head.i
        if _is_closed(doc, i, j, head) and not is_new_verb:
            continue
        if i >= max(head.i, token.i):
            clause.kept = {n for n in clause.kept if n <= i}
            _drop_loose_end(clause, token)
            return True
        if i >= head.i or (subject is not None and i >= subject.i):
            return False
    return True


def _drop_loose_end(clause: Clause, token: Token) -> None:
    """Take off an "and" at the end of what is kept, with the two or three words behind it."""
    last = sorted(clause.kept)[-4:]
    loose = next((i for i in last if clause.doc[i].dep_ == "cc" and i > max(clause.head.i, token.i)), None)
    if loose is not None and not any(c.dep_ == "conj" and c.i in last for c in clause.doc[loose].head.children):
        clause.kept = {n for n in clause.kept if n < loose}


def _drop_anothers_subject(clause: Clause, token: Token) -> None:
    """ "They marched against taxes and the bloc" of "… and the bloc sent troops": the next clause's subject."""
    doc, last = clause.doc, max(clause.kept)
    loose = next(
        (a for a in (doc[last], *doc[last].ancestors) if a.dep_ == "conj" and a.pos_ in ("NOUN", "PROPN")), None
    )
    if loose is None or loose.right_edge.i < last or last <= max(clause.head.i, token.i):
        return
    after = last + 1
    if doc[after].text == ",":
        after = next((i + 1 for i in range(after + 1, min(after + 8, len(doc))) if doc[i].text == ","), after)
    if after < len(doc) and doc[after].tag_ in (*FINITE, "VBN") and doc[loose.left_edge.i - 1].dep_ == "cc":
        clause.kept = {i for i in clause.kept if i < loose.left_edge.i - 1}


def _is_closed(doc: Doc, i: int, j: int, head: Token) -> bool:
    """Whether what is left out between two places is an aside with its two marks, or only a connective."""
    left_out = [doc[n] for n in range(i + 1, j)]
    words = [t for t in left_out if is_word(t)]
    if all(t.lower_ in CONNECTIVES or t.dep_ == "preconj" for t in words):
        return True
    if all(t.dep_ == "cc" for t in words):
        return j <= head.i
    follows = next((t for t in reversed([doc[j], *doc[j].ancestors]) if t.left_edge.i == j), doc[j])
    if i >= head.i and follows.dep_ not in FOLLOWING:
        return False
    return left_out[0].text in SET_OFF and left_out[-1].text in {",", "—", "–", ")", "--"}
