"""The panel beside the map: events up to a month with their quotes, and what makes up a state's colour.

In: `Tables` and a view. Out: plain records, and the panel on the page. Texts from articles go to the browser as data
and reach the page as text only.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import pandas as pd
import streamlit as st

from alignment.evidence import LONGEST_DAYS
from alignment.method import load_method
from dashboard import wording
from dashboard.address import Opening
from dashboard.scripts import bundled, joined
from dashboard.state.tables import Tables
from dashboard.state.zone_events import in_zone
from events.store.queries import EventRow, Selection, count, effects_of, first_rows, listed, mentions_of, rows_by_id
from events.store.review_queue import reviewed_among
from geo.periods import DRAWN_ONLY

AROUND = 240
MOST = 40
MOST_LARGE = 15
MONTHS_DAYS = 92
WINDOW_MONTHS = {"month": 1, "year": 12, "five": 60}

_show = st.components.v2.component(
    "timeline_panel",
    js=bundled("panel/panel.js"),
    css=joined("panel/panel.css"),
    isolate_styles=False,
)


def selection(view: Opening, reviewed: str = "") -> Selection:
    """Events that touch the window ending with the view's month, bear on its state, and lie in its zone or place.

    `reviewed` leaves those alone that were reviewed so, as `Tables.reviewed` has it.
    """
    last = pd.Period(view.date, "M")
    months = WINDOW_MONTHS.get(view.window)
    return Selection(
        first=(last - (months - 1)).start_time.date() if months else None,
        last=last.end_time.date(),
        members=(view.member,) if view.member else (),
        by=(view.by,) if view.by != "all" else (),
        zones=(view.zone,) if view.zone else (),
        spot=_spot(view.place),
        reviewed=reviewed,
    )


def select_events(tables: Tables, view: Opening, most: int | None = None) -> pd.DataFrame:
    """The view's events, at most so many: those dated to a month or better newest first, then the vaguer."""
    # Someone who asks about November wants what happened then, before what may have happened in two years around it.
    if view.zone not in DRAWN_ONLY:
        return listed(tables.store, selection(view, tables.reviewed), most)
    # No event is placed in an area that is only drawn: those whose point lies within its outline are meant.
    events = listed(tables.store, selection(replace(view, zone=None), tables.reviewed))
    return events[in_zone(events, view.zone)].head(len(events) if most is None else most)


def count_events(tables: Tables, view: Opening) -> int:
    """How many events `select_events` has in all."""
    if view.zone in DRAWN_ONLY:
        return len(select_events(tables, view))
    return count(tables.store, selection(view, tables.reviewed))


def first_events(tables: Tables, view: Opening, most: int) -> list[EventRow]:
    """The first of what `select_events` gives, as rows."""
    if view.zone in DRAWN_ONLY:
        return list(select_events(tables, view, most).itertuples(index=False))
    return first_rows(tables.store, selection(view, tables.reviewed), most)


def event_records(tables: Tables, events: pd.DataFrame | Sequence[EventRow]) -> list[dict]:
    """What the panel shows of each event, as plain values."""
    rows = list(events.itertuples(index=False)) if isinstance(events, pd.DataFrame) else events
    ids = list(dict.fromkeys(event.event_id for event in rows))
    quotes = defaultdict(list)
    for mention in mentions_of(tables.store, ids, AROUND):
        start, end = mention.start - mention.context_start, mention.end - mention.context_start
        quotes[mention.event_id].append(
            {
                "quote": mention.quote,
                "title": mention.title,
                "outlet": mention.outlet,
                "document": mention.document,
                "start": int(mention.start),
                **passage(mention.context, start, end),
            }
        )
    effects, method = defaultdict(list), load_method()
    reviewed = reviewed_among(tables.store, ids)
    for effect in effects_of(tables.store, ids):
        # As `alignment.evidence` has it: a reviewed direction is as sure as reviews are, however it was read.
        sure = method.reviewed_confidence if effect.event_id in reviewed else effect.sure
        unsure = bool(effect.direction) and sure < method.min_sure
        effects[effect.event_id].append((effect.member, int(effect.direction), effect.by, unsure))
    return [_record(event, quotes[event.event_id], effects[event.event_id]) for event in rows]


def passage(text: str, start: int, end: int) -> dict[str, str]:
    """What stands around a quote, cut at words: `before`, `after`, with an ellipsis where the article goes on.

    `text` is the article, or as much of it as `events.store.queries.mentions_of` gives.
    """
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return {"before": before, "after": after}


