"""The form of an edit: what can be chosen, and what was filled in as `Fields`.

In: the values of the form, as the browser sends them. Out: checked `Fields`, or one line that says what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from typing import Any

from dashboard import wording
from events.actors.directory import display_name, is_known, load_knowledge
from events.dates.intervals import precision
from events.records import Effect
from events.reviews.review import Fields, check_fields
from events.vocabulary import ACTED_BY, DIMENSIONS, EVENT_TYPES, MODES, SCORED
from geo.gazetteer import load_gazetteer
from geo.geocoding import UNKNOWN, geocode
from geo.place import Place

SURE = 1.0
"""A direction that a person chose is as sure as can be."""


@cache
def choices() -> dict[str, Any]:
    """What the form offers: types with their words, modes by type, actors, places, states, dimensions."""
    return {
        "types": [{"code": code, "words": wording.event_type(code)} for code in EVENT_TYPES],
        "modes": {code: list(modes) for code, modes in MODES.items()},
        "actors": [{"code": code, "name": display_name(code)} for code in sorted(load_knowledge().camps)],
        "places": [
            {"name": entry.name, "at": [entry.longitude, entry.latitude]}
            for entry in sorted(load_gazetteer().entries.values(), key=lambda entry: entry.name)
        ],
        "states": [{"code": code, "name": wording.member_name(code)} for code in SCORED],
        "dimensions": list(DIMENSIONS),
        "by": list(ACTED_BY),
    }


def form_of(fields: Fields) -> dict[str, Any]:
    """The form's values of what stands."""
    return {
        "type": fields.event_type,
        "mode": fields.mode or "",
        "start": fields.date_start.isoformat(),
        "end": fields.date_end.isoformat(),
        "doers": list(fields.source_actors),
        "targets": list(fields.target_actors),
        "place": fields.place.name,
        "effects": {effect.member: asdict(effect) for effect in fields.effects},
        "headline": fields.summary,
    }


def fields_from(form: Mapping[str, Any], before: Fields) -> Fields:
    """What the form says of an event.

    Parameters
    ----------
    form : mapping
        As `form_of` gives it; values that are missing stay as they were.
    before : Fields
        What stood before.

    Raises
    ------
    ValueError
        In one line for the reviewer: what is wrong, and what to write instead.
    """
    start, end = _day(form.get("start"), before.date_start), _day(form.get("end"), before.date_end)
    if start > end:
        raise ValueError(f"The event ends ({end}) before it starts ({start}).")
    doers = _actors(form.get("doers"), before.source_actors)
    targets = _actors(form.get("targets"), before.target_actors)
    # As closely known as its days say, unless the days are those that were read.
    same_days = (start, end) == (before.date_start, before.date_end)
    found = replace(
        before,
        event_type=str(form.get("type", before.event_type)),
        mode=str(form["mode"]) or None if "mode" in form else before.mode,
        date_start=start,
        date_end=end,
        date_precision=before.date_precision if same_days else precision((start, end)),
        source_actors=doers,
        target_actors=targets,
        place=_place(form.get("place"), before.place, (start, end), (*doers, *targets)),
        effects=_effects(form.get("effects"), before.effects),
        summary=" ".join(str(form.get("headline", before.summary)).split()),
    )
    if not found.effects:
        raise ValueError("An event bears on at least one of the eight states: give one a direction, or 0.")
    check_fields(found)
    return found


def blank(published: date | None) -> Fields:
    """What the form shows for an event that nobody read: to be filled in."""
    day = max(published or date(2010, 1, 1), date(2010, 1, 1))
    return Fields("CONSULT", None, day, day, 1, (), (), UNKNOWN, (), SURE, "")


def _day(given: object, before: date) -> date:
    if given is None:
        return before
    try:
        return date.fromisoformat(str(given).strip())
    except ValueError:
        raise ValueError(f"“{str(given)[:20]}” is no date; write it as 2022-09-13.") from None


def _actors(given: object, before: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(given, list):
        return before
    codes = dict.fromkeys(str(code).strip() for code in given if str(code).strip())
    for code in codes:
        if not is_known(code) and code not in before:
            raise ValueError(f"“{code[:20]}” is no actor that is known here; choose one from the list.")
    return tuple(codes)


def _place(given: object, before: Place, days: tuple[date, date], parties: tuple[str, ...]) -> Place:
    name = before.name if given is None else str(given).strip()
    if not name:
        return UNKNOWN
    entry = load_gazetteer().lookup(name)
    if entry is None:
        if name == before.name:
            return before
        raise ValueError(f"“{name[:40]}” is no place that is known here; choose one from the list, or leave it empty.")
    return geocode([entry.id], start=days[0], end=days[1], parties=parties)


def _effects(given: object, before: tuple[Effect, ...]) -> tuple[Effect, ...]:
    if not isinstance(given, Mapping):
        return before
    stood = {effect.member: effect for effect in before}
    found = []
    for member in SCORED:
        one = given.get(member)
        if not isinstance(one, Mapping) or one.get("direction") in (None, ""):
            continue
        effect = Effect(
            member, int(one["direction"]), str(one.get("dimension", "political")), str(one.get("by", "other")), SURE
        )
        # What was left as it stood stays as sure as it was read.
        as_read = stood.get(member)
        found.append(as_read if as_read and replace(as_read, sure=SURE) == effect else effect)
    return tuple(found)
