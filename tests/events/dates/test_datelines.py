"""The day of writing that the top of an article states."""

from __future__ import annotations

from datetime import date

import pytest

from events.dates.datelines import day_without_year, is_dateline, is_wire, stated_on_top

DAY = date(2021, 8, 17)


@pytest.mark.parametrize(
    "top",
    [
        "MINSK, Aug. 17, 2021 (Agency) — Envoys met.",
        "17 August 2021",
        "Published: 17/08/2021 - 10:11",
        "8/17/2021 2:10:26 PM",
        "https://news.example/politics/2021/08/17/envoys-meet",
    ],
)
def test_a_day_on_top_is_the_day_of_writing(top):
    assert stated_on_top(f"Envoys meet\n{top}\n\nThey talked for hours.") == (DAY, DAY)


def test_a_day_in_the_running_text_is_news():
    assert stated_on_top("On 17 August 2021 envoys met in Minsk and talked for hours about the border.") is None


def test_two_ways_to_read_a_day_in_numbers_give_none_unless_the_text_settles_it():
    assert stated_on_top("Updated 10/9/2021\n\nEnvoys met.") is None
    assert stated_on_top("Updated 10/9/2021\n\nEnvoys met.", newest=date(2021, 9, 20)) == (date(2021, 10, 9),) * 2


def test_a_dateline_without_its_year_takes_the_one_that_the_text_leads_up_to():
    assert day_without_year("MINSK, Aug. 17 (Agency) — Envoys met.", date(2021, 6, 1)) == (DAY, DAY)


def test_a_place_and_a_dash_make_a_dateline():
    text = "MINSK, 17 August 2021 – Envoys met."
    start = text.index("17")
    assert is_dateline(text, start, start + len("17 August 2021"))
    assert not is_dateline("They met on 17 August 2021 – again.", 12, 26)


@pytest.mark.parametrize(
    ("text", "wire"),
    [("MOSCOW (AP) — Envoys met.", True), ("BISHKEK, May 5 (Agency) - Envoys met.", True), ("Envoys met.", False)],
)
def test_a_wire_is_known_by_how_it_opens(text, wire):
    assert is_wire(text) is wire


def test_an_address_that_names_the_month_tells_the_month():
    top = "http://quarterly.example/2010/09/several-killed-at-the-border/"
    assert stated_on_top(f"{top}\n\nThey fired for hours.") == (date(2010, 9, 1), date(2010, 9, 30))


def test_a_dateline_may_name_its_agency_behind_a_comma():
    top = "DUSHANBE, June 29, 2012, Steppe-Press -- Envoys met on Thursday."
    assert stated_on_top(top) == (date(2012, 6, 29), date(2012, 6, 29))


@pytest.mark.parametrize(
    "top", ["BRUSSELS: Envoys met for talks.", "YEREVAN — The minister spoke.", "NUR-SULTAN -- Troops came."]
)
def test_a_report_may_open_with_its_place_alone(top):
    assert is_wire(top)


@pytest.mark.parametrize(
    "top", ["ANALYSIS: What the envoys want.", "UPDATE — Envoys met.", "CSTO members met.", "Brussels: a city."]
)
def test_labels_and_names_are_no_place_of_a_report(top):
    assert not is_wire(top)
