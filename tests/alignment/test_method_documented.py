"""docs/method.md says what weights.toml holds: every type, every key, the numbers themselves."""

import re
import tomllib
from pathlib import Path

import pytest

from alignment.method import DEFAULT_PATH, STATUSES
from alignment.verdicts import RANGES, load_thresholds
from events.vocabulary import EVENT_TYPES

PAGE = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
SECTIONS = tomllib.loads(DEFAULT_PATH.read_text(encoding="utf-8"))
NUMBERS = {key: entry["value"] for section in SECTIONS.values() for key, entry in section.items()}


@pytest.mark.parametrize("key", sorted(NUMBERS))
def test_each_key_stands_in_the_page_with_its_value(key):
    stated = re.search(rf"`{key}`(?: \| | = )([\d.]+)", PAGE)
    assert stated, f"docs/method.md does not give `{key}`"
    assert float(stated[1]) == NUMBERS[key]


@pytest.mark.parametrize("name", [*EVENT_TYPES, *STATUSES])
def test_each_event_type_and_status_stands_in_a_table_of_the_page(name):
    assert re.search(rf"^\| `{name}` \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_of_the_file_stands_in_the_page(section):
    assert f"`[{section}]`" in PAGE


def test_the_thresholds_of_verdicts_stand_in_the_page():
    rules = load_thresholds()
    for name in RANGES:
        assert f"`{name}` = {getattr(rules, name):g}" in PAGE
