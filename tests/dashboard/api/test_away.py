"""When the store does not answer, browsers hear why in one line, and when to come again."""

import json

from dashboard.api.away import PATIENCE_SECONDS, TOO_LATE, away
from dashboard.loading import readiness


def test_the_answer_says_why_and_when_to_come_again():
    answer = away(TOO_LATE)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == str(readiness.RETRY_SECONDS)
    assert answer.headers["cache-control"] == "no-store"
    assert json.loads(answer.body)["reason"] == f"It has not answered for {PATIENCE_SECONDS:.0f} seconds."
