"""How steady a score is under other choices that could be defended as well.

In: the tables of effects and reports, the method. Out: the scores again with one thing changed at a time: a source left
out, a type of event left out, a weight halved or raised by half. What is drawn of it is left to the dashboard.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd

from alignment.evidence import LAST_MONTH, Evidence, prepare
from alignment.method import Method, load_method
from alignment.reports import source_names, without_source
from alignment.scoring import score_members
from events.vocabulary import EVENT_TYPES

KINDS = ("source", "type", "weight")
LESS, MORE = 0.5, 1.5
MOST_SOURCES = 20


def shaken(
    effects: pd.DataFrame,
    reports: pd.DataFrame | None = None,
    *,
    method: Method | None = None,
    start: str = "2010-01",
    end: str = LAST_MONTH,
) -> pd.DataFrame:
    """Scores of all states with one thing changed at a time.

    Parameters
    ----------
    effects, reports : DataFrame
        As for `alignment.scoring.score_members`. Of more than `MOST_SOURCES` sources those that tell most events are
        left out in turn.
    method : Method, optional
        The project's own when left out.
    start, end : str
        ``"YYYY-MM"`` or ``"YYYY"``.

    Returns
    -------
    DataFrame
        `kind` ("source", "type", "weight"; "" as it is), `name` (the source, the type, the type with "-50 %" or
        "+50 %"), `member`, `date`, `score`.
    """
    method = method or load_method()
    evidence = prepare(effects, reports, end)
    tables = [
        score_members(read, method=other, start=start, end=end)[["member", "date", "score"]].assign(
            kind=kind, name=name
        )
        for kind, name, read, other in _choices(effects, reports, evidence, method, end)
    ]
    return pd.concat(tables, ignore_index=True)[["kind", "name", "member", "date", "score"]]


def ranges(scores: pd.DataFrame) -> pd.DataFrame:
    """Lowest and highest score by kind of change, the score itself included: `kind, member, date, low, high`."""
    plain = scores.loc[scores["kind"] == "", ["member", "date", "score"]]
    both = pd.concat([scores[scores["kind"] != ""], *(plain.assign(kind=kind) for kind in KINDS)])
    found = both.groupby(["kind", "member", "date"], sort=False)["score"].agg(low="min", high="max")
    return found.reset_index()


def tornado(scores: pd.DataFrame, member: str, date: str) -> pd.DataFrame:
    """One state's score at one date: how far each change moves it, the widest first.

    Returns
    -------
    DataFrame
        `kind`, `name` (source or type), `low`, `high`: the lowest and highest score that the change leads to. What
        moves nothing is left out. ``attrs["score"]`` is the score as it is.
    """
    here = scores[(scores["member"] == member) & (scores["date"] == date)]
    plain = float(here.loc[here["kind"] == "", "score"].iloc[0])
    changes = here[here["kind"] != ""].copy()
    changes["name"] = changes["name"].str.replace(r" [-+]50 %$", "", regex=True)
    found = changes.groupby(["kind", "name"], sort=False)["score"].agg(low="min", high="max").reset_index()
    found["low"], found["high"] = found["low"].clip(upper=plain), found["high"].clip(lower=plain)
    found["reach"] = found["high"] - found["low"]
    found = found[found["reach"] > 1e-9].sort_values("reach", ascending=False, kind="stable", ignore_index=True)
    found = found.drop(columns="reach")
    found.attrs["score"] = plain
    return found


def flips(scores: pd.DataFrame, least: float = 0.0) -> pd.DataFrame:
    """Where the rank order of two states turns round.

    Parameters
    ----------
    scores : DataFrame
        From `shaken`.
    least : float
        Pairs closer than this, as it is, are passed over: they had no order.

    Returns
    -------
    DataFrame
        `date`, `ahead`, `behind`, `gap` (as it is), `kind`, `name`: the change that puts `behind` before `ahead`.
    """
    plain = scores[scores["kind"] == ""].pivot(index="date", columns="member", values="score")
    rows = []
    for (kind, name), table in scores[scores["kind"] != ""].groupby(["kind", "name"], sort=False):
        wide = table.pivot(index="date", columns="member", values="score").reindex_like(plain)
        for one, other in combinations(plain.columns, 2):
            gap, then = plain[one] - plain[other], wide[one] - wide[other]
            turned = (np.sign(gap) * np.sign(then) < 0) & (gap.abs() > max(least, 1e-9))
            for date in plain.index[turned]:
                ahead, behind = (one, other) if gap[date] > 0 else (other, one)
                rows.append((date, ahead, behind, abs(gap[date]), kind, name))
    return pd.DataFrame(rows, columns=["date", "ahead", "behind", "gap", "kind", "name"]).sort_values(
        ["date", "gap"], ascending=[True, False], kind="stable", ignore_index=True
    )


def _choices(
    effects: pd.DataFrame, reports: pd.DataFrame | None, evidence: Evidence, method: Method, end: str
) -> Iterator[tuple[str, str, Evidence, Method]]:
    yield "", "", evidence, method
    known = [] if reports is None else reports["event_id"]
    for source in _loudest(reports):
        left = without_source(reports, source)
        # An event that only this source tells goes with it; one that no report is known of stays.
        silent = effects["event_id"].isin(known) & ~effects["event_id"].isin(left["event_id"])
        yield "source", source, prepare(effects[~silent], left, end), method
    present = {EVENT_TYPES[number] for number in np.unique(evidence.kind)}
    for kind in (name for name in EVENT_TYPES if name in present):
        weight = method.weights[kind]
        yield "type", kind, evidence, method.with_changes(weights={kind: 0.0})
        yield "weight", f"{kind} -50 %", evidence, method.with_changes(weights={kind: weight * LESS})
        yield "weight", f"{kind} +50 %", evidence, method.with_changes(weights={kind: weight * MORE})


def _loudest(reports: pd.DataFrame | None) -> list[str]:
    if reports is None or reports.empty:
        return []
    told = pd.Series(source_names(reports)).value_counts(sort=True)
    return list(told.index[:MOST_SOURCES])
