"""What browsers are told when the store does not answer in time.

In: the reason, in one line. Out: an answer that says when to come again.
"""

from __future__ import annotations

from starlette.responses import JSONResponse

from dashboard.loading import outage, readiness

PATIENCE_SECONDS = 10.0
"""So long the store is waited for."""
TOO_LATE = f"It has not answered for {PATIENCE_SECONDS:.0f} seconds."


def away(reason: str) -> JSONResponse:
    """The answer, 503; `reason` is what is known of why."""
    about = {"Cache-Control": "no-store", "Retry-After": str(readiness.RETRY_SECONDS)}
    return JSONResponse({"away": outage.STORE_AWAY, "reason": reason}, 503, about)
