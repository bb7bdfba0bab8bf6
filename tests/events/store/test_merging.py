"""Merging in the store looks at little and finds what merging everything anew would find."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta

import pytest
from sqlalchemy import event as listening
from sqlalchemy import func, select

from events.merging import contradictions
from events.merging.across_documents import group
from events.records import Mention
from events.store import merging as uniting
from events.store.merging import unite_store
from events.store.store import Store
from events.store.tables import EVENTS
from geo.place import Place
from tests.events.storing import VERSION
from tests.events.telling import ARMENIA, BORDER, document, event

SENTENCES = (
    "Armenia appealed to the alliance for weapons and {} soldiers.",
    "Armenia asked the alliance for {} soldiers and some weapons.",
    "At the CSTO summit in Yerevan Armenia asked the alliance for help with {} tents.",
    "Kazakhstan sent {} trucks of flour to the border.",
    "Defence Minister Pashinyan asked the CSTO for {} shells.",
)
MEETING = "At the CSTO summit in {} on {} November 2022 Armenia asked the alliance for help."


def a_text(chance: random.Random, name: str):
    """A made-up article with up to three events that other such articles may tell as well."""
    days = [date(2022, 9, 1) + timedelta(days=chance.choice([0, 0, 1, 12, 13, 40])) for _ in range(chance.randrange(4))]
    told = [f"On {day:%d %B %Y} {chance.choice(SENTENCES).format(chance.choice([20, 50]))}" for day in days]
    text = f"Word{name} came late. " + " ".join(f"{n}) {sentence}" for n, sentence in enumerate(told))
    published = chance.choice([None, date(2022, 9, chance.randrange(1, 28))])
    events = []
    for number, sentence in enumerate(told):
        start = days[number]
        length = chance.choice([0, 0, 5, 29, 400])
        place = chance.choice([ARMENIA, BORDER, Place("Kazakhstan", "country", None, ("KAZ",), 48.0, 67.0, 6)])
        at = text.index(f"{number}) {sentence}") + 3
        events.append(
            event(
                name,
                sentence,
                text,
                event_id=f"{name}-{number}",
                event_type=chance.choice(["REQUEST", "AID", "MOBILIZE"]),
                source_actors=(chance.choice(["ARM", "KAZ"]),),
                date_start=start,
                date_end=start + timedelta(days=length),
                date_precision=1 if not length else 4 if length < 60 else 5,
                place=place,
                confidence=chance.choice([0.5, 0.8]),
                mentions=(Mention(name, at, at + len(sentence), sentence),),
            )
        )
    return document(name, text, published), events


def as_merged(store: Store) -> dict:
    """Which readings are one event, and what it is flagged with."""
    parts, flags = defaultdict(set), {}
    for reading in store.readings():
        parts[reading.event.event_id].add((reading.document_id, reading.read_as))
        flags[reading.event.event_id] = frozenset(map(in_any_order, reading.event.contradictions))
    return {frozenset(part): flags[event_id] for event_id, part in parts.items()}


def as_merged_anew(store: Store) -> dict:
    """The same, from all readings at once."""
    documents = {name: store.document(name) for name in store.documents_frame()["id"]}
    groups = group(store.readings(), documents)
    found = contradictions.find(documents, groups)
    return {
        frozenset((r.document_id, r.read_as) for r in one.readings): frozenset(
            map(in_any_order, found.get(one.event_id, ()))
        )
        for one in groups
    }


def in_any_order(contradiction):
    return contradiction.what, frozenset(contradiction.values)


@pytest.mark.parametrize("seed", range(8))
def test_articles_in_any_order_and_portions_end_as_if_merged_at_once(store, monkeypatch, seed):
    chance = random.Random(seed)
    monkeypatch.setattr(uniting, "DOCUMENTS_AT_ONCE", chance.choice([1, 3, 20]))
    names = [f"d{number:02d}" for number in range(14)]
    for _ in range(4):
        for name in chance.sample(names, 6):
            if chance.random() < 0.15:
                store.forget([name])
            else:
                store.save(*a_text(chance, name), VERSION)
        unite_store(store)
        assert as_merged(store) == as_merged_anew(store)
    shown = store.events_frame()
    assert shown["event_id"].is_unique
    assert len(shown) < len(store.readings()), "nothing was merged: the test says nothing"


def test_merging_again_changes_nothing_and_writes_nothing(store):
    chance = random.Random(3)
    for number in range(8):
        store.save(*a_text(chance, f"d{number}"), VERSION)
    unite_store(store)
    before, revision = store.events(), store.revision()
    unite_store(store)
    assert (store.events(), store.revision()) == (before, revision)


def test_what_was_merged_keeps_its_id_when_an_older_article_comes_and_when_one_is_read_anew(store):
    first, older = (
        document(name, SENTENCES[0], day) for name, day in (("b", date(2022, 9, 9)), ("a", date(2022, 9, 2)))
    )
    store.save(first, [event("b", SENTENCES[0])], VERSION)
    unite_store(store)
    store.save(older, [event("a", SENTENCES[0])], VERSION)
    unite_store(store)
    assert [e.event_id for e in store.events()] == ["b-event"]
    store.save(older, [event("a", SENTENCES[0], confidence=0.9)], "extractor 2")
    assert [(e.event_id, len(e.mentions)) for e in store.events()] == [("b-event", 2)]
    store.forget(["b"])
    unite_store(store)
    assert [e.event_id for e in store.events()] == ["b-event"]


def test_a_gathering_told_on_another_day_flags_the_event_that_was_there_and_lifts_it_again(store):
    def meeting(name: str, town: str, day: int):
        told, when = MEETING.format(town, day), date(2022, 11, day)
        place = Place(town, "city", None, ("ARM" if town == "Yerevan" else "KAZ",), 40.0, 45.0, 1)
        changes = {"date_start": when, "date_end": when, "date_precision": 1, "place": place}
        return document(name, told, date(2022, 12, 1)), [event(name, told, **changes)]

    store.save(*meeting("one", "Yerevan", 23), VERSION)
    unite_store(store)
    assert [e.contradictions for e in store.events()] == [()]
    store.save(*meeting("two", "Almaty", 25), VERSION)
    unite_store(store)
    assert [[c.values for c in e.contradictions] for e in store.events()] == [[("2022-11-23", "2022-11-25")]] * 2
    store.forget(["two"])
    unite_store(store)
    assert [e.contradictions for e in store.events()] == [()]


def test_a_new_article_costs_the_same_however_many_unrelated_ones_are_there(store):
    def rows_asked_for(name: str) -> int:
        asked = []
        listening.listen(store._engine, "after_cursor_execute", lambda *call: asked.append(call[2]))
        store.save(*a_text(random.Random(1), name), VERSION)
        unite_store(store)
        return len(asked)

    few = rows_asked_for("first")
    for number in range(60):
        when = date(2011, 1, 1) + timedelta(days=40 * number)
        name = f"old-{number}"
        told = SENTENCES[3].format(number)
        changes = {"source_actors": ("KAZ",), "date_start": when, "date_end": when, "date_precision": 1}
        store.save(document(name, f"{told} {name} " * 3), [event(name, told, **changes)], VERSION)
    unite_store(store)
    store.forget(["first"])
    unite_store(store)
    assert rows_asked_for("first") <= few + 8


def test_merging_that_was_cut_short_goes_on_where_it_stopped(store, monkeypatch):
    chance = random.Random(11)
    monkeypatch.setattr(uniting, "DOCUMENTS_AT_ONCE", 2)
    for number in range(12):
        store.save(*a_text(chance, f"d{number:02d}"), VERSION)
    real, calls = uniting._write, []

    def breaking(*arguments):
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("the power went")
        real(*arguments)

    monkeypatch.setattr(uniting, "_write", breaking)
    with pytest.raises(RuntimeError):
        unite_store(store)
    with store.reading() as connection:
        waiting = connection.scalar(select(func.count()).where(EVENTS.c.pending > 0))
        assert 0 < waiting < len(store.readings())
    unite_store(store)
    assert as_merged(store) == as_merged_anew(store)
