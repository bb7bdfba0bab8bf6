"""The server: its sockets, its options, and that it asks nobody outside."""

import gc
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import tomllib
import urllib.request
import weakref
from contextlib import closing, contextmanager

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from dashboard import __main__ as command
from dashboard.server import server
from tests.dashboard.conftest import Visit
from tests.dashboard.serving import ROOT, fill_store, running, serving

GUARD = """
import json, os, socket
_connect = socket.socket.connect
def _loopback(address):
    return isinstance(address, (str, bytes)) or address[0] in ("127.0.0.1", "::1", "localhost")
def _note(address):
    with open(os.environ["GUARD_LOG"], "a") as log:
        log.write(json.dumps(repr(address)) + "\\n")
def connect(self, address):
    if not _loopback(address):
        _note(address)
        raise ConnectionRefusedError("guarded")
    return _connect(self, address)
socket.socket.connect = connect
_lookup = socket.getaddrinfo
def lookup(host, *more, **options):
    if host not in (None, "localhost", "127.0.0.1", "::1"):
        _note(host)
        raise socket.gaierror("guarded")
    return _lookup(host, *more, **options)
socket.getaddrinfo = lookup
"""
OTHERS_SETTINGS = """
[browser]
gatherUsageStats = true
[server]
enableCORS = false
enableXsrfProtection = false
maxUploadSize = 500
[client]
showErrorDetails = "full"
"""


def test_localhost_is_bound_without_delay_and_only_there():
    sockets = server.listen("localhost", 0)
    try:
        assert {bound.getsockname()[0] for bound in sockets} <= {"127.0.0.1", "::1"}
        assert {bound.proto for bound in sockets} == {socket.IPPROTO_TCP}
        assert len({bound.getsockname()[1] for bound in sockets}) == 1
    finally:
        for bound in sockets:
            bound.close()


def test_a_taken_port_is_named_in_one_line():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "dashboard", "--port", str(port)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert done.returncode == 1
    assert f"Port {port} on localhost cannot be used" in done.stderr
    assert "--port" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("port", ["-1", "65536", "99999", "8501.0", "x"])
def test_a_port_that_is_none_is_refused_in_one_line(port, capsys):
    with pytest.raises(SystemExit) as refused:
        command.main(["--port", port])
    assert refused.value.code == 2
    assert f"{port} is no port; give a number from 1 to 65535" in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("nonsense", "STORE_URL is not a database URL"),
        ("postgresql://u:geheim@host:port/x", "STORE_URL is not a database URL"),
        ("ftp://u:geheim@host/x", "no driver for this URL"),
        ("mysql://u@host/x?password=geheim", "no driver for this URL"),
    ],
)
def test_a_store_url_that_is_none_is_refused_in_one_line_before_anything_is_served(address, why, monkeypatch, capsys):
    monkeypatch.setenv("STORE_URL", address)
    monkeypatch.setattr(server, "serve", lambda *_: pytest.fail("it was served"))
    assert command.main([]) == 2
    said = capsys.readouterr().err
    assert why in said
    assert "geheim" not in said
    assert len(said.splitlines()) == 1


def test_ctrl_c_while_the_program_loads_is_one_line(monkeypatch, capsys):
    monkeypatch.setattr(command, "main", lambda: signal.raise_signal(signal.SIGINT))
    monkeypatch.setattr(command, "END_SECONDS", None)  # else it would end the tests' own process
    assert command.run() == 130
    assert capsys.readouterr().err == "stopped by Ctrl+C\n"


def test_an_address_that_is_none_is_refused():
    with pytest.raises(server.PortTaken, match="no address"):
        server.listen("no such host", 8501)


@contextmanager
def a_session(address):
    """A web socket as a page holds it open: the server draws the page for it, and reads the store."""
    where = f"{address.replace('http', 'ws')}/_stcore/stream"
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    with connect(where, origin=address, subprotocols=["streamlit", "PLACEHOLDER"], open_timeout=300) as held:
        held.send(asked.SerializeToString())
        while ForwardMsg.FromString(held.recv(timeout=300)).WhichOneof("type") != "script_finished":
            pass
        yield


