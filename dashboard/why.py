"""Why a state has its colour: the score taken apart, ready for the panel.

In: `Tables`, a state, a month. Out: one plain value with the baseline, the weightiest parts, the rest, and their sum.
The arithmetic is `alignment.explaining`'s.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from alignment.explaining import explain
from dashboard import colors, wording
from dashboard.panel import event_records
from dashboard.tables import Tables
from events.selection import by_id

SHOWN = 8


def take_apart(tables: Tables, member: str, month: str) -> dict:
    """The colour's parts on the latent scale, the weightiest first; what is not shown by itself is one part."""
    found = explain(member, month, tables.evidence_on(member))
    weightiest = found.parts.head(SHOWN)
    shown = by_id(tables.store, weightiest["event_id"])
    records = {record["event_id"]: record for record in event_records(tables, shown)}
    parts = [_part("Starting value from membership", found.baseline)]
    for event_id, value in weightiest.itertuples(index=False):
        record = records[event_id]
        parts.append(_part(f"{record['when']}: {record['summary']}", value, event_id, record["quotes"]))
    rest = found.parts["part"].iloc[SHOWN:]
    if len(rest):
        parts.append(_part(f"{len(rest)} weaker events together", math.fsum(rest)))
    name = wording.MEMBERS[member]
    return {
        "member": member,
        "title": f"Why this colour: {name}, {wording.month_name(month)}",
        "color": colors.color_of(found.score),
        "parts": parts,
        "sum": wording.signed(found.latent),
        "sum_text": "Sum",
        "note": f"Parts add up on the latent scale; the score is tanh({wording.signed(found.latent)}) = "
        f"{wording.signed(found.score)}, 80 % band {wording.signed(found.low)} to {wording.signed(found.high)}.",
    }


def _part(text: str, value: float, event_id: str = "", quotes: Sequence[dict] = ()) -> dict:
    return {
        "event_id": event_id,
        "text": text,
        "value": value,
        "signed": wording.signed(value),
        "color": colors.color_of(math.tanh(value * 2)),
        "quotes": list(quotes),
    }
