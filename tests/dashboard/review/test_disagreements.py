"""Sentences that contradict each other stand side by side, with what the scores would be by either."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from dashboard.review.disagreements import ITSELF, days_of, side_by_side
from dashboard.review.form import fields_from
from dashboard.review.impact import impact_of, months_of
from dashboard.state.tables import load_tables
from events.merging.contradictions import in_words
from events.records import Contradiction, Effect
from events.reviews import making
from events.store import reviewing
from events.store.merging import unite_store
from events.store.store import open_store
from tests.events.storing import VERSION
from tests.events.telling import document, event

PLEA = "On {} {} 2022 Armenia appealed to the alliance for weapons and soldiers."
PUBLISHED = date(2022, 12, 1)


def a_plea(name, day, month, words):
    told = PLEA.format(day, words)
    when = date(2022, month, day)
    effects = (Effect("ARM", 1, "military", "own"),)
    read = event(name, told, date_start=when, date_end=when, date_precision=1, effects=effects)
    return document(name, told, PUBLISHED), [read]


@pytest.fixture
def disputed(tmp_path):
    """Tables of a store with one event that two articles put into two months, and the event as it is seen."""
    with closing(open_store(f"sqlite:///{tmp_path}/two.sqlite")) as store:
        store.save(*a_plea("one", 30, 9, "September"), VERSION)
        store.save(*a_plea("two", 2, 10, "October"), VERSION)
        unite_store(store)
        [shown] = store.events()
        yield load_tables(store), reviewing.seen(store, shown.event_id)


def test_both_sentences_stand_there_with_their_sources(disputed):
    tables, seen = disputed
    [one] = side_by_side(tables, seen)
    assert (one["what"], one["asked"][:12]) == ("date", "When was it?")
    assert sorted(side["value"] for side in one["sides"]) == ["2 October 2022", "30 September 2022"]
    assert sorted(side["document"] for side in one["sides"]) == ["one", "two"]
    assert all(side["quote"].startswith("On ") and side["published"] == "1 December 2022" for side in one["sides"])
    assert [side["now"] for side in one["sides"]].count(True) == 1


def test_the_scores_by_the_other_side_are_those_of_the_edit_that_takes_it(disputed):
    tables, seen = disputed
    months = months_of(tables, seen.event.date_end)
    [one] = side_by_side(tables, seen, months)
    [other] = [side for side in one["sides"] if not side["now"]]
    taken = making.edit(seen, "ana", fields_from(other["take"], seen.fields))
    moved = months_of(tables, taken.after.date_end)
    assert other["impact"] == impact_of(tables, [taken], {*months, *moved})
    assert other["impact"]


def test_without_months_nothing_is_reckoned(disputed):
    [one] = side_by_side(*disputed)
    assert [side["impact"] for side in one["sides"] if not side["now"]] == [None]


def test_what_is_held_against_the_programs_own_list_says_so(disputed):
    tables, seen = disputed
    office = Contradiction("actor", ("president X", "prime minister X"), seen.event.mentions[:1])
    count = Contradiction("number", ("5 dead", "7 dead"), seen.event.mentions)
    event_ = replace(seen.event, contradictions=(office, count))
    held, counted = side_by_side(tables, replace(seen, event=event_), months_of(tables, event_.date_end))
    assert held["sides"][1]["title"] == ITSELF
    assert held["sides"][1]["take"] is None
    assert [side["take"] for side in counted["sides"]] == [None, None]  # no score depends on a number


@pytest.mark.parametrize(
    "days",
    [
        (date(2022, 9, 3), date(2022, 9, 3)),
        (date(2022, 12, 1), date(2022, 12, 31)),
        (date(2022, 1, 1), date(2022, 12, 31)),
        (date(2022, 9, 3), date(2022, 10, 3)),
    ],
)
def test_days_in_words_are_read_back(days):
    assert days_of(in_words(*days)) == days
