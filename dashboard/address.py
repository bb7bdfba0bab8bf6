"""The address: what a link opens.

In: the page's query parameters. Out: an `Opening`, and notices about parameters that could not be followed. The map
component writes the address (Python's own writes lag and would fill the browser's history).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

PARAMETERS = {
    "date": "month, as 2022-09",
    "member": "a state's ISO code, as ARM",
    "frame": "focus (default) or full",
}
FRAMES = ("focus", "full")
PLAIN = re.compile(r"[0-9A-Za-z-]{1,20}")


@dataclass(frozen=True, slots=True)
class Opening:
    """The view a session starts with, or has come to."""

    date: str
    member: str | None = None
    frame: str = "focus"
    event: str | None = None

    def as_dict(self) -> dict[str, str | None]:
        """For the component."""
        return asdict(self)


def read_address(
    parameters: Mapping[str, str], months: Sequence[str], members: Sequence[str], default_date: str
) -> tuple[Opening, list[str]]:
    """Read a link; what it asks for and is not there falls back with a notice.

    Returns
    -------
    tuple
        The opening, and one sentence (plain text) for each parameter that could not be followed.
    """
    notices = []
    date = parameters.get("date") or default_date
    if date not in months:
        notices.append(
            f"The link asks for a month that is not here{_named(date)}: they run from {months[0]} to {months[-1]}. "
            f"This is {default_date}."
        )
        date = default_date
    member = (parameters.get("member") or "").upper() or None
    if member is not None and member not in members:
        notices.append(f"The link asks for a state that is not here{_named(member)}: known are {', '.join(members)}.")
        member = None
    frame = (parameters.get("frame") or "focus").lower()
    if frame not in FRAMES:
        notices.append(f"The link asks for a frame that is not here{_named(frame)}: known are {' and '.join(FRAMES)}.")
        frame = "focus"
    return Opening(date, member, frame), notices


def read_view(message: object, fallback: Opening, months: Sequence[str], members: Sequence[str]) -> Opening:
    """What the component tells of its view. It comes from a browser, so nothing in it is taken on trust."""
    if not isinstance(message, Mapping):
        return fallback
    date, member, frame, event = (message.get(name) for name in ("date", "member", "frame", "event"))
    return Opening(
        date if date in months else fallback.date,
        member if member in members else None,
        frame if frame in FRAMES else fallback.frame,
        event if isinstance(event, str) else None,
    )


def _named(text: str) -> str:
    """What was asked for, if it is a plain word: anything else would be somebody's markup on our page."""
    return f" ({text})" if PLAIN.fullmatch(text) else ""
