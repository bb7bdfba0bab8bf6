"""Paragraphs and sentences keep their places in the document."""

from __future__ import annotations

from tests.events.parsed import stages_of

TEXT = "---\ntitle: A plea\n---\nArmenia asked for help in May. The bloc refused.\n\nIt left the drill in October 2022."


def test_each_sentence_stands_where_it_says():
    article = stages_of(TEXT).article
    for sentence in article.sentences:
        words = sentence.span.text
        assert TEXT[sentence.start : sentence.start + len(words)] == words
    assert article.sentences[0].span.text.strip() == "Armenia asked for help in May."


def test_sentences_are_numbered_through_the_article():
    article = stages_of(TEXT).article
    assert [sentence.number for sentence in article.sentences] == [0, 1, 2]
    assert [len(paragraph.sentences) for paragraph in article.paragraphs] == [2, 1]


def test_each_paragraph_is_prose_of_the_document():
    for paragraph in stages_of(TEXT).article.paragraphs:
        assert TEXT[paragraph.start :].startswith(paragraph.text)
        assert "title" not in paragraph.text
