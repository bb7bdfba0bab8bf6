"""What the map says of each step: what happened, whom it moved, by whose act, and never a movement without a cause."""

from datetime import date

import pytest

from alignment.contributions import contributions
from alignment.months import month_number
from dashboard.map.difference import difference
from dashboard.map.moves import LAGS, moves
from dashboard.state.tables import load_tables
from events.records import Document, Effect, Event, Mention
from events.store.store import open_store
from events.vocabulary import SCORED
from geo.place import Place
from tests.dashboard.map_scripts import caption, load_scripts

pytestmark = pytest.mark.browser

TEXT = "It is told here."
STEPANAKERT = Place("Stepanakert", "city", "nagorno-karabakh", ("AZE",), 39.82, 46.75, 1)
MINSK = Place("Minsk", "city", None, ("BLR",), 53.9, 27.56, 1)


def event(event_id, kind, first, last, effects, title, confidence=0.9, place=MINSK):
    return Event(
        event_id=event_id,
        event_type=kind,
        summary=title,
        date_start=date.fromisoformat(first),
        date_end=date.fromisoformat(last),
        date_precision=1 if first == last else 5,
        source_actors=("RUS",),
        target_actors=(),
        place=place,
        effects=tuple(Effect(*effect) for effect in effects),
        mentions=(Mention("told", 0, len(TEXT), TEXT),),
        confidence=confidence,
    )


