"""An event's headline: a clause of the article that can be read alone.

In: a coded happening. Out: one line of the article's own words, with whom a pronoun means in square brackets. It names
no party and asserts no relation that the sentence does not. Where the reading is coarse, the sentence itself is the
headline. Which words make a clause is left to `events.coding.clause`.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from events.actors.directory import in_words
from events.coding.brackets import name_descriptions, others_of_first_person
from events.coding.captions import is_caption
from events.coding.clause import Clause, clause_around, clause_before, clause_of
from events.coding.clause_marks import DATELINE
from events.coding.clause_words import CONNECTIVES, FINITE, clause_head, is_finite
from events.coding.speech import saying_of, with_speaker
from events.parsing.roles import adjacent_subject
from events.text.word_lists import is_in, word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from spacy.tokens import Span, Token

    from events.coding.coded import CodedEvent

LONGEST = 140
"""Characters within which a clause is ended."""
AT_MOST = 155
"""Characters of a clause that needs no end put to it."""
WHOLE_AT_MOST = 220
"""Characters of a sentence that stands whole because no part of it can be read alone."""
SHORTEST = 24
"""A sentence of fewer says too little without the one before it."""
FEWEST_WORDS = 4
OPTIONAL = frozenset({"prep", "advcl", "acl", "relcl", "npadvmod", "advmod", "appos", "parataxis", "conj"})
"""What may be cut off from the end."""
REQUIRED = frozenset({"dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "pobj", "dative", "prt"})
"""What may not be, unless what it belongs to goes too."""
POINTING = word_list("pointing_object")
CUTS = re.compile(r"[,;:]\s|\s[–—-]\s")
WEAKER_CUTS = re.compile(r"\s(?:and|but|when|while|because|which|who|after|before|since|as)\s")
WEAKEST_CUTS = re.compile(
    r"\s(?:about|against|at|by|during|for|from|in|near|on|over|since|to(?=\s(?:the\b|[A-Z]))|under|with)\s"
)
BEGINS_WITHIN = re.compile(r"(?:What|Which|Who|Whom|Whose|Where|That (?:we|he|she|it|they)|Than)\b")
ENDS_WITHIN = re.compile(
    r"\b(?:to|not|of|the|a|an|that|which|with|for|from|by|and|or|at|in|as|as well)$", re.IGNORECASE
)
OPENINGS = re.compile(
    rf"(?:(?:and|but|or|so|yet),? |(?:{'|'.join(sorted(CONNECTIVES))}|in addition|of course), "
    r"|(?:other|further|more) (?=\w+ includ)|(?:these|those|they) includ(?:e|ed) |(?:pictured|photo|file photo): )",
    re.IGNORECASE,
)
LONE_WORD = re.compile(r"(?<=\w), [a-z]+$")
"""What a cut leaves of a participle: "…, coming"."""
NOTES = re.compile(r"\s*\[\d+\]")
QUOTES = re.compile('["“”]')


def headline(coded: CodedEvent) -> str:
    """The happening in a clause of its sentence, at most about `LONGEST` characters, ended between two phrases."""
    found = next(_fitting(coded), "") or _until_it_fits(coded.token.sent.text, 0)
    if is_caption(coded.token.sent):
        return f"Pictured: {found}"  # without a verb of its own it says what is seen, not what was done
    if len(found.split()) < FEWEST_WORDS:
        found = _with_the_one_before(coded.token.sent) or found
    return found


def shortened(text: str) -> str:
    """A sentence of which no parse is at hand, ended at a comma where it is too long."""
    return _until_it_fits(text, 0)


def _fitting(coded: CodedEvent) -> Iterator[str]:
    """Ways to tell it, the best first."""
    token, meant = coded.token, _names(coded)
    if coded.is_plain:
        yield from _if_short(_whole(token.sent, meant))
    clause = clause_of(token, meant)
    yield from _behind_when(token)
    if clause is None:
        yield from _if_short(_whole(token.sent, meant), AT_MOST)
    else:
        yield from _clauses(clause, token, meant)
    yield from _up_to(token, meant, is_whole=True)
    is_said = clause is not None and saying_of(clause) is not None
    is_clear = token.sent.root.pos_ in ("VERB", "AUX") and not is_said
    if clause is not None and is_clear and (main := clause_of(clause.head, meant)) is not None:
        yield from _if_short(_tidy(main.text()), AT_MOST)
        yield from _cut(main, main.head)
    yield from _if_short(_whole(token.sent, meant), WHOLE_AT_MOST)
    yield from _up_to(token, meant, is_whole=False)
    if coded.is_noun:
        yield from _noun_alone(token)
    if clause is not None and not is_said:
        yield _until_it_fits(clause.text(), 0)


def _clauses(clause: Clause, token: Token, meant: Mapping[int, str]) -> Iterator[str]:
    if token.dep_ == "advcl" and token.tag_ == "VBG" and clause.head.dep_ == "advcl":
        return  # "…, as the crisis peaked, dismissing …": the parser cannot tell which of the two it goes with
    around = clause_around(clause, token, meant)
    if around is not None and clause.head.dep_ == "acl" and saying_of(around) is not None:
        clause, around = around, None  # "said it had no word that Armenia was leaving": neither stands as a fact
    if around is not None and not is_in("factive", around.head.lemma_):
        yield from _if_short(_tidy(around.text()))
    saying = saying_of(clause)
    if saying is not None:
        said = partial(with_speaker, clause=clause, verb=saying, meant=meant)
        if not min(clause.kept) < saying.i < max(clause.kept):
            yield from _if_short(_tidy(said(clause.text())), AT_MOST)
            yield from _cut(clause, token, said)
            yield from _if_short(_tidy(said(clause.text())), WHOLE_AT_MOST)
        return
    if _points_elsewhere(clause) or _lacks_its_verb(clause) or len(clause.text().split()) < FEWEST_WORDS:
        joined = clause_before(clause, token, meant)
        is_end = joined is not None and max(joined.kept) + 1 >= token.sent.end - 1
        yield from _if_short(_tidy(joined.text()) if joined else "", is_end=is_end)
        yield from _up_to(token, meant, is_whole=True)
    if _dangles(clause):
        yield from _up_to(token, meant, is_whole=True)
    yield from _if_short(_tidy(clause.text()), AT_MOST)
    yield from _cut(clause, token)


def _names(coded: CodedEvent) -> dict[int, str]:
    """What to put in place of pronouns: persons' names, and those of actors that the event is read to be about."""
    parties = {*coded.sources, *coded.targets}
    known = {place: one for place, one in coded.meant.items() if one.name}
    names = {place: one.name for place, one in known.items() if one.is_near or set(one.codes) <= parties}
    doers = in_words(coded.sources)
    for child in coded.token.children:
        # "The CSTO's limits showed when it would not step in": the story may tell better than the grammar who "it" is
        if coded.by_pronoun and child.dep_ == "nsubj" and child.lower_ == "it" and doers:
            names[child.i] = doers
    return names


