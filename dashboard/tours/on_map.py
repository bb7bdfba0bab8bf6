"""A tour on the map: opened by a link, told stop by stop, and filled with the view on the screen by one key.

In: the page's address, and what the browser says of its view. Out: the tour for the browser (``on_map.js``, and the
map's ``tour.js``), and a stop more in the store. Stepping asks the server for nothing: the browser has all stops.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from dashboard.address import PARAMETERS, Opening, read_address
from dashboard.deck import kept_tours
from dashboard.deck.slides import Stop, source_of
from dashboard.deck.tour import TourError, changes_of, sentences, tour_text, view_text, view_words
from dashboard.loading import outage, shared
from dashboard.scripts import bundled
from dashboard.state import reviewed_only, what_if
from dashboard.state.tables import Tables
from dashboard.tours import editing

CHOSEN = "tour-chosen"
"""In the session: the tour chosen on the page *Tours*, or begun on the map."""
HEARD, SAID, KEY = "tour-heard", "tour-said", "tour-on-map"
NOT_HERE = "The link asks for a tour that is not here."
NO_SUCH_STOP = "The link asks for a stop that the tour does not have; this is its last."
ONLY_DEFAULT = (
    "A tour is told of all events by the default method: leave “what if” and the choice of reviewed events first."
)

_show = st.components.v2.component("timeline_tour", js=bundled("tours/on_map.js"), isolate_styles=False)


def opened(tables: Tables, parameters: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """A link's parameters with the view of the stop it asks for.

    A link that names a date says itself what is on the screen (the map writes such links as it steps); one that does
    not shows the stop.

    Returns
    -------
    tuple
        The parameters, and one sentence (plain text) for what could not be followed.
    """
    asked = dict(parameters)
    if not asked.get("tour"):
        asked.pop("stop", None)
        return asked, []
    notices = []
    try:
        tour = kept_tours.wanted(tables, asked["tour"])
    except TourError:
        return {name: value for name, value in asked.items() if name not in ("tour", "stop")}, [NOT_HERE]
    number = int(asked["stop"]) if asked.get("stop", "").isdecimal() else 1
    if not 1 <= number <= len(tour.stops):
        notices.append(NO_SUCH_STOP)
    number = min(max(number, 1), len(tour.stops))
    view = {} if asked.get("date") else dict(parse_qsl(view_text(tour.stops[number - 1].view)))
    return {**asked, **view, "stop": str(number)}, notices


def for_browser(tables: Tables, name: str) -> dict[str, Any] | None:
    """The tour as the browser tells it; None where there is none. A quote without a source is not told."""
    try:
        tour = kept_tours.wanted(tables, name)
    except TourError:
        return None
    return {"name": tour.title, "stops": [_stop(tables, stop) for stop in tour.stops]}


def _stop(tables: Tables, stop: Stop) -> dict[str, Any]:
    told = sentences(tables, stop.view) if stop.quote else {}
    known = told.get(stop.quote)
    return {
        "view": stop.view.as_dict(),
        "label": view_words(stop.view),
        "headline": stop.headline,
        "note": stop.note,
        "quote": stop.quote if known else "",
        "source": source_of(known) if known else "",
        "changed": changes_of(stop, tables, told),
    }


@st.cache_resource(show_spinner=False, max_entries=20)
def _shared(mark: str, name: str, text: str, _tables: Tables) -> dict[str, Any] | None:
    """The same for all who look at a tour that reads `text`, in the store's state `mark`."""
    return for_browser(_tables, name)


@st.fragment
def show(opening: Opening) -> None:
    """Put the tour that the link opened on the page, and listen for views to be kept as stops."""
    with outage.told():
        tables = shared.latest()
        tour = None
        if opening.tour and (found := kept_tours.find(tables, opening.tour)):
            tour = _shared(tables.mark, opening.tour, tour_text(found.tour), tables)
        desk, number = st.session_state.get(HEARD, ("", 0))
        data = {"tour": tour, "heard": {"desk": desk, "number": number}, "said": st.session_state.get(SAID)}
        _show(key=KEY, data=data, on_add_change=_added)


def _added() -> None:
    """Keep what the browser sent; what was heard already is not done again, since it is sent until it is answered."""
    told = getattr(st.session_state.get(KEY), "add", None)
    if not isinstance(told, Mapping) or type(told.get("number")) is not int:
        return
    name, number = str(told.get("desk", ""))[:80], told["number"]
    desk, heard = st.session_state.get(HEARD, ("", 0))
    if desk == name and number <= heard:
        return
    st.session_state[HEARD] = name, number
    try:
        if told.get("instead") is True:
            said = {"text": take_view(shared.latest(), told.get("view"))}
        else:
            said = add_view(shared.latest(), told.get("view"), str(told.get("begun") or ""))
        st.session_state[SAID] = {"kind": "done", **said}
    except (*editing.REFUSALS, *outage.FAILURES) as error:
        words = outage.words(error) if isinstance(error, outage.FAILURES) else str(error)
        st.session_state[SAID] = {"kind": "problem", "text": f"Not kept: {words}"}


def add_view(tables: Tables, view: object, begun: str = "") -> dict[str, str]:
    """Put a browser's view behind the stops of a tour; returns the tour's name, and what is said of it.

    Parameters
    ----------
    view : object
        The view as the browser tells it, which is not taken on trust.
    begun : str
        The tour that took a stop of this browser last, if it knows one.

    Raises
    ------
    TourError, TourChanged
        It may not be added; the message is one line.
    """
    seen = _seen(tables, view)
    name = _goes_to(tables, seen.tour, begun)
    number = editing.add_stop(tables, name, seen)
    st.session_state[CHOSEN] = name
    return {"tour": name, "text": f"Stop {number} added to “{name}”. Its words are written on the page Tours."}


def take_view(tables: Tables, view: object) -> str:
    """Make a browser's view that of the stop which is told, whose words stay; returns what is said of it.

    Raises
    ------
    TourError, TourChanged
        As of `add_view`, or the view tells no stop that is here.
    """
    seen = _seen(tables, view)
    found = kept_tours.find(tables, seen.tour or "")
    at = int(seen.stop or 0) - 1
    if found is None or not 0 <= at < len(found.tour.stops):
        raise TourError(editing.GONE)
    stops = list(found.tour.stops)
    stops[at] = editing.as_now(tables, replace(stops[at], view=seen))
    editing.keep_stops(tables, found, stops)
    return f"Stop {at + 1} of “{found.tour.title}” is this view from now on."


def _seen(tables: Tables, view: object) -> Opening:
    if what_if.current() or reviewed_only.current():
        raise TourError(ONLY_DEFAULT)
    told = view if isinstance(view, Mapping) else {}
    asked = {name: str(told[name]) for name in PARAMETERS if told.get(name)}
    seen, notices = read_address(asked, tables.known, tables.last_month)
    if notices or "date" not in asked:
        raise TourError("this view cannot be kept as a stop.")
    return seen


def _goes_to(tables: Tables, told: str | None, begun: str) -> str:
    """The tour told on the map, else the one chosen on the page *Tours*, else the one begun before, else a new one."""
    known = set(kept_tours.names(tables)) - set(kept_tours.shipped())
    for name in (told, st.session_state.get(CHOSEN), begun):
        if name in known:
            return str(name)
    return editing.draft_name(tables, datetime.now(UTC).date())
