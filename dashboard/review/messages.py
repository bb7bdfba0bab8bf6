"""What the desk's page may say, checked before anything is done with it.

In: a message of the browser, which anybody may have written. Out: the same with every value of its kind, or one line
that says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from events.reviews.lines import can_be_kept
from events.reviews.review import LONGEST_NOTE

LONGEST = 10 * LONGEST_NOTE
MOST = 500
"""Entries of a list that are taken."""
AGAIN = "Load the page again."


def understood(message: Mapping[str, Any]) -> dict[str, Any]:
    """A message whose every value is of its kind; values that are None are left out.

    Raises
    ------
    ValueError
        In one line: which value is wrong, or not known here.
    """
    found = {}
    for name, value in message.items():
        check = KNOWN.get(name)
        if check is None:
            raise ValueError(f"The page sent “{str(name)[:40]}”, which is not known here. {AGAIN}")
        if value is None:
            continue
        if not check(value):
            raise ValueError(f"What the page sent as “{name}” cannot be read. {AGAIN}")
        found[name] = value
    return found


def _text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and "\0" not in value and can_be_kept(value)


def _number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9


def _list_of(check: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and len(value) <= MOST and all(map(check, value))


def _short_value(value: object) -> bool:
    return value is None or _text(value) or _number(value) or (isinstance(value, float) and isfinite(value))


def _filter(value: object) -> bool:
    return isinstance(value, Mapping) and all(_text(name) and _short_value(one) for name, one in value.items())


def _passage(value: object) -> bool:
    return isinstance(value, Mapping) and _number(value.get("start")) and _number(value.get("end"))


def _effects(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(one, Mapping) and all(map(_short_value, one.values())) and _direction(one.get("direction"))
        for one in value.values()
    )


def _direction(value: object) -> bool:
    return value in (None, "", "-1", "0", "1") or (_number(value) and value in (-1, 0, 1))


FORM: dict[str, Callable[[object], bool]] = {
    **dict.fromkeys(("type", "mode", "start", "end", "place", "headline"), _text),
    **dict.fromkeys(("doers", "targets"), _list_of(_text)),
    "effects": _effects,
}


def _form(value: object) -> bool:
    return isinstance(value, Mapping) and all(name in FORM and FORM[name](one) for name, one in value.items())


KNOWN: dict[str, Callable[[object], bool]] = {
    **dict.fromkeys(("action", "event_id", "reviewer", "note", "reason", "document"), _text),
    "number": _number,
    "others": _list_of(_text),
    "apart": _list_of(_number),
    "filter": _filter,
    "passage": _passage,
    "form": _form,
}
