"""Asks a language model behind an OpenAI-compatible address one question.

In: settings from the environment, two texts. Out: the answer's text, or a `ChatError` whose one line says what went
wrong. Nothing is asked unless somebody calls `ask`; what is asked and what the answer means is left to
`events.llm.extractor` and `events.llm.parsing`.
"""

from __future__ import annotations

import json
import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse, IncompleteRead, responses
from urllib.parse import SplitResult, parse_qsl, urlsplit

URL = "SECOND_READER_URL"
MODEL = "SECOND_READER_MODEL"
KEY = "SECOND_READER_KEY"
TIMEOUT = "SECOND_READER_TIMEOUT"
PRICE = "SECOND_READER_PRICE"
DEFAULT_TIMEOUT = 120.0
TRIES = 3
LONGEST_PAUSE = 90.0  # limits are mostly counted by the minute
LARGEST_ANSWER = 2_000_000
STREAMED = b"data:"
ENDPOINT = "/chat/completions"
SHORTEST_PART = 6
# "sk-ab****yz", "sk-ab...yz": how services show a key that they do not know.
CUT_SHORT = re.compile(r"[^\s'\"]*(?:[*•]{2,}|[^\s'\".](?:\.{3,}|…)[^\s'\".])[^\s'\"]*")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
HINTS = {
    401: f"check {KEY}",
    403: f"check {KEY}",
    404: f"check {URL} and {MODEL}",
    413: "the article is too long for it",
}


class ChatError(Exception):
    """No usable answer came; the message is one line."""


class Busy(ChatError):
    """No answer this time; asking again may help, after `pause` seconds when the address named a time."""

    def __init__(self, message: str, pause: float = 0.0) -> None:
        super().__init__(message)
        self.pause = pause


@dataclass(frozen=True, slots=True)
class Settings:
    """Whom to ask. `price` is what a million tokens cost, sent and received, or None when not told."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = DEFAULT_TIMEOUT
    price: tuple[float, float] | None = None

    @property
    def shown(self) -> str:
        """The address without its query, which may hold a secret."""
        return urlsplit(self.url)._replace(query="").geturl()

    @property
    def is_local(self) -> bool:
        """Whether the address is this computer's own."""
        return urlsplit(self.url).hostname in LOOPBACK


def settings_from_environment() -> Settings:
    """Read the settings.

    Raises
    ------
    ValueError
        Naming the variable that is missing or wrong.
    """
    url, model, key = (os.environ.get(URL, ""), os.environ.get(MODEL, ""), os.environ.get(KEY, ""))
    for name, value in ((URL, url), (MODEL, model)):
        if not value:
            raise ValueError(f"{name} is not set; docs/operations.md says how to switch the second reader on")
    if not key.isascii() or not key.isprintable() or " " in key:
        raise ValueError(f"{KEY} holds a character that no key has; set it anew")
    timeout = _number(TIMEOUT, os.environ.get(TIMEOUT) or str(DEFAULT_TIMEOUT))
    if not timeout:
        raise ValueError(f"{TIMEOUT} must be more than 0 seconds")
    return Settings(_endpoint(url), model, key, timeout, _price(os.environ.get(PRICE, "")))


