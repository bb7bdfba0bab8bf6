"""Numbers that stand in a file with their sources, or are refused by name."""

import pytest

from alignment.sourced_numbers import check_range, read_entries


def test_values_and_sources_go_by_section_and_name():
    values, sources = read_entries({"band": {"level": {"value": 0.8, "source": "a book"}}, "empty": {}})
    assert values == {"band": {"level": 0.8}, "empty": {}}
    assert sources == {"band.level": "a book"}


@pytest.mark.parametrize(
    "entry", [0.8, {"value": 0.8}, {"value": 0.8, "source": " "}, {"value": 1, "source": "x", "y": 1}]
)
def test_a_number_without_its_source_is_refused(entry):
    with pytest.raises(ValueError, match=r"band\.level: write it as"):
        read_entries({"band": {"level": entry}})


def test_a_number_outside_the_sections_is_refused():
    with pytest.raises(ValueError, match="level stands outside the sections"):
        read_entries({"level": 0.8})


@pytest.mark.parametrize("value", [0, 1, 0.5])
def test_a_number_within_its_range_is_taken(value):
    check_range("a", value, 0, 1)


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan"), True, "0.5", None])
def test_what_is_no_number_of_the_range_is_refused(value):
    with pytest.raises(ValueError, match="give a number from 0 to 1"):
        check_range("a", value, 0, 1)


@pytest.mark.parametrize("value", [0.5, True, 4])
def test_what_is_no_whole_number_of_the_range_is_refused(value):
    with pytest.raises(ValueError, match="give a whole number from 0 to 3"):
        check_range("a", value, 0, 3, whole=True)
