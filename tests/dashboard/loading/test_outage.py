"""The store away, broken or standing still: one plain sentence, 503 for files, and recovery by itself."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from contextlib import ExitStack, closing, contextmanager

import pytest
import streamlit as st
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette

from dashboard.downloads import files
from dashboard.loading import first_start, outage, readiness, shared
from events.store.store import StoreError, open_store
from events.store.tables import STATE
from tests.dashboard.asking import ask
from tests.dashboard.conftest import Visit
from tests.dashboard.serving import ROOT, fill_store, serving
from tests.postgres import cluster


@pytest.fixture
def app(filled_store):
    """The addresses that ask the store."""
    return Starlette(routes=[*readiness.routes(), *files.routes()])


def status_of(address):
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers


def rename_table(path, name, other):
    """Make a table of the store unknown to the running server, or known again."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"ALTER TABLE {name} RENAME TO {other}")


def away(*_, **__):
    raise OperationalError("SELECT 1", {}, Exception("disk I/O error"))


def test_a_store_that_answers_is_ready(app):
    answer = ask(app, "/readyz")
    assert (answer.status, answer.body) == (200, b"ready\n")


def test_a_store_that_fails_is_not_ready_and_gives_no_files(app, monkeypatch):
    monkeypatch.setattr("events.store.store.Store.revision", away)
    for path in ("/readyz", "/files/events.csv", "/files/scores.csv"):
        answer = ask(app, path)
        assert answer.status == 503
        assert answer.headers["retry-after"] == str(readiness.RETRY_SECONDS)
        assert answer.body == b"The store does not answer: disk I/O error\n"


def test_a_file_removed_under_the_running_app_is_told_until_it_is_back(tmp_path, monkeypatch):
    path = tmp_path / "store.sqlite"
    fill_store(f"sqlite:///{path}")
    monkeypatch.setenv("STORE_URL", f"sqlite:///{path}")
    monkeypatch.setattr(first_start, "pending", lambda *_: ([], []))
    st.cache_resource.clear()
    app = Starlette(routes=[*readiness.routes(), *files.routes()])
    try:
        assert ask(app, "/readyz").status == 200
        path.rename(tmp_path / "elsewhere")
        answer = ask(app, "/readyz")
        assert answer.status == 503
        assert "its file is gone" in answer.body.decode()
        with pytest.raises(StoreError, match="its file is gone"):
            shared.latest()  # what is in memory is not shown as if nothing were amiss
        (tmp_path / "elsewhere").rename(path)
        assert ask(app, "/readyz").status == 200
    finally:
        st.cache_resource.clear()


def test_a_store_that_stands_still_is_not_waited_for_and_asked_only_once(app, monkeypatch):
    go, asked = threading.Event(), []

    def still(_store):
        asked.append(1)
        go.wait()
        return "1"

    monkeypatch.setattr("events.store.store.Store.revision", still)
    monkeypatch.setattr(readiness, "PATIENCE_SECONDS", 0.05)
    answer = ask(app, "/readyz")
    go.set()
    assert answer.status == 503
    assert answer.body.decode().strip() == readiness.STANDS_STILL
    assert asked == [1]


def test_a_store_that_answers_is_not_called_still_while_the_articles_are_looked_through(app, monkeypatch):
    go = threading.Event()
    monkeypatch.setattr(first_start.Reading, "begin", lambda _reading: go.wait())
    monkeypatch.setattr(readiness, "PATIENCE_SECONDS", 2.0)
    answer = ask(app, "/readyz")
    go.set()
    assert (answer.status, answer.body.decode().strip()) == (503, readiness.LOOKING)


