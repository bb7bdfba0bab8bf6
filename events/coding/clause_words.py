"""Tells finite verbs, the extent of a phrase, and which phrases are asides.

In: a word of a parsed sentence. Out: the verb whose clause it stands in, or the words that belong to it. What of them
makes a clause is left to `events.coding.clause`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.text.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
HELPERS = frozenset({"aux", "auxpass"})
# What belongs to a verb wherever it stands.
CORE = SUBJECTS | HELPERS | {"neg", "prt", "dobj", "dative", "attr", "acomp", "oprd", "xcomp", "ccomp", "agent"}
ASIDES = frozenset(
    {
        *("relcl", "appos", "acl", "advcl", "parataxis", "prep", "advmod", "npadvmod", "intj", "meta"),
        *("dobj", "attr", "oprd", "agent"),  # behind a comma these are appositions that the parser took for more
    }
)
SET_OFF = frozenset({",", "—", "–", "(", ";", ":", "--"})
BESIDE = word_list("beside")
CONNECTIVES = word_list("connective")
EXCEPTIONS = word_list("exception")
TURNING = word_list("turning")
FOLLOWING = frozenset({"prep", "agent", "ccomp", "xcomp", "conj", "advmod", "dative", "cc", "nsubj"})
"""What may follow where an aside is left out."""
WHEN = word_list("time_or_way")
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
LONGEST_RELATIVE = 14
"""Words of a relative clause without commas that stay with their noun."""


def clause_head(token: Token) -> Token | None:
    """The finite verb of the clause in which a word stands."""
    return next((step for step in (token, *token.ancestors) if is_finite(step)), None)


def is_finite(verb: Token) -> bool:
    """Whether a verb heads a clause of its own: it has a tense, by itself, an auxiliary or the verb it is joined to."""
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("xcomp", "amod", "compound", "pcomp", *HELPERS):
        return False
    if verb.dep_ == "relcl" and verb.head.pos_ in ("PRON", "DET"):
        return False  # "everything that crosses its border" is told with the rest
    own = [c for c in verb.children if c.dep_ in HELPERS]
    has_subject = any(c.dep_ in SUBJECTS for c in verb.children)
    if verb.dep_ == "acl" and not has_subject:
        return False
    if verb.tag_ in FINITE or any(c.tag_ in FINITE for c in own):
        return not (verb.dep_ == "conj" and verb.tag_ == "VBD" and not own and _joins_participles(verb))
    if own and any(c.lower_ == "to" for c in own):
        return False
    return verb.dep_ == "conj" and verb.tag_ in ("VB", "VBN", "VBG") and is_finite(verb.head) and _helped(verb.head)


def _joins_participles(verb: Token) -> bool:
    return verb.head.tag_ == "VBN" and not is_finite(verb.head)


def _helped(verb: Token) -> bool:
    return any(c.dep_ in HELPERS for c in verb.children)


def phrase(node: Token, path: set[int], full: bool = False) -> set[int]:
    """Places of a word and of what belongs to it, asides left out unless `full` or on the `path`."""
    found = {node.i}
    for child in node.children:
        if child.dep_ != "punct" and (child.i in path or full or not is_aside(child)):
            found |= phrase(child, path, full)
    if not any(c.dep_ == "conj" and c.i in found for c in node.children):  # what joins nothing any more goes
        found -= {c.i for c in node.children if c.dep_ == "cc" and c.i + 1 not in found}
    return found


def is_aside(node: Token) -> bool:
    """Whether a phrase only adds to what is told: between commas, in brackets, or a clause of its own beside it."""
    if node.dep_ not in ASIDES or node.tag_ in RELATIVE:
        return node.dep_ == "conj" and node.pos_ == "VERB" and is_finite(node) and has_own_subject(node)
    if node.lower_ in EXCEPTIONS or node.left_edge.lower_ in EXCEPTIONS:
        return False  # "none, except for Belarus, has joined" is untrue without it
    start = node.left_edge.i
    if is_set_off(node):
        return node.dep_ not in ("dobj", "attr", "oprd", "agent") or node.i > node.head.i
    if node.dep_ == "advcl":
        return any(c.lower_ in BESIDE for c in node.lefts) or node.doc[start].lower_ in BESIDE
    return node.dep_ == "relcl" and node.right_edge.i - start >= LONGEST_RELATIVE


def is_set_off(node: Token) -> bool:
    """Whether a comma, a dash or a bracket stands before it; but "A, B and C", and "on 23 May 2022, to Yerevan"."""
    doc, start, end = node.doc, node.left_edge.i, node.right_edge.i
    if start <= node.sent.start + 1 or doc[start - 1].text not in SET_OFF or node.lower_ == "according":
        return False
    if node.dep_ in ("dobj", "attr", "oprd", "npadvmod") and doc[start].dep_ != "det":
        return False
    if node.i < node.head.i:  # between subject and verb: an aside ends with a comma too
        return doc[end].text in SET_OFF or (end + 1 < len(doc) and doc[end + 1].text in SET_OFF)
    is_year = node.ent_type_ == "DATE" and node.text.isdigit()
    follows_year = node.dep_ == "prep" and doc[start - 2].text.isdigit() and doc[start - 2].ent_type_ == "DATE"
    in_list = node.dep_ == "prep" and any(c.dep_ == "conj" for c in node.children)
    return not (is_year or follows_year or in_list)


def is_denied_with_another(verb: Token) -> bool:
    """ "Would neither come nor send troops": a part of it alone would tell the opposite."""
    first = verb.head if verb.dep_ == "conj" else verb
    return any(c.lower_ == "neither" or (c.lower_ == "nor" and c.i > first.i) for c in first.children)


def has_own_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def date_taken_for_a_name(place: int, doc: Doc) -> Iterator[int]:
    """In "On 12 December 2022 Azerbaijan blocked …" the parser makes the date a part of the name."""
    end = place
    while end + 1 < len(doc) and (doc[end].ent_type_ == "DATE" or doc[end].text == ","):
        end += 1
    if doc[end].pos_ == "PROPN":
        yield from range(place, end)


def source_of(head: Token, first: int) -> set[int]:
    """ "According to Dushanbe", put before the first of two verbs, is said of the second, too."""
    steps = []
    while head.dep_ == "conj":
        head = head.head
        steps.append(head)
    sources = [c for step in steps for c in step.children if c.lower_ == "according" and c.right_edge.i < first]
    return {t.i for c in sources for t in c.subtree}
