"""One line for a happening: who, towards whom, and the few words of the article that tell it.

In: the verb or noun it turns on, its type and parties. Out: an unbroken run of the article's own words, and the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.actors.directory import display_name
from events.coding.lexicon import load_lexicon
from events.text.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

LONGEST = 12
"""Words to the right of the verb or noun."""
SHORT = 3
"""So few words say too little without the verb that governs them."""
BEFORE = frozenset({"neg", "aux", "auxpass", "advmod", "compound", "amod", "poss", "det", "case", "nmod", "nummod"})
"""What belongs to a word from its left."""
ELSEWHERE = frozenset({"advcl", "relcl", "acl", "parataxis", "appos", "ccomp", "conj", "cc", "mark", "csubj", "dep"})
"""What begins a thought of its own to its right."""
LOOSE = frozenset({"prep", "cc", "punct", "mark", "pcomp"})
"""What cannot stand last; nor can what belongs to a word that is cut off."""
STOPS = frozenset({",", ";", ":", "–", "—"})
JOINING = frozenset({"-", "'s", "’s", "'", "’"})
NOT = word_list("says_not")
NOBODY = word_list("says_nobody")
GOVERNING = frozenset({"xcomp", "ccomp", "pcomp"})


def told_words(token: Token) -> str:
    """What the article says in its own words: the word with its auxiliaries, objects and adverbials, as they stand.

    A verb that says little by itself is told with the verb that governs it: "declined to act".
    """
    first, last = _first(token), _last(token, ELSEWHERE)
    if last - first < SHORT - 1:
        last = _last(token, ELSEWHERE - {"ccomp"})  # what was said or allowed is what happened
    governor = token.head
    if last - first < SHORT and token.dep_ in GOVERNING and 0 < token.i - governor.i <= SHORT:
        first = _first(governor)
    words = token.doc[first : last + 1].text
    if words.count('"') % 2 and token.doc[last + 1 : last + 2].text == '"':
        words += '"'
    return words


def one_line(
    event_type: str | None, sources: Sequence[str], targets: Sequence[str], words: str, whom: str | None = None
) -> str:
    """The parties and the type in the codebook's words, then the article's own: "Armenia refuses CSTO: “…”".

    Parameters
    ----------
    event_type : str or None
        None where the type is a coarse reading, of which no relation should be asserted: "Armenia and CSTO: “…”".
    sources, targets : sequence of str
        The parties' codes; a target that is a source too is named once.
    words : str
        The article's words.
    whom : str, optional
        What to name instead of the targets.
    """
    others = [code for code in targets if code not in sources]
    if event_type is None:
        who, whom = _listed([*sources, *others]), ""
    else:
        who, whom = _listed(sources), whom or _listed(others)
    if event_type is None or not (who and whom):
        return f"{who or whom}: “{words}”" if who or whom else f"“{words}”"
    does = load_lexicon().types[event_type].summary
    return f"{who} {does if len(sources) == 1 else _plural(does)} {whom}: “{words}”"


def _listed(codes: Iterable[str]) -> str:
    names = [display_name(code) for code in codes]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _plural(does: str) -> str:
    """ "refuses" of one, "refuse" of several: `event_types.toml` has verbs with a plain s in the third person."""
    verb, space, rest = does.partition(" ")
    return verb.removesuffix("s") + space + rest


def _first(token: Token) -> int:
    """Leftmost word of the unbroken run of companions that ends at the token; in "Nor did it act" that is the first."""
    mine = {left.i for child in token.lefts if child.dep_ in BEFORE for left in child.subtree}
    first = token.i
    while first - 1 in mine and (token.doc[first - 1].is_alpha or token.doc[first - 1].text in JOINING):
        first -= 1
    while first < token.i and token.doc[first].dep_ == "advmod":
        first += 1
    for child in token.lefts:
        nobody = child.dep_ in ("nsubj", "nsubjpass") and any(word.lower_ in NOBODY for word in child.subtree)
        if nobody and child.right_edge.i == first - 1 and first - child.left_edge.i <= LONGEST:
            return child.left_edge.i
    turned = [child.i for child in token.lefts if child.dep_ == "aux" and 0 < first - child.i <= SHORT]
    if not turned:
        return first
    return turned[0] - 1 if turned[0] and token.doc[turned[0] - 1].lower_ in NOT else turned[0]


def _last(token: Token, elsewhere: frozenset[str]) -> int:
    """Last word of what the token governs to its right, cut where another thought begins or it grows too long."""
    doc = token.doc
    right = [inner for child in token.rights for inner in child.subtree]
    mine = {inner.i for inner in right}
    cuts = {inner.left_edge.i for inner in right if inner.dep_ in elsewhere and not _lists(inner, token)}
    last = token.i
    while last + 1 in mine - cuts and last - token.i < LONGEST:
        if doc[last + 1].is_space or doc[last + 1].text in STOPS:
            break
        last += 1
    while last > token.i and (doc[last].dep_ in LOOSE or doc[last].is_punct or doc[last].head.i > last):
        last -= 1
    return last


def _lists(word: Token, token: Token) -> bool:
    """ "Kazakhstan and Uzbekistan": what is joined to an object, not to the verb or noun itself."""
    return word.dep_ in ("conj", "cc") and word.head.i != token.i
