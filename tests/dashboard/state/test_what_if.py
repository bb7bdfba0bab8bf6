"""A changed method is read from the link, told in words wherever it counts, and left by one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.method import load_method
from dashboard.state.what_if import GROUPS, SLIDERS, mark, method_of, read_changes, write_changes
from events.vocabulary import DIMENSIONS, EVENT_TYPES


def test_every_number_that_a_user_may_doubt_has_a_slider():
    assert {f"weights.{name}" for name in EVENT_TYPES} <= {slider.key for slider in SLIDERS.values()}
    assert {f"dimensions.{name}" for name in DIMENSIONS} <= {slider.key for slider in SLIDERS.values()}
    assert {
        "half_life_months",
        "min_confidence",
        "source_share",
        "least_mass",
        "start_mass",
        "change_mass",
        "member",
        "frozen",
    } <= set(SLIDERS)
    assert len(SLIDERS) == sum(len(group) for group in GROUPS.values())  # no two have one name in the address


@pytest.mark.parametrize("slider", SLIDERS.values(), ids=str)
def test_the_default_and_both_ends_of_a_slider_are_numbers_the_method_takes(slider):
    default = load_method().numbers()[slider.key]
    assert slider.low <= default <= slider.high
    steps = (default - slider.low) / slider.step
    assert steps == pytest.approx(round(steps))  # the default lies on a step, so that the slider can come back to it
    for value in (slider.low, slider.high):
        assert method_of({slider.key: value}).numbers()[slider.key] == value


def test_a_link_is_read_and_what_cannot_be_done_is_told():
    changed, notices = read_changes("half_life_months:24,AID:0.8,HUG:1,member:0.95,military:x")
    assert changed == {"decay.half_life_months": 24, "weights.AID": 0.8}
    assert notices == ["The link asks for 3 changes to the method that cannot be made."]
    assert read_changes("") == ({}, [])


def test_nothing_of_a_hostile_link_is_repeated():
    changed, [notice] = read_changes('<img src=x onerror="alert(1)">:nan')
    assert changed == {}
    assert "<" not in notice


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e999"])
def test_numbers_that_are_none_are_refused(value):
    assert read_changes(f"AID:{value}")[0] == {}


def test_the_default_value_in_a_link_is_no_change():
    assert read_changes("half_life_months:12") == ({}, [])
    assert mark({}) == ""
    assert method_of({}) is load_method()


@given(st.dictionaries(st.sampled_from(sorted(SLIDERS)), st.integers(0, 100), max_size=5))
def test_what_is_written_is_read_back(shares):
    changed = {}
    for name, share in shares.items():
        slider = SLIDERS[name]
        value = round(slider.low + (slider.high - slider.low) * share / 100, 3)
        if abs(value - load_method().numbers()[slider.key]) > 1e-9:
            changed[slider.key] = value
    assert read_changes(write_changes(changed)) == (pytest.approx(changed), [])


def test_the_mark_says_what_was_moved_and_from_where():
    words = mark({"decay.half_life_months": 24.0, "weights.AID": 0.8, "baseline.member": 0.3})
    assert words == (
        "Not the default method: half-life 24 months instead of 12; weight of AID 0.8 instead of 0.5; "
        "starting value of members 0.3 instead of 0.5"
    )
    many = mark({f"weights.{name}": 0.9 for name in EVENT_TYPES})
    assert many.endswith("; 12 more")