def _whole(sentence: Span, meant: Mapping[int, str]) -> str:
    """The sentence itself, with whom its first subject means."""
    whole = Clause(sentence.doc, sentence.root, {t.i for t in sentence})
    whole.instead |= _finite_verbs(sentence)
    first = next((t for t in sentence if t.tag_ == "PRP" and t.dep_ in ("nsubj", "nsubjpass")), None)
    named = any(t.pos_ == "PROPN" for t in sentence.doc[sentence.start : first.i]) if first is not None else True
    if first is not None and not named and first.i in meant:
        whole.instead |= {first.i: f"[{meant[first.i]}]"} | others_of_first_person(first, sentence)
    name_descriptions(whole, meant)
    return _tidy(whole.text())


def _finite_verbs(sentence: Span) -> dict[int, str]:
    """ "[was] demanding" for the participle of a list, "These include the president demanding …"."""
    if any(is_finite(t) for t in sentence) and not OPENINGS.match(sentence.text):
        return {}
    for token in sentence:
        subject = next((c for c in token.children if c.dep_ in ("nsubj", "poss") and c.i < token.i), None)
        if token.tag_ == "VBG" and token.pos_ == "VERB" and subject is not None:
            is_many = subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subject.children)
            return {token.i: f"[{'were' if is_many else 'was'}] {token.text}"}
    return {}


