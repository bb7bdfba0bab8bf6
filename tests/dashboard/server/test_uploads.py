"""Files that a page takes: on one page, and not without end."""

from __future__ import annotations

import pytest
from starlette.responses import PlainTextResponse, Response

from dashboard.server import uploads
from dashboard.server.uploads import MOST_BYTES, MOST_FILES, Uploads
from tests.dashboard.asking import ask
from tests.dashboard.conftest import Visit
from tests.dashboard.serving import AT_REST

GOOD = b"state,date,value\nARM,2020,0.7\nBLR,2020,0.9\nKAZ,2020,0.8\nARM,2023,0.5\nBLR,2023,0.95\nKAZ,2023,0.8\n"


@pytest.fixture
def taking(monkeypatch):
    """The guard of uploads before a server that takes everything; the session is on the page that takes files."""
    monkeypatch.setattr(uploads, "_sessions", {"one": uploads._Kept(open=True), "two": uploads._Kept()})
    return Uploads(Response(status_code=204))


def send(app, session, name, length, method="PUT"):
    return ask(app, f"/_stcore/upload_file/{session}/{name}", method, content_length=str(length))


def test_a_page_that_takes_no_files_is_sent_none(taking):
    for session in ("two", "unknown", ""):
        answer = send(taking, session, "a", 10)
        assert (answer.status, answer.body.decode()) == (403, uploads.NOT_HERE)
    assert send(taking, "one", "a", 10).status == 204
    assert send(Uploads(PlainTextResponse("page")), "two", "a", 1, method="GET").status == 200


def test_a_session_keeps_so_many_bytes_and_no_more(taking):
    half = MOST_BYTES // 2
    assert [send(taking, "one", name, half).status for name in "abc"] == [204, 204, 413]
    assert send(taking, "one", "a", half).status == 204  # in its own place
    assert send(taking, "one", "b", 0, method="DELETE").status == 204
    assert send(taking, "one", "c", half).status == 204
    assert send(taking, "one", "d", 1).status == 413


def test_a_session_keeps_so_many_files_and_no_more(taking):
    answers = [send(taking, "one", str(number), 1).status for number in range(MOST_FILES + 1)]
    assert answers == [204] * MOST_FILES + [413]


def test_a_file_that_does_not_say_how_long_it_is_is_refused(taking):
    assert ask(taking, "/_stcore/upload_file/one/a", "PUT").status == 411
    assert send(taking, "one", "a", "-5").status == 411


def test_what_streamlit_refuses_is_not_counted(monkeypatch, taking):
    refusing = Uploads(Response(status_code=413))
    for _ in range(MOST_FILES + 1):
        assert send(refusing, "one", "a", MOST_BYTES).body == b""
    assert send(taking, "one", "b", MOST_BYTES).status == 204


@pytest.mark.browser
def test_a_series_is_taken_on_its_page_and_on_no_other(address, browser):
    page = Visit(browser, address).page
    sent = []
    page.on("response", lambda answer: sent.append(answer) if uploads.ROUTE in answer.url else None)
    page.goto(f"{address}/outside")
    page.set_input_files(
        "[data-testid=stFileUploaderDropzoneInput]",
        {
            "name": "votes.csv",
            "mimeType": "text/csv",
            "buffer": GOOD,
        },
    )
    page.get_by_text("Do they rank the states alike?").wait_for()
    assert [answer.status for answer in sent if answer.request.method == "PUT"] == [204]
    where = sent[0].url
    page.get_by_role("link", name="Method").first.click()
    page.get_by_role("heading", name="Method").first.wait_for()
    page.wait_for_selector(AT_REST)
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = page.request.put(where, data=b"--x--", headers=headers)
    assert answer.status == 403
    assert answer.text() == uploads.NOT_HERE
    page.close()
