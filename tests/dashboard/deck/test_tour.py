"""A tour is read from a file, says what is wrong with it in one line, and notices when the map has moved on."""

import pytest

from dashboard.address import Known
from dashboard.deck.tour import LEAST_MOVE, TourError, moved_since, read_tour, turning_points
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
    assert moved_since(read(line.format(now)), tables) == []
    (told,) = moved_since(read(line.format(now) + line.format(now + 0.3)), tables)
    assert told.startswith("Stop 2 (November 2022) shows something else: Armenia")


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
