"""Tours are found by name, those that come with the program and those in the store alike."""

from __future__ import annotations

import pytest

from dashboard.deck import kept_tours
from dashboard.deck.tour import TourError
from dashboard.state.tables import load_tables
from events.store import tours as kept
from events.store.store import open_store

STOP = '[[stop]]\nview = "date=2022-09"\n'


@pytest.fixture
def empty(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    yield load_tables(store)
    store.close()


def test_the_stores_own_tours_come_first(empty):
    kept.add(empty.store, "Zangezur", f'title = "Another"\n{STOP}')
    names = kept_tours.names(empty)
    assert names[0] == "Zangezur"
    assert set(names[1:]) == {"Armenia's way out", "The CSTO in ten stops, 2010-2024"}
    found = kept_tours.find(empty, "Zangezur")
    assert (found.tour.title, found.edition, len(found.tour.stops)) == ("Zangezur", 1, 1)
    assert kept_tours.find(empty, names[1]).edition is None


def test_what_cannot_be_had_is_said_in_one_line(empty):
    kept.add(empty.store, "Broken", "[[stop]]\nview = 3")
    kept.add(empty.store, "Bare", "")
    for name, said in (
        ("Nowhere", "no such tour"),
        ("Bare", "no stops yet"),
        ("Broken", "Broken: stop 1 needs a view"),
    ):
        with pytest.raises(TourError, match=said):
            kept_tours.wanted(empty, name)
