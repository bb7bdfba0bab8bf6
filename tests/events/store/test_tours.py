"""Tours are kept by name, on both databases, and nobody overwrites what somebody else wrote meanwhile."""

from __future__ import annotations

import pytest

from events.store import tours
from events.store.tours import KeptTour, TourChanged


def test_a_tour_is_kept_by_name_and_changes_no_score(store):
    before = store.revision()
    tours.add(store, "Yerevan", "one")
    tours.add(store, "astana", "other")
    assert tours.names(store) == ["astana", "Yerevan"]
    assert tours.tour(store, "Yerevan") == KeptTour("Yerevan", "one", 1)
    assert tours.tour(store, "Minsk") is None
    assert store.revision() == before


def test_a_change_counts_only_on_what_it_was_made_from(store):
    tours.add(store, "Yerevan", "one")
    assert tours.change(store, "Yerevan", 1, "two") == 2
    with pytest.raises(TourChanged, match="Somebody else"):
        tours.change(store, "Yerevan", 1, "three")
    assert tours.tour(store, "Yerevan") == KeptTour("Yerevan", "two", 2)


def test_a_name_is_given_once(store):
    tours.add(store, "Yerevan", "one")
    tours.add(store, "Astana", "other")
    for again in (lambda: tours.add(store, "Astana", "new"), lambda: tours.rename(store, "Yerevan", "Astana")):
        with pytest.raises(TourChanged, match="already"):
            again()
    with pytest.raises(TourChanged, match="not here"):
        tours.rename(store, "Minsk", "Brest")
    tours.rename(store, "Yerevan", "Gyumri")
    assert tours.names(store) == ["Astana", "Gyumri"]


def test_a_removed_tour_is_gone_and_cannot_be_changed(store):
    tours.add(store, "Yerevan", "one")
    tours.remove(store, "Yerevan")
    assert tours.names(store) == []
    with pytest.raises(TourChanged):
        tours.change(store, "Yerevan", 1, "two")
