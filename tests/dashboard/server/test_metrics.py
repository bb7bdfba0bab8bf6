"""The server's figures for whoever watches it, and what programs get where nothing is."""

from __future__ import annotations

import json
import re
from collections import defaultdict

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard.api import fallback
from dashboard.loading import readiness, shared
from dashboard.server import metrics
from tests.dashboard.asking import ask


@pytest.fixture
def app(filled_store, monkeypatch):
    """An app that is counted from nought."""
    monkeypatch.setattr(metrics, "_figures", defaultdict(float))
    routes = [*readiness.routes(), *metrics.routes(), *fallback.routes()]
    return Starlette(routes=[*routes, Route("/broken", broken)], middleware=[Middleware(metrics.Counted)])


async def broken(_request):
    return PlainTextResponse("no", 500)


def figures(app):
    """All figures by name and labels."""
    lines = ask(app, metrics.ADDRESS).body.decode().splitlines()
    told = [line.rpartition(" ") for line in lines if not line.startswith("#")]
    return {name: float(value) for name, _, value in told}


def test_they_are_off_unless_asked_for(app, monkeypatch):
    monkeypatch.delenv(metrics.SETTING, raising=False)
    assert ask(app, metrics.ADDRESS).status == 404


def test_requests_errors_and_the_store_are_counted(app, monkeypatch):
    monkeypatch.setenv(metrics.SETTING, "on")
    shared.latest()
    for path in ("/healthz", "/healthz", "/broken"):
        ask(app, path)
    metrics.count_page_error()
    found = figures(app)
    assert found['csto_http_requests_total{status="2xx"}'] == 2
    assert found['csto_http_requests_total{status="5xx"}'] == 1
    assert found["csto_page_errors_total"] == 1
    assert found["csto_sessions"] == 0
    assert found["csto_store_ready"] == 1
    assert (found["csto_store_events"], found["csto_store_documents"]) == (66, 6)
    assert found["process_cpu_seconds_total"] > 0


def test_they_are_in_prometheus_text_format(app, monkeypatch):
    monkeypatch.setenv(metrics.SETTING, "1")
    answer = ask(app, metrics.ADDRESS)
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    for line in answer.body.decode().splitlines():
        assert re.fullmatch(r"# (HELP \w+ .+|TYPE \w+ (counter|gauge))|\w+(\{\w+=\"\w+\"\})? [\d.e+-]+", line), line


def test_it_is_alive_whatever_the_store_does(app, monkeypatch):
    monkeypatch.setattr(readiness, "_look", lambda: "its file is gone")
    assert ask(app, readiness.ALIVE).body == b"ok\n"
    assert ask(app, readiness.ADDRESS).status == 503


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1/nothing"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_program_that_asks_for_what_is_not_there_gets_json(app, path, method):
    answer = ask(app, path, method)
    assert answer.status == 404
    assert json.loads(answer.body) == {"error": f"There is nothing at {path}."}
