"""A tour: stops in order, each a view with the briefer's own words, kept as a file or in the store.

In: TOML, or a table of scores. Out: a `Tour` of `Stop`s, and the TOML again. A file reads::

    title = "Armenia's way out"

    [[stop]]
    view = "date=2022-11&member=ARM"
    headline = "Yerevan does not sign"
    note = "For the speaker alone."
    quote = "A sentence of one of the view's events."
    scores = { ARM = -0.52 }

`view` is the part of a link after the question mark; all else may be left out. `scores` says what the stop showed when
it was made, `compared` the same for the month that the view compares with: `changes_of` tells what the map says
otherwise by now. Which tours there are is left to `dashboard.deck.kept_tours`.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from alignment.scoring import scores_in
from dashboard import wording
from dashboard.address import Known, Opening, read_address
from dashboard.deck.slides import Stop, records_of
from dashboard.panel.events import chosen_record
from dashboard.picture import pictures
from dashboard.state.tables import Tables
from dashboard.wording import TELLS

DECIMALS = 3
WORDS = ("headline", "note", "quote")
SCORES = ("scores", "compared")
STOP_KEYS = ("view", *WORDS, *SCORES)
LONGEST = {"headline": 200, "note": 5000, "quote": 2000}
"""Letters of the briefer's words."""
MOST_STOPS = 100
LEAST_MOVE = 0.08
"""As of the map's turning points."""
QUOTE_GONE = "its quote is no sentence of this view's events any more"


class TourError(ValueError):
    """A tour that cannot be read; the message is one line."""


@dataclass(frozen=True, slots=True)
class Tour:
    """A title and stops."""

    title: str
    stops: Sequence[Stop]


def read_tour(path: Path, known: Known, last_month: str) -> Tour:
    """Read a tour's file.

    Parameters
    ----------
    path : Path
        A TOML file.
    known : Known
        What a view may name.
    last_month : str
        The month of a view that names none.

    Raises
    ------
    TourError
        The file is missing, no TOML, or names something that is not there.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TourError(f"{path}: the tour cannot be read: {error}") from error
    tour = parse_whole_tour(text, str(path), known, last_month)
    return tour if tour.title else Tour(path.stem, tour.stops)


def parse_whole_tour(text: str, where: str, known: Known, last_month: str) -> Tour:
    """Read the text of a tour that somebody may tell: as `parse_tour`, with a stop at least.

    Raises
    ------
    TourError
        As of `parse_tour`, or it has no stop.
    """
    tour = parse_tour(text, where, known, last_month)
    if not tour.stops:
        raise TourError(f"{where}: a tour needs at least one [[stop]]")
    return tour


def parse_tour(text: str, where: str, known: Known, last_month: str) -> Tour:
    """Read a tour's text; `where` names it in what is said of mistakes. It may have no stops, and no title.

    Raises
    ------
    TourError
        It is no TOML, or names something that is not there.
    """
    try:
        told = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TourError(f"{where}: the tour cannot be read: {error}") from error
    entries = told.get("stop", [])
    if not isinstance(entries, list) or len(entries) > MOST_STOPS:
        raise TourError(f"{where}: a tour has up to {MOST_STOPS} stops, each after a line [[stop]]")
    stops = [_stop(f"{where}: stop {number}", entry, known, last_month) for number, entry in enumerate(entries, 1)]
    return Tour(str(told.get("title", "")), stops)


def tour_text(tour: Tour) -> str:
    """The tour as a file: `parse_tour` reads the same from it."""
    blocks = [f"title = {_quoted(tour.title)}\n"]
    for stop in tour.stops:
        lines = ["[[stop]]", f"view = {_quoted(view_text(stop.view))}"]
        lines += [f"{name} = {_quoted(getattr(stop, name))}" for name in WORDS if getattr(stop, name)]
        for name in SCORES:
            numbers = ", ".join(f"{member} = {value:.{DECIMALS}f}" for member, value in getattr(stop, name).items())
            lines += [f"{name} = {{ {numbers} }}"] if numbers else []
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def view_text(view: Opening) -> str:
    """A view as the part of a link after the question mark, without how large somebody reads it."""
    return urlencode(pictures.query(replace(view, type="normal")))


def view_words(view: Opening) -> str:
    """A view in words, as "January 2020 vs. September 2022, Armenia"."""
    month = wording.month_name(view.date)
    if _compared(view):
        month = f"{wording.month_name(_compared(view))} vs. {month}"
    where = wording.member_name(view.member) if view.member else wording.zone_name(view.zone) if view.zone else ""
    return ", ".join(filter(None, (month, where)))


def _quoted(text: str) -> str:
    """A TOML string: JSON's is one, but for a sign that TOML wants written out."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _stop(where: str, entry: object, known: Known, last_month: str) -> Stop:
    if not isinstance(entry, dict) or not isinstance(entry.get("view"), str):
        raise TourError(f'{where} needs a view, as "date=2022-11&member=ARM"')
    if strange := set(entry) - set(STOP_KEYS):
        raise TourError(f"{where}: {min(strange)} is not known; a stop has {', '.join(STOP_KEYS)}")
    view, notices = read_address(dict(parse_qsl(entry["view"].lstrip("?"))), known, last_month)
    if notices:
        raise TourError(f"{where}: {' '.join(notices)}")
    headline, note, quote = (_words(where, name, entry.get(name, "")) for name in WORDS)
    scores, compared = (_scores(where, name, entry.get(name, {}), known) for name in SCORES)
    return Stop(view, headline, note, quote, scores, compared)


