"""A backup holds all that the store held at one moment, and brings it back on either database."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text

from events.__main__ import main
from events.store import tours
from events.store.merging import unite_store
from events.store.store import open_store
from events.store.tables import METADATA, REVIEWS, SCHEMA
from tests.events.storing import VERSION, a_document, an_event

ROOT = Path(__file__).parents[3]
REVIEW = {"event_id": "event", "reviewer": "me", "verdict": "right", "note": "", "reviewed_at": datetime(2024, 6, 1)}


def filled(store, count=3):
    for number in range(count):
        document = a_document(f"article-{number}")
        store.save(document, [an_event(f"event-{number}", document_id=document.id)], VERSION, 1.5)
    unite_store(store)
    store.save(a_document("late"), [an_event("late", document_id="late")], VERSION)  # not merged yet
    with store.writing() as connection:
        connection.execute(insert(REVIEWS), REVIEW)
    tours.add(store, "A tour", "with its stops")
    return store


def content(store):
    with store.reading() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in METADATA.sorted_tables
            if table is not SCHEMA
        } | {"unknown": connection.scalar(text("SELECT count(*) FROM events WHERE own_contradictions IS NULL"))}


def test_a_backup_is_made_while_others_are_at_work_and_is_a_store_itself(store, url, tmp_path):
    before = content(filled(store))
    path = tmp_path / "copy.sqlite"
    with store.reading():
        assert main(["backup", str(path), "--store", url]) == 0
    store.save(a_document("after"), [], VERSION)
    assert sorted(one.name for one in tmp_path.glob("*copy*")) == ["copy.sqlite"]
    with closing(open_store(f"sqlite:///{path}")) as copy:
        assert content(copy) == before


def test_a_restored_store_is_the_one_that_was_backed_up(bare_url, tmp_path, capsys):
    address, path = f"sqlite:///{tmp_path / 'first.sqlite'}", tmp_path / "copy.sqlite"
    with closing(filled(open_store(address))) as store:
        before = content(store)
    assert main(["backup", str(path), "--store", address]) == 0
    assert main(["restore", str(path), "--store", bare_url]) == 0
    assert "4 articles" in capsys.readouterr().err
    with closing(open_store(bare_url)) as restored:
        assert content(restored) == before
        restored.save(a_document("more"), [an_event("more", document_id="more")], VERSION)  # numbers go on
        with restored.writing() as connection:
            connection.execute(insert(REVIEWS), REVIEW)
            assert connection.scalar(select(func.count()).select_from(REVIEWS)) == 2


def test_nothing_is_restored_over_what_is_there(store, url, tmp_path, capsys):
    before = content(filled(store))
    main(["backup", str(tmp_path / "copy.sqlite"), "--store", url])
    capsys.readouterr()
    assert main(["restore", str(tmp_path / "copy.sqlite"), "--store", url]) == 2
    assert "holds something already" in capsys.readouterr().err
    assert content(store) == before


@pytest.mark.parametrize("held", ["these are my notes", "SQLite format 3\0" + "x" * 5000, None])
def test_what_is_no_backup_is_refused_in_one_line(held, tmp_path, capsys):
    path = tmp_path / "copy.sqlite"
    if held:
        path.write_text(held)
    assert main(["restore", str(path), "--store", f"sqlite:///{tmp_path / 'new.sqlite'}"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "copy.sqlite" in said


def test_a_backup_that_fails_leaves_the_one_before(tmp_path, monkeypatch, capsys):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    filled(open_store(url)).close()
    path = tmp_path / "copy.sqlite"
    path.write_text("the backup of yesterday")
    monkeypatch.setattr("events.store.backup._copied", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    assert main(["backup", str(path), "--store", url]) == 2
    assert capsys.readouterr().err == f"{path}: No space left\n"
    assert path.read_text() == "the backup of yesterday"
    assert not list(tmp_path.glob(".copy*"))


def test_the_store_itself_is_no_place_for_its_backup(tmp_path, capsys):
    path = tmp_path / "store.sqlite"
    filled(open_store(f"sqlite:///{path}")).close()
    assert main(["backup", str(path), "--store", f"sqlite:///{path}"]) == 2
    assert "is the store itself" in capsys.readouterr().err


def test_a_copy_of_the_file_holds_all_once_the_store_is_closed(tmp_path):
    path = tmp_path / "store.sqlite"
    store = filled(open_store(f"sqlite:///{path}"))
    before = content(store)
    with store.reading() as connection:  # who still reads does not keep it from that
        connection.execute(select(REVIEWS)).all()
        store.close()
        shutil.copy(path, tmp_path / "copied.sqlite")
    with closing(open_store(f"sqlite:///{tmp_path / 'copied.sqlite'}")) as copied:
        assert content(copied) == before


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_program_that_a_signal_ends_leaves_no_log_beside_the_file(how, tmp_path):
    program = (
        "import sys, threading\n"
        "from events.interrupting import interruptible\n"
        "from events.store.store import open_store\n"
        "from tests.events.store.test_backup import filled\n"
        "with interruptible():\n"
        "    store = filled(open_store(sys.argv[1]))\n"
        "    print('begun', flush=True)\n"
        "    threading.Event().wait()\n"
    )
    path = tmp_path / "store.sqlite"
    call = [sys.executable, "-c", program, f"sqlite:///{path}"]
    process = subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout.readline() == "begun\n"
    assert os.path.getsize(f"{path}-wal") > 0
    process.send_signal(how)
    process.wait(timeout=60)
    assert os.listdir(tmp_path) == ["store.sqlite"]


def test_a_backup_of_an_older_program_is_upgraded_and_stays_as_it_is(tmp_path):
    from tests.events.store.test_database import FIRST, HELD, run

    path = tmp_path / "old.sqlite"
    run(f"sqlite:///{path}", *FIRST, *HELD)
    before = path.read_bytes()
    assert main(["restore", str(path), "--store", f"sqlite:///{tmp_path / 'new.sqlite'}"]) == 0
    assert path.read_bytes() == before
    with closing(open_store(f"sqlite:///{tmp_path / 'new.sqlite'}")) as store:
        assert [event.event_id for event in store.events()] == ["event"]


def test_a_damaged_store_is_told_before_anything_is_taken_in(tmp_path, capsys):
    path, article = tmp_path / "store.sqlite", tmp_path / "one.txt"
    url = f"sqlite:///{path}"
    filled(open_store(url), 40).close()
    article.write_text("On 3 May 2022 Armenia signed an agreement with Russia.\n")
    held = bytearray(path.read_bytes())
    for page in range(8, len(held) // 4096 - 1, 2):
        held[page * 4096 : page * 4096 + 2048] = b"\xff" * 2048
    path.write_bytes(held)
    assert main(["ingest", str(article), "--store", url]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "damaged; put a backup in its place" in said


def test_a_store_that_is_none_is_one_line(capsys):
    for address in ("nonsense", "postgresql://host:port/x", "sqlite:////proc/none/x"):
        assert main(["ingest", "x.txt", "--store", address]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert "STORE_URL" in said
