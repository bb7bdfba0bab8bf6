"""Before every request, HTTP and web socket: is it meant for this server, and does it come from its own pages?

In: what a browser asks. Out: a refusal in one line, or the answer of the app with headers that keep browsers from
showing, reading or running what is not this server's own. Which names are allowed is left to `dashboard.server.hosts`.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.server.hosts import is_allowed_host, is_allowed_origin, named_hosts, own_names
from dashboard.state import embedded

WRONG_HOST = (
    "This server does not go by that name. Whoever runs it adds a name by the setting ALLOWED_HOSTS "
    "(docs/operations.md).\n"
)
WRONG_ORIGIN = "Only this server's own pages may ask it for that.\n"
POLICY_VIOLATION = 1008
# Streamlit's page has one inline script, its styles are inline, its components come as blobs, and Plotly compiles what
# it draws. What matters is that nothing is loaded from, or sent to, any other host.
CONTENT = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def headers_for(host: str, ancestors: str) -> Mapping[str, str]:
    """The headers of every answer; a web socket's address is named too, as not every browser takes it for 'self'."""
    content = CONTENT | {"connect-src": f"'self' ws://{host} wss://{host}", "frame-ancestors": ancestors}
    policy = "; ".join(f"{name} {value}" for name, value in content.items())
    framing = {"X-Frame-Options": "DENY"} if ancestors == embedded.NOBODY else {}
    return HEADERS | framing | {"Content-Security-Policy": policy}


class Guard:
    """ASGI middleware that stands before all others.

    Parameters
    ----------
    address : str
        What the server listens on.
    """

    def __init__(self, app: ASGIApp, address: str) -> None:
        self._app = app
        self._named = named_hosts()
        self._names = own_names(address) | frozenset(self._named)
        self._ancestors = embedded.frame_ancestors()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal and scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": refusal.body.decode().strip()})
        elif refusal:
            await refusal(scope, receive, _with_headers(send, headers_for("localhost", embedded.NOBODY)))
        else:
            host = Headers(scope=scope)["host"]
            await self._app(scope, receive, _with_headers(send, headers_for(host, self._ancestors_of(scope))))

    def _ancestors_of(self, scope: Scope) -> str:
        """Who may frame what is asked for: nobody, but for the map alone, which takes no decision and no stop."""
        alone = scope["path"] == "/" and embedded.is_asked(scope["query_string"].decode("latin-1"))
        return self._ancestors if alone else embedded.NOBODY

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        reached_at = (scope.get("server") or (None,))[0]
        if len(hosts) != 1 or not is_allowed_host(hosts[0], self._names, reached_at):
            return PlainTextResponse(WRONG_HOST, 400)
        if not all(is_allowed_origin(origin, hosts[0], self._named) for origin in origins):
            return PlainTextResponse(WRONG_ORIGIN, 403)
        if not origins and _is_part_of_a_foreign_page(headers):
            return PlainTextResponse(WRONG_ORIGIN, 403)
        return None


def _is_part_of_a_foreign_page(headers: Headers) -> bool:
    """A picture or script whose address is here: the page cannot read it, but it makes this server work. Links are
    not meant, they may stand anywhere."""
    foreign = headers.get("sec-fetch-site") in ("cross-site", "same-site")
    return foreign and headers.get("sec-fetch-mode", "navigate") != "navigate"


def _with_headers(send: Send, more: Mapping[str, str]) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name in [name for name in headers if name.startswith("access-control-")]:
                del headers[name]  # no other site's script is to read anything
            headers.update(more)
        await send(message)

    return answer
