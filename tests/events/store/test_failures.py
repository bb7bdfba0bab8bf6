"""A store that can only be read, is held, frozen or away: one plain sentence, and it recovers."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import tempfile
import traceback
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from events.__main__ import main
from events.store import beneath, postgresql, sqlite
from events.store.aggregates import keep, kept
from events.store.store import ReadOnlyError, StoreError, open_store
from tests.events.storing import VERSION, a_document, an_event

NOBODY = 65534


@pytest.fixture
def folder():
    """A folder that another user may look into."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    yield path
    path.chmod(0o755)
    shutil.rmtree(path)


def filled(url):
    with closing(open_store(url)) as store:
        store.save(a_document(), [an_event()], VERSION)
    return url


def in_a_process_of_its_own(work, before):
    """Do some work where `before` has taken rights away; whatever it raises fails the test."""
    child = os.fork()
    if child == 0:
        try:
            before()
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def without_rights():
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def below_a_full_disk():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def is_read_and_not_written(url, refusal):
    def look():
        with closing(open_store(url)) as store:
            assert store.events() == [an_event()]
            keep(store, "summary", store.revision(), "computed")
            assert kept(store, "summary", store.revision()) == "computed"
            assert kept(store, "summary", "another") is None
            with pytest.raises(refusal) as refused:
                store.save(a_document("two"), [], VERSION)
            assert str(refused.value).count("\n") == 0

    return look


def test_a_store_that_may_only_be_read_is_read(folder):
    url = filled(f"sqlite:///{folder / 'store.sqlite'}")
    (folder / "store.sqlite").chmod(0o444)
    folder.chmod(0o555)
    in_a_process_of_its_own(is_read_and_not_written(url, ReadOnlyError), without_rights)
    assert os.listdir(folder) == ["store.sqlite"]


def test_a_store_in_a_folder_where_nothing_can_be_made_is_read(folder):
    url = filled(f"sqlite:///{folder / 'store.sqlite'}")
    (folder / "store.sqlite").chmod(0o666)
    folder.chmod(0o555)
    in_a_process_of_its_own(is_read_and_not_written(url, ReadOnlyError), without_rights)


def test_a_reader_without_rights_sees_what_another_program_has_just_written(folder):
    path = folder / "store.sqlite"
    with closing(open_store(filled(f"sqlite:///{path}"))) as store:
        store.save(a_document("two"), [an_event("late", document_id="two")], VERSION)
        for one in folder.iterdir():
            one.chmod(0o444)

        def look():
            with closing(open_store(f"sqlite:///{path}")) as reader:
                assert len(reader.events()) == 2

        in_a_process_of_its_own(look, without_rights)


def test_a_store_below_a_full_disk_is_read(folder):
    url = filled(f"sqlite:///{folder / 'store.sqlite'}")
    in_a_process_of_its_own(is_read_and_not_written(url, StoreError), below_a_full_disk)
    with closing(open_store(url)) as store:  # and is what it was
        store.save(a_document("two"), [], VERSION)


def test_what_a_full_disk_left_half_made_beside_a_store_does_not_hide_it(folder):
    """SQLite begins its files beside the store, and finds no room to end them."""
    url = filled(f"sqlite:///{folder / 'store.sqlite'}")
    (folder / "store.sqlite-wal").touch()
    (folder / "store.sqlite-shm").write_bytes(b"\0\0\0")
    in_a_process_of_its_own(is_read_and_not_written(url, StoreError), below_a_full_disk)
    with closing(open_store(url)) as store:
        store.save(a_document("two"), [], VERSION)


@pytest.mark.usefixtures("capsys")  # what is said goes to memory: pytest's own files cannot grow either
def test_ingest_below_a_full_disk_ends_with_2_and_loses_nothing(folder):
    url = filled(f"sqlite:///{folder / 'store.sqlite'}")
    article = folder / "new.txt"
    article.write_text("On 3 May 2022 Armenia signed an agreement with Russia.\n")

    def take_in():
        assert main(["ingest", str(article), "--store", url]) == 2

    in_a_process_of_its_own(take_in, below_a_full_disk)
    with closing(open_store(url)) as store:
        assert store.events() == [an_event()]


