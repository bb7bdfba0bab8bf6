"""Why a state has its colour: the score taken apart, ready for the panel.

In: `Tables`, a state, a month. Out: one plain value: a waterfall from the starting value over the weightiest parts and
the rest to their sum. The arithmetic is `alignment.explaining`'s, the drawing the panel's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise

from alignment.explaining import Explanation, explain
from alignment.method import Method
from dashboard import colors, wording
from dashboard.panel import event_records
from dashboard.tables import Tables
from events.store.queries import by_id

SHOWN = 8


def take_apart(tables: Tables, member: str, month: str, colour: str = "muted", method: Method | None = None) -> dict:
    """The colour's parts on the latent scale, the weightiest first; what is not shown by itself is one part.

    `colour` is the map's way of colouring: the state has here the colour that it has there.
    """
    found = explain(member, month, tables.evidence_on(member), method=method)
    weightiest = found.parts.head(SHOWN)
    shown = by_id(tables.store, weightiest["event_id"])
    records = {record["event_id"]: record for record in event_records(tables, shown)}
    parts = [_part("Starting value from membership", found.baseline)]
    for event_id, value in weightiest.itertuples(index=False):
        record = records[event_id]
        parts.append(_part(record["summary"], value, record))
    rest = found.parts["part"].iloc[SHOWN:]
    if len(rest):
        parts.append(_part(f"{len(rest)} weaker events together", math.fsum(rest)))
    falls, zero = waterfall([part["value"] for part in parts], found.latent)
    color = colors.fill_of(found.score, found.low, found.high, colour)
    name, summed, scored = wording.MEMBERS[member], wording.signed(found.latent), wording.signed(found.score)
    return {
        "member": member,
        "title": f"Why this colour: {name}, {wording.month_name(month)}",
        "color": color,
        "score": scored,
        "parts": [part | fall for part, fall in zip(parts, falls, strict=False)],
        "sum": {"signed": summed, "color": color, **falls[-1]},
        "zero": zero,
        "note": f"The parts add up to {summed}; brought between −1 and +1 (tanh) this is the score, {scored}. "
        f"80 % band: {wording.signed(found.low)} to {wording.signed(found.high)}.{held_back(found)}",
    }


def weights(tables: Tables, member: str | None, month: str, method: Method | None = None) -> dict[str, float]:
    """How much each event moves the state's score in a month, by size alone; without a state all states' together."""
    found: dict[str, float] = {}
    for code in [member] if member else tables.members:
        for event_id, part in explain(code, month, tables.evidence_on(code), method=method).parts.itertuples(
            index=False
        ):
            found[event_id] = found.get(event_id, 0.0) + abs(part)
    return found


def held_back(found: Explanation) -> str:
    """A sentence for each source that told more than one source may count."""
    return "".join(
        f" {source} alone told {wording.signed(told)}; "
        f"held to the bound of one source, {wording.signed(counted)} counts."
        for source, told, counted in found.sources.itertuples(index=False)
        if told != counted
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
        "color": colors.color_of(math.tanh(value * 2)),
        "quotes": record["quotes"] if record else [],
    }
