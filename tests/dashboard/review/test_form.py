"""What is filled into the form becomes fields of an event, or one line that says what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.review.form import blank, choices, fields_from, form_of
from events.records import Effect

BEFORE = replace(blank(date(2022, 9, 1)), effects=(Effect("ARM", -1, "military", "own", 0.8),), source_actors=("ARM",))


def filled(**changes):
    return fields_from(form_of(BEFORE) | changes, BEFORE)


def test_a_form_that_nobody_touched_changes_nothing():
    assert filled() == BEFORE


def test_a_form_that_lacks_everything_changes_nothing():
    assert fields_from({}, BEFORE) == BEFORE


def test_days_are_as_closely_known_as_they_are_wide():
    assert filled(start="2022-09-01", end="2022-09-30").date_precision == 4
    assert filled(start="2022-09-13", end="2022-09-13").date_precision == 1


def test_a_place_is_taken_from_the_gazetteer():
    assert filled(place="yerevan").place.name == "Yerevan"
    assert filled(place="").place.name == ""


def test_a_direction_that_a_person_chose_is_sure():
    effects = filled(effects={"ARM": {"direction": 1, "dimension": "military", "by": "own"}}).effects
    assert effects == (Effect("ARM", 1, "military", "own", 1.0),)


def test_a_direction_that_was_left_stays_as_sure_as_it_was_read():
    assert filled(headline="Something else").effects == BEFORE.effects


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"start": "2022-10-01", "end": "2022-09-01"}, "ends"),
        ({"start": "soon"}, "no date"),
        ({"start": "2009-12-31"}, "before 2010"),
        ({"type": "GOSSIP"}, "unknown event type"),
        ({"mode": "fly"}, "unknown mode"),
        ({"doers": ["Narnia"]}, "no actor"),
        ({"place": "Narnia"}, "no place"),
        ({"effects": {}}, "at least one"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(changes, said):
    with pytest.raises(ValueError, match=said) as wrong:
        filled(**changes)
    assert "\n" not in str(wrong.value)


def test_every_choice_can_be_filled_in():
    offered = choices()
    for one in offered["types"]:
        for mode in ("", *offered["modes"].get(one["code"], [])):
            assert filled(type=one["code"], mode=mode).mode == (mode or None)
    for actor in offered["actors"]:
        assert filled(doers=[actor["code"]]).source_actors == (actor["code"],)
    for place in offered["places"]:
        assert filled(place=place["name"]).place.name == place["name"]
