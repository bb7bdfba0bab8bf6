"""Opening a store: addresses, old stores and newer ones, many at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from events.store.merging import unite_store
from events.store.migrations import name
from events.store.store import StoreError, open_store
from events.store.tables import METADATA, SCHEMA_VERSION
from tests.events.storing import VERSION, a_document, an_event

OF_AN_EVENT = "FOREIGN KEY (document_id, event_id) REFERENCES events (document_id, event_id) ON DELETE CASCADE"
OF_A_DOCUMENT = "FOREIGN KEY (document_id) REFERENCES documents (id) ON DELETE CASCADE"
# The tables as the first program made them, and what the second added.
FIRST = [
    "CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY)",
    """CREATE TABLE documents (id TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, outlet TEXT NOT NULL,
        author TEXT NOT NULL, published_earliest DATE, published_latest DATE, language TEXT NOT NULL,
        text TEXT NOT NULL, source_path TEXT NOT NULL, sha256 TEXT NOT NULL)""",
    f"""CREATE TABLE runs (document_id TEXT NOT NULL PRIMARY KEY, sha256 TEXT NOT NULL, version TEXT NOT NULL,
        finished_at TIMESTAMP NOT NULL, seconds FLOAT, {OF_A_DOCUMENT})""",
    f"""CREATE TABLE events (document_id TEXT NOT NULL, event_id TEXT NOT NULL, event_type TEXT NOT NULL,
        summary TEXT NOT NULL, date_start DATE NOT NULL, date_end DATE NOT NULL, date_precision INTEGER NOT NULL,
        source_actors JSON NOT NULL, target_actors JSON NOT NULL, name TEXT NOT NULL, level TEXT NOT NULL, zone TEXT,
        countries JSON NOT NULL, latitude FLOAT, longitude FLOAT, where_precision INTEGER NOT NULL,
        confidence FLOAT NOT NULL, PRIMARY KEY (document_id, event_id), {OF_A_DOCUMENT})""",
    "CREATE INDEX events_by_id ON events (event_id)",
    f"""CREATE TABLE mentions (document_id TEXT NOT NULL, event_id TEXT NOT NULL, position INTEGER NOT NULL,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL,
        PRIMARY KEY (document_id, event_id, position), {OF_AN_EVENT})""",
    "CREATE INDEX mentions_by_event ON mentions (event_id)",
    f"""CREATE TABLE effects (document_id TEXT NOT NULL, event_id TEXT NOT NULL, position INTEGER NOT NULL,
        member TEXT NOT NULL, direction INTEGER NOT NULL, dimension TEXT NOT NULL,
        PRIMARY KEY (document_id, event_id, position), {OF_AN_EVENT})""",
    """CREATE TABLE reviews (id INTEGER NOT NULL PRIMARY KEY, event_id TEXT NOT NULL, reviewer TEXT NOT NULL,
        verdict TEXT NOT NULL, note TEXT NOT NULL, reviewed_at TIMESTAMP NOT NULL)""",
    "CREATE INDEX ix_reviews_event_id ON reviews (event_id)",
    "INSERT INTO schema_version VALUES (1)",
]
SECOND = [
    "ALTER TABLE documents ADD COLUMN copy_of TEXT",
    "ALTER TABLE events ADD COLUMN read_as TEXT",
    "ALTER TABLE events ADD COLUMN contradictions JSON",
    "UPDATE schema_version SET version = 2",
]
HELD = [
    """INSERT INTO documents (id, title, outlet, author, published_earliest, published_latest, language, text,
        source_path, sha256) SELECT 'one', 'A summit', 'The Herald', 'A. Writer', '2022-10-01', NULL, 'en',
        'Kyrgyzstan cancelled the drill. Armenia asked for help, one was told in words that no other has.',
        'seeds/one.md', '0000000000000000000000000000000000000000000000000000000000000000'""",
    "INSERT INTO runs VALUES ('one', '00', 'extractor 1', '2024-05-01 10:00:00', 2.5)",
    """INSERT INTO events (document_id, event_id, event_type, summary, date_start, date_end, date_precision,
        source_actors, target_actors, name, level, zone, countries, latitude, longitude, where_precision, confidence)
        VALUES ('one', 'event', 'REJECT', 'Kyrgyzstan cancels a drill', '2022-10-01', '2022-10-31', 4,
        '["KGZ", "CSTO"]', '[]', 'Kyrgyzstan', 'country', NULL, '["KGZ"]', 41.5, NULL, 6, 0.83)""",
    "INSERT INTO mentions VALUES ('one', 'event', 0, 0, 10, 'Kyrgyzstan')",
    "INSERT INTO mentions VALUES ('one', 'event', 1, 32, 37, 'Armen')",
    "INSERT INTO effects VALUES ('one', 'event', 0, 'KGZ', -1, 'military')",
    "INSERT INTO effects VALUES ('one', 'event', 1, 'ARM', 0, 'political')",
    "INSERT INTO reviews VALUES (1, 'event', 'me', 'right', '', '2024-06-01 10:00:00')",
]


def run(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture(params=[1, 2])
def old_url(bare_url, request):
    """A store as an older program left it."""
    run(bare_url, *FIRST, *HELD, *(SECOND if request.param == 2 else []))
    return bare_url


def test_an_old_store_is_upgraded_in_place_with_what_it_holds(old_url):
    for _ in range(2):  # the second opening finds it upgraded
        with closing(open_store(old_url)) as store:
            assert store.events() == [an_event()]
            assert store.document("one") == a_document()
            assert store.extracted(VERSION) == {("one", "0" * 64)}
            assert store.runs_frame()[["document_id", "version", "seconds", "events"]].values.tolist() == [
                ["one", VERSION, 2.5, 1]
            ]
            with store.reading() as connection:
                assert connection.scalar(text("SELECT verdict FROM reviews")) == "right"
                assert connection.scalar(text("SELECT version FROM schema_version")) == SCHEMA_VERSION


def test_what_an_old_store_holds_is_merged_with_what_comes(old_url):
    with closing(open_store(old_url)) as store:
        again = an_event("again", document_id="two", mentions=(an_event(document_id="two").mentions[0],))
        store.save(a_document("two"), [again], VERSION)
        unite_store(store)
        assert [(event.event_id, len(event.mentions)) for event in store.events()] == [("event", 3)]
        assert store.events_frame()["reports"].tolist() == [2]


def test_an_old_store_can_be_written_to_after_the_upgrade(old_url):
    with closing(open_store(old_url)) as store:
        store.save(a_document(), [an_event("new")], "extractor 2")
        assert [event.event_id for event in store.events()] == ["new"]
        assert len(store.runs_frame()) == 2


def test_several_may_upgrade_an_old_store_at_once(old_url):
    together = threading.Barrier(4)

    def open_with_the_others(_):
        together.wait()
        with closing(open_store(old_url)) as store:
            return store.events()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(open_with_the_others, range(4))) == [[an_event()]] * 4


def test_several_may_open_a_store_that_is_not_there_yet(bare_url):
    together = threading.Barrier(6)

    def open_with_the_others(_):
        together.wait()
        open_store(bare_url).close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(open_with_the_others, range(6)))


def test_the_migrations_make_the_tables_that_the_program_expects(bare_url):
    open_store(bare_url).close()
    engine = create_engine(bare_url)
    with engine.connect() as connection:
        # The index of words is the database's own affair: a table and its shadows on one, an index on the other.
        others = {"include_name": lambda name, *_: not str(name).startswith("searched_words")}
        assert compare_metadata(MigrationContext.configure(connection, opts=others), METADATA) == []
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == name(SCHEMA_VERSION)
    engine.dispose()


@pytest.mark.parametrize(
    "newer", ["UPDATE schema_version SET version = 99", "UPDATE alembic_version SET version_num = '0099'"]
)
def test_a_newer_store_is_refused_in_one_line_and_left_as_it_is(store, url, newer):
    store.save(a_document(), [an_event()], VERSION)
    run(url, newer)
    with pytest.raises(StoreError, match=r"newer program .schema (00)?99.*update the program") as refusal:
        open_store(url)
    assert "\n" not in str(refusal.value)
    assert store.events() == [an_event()]


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        ("not a url", "write sqlite:///"),
        ("oracle9://x", "no driver"),
        ("sqlite:////proc/none/store", "STORE_URL"),
        ("postgresql://nobody@/none?host=/nowhere", "cannot be opened.*STORE_URL"),
    ],
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


def test_a_password_in_the_address_is_not_shown():
    with pytest.raises(StoreError) as refusal:
        open_store("postgresql+nodriver://me:secret@localhost/x")
    assert "secret" not in str(refusal.value)


def test_the_address_comes_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("STORE_URL", f"sqlite:///{tmp_path / 'deep' / 'store.sqlite'}")
    open_store().close()
    assert (tmp_path / "deep" / "store.sqlite").exists()


def test_the_default_address_lies_in_the_users_data_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("STORE_URL", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    open_store().close()
    [path] = tmp_path.rglob("store.sqlite")
    assert path.parent.name == "csto-alignment-timeline"


def test_a_file_of_sqlite_keeps_a_log_waits_for_others_and_heeds_references(tmp_path):
    with closing(open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as store, store.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "busy_timeout", "foreign_keys", "synchronous")
        }
    assert settings == {"journal_mode": "wal", "busy_timeout": 5_000, "foreign_keys": 1, "synchronous": 2}