def begin_a_download(address):
    """A file of which nothing is taken."""
    host, _, port = address.removeprefix("http://").partition(":")
    held = socket.create_connection((host, int(port)))
    held.sendall(f"GET /files/events.xlsx HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    return held


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_app_under_an_open_page_and_a_download_with_the_store_in_one_file(tmp_path, asked):
    fill_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with running(tmp_path) as (address, process), a_session(address), begin_a_download(address):
        assert (tmp_path / "store.sqlite-wal").exists()
        process.send_signal(asked)
        assert process.wait(timeout=60) == 0
    assert not (tmp_path / "store.sqlite-wal").exists()
    said = (tmp_path / "server.log").read_text()
    assert "not ended within" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize("signals", [1, 2])
def test_streamlits_own_command_ends_in_time_too(tmp_path, signals):
    """Under an open page and a download of which nothing is taken: uvicorn, left to itself, waits for them."""
    fill_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    served = running(tmp_path, streamlits_own_command())
    with served as (address, process), a_session(address), begin_a_download(address):
        for _ in range(signals):
            process.send_signal(signal.SIGTERM)
            until(lambda: not is_listening(address))
        process.wait(timeout=60)
    with closing(sqlite3.connect(f"file:{tmp_path / 'store.sqlite'}?mode=ro&immutable=1", uri=True)) as held:
        if signals == 1:  # a copy of the file alone has everything
            assert held.execute("SELECT count(*) FROM events").fetchone()[0] >= 64


STANDS_STILL = """
import asyncio
import dashboard.downloads.files
def still(*_):
    open("begun", "w").close()
    import time
    while True:
        time.sleep(1000)
dashboard.downloads.files._offer = still
import dashboard.__main__ as command
command.END_SECONDS = {patience}
command.sys.argv = ["dashboard", "--port", "0"]
command.sys.exit(command.run())
"""


def until(holds):
    pause = threading.Event()
    while not holds():
        pause.wait(0.05)


@pytest.mark.parametrize(("patience", "signals", "code"), [(0.5, 1, 143), (3600, 2, 130)])
def test_what_python_would_wait_for_holds_nobody_up(tmp_path, patience, signals, code):
    fill_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    program = ("-c", STANDS_STILL.format(patience=patience))
    served = running(tmp_path, program, tmp_path, PYTHONPATH=str(ROOT))
    with served as (address, process), a_session(address), begin_a_download(address):
        until((tmp_path / "begun").exists)
        for _ in range(signals):
            process.send_signal(signal.SIGTERM)
            until(lambda: not is_listening(address))
        assert process.wait(timeout=60) == code
    held = sqlite3.connect(f"file:{tmp_path / 'store.sqlite'}?mode=ro&immutable=1", uri=True)
    if signals == 1:  # a copy of the file alone has everything
        assert not (tmp_path / "store.sqlite-wal").exists() or not (tmp_path / "store.sqlite-wal").stat().st_size
        assert held.execute("SELECT count(*) FROM events").fetchone()[0] >= 64
    held.close()


def is_listening(address):
    host, _, port = address.removeprefix("http://").partition(":")
    with closing(socket.socket()) as asking:
        return asking.connect_ex(("127.0.0.1" if host == "localhost" else host, int(port))) == 0


class Knot:
    """Refers to itself, so that only the collector frees it."""

    def __init__(self):
        self.me = self


def test_what_a_rerun_leaves_behind_is_freed_without_waiting_for_the_timer():
    thresholds = gc.get_threshold()
    try:
        server.quiet_collector()
        assert gc.isenabled()
        first = weakref.ref(Knot())
        knots = [Knot() for _ in range(2 * server.YOUNG)]
        assert first() is None
        assert len(knots) == 2 * server.YOUNG
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)


def test_telemetry_is_off_and_the_toolbar_offers_nothing_to_deploy():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["toolbarMode"] == "minimal"
    assert config["client"]["showErrorLinks"] is False
    assert config["server"]["address"] == "localhost"
    assert config["server"]["enableStaticServing"] is False
    assert config["server"]["maxUploadSize"] == 5
    assert config["runner"]["postScriptGC"] is False


@pytest.mark.browser
@pytest.mark.parametrize("elsewhere", [False, True], ids=["at home", "from another folder"])
def test_a_whole_visit_opens_no_connection_to_the_outside(tmp_path, browser, elsewhere):
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    log = tmp_path / "asked.jsonl"
    fill_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    more = {"PYTHONPATH": f"{tmp_path / 'guard'}{os.pathsep}{ROOT}", "GUARD_LOG": str(log)}
    if elsewhere:
        # What another program's settings say here is not meant for this one.
        (tmp_path / ".streamlit").mkdir()
        (tmp_path / ".streamlit" / "config.toml").write_text(OTHERS_SETTINGS, encoding="utf-8")
    before = set(tmp_path.rglob("*"))
    with serving(tmp_path, cwd=tmp_path if elsewhere else ROOT, **more) as address:
        here = Visit(browser, address)
        page = here.open("?date=2022-09&member=ARM")
        page.wait_for_selector(".js-plotly-plot")
        assert urllib.request.urlopen(f"{address}/_stcore/health", timeout=60).read() == b"ok"
        page.close()
    asked = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    assert asked == []
    assert [url for url in here.asked if not url.split("://")[1].startswith(address.split("://")[1])] == []
    assert here.complaints == []
    left = {path.relative_to(tmp_path).as_posix() for path in set(tmp_path.rglob("*")) - before}
    assert {name for name in left if "streamlit" in name or "machine" in name} == set()


def streamlits_own_command():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return ("-m", "streamlit", "run", "app.py", "--server.port", str(port))


@pytest.mark.browser
def test_streamlits_own_command_serves_the_app_too(tmp_path, browser):
    fill_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with serving(tmp_path, streamlits_own_command()) as address:
        here = Visit(browser, address)
        here.open("?date=2022-09")
        assert here.date() == "2022-09"
        here.page.close()
