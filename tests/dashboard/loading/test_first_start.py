"""The first start reads the articles once, however many sessions wait for it."""

import threading

import pytest

from dashboard.loading import first_start
from events.store.store import open_store
from tests.dashboard.serving import fill_store
from tests.events.stub_chat import Stub


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("SEEDS", "on")
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield store
    store.close()


def test_sessions_that_come_together_read_once(store, monkeypatch):
    runs, told, go = [], threading.Event(), threading.Event()

    def slow(_store, waiting, progress, reader):
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


def test_without_the_setting_the_rules_read_though_a_language_model_is_set_up(store, monkeypatch):
    monkeypatch.setenv("SECOND_READER_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("SECOND_READER_MODEL", "small")
    asked = []
    monkeypatch.setattr(first_start, "ingest", lambda *_, reader, **__: asked.append(reader))
    reading = first_start.Reading(store)
    reading.begin()
    reading._thread.join()
    assert (asked, reading.sent_to) == ([None], "")


def test_with_the_setting_the_articles_go_to_the_model_and_the_page_says_where(store, monkeypatch, tmp_path):
    (tmp_path / "one.txt").write_text("On 3 May 2022 Armenia signed an agreement with Russia.", encoding="utf-8")
    with Stub() as stub:
        monkeypatch.setenv("SECOND_READER_URL", stub.url)
        monkeypatch.setenv("SECOND_READER_MODEL", "small")
        monkeypatch.setenv("FIRST_START_READER", "second")
        reading = first_start.Reading(store, tmp_path)
        reading.begin()
        reading._thread.join()
        assert len(stub.asked) == 1
        assert reading.sent_to == f"{stub.url}/chat/completions (model small)"
        assert store.documents_frame()["version"].str.startswith("second:small/").all()
        monkeypatch.delenv("FIRST_START_READER")
        again = first_start.Reading(store, tmp_path)
        again.begin()
        assert again.finished  # what the model read is not thrown away
        assert len(stub.asked) == 1


@pytest.mark.parametrize(("name", "said"), [("second", "SECOND_READER_URL is not set"), ("oracle", "is no reader")])
def test_a_setting_that_cannot_be_followed_is_said_and_the_rules_read(store, monkeypatch, tmp_path, name, said):
    monkeypatch.delenv("SECOND_READER_URL", raising=False)
    monkeypatch.setenv("FIRST_START_READER", name)
    (tmp_path / "one.txt").write_text("On 3 May 2022 Armenia signed an agreement with Russia.", encoding="utf-8")
    reading = first_start.Reading(store, tmp_path)
    reading.begin()
    reading._thread.join()
    assert said in reading.problems[0]
    assert store.documents_frame()["events"].tolist() == [1]
