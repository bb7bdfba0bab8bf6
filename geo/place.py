"""A place: what geocoding hands to the rooms above.

In: nothing. Out: the frozen `Place`. How a place is found is left to `geo.geocoding`.
"""

from __future__ import annotations

from dataclasses import dataclass

LEVELS = ("country", "admin1", "city", "zone", "corridor", "river", "border", "other")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened.

    Parameters
    ----------
    name : str
        Canonical English name; empty when nothing more than a country is implied.
    level : str
        One of `LEVELS`.
    zone : str or None
        Id of the conflict zone (``"nagorno-karabakh"`` …) or None.
    countries : tuple of str
        ISO 3166-1 alpha-3 codes; several for a border or a river.
    latitude, longitude : float or None
        Degrees (WGS 84) of a point that stands for the place; None when unknown.
    where_precision : int
        UCDP GED ``where_prec``: 1 exact place, 2 within about 25 km, 3 district, 4 province,
        5 larger part of a country or a line, 6 whole country, 7 over water or unknown.
    """

    name: str
    level: str
    zone: str | None
    countries: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    where_precision: int
