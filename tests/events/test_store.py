"""The store keeps what it was given, whoever else reads or writes, and refuses what it cannot read."""

import json
import multiprocessing
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from events.frames import DOCUMENT_COLUMNS, EFFECT_COLUMNS, EVENT_COLUMNS, MENTION_COLUMNS, effects_frame
from events.records import Contradiction, Document, Effect, Event, Mention
from events.store import StoreError, open_store
from geo.place import Place

VERSION = "extractor 1"


def a_document(id="one", **changes):
    document = Document(
        id=id,
        title="A summit",
        outlet="The Herald",
        author="A. Writer",
        published_earliest=date(2022, 10, 1),
        published_latest=None,
        language="en",
        text="Kyrgyzstan cancelled the drill. Armenia asked for help.",
        source_path=f"seeds/{id}.md",
        sha256="0" * 64,
    )
    return replace(document, **changes)


def an_event(event_id="event", document_id="one", **changes):
    event = Event(
        event_id=event_id,
        event_type="REJECT",
        summary="Kyrgyzstan cancels a drill",
        date_start=date(2022, 10, 1),
        date_end=date(2022, 10, 31),
        date_precision=4,
        source_actors=("KGZ", "CSTO"),
        target_actors=(),
        place=Place("Kyrgyzstan", "country", None, ("KGZ",), 41.5, None, 6),
        effects=(Effect("KGZ", -1, "military"), Effect("ARM", 0, "political")),
        mentions=(
            Mention(document_id, 0, 10, "Kyrgyzstan"),
            Mention(document_id, 32, 37, "Armen"),
        ),
        confidence=0.83,
    )
    return replace(event, **changes)


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'deep' / 'store.sqlite'}"


@pytest.fixture
def store(url):
    store = open_store(url)
    yield store
    store.close()


def test_what_was_saved_comes_back_the_same(store, url):
    event = an_event()
    store.save(a_document(), [event], VERSION)
    again = open_store(url)
    assert again.events() == [event]
    assert again.document("one") == a_document()
    assert again.document("two") is None
    again.close()


def test_saving_a_document_again_replaces_what_was_read_in_it(store):
    store.save(a_document(), [an_event("old"), an_event("kept")], VERSION)
    store.save(a_document(sha256="1" * 64), [an_event("kept", confidence=0.5), an_event("new")], "extractor 2")
    assert {event.event_id: event.confidence for event in store.events()} == {"kept": 0.5, "new": 0.83}
    assert len(store.mentions_frame()) == 4
    assert store.extracted(VERSION) == set()
    assert store.extracted("extractor 2") == {("one", "1" * 64)}


def test_a_document_without_events_counts_as_extracted(store):
    store.save(a_document(), [], VERSION)
    assert store.extracted(VERSION) == {("one", "0" * 64)}
    assert store.documents_frame()["events"].tolist() == [0]


def test_an_event_in_two_documents_is_one_event_with_two_reports(store):
    store.save(a_document("one"), [an_event(document_id="one")], VERSION)
    other = a_document("two", text="Another article altogether, on the drill that was cancelled.")
    store.save(other, [an_event(document_id="two", confidence=0.9, summary="Surer")], VERSION)
    frame = store.events_frame()
    assert frame[["event_id", "summary", "confidence", "reports"]].values.tolist() == [["event", "Surer", 0.9, 2]]
    mentions = store.mentions_frame()[["document", "start", "outlet"]].values.tolist()
    assert mentions == [[id, start, "The Herald"] for id in ("one", "two") for start in (0, 32)]
    assert len(store.effects_frame()) == 2
    [event] = store.events()
    assert [mention.document_id for mention in event.mentions] == ["one", "one", "two", "two"]


def test_of_equally_sure_readings_the_closest_dated_is_shown(store):
    day = date(2022, 10, 9)
    store.save(a_document("one"), [an_event(document_id="one")], VERSION)
    closer = an_event(document_id="two", date_start=day, date_end=day, date_precision=1)
    store.save(a_document("two"), [closer], VERSION)
    assert store.events()[0].date_start == day


def test_forgetting_a_document_leaves_what_another_document_says(store):
    store.save(a_document("one"), [an_event(document_id="one", confidence=0.9), an_event("alone")], VERSION)
    store.save(a_document("two"), [an_event(document_id="two", confidence=0.4)], VERSION)
    store.forget(["one", "never there"])
    assert store.events() == [an_event(document_id="two", confidence=0.4)]
    assert store.documents_frame()["id"].tolist() == ["two"]
    assert store.effects_frame()["confidence"].tolist() == [0.4, 0.4]


def test_an_event_with_no_mention_in_its_document_is_refused_and_nothing_is_written(store):
    store.save(a_document(), [an_event()], VERSION)
    with pytest.raises(ValueError, match="no mention in document one"):
        store.save(a_document(), [an_event("a"), an_event("b", document_id="two")], VERSION)
    with pytest.raises(ValueError, match="two events with the id"):
        store.save(a_document(), [an_event(), an_event()], VERSION)
    assert store.events() == [an_event()]


def test_the_events_frame_joins_lists_and_names_the_place(store):
    store.save(a_document(), [an_event()], VERSION)
    row = store.events_frame().iloc[0]
    assert (row["source_actors"], row["target_actors"], row["countries"]) == ("KGZ|CSTO", "", "KGZ")
    assert (row["name"], row["level"], row["latitude"], row["where_precision"]) == ("Kyrgyzstan", "country", 41.5, 6)
    assert row.isna()[["zone", "longitude"]].all()


