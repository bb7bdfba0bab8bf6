"""The article's page: the whole text, with the sentences of events marked where they stand."""

from dashboard.page_article import article_data
from events.documents import body_start
from tests.dashboard.serving import HOSTILE_QUOTE, HOSTILE_TEXT


def test_the_pieces_are_the_text_and_the_marks_its_quotes(tables):
    mentions = tables.store.mentions_frame()
    for row in tables.documents.itertuples():
        document = tables.store.document(row.id)
        pieces = article_data(tables.store, document, None)["pieces"]
        assert "".join(piece["text"] for piece in pieces) == document.text[body_start(document.text) :]
        quotes = set(mentions.loc[mentions["document"] == row.id, "quote"])
        marked = [piece["text"] for piece in pieces if "event" in piece]
        assert marked
        assert set(marked) <= quotes


def test_the_sentence_that_was_asked_for_is_chosen_and_its_event_named(tables):
    start = HOSTILE_TEXT.index(HOSTILE_QUOTE)
    data = article_data(tables.store, tables.store.document("hostile"), start)
    [chosen] = [piece for piece in data["pieces"] if piece.get("chosen")]
    assert (chosen["text"], chosen["event"], chosen["month"]) == (HOSTILE_QUOTE, "hostile-1", "2022-09")
    assert chosen["said"].startswith("5 September 2022: ")
    assert data["about"] == "Outlet <i>x</i> · 20 September 2022"


def test_of_overlapping_sentences_the_one_that_was_asked_for_is_marked(tables):
    mentions = tables.store.mentions_frame().drop_duplicates(["document", "start"])
    for row in mentions.itertuples():
        pieces = article_data(tables.store, tables.store.document(row.document), row.start)["pieces"]
        assert [piece["chosen"] for piece in pieces if piece.get("chosen")] == [True]


def test_a_place_in_the_text_that_is_no_sentence_chooses_nothing(tables):
    pieces = article_data(tables.store, tables.store.document("hostile"), 10_000)["pieces"]
    assert not [piece for piece in pieces if piece.get("chosen")]