def _record(event: EventRow, quotes: list[dict], effects: list[tuple[str, int, str, bool]]) -> dict:
    start, end = _day(event.date_start), _day(event.date_end)
    return {
        "event_id": event.event_id,
        "when": wording.when(start, end),
        "date_start": start.isoformat(),
        "date_end": end.isoformat(),
        "date_precision": int(event.date_precision),
        "type": event.event_type,
        "type_words": wording.event_type(event.event_type),
        "summary": event.summary,
        "place": wording.place(event.name, event.countries, int(event.where_precision)),
        "effects": [
            wording.effect(member, direction, by, event.event_type, unsure) for member, direction, by, unsure in effects
        ],
        "directions": [direction for _, direction, _, _ in effects],
        "quotes": quotes,
        "reviewed": wording.review(event.reviewed, event.reviewer, event.reviewed_at),
        "disagree": wording.disagreement(json.loads(event.contradictions), json.loads(event.disagreements)),
    }


def _spot(place: str | None) -> tuple[float, float] | None:
    """A place of the address, latitude and longitude."""
    if not place:
        return None
    latitude, longitude = map(float, place.split(","))
    return latitude, longitude


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def chosen_record(tables: Tables, event_id: str | None) -> dict | None:
    """The event that was clicked on the map, whatever window is shown."""
    records = event_records(tables, rows_by_id(tables.store, [event_id])) if event_id else []
    return records[0] if records else None


def largest(tables: Tables, view: Opening, sizes: Mapping[str, float], most: int = MOST_LARGE) -> list[EventRow]:
    """Those of the view's events that move the scores most, at most so many: also ones older than the newest shown."""
    if view.zone or view.place:
        return []
    weightiest = sorted(sizes, key=lambda event_id: -sizes[event_id])[: 10 * most]
    found = rows_by_id(tables.store, weightiest, selection(view, tables.reviewed))
    return sorted(found, key=lambda event: -sizes[event.event_id])[:most]


def arranged(records: list[dict], month: str, sizes: Mapping[str, float]) -> list[dict]:
    """The records with what their order is made from: `weight`, `now` (of the month?) and `long` (over a year?).

    The newest stand first, those known to lie in the month or close around it before them, those that are known to more
    than a year only at the end.
    """
    chosen = pd.Period(month, "M")
    first, last = chosen.start_time.date(), chosen.end_time.date()
    known = []
    for record in {record["event_id"]: record for record in records}.values():
        start, end = date.fromisoformat(record["date_start"]), date.fromisoformat(record["date_end"])
        days = (end - start).days + 1
        now = start <= last and end >= first and days <= MONTHS_DAYS
        weight = round(sizes.get(record["event_id"], 0.0), 4)
        known.append(record | {"weight": weight, "now": now, "long": days > LONGEST_DAYS})
    newest = sorted(known, key=lambda record: (record["date_start"], record["date_end"]), reverse=True)
    return sorted(newest, key=lambda record: (record["long"], not record["now"]))


def panel_data(
    records: list[dict],
    total: int,
    heading: str,
    chosen: dict | None,
    why: dict | None,
    files: list[dict],
    month: str = "",
    by: str = "all",
    verdict: dict | None = None,
) -> dict:
    """Everything the panel draws, as one plain value; `records` are some of `total`, `files` as `files.links`,
    `verdict` as `dashboard.panel.verdicts.of_month`.
    """
    others = [record for record in records if not chosen or record["event_id"] != chosen["event_id"]]
    return {
        "month": wording.month_name(month) if month else "",
        "heading": heading,
        "chosen": chosen,
        "why": why,
        "verdict": verdict,
        "events": others[: MOST + MOST_LARGE],
        "left_out": max(0, total - (len(records) - len(others)) - len(others[: MOST + MOST_LARGE])),
        "files": files,
        "by": by,
    }


def show_panel(address: str, opening: Mapping[str, str | None], method: str, reviewed: str = "") -> None:
    """Draw the panel, which asks for its contents itself whenever the map has come to rest.

    Parameters
    ----------
    address : str
        Where they are, for this state of the store.
    opening : mapping
        The view that the page opens with.
    method : str
        The changed numbers of the method as the address has them; empty for the default.
    reviewed : str
        Which events are shown, as `Tables.reviewed` has it.
    """
    data = {"address": address, "opening": dict(opening), "method": method, "reviewed": reviewed}
    _show(data=data, key="panel", on_moved_change=_nothing)


def _nothing() -> None:
    """A state of a component is only handed to Python when it has a callback."""
