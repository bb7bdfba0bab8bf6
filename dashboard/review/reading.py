"""A whole article on the desk: its text in pieces, the sentences of events marked.

In: a document and what its store holds of it. Out: plain values. Pieces say at which character they begin, so that
what a reviewer marks can be found again.
"""

from __future__ import annotations

from typing import Any

from dashboard import wording
from events.records import Document
from events.store.queries import by_id, told_in
from events.store.reviewing import articles_read
from events.store.store import Store
from events.text.front_matter import body_start


def article_record(store: Store, document: Document) -> dict[str, Any]:
    """Who wrote it, who read it whole, and its text: of passages that overlap the first is marked."""
    told = told_in(store, document.id)
    known = by_id(store, told["event_id"].unique()).set_index("event_id")
    pieces: list[dict[str, Any]] = []
    at = body_start(document.text)
    for row in told.itertuples():
        if row.start < at or row.event_id not in known.index:
            continue
        event = known.loc[row.event_id]
        when = wording.when(event["date_start"].date(), event["date_end"].date())
        pieces.append({"text": document.text[at : row.start], "start": at, "event_id": ""})
        pieces.append(
            {
                "text": document.text[row.start : row.end],
                "start": int(row.start),
                "event_id": row.event_id,
                "said": f"{when}: {event['summary']}",
            }
        )
        at = int(row.end)
    pieces.append({"text": document.text[at:], "start": at, "event_id": ""})
    return {
        "document": document.id,
        "title": document.title,
        "about": " · ".join(part for part in (document.outlet, document.author, wording.published(document)) if part),
        "pieces": [piece for piece in pieces if piece["text"]],
        "read_by": ", ".join(dict.fromkeys(one.reviewer for one in articles_read(store, [document.id]))),
    }