def test_effects_from_the_store_are_those_of_the_records(store):
    store.save(a_document(), [an_event()], VERSION)
    assert store.effects_frame().equals(effects_frame([an_event()]))


def test_frames_keep_their_columns_and_dtypes_when_empty(store):
    def frames():
        return store.documents_frame(), store.events_frame(), store.mentions_frame(), store.effects_frame()

    empty = [frame.dtypes.to_dict() for frame in frames()]
    expected = (DOCUMENT_COLUMNS, EVENT_COLUMNS, MENTION_COLUMNS, EFFECT_COLUMNS)
    assert [list(dtypes) for dtypes in empty] == [list(columns) for columns in expected]
    store.save(a_document(), [an_event()], VERSION)
    assert [frame.dtypes.to_dict() for frame in frames()] == empty
    assert effects_frame([]).dtypes.to_dict() == empty[-1]


def test_a_newer_schema_is_refused_in_one_line(store, url):
    store.close()
    with create_engine(url).begin() as connection:
        connection.execute(text("UPDATE schema_version SET version = 99"))
    with pytest.raises(StoreError, match=r"newer program .schema 99.*update the program") as refusal:
        open_store(url)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("address", "advice"),
    [("not a url", "write sqlite:///"), ("oracle9://x", "no driver"), ("sqlite:////proc/none/store", "STORE_URL")],
)
def test_an_address_that_cannot_be_used_says_what_to_do(address, advice):
    with pytest.raises(StoreError, match=advice) as refusal:
        open_store(address)
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("these are my notes, not a database " * 100)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{path}")
    assert path.read_text().startswith("these are my notes")


def test_a_password_in_the_address_is_not_shown(monkeypatch):
    with pytest.raises(StoreError) as refusal:
        open_store("postgresql+nodriver://me:secret@localhost/x")
    assert "secret" not in str(refusal.value)


def test_the_address_comes_from_the_environment(url, monkeypatch, tmp_path):
    monkeypatch.setenv("STORE_URL", url)
    open_store().close()
    assert (tmp_path / "deep" / "store.sqlite").exists()


def test_the_default_address_lies_in_the_users_data_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("STORE_URL", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    open_store().close()
    [path] = tmp_path.rglob("store.sqlite")
    assert path.parent.name == "csto-alignment-timeline"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hostile=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_hostile_text_comes_back_as_it_was(store, hostile):
    document = a_document(title=hostile, text=hostile, author=hostile)
    event = an_event(
        summary=hostile, source_actors=(hostile, "|"), mentions=(Mention("one", 0, len(hostile), hostile),)
    )
    store.save(document, [event], VERSION)
    assert store.events() == [event]
    assert store.document("one") == document
    assert store.mentions_frame()["quote"].tolist() == [hostile]


def test_sql_in_an_id_is_only_text(store):
    id = "x'; DROP TABLE documents; --\"%s:?"
    store.save(a_document(id), [an_event(id, document_id=id)], VERSION)
    store.forget(["' OR 1=1 --"])
    assert store.documents_frame()["id"].tolist() == [id]
    assert store.extracted(VERSION) == {(id, "0" * 64)}


def test_a_reader_sees_the_old_state_while_a_writer_writes(store, url):
    store.save(a_document(), [an_event("old")], VERSION)
    writer = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM mentions")
    writer.execute("DELETE FROM events")
    assert [event.event_id for event in store.events()] == ["old"]
    writer.execute("COMMIT")
    assert store.events() == []
    writer.close()


def test_a_writer_does_not_wait_for_a_reader(store, url):
    store.save(a_document(), [an_event("old")], VERSION)
    reader = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT event_id FROM events").fetchall() == [("old",)]
    store.save(a_document(), [an_event("new")], VERSION)
    assert reader.execute("SELECT event_id FROM events").fetchall() == [("old",)]
    reader.close()
    assert [event.event_id for event in store.events()] == ["new"]


def test_several_may_open_a_store_that_is_not_there_yet(tmp_path):
    for attempt in range(5):
        url, together = f"sqlite:///{tmp_path / str(attempt) / 'store.sqlite'}", threading.Barrier(6)

        def open_with_the_others(_, url=url, together=together):
            together.wait()
            open_store(url).close()

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(open_with_the_others, range(6)))


def _write_many(url, name):
    store = open_store(url)
    for number in range(15):
        store.save(a_document(name), [an_event(f"{name}-{number}", document_id=name)], VERSION)
        store.events_frame()
    store.close()


def test_several_processes_open_write_and_read_at_once(url):
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_write_many, args=(url, name)) for name in ("a", "b", "c")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    store = open_store(url)
    assert sorted(event.event_id for event in store.events()) == ["a-14", "b-14", "c-14"]
    store.close()


DISAGREEING = Contradiction("date", ("2022-10", "2022-09"), (Mention("one", 0, 10, "Kyrgyzstan"),))


def test_contradictions_come_back_as_they_were(store):
    store.save(a_document(), [an_event(contradictions=(DISAGREEING,))], VERSION)
    assert store.events() == [an_event(contradictions=(DISAGREEING,))]
    [shown] = store.events_frame()["contradictions"]
    assert json.loads(shown)[0]["values"] == ["2022-10", "2022-09"]
