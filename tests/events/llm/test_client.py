"""One question to a language model: what is sent, to whom, and what is said when no usable answer comes."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from events.llm import client as chat
from events.llm.client import Chat, ChatError, Settings, settings_from_environment
from tests.events.stub_chat import (
    Stub,
    breaks_off,
    drips,
    hangs_up,
    never_answers,
    refuses,
    says,
    sends,
    streams,
    trickles,
)


@pytest.fixture
def stub():
    with Stub() as server:
        yield server


@pytest.fixture
def environment(monkeypatch):
    for name in (chat.URL, chat.MODEL, chat.KEY, chat.TIMEOUT, chat.PRICE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(chat.URL, "https://host.example/v1")
    monkeypatch.setenv(chat.MODEL, "m")
    return monkeypatch


def asking(stub, waits=None, timeout=60.0, key=""):
    settings = Settings(stub.url + chat.ENDPOINT, "small", key, timeout)
    return Chat(settings, sleep=(waits if waits is not None else []).append)


def complaint(stub, **options):
    with pytest.raises(ChatError) as caught:
        asking(stub, **options).ask("system", "user")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_question_goes_out_in_the_form_of_a_chat_completion(stub):
    stub.behave(says("hello"))
    assert asking(stub, key="s3cret").ask("be brief", "text") == "hello"
    (asked,) = stub.asked
    assert asked["path"] == "/v1/chat/completions"
    assert asked["headers"]["Authorization"] == "Bearer s3cret"
    assert asked["body"]["model"] == "small"
    assert asked["body"]["stream"] is False
    assert asked["body"]["messages"] == [
        {"role": "system", "content": "be brief"},
        {"role": "user", "content": "text"},
    ]


def test_without_a_key_none_is_sent(stub):
    asking(stub).ask("s", "u")
    assert "Authorization" not in stub.asked[0]["headers"]


def test_an_answer_that_ran_out_of_room_before_its_first_word_says_so(stub):
    stub.behave(says("", finish="length"))
    assert complaint(stub) == "the answer is empty: the model ran out of room"


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_address_is_asked_again_with_longer_pauses(stub, status):
    stub.behave(refuses(status), refuses(status), says("at last"))
    waits = []
    assert asking(stub, waits).ask("s", "u") == "at last"
    assert waits == [1, 2]


def test_the_pause_that_the_address_asks_for_is_kept_up_to_a_bound(stub):
    stub.behave(refuses(429, Retry_After="7"), refuses(429, Retry_After="86400"), says("x"))
    waits = []
    asking(stub, waits).ask("s", "u")
    assert waits == [7, chat.LONGEST_PAUSE]


def test_the_moment_until_which_an_address_asks_to_wait_is_understood(stub):
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    past = format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)
    stub.behave(refuses(429, Retry_After=until), refuses(429, Retry_After=past), says("x"))
    waits = []
    asking(stub, waits).ask("s", "u")
    assert 20 < waits[0] <= 40
    assert waits[1] == 2  # as if none had been named


@pytest.mark.parametrize("wait", ["soon", "-5", "1e9", "٣", "Fri, 99 Foo 2024"])
def test_a_pause_that_cannot_be_read_is_ours(stub, wait):
    stub.behave(sends(b"{}", 429, Retry_After=wait.encode("utf-8").decode("latin-1")), says("x"))
    waits = []
    assert asking(stub, waits).ask("s", "u") == "x"
    assert waits == [1]


def test_an_answer_in_portions_is_put_together_though_it_was_not_asked_for(stub):
    stub.behave(streams('{"events"', ": [", "]}"))
    assert asking(stub).ask("s", "u") == '{"events": []}'


def test_an_answer_in_portions_that_breaks_off_counts_as_far_as_it_goes(stub):
    stub.behave(streams('{"events": [{"event_type"', done=False))
    assert asking(stub).ask("s", "u") == '{"events": [{"event_type"'
    stub.behave(sends(b'data: {"choices": [{"delta": {"content": "so far"}}]}\n\ndata: {"choi'))
    assert asking(stub).ask("s", "u") == "so far"


@pytest.mark.parametrize("raw", [b"data: [DONE]", b"data:", b"data: 7\n", b'data: {"choices": []}\n\n'])
def test_portions_without_text_are_one_line(stub, raw):
    stub.behave(sends(raw))
    assert complaint(stub).startswith("the answer is")


def test_a_slow_answer_that_is_complete_in_time_is_taken(stub):
    stub.behave(trickles(json.dumps({"choices": [{"message": {"content": "late but whole"}}]}).encode()))
    assert asking(stub).ask("s", "u") == "late but whole"


def test_an_address_that_stays_busy_is_given_up(stub):
    stub.behave(refuses(503, "overloaded"))
    assert complaint(stub) == "the address answered 503 Service Unavailable: overloaded (3 tries)"
    assert len(stub.asked) == chat.TRIES


@pytest.mark.parametrize(
    ("status", "hint"), [(400, "no"), (401, chat.KEY), (403, chat.KEY), (404, chat.MODEL), (413, "too long")]
)
def test_a_refusal_is_not_asked_again_and_names_what_to_check(stub, status, hint):
    stub.behave(refuses(status))
    said = complaint(stub)
    assert f"answered {status}" in said
    assert hint in said
    assert len(stub.asked) == 1


def test_a_refusal_never_shows_the_key_nor_control_characters(stub):
    stub.behave(refuses(401, "bad key s3cret\n\x1b[31m!"))
    said = complaint(stub, key="s3cret")
    assert "s3cret" not in said
    assert said.isprintable()


@pytest.mark.parametrize(
    "shown",
    [
        "sk-proj-0123456789abcdef",
        "sk-proj-0123",
        "…0123456789abcdef",
        "sk-pr****cdef",
        "'sk-p...cdef'",
        "(sk-proj-01•••••••cdef)",
        "x" * 150 + " sk-proj-0123456789abcdef",
        "in-the-address",
    ],
)
def test_a_key_that_a_service_cuts_short_is_not_shown_either(stub, shown):
    stub.behave(refuses(401, f"Incorrect API key: {shown}. You can find yours in a list."))
    settings = Settings(f"{stub.url}{chat.ENDPOINT}?code=in-the-address", "small", "sk-proj-0123456789abcdef", 60.0)
    with pytest.raises(ChatError) as refusal:
        Chat(settings, lambda _: None).ask("system", "user")
    said = str(refusal.value)
    assert "Incorrect API key" in said
    assert not any(part in said for part in ("sk-p", "0123", "cdef", "in-the"))


def test_a_refusal_in_no_known_form_is_still_one_line(stub):
    stub.behave(sends(b"<html>\n<h1>Bad</h1>", 400))
    assert complaint(stub) == "the address answered 400 Bad Request"


def test_a_model_that_takes_no_temperature_is_asked_without(stub):
    stub.behave(refuses(400, "Unsupported value: 'temperature'"), says("one"), says("two"))
    asker = asking(stub)
    assert [asker.ask("s", "u"), asker.ask("s", "u")] == ["one", "two"]
    assert ["temperature" in asked["body"] for asked in stub.asked] == [True, False, False]


@pytest.mark.parametrize("behaviour", [never_answers, drips])
def test_an_answer_that_does_not_come_in_time_is_given_up(stub, behaviour):
    stub.behave(behaviour)
    assert complaint(stub, timeout=0.2) == "no answer within 0.2 s (3 tries)"


@pytest.mark.parametrize("behaviour", [hangs_up, breaks_off])
def test_a_connection_that_breaks_is_tried_again(stub, behaviour):
    stub.behave(behaviour, says("x"))
    assert asking(stub).ask("s", "u") == "x"


def test_nobody_at_the_address_is_one_line():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings = Settings(f"http://127.0.0.1:{free.getsockname()[1]}/v1", "m")
        with pytest.raises(ChatError, match=r"no connection: .*refused"):
            Chat(settings, sleep=[].append).ask("s", "u")


def test_an_address_that_is_no_name_is_one_line():
    with pytest.raises(ChatError, match="no connection"):
        Chat(Settings("http://a..b/v1", "m"), sleep=[].append).ask("s", "u")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(stub, status):
    with Stub() as elsewhere:
        stub.behave(refuses(status, Location=elsewhere.url))
        assert "redirects are not followed" in complaint(stub, key="s3cret")
        assert elsewhere.asked == []


def test_a_model_on_this_computer_is_not_asked_through_a_proxy(stub, monkeypatch):
    with Stub() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        asking(stub).ask("s", "u")
        assert (len(stub.asked), proxy.asked) == (1, [])


def test_a_huge_answer_is_not_read_to_its_end(stub):
    stub.behave(sends(b" " * (chat.LARGEST_ANSWER + 1)))
    assert "larger than" in complaint(stub)


@pytest.mark.parametrize(
    "raw", [b"", b"<html>", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{}]}', b'{"choices": ["x"]}', b"\xff\xfe"]
)
def test_an_answer_in_another_form_is_one_line(stub, raw):
    stub.behave(sends(raw))
    assert complaint(stub) == "the answer is not in the form of a chat completion"


@pytest.mark.parametrize("content", [None, "", "  \n", ["x"]])
def test_an_answer_without_text_is_one_line(stub, content):
    stub.behave(says(content))
    assert complaint(stub) == "the answer is empty"


def test_an_answer_nested_beyond_reading_is_one_line(stub):
    stub.behave(sends(b"[" * 200_000))
    assert complaint(stub) == "the answer is not in the form of a chat completion"


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions"),
        ("https://h.example/v1/", "https://h.example/v1/chat/completions"),
        ("https://h.example/v1/chat/completions", "https://h.example/v1/chat/completions"),
        ("https://h.example/d?version=1", "https://h.example/d/chat/completions?version=1"),
    ],
)
def test_the_endpoint_is_added_to_the_address(environment, given, asked):
    environment.setenv(chat.URL, given)
    assert settings_from_environment().url == asked


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (chat.URL, ""),
        (chat.URL, "host.example"),
        (chat.URL, "file:///etc/passwd"),
        (chat.URL, "https://user:word@host.example/v1"),
        (chat.URL, "http://[broken"),
        (chat.URL, "http://host:port/"),
        (chat.MODEL, ""),
        (chat.KEY, "two\r\nlines"),
        (chat.TIMEOUT, "soon"),
        (chat.TIMEOUT, "0"),
        (chat.TIMEOUT, "nan"),
        (chat.PRICE, "2 EUR"),
        (chat.PRICE, "-1"),
        (chat.PRICE, "1/x"),
    ],
)
def test_a_wrong_setting_is_named(environment, name, value):
    environment.setenv(name, value)
    with pytest.raises(ValueError, match=name) as caught:
        settings_from_environment()
    assert "\n" not in str(caught.value)


def test_a_price_may_differ_for_what_is_sent_and_received(environment):
    environment.setenv(chat.PRICE, "0.5/2")
    assert settings_from_environment().price == (0.5, 2.0)
    environment.setenv(chat.PRICE, "3")
    assert settings_from_environment().price == (3.0, 3.0)


def test_neither_key_nor_query_is_shown(environment):
    environment.setenv(chat.KEY, "s3cret")
    environment.setenv(chat.URL, "https://h.example/v1?key=hidden")
    settings = settings_from_environment()
    assert "s3cret" not in repr(settings)
    assert settings.shown == "https://h.example/v1/chat/completions"
