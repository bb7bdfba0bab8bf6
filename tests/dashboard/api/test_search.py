"""Search by words over events and articles: what is found, where it is on the map, and nothing typed can do harm."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from starlette.applications import Starlette

from dashboard.api import panel, search
from dashboard.loading import outage, shared
from events.store.store import StoreError
from tests.dashboard.asking import ask
from tests.dashboard.reviewing import EDITED, review_some


@pytest.fixture
def app(filled_store):
    """The search's address and the panel's, as the server has them."""
    return Starlette(routes=[*search.routes(), *panel.routes()])


def searched(app, words, more=""):
    """What is found for some words."""
    answer = ask(app, f"/panel/search?words={quote(words)}{more}")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    return json.loads(answer.body)


def test_an_event_is_found_with_its_month_its_state_and_its_place(app):
    found = searched(app, "made-up number 60")
    [event] = found["events"]
    assert (event["event_id"], found["event_count"]) == ("made-up-60", 1)
    [row] = shared.latest().events.query("event_id == 'made-up-60'").itertuples()
    [member] = shared.latest().effects.query("event_id == 'made-up-60'")["member"]
    place = f"{row.latitude:.3f},{row.longitude:.3f}"
    jump = {"event": "made-up-60", "date": f"{row.date_start:%Y-%m}", "member": member, "place": place}
    assert event["jump"] == jump
    assert event["quotes"][0]["quote"]


def test_the_newest_are_listed_and_all_are_counted(app):
    found = searched(app, "made-up")
    assert found["event_count"] == 65
    assert len(found["events"]) == search.MOST_EVENTS
    ends = [event["date_end"] for event in found["events"]]
    assert ends == sorted(ends, reverse=True)


def test_an_article_is_found_with_the_first_event_that_it_tells(app):
    found = searched(app, "Almaty")
    assert found["articles"] == []  # the place stands in the event alone
    assert [event["event_id"] for event in found["events"]] == ["hostile-1"]
    [article] = searched(app, "first sentence alarm")["articles"]
    assert article["document"] == "hostile"
    assert article["events"] == 2
    assert article["jump"]["event"] in ("hostile-1", "zone-1")
    assert (article["published"], article["outlet"]) == ("20 September 2022", "Outlet <i>x</i>")


@pytest.mark.parametrize(
    "words",
    ["qqqxyzzy", "'; DROP TABLE events; --", '"', "*", "a AND NOT b OR (c", "NEAR(a b)", "{}:^", "\x00", "…", "' | '"],
)
def test_what_is_typed_is_words_and_never_a_query(app, words):
    found = searched(app, words)
    assert (found["events"], found["articles"]) == ([], [])
    assert shared.latest().event_count == 66


@pytest.mark.parametrize("query", ["", "words=", "words=%20", f"words={'a' * 201}", "words=a&reviewed=none"])
def test_what_is_no_search_is_refused_in_one_line(app, query):
    answer = ask(app, f"/panel/search?{query}")
    assert answer.status == 400
    assert json.loads(answer.body)["refused"].count("\n") == 0


def test_while_reviewed_events_alone_are_shown_those_alone_are_found(app):
    review_some(shared.shared_store())
    found = searched(app, "headline", "&reviewed=reviewed")
    assert [event["event_id"] for event in found["events"]] == [EDITED]
    assert searched(app, "made-up")["event_count"] > searched(app, "made-up", "&reviewed=sure")["event_count"] == 2


def test_a_search_writes_nothing(app):
    before = shared.shared_store().revision()
    searched(app, "made-up")
    assert shared.shared_store().revision() == before


def test_a_store_that_does_not_answer_is_said(app, monkeypatch):
    def away(*_):
        raise StoreError("the disk is gone")

    monkeypatch.setattr(search, "found", away)
    answer = ask(app, "/panel/search?words=a")
    assert answer.status == 503
    assert json.loads(answer.body) == {"away": outage.STORE_AWAY, "reason": "the disk is gone"}
