"""Scores after a few events have changed, without reckoning all of them anew.

In: evidence, and what a few events are now. Out: evidence and scores as if all had been prepared anew. A state's score
rests on its own effects alone, so that only the states which the events bore on, or bear on now, are walked again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields

import numpy as np
import pandas as pd

from alignment.evidence import Evidence, prepare
from alignment.membership import Membership
from alignment.method import Method
from alignment.months import month_name
from alignment.reports import NOBODY
from alignment.scoring import score_members
from events.vocabulary import SCORED


def changed(
    evidence: Evidence, event_ids: Collection[str], effects: pd.DataFrame, reports: pd.DataFrame
) -> tuple[Evidence, tuple[str, ...]]:
    """Evidence in which some events are others.

    Parameters
    ----------
    event_ids : collection of str
        The events that changed: all that `evidence` has of them goes.
    effects, reports : DataFrame
        What they are now (`events.store.reviewing.Change` has both); nothing where they are gone.

    Returns
    -------
    tuple
        The evidence, and the states whose scores may be others.
    """
    new = prepare(effects, reports, month_name(evidence.until))
    gone = np.isin(evidence.event, np.flatnonzero(pd.Index(evidence.event_ids).isin(list(event_ids))))
    members = np.union1d(np.unique(evidence.member[gone]), np.unique(new.member))
    return joined(evidence.where(~gone), new), tuple(SCORED[member] for member in members)


def joined(one: Evidence, other: Evidence) -> Evidence:
    """Two pieces of evidence on different events as one."""
    spelt = {name.casefold(): place for place, name in enumerate(one.sources)}
    sources = list(one.sources)
    place = np.empty(len(other.sources) + 1, dtype=np.int32)
    for number, name in enumerate(other.sources):
        if name.casefold() not in spelt:
            spelt[name.casefold()] = len(sources)
            sources.append(name)
        place[number] = spelt[name.casefold()]
    place[-1] = NOBODY
    pieces = {field.name: (getattr(one, field.name), getattr(other, field.name)) for field in fields(Evidence)}
    for name in ("event_ids", "sources", "until", "undirected_since"):
        del pieces[name]
    pieces["event"] = one.event, (other.event + len(one.event_ids)).astype(one.event.dtype)
    pieces["source"] = one.source, place[other.source]
    ids = pd.concat([pd.Series(one.event_ids), pd.Series(other.event_ids)]).astype("str").array
    return Evidence(
        **{name: np.concatenate(both) for name, both in pieces.items()},
        event_ids=ids,
        sources=tuple(sources),
        until=one.until,
        # What a state is told of without direction may have gone with a changed event; that is found out when all is
        # prepared anew, and makes no difference to a score.
        undirected_since=np.minimum(one.undirected_since, other.undirected_since),
    )


def rescored(
    scores: pd.DataFrame,
    evidence: Evidence,
    members: Collection[str],
    method: Method | None = None,
    membership: Membership | None = None,
) -> pd.DataFrame:
    """The table of scores with some states' rows reckoned anew.

    Parameters
    ----------
    scores : DataFrame
        As `alignment.scoring.score_members` gave it before, by month and for all states.
    evidence : Evidence
        As it is now (`changed`).
    members : collection of str
        Whose scores may be others.
    """
    wanted = [member for member in SCORED if member in set(members)]
    if not wanted:
        return scores
    of_them = evidence.where(np.isin(evidence.member, [SCORED.index(member) for member in wanted]))
    new = score_members(of_them, method=method, membership=membership, members=wanted, end=str(scores["date"].max()))
    kept = scores[~scores["member"].isin(wanted)]
    order = {member: place for place, member in enumerate(dict.fromkeys(scores["member"]))}
    both = pd.concat([kept, new], ignore_index=True)
    both["place"] = both["member"].map(order)
    return both.sort_values(["place", "date"], ignore_index=True).drop(columns="place")
