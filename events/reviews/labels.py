"""Reviews as labels, so that the next rule or training can use them.

In: decisions and articles. Out: one JSON line a passage, in the form of `training/passages` (see `training/README.md`),
which takes it as it is: a kept event's passage with its label, a rejected one's as a lure (number 0). A reviewer marks
passages, not triggers, and names parties by code: the trigger is the whole passage, the parties are "implied", the
relation is "neutral", and the directions are the reviewer's own (`ruled`), whatever the sign table says of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from events.actors.directory import is_known
from events.dates.intervals import precision
from events.records import Document
from events.reviews.decisions import Decision
from events.reviews.passages import locate
from events.reviews.review import Fields

TRAPS = {
    "not-told": "misread",
    "not-happened": "unreal",
    "background": "state",
    "wrong-parties": "other-country",
    "wrong-time": "background",
    "not-relevant": "incidental",
}
"""What kind of trap a rejected passage is, by the reason; one that was told already tells an event and is none."""
NO_MARK = str.maketrans("[]|", "()/")
"""Characters with which a passage is marked: none of the article's own may look like that."""
LAST = date(2024, 12, 31)
RULED = "a reviewer's decision"


def labels(decided: Iterable[Decision], documents: Mapping[str, Document]) -> Iterator[dict[str, Any]]:
    """A record for each passage of each decision whose article is here, in the order of events and passages."""
    for decision in sorted(decided, key=lambda one: one.event_id):
        for number, passage in enumerate(decision.passages):
            document = documents.get(passage.document_id)
            place = locate(passage, document) if document is not None else None
            fields = decision.fields if decision.counts else None
            trap = TRAPS.get(decision.reason, "") if not decision.counts else ""
            if document is None or place is None or not (trap or (fields and fields.date_end <= LAST)):
                continue
            words = " ".join(document.text[place.start : place.end].translate(NO_MARK).split())
            yield {
                "id": f"{decision.event_id}-{number + 1}",
                "genre": "reviewed",
                "published": _published(document, fields).isoformat(),
                "text": f"[[{words}|{int(bool(fields))}]]",
                "events": [_event(fields)] if fields else [],
            } | ({"trap": [trap]} if trap else {})


def _published(document: Document, fields: Fields | None) -> date:
    """When it was written: an event that was told lies before."""
    known = [day for day in (document.published_earliest, document.published_latest) if day]
    return max([*known, *([fields.date_end] if fields else [])], default=LAST)


def _event(fields: Fields) -> dict[str, Any]:
    return {
        "n": 1,
        "type": fields.event_type,
        "mode": fields.mode or "",
        "sources": [_party(code) for code in fields.source_actors],
        "targets": [_party(code) for code in fields.target_actors],
        "start": fields.date_start.isoformat(),
        "end": fields.date_end.isoformat(),
        "precision": precision((fields.date_start, fields.date_end)),
        "time": "",
        "place": {
            "name": fields.place.name,
            "level": fields.place.level,
            "countries": list(fields.place.countries),
            "zone": fields.place.zone,
            "words": "",
        },
        "relation": "neutral",
        "ruled": RULED,
        "effects": [
            {"member": one.member, "direction": one.direction, "dimension": one.dimension, "by": one.by}
            for one in fields.effects
        ],
    }


def _party(code: str) -> dict[str, Any]:
    return {"code": code if is_known(code) else "", "kind": "implied", "words": "", "at": 0}