def _words(where: str, name: str, words: object) -> str:
    if not isinstance(words, str) or len(words) > LONGEST[name]:
        raise TourError(f"{where}: {name} is a text of up to {LONGEST[name]} letters")
    return words


def _scores(where: str, name: str, scores: object, known: Known) -> Mapping[str, float]:
    if not isinstance(scores, dict) or not all(isinstance(value, int | float) for value in scores.values()):
        raise TourError(f"{where}: {name} are numbers by state, as {{ ARM = -0.52 }}")
    if strange := set(scores) - set(known.members):
        raise TourError(f"{where}: {min(strange)} is no state that has a score")
    return {member: float(value) for member, value in scores.items()}


def shown_now(tables: Tables, view: Opening) -> dict[str, Mapping[str, float]]:
    """What a view shows now, as a stop keeps it: `scores` of all states, `compared` between two dates."""
    now = _scores_in(tables, view.date)
    return {"scores": now, "compared": _scores_in(tables, _compared(view))}


def _compared(view: Opening) -> str:
    return view.compare or "" if view.mode != "map" else ""


def _scores_in(tables: Tables, month: str) -> dict[str, float]:
    return {member: round(score, DECIMALS) for member, score in scores_in(tables.scores, month).items()}


def changes_of(stop: Stop, tables: Tables, told: Container[str] | None = None) -> list[str]:
    """What the map says otherwise than when the stop was made, the chosen state first; empty where all is the same.

    `told` are the view's `sentences`, for those who have them already.
    """
    months = {"scores": stop.view.date, "compared": _compared(stop.view)}
    lines = []
    for name, month in months.items():
        then, now = getattr(stop, name), _scores_in(tables, month)
        moved = [member for member in then if member in now and _moved(then[member], now[member])]
        of = f" in {wording.month_name(month)}" if name == "compared" and moved else ""
        lines += [
            f"{wording.member_name(member)}{of} {wording.signed(then[member])} then, {wording.signed(now[member])} now"
            for member in sorted(moved, key=lambda member: member != stop.view.member)
        ]
    if stop.view.event and chosen_record(tables, stop.view.event) is None:
        lines.append("its event is not here any more")
    if stop.quote and stop.quote not in (sentences(tables, stop.view) if told is None else told):
        lines.append(QUOTE_GONE)
    return lines


def _moved(then: float, now: float) -> bool:
    """Whether a score is another one, and is told as another one."""
    return abs(now - then) > TELLS and wording.signed(now) != wording.signed(then)


def sentences(tables: Tables, view: Opening) -> dict[str, dict]:
    """The sentences of a view's events, the weightiest first, each with what its record says of where it stands."""
    quotes = (one for record in records_of(tables, view) for one in record["quotes"])
    return {one["quote"]: one for one in quotes if len(one["quote"]) <= LONGEST["quote"]}


def moved_since(stops: Iterable[Stop], tables: Tables) -> list[str]:
    """One line for each stop that shows something else by now, with what."""
    lines = []
    for number, stop in enumerate(stops, start=1):
        if changed := changes_of(stop, tables):
            month = wording.month_name(stop.view.date)
            lines.append(f"Stop {number} ({month}) shows something else: {'; '.join(changed)}.")
    return lines


def warned(stops: Iterable[Stop], tables: Tables) -> list[Stop]:
    """The stops for a deck: the note of one that shows something else by now begins with what changed."""
    found = []
    for stop in stops:
        changed = changes_of(stop, tables)
        warning = f"Shows something else than when this stop was made: {'; '.join(changed)}." if changed else ""
        found.append(replace(stop, note="\n\n".join(filter(None, (warning, stop.note)))))
    return found


def turning_points(tables: Tables, most: int, first: str = "", last: str = "") -> list[Stop]:
    """The months in which a state's score moved most, in order of time: a first draft of a tour.

    Parameters
    ----------
    tables : Tables
        The state of the store.
    most : int
        So many at most.
    first, last : str
        Between these months (``"YYYY-MM"``), both included; empty for all.
    """
    wide = tables.scores.pivot(index="date", columns="member", values="score").sort_index()
    moves = wide.diff().iloc[1:].stack()
    months = moves.index.get_level_values("date")
    moves = moves[(months >= (first or wide.index[0])) & (months <= (last or wide.index[-1]))]
    sizes = moves.abs()
    # One stop a month: the state that moved most in it.
    largest = sizes[sizes >= LEAST_MOVE].sort_values(ascending=False)
    best = largest[~largest.index.get_level_values("date").duplicated()].head(most)
    return [Stop(Opening(str(month), member=str(member))) for month, member in sorted(best.index)]
