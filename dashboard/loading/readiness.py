"""Does the server run, and can the store be shown? Addresses for whoever watches it, and for all that needs the store.

In: a request. Out: to ``/healthz`` 200, ``ok``; to ``/readyz`` 200, ``ready``, or 503 with the reason in one line. For
the latter the store is asked each time, on a thread of its own and for a bounded time: a database that stands still
makes nobody else wait.
"""

from __future__ import annotations

import asyncio
import threading

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard.loading import shared
from dashboard.loading.outage import FAILURES, words

ADDRESS = "/readyz"
ALIVE = "/healthz"
PATIENCE_SECONDS = 5.0
RETRY_SECONDS = 10
STANDS_STILL = f"The store has not answered for {PATIENCE_SECONDS:.0f} seconds."
LOOKING = "The store answers; the articles that come with the project are being looked through. Come again in a moment."
READING = "The articles that come with the project are being read for the first time."


def routes() -> list[Route]:
    """What the server has to answer."""
    return [Route(ADDRESS, _answer, methods=["GET"]), Route(ALIVE, _alive, methods=["GET"])]


async def what_is_missing() -> str | None:
    """Why the store cannot be shown now, in one line; None when it can."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await asyncio.shield(_question())
    except TimeoutError:
        return LOOKING if _answered.is_set() else STANDS_STILL


def later(why: str) -> PlainTextResponse:
    """The answer to who has to come again."""
    return PlainTextResponse(f"{why}\n", 503, {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"})


def unanswered(error: Exception) -> PlainTextResponse:
    """The answer when the store failed by this error."""
    return later(f"The store does not answer: {words(error)}")


async def _alive(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})


async def _answer(_request: Request) -> PlainTextResponse:
    missing = await what_is_missing()
    return later(missing) if missing else PlainTextResponse("ready\n", headers={"Cache-Control": "no-store"})


_asked: dict[str, asyncio.Future] = {}
_answered = threading.Event()
"""Whether the store has answered the question under way; looking through the articles takes a busy machine seconds."""


def _question() -> asyncio.Future:
    """One question at a time: while the store stands still, all who ask wait for the same answer."""
    under_way = _asked.get("store")
    if under_way is None or under_way.done() or under_way.get_loop() is not asyncio.get_running_loop():
        under_way = _asked["store"] = _on_a_thread_of_its_own(asyncio.get_running_loop())
    return under_way


def _on_a_thread_of_its_own(loop: asyncio.AbstractEventLoop) -> asyncio.Future:
    answer = loop.create_future()

    def give(found: str | None) -> None:
        if not answer.done():
            answer.set_result(found)

    def ask() -> None:
        found = _look()
        if not loop.is_closed():
            loop.call_soon_threadsafe(give, found)

    # A daemon: the server can be stopped though the store never answers.
    threading.Thread(target=ask, name="readiness", daemon=True).start()
    return answer


def _look() -> str | None:
    _answered.clear()
    try:
        shared.shared_store().revision()
        _answered.set()
        reading = shared.shared_reading()
        reading.begin()
    except (*FAILURES, OSError) as error:
        return f"The store does not answer: {words(error)}"
    return None if reading.finished else READING
