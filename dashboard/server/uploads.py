"""Files that a page takes: on one page alone, and not more of them than a session needs.

In: requests to Streamlit's address for uploads. Out: a refusal in one line, or Streamlit's answer. It keeps what it is
sent in memory and bounds each file alone (``server.maxUploadSize``), not their number, and takes them on every page.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

ROUTE = "_stcore/upload_file"
MOST_BYTES = 10_000_000
MOST_FILES = 20
NOT_HERE = "This page takes no files.\n"
TOO_MUCH = f"A session keeps {MOST_FILES} files, {MOST_BYTES // 1_000_000} MB; take one away or load the page anew.\n"
NO_LENGTH = "Say how long the file is (Content-Length).\n"


@dataclass
class _Kept:
    """What a session has sent: bytes by file."""

    open: bool = False
    files: dict[str, int] = field(default_factory=dict)


_sessions: dict[str, _Kept] = {}


def allow(*, here: bool) -> None:
    """Let the session that is being drawn send files, or no longer."""
    drawn = get_script_run_ctx()
    if drawn is None:
        return
    if here:
        _forget_the_gone()
        _sessions.setdefault(drawn.session_id, _Kept()).open = True
    elif drawn.session_id in _sessions:
        _sessions[drawn.session_id].open = False


def _forget_the_gone() -> None:
    if runtime.exists():
        for session in [one for one in _sessions if not runtime.get_instance().is_active_session(one)]:
            del _sessions[session]


class Uploads:
    """ASGI middleware before Streamlit's own address for uploads."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on and keep count."""
        _, found, rest = scope.get("path", "").partition(f"/{ROUTE}/")
        if scope["type"] != "http" or not found or scope["method"] not in ("PUT", "DELETE"):
            await self._app(scope, receive, send)
            return
        session, _, name = rest.partition("/")
        kept = _sessions.get(session, _Kept())
        if scope["method"] == "DELETE":
            kept.files.pop(name, None)
            await self._app(scope, receive, send)
            return
        refusal = _refusal(kept, name, Headers(scope=scope).get("content-length", ""))
        if refusal:
            await refusal(scope, receive, send)
            return
        before = kept.files.get(name)
        kept.files[name] = int(Headers(scope=scope)["content-length"])  # at once: others may be on their way

        taken = False

        async def answer(message: Message) -> None:
            nonlocal taken
            taken = taken or message.get("status") == 204
            await send(message)

        try:
            await self._app(scope, receive, answer)
        finally:
            if not taken and before is None:
                kept.files.pop(name, None)


def _refusal(kept: _Kept, name: str, length: str) -> PlainTextResponse | None:
    if not kept.open:
        return PlainTextResponse(NOT_HERE, 403)
    if not length.isdecimal():
        return PlainTextResponse(NO_LENGTH, 411)
    others = [size for other, size in kept.files.items() if other != name]
    if len(others) >= MOST_FILES or sum(others) + int(length) > MOST_BYTES:
        return PlainTextResponse(TOO_MUCH, 413)
    return None
