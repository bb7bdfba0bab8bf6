"""The map's bundles, kept in memory and served under names that their content gives them.

In: a bundle's text. Out: its address, and the answer to who asks for it. Nothing is written to disk: the program needs
no folder that it may write to, and two programs in one folder cannot take each other's bundles away. What stands in a
bundle is left to `dashboard.map.bundle`.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

FOLDER = "bundles"
KEPT = 20
"""So many stay for browsers that still hold an older address."""
PACKING = 6
_lock = threading.Lock()
_packed: OrderedDict[str, bytes] = OrderedDict()


def publish(content: bytes) -> str:
    """Keep a bundle, and return its address from the page's own, whatever a proxy puts before that."""
    name = f"map-{hashlib.sha256(content).hexdigest()[:16]}.json"
    packed = gzip.compress(content, PACKING, mtime=0)
    with _lock:
        _packed[name] = packed
        _packed.move_to_end(name)
        while len(_packed) > KEPT:
            _packed.popitem(last=False)
    return f"{FOLDER}/{name}"


def newest() -> str | None:
    """Address of the bundle that was published last, if any: a page that is opened now will want it."""
    with _lock:
        return f"{FOLDER}/{next(reversed(_packed))}" if _packed else None


def routes() -> list[Route]:
    """What the server has to answer for the map."""
    return [Route(f"/{FOLDER}/{{name}}", _answer, methods=["GET"])]


async def _answer(request: Request) -> Response:
    with _lock:
        packed = _packed.get(request.path_params["name"])
    if packed is None:
        return PlainTextResponse("This map's data is not here any more; load the page anew.\n", 404)
    # The name changes with the content: a browser that has it never needs to ask again.
    about = {"Cache-Control": "private, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type="application/json", headers=about | {"Content-Encoding": "gzip"})
    return Response(gzip.decompress(packed), media_type="application/json", headers=about)
