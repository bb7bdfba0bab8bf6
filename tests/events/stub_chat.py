"""A stand-in for a language model's address, on loopback: it answers as it is told to, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Takes the next behaviour of its server's list; the last one stays."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(
            {"path": self.path, "headers": dict(self.headers), "body": json.loads(body) if body else None}
        )
        behaviours = self.server.behaviours
        behaviour = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        behaviour(self)

    def do_GET(self) -> None:
        self.server.asked.append({"path": self.path, "headers": dict(self.headers), "body": None})
        self.send(200, b"{}")

    def send(self, status: int, raw: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(raw)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        pass  # a reader that hangs up early is what some tests are about


class Stub:
    """``with Stub() as stub``: set `behaviours`, point a reader to `url`, look at `asked`."""

    def __enter__(self) -> Stub:
        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.asked, self._server.behaviours = [], [says("[]")]
        self._server.released = threading.Event()
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def asked(self) -> list[dict]:
        return self._server.asked

    def behave(self, *behaviours: Behaviour) -> None:
        self._server.behaviours = list(behaviours)


def says(content: object, finish: str = "stop") -> Behaviour:
    """A well-formed completion with this content."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return sends(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


def sends(raw: bytes, status: int = 200, **headers: str) -> Behaviour:
    return lambda handler: handler.send(status, raw, {name.replace("_", "-"): v for name, v in headers.items()})


def refuses(status: int, message: str = "no", **headers: str) -> Behaviour:
    return sends(json.dumps({"error": {"message": message}}).encode(), status, **headers)


def streams(*portions: str, done: bool = True) -> Behaviour:
    """Sends an answer in portions, as server-sent events, though it was not asked to."""
    lines = [json.dumps({"choices": [{"index": 0, "delta": {"content": portion}}]}) for portion in portions]
    lines += ["[DONE]"] * done
    return sends("".join(f"data: {line}\n\n" for line in lines).encode(), Content_Type="text/event-stream")


def trickles(raw: bytes, portions: int = 20) -> Behaviour:
    """Sends a whole answer byte by byte with pauses, so that it is complete in the end."""

    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(raw)))
        handler.end_headers()
        size = -(-len(raw) // portions)
        for start in range(0, len(raw), size):
            handler.wfile.write(raw[start : start + size])
            handler.wfile.flush()
            handler.server.released.wait(0.01)

    return behave


def never_answers(handler: Handler) -> None:
    handler.server.released.wait()


def hangs_up(handler: Handler) -> None:
    handler.close_connection = True


def breaks_off(handler: Handler) -> None:
    """Promises more bytes than come."""
    handler.send(200, b'{"choices": [', {"Content-Length": "5000"})
    handler.close_connection = True


def drips(handler: Handler) -> None:
    """Sends a byte now and then, each in time, for ever."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.released.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()
