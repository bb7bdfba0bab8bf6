"""Why a state has its colour: the score taken apart, ready for the panel.

In: `Tables`, a state, a month. Out: one plain value: a waterfall from the starting value over the weightiest parts and
the rest to the score. The arithmetic is `alignment.explanation`'s, the drawing the panel's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise

from alignment.explanation import Explanation, explained
from alignment.months import month_number
from dashboard import colors, wording
from dashboard.panel.events import event_records
from dashboard.state import what_if
from dashboard.state.tables import Tables
from events.store.queries import rows_by_id
from events.vocabulary import SCORED

SHOWN = 8
MOST_FOR_ALL = 5000


def take_apart(tables: Tables, member: str, month: str, colour: str = "muted", changed: what_if.Key = ()) -> dict:
    """The score's parts, the weightiest first; what is not shown by itself is one part.

    `colour` is the map's way of colouring: the state has here the colour that it has there.
    """
    found = explained(tables.contributions_to(member, changed), member, month, what_if.method_of(changed))
    weightiest = found.parts.head(SHOWN)
    shown = rows_by_id(tables.store, weightiest.loc[weightiest["event_id"] != "", "event_id"])
    records = {record["event_id"]: record for record in event_records(tables, shown)}
    parts = [_part("What is left of the starting value", found.baseline)]
    for row in weightiest.itertuples():
        if row.event_id:
            parts.append(_part(records[row.event_id]["summary"], row.part, records[row.event_id]))
        else:
            parts.append(_part(wording.status_change(row.status, row.date), row.part))
    rest = found.parts["part"].iloc[SHOWN:]
    if len(rest):
        parts.append(_part(f"{len(rest)} weaker events together", math.fsum(rest)))
    falls, zero = waterfall([part["value"] for part in parts], found.score)
    color = colors.fill_of(found.score, found.low, found.high, colour)
    name, scored = wording.MEMBERS[member], wording.signed(found.score)
    return {
        "member": member,
        "title": f"Why this colour: {name}, {wording.month_name(month)}",
        "color": color,
        "score": scored,
        "parts": [part | fall for part, fall in zip(parts, falls, strict=False)],
        "sum": {"signed": scored, "color": color, **falls[-1]},
        "zero": zero,
        "reviewed": looked_at(tables, found),
        "note": f"The parts add up to the score, {scored}. "
        f"80 % band: {wording.signed(found.low)} to {wording.signed(found.high)}.{held_back(found)}",
    }


def looked_at(tables: Tables, found: Explanation) -> str:
    """ "4 of 6 events behind it reviewed": of those that make this score; empty where none does."""
    ids = [name for name in found.parts["event_id"] if name]
    seen = tables.evidence_reviewed(found.member) & set(ids)
    return wording.of_them_reviewed(len(ids), len(seen), len(seen & tables.by_project), " behind it")


def sizes(tables: Tables, member: str | None, month: str, changed: what_if.Key = ()) -> dict[str, float]:
    """How much each event moves the state's score in a month, by size alone; without a state all states' together.

    Empty without a state where there are too many events to reckon them all at every step.
    """
    if not member and tables.event_count > MOST_FOR_ALL:
        return {}
    members = [member] if member else tables.members
    return tables.contributions_to(member, changed).sizes(map(SCORED.index, members), month_number(month))


def held_back(found: Explanation) -> str:
    """A sentence for the source that makes up as much of the evidence as one source may."""
    return "".join(
        f" {row.source} alone makes up {row.share:.0%} of the evidence, which is the most that one source may."
        for row in found.sources.itertuples()
        if row.held
    )


def waterfall(values: Sequence[float], total: float) -> tuple[list[dict[str, float]], float]:
    """Where each part's bar lies when it starts at the end of the one before, and that of the total, which starts at 0.

    Returns
    -------
    tuple
        `left`, `width` and `end` of each bar and last of the total, in per cent of the room; and where 0 lies.
    """
    ends = list(accumulate(values))
    spans = [*pairwise([0.0, *ends]), (0.0, total)]
    low, high = min(0.0, total, *ends), max(0.0, total, *ends)
    room = (high - low) or 1.0

    def share(value: float) -> float:
        return round(100 * (value - low) / room, 2)

    bars = [
        {"left": share(min(span)), "width": round(share(max(span)) - share(min(span)), 2), "end": share(span[1])}
        for span in spans
    ]
    return bars, share(0.0)


def _part(text: str, value: float, record: dict | None = None) -> dict:
    return {
        "event_id": record["event_id"] if record else "",
        "when": record["when"] if record else "",
        "text": text,
        "value": value,
        "signed": wording.signed(value),
        "color": colors.color_of(math.tanh(value * 4)),
        "quotes": record["quotes"] if record else [],
    }
