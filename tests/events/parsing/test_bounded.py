"""Parsing is bounded in memory, and gives ordinary articles what one call of the parser gives them."""

from __future__ import annotations

import random

import pytest

from events.extraction.pipeline import extract_events, extractor
from events.parsing import bounded as parsing
from events.parsing.bounded import TooLong, parsed
from events.parsing.cleaning import segments
from events.reading.documents import read_documents
from tests.events.conftest import article

TOLD = "On 3 May 2022 Armenia signed an agreement with Russia, and its minister left for Minsk."


@pytest.fixture(scope="module")
def nlp():
    return extractor()._nlp


def shape(docs):
    return [(t.text, t.lemma_, t.tag_, t.dep_, t.head.i, t.ent_type_, bool(t.is_sent_start)) for d in docs for t in d]


def test_an_ordinary_article_is_read_in_one_go(nlp):
    parts = segments("\n\n".join(f"{TOLD} It was number {number}." for number in range(40)))
    assert shape(doc for _, doc in parsed(nlp, parts)) == shape(nlp.pipe([part.text for part in parts]))


def test_only_so_many_tokens_are_read_at_once(nlp, monkeypatch):
    monkeypatch.setattr(parsing, "TOKENS_AT_ONCE", 100)
    given = []
    pipe = nlp.pipe
    monkeypatch.setattr(nlp, "pipe", lambda docs, **more: given.append(sum(map(len, docs))) or pipe(docs, **more))
    parts = segments("\n\n".join([TOLD] * 20))
    assert [part for part, _ in parsed(nlp, parts)] == parts
    assert len(given) > 1
    assert max(given) <= 100


@pytest.mark.parametrize("text", [", " * 1_000, "a ." * 1_000, "It said: " + '" ' * 1_000 + "."])
def test_a_paragraph_of_signs_is_cut_and_keeps_its_places(nlp, text, monkeypatch):
    monkeypatch.setattr(parsing, "TOKENS_A_PIECE", 400)
    text = f"{TOLD}\n\nThey said it all in these words, {text}.\n"
    found = list(parsed(nlp, segments(text)))
    assert max(len(doc) for _, doc in found) <= parsing.TOKENS_A_PIECE
    assert all(part.text == doc.text == text[part.start : part.end] for part, doc in found)


def test_what_has_no_break_is_no_word(nlp):
    chance = random.Random(1)
    for signs in (",", '"', "a", "ab1/+="):
        run = "".join(chance.choice(signs) for _ in range(100_000))
        text = f"{TOLD}\n\nThey showed {run} to all the others who were there at the time."
        found = list(parsed(nlp, segments(text)))
        assert sum(len(doc) for _, doc in found) < 100
        (event,) = extract_events(article(text))
        assert event.mentions[0].quote == TOLD


def test_an_article_of_too_many_tokens_is_refused(nlp, monkeypatch):
    monkeypatch.setattr(parsing, "MOST_TOKENS", 100)
    with pytest.raises(TooLong, match="more than 100 words and signs"):
        list(parsed(nlp, segments("\n\n".join([TOLD] * 20))))


def test_the_articles_of_the_project_are_ordinary():
    from events.ingest.ingest import SEEDS

    for document in read_documents([SEEDS]):
        docs = [doc for _, doc in parsed(extractor()._nlp, segments(document.text))]
        assert sum(map(len, docs)) < parsing.TOKENS_AT_ONCE