def _up_to(token: Token, meant: Mapping[int, str], is_whole: bool) -> Iterator[str]:
    """The sentence from its beginning, ended behind what tells the happening and, if `is_whole`, its main verb."""
    sentence = token.sent
    text = _whole(sentence, meant)
    yield from _if_short(text, AT_MOST)
    needed = [t.i for t in token.subtree if t.dep_ in REQUIRED and t.head == token]
    finite = next((t.i for t in sentence if is_finite(t) and t.dep_ not in ("advcl", "relcl", "acl")), token.i)
    told = max([token.i, *needed, *([sentence.root.i] if is_whole else [finite])])
    behind = len(text) - len(sentence.doc[told : sentence.end].text.rstrip(" .;,")) + len(sentence.doc[told].text)
    yield from _if_short(_until_it_fits(text, behind), AT_MOST)


def _if_short(text: str, most: int = LONGEST, is_end: bool = False) -> Iterator[str]:
    """The text if it is short enough and does not begin in mid-thought or, unless the sentence does so, end in it."""
    if 0 < len(text) <= most and not BEGINS_WITHIN.match(text) and (is_end or not ENDS_WITHIN.search(text)):
        yield text


def _points_elsewhere(clause: Clause) -> bool:
    """Whether an object only points to something that the clause leaves out: "called them off"."""
    for i in sorted(clause.kept):
        token = clause.doc[i]
        if token.lower_ in POINTING and token.dep_ in ("dobj", "pobj", "dative") and i > clause.head.i:
            return not any(clause.doc[n].pos_ in ("NOUN", "PROPN") for n in clause.kept if clause.head.i < n < i)
    return False


def _lacks_its_verb(clause: Clause) -> bool:
    """ "The bloc chose not to", "it never did": what, stands in the clause before."""
    last = clause.doc[max(clause.kept)]
    if last.lower_ == "to" and last.tag_ == "TO":
        return True
    return clause.head.lemma_ == "do" and not any(c.i > clause.head.i for c in clause.head.children if not c.is_punct)


def _dangles(clause: Clause) -> bool:
    """Whether its first pronoun has nobody named for it, though the sentence names somebody before the clause."""
    first = next((clause.doc[i] for i in sorted(clause.kept) if clause.doc[i].pos_ in ("NOUN", "PROPN", "PRON")), None)
    if first is None or first.tag_ not in ("PRP", "PRP$") or first.i in clause.instead or first.dep_ == "expl":
        return False
    return any(t.pos_ == "PROPN" for t in clause.doc[first.sent.start : first.i])


def _behind_when(token: Token) -> Iterator[str]:
    """ "Relations began to change in May, when the bloc sent troops": what happened then, where the parser lost it."""
    head = clause_head(token)
    after = [t for t in token.sent if t.lower_ == "when" and (head is None or head.i < t.i) and t.i < token.i]
    is_lost = token.tag_ in (*FINITE, "VBN") and bool(after) and token.sent.root.i < after[-1].i
    if is_lost and after[-1].nbor(-1).text == ",":
        doers = adjacent_subject(token)  # "…, when crowds came out and the bloc, as agreed, sent troops"
        if doers and after[-1].i < doers[0].left_edge.i and token.doc[doers[0].left_edge.i - 1].lower_ == "and":
            yield from _if_short(_tidy(token.doc[doers[0].left_edge.i : token.sent.end].text), WHOLE_AT_MOST)
        rest = token.doc[after[-1].i + 1 : token.sent.end]
        if any(t.dep_ in ("nsubj", "nsubjpass") and t.pos_ in ("NOUN", "PROPN") for t in rest):
            yield from _if_short(_tidy(rest.text), WHOLE_AT_MOST)


