"""A tour is opened by a link, told by the browser, and filled with the view on the screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
import streamlit as st

from dashboard.address import Opening
from dashboard.deck import kept_tours
from dashboard.deck.slides import Stop
from dashboard.deck.tour import TourError, sentences
from dashboard.loading import shared
from dashboard.state import reviewed_only, what_if
from dashboard.tours import editing, on_map
from tests.dashboard.serving import HOSTILE_QUOTE, HOSTILE_TITLE

SHIPPED = "Armenia's way out"
VIEW = Opening("2022-09", member="KAZ")


@pytest.fixture
def tables(filled_store, monkeypatch):
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(what_if, "current", dict)
    monkeypatch.setattr(reviewed_only, "current", str)
    return shared.latest()


def test_a_link_without_a_date_shows_the_stop(tables):
    asked, notices = on_map.opened(tables, {"tour": SHIPPED, "stop": "3", "present": "1"})
    assert notices == []
    assert asked == {
        **{"tour": SHIPPED, "stop": "3", "present": "1"},
        **{"date": "2022-08", "member": "ARM", "frame": "south-caucasus"},
    }


def test_a_link_with_a_date_shows_what_it_says_itself(tables):
    asked = {"tour": SHIPPED, "stop": "3", "date": "2023-01"}
    assert on_map.opened(tables, asked) == (asked, [])


@pytest.mark.parametrize(("stop", "shown"), [("99", "9"), ("0", "1")])
def test_a_stop_that_is_not_there_is_said(tables, stop, shown):
    asked, notices = on_map.opened(tables, {"tour": SHIPPED, "stop": stop})
    assert (asked["stop"], notices) == (shown, [on_map.NO_SUCH_STOP])


def test_a_tour_that_is_not_there_is_said_and_the_rest_of_the_link_followed(tables):
    asked = {"tour": "<b>Nowhere</b>", "stop": "2", "date": "2022-09"}
    assert on_map.opened(tables, asked) == ({"date": "2022-09"}, [on_map.NOT_HERE])
    assert on_map.opened(tables, {"stop": "2"}) == ({}, [])


def test_the_browser_is_given_words_sources_and_what_changed(tables):
    quote = next(one for one in sentences(tables, VIEW) if one == HOSTILE_QUOTE)
    stops = [Stop(VIEW, "One", "Note", quote, {"KAZ": 0.99}), Stop(VIEW, quote="Nobody said so.")]
    editing.add_tour(tables, "Mine", stops)
    told = on_map.for_browser(tables, "Mine")
    first, second = told["stops"]
    assert (first["headline"], first["note"], first["quote"]) == ("One", "Note", HOSTILE_QUOTE)
    assert HOSTILE_TITLE in first["source"]
    assert (first["view"]["date"], first["label"]) == ("2022-09", "September 2022, Kazakhstan")
    assert first["changed"][0].startswith("Kazakhstan +0.99 then")
    assert (second["quote"], second["source"]) == ("", "")
    assert second["changed"]
    assert on_map.for_browser(tables, "Nowhere") is None


def test_views_go_to_the_tour_that_was_begun_and_say_so(tables):
    message = {**VIEW.as_dict(), "present": "1", "zoom": None}
    assert on_map.add_view(tables, {**message, "tour": SHIPPED, "stop": "1"})["text"].startswith(
        "Stop 1 added to “Tour of "
    )
    name = st.session_state[on_map.CHOSEN]
    assert on_map.add_view(tables, message)["text"].startswith(f"Stop 2 added to “{name}”.")
    assert [stop.view for stop in kept_tours.find(tables, name).tour.stops] == [VIEW, VIEW]


def test_the_tour_told_on_the_map_takes_the_stop_before_the_one_chosen_elsewhere(tables):
    for name in ("Told", "Chosen"):
        editing.add_tour(tables, name, [Stop(VIEW)])
    st.session_state[on_map.CHOSEN] = "Chosen"
    assert on_map.add_view(tables, {**VIEW.as_dict(), "tour": "Told"})["tour"] == "Told"
    st.session_state[on_map.CHOSEN] = "Chosen"
    assert on_map.add_view(tables, VIEW.as_dict(), "Told")["tour"] == "Chosen"


def test_a_page_that_is_loaded_anew_goes_on_with_the_tour_that_was_begun(tables):
    begun = on_map.add_view(tables, VIEW.as_dict())["tour"]
    st.session_state.clear()
    assert on_map.add_view(tables, VIEW.as_dict(), begun)["tour"] == begun
    st.session_state.clear()
    assert on_map.add_view(tables, VIEW.as_dict(), SHIPPED)["tour"] not in (begun, SHIPPED)


def test_a_view_takes_the_place_of_the_stops_and_its_words_stay(tables):
    editing.add_tour(tables, "Mine", [Stop(VIEW), Stop(VIEW, "Words", scores={"ARM": 0.99})])
    message = {**Opening("2020-01", member="ARM").as_dict(), "tour": "Mine", "stop": "2"}
    assert on_map.take_view(tables, message) == "Stop 2 of “Mine” is this view from now on."
    first, second = kept_tours.find(tables, "Mine").tour.stops
    assert (first.view, second.view, second.headline) == (VIEW, Opening("2020-01", member="ARM"), "Words")
    assert second.scores["ARM"] != 0.99
    for refused in ({"stop": "3"}, {"stop": None}, {"tour": "Nowhere"}, {"tour": SHIPPED}, {"date": None}):
        with pytest.raises(TourError):
            on_map.take_view(tables, {**message, **refused})


@pytest.mark.parametrize("view", [None, [], {}, {"date": "1999-01"}, {"member": "ARM"}, {"date": {"a": 1}}])
def test_what_is_no_view_is_refused(tables, view):
    with pytest.raises(TourError, match="cannot be kept"):
        on_map.add_view(tables, view)
    assert set(kept_tours.names(tables)) == set(kept_tours.shipped())


def test_what_a_tour_could_not_show_again_is_refused(tables, monkeypatch):
    monkeypatch.setattr(what_if, "current", lambda: {"decay.half_life_months": 24.0})
    with pytest.raises(TourError, match="default method"):
        on_map.add_view(tables, VIEW.as_dict())


def test_with_reviewing_switched_off_no_view_is_kept(tables, monkeypatch):
    monkeypatch.setenv("REVIEW", "off")
    with pytest.raises(TourError, match="switched off"):
        on_map.add_view(tables, VIEW.as_dict())


def test_a_message_that_comes_twice_is_heard_once(tables):
    message = {"desk": "d", "number": 1, "view": VIEW.as_dict()}
    for told in (message, message, {**message, "number": True}, "add", None):
        st.session_state[on_map.KEY] = type("Told", (), {"add": told})
        on_map._added()
    name = st.session_state[on_map.CHOSEN]
    assert len(kept_tours.find(tables, name).tour.stops) == 1
    st.session_state[on_map.KEY] = type("Told", (), {"add": {**message, "desk": "another page"}})
    on_map._added()
    assert len(kept_tours.find(tables, name).tour.stops) == 2
    assert st.session_state[on_map.SAID]["kind"] == "done"


def test_a_stop_does_not_change_how_its_teller_looks_at_it(tables):
    editing.add_stop(tables, "Mine", replace(VIEW, theme="dark", tour="Other", stop="2"))
    asked, _ = on_map.opened(tables, {"tour": "Mine", "theme": "light"})
    assert asked == {"tour": "Mine", "stop": "1", "theme": "light", "date": "2022-09", "member": "KAZ"}
