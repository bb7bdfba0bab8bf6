"""Idle sockets take nobody's place: a head has to come in time, and of too many the oldest idle one goes."""

from __future__ import annotations

import asyncio
import resource
import socket
import threading
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from dashboard.server import connections
from dashboard.server.connections import Connection
from dashboard.server.server import listen

HALF = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


@contextmanager
def serving(protocol):
    """Port of a server that says hello, with this protocol."""
    (bound, *others) = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(PlainTextResponse("hello"), http=protocol, log_level="critical"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[bound, *others])), daemon=True)
    thread.start()
    try:
        yield bound.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


def connect(port, data=b""):
    link = socket.create_connection(("127.0.0.1", port), timeout=60)
    link.sendall(data)
    return link


def read_until(link, end):
    """What the server sends, up to these bytes."""
    found = b""
    while not found.endswith(end):
        found += link.recv(1000)
    return found


def is_closed(link):
    """Wait until the server closes a connection."""
    try:
        return link.recv(1) == b""
    except ConnectionError:
        return True


@pytest.mark.parametrize("sent", [b"", HALF])
def test_a_head_that_does_not_come_is_not_waited_for(sent):
    class Hasty(Connection):
        head_seconds = 0.05

    with serving(Hasty) as port, connect(port, sent) as link:
        assert is_closed(link)


def test_a_head_that_comes_is_answered_and_so_is_the_next():
    with serving(Connection) as port, connect(port) as link:
        for _ in range(2):
            link.sendall(HALF + b"\r\n")
            assert read_until(link, b"hello").startswith(b"HTTP/1.1 200")
        assert len(Connection.waiting) == 0


def test_of_too_many_the_oldest_idle_one_goes_and_new_ones_are_served():
    class Narrow(Connection):
        most = 3

    with serving(Narrow) as port:
        idle = [connect(port, HALF) for _ in range(3)]
        for _ in range(5):
            with connect(port, HALF + b"Connection: close\r\n\r\n") as link:
                assert link.recv(1000).startswith(b"HTTP/1.1 200")
        assert is_closed(idle[0])
        for link in idle:
            link.close()


def test_as_many_are_held_as_the_system_gives_files_for(monkeypatch):
    asked = []
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))
    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 1024))
    assert connections.most_connections() == 1024 - connections.SPARE
    assert asked == [(1024, 1024)]
    monkeypatch.setattr(resource, "getrlimit", lambda _: (100_000, 100_000))
    assert connections.most_connections() == connections.MOST
