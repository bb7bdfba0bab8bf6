"""How many of a month's events a reviewer has looked at: of all events, and of those that bear on each state.

In: the store's events and effects, the map's months. Out: plain lists for the map's bundle. Who reviewed an event is
the store's to say; the words are `dashboard.wording`'s, and for captions the browser's (`dashboard/map/js/reviews.js`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from dashboard.state.aggregates import VAGUE_MONTHS, WINDOW, in_months, is_brief, month_spans

Counts = list[list[list[int]]]
"""``[month][0 for all, then the states][events, reviewed, by the project]``"""
SPANS = {"month": 1, "year": WINDOW}


def review_counts(
    events: pd.DataFrame,
    effects: pd.DataFrame,
    by_project: Collection[str],
    months: Sequence[str],
    members: Sequence[str],
) -> dict[str, Counts]:
    """Events, reviewed ones among them, and those of these whose last review came with the project.

    Parameters
    ----------
    events, effects : DataFrame
        As `events.store.full_scan.Whole` has them.
    by_project : collection of str
        Ids of events whose last review came with the project.

    Returns
    -------
    dict
        By step: "month" counts what touches the month, known to three months or better; "year" what touches the twelve
        months that end with it, known to a year or better.
    """
    told = month_spans(events, months).assign(
        brief=is_brief(events).to_numpy(),
        reviewed=(events["reviewed"] != "").to_numpy(),
        project=events["event_id"].isin(by_project).to_numpy(),
    )
    told["known"] = told["end"] - told["start"] < VAGUE_MONTHS
    bearing = effects[["event_id", "member"]].drop_duplicates()
    rows = [told]
    for member in members:
        rows.append(told[told["event_id"].isin(bearing.loc[bearing["member"] == member, "event_id"])])
    return {step: _counted(rows, step, length, len(months)) for step, length in SPANS.items()}


def _counted(groups: Sequence[pd.DataFrame], step: str, length: int, months: int) -> Counts:
    columns = []
    for told in groups:
        counted = told[(told["known"] if step == "month" else told["brief"]) & (told["end"] >= 0)]
        looked_at = counted[counted["reviewed"]]
        kinds = (counted, looked_at, looked_at[looked_at["project"]])
        columns.append([in_months(some["start"], some["end"] + length, months) for some in kinds])
    return np.array(columns, dtype=int).transpose(2, 0, 1).tolist()
