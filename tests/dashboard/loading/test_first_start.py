"""The first start reads the articles once, however many sessions wait for it."""

import threading

import pytest

from dashboard.loading import first_start
from events.store.store import open_store
from tests.dashboard.serving import fill_store


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield store
    store.close()


def test_sessions_that_come_together_read_once(store, monkeypatch):
    runs, told, go = [], threading.Event(), threading.Event()

    def slow(_store, waiting, progress):
        runs.append(len(waiting))
        progress(2, len(waiting), "An article")
        told.set()
        go.wait()

    monkeypatch.setattr(first_start, "ingest", slow)
    reading = first_start.Reading(store)
    sessions = [threading.Thread(target=reading.begin) for _ in range(8)]
    for session in sessions:
        session.start()
    for session in sessions:
        session.join()
    told.wait()
    assert runs == [5]
    assert not reading.finished
    assert reading.share == pytest.approx(0.4)
    assert reading.text == "Reading article 3 of 5: An article"
    go.set()
    reading._thread.join()
    assert reading.finished


def test_a_filled_store_opens_at_once(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    fill_store(url)
    reading = first_start.Reading(open_store(url))
    reading.begin()
    assert reading.finished
    assert reading._thread is None


def test_a_reading_that_fails_ends_and_says_why(store, monkeypatch):
    def broken(*_, **__):
        raise OSError("the disk is full")

    monkeypatch.setattr(first_start, "ingest", broken)
    reading = first_start.Reading(store)
    reading.begin()
    reading._thread.join()
    assert reading.finished
    assert reading.problems == ["the disk is full"]