def test_before_the_first_reading_is_done_no_file_tells_of_an_empty_store(tmp_path, monkeypatch):
    monkeypatch.setenv("SEEDS", "on")
    monkeypatch.setenv("STORE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    st.cache_resource.clear()
    go = threading.Event()
    monkeypatch.setattr(first_start, "ingest", lambda *_, **__: go.wait() and [])
    app = Starlette(routes=[*readiness.routes(), *files.routes()])
    try:
        for path in ("/files/events.csv", "/files/scores.csv", "/readyz"):
            answer = ask(app, path)
            assert answer.status == 503
            assert answer.headers["retry-after"] == str(readiness.RETRY_SECONDS)
            assert "being read for the first time" in answer.body.decode()
        go.set()
        shared.shared_reading()._thread.join()
        assert ask(app, "/files/events.csv").status == 200
    finally:
        go.set()
        st.cache_resource.clear()


def test_a_first_reading_that_the_store_breaks_off_is_begun_again(tmp_path, monkeypatch):
    monkeypatch.setenv("SEEDS", "on")
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    monkeypatch.setattr(first_start, "ingest", away)
    reading = first_start.Reading(store)
    reading.begin()
    reading._thread.join()
    assert not reading.finished
    assert isinstance(reading.failure, OperationalError)
    monkeypatch.setattr(first_start, "ingest", lambda *_, **__: [])
    reading.begin()
    reading._thread.join()
    assert reading.finished
    assert (reading.failure, reading.problems) == (None, [])
    store.close()


UNANSWERED = """
import logging
from streamlit import error_util
from dashboard.loading import outage
from dashboard.server.options import set_options
from events.store.store import StoreError
set_options("localhost", 8501)
outage.short_lines()
logging.basicConfig()
error_util._log_uncaught_app_exception(StoreError("it is away"))
"""


def test_a_page_that_the_store_leaves_unanswered_is_one_line_of_the_log_though_rich_is_installed(tmp_path):
    pytest.importorskip("rich", reason="comes with the program: without it there is nothing to switch off")
    done = subprocess.run(
        [sys.executable, "-c", UNANSWERED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    assert [line.endswith("the store does not answer: it is away") for line in said] == [True]


def test_the_log_gets_one_line_without_a_traceback():
    record = logging.LogRecord("streamlit.error_util", logging.ERROR, "", 0, "Uncaught app execution", (), None)
    try:
        away()
    except OperationalError:
        record.exc_info = sys.exc_info()
    assert outage._shortened(record)
    assert record.exc_info is None
    assert record.getMessage() == "the store does not answer: disk I/O error"


def rubbish(path):
    """Another file in the store's place, which is no database."""
    path.rename(path.with_name("aside"))
    path.write_bytes(b"no database" * 1000)


def back(path):
    """The store in its place again."""
    path.with_name("aside").replace(path)


@contextmanager
def a_sqlite_store(folder):
    """Its URL, and by name what can happen to it and how that ends."""
    path = folder / "store.sqlite"
    yield (
        f"sqlite:///{path}",
        {
            "a table unknown": (
                lambda: rename_table(path, STATE.name, "away"),
                lambda: rename_table(path, "away", STATE.name),
            ),
            "rubbish in its place": (lambda: rubbish(path), lambda: back(path)),
        },
    )


@contextmanager
def a_postgresql_store(_folder):
    """The same of a server of its own."""
    with cluster() as server, ExitStack() as held:
        yield (
            server.url,
            {
                "stopped": (server.stop, server.start),
                "frozen": (lambda: held.enter_context(server.frozen()), held.close),
            },
        )


@pytest.mark.browser
@pytest.mark.parametrize("a_store", [a_sqlite_store, a_postgresql_store])
def test_a_page_says_in_one_sentence_that_the_store_is_away_and_comes_back_by_itself(tmp_path, browser, a_store):
    with a_store(tmp_path) as (url, mishaps):
        fill_store(url)
        with serving(tmp_path, STORE_URL=url) as address:
            here = Visit(browser, address)
            page = here.open("?date=2022-09")
            for month, (begin, end) in zip(("August 2022", "July 2022"), mishaps.values(), strict=True):
                begin()
                page.keyboard.press("ArrowLeft")
                told = page.get_by_text(outage.STORE_AWAY)
                told.wait_for()
                assert "Streamlit" not in page.locator("body").inner_text()
                for path in ("files/events.csv", "readyz"):
                    status, headers = status_of(f"{address}/{path}")
                    assert status == 503
                    assert headers["Retry-After"]
                end()
                told.wait_for(state="detached")
                here.heading(month)
                assert page.locator("[data-map][data-ready]").count() == 1
                assert status_of(f"{address}/readyz")[0] == 200
            page.close()
