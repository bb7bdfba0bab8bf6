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
    told = month_spans(events, months)
    start, end = told["start"].to_numpy(), told["end"].to_numpy()
    here = end >= 0
    counted = {"month": here & (end - start < VAGUE_MONTHS), "year": here & is_brief(events).to_numpy()}
    reviewed = (events["reviewed"] != "").to_numpy()
    kinds = (np.ones(len(events), dtype=bool), reviewed, reviewed & events["event_id"].isin(by_project).to_numpy())
    groups = [np.ones(len(events), dtype=bool)]
    for member in members:
        groups.append(events["event_id"].isin(effects["event_id"][effects["member"] == member]).to_numpy())

    def grid(step: str, length: int) -> Counts:
        rows = [[group & kind & counted[step] for kind in kinds] for group in groups]
        columns = [[in_months(start[some], end[some] + length, len(months)) for some in row] for row in rows]
        return np.array(columns, dtype=int).transpose(2, 0, 1).tolist()

    return {step: grid(step, length) for step, length in SPANS.items()}
