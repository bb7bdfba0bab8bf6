"""Figures for whoever watches the server, in Prometheus' text format, at ``/metrics`` where ``METRICS`` asks for them.

In: what passes through the server, and the state of the store that is shown. Out: counters and gauges. They tell no
words from articles; they are off unless asked for, as behind a proxy every viewer comes from this machine.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.loading import readiness, shared

ADDRESS = "/metrics"
SETTING = "METRICS"
MEDIA = "text/plain; version=0.0.4"
OFF = "The figures are off; METRICS=on turns them on.\n"
HELP = {
    "csto_http_requests_total": ("counter", "Requests answered, by the first digit of their status."),
    "csto_http_request_seconds_total": ("counter", "Seconds until requests were answered in full, together."),
    "csto_page_errors_total": ("counter", "Pages that could not be drawn."),
    "csto_sessions": ("gauge", "Pages that are open: web sockets."),
    "csto_store_ready": ("gauge", "1 when the store answers and the first reading is done."),
    "csto_store_events": ("gauge", "Events in the state of the store that is shown."),
    "csto_store_documents": ("gauge", "Articles in that state."),
    "process_cpu_seconds_total": ("counter", "Seconds of processor time."),
    "process_resident_memory_bytes": ("gauge", "Resident memory."),
}
_figures: defaultdict[tuple[str, str], float] = defaultdict(float)


def is_on() -> bool:
    """Whether ``METRICS`` asks for them."""
    return os.environ.get(SETTING, "").strip().lower() in ("1", "on", "yes", "true")


def count_page_error() -> None:
    """A page could not be drawn."""
    _figures["csto_page_errors_total", ""] += 1


def routes() -> list[Route]:
    """What the server has to answer."""
    return [Route(ADDRESS, _answer, methods=["GET"])]


class Counted:
    """ASGI middleware that counts what passes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and count."""
        if scope["type"] == "websocket":
            await self._count_session(scope, receive, send)
        elif scope["type"] == "http":
            await self._count_request(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _count_session(self, scope: Scope, receive: Receive, send: Send) -> None:
        _figures["csto_sessions", ""] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            _figures["csto_sessions", ""] -= 1

    async def _count_request(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun, status = time.perf_counter(), 500

        async def answer(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, answer)
        finally:
            _figures["csto_http_requests_total", f'{{status="{status // 100}xx"}}'] += 1
            _figures["csto_http_request_seconds_total", ""] += time.perf_counter() - begun


async def _answer(_request: Request) -> PlainTextResponse:
    if not is_on():
        return PlainTextResponse(OFF, 404)
    about = {"Content-Type": MEDIA, "Cache-Control": "no-store"}
    return PlainTextResponse(_text(await readiness.what_is_missing() is None), headers=about)


def _text(ready: bool) -> str:
    now = {name: 0.0 for name in ("csto_page_errors_total", "csto_sessions")}
    now |= {"csto_store_ready": float(ready), "process_cpu_seconds_total": time.process_time()}
    now["process_resident_memory_bytes"] = _resident_bytes()
    shown = shared.shared_latest().shown if ready else None
    if shown:
        now |= {"csto_store_events": shown.event_count, "csto_store_documents": shown.document_count}
    figures = {(name, ""): value for name, value in now.items()} | dict(_figures)
    lines = []
    for name, (kind, words) in HELP.items():
        found = {labels: value for (other, labels), value in sorted(figures.items()) if other == name}
        if found:
            lines += [f"# HELP {name} {words}", f"# TYPE {name} {kind}"]
            lines += [f"{name}{labels} {float(value)}" for labels, value in found.items()]
    return "\n".join(lines) + "\n"


def _resident_bytes() -> float:
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0.0  # not on Linux
    return float(pages) * os.sysconf("SC_PAGE_SIZE")