def test_a_role_that_may_only_read_opens_a_store_and_keeps_what_is_computed_to_itself(postgres_server):
    url = filled(postgres_server())
    with create_engine(url).begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS reader"))
        connection.execute(text("CREATE ROLE reader LOGIN"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"))
    reader = make_url(url).set(username="reader").render_as_string(hide_password=False)
    is_read_and_not_written(reader, ReadOnlyError)()


def test_a_file_that_another_program_holds_is_told_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite, "READ_BUSY_SECONDS", 0.1)
    path = tmp_path / "store.sqlite"
    url = filled(f"sqlite:///{path}")
    with closing(open_store(url)) as store:
        store.events()
        store.close()
        with closing(sqlite3.connect(path)) as holder:
            holder.execute("PRAGMA locking_mode = EXCLUSIVE")
            holder.execute("UPDATE schema_version SET version = version")
            holder.commit()
            with pytest.raises(StoreError, match="another program holds it and does not let go"):
                store.events()
            with pytest.raises(StoreError, match="another program holds it and does not let go"):
                open_store(url)
        assert store.events() == [an_event()]


def test_a_server_that_is_frozen_is_told_and_asked_anew_the_next_time(postgres_server, monkeypatch):
    monkeypatch.setattr(postgresql, "READ_SECONDS", 0.5)
    with closing(open_store(filled(postgres_server()))) as store:
        process = None
        try:
            with (  # noqa: PT012  (who is to be frozen is asked in the transaction that then waits)
                pytest.raises(StoreError, match=r"no answer within 0\.5 s: the database does not answer"),
                store.reading() as connection,
            ):
                process = connection.scalar(text("SELECT pg_backend_pid()"))
                os.kill(process, signal.SIGSTOP)
                connection.execute(text("SELECT 1"))
        finally:
            os.kill(process, signal.SIGCONT)
        assert store.events() == [an_event()]


def test_a_server_that_ended_the_connection_is_asked_anew(postgres_server):
    url = postgres_server()
    with closing(open_store(filled(url))) as store:
        assert store.events()
        with create_engine(url).begin() as connection:
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            connection.execute(text(f"{others} AND datname = current_database()"))
        assert store.events() == [an_event()]


def test_a_server_that_is_gone_is_one_sentence(tmp_path):
    with pytest.raises(StoreError, match="does not answer") as refusal:
        open_store(f"postgresql://me@/csto?host={tmp_path}&password=hidden")
    assert "hidden" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "address", ["postgresql://me:hid%20den@/x?host=/none", "postgresql://me@/x?host=/none&sslpassword=hid den"]
)
def test_no_password_reaches_a_line_wherever_it_stands(address):
    with pytest.raises(StoreError) as refusal:
        open_store(address)
    assert "hid" not in str(refusal.value)


def test_what_is_wrong_with_a_text_is_no_failure_of_the_store(store):
    with pytest.raises(ValueError, match="no mention"):
        store.save(a_document(), [an_event(mentions=())], VERSION)


def test_a_file_that_was_removed_under_an_open_store_is_told_until_it_is_back(tmp_path):
    path = tmp_path / "store.sqlite"
    with closing(open_store(filled(f"sqlite:///{path}"))) as store:
        assert store.events() == [an_event()]
        path.rename(tmp_path / "elsewhere")
        for use in (store.events, store.revision, lambda: store.save(a_document("two"), [], VERSION)):
            with pytest.raises(StoreError, match="its file is gone; put it back"):
                use()
        assert not path.exists()
        (tmp_path / "elsewhere").rename(path)
        assert store.events() == [an_event()]


@pytest.mark.parametrize("exchange", [os.replace, shutil.copyfile], ids=["another file", "overwritten"])
def test_a_store_that_was_put_in_the_place_of_an_open_one_is_what_is_read(tmp_path, exchange):
    other = open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    other.save(a_document("one"), [an_event("other")], VERSION)
    other.close()
    with closing(open_store(filled(f"sqlite:///{tmp_path / 'store.sqlite'}"))) as store:
        before = store.revision()
        exchange(tmp_path / "other.sqlite", tmp_path / "store.sqlite")
        assert store.events() == [an_event("other")]
        assert store.revision() != before


def test_what_is_no_database_any_more_is_told_though_connections_are_open(tmp_path):
    path = tmp_path / "store.sqlite"
    with closing(open_store(filled(f"sqlite:///{path}"))) as store:
        kept_aside = path.read_bytes()
        path.write_bytes(b"not a database" * 1000)
        for use in (store.events, store.revision):
            with pytest.raises(StoreError, match="its file is damaged; put a backup in its place"):
                use()
        path.write_bytes(kept_aside)
        assert store.events() == [an_event()]


def test_a_store_is_written_to_again_once_there_is_room(folder, monkeypatch):
    url = filled(f"sqlite:///{folder / 'store.sqlite'}")
    monkeypatch.setattr(beneath, "AGAIN_SECONDS", 0)

    def look():
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))
        with closing(open_store(url)) as store:
            with pytest.raises(StoreError):
                store.save(a_document("two"), [], VERSION)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            store.save(a_document("two"), [], VERSION)
            assert store.source_of("two")

    in_a_process_of_its_own(look, lambda: None)
