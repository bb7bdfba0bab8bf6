"""A tour is read from a file, says what is wrong with it in one line, and notices when the map has moved on."""

import re

import pytest

from dashboard.address import Known, Opening
from dashboard.deck.slides import Stop
from dashboard.deck.tour import (
    LEAST_MOVE,
    QUOTE_GONE,
    Tour,
    TourError,
    changes_of,
    moved_since,
    parse_tour,
    read_tour,
    sentences,
    shown_now,
    tour_text,
    turning_points,
    warned,
)
from geo.periods import AREAS
from tests.dashboard.serving import ROOT


def _known(tables):
    return Known(tables.months, tables.members, AREAS)


@pytest.fixture
def read(tables, tmp_path):
    def read_text(text):
        path = tmp_path / "tour.toml"
        path.write_text(text, encoding="utf-8")
        return read_tour(path, _known(tables), tables.last_month)

    return read_text


def test_stops_come_in_order_with_the_own_words(read):
    tour = read(
        'title = "Out"\n[[stop]]\nview = "?date=2022-11&member=ARM"\nheadline = "No"\nnote = "Slowly"\n'
        '[[stop]]\nview = "date=2022-09&compare=2021-09&mode=change"\n'
    )
    first, second = tour.stops
    assert tour.title == "Out"
    assert (first.view.date, first.view.member, first.headline, first.note) == ("2022-11", "ARM", "No", "Slowly")
    assert (second.view.mode, second.view.compare, second.headline) == ("change", "2021-09", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "cannot be read"),
        ('title = "Empty"', "at least one"),
        ('[[stop]]\nheadline = "No view"', "stop 1 needs a view"),
        ('[[stop]]\nview = "date=1999-01"', "stop 1: The link asks for a month that is not here"),
        ('[[stop]]\nview = "date=2022-01"\ncolor = "red"', "stop 1: color is not known"),
        ('[[stop]]\nview = "date=2022-01"\nscores = { XXX = 0.1 }', "stop 1: XXX is no state"),
        ('[[stop]]\nview = "date=2022-01"\nscores = { ARM = "low" }', "stop 1: scores are numbers"),
        ('[[stop]]\nview = "date=2022-01"\ncompared = { XXX = 0.1 }', "stop 1: XXX is no state"),
        ('[[stop]]\nview = "date=2022-01"\nheadline = 3', "stop 1: headline is a text"),
    ],
)
def test_what_is_wrong_is_one_line_that_names_file_and_stop(read, text, said):
    with pytest.raises(TourError) as error:
        read(text)
    assert said in str(error.value)
    assert "tour.toml" in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_a_missing_file_is_one_line(tables, tmp_path):
    with pytest.raises(TourError, match=r"nowhere\.toml: the tour cannot be read"):
        read_tour(tmp_path / "nowhere.toml", _known(tables), tables.last_month)


def test_a_stop_that_shows_something_else_by_now_is_named(read, tables):
    now = tables.scores.set_index(["date", "member"])["score"]["2022-11", "ARM"]
    line = '[[stop]]\nview = "date=2022-11&member=ARM"\nscores = {{ ARM = {:.2f} }}\n'
    assert moved_since(read(line.format(now)).stops, tables) == []
    (told,) = moved_since(read(line.format(now) + line.format(now + 0.3)).stops, tables)
    assert told.startswith("Stop 2 (November 2022) shows something else: Armenia")


def test_a_tour_is_read_as_it_was_written(tables):
    whole = Stop(
        Opening("2022-09", member="KAZ", step="year"), 'A "quote" \\ <b>', "one\ntwo", "“x” \x7f", {"ARM": -0.5}
    )
    between = Stop(Opening("2022-09", "2020-01", "change", zoom="2.00,610,402"), compared={"ARM": 0.25})
    tour = Tour("Armenia's “way”", [whole, between])
    assert parse_tour(tour_text(tour), "here", _known(tables), tables.last_month) == tour


def test_between_two_dates_both_are_held_against_what_they_were(tables):
    view = Opening("2022-09", "2020-01", "change", "ARM")
    now = shown_now(tables, view)
    assert changes_of(Stop(view, **now), tables) == []
    then = {**now["compared"], "ARM": now["compared"]["ARM"] + 0.2}
    (told,) = changes_of(Stop(view, scores=now["scores"], compared=then), tables)
    assert told.startswith("Armenia in January 2020 ")


@pytest.mark.parametrize(("apart", "told"), [(0.004, False), (0.006, None), (0.012, True)])
def test_a_difference_that_two_decimals_do_not_show_is_none(tables, apart, told):
    view = Opening("2022-09", member="ARM")
    now = shown_now(tables, view)["scores"]["ARM"]
    lines = changes_of(Stop(view, scores={"ARM": now + apart}), tables)
    if told is not None:
        assert bool(lines) == told
    assert not any(len(set(re.findall(r"[−+][\d.]+", line))) == 1 for line in lines)


def test_an_event_and_a_quote_that_are_not_here_any_more_are_told(tables):
    view = Opening("2022-09", member="KAZ")
    quote = next(iter(sentences(tables, view)))
    assert changes_of(Stop(view, quote=quote), tables) == []
    assert changes_of(Stop(view, quote="Nobody said so."), tables) == [QUOTE_GONE]
    assert changes_of(Stop(Opening("2022-09", event="gone")), tables) == ["its event is not here any more"]


def test_the_notes_of_a_deck_say_what_changed(tables):
    view = Opening("2022-09", member="KAZ")
    moved, same = warned([Stop(view, note="Slowly", scores={"KAZ": 0.99}), Stop(view, note="Slowly")], tables)
    assert moved.note.startswith("Shows something else than when this stop was made: Kazakhstan +0.99 then, ")
    assert moved.note.endswith(".\n\nSlowly")
    assert same.note == "Slowly"


def test_turning_points_are_the_largest_movements_in_order_of_time(tables):
    stops = turning_points(tables, 5)
    dates = [stop.view.date for stop in stops]
    wide = tables.scores.pivot(index="date", columns="member", values="score").sort_index().diff()
    sizes = [abs(wide.loc[stop.view.date, stop.view.member]) for stop in stops]
    assert dates == sorted(set(dates))
    assert len(stops) == 5
    assert min(sizes) >= LEAST_MOVE
    assert max(sizes) == pytest.approx(wide.abs().max().max())


def test_turning_points_can_be_asked_for_a_span(tables):
    stops = turning_points(tables, 50, "2015-01", "2016-12")
    assert stops
    assert all("2015-01" <= stop.view.date <= "2016-12" for stop in stops)


@pytest.mark.parametrize("name", ["ten-stops", "armenia"])
def test_the_tours_that_come_with_the_project_can_be_read(tables, name):
    tour = read_tour(ROOT / "seeds" / "tours" / f"{name}.toml", _known(tables), tables.last_month)
    assert len(tour.stops) >= 8
    assert all(stop.headline for stop in tour.stops)