def _cut(clause: Clause, token: Token, told: Callable[[str], str] = str) -> Iterator[str]:
    """The clause ended earlier, after as many phrases as fit; `told` puts who says it to its text."""
    doc, kept = clause.doc, sorted(clause.kept)
    for place in reversed(kept):
        if place <= max(clause.head.i, token.i):
            return
        phrase = _phrase_from(clause, place)
        if phrase is not None and _may_go(clause, phrase, place):
            end = place - 1 if doc[place - 1].dep_ == "cc" and phrase.dep_ == "conj" else place
            yield from _if_short(_tidy(told(clause.text(until=end))), LONGEST if told is str else AT_MOST)


def _phrase_from(clause: Clause, place: int) -> Token | None:
    """The largest phrase that begins at a place."""
    token = clause.doc[place]
    found = None
    for step in (token, *token.ancestors):
        if step == clause.head or step.left_edge.i != place:
            break
        found = step
    return found


def _may_go(clause: Clause, phrase: Token, place: int) -> bool:
    if phrase.dep_ not in OPTIONAL or (phrase.dep_ == "prep" and phrase.lower_ == "of"):
        return False
    before = clause.doc[place - 1]
    if not before.whitespace_ or before.text == "-" or before.pos_ in ("AUX", "ADP", "DET"):
        return False
    if phrase.dep_ in ("prep", "advmod") and phrase.head.pos_ in ("VERB", "ADJ", "AUX") and place == phrase.head.i + 1:
        return False  # "relies on", "called off"
    if phrase.dep_ == "conj" and (clause.doc[place - 1].dep_ != "cc" or phrase.head.dep_ == "conj"):
        return False  # "A, B" without its "and C"
    inside = {t.i for t in phrase.subtree}
    rest = [clause.doc[i] for i in clause.kept if i >= place and i not in inside]
    return not any(t.dep_ in REQUIRED and t.head.i < place for t in rest)


def _noun_alone(noun: Token) -> Iterator[str]:
    """ "The withdrawal of Russian peacekeepers": where the clause around a noun is too long."""
    words = {
        t.i
        for t in noun.subtree
        if not any(a.dep_ in ("relcl", "advcl") and noun in a.ancestors for a in (t, *t.ancestors))
    }
    text = _tidy(Clause(noun.doc, noun, words).text())
    if len(text.split()) >= FEWEST_WORDS:
        yield from _if_short(text)


def _with_the_one_before(sentence: Span) -> str:
    """ "It never did." after the sentence that says what: both, where they are short."""
    if sentence.start == 0:
        return ""
    before = sentence.doc[sentence.start - 1].sent
    text = f"{_tidy(before.text)}. {_tidy(sentence.text)}"
    return text if len(text) <= LONGEST else ""


def _tidy(text: str) -> str:
    """One line without notes, loose marks at its ends and quotation marks without a partner; a capital first."""
    text = DATELINE.sub("", NOTES.sub("", " ".join(text.split())), count=1).strip(" ,;:–—-.")
    text = OPENINGS.sub("", text, count=1) if OPENINGS.match(text) else text
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        text = QUOTES.sub("", text).rstrip(" .,")
    if text.count("(") != text.count(")"):
        text = text.replace("(", "").replace(")", "")
    text = LONE_WORD.sub("", text)
    place = len(text) - len(text.lstrip('["“'))
    return text[:place] + text[place : place + 1].upper() + text[place + 1 :]


def _until_it_fits(text: str, least: int) -> str:
    """A text ended at its last boundary between two phrases within `LONGEST`, but behind its first `least` characters.

    Too long a text without such a boundary keeps its length where much has to stay, else it ends at a word.
    """
    text = _tidy(text)
    if len(text) <= LONGEST:
        return text
    for boundary in (CUTS, WEAKER_CUTS, WEAKEST_CUTS):
        ends = [m.start() for m in boundary.finditer(text) if max(least, SHORTEST) <= m.start() <= LONGEST]
        if ends and ends[-1] >= LONGEST // 3:
            return _tidy(text[: ends[-1]])
    return text if least else text[:LONGEST].rsplit(" ", 1)[0] + " …"
