"""No review and no tour can be forged by a link or by another site: whatever they try, nothing is written.

The other site is a real one: another server on this machine, whose page sends the visitor's browser to the desk.
"""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from events.store import reviewing, tours
from events.store.store import open_store
from tests.dashboard.conftest import Visit
from tests.dashboard.serving import fill_store, serving

EVENT = "made-up-60"
MESSAGE = {"desk": "", "number": 1, "action": "confirm", "event_id": EVENT, "reviewer": "eve"}
STOP = {"desk": "", "number": 1, "view": {"date": "2022-09"}}
ASKED = {
    **{"event": EVENT, "event_id": EVENT, "action": "confirm", "reviewer": "eve", "name": "eve", "verdict": "confirm"},
    **{"told": json.dumps([MESSAGE]), "reviewed": "reviewed", "method": "AID:0.9", "note": "forged", "undo": "1"},
    **{"tour": "Forged", "stop": "1", "headline": "forged", "add": json.dumps(STOP)},
}
PATHS = (
    *("", "map", "review", "dimensions", "outside", "method", "article", "panel/search", "panel/0123456789abcdef"),
    *("tours", "files/tour.toml", "files/deck.pdf"),
    *("files/events.csv", "files/reviews.jsonl", "bundles/map-0123456789abcdef.json", "readyz", "healthz", "metrics"),
    *("api/review", "api/reviews", "_stcore/stream", "_stcore/host-config", "_stcore/upload_file/x/y"),
)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("forged")


@pytest.fixture(scope="module")
def desk(home):
    """A server with a desk."""
    fill_store(f"sqlite:///{home / 'store.sqlite'}")
    with serving(home) as at:
        yield at


def _written(store):
    return store.revision(), len(reviewing.log(store)), tours.names(store)


@pytest.fixture
def nothing_written(desk, home):
    """Afterwards the store is what it was."""
    store = open_store(f"sqlite:///{home / 'store.sqlite'}")
    before = _written(store)
    yield
    assert _written(store) == before
    store.close()


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null"])
@pytest.mark.parametrize("method", METHODS)
def test_no_address_takes_a_review(desk, nothing_written, method, origin):
    form = urlencode(ASKED)
    for path in PATHS:
        body = None if method == "GET" else form.encode()
        request = urllib.request.Request(f"{desk}/{path}?{form}", body, method=method)
        if origin:
            request.add_header("Origin", origin)
        with suppress(urllib.error.HTTPError), urllib.request.urlopen(request, timeout=60):
            assert origin is None, f"{method} /{path} was answered to another site"


@pytest.mark.browser
def test_a_link_writes_nothing_whatever_stands_in_it(browser, desk, nothing_written):
    here = Visit(browser, desk)
    for path in ("review", "map", "tours"):
        here.page.goto(f"{desk}/{path}?{urlencode(ASKED)}#confirm")
        here.rest()
        shown = {"review": ".csto-desk .progress strong", "tours": "h1"}.get(path, "[data-map][data-ready]")
        expect(here.page.locator(shown)).to_be_visible()
    here.page.close()


ATTACK = """async ([desk, paths, asked, message]) => {
  const socket = await new Promise((done) => {
    const link = new WebSocket(`${desk.replace("http", "ws")}/_stcore/stream`, ["streamlit"]);
    link.onopen = () => done("open");
    link.onerror = link.onclose = () => done("refused");
  });
  const form = new URLSearchParams(asked);
  const how = { method: "POST", body: form, mode: "no-cors", credentials: "include" };
  await Promise.all(paths.map((path) => fetch(`${desk}/${path}`, how).catch(() => "refused")));
  const frame = document.createElement("iframe");
  frame.name = "victim";
  frame.src = `${desk}/review?${form}`;
  const loaded = new Promise((done) => { frame.onload = done; });
  document.body.append(frame);
  await loaded;
  const whole = `${desk}/files/events.jsonl?window=all`;
  const readable = await fetch(whole).then((answer) => answer.text(), () => "refused");
  const messages = [message, [message], { told: [message] }, { add: message },
    { stCommVersion: 1, type: "RERUN_SCRIPT" },
    { isStreamlitMessage: true, type: "streamlit:setComponentValue", value: [message], dataType: "json" }];
  const say = (target) => { for (const told of messages) target?.postMessage(told, "*"); };
  say(frame.contentWindow);
  const post = document.createElement("form");
  Object.assign(post, { method: "post", action: `${desk}/review`, target: "victim" });
  for (const [name, value] of Object.entries(asked)) {
    post.append(Object.assign(document.createElement("input"), { name, value }));
  }
  document.body.append(post);
  const answered = new Promise((done) => { frame.onload = done; });
  post.submit();
  await answered;
  window.attack = say;
  return { socket, readable };
}"""


PAGE = b"<!doctype html><title>Other</title><button onclick='window.victim = window.open(window.to)'>Win</button>"


class _Foreign(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def foreign():
    """Another site on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Foreign)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.browser
def test_a_page_of_another_site_cannot_review_in_a_reviewers_browser(browser, desk, foreign, home):
    """The visitor is a reviewer who has said their name, and whose desk is open beside it."""
    context = browser.new_context()
    own = context.new_page()
    own.goto(f"{desk}/review")
    own.locator(".name-box input").fill("Ana")
    own.keyboard.press("Enter")
    own.wait_for_selector(".csto-desk .telling")
    store = open_store(f"sqlite:///{home / 'store.sqlite'}")
    before = _written(store)

    page = context.new_page()
    page.goto(foreign)
    done = page.evaluate(ATTACK, [desk, list(PATHS), ASKED, MESSAGE])
    assert done["socket"] == "refused"
    assert done["readable"] == "refused"
    # A window that the other site opens on the desk, with the visitor's own click.
    page.evaluate("to => { window.to = to; }", f"{desk}/review?{urlencode(ASKED)}")
    with context.expect_page() as opened:
        page.click("button")
    opened.value.wait_for_selector(".csto-desk .event h2")
    page.evaluate("() => window.attack(window.victim)")
    opened.value.keyboard.press("Escape")  # the page hears, and has had its time with what was sent before
    expect(opened.value.locator(".csto-desk .event h2")).to_be_visible()
    # And on the map, whose event for a new stop nobody but its own page can send.
    page.evaluate("to => { window.to = to; }", f"{desk}/?{urlencode(ASKED)}")
    with context.expect_page() as opened:
        page.click("button")
    opened.value.wait_for_selector("[data-map][data-ready]")
    page.evaluate("() => window.attack(window.victim)")
    assert _written(store) == before

    own.bring_to_front()
    own.keyboard.press("c")  # what the reviewer does is kept: the test would have seen a forged one
    expect(own.locator(".csto-desk .history, .csto-desk .progress strong").first).to_be_visible()
    own.wait_for_function("() => /^1 of/.test(document.querySelector('.csto-desk .progress strong').innerText)")
    [review] = reviewing.log(store)
    assert (review.action, review.reviewer) == ("confirm", "Ana")
    store.close()
    context.close()
