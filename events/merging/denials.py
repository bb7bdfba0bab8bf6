"""Finds acts that one sentence takes for granted and another denies altogether.

In: a document and its events. Out: `Contradiction` records by the event's id: "Minsk turned down Kyiv's request" and
"Kyiv never asked". Only denials that leave no room count ("never", "at any stage"): others may speak of another time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from events.actors.directory import load_knowledge
from events.coding.lexicon import load_lexicon
from events.merging.merging_words import words_known
from events.records import Contradiction, Document, Event, Mention

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?![\s”\"’'])[^.!?\n]*)*")


def denials(document: Document, events: Iterable[tuple[str, Event]]) -> Iterable[tuple[str, Contradiction]]:
    """Events whose sentence names an act of a party's ("Russia's request") that the document elsewhere denies."""
    denied = [
        (match, sentence) for sentence in SENTENCE.finditer(document.text) for match in _denials(sentence.group())
    ]
    events = list(events)
    yield from _told_and_denied(document, events)
    for event_id, event in events if denied else ():
        for mention in event.mentions:
            for granted in _granted().finditer(mention.quote):
                for match, sentence in denied:
                    apart = sentence.end() <= mention.start or mention.end <= sentence.start()
                    if apart and _is_same_act(granted, match):
                        where = Mention(document.id, *sentence.span(), sentence.group())
                        yield event_id, Contradiction("act", (granted.group(), match.group()), (mention, where))


def _told_and_denied(document: Document, events: Iterable[tuple[str, Event]]) -> Iterable[tuple[str, Contradiction]]:
    """An act told in one sentence and denied in another in the same words: "accused Moscow", "did not accuse Moscow".

    Both name the doer, the verb and one target, and no two years: else they may speak of two occasions.
    """
    known = load_knowledge().words
    for sentence in SENTENCE.finditer(document.text):
        for match in _denied().finditer(sentence.group()):
            doers, towards = {*known[match["who"]][1]}, _actors(sentence.group()[match.end() :])
            told = re.compile(rf"\b{re.escape(match['act'])}(?:d|ed|s|es)\b")
            for event_id, event in events:
                mention = event.mentions[0]
                here = told.search(mention.quote)
                apart = sentence.end() <= mention.start or mention.end <= sentence.start()
                same = bool(doers & {*event.source_actors}) and bool(towards & {*event.target_actors})
                if here and apart and same and _one_time(sentence.group(), mention.quote):
                    where = Mention(document.id, *sentence.span(), sentence.group())
                    yield event_id, Contradiction("act", (here.group(), match.group()), (mention, where))


def _actors(words: str) -> set[str]:
    known = load_knowledge().words
    return {code for name in re.findall(rf"\b(?:{_names()})\b", words) for code in known[name][1]}


def _one_time(one: str, other: str) -> bool:
    """Whether two sentences may speak of one time: they name no two years."""
    return len({*YEAR.findall(one), *YEAR.findall(other)}) < 2


def _denials(sentence: str) -> list[re.Match]:
    whole = "|".join(words_known()["whole_denial"])
    return list(_denied().finditer(sentence)) if re.search(rf"\b(?:{whole})\b", sentence, re.IGNORECASE) else []


def _is_same_act(granted: re.Match, denied: re.Match) -> bool:
    """One actor, and a noun and a verb of one type of act."""
    words, lexicon = load_knowledge().words, load_lexicon()
    types = {frame.event_type for frame in lexicon.nouns[granted["act"]]}
    told = {frame.event_type for frame in lexicon.verbs[denied["act"]]}
    return words[granted["who"]][1] == words[denied["who"]][1] and bool(types & told)


@cache
def _names() -> str:
    return "|".join(sorted(map(re.escape, load_knowledge().words), key=len, reverse=True))


@cache
def _granted() -> re.Pattern:
    nouns = "|".join(map(re.escape, load_lexicon().nouns))
    return re.compile(rf"\b(?P<who>{_names()})['’]s? (?P<act>{nouns})\b")


@cache
def _denied() -> re.Pattern:
    verbs = "|".join(map(re.escape, load_lexicon().verbs))
    return re.compile(rf"\b(?P<who>{_names()}) (?:did not|didn['’]t|never) (?P<act>{verbs})(?:ed)?\b")
