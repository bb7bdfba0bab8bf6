"""``python -m events forget``: an article goes, with all that it alone tells, and nothing else does."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import OperationalError

from events.__main__ import main
from events.records import Mention
from events.store import store as store_module
from events.store.aggregates import keep, kept
from events.store.merging import unite_store
from events.store.removal import forget
from events.store.store import Store, StoreError, open_store
from events.store.tables import EFFECTS, EVENTS, MARKS, MENTIONS, REVIEWS
from tests.events.storing import VERSION, a_document, an_event

SECRET = "Kyrgyzstan cancelled the drill of which nobody was to know"
LONG = "The ministers met for two days in the old capital and spoke of roads, bridges, tolls and of a common market. "


@pytest.fixture
def filled(store: Store) -> Store:
    """An event of two documents, one of a single document that a reviewer has seen, and something computed."""
    quoted = (Mention("one", 0, len(SECRET), SECRET),)
    store.save(
        a_document("one", text=f"{SECRET}.", url="https://example.org/one", source_path="/archive/one.md"),
        [an_event(mentions=quoted), an_event("alone", date_start=date(2015, 1, 1), mentions=quoted)],
        VERSION,
    )
    store.save(a_document("two"), [an_event(document_id="two", confidence=0.4)], VERSION)
    review = {"event_id": "alone", "reviewer": "me", "verdict": "right", "note": ""}
    with store.writing() as connection:
        connection.execute(insert(REVIEWS), review | {"reviewed_at": datetime(2024, 1, 1)})
    unite_store(store)
    keep(store, "map", "mark", SECRET)
    return store


def rows(store: Store, table) -> int:
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize("name", ["one", "/archive/one.md", "https://example.org/one"])
def test_an_article_goes_by_its_id_its_file_or_its_address(filled, name):
    gone = forget(filled, [name])
    assert (gone.documents, gone.copies, gone.unknown, gone.events) == ({"one": "/archive/one.md"}, (), (), 1)
    assert filled.documents_frame()["id"].tolist() == ["two"]


def test_what_it_alone_tells_goes_and_what_another_tells_too_stays_as_that_one_has_it(filled):
    forget(filled, ["one"])
    [event] = filled.events()
    assert (event.event_id, event.confidence) == ("event", 0.4)
    assert {mention.document_id for mention in event.mentions} == {"two"}
    assert [rows(filled, table) for table in (EVENTS, EFFECTS, MENTIONS)] == [1, 2, 2]
    with filled.reading() as connection:
        assert connection.scalar(select(func.count()).where(MARKS.c.document_id == "one")) == 0
    assert kept(filled, "map", "mark") is None


def test_reviews_and_the_log_of_runs_stay(filled):
    forget(filled, ["one"])
    assert rows(filled, REVIEWS) == 1
    assert filled.runs_frame()["document_id"].tolist() == ["one", "two"]


def test_when_the_database_fails_in_the_midst_nothing_is_gone(filled, monkeypatch):
    def fail(*_arguments):
        raise OperationalError("settle", {}, OSError("disk full"))

    before = filled.events()
    monkeypatch.setattr(store_module, "settle", fail)
    with pytest.raises(StoreError):
        forget(filled, ["one"])
    assert filled.events() == before
    assert kept(filled, "map", "mark") == SECRET


def test_what_nobody_has_changes_nothing(filled):
    before = filled.revision()
    assert forget(filled, ["three", "", "%"]).unknown == ("three", "", "%")
    assert filled.revision() == before


def test_documents_that_bring_its_text_again_are_named(store):
    store.save(a_document("first", text=LONG * 3, published_earliest=date(2022, 1, 1)), [], VERSION)
    store.save(a_document("again", text=LONG * 3 + "Again.", published_earliest=date(2022, 3, 1)), [], VERSION)
    assert forget(store, ["first"]).copies == ("again",)
    assert forget(store, ["again"]).copies == ()


def test_no_word_of_it_is_left_in_the_file(tmp_path):
    file = tmp_path / "store.sqlite"
    url = f"sqlite:///{file}"
    with closing(open_store(url)) as store:
        store.save(a_document("one", text=SECRET), [an_event(mentions=(Mention("one", 0, 10, SECRET),))], VERSION)
    assert SECRET.encode() in file.read_bytes()
    with closing(open_store(url)) as store:
        forget(store, ["one"])
    assert SECRET.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_the_command_says_what_went_and_what_it_did_not_find(tmp_path, capsys):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    file = tmp_path / "one.txt"
    file.write_text("still here")
    with closing(open_store(url)) as store:
        store.save(a_document("one", source_path=str(file)), [an_event()], VERSION)
    assert main(["forget", str(file), "no\x1bne", "--store", url]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "no\\x1bne: the store has no such article; give its id, its file or its address",
        f"forgotten: one, {file}; its file is still there, and the next ingest of it reads it again",
        "1 articles and 1 events forgotten, 1 not found",
    ]
    assert main(["forget", "one", "--store", url]) == 2
    assert main(["forget", "one", "--store", f"sqlite:///{tmp_path / 'missing.sqlite'}"]) == 2
    assert not (tmp_path / "missing.sqlite").exists()
