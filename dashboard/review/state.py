"""Where a reviewer stands: their name, what they wish to see, the events that wait, and the one before them.

In: what the desk was told. Out: the same desk, further on. Nothing is kept in the store here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from events.store.queries import Selection
from events.store.review_queue import ORDERS, Waiting

LONGEST_TRAIL = 100
FILTERS = ("member", "zone", "type", "mode", "dimension", "outlet", "document", "by", "reviewed")
TYPED = ("words", "first", "last", "least", "most")
ORDER_WORDS = {
    "stakes": "costliest mistake first",
    "newest": "newest",
    "contradictions": "contradictions",
    "disputed": "disagreements of two people",
    "duplicates": "likely duplicates",
    "article": "article by article",
    "readers": "readers disagree",
}


@dataclass
class Desk:
    """One session's desk. `queue` is what waits, `at` the place of the event before the reviewer in it."""

    reviewer: str = ""
    view: str = "review"
    filter: dict[str, str] = field(default_factory=lambda: {"order": ORDERS[0]})
    queue: list[Waiting] | None = None
    at: int = 0
    opened: str = ""
    trail: list[str] = field(default_factory=list)
    article: str = ""
    message: dict[str, str] | None = None
    tried: dict[str, Any] | None = None
    has_choices: bool = False
    saved: int = 0
    name: str = ""
    heard: int = 0

    def unheard(self, told: Any) -> list[dict[str, Any]]:
        """Messages that were not heard yet, the first first. A page that is opened anew is a desk of another name."""
        if not isinstance(told, Mapping) or not isinstance(told.get("messages"), list):
            return []
        if told.get("desk") != self.name:
            self.name, self.heard = str(told.get("desk", "")), 0
        self.has_choices = told.get("has") is True
        found = [one for one in told["messages"] if isinstance(one, dict) and type(one.get("number")) is int]
        new = sorted((one for one in found if one["number"] > self.heard), key=lambda one: one["number"])
        self.heard = new[-1]["number"] if new else self.heard
        return new

    @property
    def order(self) -> str:
        """The order that was chosen."""
        chosen = self.filter.get("order", "")
        return chosen if chosen in ORDERS else ORDERS[0]

    @property
    def event_id(self) -> str:
        """The event before the reviewer; empty when nothing waits."""
        if self.opened:
            return self.opened
        here = self.queue or []
        return here[self.at].event_id if 0 <= self.at < len(here) else ""

    @property
    def why(self) -> str:
        """Why the event waits."""
        return next((one.why for one in self.queue or [] if one.event_id == self.event_id), "")

    def choose(self, given: Mapping[str, Any] | None) -> None:
        """Take filters over; None takes all off. The queue is asked for anew."""
        if given is None:
            self.filter = {"order": self.order}
        for name, value in (given or {}).items():
            if name in (*FILTERS, *TYPED, "order"):
                self.filter[name] = str(value)[:200]
        self.start_over()

    def start_over(self) -> None:
        """Have what waits be asked for anew."""
        self.queue, self.at, self.opened, self.tried = None, 0, "", None

    def go(self, by: int) -> None:
        """On to the next event that waits (1), or back to the one that was shown before (-1)."""
        self.tried = None
        if by < 0:
            self.opened = self.trail.pop() if self.trail else self.opened
            return
        here = self.queue[self.at].event_id if self.queue and self.at < len(self.queue) else ""
        if self.event_id:
            self.trail = [*self.trail[-LONGEST_TRAIL:], self.event_id]
        if not self.opened or self.opened == here:
            self.at += 1
        self.opened = ""
        if self.queue is not None and self.at >= len(self.queue):
            self.queue, self.at = None, 0

    @property
    def filtered(self) -> int:
        """How many filters are on."""
        return sum(bool(self.filter.get(name)) for name in (*FILTERS, *TYPED))

    def selection(self) -> Selection:
        """The filters as a `Selection`; a date or number that is none is passed over."""
        one = {name: (self.filter[name],) if self.filter.get(name) else () for name in FILTERS}
        least, most = _number(self.filter.get("least"), 0.0), _number(self.filter.get("most"), 1.0)
        return Selection(
            first=_day(self.filter.get("first")),
            last=_day(self.filter.get("last")),
            members=one["member"],
            zones=one["zone"],
            types=one["type"],
            modes=one["mode"],
            dimensions=one["dimension"],
            outlets=one["outlet"],
            documents=one["document"],
            by=one["by"],
            confidence=None if (least, most) == (0.0, 1.0) else (least, most),
            words=self.filter.get("words", ""),
        )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _number(text: str | None, otherwise: float) -> float:
    try:
        return min(1.0, max(0.0, float(text))) if text else otherwise
    except ValueError:
        return otherwise
