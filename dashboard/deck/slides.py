"""What stands on a briefing's slides: the map of each view, its score taken apart, its events with their sentences.

In: `Tables` and stops (a view with the briefer's own words). Out: a `Deck` of plain records, which `pptx_file` and
`pdf_file` write. Nothing is said on a slide that the panel would not say of the same view.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard import wording
from dashboard.address import Opening
from dashboard.panel import why
from dashboard.panel.events import arranged, event_records, first_events, largest
from dashboard.picture import pictures
from dashboard.picture.drawing import Paper, Picture
from dashboard.state import what_if
from dashboard.state.tables import Tables
from events.reading.results import web_address

MAP = Paper(900, 620)
MOST_EVENTS = 3
MOST_PARTS = 5
LISTED = 40


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that an event was read from, and where it stands."""

    text: str
    source: str
    article: str


@dataclass(frozen=True, slots=True)
class Told:
    """An event on a slide."""

    when: str
    summary: str
    quote: Quote
    reviewed: str


@dataclass(frozen=True, slots=True)
class Apart:
    """A score taken apart: rows of text and number, the last of which is the score."""

    title: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Stop:
    """A view of a briefing with the briefer's own words, all of which may be empty.

    Attributes
    ----------
    view : Opening
        What is shown.
    headline, note : str
        For the audience, and for the speaker alone.
    quote : str
        A sentence of one of the view's events, which is told first.
    scores, compared : mapping of str to float
        By state, what the view showed when the stop was made: in its month, and in the month it is compared with.
    """

    view: Opening
    headline: str = ""
    note: str = ""
    quote: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    compared: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. `link` leads to the view, and is empty where the page's address is not known."""

    headline: str
    date: str
    caption: str
    picture: Picture
    apart: Apart | None
    events: Sequence[Told]
    foot: str
    link: str
    notes: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What came since a moment and what it did (`dashboard.deck.since`): a table of four columns, the first row its
    heads, and a line for each cause."""

    title: str
    about: str
    rows: Sequence[tuple[str, str, str, str]]
    causes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Deck:
    """A briefing: its slides, and every source that they quote, as outlet, title, date and address."""

    title: str
    slides: Sequence[Slide]
    sources: Sequence[tuple[str, str, str, str]]
    foot: str
    changes: Changes | None = None


def deck(tables: Tables, stops: Sequence[Stop], title: str = "", changed: what_if.Key = (), page: str = "") -> Deck:
    """A slide for each stop, and the sources of all.

    Parameters
    ----------
    tables : Tables
        The state of the store.
    stops : sequence of Stop
        What is shown, in order.
    title : str
        The briefing's title; empty for the first stop's date.
    changed : what_if.Key
        The changed numbers of the method, if any.
    page : str
        Address of the page, for links; empty for none.
    """
    slides = [_slide(tables, stop, changed, page) for stop in stops]
    used = dict.fromkeys(told.quote.article for slide in slides for told in slide.events)
    return Deck(
        title or (slides[0].headline if slides else ""),
        slides,
        _sources(tables, list(used)),
        slides[0].foot if slides else "",
    )


def _slide(tables: Tables, stop: Stop, changed: what_if.Key, page: str) -> Slide:
    view = replace(stop.view, type="large")
    drawn = pictures.picture(tables, view, changed, MAP, alone=True)
    records = quoted_first(records_of(tables, view, changed), stop.quote)
    link = pictures.link(tables, stop.view, changed, page)
    return Slide(
        headline=stop.headline or drawn.heading,
        date=drawn.heading if stop.headline else "",
        caption=drawn.caption,
        picture=drawn,
        apart=_apart(tables, view, changed),
        events=[_told(record) for record in records[:MOST_EVENTS] if record["quotes"]],
        foot=pictures.notes(tables, view, changed)[0],
        link=link,
        notes=_notes(stop, drawn.caption, records, link),
    )


def records_of(tables: Tables, view: Opening, changed: what_if.Key = ()) -> list[dict]:
    """The view's events as the panel has them, those of the month first, the chosen one before all."""
    sizes = why.sizes(tables, view.member, view.date, changed)
    found = first_events(tables, view, LISTED) + largest(tables, view, sizes)
    records = arranged(event_records(tables, found), view.date, sizes)
    heavy = sorted(records, key=lambda record: (record["event_id"] != view.event, not record["now"], -record["weight"]))
    return [record for record in heavy if record["now"] or record["weight"] or record["event_id"] == view.event]


def quoted_first(records: Sequence[dict], quote: str) -> list[dict]:
    """The records with the one that has this sentence before the others, and the sentence before its others."""
    found = next((record for record in records if any(one["quote"] == quote for one in record["quotes"])), None)
    if found is None:
        return list(records)
    quotes = sorted(found["quotes"], key=lambda one: one["quote"] != quote)
    return [{**found, "quotes": quotes}, *(record for record in records if record is not found)]


def source_of(quote: Mapping[str, str]) -> str:
    """Where a quote of a record stands: outlet and title, as far as they are known."""
    return ", ".join(filter(None, (quote["outlet"], f"“{quote['title']}”" if quote["title"] else "")))


def _told(record: dict) -> Told:
    quote = record["quotes"][0]
    when = record["when"][:1].upper() + record["when"][1:]
    return Told(when, record["summary"], Quote(quote["quote"], source_of(quote), quote["document"]), record["reviewed"])


def _apart(tables: Tables, view: Opening, changed: what_if.Key) -> Apart | None:
    if not view.member:
        return None
    found = why.take_apart(tables, view.member, view.date, view.colour, changed)
    first, *parts = found["parts"]
    rows = [(first["text"], first["signed"])]
    for part in parts[:MOST_PARTS]:
        rows.append((f"{part['when']}: {part['text']}" if part["when"] else part["text"], part["signed"]))
    if weaker := parts[MOST_PARTS:]:
        rows.append(("All that weighs less", wording.signed(sum(part["value"] for part in weaker))))
    rows.append(("Score", found["score"]))
    title = f"{wording.member_name(view.member)}, {wording.month_name(view.date)}: the score taken apart"
    return Apart(title, rows)


def _notes(stop: Stop, caption: str, records: Sequence[dict], link: str) -> str:
    """What the speaker sees: the own note, the caption, and every event with all its sentences."""
    lines = [stop.note, caption, ""]
    for record in records[:LISTED]:
        lines.append(f"{record['when']}: {record['summary']} {record['reviewed']}".rstrip())
        lines += [f"    “{quote['quote']}” ({quote['outlet']}, {quote['title']})" for quote in record["quotes"]]
    return "\n".join([*(line for line in lines if line is not None), "", link]).strip()


def _sources(tables: Tables, articles: Sequence[str]) -> list[tuple[str, str, str, str]]:
    found = []
    for document in filter(None, map(tables.store.document, articles)):
        when = wording.published(document, "date not known")
        found.append((document.outlet, document.title, when, web_address(document.url)))
    return found
