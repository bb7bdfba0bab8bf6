"""What may be done to a tour: made, named, filled with stops, put in order, removed.

In: a store's tables, and what somebody asks for. Out: the tour in the store, changed; or the reason why not, in one
line. Whether anybody may change anything is asked here, and nowhere else: the setting ``REVIEW`` holds for tours too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dashboard.address import Opening
from dashboard.deck import kept_tours
from dashboard.deck.kept_tours import Found
from dashboard.deck.slides import Stop, records_of
from dashboard.deck.tour import (
    LONGEST,
    MOST_STOPS,
    Tour,
    TourError,
    parse_whole_tour,
    sentences,
    shown_now,
    tour_text,
)
from dashboard.panel.events import chosen_record
from dashboard.review.desk import may_review
from dashboard.state.tables import Tables
from events.store import tours as kept
from events.store.tours import TourChanged

LONGEST_NAME = 80
DRAFTED = 5
"""Events of a drafted stop's note."""
NOT_ALLOWED = "Tours cannot be changed here: reviewing is switched off (the setting REVIEW)."
SHIPPED = "This tour comes with the program and is only read: make a copy of it."
GONE = "This tour is not here any more."
FULL = f"A tour has {MOST_STOPS} stops at most."
REFUSALS = (TourError, TourChanged)
"""What is raised when something cannot be done; the message is one line."""


def add_tour(tables: Tables, name: str, stops: Sequence[Stop] = ()) -> str:
    """Make a tour; returns its name as it is kept.

    Raises
    ------
    TourError, TourChanged
        It may not be made, the name cannot be one, or there is one of this name.
    """
    name = _name(name)
    kept.add(tables.store, name, tour_text(Tour(name, stops)))
    return name


def draft_name(tables: Tables, day: date) -> str:
    """A name that no tour has, for one that is begun on the map."""
    taken = {name.casefold() for name in kept_tours.names(tables)}
    plain = f"Tour of {day.day} {day:%B %Y}"
    return next(name for name in (plain, *(f"{plain}, {n}" for n in range(2, 1000))) if name.casefold() not in taken)


def copy_tour(tables: Tables, name: str, wanted: str) -> str:
    """Make a tour with the stops of another; what they show now is what they are held against.

    Raises
    ------
    TourError, TourChanged
        As of `add_tour`, or there is none to copy.
    """
    found = kept_tours.find(tables, name)
    if found is None:
        raise TourError(GONE)
    return add_tour(tables, wanted, [as_now(tables, stop) for stop in found.tour.stops])


def read_in(tables: Tables, content: bytes, file_name: str, wanted: str = "") -> str:
    """Take in a tour's file; it goes by the wanted name, else by its title, else by its file's name.

    Raises
    ------
    TourError, TourChanged
        It cannot be read, or as of `add_tour`.
    """
    _allowed()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TourError(f"{file_name}: the tour cannot be read: it is no text in UTF-8") from error
    tour = parse_whole_tour(text, file_name, tables.known, tables.last_month)
    stops = [with_words(with_words(stop, "headline", stop.headline), "note", stop.note) for stop in tour.stops]
    return add_tour(tables, wanted.strip() or tour.title or file_name.rpartition(".")[0], stops)


def rename_tour(tables: Tables, name: str, wanted: str) -> str:
    """Give a tour another name; returns it as it is kept.

    Raises
    ------
    TourError, TourChanged
        As of `add_tour`, or it comes with the program.
    """
    _own(name)
    wanted = _name(wanted)
    kept.rename(tables.store, name, wanted)
    return wanted


def remove_tour(tables: Tables, name: str) -> None:
    """Remove a tour.

    Raises
    ------
    TourError
        It may not be removed.
    """
    _own(name)
    kept.remove(tables.store, name)


def keep_stops(tables: Tables, found: Found, stops: Sequence[Stop]) -> Found:
    """Keep other stops of a tour; returns it as it is kept.

    Raises
    ------
    TourError, TourChanged
        It may not be changed, has too many stops, or somebody else changed it.
    """
    _own(found.tour.title)
    if len(stops) > MOST_STOPS:
        raise TourError(FULL)
    tour = Tour(found.tour.title, list(stops))
    return Found(tour, kept.change(tables.store, tour.title, found.edition or 0, tour_text(tour)))


def drafted(tables: Tables, stop: Stop) -> Stop:
    """A first draft of a stop: the view's weightiest event as its quote, and the month's events in its note."""
    records = records_of(tables, stop.view)
    quote = next(iter(sentences(tables, stop.view)), "")
    note = "\n".join(f"{record['when']}: {record['summary']}" for record in records[:DRAFTED])
    return as_now(tables, with_words(with_words(stop, "quote", quote), "note", note))


def add_stop(tables: Tables, name: str, view: Opening) -> int:
    """Put a view behind the stops of a tour, which is made where there is none; returns the stop's number.

    Raises
    ------
    TourError, TourChanged
        As of `keep_stops`.
    """
    stop = as_now(tables, Stop(view))
    found = kept_tours.find(tables, name)
    if found is None:
        add_tour(tables, name, [stop])
        return 1
    return len(keep_stops(tables, found, [*found.tour.stops, stop]).tour.stops)


def as_now(tables: Tables, stop: Stop) -> Stop:
    """The stop, held from now on against what it shows now."""
    now = shown_now(tables, stop.view)
    return replace(stop, scores=now["scores"], compared=now["compared"])


def accepted(tables: Tables, stop: Stop) -> Stop:
    """As `as_now`, without the event and the quote that are not here any more."""
    event = stop.view.event if chosen_record(tables, stop.view.event) else None
    kept_stop = as_now(tables, replace(stop, view=replace(stop.view, event=event)))
    return kept_stop if stop.quote in sentences(tables, stop.view) else replace(kept_stop, quote="")


def with_words(stop: Stop, name: str, words: str) -> Stop:
    """The stop with another headline or note, without signs that cannot be printed, or with another quote, as it is."""
    if name == "quote":
        return replace(stop, quote=words)
    spaced = "".join(" " if letter.isspace() and (letter != "\n" or name == "headline") else letter for letter in words)
    plain = "".join(letter for letter in spaced if letter.isprintable() or letter == "\n").strip()[: LONGEST[name]]
    return replace(stop, headline=plain) if name == "headline" else replace(stop, note=plain)


def moved(stops: Sequence[Stop], at: int, by: int) -> list[Stop]:
    """The stops with one of them so many places later (or earlier); at an end it stays."""
    others = [stop for place, stop in enumerate(stops) if place != at]
    to = min(max(at + by, 0), len(others))
    return [*others[:to], stops[at], *others[to:]]


def _allowed() -> None:
    if not may_review():
        raise TourError(NOT_ALLOWED)


def _own(name: str) -> None:
    _allowed()
    if name in kept_tours.shipped():
        raise TourError(SHIPPED)


def _name(text: str) -> str:
    _allowed()
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise TourError(f"A tour's name has 1 to {LONGEST_NAME} letters.")
    if name.casefold() in {one.casefold() for one in kept_tours.shipped()}:
        raise TourError("A tour that comes with the program has this name: choose another.")
    return name
