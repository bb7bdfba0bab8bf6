"""The page Tours: tours by name, their stops with the briefer's own words, and what moved since they were made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.address import Opening
from dashboard.deck import kept_tours
from dashboard.deck.slides import Stop
from dashboard.deck.tour import sentences
from dashboard.loading import shared
from dashboard.pages.tours import label, plain
from dashboard.tours import editing
from events.store import tours as kept
from tests.dashboard.serving import HOSTILE_QUOTE, HOSTILE_TEXT

SHIPPED = "Armenia's way out"
HEADLINES = ("**One** :red[x] $y$", "Two", "Three")


@pytest.fixture
def tables(filled_store):
    return shared.latest()


@pytest.fixture
def page(tables):
    """The page on a tour of three stops, the second of which showed something else when it was made."""
    views = [Opening("2022-09", member="KAZ"), Opening("2020-01", member="ARM"), Opening("2023-06")]
    stops = [editing.as_now(tables, Stop(view, words)) for view, words in zip(views, HEADLINES, strict=True)]
    stops[1] = replace(stops[1], scores={**stops[1].scores, "ARM": 0.99})
    editing.add_tour(tables, "Briefing", stops)
    return AppTest.from_string("from dashboard.pages import tours\ntours.show()", default_timeout=60).run()


def stops(tables, name="Briefing"):
    return list(kept_tours.find(tables, name).tour.stops)


def said(page):
    return [box.value for box in (*page.success, *page.error)]


def press(page, key):
    return page.button(key=key).click().run()


def field(page, word):
    return next(
        box for box in (*page.text_input, *page.text_area, *page.selectbox) if box.key.startswith(f"tour-{word}-")
    )


def test_text_is_shown_as_it_is():
    assert plain("**a** [b](c) :red[d] $e$ <f>") == r"\*\*a\*\* \[b\]\(c\) \:red\[d\] \$e\$ \<f\>"
    assert (
        label(1, Stop(Opening("2022-09", "2020-01", "change", "ARM")), [])
        == "1\\. January 2020 vs\\. September 2022, Armenia"
    )


def test_a_stop_that_shows_something_else_says_so_with_what_changed(page):
    assert not page.exception
    assert "One stop shows something else" in page.warning[0].value
    marked = [":material/change_circle:" in one for one in page.radio[0].options]
    assert marked == [False, True, False]
    page.radio[0].set_value(1).run()
    assert r"Armenia \+0\.99 then" in page.warning[1].value
    press(page, "tour-as-now")
    assert not page.warning


def test_words_are_kept_as_they_are_written_and_go_with_their_stop(page, tables):
    page.radio[0].set_value(1).run()
    field(page, "headline").set_value("Written now").run()
    field(page, "note").set_value("For me alone").run()
    press(page, "tour-up")
    assert page.radio[0].value == 0
    assert field(page, "headline").value == "Written now"
    press(page, "tour-down")
    press(page, "tour-down")
    kept_now = stops(tables)
    assert [stop.headline for stop in kept_now] == [HEADLINES[0], "Three", "Written now"]
    assert kept_now[2].note == "For me alone"
    assert page.radio[0].value == 2
    assert page.button(key="tour-down").disabled
    press(page, "tour-remove")
    assert [stop.headline for stop in stops(tables)] == [HEADLINES[0], "Three"]
    assert field(page, "headline").value == "Three"
    press(page, "tour-put-back")
    assert stops(tables) == kept_now
    assert field(page, "headline").value == "Written now"


def test_a_quote_is_one_of_the_views_sentences(page, tables):
    options = field(page, "quote").options
    assert len(options) == 1 + len(sentences(tables, Opening("2022-09", member="KAZ")))
    assert any(HOSTILE_QUOTE in option for option in options)
    field(page, "quote").set_value(HOSTILE_QUOTE).run()
    assert stops(tables)[0].quote == HOSTILE_QUOTE
    assert HOSTILE_QUOTE in HOSTILE_TEXT


def test_a_change_made_on_an_older_tour_is_refused_and_the_newer_one_shown(page, tables):
    editing.add_stop(tables, "Briefing", Opening("2024-01"))
    field(page, "headline").set_value("Too late").run()
    assert said(page) == [plain("Somebody else changed this tour meanwhile; it is shown as it is now.")]
    assert len(page.radio[0].options) == 4
    assert [stop.headline for stop in stops(tables)] == [*HEADLINES, ""]
    assert field(page, "headline").value == HEADLINES[0]


def test_a_tour_is_made_copied_renamed_and_removed(page, tables):
    page.text_input(key="tour-new").set_value("From turning points").run()
    page.toggle(key="tour-draft").set_value(True).run()
    press(page, "tour-make")
    assert page.selectbox(key="tour-list").value == "From turning points"
    drafted = stops(tables, "From turning points")
    assert len(drafted) == 10
    assert [stop.quote for stop in drafted] == [next(iter(sentences(tables, stop.view)), "") for stop in drafted]
    assert all(bool(stop.note) == bool(stop.quote) and stop.scores for stop in drafted)
    page.text_input(key="tour-copy-name").set_value("Again").run()
    press(page, "tour-copy")
    page.text_input(key="tour-rename-name-Again").set_value("Briefing").run()
    press(page, "tour-rename")
    assert "already" in said(page)[0]
    page.text_input(key="tour-rename-name-Again").set_value("Once more").run()
    press(page, "tour-rename")
    press(page, "tour-delete")
    assert kept.names(tables.store) == ["Briefing", "From turning points"]


def test_another_tour_of_the_same_name_is_looked_at_anew(page, tables):
    editing.remove_tour(tables, "Briefing")
    editing.add_tour(tables, "Briefing", [editing.as_now(tables, Stop(Opening("2022-09")))])
    page.run()
    assert not page.exception
    assert len(page.radio[0].options) == 1
    assert field(page, "headline").value == ""
    assert not page.warning


def test_a_tour_that_comes_with_the_program_is_only_read(page):
    page.selectbox(key="tour-list").set_value(SHIPPED).run()
    assert not page.exception
    assert not page.text_area
    assert "**After the war of 2020, Russian peacekeepers hold the corridor**" in [one.value for one in page.markdown]
    assert any("at its closest" in one.value for one in page.text)
    keys = {button.key for button in page.button}
    assert "tour-copy" in keys
    assert not keys & {"tour-rename", "tour-delete", "tour-up", "tour-remove"}


def test_with_reviewing_switched_off_tours_are_only_read(page, monkeypatch):
    monkeypatch.setenv("REVIEW", "off")
    page.run()
    assert not page.exception
    assert not page.text_area
    assert not page.button
    assert f"**{plain(HEADLINES[0])}**" in [one.value for one in page.markdown]


def test_a_link_writes_nothing(tables):
    page = AppTest.from_string("from dashboard.pages import tours\ntours.show()", default_timeout=60)
    for name in ("tour", "tour-new", "tour-make", "name", "stop", "headline"):
        page.query_params[name] = "Forged"
    page.run()
    assert not page.exception
    assert kept.names(tables.store) == []
