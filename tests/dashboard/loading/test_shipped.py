"""The articles that come with the program go where nobody keeps their own, and else where they are asked for."""

import pytest

from dashboard.loading import first_start, shipped
from events.ingest.ingest import extractor_version
from events.reading.documents import read_documents
from events.store.store import open_store
from tests.dashboard.serving import hostile_document


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.delenv("SEEDS", raising=False)
    monkeypatch.delenv("STORE_URL", raising=False)
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield store
    store.close()


def test_an_empty_default_store_gets_them(store):
    assert shipped.belong_in(store)


def test_a_store_that_was_named_does_not_get_them_unasked(store, monkeypatch):
    monkeypatch.setenv("STORE_URL", "sqlite:///mine.sqlite")
    assert not shipped.belong_in(store)
    monkeypatch.setenv("SEEDS", "on")
    assert shipped.belong_in(store)


def test_an_archive_of_ones_own_does_not_get_them(store):
    store.save(hostile_document(), [], extractor_version())
    assert not shipped.belong_in(store)
    reading = first_start.Reading(store)
    reading.begin()
    assert reading.finished
    assert [row.id for row in store.documents_frame().itertuples()] == [hostile_document().id]


def test_a_store_that_has_them_keeps_them_up_to_date(store, monkeypatch):
    shipped_one = next(iter(read_documents([first_start.SEEDS])))
    store.save(shipped_one, [], "an older version")
    monkeypatch.setenv("STORE_URL", "sqlite:///mine.sqlite")
    assert shipped.belong_in(store)
    monkeypatch.setenv("SEEDS", "off")
    assert not shipped.belong_in(store)
