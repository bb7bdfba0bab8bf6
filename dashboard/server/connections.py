"""Connections that ask nothing: for how long, and how many.

In: uvicorn's protocol. Out: the same, but a connection has to send its request's head within some seconds, and when
there are too many the one that has waited longest without a request is let go. Uvicorn alone waits for ever: some
thousand idle sockets took all the files that a process may open, and each further one a page of log.
"""

from __future__ import annotations

import asyncio
import resource
from collections import OrderedDict
from typing import ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 20.0
MOST = 1000
SPARE = 300
"""Files that the rest of the program may have open, and what the system accepts in one go."""


def most_connections() -> int:
    """How many connections the process can hold, after asking the system for as many as it gives."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + SPARE
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return MOST if soft == resource.RLIM_INFINITY else max(20, min(MOST, soft - SPARE))


class Connection(H11Protocol):
    """An HTTP connection; `waiting` holds those whose next request has not come, the oldest first."""

    most = MOST
    head_seconds = HEAD_SECONDS
    waiting: ClassVar[OrderedDict[Connection, asyncio.TimerHandle]] = OrderedDict()

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Begin to wait for a request; where there are too many, let one go."""
        super().connection_made(transport)
        self._await_head()
        if len(self.connections) > self.most:
            oldest, _ = next(iter(self.waiting.items()))
            oldest.let_go()

    def data_received(self, data: bytes) -> None:
        """Take what came; with a request's whole head the waiting ends."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():  # h11 has not seen a whole head
            self._await_head()
        else:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._stop_waiting()
        super().connection_lost(exc)

    def let_go(self) -> None:
        """Close it without a word."""
        self._stop_waiting()
        self.connections.discard(self)
        self.transport.abort()

    def _await_head(self) -> None:
        if self not in self.waiting:
            self.waiting[self] = self.loop.call_later(self.head_seconds, self.let_go)

    def _stop_waiting(self) -> None:
        timer = self.waiting.pop(self, None)
        if timer:
            timer.cancel()
