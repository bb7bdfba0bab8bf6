"""What is counted over many events before it reaches the browser: by month, by state and month, by place and month.

In: the store's DataFrames (`events.dataframes`) and the map's months. Out: small tables of counts. What is drawn from
them is left to the map. An event lies in every month that its dates touch, as its place in time is not known closer.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from alignment.evidence import LONGEST_DAYS

WINDOW = 12
VAGUE_MONTHS = 3  # an event known no closer than this says nothing about a single month
COUNTRY_PRECISION = 6


def month_numbers(days: pd.Series, months: Sequence[str]) -> np.ndarray:
    """Number of each day's month among `months` (``"YYYY-MM"``, without gaps); outside it -1 or ``len(months)``."""
    year, month = (int(part) for part in months[0].split("-"))
    numbers = (days.dt.year - year) * 12 + days.dt.month - month
    return numbers.clip(-1, len(months)).to_numpy(dtype=int)


def coverage(events: pd.DataFrame, mentions: pd.DataFrame, months: Sequence[str]) -> pd.DataFrame:
    """How many events and articles tell of each month.

    Returns
    -------
    DataFrame
        One row a month: `events`, `articles`, and `largest`, the events told by the article that tells most of them.
        Events known no closer than to three months are left out.
    """
    known = month_spans(events, months)
    known = known[(known["end"] - known["start"] < VAGUE_MONTHS) & (known["end"] >= 0) & (known["start"] < len(months))]
    steps = [
        known.assign(month=known["start"] + step)[known["start"] + step <= known["end"]] for step in range(VAGUE_MONTHS)
    ]
    touched = pd.concat(steps)[["event_id", "month"]]
    told = touched.merge(mentions[["event_id", "document"]].drop_duplicates(), on="event_id")
    by_article = told.groupby(["month", "document"]).size()
    counts = {
        "events": touched.groupby("month").size(),
        "articles": told.groupby("month")["document"].nunique(),
        "largest": by_article.groupby("month").max(),
    }
    return pd.DataFrame(counts).reindex(range(len(months)), fill_value=0).fillna(0).astype(int)


def support(effects: pd.DataFrame, mentions: pd.DataFrame, months: Sequence[str], members: Sequence[str]) -> dict:
    """What each state's colour rests on, ``[month][member]``.

    Returns
    -------
    dict
        `events` and `articles` of the twelve months that end with the month; `silent`: months since the last event that
        moves the state one way or the other (None: there was none yet); `undirected`: whether events without a
        direction are told of it. An event known no closer than to more than a year is no sign of life in any month.
    """
    brief = effects[is_brief(effects)]
    spans = month_spans(brief, months, "event_id", "member").assign(direction=brief["direction"].to_numpy())
    told = spans.merge(mentions[["event_id", "document"]].drop_duplicates(), on="event_id")
    grids: dict[str, list[list]] = {"events": [], "articles": [], "silent": [], "undirected": []}
    for member in members:
        own, articles = spans[spans["member"] == member], told[told["member"] == member]
        grids["events"].append(in_months(own["start"], own["end"] + WINDOW, len(months)))
        grids["articles"].append(in_months(*_joined(articles), len(months)))
        grids["silent"].append(_silent(own[own["direction"] != 0], len(months)))
        grids["undirected"].append([at is not None for at in _silent(own[own["direction"] == 0], len(months))])
    return {name: [list(row) for row in zip(*grid, strict=True)] for name, grid in grids.items()}


def spots(events: pd.DataFrame, months: Sequence[str]) -> pd.DataFrame:
    """Events counted by place and months.

    Returns
    -------
    DataFrame
        `spot` (id: latitude and longitude to three decimals), `latitude`, `longitude`, `place` (name), `coarse` (known
        no closer than the country), `start`, `end` (month numbers) and `count`; events without a point are left out.
        Those known no closer than to more than a year have their spot but are not counted: no month shows them.
    """
    placed = events[events["latitude"].notna()]
    latitude, longitude = placed["latitude"].round(3), placed["longitude"].round(3)
    table = month_spans(placed, months).assign(
        spot=[f"{lat:.3f},{lon:.3f}" for lat, lon in zip(latitude, longitude, strict=True)],
        latitude=latitude.to_numpy(),
        longitude=longitude.to_numpy(),
        place=placed["name"].where(placed["name"] != "", placed["countries"].str.replace("|", ", ")).to_numpy(),
        coarse=(placed["where_precision"] >= COUNTRY_PRECISION).to_numpy(),
        brief=is_brief(placed).to_numpy(),
    )
    table = table[(table["end"] >= 0) & (table["start"] < len(months))]
    first = table.groupby("spot")[["latitude", "longitude", "place", "coarse"]].first()
    counts = table.groupby(["spot", "start", "end"])["brief"].sum().rename("count").reset_index()
    return counts.join(first, on="spot")


def is_brief(table: pd.DataFrame) -> pd.Series:
    """Which rows are known to a year or closer: the others say nothing about any single month."""
    return (table["date_end"] - table["date_start"]).dt.days < LONGEST_DAYS


def month_spans(table: pd.DataFrame, months: Sequence[str], *keys: str) -> pd.DataFrame:
    """Month numbers of first and last day beside the keys (`event_id`)."""
    columns = list(keys or ("event_id",))
    start, end = (month_numbers(table[name], months) for name in ("date_start", "date_end"))
    return table[columns].reset_index(drop=True).assign(start=np.maximum(start, 0), end=end)


def in_months(start: pd.Series | np.ndarray, stop: pd.Series | np.ndarray, months: int) -> list[int]:
    """For each month how many of the stretches ``[start, stop)`` hold it."""
    begun, ended = (
        np.bincount(np.clip(np.asarray(edge, dtype=int), 0, months), minlength=months + 1) for edge in (start, stop)
    )
    return np.cumsum(begun - ended)[:months].tolist()


def _joined(told: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Stretches in which an article is in the window, overlapping ones of one article put together."""
    ordered = told.assign(stop=told["end"] + WINDOW).sort_values(["document", "start", "stop"])
    before = ordered.groupby("document")["stop"].cummax().groupby(ordered["document"]).shift()
    new = before.isna() | (ordered["start"] > before)
    stretches = ordered.groupby(new.cumsum())
    return stretches["start"].first(), stretches["stop"].max()


def _silent(own: pd.DataFrame, months: int) -> list[int | None]:
    touched = np.array(in_months(own["start"], own["end"] + 1, months)) > 0
    last = np.maximum.accumulate(np.where(touched, np.arange(months), -1))
    return [None if at < 0 else int(month - at) for month, at in enumerate(last)]
