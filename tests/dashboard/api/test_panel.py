"""The panel's contents by an address: one view, one state of the store, put together once."""

from __future__ import annotations

import gzip
import json
import threading
from concurrent.futures import wait

import pytest
from starlette.applications import Starlette

from dashboard.api import panel
from dashboard.loading import outage, shared
from events.store.store import StoreError
from tests.dashboard.asking import ask


@pytest.fixture
def app(filled_store, monkeypatch):
    """The panel's address, which has put nothing together yet."""
    monkeypatch.setattr(panel, "_panels", panel.Panels())
    return Starlette(routes=panel.routes())


def told(app, query):
    """What the panel shows of a view of the store as it is now."""
    answer = ask(app, f"/{panel.address(shared.latest().mark)}?{query}")
    assert answer.status == 200
    return json.loads(answer.body)


def test_it_shows_the_view_that_is_asked_for(app):
    found = told(app, "date=2022-09&member=KAZ")
    assert found["heading"].endswith("that bear on Kazakhstan")
    assert found["why"]["title"] == "Why this colour: Kazakhstan, September 2022"
    assert "hostile-1" in {event["event_id"] for event in found["events"]}


def test_whose_acts_are_listed_is_followed(app):
    assert told(app, "date=2022-09&member=KAZ")["events"]
    assert told(app, "date=2022-09&member=KAZ&by=other")["events"], "all made-up acts are others'"
    assert told(app, "date=2022-09&member=KAZ&by=moscow")["events"] == []


def test_what_is_packed_says_the_same(app):
    address = f"/{panel.address(shared.latest().mark)}?date=2022-09"
    packed = ask(app, address, accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == ask(app, address).body


def test_what_the_browser_has_is_asked_for_and_not_sent_again(app):
    address = f"/{panel.address(shared.latest().mark)}?date=2022-09"
    first = ask(app, address)
    assert "no-cache" in first.headers["cache-control"]
    again = ask(app, address, if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert ask(app, address, if_none_match='"another"').status == 200


def test_another_state_of_the_store_is_said_so_that_the_page_is_drawn_anew(app):
    answer = ask(app, "/panel/0123456789abcdef?date=2022-09")
    assert json.loads(answer.body) == {"moved": True}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("query", ["date=1066-01", "member=XXX", "window=week", "method=nonsense:1"])
def test_a_view_that_is_not_there_is_refused_in_one_line(app, query):
    answer = ask(app, f"/{panel.address(shared.latest().mark)}?{query}")
    assert answer.status == 400
    assert json.loads(answer.body)["refused"]


def test_what_many_ask_for_is_put_together_once(app, monkeypatch):
    state, made, go = panel.state_of(shared.latest().mark), [], threading.Event()
    monkeypatch.setattr(panel, "contents", lambda *_: made.append(1) or go.wait() or {})
    asked = panel._Asked(state, (("date", "2022-09"),))
    panels = panel._panels
    answers = [panels.make(asked) for _ in range(5)]
    go.set()
    wait(answers)
    assert panels.make(asked).result() == answers[0].result() == panels.get(asked)
    assert made == [1]


def test_what_is_kept_is_bounded(app):
    panels = panel.Panels(kept=2)
    state = panel.state_of(shared.latest().mark)
    asked = [panel._Asked(state, (("date", f"2022-0{month}"),)) for month in (1, 2, 3)]
    for one in asked:
        wait([panels.make(one)])
    assert [panels.get(one) is not None for one in asked] == [False, True, True]


def test_a_store_that_is_away_is_said_with_the_reason(app, monkeypatch):
    def away():
        raise StoreError("its file is gone")

    address = f"/{panel.address(shared.latest().mark)}?date=2022-09"
    shared.shared_latest()._given = (None, 0.0)  # the moment for which it is not asked is over
    monkeypatch.setattr(shared, "latest", away)
    answer = ask(app, address)
    assert answer.status == 503
    assert json.loads(answer.body) == {"away": outage.STORE_AWAY, "reason": "its file is gone"}
    assert answer.headers["retry-after"]


def test_a_store_that_stands_still_keeps_nobody_waiting(app, monkeypatch):
    go = threading.Event()
    monkeypatch.setattr(panel, "contents", lambda *_: go.wait() and {})
    monkeypatch.setattr(panel, "PATIENCE_SECONDS", 0.05)
    answer = ask(app, f"/{panel.address(shared.latest().mark)}?date=2022-09")
    go.set()
    assert answer.status == 503
    assert json.loads(answer.body)["away"] == outage.STORE_AWAY
