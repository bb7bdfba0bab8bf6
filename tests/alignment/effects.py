"""Small tables of effects for the tests of this room."""

import pandas as pd

from events.dataframes import EFFECT_COLUMNS, REPORT_COLUMNS, table


def an_effect(
    day,
    end=None,
    *,
    event_id="event",
    kind="AID",
    confidence=1.0,
    member="ARM",
    direction=1,
    by="own",
    sure=1.0,
    reviewed="",
):
    """One row: an event from `day` to `end` that bears on `member`."""
    return (event_id, kind, day, end or day, confidence, member, direction, "military", by, sure, reviewed)


def effects(*rows) -> pd.DataFrame:
    """The table that scoring takes."""
    return table(rows, EFFECT_COLUMNS)


def reports(*rows) -> pd.DataFrame:
    """The table of who tells what: (event id, document, outlet, confidence)."""
    return table(rows, REPORT_COLUMNS)