EVENTS = [
    event("year", "REJECT", "2014-01-01", "2014-12-31", [("BLR", -1, "political", "own")], "Belarus refused"),
    event("refusal", "REJECT", "2022-09-13", "2022-09-13", [("ARM", -1, "military", "moscow")], "The CSTO sent no one"),
    event("weak", "ACCUSE", "2022-09-20", "2022-09-20", [("ARM", -1, "political", "own")], "Armenia complained", 0.3),
    event("other", "AID", "2022-09-21", "2022-09-21", [("KAZ", 1, "military", "moscow")], "Russia sent help", 0.8),
    event("attack", "ASSAULT", "2022-11-02", "2022-11-02", [("ARM", -1, "military", "moscow")], "Russia fired"),
    event("turn", "REJECT", "2022-11-23", "2022-11-23", [("ARM", -1, "military", "own")], "Armenia did not sign."),
    event(
        "talks", "CONSULT", "2023-03-04", "2023-03-04", [("TJK", 0, "political", "own")], "They met", place=STEPANAKERT
    ),
    event("long", "AID", "2023-06-01", "2024-12-31", [("KGZ", 1, "economic", "own")], "Aid went on"),
]
CAPTIONED = [
    ("month", "2022-09", "ARM"),
    ("month", "2022-11", "ARM"),
    ("month", "2022-09", "KAZ"),
    ("year", "2022-12", "ARM"),
    ("year", "2014-12", "BLR"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('captions') / 'store.sqlite'}")
    day = date(2024, 12, 31)
    store.save(Document("told", "Title", "Outlet", "", day, day, "en", TEXT, "told.md", "0"), EVENTS, "1")
    yield store
    store.close()


@pytest.fixture(scope="module")
def scripts(browser, store):
    page = browser.new_page()
    bundle = load_scripts(page, store)
    yield page, bundle
    page.close()


def said(scripts, month, **view):
    return caption(scripts[0], month, **view)["text"]


def test_a_month_tells_what_happened_in_it_whom_it_moved_and_by_whose_act(scripts):
    text = said(scripts, "2022-09")
    assert text.startswith("13 September 2022: The CSTO sent no one. Armenia was let down by Moscow (down by ")
    assert "Also: Russia sent help (Kazakhstan was helped by Moscow, up by " in text


def test_turning_away_being_let_down_and_being_pressed_are_told_apart(scripts):
    assert "Armenia turned away from Moscow (" in said(scripts, "2022-11", event="turn")
    assert "Armenia came under pressure from Moscow (" in said(scripts, "2022-11", event="attack")
    assert "Kazakhstan was helped by Moscow (" in said(scripts, "2022-09", member="KAZ")


@pytest.mark.parametrize(("step", "month", "member"), CAPTIONED)
def test_the_event_named_first_is_the_one_that_moved_the_score_most(scripts, store, step, month, member):
    number = month_number(month)
    found = contributions(load_tables(store).evidence)
    moved = found.moves(SCORED.index(member), max(0, number - LAGS[step]), number)
    assert caption(scripts[0], month, member=member, step=step)["event"] == moved["event_id"].iloc[0]


def test_the_months_weightiest_event_agrees_with_the_contributions_over_all_states(scripts, store):
    told = moves(["2022-09"], list(SCORED), contributions(load_tables(store).evidence))["month"][0]
    weights = {}
    for _, event_id, _, move in told:
        weights[event_id] = weights.get(event_id, 0) + abs(move)
    assert caption(scripts[0], "2022-09")["event"] == max(weights, key=weights.get)


def test_an_event_known_to_the_year_is_never_told_as_if_in_january(scripts):
    assert said(scripts, "2014-01").startswith(
        "In 2014, month not given: Belarus refused. Spread over that time: this month Belarus down by "
    )
    assert said(scripts, "2014-12", step="year").startswith("In 2014 Belarus fell most, by ")
    assert "The cause: Belarus refused (2014; Belarus turned away from Moscow, down by " in said(
        scripts, "2014-12", step="year"
    )


def test_what_a_source_tells_as_of_its_own_day_is_not_told_as_still_so_of_a_time_that_is_past(scripts):
    words = """(title) => over({ title, when: "between 4 May and 31 October 2022" })"""
    page, _ = scripts
    said = page.evaluate(words, "Armenia is asking Moscow for help")
    assert said == "Reported of the time between 4 May and 31 October 2022: Armenia is asking Moscow for help."
    assert page.evaluate(words, "Armenia asked Moscow, which is far").startswith("Between 4 May")


def test_all_figures_of_a_caption_are_of_one_step(scripts):
    by_month = said(scripts, "2022-11", event="turn")
    by_year = said(scripts, "2022-11", event="turn", step="year")
    found = [("month's other events" in text, "year's other events" in text) for text in (by_month, by_year)]
    assert found == [(True, False), (False, True)]


def test_a_silent_month_tells_no_movement_but_where_the_last_event_left_the_state(scripts):
    text = said(scripts, "2023-02")
    assert text.startswith("No event has been reported since November 2022 (3 months). Armenia has stood at −")
    assert text.endswith("since November 2022. Moved most by: Russia fired (2 November 2022).")
    assert "fell" not in text


def test_after_a_change_of_status_silence_is_counted_from_it(scripts):
    text = said(scripts, "2013-03", member="UZB")
    assert text.startswith(
        "No event has been reported for Uzbekistan since December 2012 (3 months). Uzbekistan has stood at "
    )
    assert text.endswith("Moved most by: its own step; it left the CSTO.")


def test_a_month_within_an_event_known_to_the_year_is_not_called_silent(scripts):
    page, bundle = scripts
    for month in bundle["months"][48:60]:
        text = caption(page, month, member="BLR")["text"]
        assert "In 2014, month not given: Belarus refused." in text
        assert "No event" not in text


def test_where_several_events_moved_a_state_the_one_that_moved_it_most_is_named_afterwards(scripts, store):
    before, after = month_number("2022-10"), month_number("2022-11")
    moved = contributions(load_tables(store).evidence).moves(SCORED.index("ARM"), before, after)
    assert caption(scripts[0], "2023-01", member="ARM")["event"] == moved["event_id"].iloc[0]


def test_of_a_state_of_which_nothing_is_told_nothing_is_said(scripts):
    assert said(scripts, "2023-02", member="GEO") == "No dated event has been reported for Georgia up to February 2023."


def test_an_event_without_direction_is_told_and_moves_nothing(scripts):
    assert said(scripts, "2023-03") == "4 March 2023: They met. No score moved."


def test_the_caption_is_about_what_is_chosen(scripts):
    assert said(scripts, "2022-09", member="KAZ").startswith("21 September 2022: Russia sent help.")
    assert said(scripts, "2023-03", zone="nagorno-karabakh").startswith("4 March 2023: They met.")
    assert said(scripts, "2023-05", zone="nagorno-karabakh").startswith(
        "No event has been reported in Nagorno-Karabakh since March 2023 (2 months). The last: They met"
    )
    assert said(scripts, "2022-09", frame="western").startswith("No event")


def test_a_change_of_status_is_told_as_such(scripts):
    assert "December 2012: Uzbekistan left the CSTO (down by " in said(scripts, "2012-12")
    assert "Armenia froze its part in the CSTO" in said(scripts, "2024-02", member="ARM")


def test_neither_most_nor_least_is_a_state_of_which_nothing_is_told(scripts):
    text = said(scripts, "2022-12", mode="change", compare="2010-02")
    assert text.startswith("From February 2010 to December 2022 Armenia fell most, by ")
    assert "Uzbekistan" not in text
    assert "Georgia" not in text


def test_the_difference_between_two_dates_names_its_causes_in_either_order(store):
    tables = load_tables(store)
    found = difference(tables, "ARM", "2022-08", "2022-12")
    assert found == difference(tables, "ARM", "2022-12", "2022-08")
    assert found["event"] in ("refusal", "attack", "turn")
    assert found["text"].startswith("What moved it: ")
    assert difference(tables, "ARM", "2020-01", "2020-06") == {"text": "", "event": None, "reviewed": ""}
    assert "Uzbekistan left the CSTO (down by " in difference(tables, "UZB", "2010-01", "2013-01")["text"]


def test_turning_points_are_the_months_in_which_a_score_moved_much(scripts):
    page, bundle = scripts
    found = page.evaluate("() => turningPoints(timeline, null).map((month) => timeline.months[month])")
    assert {"2012-12", "2022-09", "2022-11"} <= set(found)
    assert "2023-02" not in found
    kazakh = page.evaluate("() => turningPoints(timeline, 'KAZ').map((month) => timeline.months[month])")
    assert kazakh == ["2022-09"]
    assert found == sorted(found)
    assert len(bundle["months"]) == 180


def test_playing_passes_over_quiet_months_only_where_the_viewer_wants(scripts):
    page, _ = scripts
    to = "(skip) => timeline.months[nextTold(timeline, timeline.months.indexOf('2022-12'), 1, skip)]"
    assert page.evaluate(to, False) == "2023-01"
    assert page.evaluate(to, True) == "2023-03"
