"""The server: Streamlit's app under uvicorn, on a socket without delay, with garbage collected where it is cheap.

In: an address and a port. Out: a running server. What it shows is left to ``app.py``. Why each cure is there, with
figures, stands in docs/dashboard.md.
"""

from __future__ import annotations

import errno
import gc
import logging
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.server.options import set_options
from events.interrupting import ENDING

if TYPE_CHECKING:
    import uvicorn

APP = Path(__file__).parents[2] / "app.py"
COLLECT_SECONDS = 60.0
# A rerun leaves some thousand objects in cycles. They are found young, while that costs a few milliseconds; the old
# generation is left to the timer.
YOUNG, MIDDLE, OLD = 10_000, 20, 1_000_000
BACKLOG = 128


class PortTaken(Exception):
    """The port cannot be used; the message is one line and says what to do."""


def listen(address: str, port: int) -> list[socket.socket]:
    """Sockets bound to every meaning of `address` (localhost is 127.0.0.1 and ::1).

    They name TCP as their protocol: only then does asyncio switch Nagle's delay off on each connection, which saves
    40 ms a turn.

    Raises
    ------
    PortTaken
        Another program listens there, or the address is not this machine's.
    """
    try:
        found = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, OverflowError) as error:
        raise PortTaken(f"{address}:{port} is no address to listen on ({error}); try --address localhost.") from error
    sockets: list[socket.socket] = []
    problem: OSError | None = None
    for family, kind, _, _, name in found:
        try:
            sockets.append(_bind(family, kind, name, sockets))
        except OSError as error:
            # A machine may know ::1 by name and have no IPv6; one address that works is enough, unless it is taken.
            problem = error
            if error.errno == errno.EADDRINUSE:
                break
    if not sockets or (problem and problem.errno == errno.EADDRINUSE):
        for bound in sockets:
            bound.close()
        raise PortTaken(
            f"Port {port} on {address} cannot be used ({problem.strerror if problem else 'no address'}). "
            "Stop the program that holds it, or start with --port and another number."
        )
    return sockets


def _bind(family: int, kind: int, name: tuple, others: list[socket.socket]) -> socket.socket:
    bound = socket.socket(family, kind, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        port = others[0].getsockname()[1] if others and name[1] == 0 else name[1]
        bound.bind((name[0], port, *name[2:]))
        bound.listen(BACKLOG)
        bound.setblocking(False)
    except OSError:
        bound.close()
        raise
    return bound


def serve(address: str, port: int) -> None:
    """Serve the app until it is stopped.

    Raises
    ------
    PortTaken
        The port cannot be used.
    """
    sockets = listen(address, port)
    port = sockets[0].getsockname()[1]
    set_options(address, port)
    import uvicorn
    from streamlit.starlette import App

    from dashboard.server.connections import Connection, most_connections

    # What these two warn of is meant: addresses are answered before and beside any page.
    for name in ("runtime.caching.cache_data_api", "runtime.scriptrunner_utils.script_run_context"):
        logging.getLogger(f"streamlit.{name}").addFilter(lambda record: record.levelno > logging.WARNING)

    Connection.most = most_connections()
    print(f"CSTO Alignment Timeline: http://{address}:{port}  (Ctrl+C stops it)", flush=True)
    quiet_collector()
    serving = uvicorn.Config(
        App(APP, **parts()),
        log_level="warning",
        access_log=False,
        log_config=None,
        http=Connection,
        backlog=BACKLOG,
        server_header=False,
        ws="websockets-sansio",
        ws_ping_interval=20,
        timeout_graceful_shutdown=2,
    )
    # Streamlit sets these loggers up anew; a line for every file a browser fetches helps nobody.
    for name in ("uvicorn.access", "uvicorn.error"):
        logging.getLogger(name).addFilter(lambda record: record.levelno >= logging.WARNING)

    class Server(uvicorn.Server):
        capture_signals = _until_asked

    Server(serving).run(sockets=sockets)


@contextmanager
def _until_asked(serving: uvicorn.Server) -> Iterator[None]:
    """Within, INT and TERM end the server.

    Uvicorn's own way sends itself the signal once more when all is done; to `events.interrupting` that is a second
    one, which ends the process at once and leaves the store open.
    """
    former = {number: signal.signal(number, serving.handle_exit) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def parts() -> dict[str, object]:
    """What this program adds to Streamlit's server, whoever starts it: arguments of `streamlit.starlette.App`."""
    from starlette.middleware import Middleware
    from streamlit import config

    from dashboard.api import fallback, panel, search
    from dashboard.downloads import files
    from dashboard.loading import outage, readiness
    from dashboard.map import bundles
    from dashboard.server import metrics
    from dashboard.server.compression import PackedFiles
    from dashboard.server.first_page import FirstPage
    from dashboard.server.guard import Guard
    from dashboard.server.uploads import Uploads

    def tell(error: Exception) -> bool:
        metrics.count_page_error()
        return outage.tell(error)

    outage.short_lines()
    return {
        "routes": [
            *files.routes(),
            *bundles.routes(),
            *search.routes(),
            *panel.routes(),
            *readiness.routes(),
            *metrics.routes(),
            *fallback.routes(),
        ],
        "middleware": [
            Middleware(metrics.Counted),
            Middleware(Guard, address=config.get_option("server.address") or ""),
            Middleware(Uploads),
            Middleware(PackedFiles),
            Middleware(FirstPage),
        ],
        "on_script_error": tell,
    }


def parts_for_streamlit() -> dict[str, object]:
    """The same for ``streamlit run app.py``, which listens where Streamlit's own options say.

    Raises
    ------
    SystemExit
        Others would reach it, and nobody said that they may (`dashboard.server.reach`).
    """
    from streamlit import config

    from dashboard.server import reach

    try:
        reach.check(config.get_option("server.address") or "")
    except reach.NotMeant as error:
        raise SystemExit(str(error)) from None
    return parts()


def quiet_collector() -> None:
    """Collect young garbage as it comes, the rest on a timer, and never walk through what the libraries loaded."""
    import dashboard.pages.map  # noqa: F401  (loads pandas, GeoPandas, Plotly before the freeze)

    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    threading.Thread(target=_collect, name="collector", daemon=True).start()


def _collect() -> None:
    pause = threading.Event()
    while not pause.wait(COLLECT_SECONDS):
        gc.collect()
