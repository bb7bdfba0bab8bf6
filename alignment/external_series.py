"""Any series of one's own laid beside the score.

In: a CSV of `state,date,value`, by year or by month, and the scores by month. Out: a checked `Series`, and a
`Comparison`: rank correlations, changes, and where the two disagree most. Nothing here feeds back into the score.
"""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from alignment.membership import POLE
from events.vocabulary import SCORED

STATE_NAMES, DATE_NAMES, VALUE_NAMES = ("state", "iso3", "member"), ("date", "year", "month"), ("value",)
ADVICE = "write one header line, state,date,value, and one line for each state and year (or month)"
DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", re.ASCII)
MOST_LINES = 200_000
RESAMPLES = 2000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Series:
    """A series from outside.

    Parameters
    ----------
    name : str
        What the file or its value column is called.
    values : DataFrame
        `state` (scored ones only), `date` (``"YYYY"`` or ``"YYYY-MM"``), `value`; one row a state and date.
    monthly : bool
        Whether dates are months.
    passed_over : tuple of str
        States of the file that are not scored.
    """

    name: str
    values: pd.DataFrame
    monthly: bool
    passed_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The score and a series side by side, by year.

    Parameters
    ----------
    pairs : DataFrame
        `state`, `year`, `score` (mean of the months compared), `evidence` (events at work in it, 0: none so far),
        `value`, `score_rank`, `value_rank` (1: closest to Moscow that year), `miss` (places between the two ranks);
        the widest miss first.
    by_year : DataFrame
        `year`, `states`, `spearman` (NaN where one side ranks nothing).
    heard : float
        Spearman's correlation over the states and years in which some event bore on the state.
    pooled, low, high : float
        Spearman's correlation over all states and years, and its 95 % bootstrap interval: whole states are drawn
        again, because a state's years are not independent of each other.
    """

    pairs: pd.DataFrame
    by_year: pd.DataFrame
    heard: float
    pooled: float
    low: float
    high: float


def read_series(path: Path) -> Series:
    """Read and check a series from a file.

    Raises
    ------
    ValueError
        Naming the file, the line, and what to do.
    OSError
        The file cannot be opened.
    """
    return parse_series(path.read_bytes(), path.name)


def parse_series(content: bytes, name: str) -> Series:
    """Read and check a series from the content of a CSV file.

    The header names the columns, in any order: `state` (or `iso3`, `member`), `date` (or `year`, `month`), `value`.
    Fields are parted by commas, semicolons or tabs; where it is not commas, numbers may be written with one (0,71). A
    file without a `value` has its first other column taken. Lines without a value, and states that are not scored, are
    passed over.

    Raises
    ------
    ValueError
        Naming the file, the line, and what to do.
    """
    try:
        return _parse(content.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        raise ValueError(f"{name}: not UTF-8 text; save it as CSV in UTF-8") from error
    except (ValueError, csv.Error) as error:
        raise ValueError(f"{name}, {error}") from error


def _parse(text: str, name: str) -> Series:
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header = [field.strip() for field in next(reader, [])]
    state, date, value = _columns(header)
    rows: dict[tuple[str, str], float] = {}
    passed_over = set()
    for fields in reader:
        if not any(field.strip() for field in fields):
            continue
        if reader.line_num > MOST_LINES:
            raise ValueError(f"line {reader.line_num}: more than {MOST_LINES} lines; give fewer")
        try:
            row = _row(fields, (state, date, value), len(header), comma_decimals=delimiter != ",")
        except ValueError as error:
            raise ValueError(f"line {reader.line_num}: {error}") from error
        if row is None:
            continue
        code, day, number = row
        if code not in SCORED:
            passed_over.add(code)
        elif (code, day) in rows:
            raise ValueError(f"line {reader.line_num}: {code} has a value for {day} already; keep one line")
        else:
            rows[code, day] = number
    return _series(rows, name if header[value].casefold() == "value" else header[value], passed_over)


def _series(rows: dict[tuple[str, str], float], name: str, passed_over: set[str]) -> Series:
    if not rows:
        raise ValueError(f"line 1: no value for any of {', '.join(SCORED)}; {ADVICE}")
    lengths = {len(date) for _, date in rows}
    if len(lengths) > 1:
        raise ValueError("line 2: some dates are years and some are months; keep to one of the two")
    values = pd.DataFrame([(*key, value) for key, value in rows.items()], columns=["state", "date", "value"])
    return Series(
        name, values.sort_values(["state", "date"], ignore_index=True), lengths == {7}, tuple(sorted(passed_over))
    )


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _columns(header: list[str]) -> tuple[int, int, int]:
    names = [field.casefold() for field in header]
    found = []
    for wanted in (STATE_NAMES, DATE_NAMES):
        places = [place for place, field in enumerate(names) if field in wanted]
        if not places:
            raise ValueError(f"line 1: no column {wanted[0]!r} (or {', '.join(wanted[1:])}); {ADVICE}")
        found.append(places[0])
    values = [place for place, field in enumerate(names) if field in VALUE_NAMES]
    values = values or [place for place, field in enumerate(names) if field and place not in found]
    if not values:
        raise ValueError(f"line 1: no column 'value'; {ADVICE}")
    return found[0], found[1], values[0]


def _row(
    fields: list[str], places: tuple[int, int, int], width: int, *, comma_decimals: bool
) -> tuple[str, str, float] | None:
    if len(fields) < width:
        raise ValueError(f"{len(fields)} fields where the header has {width}; fill the line or remove it")
    code, date, value = (fields[place].strip() for place in places)
    if not value:
        return None
    code = code.upper()
    if not re.fullmatch(r"[A-Z]{3}", code, re.ASCII):
        raise ValueError(f"state {code[:30]!r} is no ISO 3166-1 alpha-3 code; write {SCORED[0]} for Armenia and so on")
    if code == POLE:
        raise ValueError(f"{POLE} is the pole the others are measured against; remove its lines")
    if not DATE.fullmatch(date):
        raise ValueError(f"date {date[:30]!r} is no year or month; write 2022 or 2022-09")
    try:
        number = float(value.replace(",", ".") if comma_decimals and value.count(",") == 1 else value)
    except ValueError as error:
        raise ValueError(f"value {value[:30]!r} is no number; write it as 0.7") from error
    if not math.isfinite(number):
        raise ValueError(f"value {value[:30]!r} is no finite number; leave it empty where there is none")
    return code, date, number


def compare(scores: pd.DataFrame, series: Series, *, seed: int = 1) -> Comparison:
    """Lay a series beside the scores.

    Parameters
    ----------
    scores : DataFrame
        By month, as `alignment.scoring.score_members` gives them.
    series : Series
        A yearly value is held against the mean of the year's months, a monthly one against its month; both are then
        taken by year.
    seed : int
        The same seed draws the same interval.

    Raises
    ------
    ValueError
        No state and date are in both.
    """
    ours = scores[["member", "date", "score", "evidence"]].rename(columns={"member": "state"})
    theirs = series.values
    if not series.monthly:
        ours = ours.assign(date=ours["date"].str[:4]).groupby(["state", "date"], as_index=False).mean()
    pairs = ours.merge(theirs, on=["state", "date"])
    if pairs.empty:
        raise ValueError(f"{series.name}: no date of it lies between {scores['date'].min()} and {scores['date'].max()}")
    pairs["year"] = pairs["date"].str[:4].astype(int)
    pairs = pairs.groupby(["state", "year"], as_index=False)[["score", "evidence", "value"]].mean()
    for name in ("score", "value"):
        pairs[f"{name}_rank"] = pairs.groupby("year")[name].rank(ascending=False, method="average")
    pairs["miss"] = (pairs["score_rank"] - pairs["value_rank"]).abs()
    years = [(year, len(table), spearman(table["score"], table["value"])) for year, table in pairs.groupby("year")]
    heard = pairs[pairs["evidence"] > 0]
    low, high = _interval(pairs, seed)
    return Comparison(
        pairs=pairs.sort_values(["miss", "year", "state"], ascending=[False, False, True], ignore_index=True),
        by_year=pd.DataFrame(years, columns=["year", "states", "spearman"]),
        heard=spearman(heard["score"], heard["value"]),
        pooled=spearman(pairs["score"], pairs["value"]),
        low=low,
        high=high,
    )


def changes(pairs: pd.DataFrame, before: tuple[int, int], after: tuple[int, int]) -> pd.DataFrame:
    """How far each state moved from one stretch of years to another, on both sides; the widest miss first.

    Parameters
    ----------
    pairs : DataFrame
        `Comparison.pairs`.
    before, after : (int, int)
        First and last year of each stretch, both included.

    Returns
    -------
    DataFrame
        `state`, `score`, `value` (later mean minus earlier), `score_rank`, `value_rank` (1: the largest fall), `miss`.
        States without a value in both stretches are left out.
    """
    means = [
        pairs[pairs["year"].between(*span)].groupby("state")[["score", "value"]].mean() for span in (before, after)
    ]
    moved = (means[1] - means[0]).dropna()
    for name in ("score", "value"):
        moved[f"{name}_rank"] = moved[name].rank(method="average")
    moved["miss"] = (moved["score_rank"] - moved["value_rank"]).abs()
    return moved.reset_index().sort_values(["miss", "state"], ascending=[False, True], ignore_index=True)


def spearman(one: pd.Series | np.ndarray, other: pd.Series | np.ndarray) -> float:
    """Spearman's rank correlation, ties at their mean rank; NaN where a side is all alike or fewer than three."""
    first, second = _ranks(one), _ranks(other)
    if len(first) < 3 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return float("nan")
    first, second = first - first.mean(), second - second.mean()
    return float(first @ second / np.sqrt((first @ first) * (second @ second)))


def _ranks(values: pd.Series | np.ndarray) -> np.ndarray:
    _, place, counts = np.unique(np.asarray(values, dtype=float), return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[place]


def _interval(pairs: pd.DataFrame, seed: int) -> tuple[float, float]:
    random = np.random.default_rng(seed)
    groups = [table[["score", "value"]].to_numpy() for _, table in pairs.groupby("state")]
    drawn = []
    for picks in random.integers(0, len(groups), (RESAMPLES, len(groups))):
        sample = np.concatenate([groups[pick] for pick in picks])
        drawn.append(spearman(sample[:, 0], sample[:, 1]))
    found = np.array(drawn)
    found = found[np.isfinite(found)]
    if not found.size:
        return float("nan"), float("nan")
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
