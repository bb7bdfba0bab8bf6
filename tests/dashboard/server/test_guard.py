"""No foreign name and no foreign page gets an answer, by HTTP or web socket, and browsers are told what to refuse."""

import socket
import urllib.error
import urllib.request

import pytest
from starlette.responses import PlainTextResponse

from dashboard.server.guard import Guard
from tests.browser import FLAGS, find_browser
from tests.dashboard.asking import ask
from tests.dashboard.conftest import PATIENCE, Visit

ROUTES = (
    "/",
    "/map",
    "/files/events.csv?window=all",
    "/files/scores.csv",
    "/bundles/map-0123456789abcdef.json",
    "/panel/search?words=armenia",
    "/readyz",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/agent/openapi.json",
    "/_stcore/bidi-components/x",
    "/media/x",
    "/component/x/y",
    "/static/x.js",
    "/favicon.png",
    "/no/such/thing",
)


@pytest.fixture
def guarded():
    """The guard before an app that answers everything, to everyone."""
    return Guard(PlainTextResponse("secret", headers={"Access-Control-Allow-Origin": "*"}), "localhost")


def get(address, path, **headers):
    """Status and headers of a real request."""
    request = urllib.request.Request(
        address + path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers


def test_a_foreign_name_is_refused_in_one_line_that_says_what_to_do(guarded):
    answer = ask(guarded, host="evil.example:8501")
    assert answer.status == 400
    assert "ALLOWED_HOSTS" in answer.body.decode()
    assert "secret" not in answer.body.decode()


def test_no_host_and_two_hosts_are_refused(guarded):
    assert ask(guarded).status == 400
    assert ask(guarded, host=["localhost", "evil.example"]).status == 400


def test_a_foreign_page_is_refused_and_the_servers_own_is_not(guarded):
    assert ask(guarded, host="localhost:8501", origin="http://evil.example").status == 403
    assert ask(guarded, host="localhost:8501", origin="null").status == 403
    assert ask(guarded, host="localhost:8501", origin="http://localhost:8501").status == 200


def test_what_a_foreign_page_embeds_is_refused_and_a_link_from_it_is_not(guarded):
    foreign = {"host": "localhost:8501", "sec_fetch_site": "cross-site"}
    assert ask(guarded, "/files/events.xlsx", **foreign, sec_fetch_mode="no-cors").status == 403
    assert ask(guarded, **foreign, sec_fetch_mode="navigate").status == 200


def test_a_foreign_web_socket_never_reaches_the_app():
    reached = []

    async def app(scope, receive, send):
        reached.append(scope["path"])

    for headers in (
        {"host": "evil.example"},
        {"host": "localhost:8501", "origin": "http://evil.example"},
        {"host": "evil.example", "origin": "http://evil.example"},
    ):
        ask(Guard(app, "localhost"), "/_stcore/stream", kind="websocket", **headers)
    assert reached == []
    ask(Guard(app, "localhost"), "/ok", kind="websocket", host="localhost:8501", origin="http://localhost:8501")
    assert reached == ["/ok"]


def test_every_answer_says_what_browsers_are_to_refuse(guarded):
    for headers in ({"host": "localhost:8501"}, {"host": "evil.example"}):
        told = ask(guarded, **headers).headers
        assert told["x-content-type-options"] == "nosniff"
        assert told["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in told["content-security-policy"]
        assert "default-src 'self'" in told["content-security-policy"]
        assert told["x-frame-options"] == "DENY"
        assert "access-control-allow-origin" not in told


def framing(guard, path):
    told = ask(guard, path, host="localhost").headers
    return told["content-security-policy"].rpartition("frame-ancestors ")[2], told.get("x-frame-options")


@pytest.fixture
def framed(monkeypatch):
    """A guard of a server that lets one site show the map."""
    monkeypatch.setenv("FRAME_ANCESTORS", "https://wiki.example.org")
    return Guard(PlainTextResponse("x"), "localhost")


def test_a_setting_names_who_may_frame_the_map_alone(framed):
    assert framing(framed, "/?embed=1") == ("https://wiki.example.org", None)
    assert framing(framed, "/?date=2022-09&embed=1") == ("https://wiki.example.org", None)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/?embed=0", "/?embed=true", "/?embed=1&embed=0", f"/?embed=1&date={'9' * 5000}"),
        *("/review", "/review?embed=1", "/tours?embed=1", "/contradictions?embed=1", "/?review&EMBED=1"),
    ],
)
def test_what_takes_decisions_is_framed_by_nobody(framed, path):
    assert framing(framed, path) == ("'none'", "DENY")


def test_without_the_setting_nobody_frames_anything(guarded):
    assert framing(guarded, "/?embed=1") == ("'none'", "DENY")


@pytest.mark.parametrize("path", ROUTES)
def test_every_route_of_the_real_server_is_guarded(address, path):
    assert get(address, path, Host="evil.example")[0] == 400
    status, headers = get(address, path, Origin="http://evil.example")
    assert status == 403
    _, headers = get(address, path)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize(
    ("host", "origin", "begins"),
    [
        ("localhost", "http://evil.example", b"HTTP/1.1 403"),
        ("evil.example", "http://evil.example", b"HTTP/1.1 403"),
        ("localhost", "http://localhost", b"HTTP/1.1 101"),
    ],
)
def test_the_real_servers_web_socket_is_guarded(address, host, origin, begins):
    port = int(address.rpartition(":")[2])
    with socket.create_connection(("localhost", port), timeout=60) as link:
        link.sendall(
            f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {origin}:{port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: streamlit\r\n\r\n".encode()
        )
        assert link.recv(200).startswith(begins)


@pytest.mark.browser
def test_a_page_on_a_foreign_name_that_points_here_reads_nothing(address, browser):
    port = address.rpartition(":")[2]
    rules = "--host-resolver-rules=MAP evil.example 127.0.0.1"
    chromium = browser.browser_type.launch(executable_path=find_browser(), args=[*FLAGS, rules], timeout=PATIENCE)
    page = chromium.new_page()
    attack = "<button onclick='window.w = window.open(`/?window=all`)'>Play</button>"
    page.route(
        "**/attack.html", lambda route: route.fulfill(status=200, content_type="text/html; charset=utf-8", body=attack)
    )
    page.goto(f"http://evil.example:{port}/attack.html")
    with page.expect_popup() as opened:
        page.click("button")
    opened.value.wait_for_load_state()
    assert "does not go by that name" in opened.value.locator("body").inner_text()
    # Cut off from its opener, and nothing to read by itself.
    assert page.evaluate("window.w.closed") or "does not go" in page.evaluate("window.w.document.body.innerText")
    read = "async () => { const a = await fetch('/files/events.jsonl?window=all'); return [a.status, await a.text()]; }"
    status, body = opened.value.evaluate(read)
    chromium.close()
    assert status == 400
    assert "event_id" not in body


@pytest.mark.browser
def test_all_pages_work_under_the_content_policy(browser, address):
    here = Visit(browser, address)
    page = here.open("?date=2022-09&member=ARM")
    page.wait_for_selector(".js-plotly-plot")
    for path in ("dimensions", "method", "outside"):
        page.goto(f"{address}/{path}")
        here.rest()
    page.close()
    assert [said for said in here.complaints if "Content Security Policy" in said] == []
