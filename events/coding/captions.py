"""Tells whether a sentence is the caption of a picture: it shows people, and says nothing with a verb of its own.

In: a parsed sentence. Out: whether it is one. What a picture shows was so, but a drill or meeting that somebody was
photographed at is a weak witness to a state's leaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.text.word_lists import word_list

if TYPE_CHECKING:
    from spacy.tokens import Span

SHOWN = word_list("shown")
PEOPLE = word_list("leader_word") | word_list("forces") | word_list("pictured_people")


def is_caption(sentence: Span) -> bool:
    """Whether a sentence is a picture's caption: "Soldiers on a drill in May 2019", "Pictured: …"."""
    if sentence[0].lower_ in SHOWN:
        return True
    root = sentence.root
    has_verb = any(
        t.pos_ in ("VERB", "AUX") and any(c.dep_ in ("nsubj", "nsubjpass") for c in t.children) for t in sentence
    )
    return not has_verb and root.pos_ in ("NOUN", "PROPN") and (root.lower_ in PEOPLE or root.lemma_.lower() in PEOPLE)
