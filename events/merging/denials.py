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

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?![\s”\"’'])[^.!?\n]*)*")


def denials(document: Document, events: Iterable[tuple[str, Event]]) -> Iterable[tuple[str, Contradiction]]:
    """Events whose sentence names an act of a party's ("Russia's request") that the document elsewhere denies."""
    denied = [
        (match, sentence) for sentence in SENTENCE.finditer(document.text) for match in _denials(sentence.group())
    ]
    for event_id, event in events if denied else ():
        for mention in event.mentions:
            for granted in _granted().finditer(mention.quote):
                for match, sentence in denied:
                    apart = sentence.end() <= mention.start or mention.end <= sentence.start()
                    if apart and _is_same_act(granted, match):
                        where = Mention(document.id, *sentence.span(), sentence.group())
                        yield event_id, Contradiction("act", (granted.group(), match.group()), (mention, where))


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
