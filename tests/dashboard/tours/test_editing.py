"""A tour is made, named, filled and put in order; what may not be done is refused in one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.address import Opening
from dashboard.deck import kept_tours
from dashboard.deck.slides import Stop
from dashboard.deck.tour import MOST_STOPS, TourError, sentences
from dashboard.state.tables import load_tables
from dashboard.tours import editing
from events.store import tours as kept
from events.store.store import open_store
from events.store.tours import TourChanged
from tests.dashboard.serving import fill_store

VIEW = Opening("2022-09", member="KAZ")
SHIPPED = "Armenia's way out"


@pytest.fixture
def tables(tmp_path):
    url = f"sqlite:///{tmp_path / 'tours.sqlite'}"
    fill_store(url)
    store = open_store(url)
    yield load_tables(store)
    store.close()


def stops_of(tables, name):
    return list(kept_tours.find(tables, name).tour.stops)


def test_views_are_added_in_order_and_the_first_one_makes_the_tour(tables):
    assert editing.add_stop(tables, "Astana", VIEW) == 1
    assert editing.add_stop(tables, "Astana", Opening("2020-01", mode="change", compare="2019-01", step="year")) == 2
    first, second = stops_of(tables, "Astana")
    assert first.view == VIEW
    assert (second.view.step, second.view.compare) == ("year", "2019-01")
    assert set(first.scores) == set(tables.members)
    assert first.compared == {}
    assert second.compared != second.scores


def test_a_stop_does_not_keep_how_its_maker_looked_at_it(tables):
    editing.add_stop(
        tables, "Astana", replace(VIEW, present="1", theme="dark", panel="hidden", quiet="skipped", type="large")
    )
    assert stops_of(tables, "Astana")[0].view == VIEW


def test_stops_are_moved_and_stay_at_the_ends():
    stops = [Stop(Opening(f"2020-0{number}")) for number in (1, 2, 3)]
    a, b, c = stops
    assert editing.moved(stops, 2, -1) == [a, c, b]
    assert editing.moved(stops, 0, 1) == [b, a, c]
    assert editing.moved(stops, 0, -1) == editing.moved(stops, 2, 1) == stops


def test_words_are_cut_to_what_can_be_printed():
    stop = editing.with_words(Stop(VIEW), "headline", "  No\ndrills\u202e on\xa0Armenian soil\x00 ")
    assert stop.headline == "No drills on Armenian soil"
    assert editing.with_words(stop, "note", "one\ntwo\x1b").note == "one\ntwo"
    assert len(editing.with_words(stop, "headline", "x" * 999).headline) == 200


def test_a_quote_is_kept_to_the_letter(tables):
    quote = "“It\nruns over\xa0lines”,  \x85\u200fit\tsays. "
    editing.add_tour(tables, "Quoting", [editing.with_words(Stop(VIEW), "quote", quote)])
    assert stops_of(tables, "Quoting")[0].quote == quote


def test_a_tour_that_comes_with_the_program_is_only_read_and_can_be_copied(tables):
    assert SHIPPED in kept_tours.names(tables)
    found = kept_tours.find(tables, SHIPPED)
    for change in (
        lambda: editing.rename_tour(tables, SHIPPED, "Mine"),
        lambda: editing.remove_tour(tables, SHIPPED),
        lambda: editing.keep_stops(tables, found, []),
        lambda: editing.add_stop(tables, SHIPPED, VIEW),
        lambda: editing.add_tour(tables, SHIPPED.upper()),
    ):
        with pytest.raises(TourError, match="comes with the program"):
            change()
    editing.copy_tour(tables, SHIPPED, "Mine")
    mine = stops_of(tables, "Mine")
    assert [stop.headline for stop in mine] == [stop.headline for stop in found.tour.stops]
    assert all(stop.scores for stop in mine)


def test_with_reviewing_switched_off_nothing_is_changed(tables, monkeypatch):
    editing.add_stop(tables, "Astana", VIEW)
    before = kept.tour(tables.store, "Astana")
    monkeypatch.setenv("REVIEW", "off")
    for change in (
        lambda: editing.add_stop(tables, "Astana", VIEW),
        lambda: editing.add_stop(tables, "Other", VIEW),
        lambda: editing.rename_tour(tables, "Astana", "Other"),
        lambda: editing.remove_tour(tables, "Astana"),
        lambda: editing.copy_tour(tables, "Astana", "Other"),
        lambda: editing.read_in(tables, b'[[stop]]\nview = "date=2022-09"', "other.toml"),
    ):
        with pytest.raises(TourError, match="switched off"):
            change()
    assert kept.names(tables.store) == ["Astana"]
    assert kept.tour(tables.store, "Astana") == before


def test_what_two_people_change_at_once_is_not_lost(tables):
    editing.add_stop(tables, "Astana", VIEW)
    seen = kept_tours.find(tables, "Astana")
    editing.add_stop(tables, "Astana", Opening("2023-01"))
    with pytest.raises(TourChanged, match="Somebody else"):
        editing.keep_stops(tables, seen, [])
    assert len(stops_of(tables, "Astana")) == 2


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x1bb"])
def test_a_name_that_is_none_is_refused(tables, name):
    with pytest.raises(TourError, match="1 to 80 letters"):
        editing.add_tour(tables, name)


def test_a_tour_has_so_many_stops_at_most(tables):
    editing.add_tour(tables, "Long", [Stop(VIEW)] * MOST_STOPS)
    with pytest.raises(TourError, match="at most"):
        editing.add_stop(tables, "Long", VIEW)


def test_a_file_is_taken_in_by_its_title_or_its_name(tables):
    text = 'title = "Two dates"\n[[stop]]\nview = "date=2022-09"\nheadline = "“<b>” \\u007f"\n'
    assert editing.read_in(tables, b"\xef\xbb\xbf" + text.encode(), "x.toml") == "Two dates"
    assert editing.read_in(tables, text.partition("\n")[2].encode(), "plain.toml") == "plain"
    assert editing.read_in(tables, text.encode(), "x.toml", " Third ") == "Third"
    assert stops_of(tables, "plain")[0].headline == "“<b>”"
    for content, said in (
        (b"\xff", "no text in UTF-8"),
        (b"title = 'x'", "at least one"),
        (b"stop = 3", "up to 100 stops"),
        (b"[[stop]]\nview = 'date=1999-01'", "stop 1: .* not here"),
        (b"a = " + b"[" * 9000, "cannot be read"),
    ):
        with pytest.raises(TourError, match=f"bad.toml: .*{said}|bad.toml: {said}"):
            editing.read_in(tables, content, "bad.toml")


def test_a_name_for_a_tour_begun_on_the_map_is_free(tables):
    first = editing.draft_name(tables, date(2026, 12, 1))
    assert first == "Tour of 1 December 2026"
    editing.add_tour(tables, first.upper())
    assert editing.draft_name(tables, date(2026, 12, 1)) == "Tour of 1 December 2026, 2"


def test_what_is_right_as_it_is_now_is_held_against_that(tables):
    quote = next(iter(sentences(tables, VIEW)))
    old = Stop(replace(VIEW, event="gone"), "Headline", "", quote, {"KAZ": -0.9})
    new = editing.accepted(tables, old)
    assert (new.view.event, new.quote, new.headline) == (None, quote, "Headline")
    assert new.scores["KAZ"] != -0.9
    assert editing.accepted(tables, replace(old, quote="Nobody said so.")).quote == ""
