"""Ask an ASGI app without a server: the tests' own requests, as raw as an attacker's."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass


@dataclass
class Answer:
    """What came back; `status` is 0 for a web socket that was closed."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(app, path="/", method="GET", kind="http", **headers: str | list[str]) -> Answer:
    """One request; in headers' names an underscore stands for a hyphen, and a list gives a header several times."""
    pairs = [
        (name.replace("_", "-").encode(), each.encode("latin-1"))
        for name, given in headers.items()
        for each in (given if isinstance(given, list) else [given])
    ]
    query = path.partition("?")[2]
    scope = {
        "type": kind,
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path.partition("?")[0],
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": pairs,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8501),
        "subprotocols": [],
    }
    return on_a_loop(lambda: _ask(app, scope))


def on_a_loop(work):
    """What a coroutine function gives, run on a thread of its own: Playwright's loop runs on this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(work())).result()


async def _ask(app, scope) -> Answer:
    sent = []
    first = {"type": "http.request", "body": b"", "more_body": False}
    waiting = [{"type": "websocket.connect"} if scope["type"] == "websocket" else first]

    async def receive():
        if waiting:
            return waiting.pop()
        await asyncio.sleep(3600)

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    start = next((message for message in sent if message["type"] == "http.response.start"), None)
    if start is None:
        return Answer(0, {}, b"")
    body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    return Answer(start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, body)
