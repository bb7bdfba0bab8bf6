"""The address: what a link opens.

In: the page's query parameters. Out: an `Opening`, and notices about parameters that could not be followed. The map
component writes the address (Python's own writes lag and would fill the browser's history).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

PARAMETERS = {
    "date": "month, as 2022-09; a year means its January, a day its month",
    "compare": "second month, for two dates side by side and for the change between them",
    "mode": "map, compare (two dates) or change (one map of the change)",
    "member": "a state's ISO code, as ARM",
    "zone": "a conflict zone, as nagorno-karabakh",
    "place": "a place's coordinates, as 40.180,44.510: its events are listed",
    "event": "the event that is shown",
    "by": "whose acts are listed: all, or only the states' own, Moscow's (moscow), or others' (other)",
    "window": "events drawn and listed: month, year, five (years) or all",
    "frame": "focus, full, south-caucasus, fergana or western",
    "zoom": "how far, and the point in the middle",
    "colour": "muted (by uncertainty), smooth or classes",
    "step": "month or year",
    "quiet": "shown, or skipped: playing passes over months in which nothing is told",
    "type": "normal or large",
    "theme": "system, light, dark or contrast",
    "present": "1: presentation",
    "panel": "shown or hidden",
    "tour": "the tour that is told, by its name",
    "stop": "the stop of the tour, by its number",
}
# The first of each is what a link without the parameter means.
CHOICES = {
    "mode": ("map", "compare", "change"),
    "by": ("all", "own", "moscow", "other"),
    "window": ("year", "month", "five", "all"),
    "frame": ("focus", "full", "south-caucasus", "fergana", "western"),
    "colour": ("muted", "smooth", "classes"),
    "step": ("month", "year"),
    "quiet": ("shown", "skipped"),
    "type": ("normal", "large"),
    "theme": ("system", "light", "dark", "contrast"),
    "present": ("0", "1"),
    "panel": ("shown", "hidden"),
}
FORMS = {
    "place": re.compile(r"-?\d{1,3}\.\d{3},-?\d{1,3}\.\d{3}"),
    "event": re.compile(r"[0-9A-Za-z._:~#/-]{1,80}"),
    "zoom": re.compile(r"\d{1,2}(\.\d{1,2})?(,-?\d{1,5}){2}"),
    "tour": re.compile(r"[^\x00-\x1f\x7f]{1,80}"),
    "stop": re.compile(r"[1-9]\d{0,2}"),
}
NOUNS = {
    "member": "state",
    "colour": "way of colouring",
    "type": "size of type",
    "quiet": "way of playing",
    "by": "choice of whose acts",
}
PLAIN = re.compile(r"[0-9A-Za-z-]{1,20}")


@dataclass(frozen=True, slots=True)
class Opening:
    """The view a session starts with, or has come to. `PARAMETERS` says what each part is; None: nothing chosen."""

    date: str
    compare: str | None = None
    mode: str = "map"
    member: str | None = None
    zone: str | None = None
    place: str | None = None
    event: str | None = None
    by: str = "all"
    window: str = "year"
    frame: str = "focus"
    zoom: str | None = None
    colour: str = "muted"
    step: str = "month"
    quiet: str = "shown"
    type: str = "normal"
    theme: str = "system"
    present: str = "0"
    panel: str = "shown"
    tour: str | None = None
    stop: str | None = None

    def as_dict(self) -> dict[str, str | None]:
        """For the component."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Known:
    """What a link may name: `months` in order, `members` and `zones` by their codes."""

    months: Sequence[str]
    members: Sequence[str]
    zones: Sequence[str] = ()


def read_address(parameters: Mapping[str, str], known: Known, default_date: str) -> tuple[Opening, list[str]]:
    """Read a link; what it asks for and is not there falls back with a notice.

    Returns
    -------
    tuple
        The opening, and one sentence (plain text) for each parameter that could not be followed.
    """
    asked = {name: str(parameters[name]) for name in PARAMETERS if parameters.get(name)}
    values: dict[str, str] = {}
    notices = []
    for name, text in asked.items():
        value = _follow(name, text, known)
        if value is None:
            notices.append(_notice(name, text, known, default_date))
        else:
            values[name] = value
    opening = replace(Opening(default_date), **values)
    if opening.mode != "map" and opening.compare is None:
        opening = replace(opening, compare=_year_before(opening.date, known.months))
    return opening, notices


def read_view(message: object, fallback: Opening, known: Known) -> Opening:
    """What the component tells of its view. It comes from a browser, so nothing in it is taken on trust."""
    if not isinstance(message, Mapping):
        return fallback
    told = {name: message.get(name) for name in PARAMETERS if name in message}
    values = {name: _follow(name, text, known) if isinstance(text, str) else None for name, text in told.items()}
    optional = {name for name, default in asdict(Opening("")).items() if default is None}
    kept: dict[str, Any] = {name: value for name, value in values.items() if value is not None or name in optional}
    return replace(fallback, **kept)


def _follow(name: str, text: str, known: Known) -> str | None:
    """The parameter's value, or None when there is no such thing."""
    if name in ("date", "compare"):
        return _month(text, known.months)
    if name == "member":
        return text.upper() if text.upper() in known.members else None
    if name == "zone":
        return text.lower() if text.lower() in known.zones else None
    if name in FORMS:
        return text if FORMS[name].fullmatch(text) else None
    return text.lower() if text.lower() in CHOICES[name] else None


def _month(text: str, months: Sequence[str]) -> str | None:
    """A month of the map, as it stands there; also for a year (its first month) and for a day."""
    if re.fullmatch(r"\d{4}", text):
        text = f"{text}-01"
    elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            text = f"{date.fromisoformat(text):%Y-%m}"
        except ValueError:
            return None
    return text if text in months else None


def _notice(name: str, text: str, known: Known, default_date: str) -> str:
    asked = _named(text)
    if name in ("date", "compare"):
        shown = f" This is {default_date}." if name == "date" else ""
        return (
            f"The link asks for a month that is not here{asked}: they run from {known.months[0]} to "
            f"{known.months[-1]}.{shown}"
        )
    choices = {"member": known.members, "zone": known.zones}.get(name) or CHOICES.get(name)
    there = f": known are {', '.join(choices)}." if choices else "."
    return f"The link asks for a {NOUNS.get(name, name)} that is not here{asked}{there}"


def _year_before(date: str, months: Sequence[str]) -> str:
    return months[max(0, months.index(date) - 12)]


def _named(text: str) -> str:
    """What was asked for, if it is a plain word: anything else would be somebody's markup on our page."""
    return f" ({text})" if PLAIN.fullmatch(text) else ""
