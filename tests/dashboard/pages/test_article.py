"""The article's page: the whole text, with the sentences of events marked where they stand."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from dashboard.pages.article import article_data
from events.store.store import open_store
from events.text.front_matter import body_start
from tests.dashboard.serving import HOSTILE_QUOTE, HOSTILE_TEXT, make_event
from tests.events.storing import a_document


def test_the_pieces_are_the_text_and_the_marks_its_quotes(tables):
    mentions = tables.store.mentions_frame()
    for row in tables.documents.itertuples():
        document = tables.store.document(row.id)
        pieces = article_data(tables.store, document, None)["pieces"]
        body = document.text[body_start(document.text) :]
        assert "".join(piece["text"] for piece in pieces) == re.sub("(?m)^#+ ", "", body)
        assert [piece["text"] for piece in pieces if piece.get("heading")] == re.findall("(?m)^#+ (.+)$", body)
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


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://news.example/2022/a", "https://news.example/2022/a"),
        ("HTTP://news.example/a", "HTTP://news.example/a"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("news.example/a", ""),
        ("", ""),
    ],
)
def test_the_original_is_a_link_only_where_its_address_is_one_of_the_web(tables, url, link):
    document = replace(tables.store.document("hostile"), url=url)
    assert article_data(tables.store, document, None)["original"] == link


def test_a_sentence_that_tells_several_events_says_them_all(tmp_path):
    document = a_document("two", text="In May 2022 Armenia sent aid and Kyrgyzstan refused it. That was all.")
    events = [
        make_event(f"made-up-{kind}", document, 0, date(2022, 5, 1), date(2022, 5, 31), member, 1, kind)
        for kind, member in (("AID", "ARM"), ("REJECT", "KGZ"))
    ]
    with closing(open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as store:
        store.save(document, events, "1")
        [mark] = [piece for piece in article_data(store, document, 0)["pieces"] if "event" in piece]
    assert mark["said"].splitlines() == ["May 2022: Made-up event number AID", "May 2022: Made-up event number REJECT"]
