"""The panel's contents by an address: one view, one state of the store, put together once."""

from __future__ import annotations

import gzip
import json
import threading
from concurrent.futures import wait

import pytest
from starlette.applications import Starlette

from dashboard import wording
from dashboard.api import panel
from dashboard.loading import latest, outage, shared
from dashboard.panel import verdicts
from events.store.store import StoreError
from tests.dashboard.asking import ask
from tests.dashboard.reviewing import CONFIRMED, DISPUTED, EDITED, OF_PROJECT, REVIEWED, review_some


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


def test_the_months_verdict_is_the_tables(app):
    verdict = told(app, "date=2022-09&member=KAZ")["verdict"]
    rows = verdicts.table(shared.latest(), member="KAZ").set_index("date")
    assert verdict == {
        "title": f"Verdict for September 2022: {rows.at['2022-09', 'verdict']}",
        "verdict": rows.at["2022-09", "verdict"],
        "text": rows.at["2022-09", "paragraph"],
    }
    assert told(app, "date=2022-09")["verdict"] is None, "a verdict is on a state"


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


@pytest.fixture
def reviewed(app):
    """The panel's address of a store in which some events are reviewed."""
    review_some(shared.shared_store())
    return app


def test_of_reviewed_events_alone_where_the_link_says_so(reviewed):
    every = told(reviewed, "date=2024-12&window=all")
    shown = told(reviewed, "date=2024-12&window=all&reviewed=reviewed")
    assert {event["event_id"] for event in shown["events"]} == REVIEWED
    assert shown["heading"].startswith("4 events")
    assert all("reviewed=reviewed" in file["address"] for file in shown["files"] or ())
    assert len(every["events"]) > len(shown["events"])
    sure = told(reviewed, "date=2024-12&window=all&reviewed=sure")
    assert {event["event_id"] for event in sure["events"]} == REVIEWED - {DISPUTED}
    assert told(reviewed, "date=2024-12&window=all&reviewed=all") == every


def test_a_choice_of_reviewed_events_that_is_none_is_refused(app):
    answer = ask(app, f"/{panel.address(shared.latest().mark)}?date=2022-09&reviewed=waiting")
    assert answer.status == 400


def test_a_card_says_how_its_event_was_reviewed_and_a_score_how_many_behind_it_were(reviewed):
    shown = told(reviewed, f"date=2024-12&window=all&event={OF_PROJECT}")
    cards = {event["event_id"]: event["reviewed"] for event in (*shown["events"], shown["chosen"])}
    assert cards[CONFIRMED].startswith("Confirmed by ana, ")
    assert cards[EDITED].startswith("Edited by ana <b>, ")
    assert cards[OF_PROJECT].startswith("Confirmed by the project with a language model’s help, ")
    assert sum(bool(words) for words in cards.values()) == len(REVIEWED)
    member = shown["chosen"]["effects"][0].split()[0]
    code = next(code for code, name in wording.MEMBERS.items() if name == member)
    why = told(reviewed, f"date=2024-12&member={code}")["why"]
    behind = shared.latest().evidence_reviewed(code)
    assert OF_PROJECT in behind
    assert why["reviewed"].startswith(f"{len(behind)} of ")
    assert "behind it reviewed" in why["reviewed"]
    assert "by the project" in why["reviewed"]


def test_while_the_map_is_an_older_one_the_answer_says_so(app, monkeypatch):
    """The panel then asks again by itself until the next state is ready."""
    monkeypatch.setattr(latest, "LARGE", 10)
    monkeypatch.setattr(latest, "SAME_MOMENT", 0)
    address = f"/{panel.address(shared.latest().mark)}?date=2022-09"
    assert ask(app, address).headers["timeline-behind"] == "no"
    shared.shared_store().forget(["hostile"])
    assert ask(app, address).headers["timeline-behind"] == "yes"
    shared.shared_latest()._next.join()
    assert json.loads(ask(app, address).body) == {"moved": True}
