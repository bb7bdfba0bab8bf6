"""Passages of several genres: each happening has the days that a reader would give it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from events.records import Event

PASSAGES = tomllib.loads(
    (Path(__file__).parents[1] / "dated_passages.toml").read_text(encoding="utf-8"),
)["passage"]
MOST_MISSED = 0.1


def telling(events: list[Event], text: str, says: str) -> list[Event]:
    """The events read from the sentence that holds `says`."""
    position = text.index(says)
    return [event for event in events if any(m.start <= position < m.end for m in event.mentions)]


def is_dated(row: dict, events: list[Event]) -> bool:
    """Whether the row's happening lies exactly on its days, or none was read where none is told.

    Of several events in the sentence those of the row's type count; the type itself is not what is tested.
    """
    if row.get("none"):
        return not events
    typed = [event for event in events if event.event_type == row["type"]] or events
    return any((event.date_start, event.date_end) == (row["start"], row["end"]) for event in typed)


@pytest.mark.parametrize("passage", PASSAGES, ids=[passage["name"] for passage in PASSAGES])
def test_each_happening_of_a_passage_lies_on_its_days(read, passage):
    events = read(passage["text"], published=passage["published"])
    wrong = {
        row["says"] for row in passage["events"] if not is_dated(row, telling(events, passage["text"], row["says"]))
    }
    assert wrong == {row["says"] for row in passage["events"] if row.get("missed")}


def test_what_is_known_to_be_missed_is_little():
    rows = [row for passage in PASSAGES for row in passage["events"]]
    assert sum(row.get("missed", False) for row in rows) <= MOST_MISSED * len(rows)
