"""What is asked of ``/api`` and is not there: 404 as JSON, where Streamlit would answer with its page.

In: a request. Out: one line, as a program reads it.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

FOLDER = "api"
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def routes() -> list[Route]:
    """What the server has to answer, after all other addresses below ``/api``."""
    return [Route(path, _answer, methods=METHODS) for path in (f"/{FOLDER}", f"/{FOLDER}/{{rest:path}}")]


async def _answer(request: Request) -> JSONResponse:
    return JSONResponse({"error": f"There is nothing at {request.url.path}."}, 404, {"Cache-Control": "no-store"})
