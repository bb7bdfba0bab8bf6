"""``python -m dashboard brief``: a view, a tour or the turning points as slides or as a picture.

In: the command line and a store. Out: a file: .pptx, .pdf, .png or .svg, by its ending.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from dashboard.address import read_address
from dashboard.deck import kept_tours
from dashboard.deck.layout import SHAPES
from dashboard.deck.pdf_file import pdf
from dashboard.deck.pptx_file import TemplateError, pptx
from dashboard.deck.since import SinceError, changed_since, read_moment, text_of, told_of
from dashboard.deck.slides import Changes, Deck, Stop, deck
from dashboard.deck.tour import Tour, TourError, moved_since, read_tour, turning_points, warned
from dashboard.picture import pictures, raster
from dashboard.picture.drawing import DrawingError
from dashboard.state import what_if
from dashboard.state.tables import Tables, load_tables
from events.output import whole_file
from events.store.store import StoreError, default_url, open_store

FORMS = (".pptx", ".pdf", ".png", ".svg")
PICTURES = (".png", ".svg")
VIEW = ("date", "compare", "mode", "member", "zone", "event", "window", "frame", "colour")
PAGE = "http://localhost:8501/"


class BriefError(ValueError):
    """What is asked for cannot be made; the message is one line."""


def main(arguments: list[str]) -> int:
    """Read the options and write the file; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return _brief(options)
    except (BriefError, SinceError, TourError, TemplateError, DrawingError, StoreError) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{options.output}: cannot be written: {error.strerror or error}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard brief",
        description="Write a view, a tour or the turning points as slides or a picture.",
    )
    for name in VIEW:
        parser.add_argument(f"--{name}", default="", help=f"{name} of the view, as in a link")
    parser.add_argument("--method", default="", help="changed numbers of the method, as in a link")
    parser.add_argument("--reviewed", default="", choices=("", "reviewed", "sure"), help="only events reviewed so")
    parser.add_argument("--tour", help="a tour's name or file: a slide for each of its stops")
    parser.add_argument("--turning-points", type=int, metavar="N", help="the N largest movements, a slide each")
    parser.add_argument("--from", dest="first", default="", help="turning points from this month on")
    parser.add_argument("--to", dest="last", default="", help="turning points until this month")
    parser.add_argument(
        "--since",
        help="add what articles and reviews since this day, month or year changed in the scores, as a slide and a text",
    )
    parser.add_argument("--title", default="", help="the briefing's title")
    parser.add_argument("--shape", choices=tuple(SHAPES), default="wide", help="16:9 or 4:3 (default wide)")
    parser.add_argument("--template", type=Path, help="a .pptx whose design is taken")
    parser.add_argument("--page", default=PAGE, help=f"the dashboard's address, for links (default {PAGE})")
    parser.add_argument("--store", default="", help="the store's URL (default: the app's)")
    parser.add_argument("--output", type=Path, required=True, help=f"the file: {', '.join(FORMS)}")
    return parser


def _brief(options: argparse.Namespace) -> int:
    form = options.output.suffix.lower()
    if form not in FORMS:
        raise BriefError(f"{options.output}: a briefing is one of {', '.join(FORMS)}")
    if options.since and form in PICTURES:
        raise BriefError(f"{options.output}: what changed since {options.since} is a slide; write .pptx or .pdf")
    moment = read_moment(options.since) if options.since else None
    changed, refused = what_if.read_changes(options.method)
    if refused:
        raise BriefError(" ".join(refused))
    store = open_store(options.store or default_url())
    try:
        tables = load_tables(store).only(options.reviewed)
        if not tables.event_count:
            raise BriefError(
                "The store holds no events yet: start the app once, or feed it with python -m events ingest"
            )
        stops, title = _stops(options, tables)
        key = what_if.key_of(changed)
        changes = told_of(changed_since(tables, moment, max(stop.view.date for stop in stops), key)) if moment else None
        content = _content(form, options, tables, stops, title, key, changes)
    finally:
        store.close()
    with whole_file(options.output) as out:
        out.write(content)
    for line in text_of(changes) if changes else ():
        print(line)
    print(f"{options.output}: {len(stops)} {'view' if len(stops) == 1 else 'views'}", file=sys.stderr)
    return 0


def _stops(options: argparse.Namespace, tables: Tables) -> tuple[list[Stop], str]:
    if options.tour:
        tour = _tour(options.tour, tables)
        for line in moved_since(tour.stops, tables):
            print(line, file=sys.stderr)
        return warned(tour.stops, tables), options.title or tour.title
    if options.turning_points is not None:
        stops = turning_points(tables, options.turning_points, options.first, options.last)
        if not stops:
            raise BriefError("No score moved by 0.08 or more in a month of that time: there is no turning point")
        return stops, options.title
    asked = {name: getattr(options, name) for name in VIEW if getattr(options, name)}
    if "compare" in asked:
        asked.setdefault("mode", "compare")
    view, notices = read_address(asked, tables.known, tables.last_month)
    if notices:
        raise BriefError(" ".join(notices).replace("The link asks for", "You ask for"))
    return [Stop(view, options.title)], options.title


def _tour(named: str, tables: Tables) -> Tour:
    """A file's tour, or one of the store or the program by its name."""
    if not Path(named).exists() and named in kept_tours.names(tables):
        return kept_tours.wanted(tables, named)
    return read_tour(Path(named), tables.known, tables.last_month)


def _content(
    form: str,
    options: argparse.Namespace,
    tables: Tables,
    stops: list[Stop],
    title: str,
    changed: what_if.Key,
    changes: Changes | None,
) -> bytes:
    if form in PICTURES:
        if len(stops) > 1:
            raise BriefError(f"{options.output}: a picture shows one view; write a tour as .pptx or .pdf")
        drawn = pictures.picture(tables, stops[0].view, changed, page=options.page)
        return drawn.svg.encode() if form == ".svg" else raster.png(drawn, 2)
    made: Deck = replace(deck(tables, stops, title, changed, options.page), changes=changes)
    return pdf(made, options.shape) if form == ".pdf" else pptx(made, options.shape, options.template)