def _endpoint(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not url.isascii() or not url.isprintable() or " " in url:
        raise ValueError(f"{URL} must look like http://localhost:11434/v1 or https://host/v1")
    if parts.username or parts.password:
        raise ValueError(f"{URL} must not hold a name or password; set {KEY}")
    return _with_endpoint(parts)


def _with_endpoint(parts: SplitResult) -> str:
    path = parts.path.rstrip("/")
    return parts._replace(path=path if path.endswith(ENDPOINT) else path + ENDPOINT, fragment="").geturl()


def _price(text: str) -> tuple[float, float] | None:
    if not text:
        return None
    sent, _, received = text.partition("/")
    return _number(PRICE, sent), _number(PRICE, received or sent)


def _number(name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1e6:
        raise ValueError(f"{name} must be a number from 0 to a million, without a currency; found {text[:30]!r}")
    return number


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the key goes to the address the user named, nowhere else."""

    def redirect_request(self, *_: object) -> None:
        return None


class Chat:
    """Asks one address; tries again a few times when it is busy."""

    def __init__(self, settings: Settings, sleep: Callable[[float], None] = time.sleep) -> None:
        self.settings = settings
        self._sleep = sleep
        self._choices = {"temperature": 0}
        # A proxy would take texts meant for a model on this computer elsewhere.
        proxies = [urllib.request.ProxyHandler({})] if settings.is_local else []
        self._opener = urllib.request.build_opener(_StayHere, *proxies)

    def ask(self, system: str, user: str) -> str:
        """Ask, at most `TRIES` times, and return the answer's text.

        Raises
        ------
        ChatError
            When no usable answer came.
        """
        for attempt in range(1, TRIES + 1):
            try:
                return _text_in(self._post(system, user))
            except Busy as error:
                if attempt == TRIES:
                    raise ChatError(f"{error} ({TRIES} tries)") from error
                self._sleep(min(max(error.pause, 2.0 ** (attempt - 1)), LONGEST_PAUSE))
        raise AssertionError("unreachable")

    def _post(self, system: str, user: str) -> bytes:
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        body = {"model": self.settings.model, "messages": messages, "stream": False, **self._choices}
        headers = {"Content-Type": "application/json", "User-Agent": "csto-alignment-timeline"}
        if self.settings.key:
            headers["Authorization"] = f"Bearer {self.settings.key}"
        request = urllib.request.Request(self.settings.url, json.dumps(body).encode(), headers, method="POST")
        deadline = time.monotonic() + self.settings.timeout
        try:
            with self._opener.open(request, timeout=self.settings.timeout) as response:
                return _read(response, deadline)
        except urllib.error.HTTPError as error:
            with error:
                raise self._refusal(error) from error
        except TimeoutError as error:
            raise Busy(f"no answer within {self.settings.timeout:g} s") from error
        except (OSError, HTTPException, UnicodeError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise Busy(f"no answer within {self.settings.timeout:g} s") from error
            raise Busy(
                f"no connection: {_plain(str(getattr(error, 'reason', error)) or type(error).__name__)}"
            ) from error

    def _refusal(self, error: urllib.error.HTTPError) -> ChatError:
        told = _told(error, self.settings)
        if error.code == 400 and "temperature" in told and self._choices:
            self._choices = {}  # some models take no temperature but their own
            return Busy("it takes no temperature")
        line = f"the address answered {error.code} {responses.get(error.code, '')}".rstrip()
        if 300 <= error.code < 400:
            return ChatError(f"{line}: redirects are not followed; set {URL} to the final address")
        line += "".join(f": {part}" for part in (HINTS.get(error.code, ""), told) if part)
        if error.code == 429 or error.code >= 500:
            return Busy(line, _pause(error.headers.get("Retry-After", "")))
        return ChatError(line)


def _pause(wait: str) -> float:
    """Seconds that a ``Retry-After`` asks for, as a number or as the moment until which to wait (RFC 9110)."""
    if wait.isascii() and wait.isdigit():
        return float(wait)
    try:
        return max(0.0, parsedate_to_datetime(wait).timestamp() - time.time())
    except (ValueError, OverflowError):
        return 0.0


def _read(response: HTTPResponse, deadline: float) -> bytes:
    """Read no more than `LARGEST_ANSWER`, and no longer than until `deadline`, however slowly it drips."""
    held = bytearray()
    while chunk := response.read1(65536):
        held += chunk
        if len(held) > LARGEST_ANSWER:
            raise ChatError(f"the answer is larger than {LARGEST_ANSWER:,} bytes")
        if time.monotonic() > deadline:
            raise TimeoutError
    if response.length:
        raise IncompleteRead(bytes(held), response.length)
    return bytes(held)


def _told(error: urllib.error.HTTPError, settings: Settings) -> str:
    """What the address says of its refusal, made safe to show."""
    try:
        said = json.loads(error.read(20_000))["error"]
        return _plain(_without_secrets(str(said["message"] if isinstance(said, dict) else said), settings))
    except (OSError, HTTPException, ValueError, KeyError, TypeError, RecursionError):
        return ""


def _without_secrets(text: str, settings: Settings) -> str:
    """A message without the key and what the address's query holds: neither whole nor cut short, as services do it."""
    secrets = [settings.key, *(value for _, value in parse_qsl(urlsplit(settings.url).query))]
    for secret in filter(None, secrets):
        text = text.replace(secret, "…")
    words = CUT_SHORT.sub("…", text).split(" ")
    return " ".join("…" if any(_is_part(word, secret) for secret in secrets) else word for word in words)


def _is_part(word: str, secret: str) -> bool:
    """Whether a word holds a stretch of a secret that is too long to be there by chance."""
    starts = range(len(secret) - SHORTEST_PART + 1)
    return any(secret[start : start + SHORTEST_PART] in word for start in starts)


def _plain(text: str) -> str:
    return "".join(c for c in " ".join(text.split()) if c.isprintable())[:160]


def _text_in(raw: bytes) -> str:
    if raw.lstrip().startswith(STREAMED):
        return _streamed_text(raw)
    try:
        choice = json.loads(raw)["choices"][0]
        text, cut = choice["message"]["content"], choice.get("finish_reason") == "length"
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise ChatError("the answer is not in the form of a chat completion") from error
    if not isinstance(text, str) or not text.strip():
        raise ChatError("the answer is empty" + (": the model ran out of room" if cut else ""))
    return text


def _streamed_text(raw: bytes) -> str:
    """The text of an answer that comes in portions though it was not asked to; one that breaks off, as far as it goes.

    The form is that of server-sent events: a ``data:`` line a portion, the last one ``[DONE]``.
    """
    text = ""
    for line in raw.splitlines():
        if not line.startswith(STREAMED) or line.removeprefix(STREAMED).strip() == b"[DONE]":
            continue
        try:
            choices = json.loads(line.removeprefix(STREAMED))["choices"]
            text += "".join((choice.get("delta") or {}).get("content") or "" for choice in choices[:1])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            if not text:
                raise ChatError("the answer is not in the form of a chat completion") from error
            break
    if not text.strip():
        raise ChatError("the answer is empty")
    return text
