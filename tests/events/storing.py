"""Made-up documents and events for tests of the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from events.records import Document, Effect, Event, Mention
from geo.place import Place

VERSION = "extractor 1"


def a_document(id: str = "one", **changes) -> Document:
    """A short article; its text is `id`'s own unless given."""
    document = Document(
        id=id,
        title="A summit",
        outlet="The Herald",
        author="A. Writer",
        published_earliest=date(2022, 10, 1),
        published_latest=None,
        language="en",
        text=f"Kyrgyzstan cancelled the drill. Armenia asked for help, {id} was told in words that no other has.",
        source_path=f"seeds/{id}.md",
        sha256="0" * 64,
    )
    return replace(document, **changes)


def an_event(event_id: str = "event", document_id: str = "one", **changes) -> Event:
    """An event of that article."""
    event = Event(
        event_id=event_id,
        event_type="REJECT",
        summary="Kyrgyzstan cancels a drill",
        date_start=date(2022, 10, 1),
        date_end=date(2022, 10, 31),
        date_precision=4,
        source_actors=("KGZ", "CSTO"),
        target_actors=(),
        place=Place("Kyrgyzstan", "country", None, ("KGZ",), 41.5, None, 6),
        effects=(Effect("KGZ", -1, "military", "own"), Effect("ARM", 0, "political", "moscow")),
        mentions=(
            Mention(document_id, 0, 10, "Kyrgyzstan"),
            Mention(document_id, 32, 37, "Armen"),
        ),
        confidence=0.83,
    )
    return replace(event, **changes)
