"""The first answer to a browser: Streamlit's page with a frame, a word and what the map will need, all at once.

In: what Streamlit answers. Out: the same, except for its page. What is compressed is left to
`dashboard.server.compression`.
"""

from __future__ import annotations

import re
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.map import bundles
from dashboard.scripts import joined

STATIC = Path(streamlit.__file__).parent / "static"
FRAME = joined("server/first_page.html")
FONT = re.compile(r"<link\s+rel=\"preload\"[^>]*as=\"font\"[^>]*>")
"""A font that is asked for first keeps the program itself waiting; the page asks for it when it has text."""
NEEDED = ("BidiComponent.*.js", "StreamlitMarkdown.*.js")
"""Parts of Streamlit that it asks for only once the server has told what is on the page."""


MAP = "map"
"""The map is at the app's own address; by its name Streamlit does not find it."""


def page(source: str, name: str = "") -> str:
    """Streamlit's page with our frame, and links to what is needed; `name` is the page's own, empty for the map."""
    needed = [path.name for pattern in NEEDED for path in sorted((STATIC / "static" / "js").glob(pattern))]
    links = [f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in needed]
    bundle = bundles.newest()
    if bundle and not name:
        links.append(f'<link rel="preload" as="fetch" crossorigin="anonymous" href="./{bundle}">')
    head, _, body = FRAME.partition("<!-- body -->")
    source = FONT.sub("", source).replace("<title>Streamlit</title>", "<title>CSTO Alignment Timeline</title>")
    body = body.replace("Loading the map", "Loading") if name else body
    source = source.replace("<script", f"{head}\n<script", 1).replace("</head>", "\n".join([*links, "</head>"]), 1)
    return source.replace('<div id="root"></div>', f'<div id="root"></div>\n{body}', 1)


class FirstPage:
    """ASGI middleware that puts our frame into Streamlit's page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._source = (STATIC / "index.html").read_text(encoding="utf-8")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with our page where Streamlit answers with its own."""
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or "text/html" not in Headers(scope=scope).get("accept", "")
        ):
            await self._app(scope, receive, send)
            return
        name = scope["path"].rpartition("/")[2]
        if name == MAP:
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"./?{query}" if query else "./", 307)(scope, receive, send)
            return
        asked = {b"if-none-match", b"if-modified-since", b"range"}
        scope = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in asked]}
        start: Message | None = None

        async def answer(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                headers = Headers(raw=message["headers"])
                if message["status"] == 200 and headers.get("content-type", "").startswith("text/html"):
                    start = message
                    return
            if start is None:
                await send(message)
            elif not message.get("more_body"):
                await self._send_ours(start, send, name)

        await self._app(scope, receive, answer)

    async def _send_ours(self, start: Message, send: Send, name: str) -> None:
        body = page(self._source, name).encode()
        headers = MutableHeaders(raw=list(start["headers"]))
        for name in ("etag", "last-modified", "accept-ranges", "content-encoding"):
            if name in headers:
                del headers[name]
        headers["content-length"] = str(len(body))
        await send({**start, "headers": headers.raw})
        await send({"type": "http.response.body", "body": body})
