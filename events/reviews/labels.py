"""Reviews as labels, so that the next rule or training can use them.

In: decisions and articles. Out: one JSON line a passage, in the form of `training/passages` (`training/README.md`): a
kept event's passage with its label, a rejected one's as a lure (number 0). A reviewer marks passages, not triggers, and
names parties by code: the trigger is the whole passage, and the parties are "implied". No relation is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from events.records import Document
from events.reviews.decisions import Decision
from events.reviews.passages import locate
from events.reviews.review import Fields


def labels(decided: Iterable[Decision], documents: Mapping[str, Document]) -> Iterator[dict[str, Any]]:
    """A record for each passage of each decision whose article is here, in the order of events and passages."""
    for decision in sorted(decided, key=lambda one: one.event_id):
        for number, passage in enumerate(decision.passages):
            document = documents.get(passage.document_id)
            place = locate(passage, document) if document is not None else None
            if document is None or place is None:
                continue
            words = document.text[place.start : place.end].replace("[[", "[ [").replace("]]", "] ]")
            kept = decision.counts and decision.fields is not None
            yield {
                "id": f"{decision.event_id}-{number + 1}",
                "genre": "reviewed",
                "published": document.published_earliest.isoformat() if document.published_earliest else "",
                "text": f"[[{words}|{int(kept)}]]",
                "events": [_event(decision.fields)] if kept and decision.fields else [],
                "traps": [] if kept else [decision.reason],
            }


def _event(fields: Fields) -> dict[str, Any]:
    return {
        "n": 1,
        "type": fields.event_type,
        "mode": fields.mode or "",
        "sources": [_party(code) for code in fields.source_actors],
        "targets": [_party(code) for code in fields.target_actors],
        "start": fields.date_start.isoformat(),
        "end": fields.date_end.isoformat(),
        "precision": fields.date_precision,
        "time": "",
        "place": {
            "name": fields.place.name,
            "level": fields.place.level,
            "countries": list(fields.place.countries),
            "zone": fields.place.zone,
            "words": "",
        },
        "relation": "",
        "effects": [
            {"member": one.member, "direction": one.direction, "dimension": one.dimension, "by": one.by}
            for one in fields.effects
        ],
    }


def _party(code: str) -> dict[str, Any]:
    return {"code": code, "kind": "implied", "words": "", "at": 0}
