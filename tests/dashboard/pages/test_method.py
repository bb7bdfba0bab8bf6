"""The method page says what the code does: change a number, and the page changes with it."""

import re

import pytest

from alignment.membership import load_membership
from alignment.method import load_method
from dashboard.pages import method as page_method
from dashboard.version import version
from dashboard.wording import signed

METHOD = load_method()


def told(method):
    return "\n".join((page_method.formula(method), page_method.band(method), page_method.trust(method)))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"decay.half_life_months": 31.0}, "31 months"),
        ({"baseline.frozen": 0.37}, "+0.37 for members whose part is frozen"),
        ({"weights.AID": 3.25}, "to 3.25 (AID"),
        ({"weights.REQUEST": 0.003}, "from 0.003 (REQUEST)"),
        ({"dimensions.military": 1.7}, "military 1.7"),
        ({"decay.least_mass": 0.35}, "= 0.35"),
        ({"status.start_mass": 1.85}, "on *n* = 1.85"),
        ({"status.change_mass": 0.65}, "rests on 0.65, as"),
        ({"trust.source_share": 0.83}, "at most 83%"),
        ({"trust.min_confidence": 0.4}, "less sure than 0.4 are left out"),
        ({"band.level": 0.9}, "90%"),
        ({"band.one_mass_sd": 0.333}, "0.333²"),
    ],
)
def test_a_changed_number_changes_the_page(changes, expected):
    assert expected in told(METHOD.changed(changes))
    assert expected not in told(METHOD)


def test_every_number_stands_in_the_table_with_its_source():
    table = page_method.numbers(METHOD)
    assert {name: float(value) for name, value in zip(table["Number"], table["Value"], strict=True)} == METHOD.numbers()
    assert table["Where it comes from"].str.len().min() > 10


def test_every_spell_of_all_nine_states_stands_in_the_table():
    table = page_method.spells(load_membership())
    assert table["State"].nunique() == 9
    assert len(table) == len(load_membership().spells)
    frozen = table[table["Status"] == "frozen"].iloc[0]
    assert (frozen["State"], frozen["From"]) == ("Armenia", "2024-02-22")


def test_the_starting_values_are_those_of_the_data_file():
    for value in METHOD.baselines.values():
        assert signed(value) in page_method.formula(METHOD)


def test_the_citation_names_version_articles_events_and_state_of_the_data(tables):
    cited = page_method.cited(tables)
    assert version() in cited
    assert re.search(rf"\b{tables.document_count} articles", cited)
    assert re.search(rf"\b{tables.event_count} events", cited)
    assert tables.mark[:12] in cited
    assert tables.months[0] in page_method.data(tables)


def test_the_limits_and_the_boundary_policy_are_told():
    assert "Silence is not neutrality" in page_method.limits()
    assert "Crimea is Ukraine" in page_method.borders()
