"""Where a happening took place.

In: ids of the gazetteer read near it, its dates, the states it is about. Out: one `Place`. It never invents a
location: what is not known stays unknown, and a name it does not know never empties the rest. Which names stand near
a happening, and what it is, is left to `events`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from geo.gazetteer import Entry, load_gazetteer
from geo.place import Place
from geo.zones import Rule, load_zones

UNKNOWN = Place("", "other", None, (), None, None, 7)


def geocode(
    place_ids: Sequence[str], *, start: date, end: date, parties: Sequence[str] = (), kind: str | None = None
) -> Place:
    """Choose the place of a happening.

    In this order: a named place finer than a country (or a named country that is itself a conflict zone and one of
    the parties); the zone that a rule of `zones.toml` gives; a named country or wider region; the first party that is
    a country of the gazetteer; an unknown place.

    Parameters
    ----------
    place_ids : sequence of str
        Ids of gazetteer entries, best first. Unknown ids are passed over.
    start, end : date
        Inclusive dates of the happening. A zone counts only when it held on one of these days.
    parties : sequence of str
        ISO 3166-1 alpha-3 codes of the states it is about, best first.
    kind : {"fighting", "unrest", "intervention"} or None
        Which rules may apply; None: none of them.

    Returns
    -------
    Place
        ``zone`` is None where no zone held on these days.
    """
    gazetteer, book = load_gazetteer(), load_zones()
    named = [gazetteer.entries[place_id] for place_id in place_ids if place_id in gazetteer.entries]
    # The country of a named place counts as a party too, after those read as actors; a valley of three states does not.
    implied = (entry.countries[0] for entry in named if len(entry.countries) == 1)
    concerned = list(dict.fromkeys([*parties, *implied]))
    rule = book.rule_for(concerned, kind, start, end) if kind else None
    for entry in named:
        if _is_fine(entry) or (_zone_on(entry, start, end) and set(entry.countries) & set(parties)):
            return _placed(entry, start, end, rule)
    # A party's own country, when the text names it, outdoes a rule that leads elsewhere.
    told = {code for entry in named if entry.level == "country" for code in entry.countries} & set(parties)
    if rule and (not told or told & set(book.zones[rule.zone].countries)):
        return book.zones[rule.zone].place()
    # A country at war tells more about a place than one at peace that is named beside it.
    if named:
        return _placed(min(named, key=lambda entry: _zone_on(entry, start, end) is None), start, end, rule)
    for code in parties:
        country = next((e for e in gazetteer.entries.values() if e.level == "country" and e.countries == (code,)), None)
        if country:
            return _placed(country, start, end, None)
    return UNKNOWN


def _is_fine(entry: Entry) -> bool:
    """Whether an entry says more than a country does; Central Asia and the Caucasus do not, a named sea does."""
    return entry.level != "country" and (entry.where_precision <= 5 or entry.level == "other")


def _zone_on(entry: Entry, start: date, end: date) -> str | None:
    zone = load_zones().zones.get(entry.zone) if entry.zone else None
    return zone.id if zone and zone.holds(start, end) else None


def _placed(entry: Entry, start: date, end: date, rule: Rule | None) -> Place:
    zone = _zone_on(entry, start, end)
    if zone is None and rule and entry.id in rule.places:
        zone = rule.zone
    return replace(load_gazetteer().to_place(entry.id), zone=zone)
