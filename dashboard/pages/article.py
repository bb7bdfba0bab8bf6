"""The page *Article*: one article whole, with the sentences marked from which events were read.

In: the address (`document`, and `start`, the character at which the sentence in question begins). Out: the page. It is
the last link of the chain from a colour to a text: what is marked is what the store holds, at the offsets it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import streamlit as st

from dashboard import wording
from dashboard.loading.shared import palette_style, shared_store
from dashboard.scripts import bundled, joined
from events.reading.results import web_address
from events.records import Document
from events.store.queries import by_id, told_in
from events.store.store import Store
from events.text.front_matter import body_start

HEADING = re.compile(r"(?m)^#{1,6}[ \t]+(?P<words>[^\n]*)")
"""A heading as Markdown writes it."""

_show = st.components.v2.component(
    "timeline_article",
    js=bundled("pages/article.js"),
    css=joined("pages/article.css", "map/theme.css"),
    isolate_styles=False,
)


def show() -> None:
    """Draw the page."""
    st.html(f"<style>{palette_style()}</style>")
    asked = st.query_params.to_dict()
    document = shared_store().document(asked.get("document", ""))
    if document is None:
        st.info("This link names no article that is here. It may have been removed, or the store is another one.")
        st.markdown("[To the map](./)")
        return
    start = asked.get("start", "")
    _show(data=article_data(shared_store(), document, int(start) if start.isdecimal() else None), key="article")


def article_data(store: Store, document: Document, start: int | None) -> dict:
    """What the page draws: who wrote it and when, and the text in pieces; those that tell of an event name it.

    Parameters
    ----------
    start : int or None
        Where the sentence begins that the reader came for; its piece is `chosen`. Of sentences that overlap only one is
        marked, the chosen one first; a mark tells all events that were read from its sentence, and leads to the first.
    """
    told = told_in(store, document.id)
    known = by_id(store, told["event_id"].unique()).set_index("event_id")
    spans = [(int(row.start), int(row.end), row.event_id) for row in told.itertuples() if row.event_id in known.index]
    begin = body_start(document.text)
    if start is not None and any(first == start for first, _, _ in spans):
        begin = min(begin, start)  # the sentence that was asked for is never left out
    told_there: dict[tuple[int, int], list[str]] = {}
    for first, last, event_id in sorted(spans):
        told_there.setdefault((first, last), []).append(event_id)
    pieces, at = [], begin
    for first, last in _apart(told_there, start):
        if first < at:
            continue
        events = known.loc[told_there[first, last]]
        event = events.iloc[0]
        pieces.extend(_plain(document.text, at, first))
        pieces.append(
            {
                "text": document.text[first:last],
                "chosen": first == start,
                "event": event.name,
                "month": max(event["date_start"].strftime("%Y-%m"), "2010-01"),
                "said": "\n".join(
                    f"{wording.when(one.date_start.date(), one.date_end.date())}: {one.summary}"
                    for one in events.itertuples()
                ),
            }
        )
        at = last
    pieces.extend(_plain(document.text, at, len(document.text)))
    return {
        "title": document.title,
        "about": _about(document),
        "original": web_address(document.url),
        "pieces": [piece for piece in pieces if piece["text"]],
    }


def _plain(text: str, first: int, last: int) -> list[dict]:
    """The text between two marks; headings are said to be some, and lose the signs that made them some."""
    pieces: list[dict] = []
    at = first
    for found in HEADING.finditer(text, first, last):
        if found.start() and text[found.start() - 1] != "\n":
            continue  # the search begins in the middle of a line
        pieces += [{"text": text[at : found.start()]}, {"text": found["words"], "heading": True}]
        at = found.end()
    return [*pieces, {"text": text[at:last]}]


def _apart(spans: Iterable[tuple[int, int]], start: int | None) -> list[tuple[int, int]]:
    """Spans that do not overlap, in order; the one that begins at `start` is kept before all others."""
    kept: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda span: (span[0] != start, span)):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return sorted(kept)


def _about(document: Document) -> str:
    return " · ".join(part for part in (document.outlet, document.author, wording.published(document)) if part)
