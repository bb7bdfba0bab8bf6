"""The periods of `zones.toml`: one at a time a zone, each with a meaning; wrong ones are refused with the reason."""

from datetime import date

import pytest

from geo.periods import AREAS, load_periods

PERIOD = """[[period]]
zone = "osh"
name = "Osh"
from = 2010-04-07
to = 2010-12-31
status = "unrest"
meaning = "What it meant."
source = "A source"
"""


def read(folder, text):
    path = folder / "zones.toml"
    path.write_text(text, encoding="utf-8")
    return load_periods(path)


def test_every_area_has_a_period_with_a_meaning_that_an_audience_can_read():
    periods = load_periods()
    assert {period.zone for period in periods} == set(AREAS)
    assert all(period.meaning.endswith(".") and len(period.meaning) > 50 and period.source for period in periods)


def test_nagorno_karabakh_is_told_apart_before_the_war_under_peacekeepers_and_after():
    spans = [(one.status, one.first, one.last) for one in load_periods() if one.zone == "nagorno-karabakh"]
    assert spans == [
        ("held", date(1994, 5, 12), date(2020, 11, 9)),
        ("guarded", date(2020, 11, 10), date(2023, 9, 20)),
        ("over", date(2023, 9, 21), None),
    ]


def test_the_years_are_told_in_words(tmp_path):
    assert read(tmp_path, PERIOD)[0].years == "7 April 2010 to 31 December 2010"
    assert read(tmp_path, PERIOD.replace("to = 2010-12-31\n", ""))[0].years == "7 April 2010 onwards"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('zone = "osh"', 'zone = "oz"', "zone must be one of"),
        ('status = "unrest"', 'status = "calm"', "status one of held"),
        ("to = 2010-12-31", "to = 2009-12-31", "does not lie after 'to'"),
        ("from = 2010-04-07", 'from = "spring"', "must be a date"),
        ("meaning =", "sense =", "missing or unknown"),
        ("[[period]]", "[[period", "not TOML"),
    ],
)
def test_a_wrong_period_is_named_with_what_is_wrong(tmp_path, old, new, message):
    with pytest.raises(ValueError, match=message) as caught:
        read(tmp_path, PERIOD.replace(old, new, 1))
    assert "zones.toml" in str(caught.value)


def test_a_zone_has_one_period_at_a_time(tmp_path):
    with pytest.raises(ValueError, match="one at a time"):
        read(tmp_path, PERIOD + PERIOD)
