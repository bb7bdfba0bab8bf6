"""Links: what they open, and what happens when they ask for what is not there."""

from dataclasses import asdict, fields

import pytest

from dashboard.address import CHOICES, PARAMETERS, Known, Opening, read_address, read_view

KNOWN = Known(["2010-01", "2010-02", "2024-12"], ["ARM", "KAZ"], ["crimea", "osh"])
EVERYTHING = Opening(
    date="2010-02",
    compare="2010-01",
    mode="change",
    member="ARM",
    zone="osh",
    place="40.180,44.510",
    event="e-1",
    window="all",
    frame="western",
    zoom="2.5,310,-40",
    colour="classes",
    step="year",
    type="large",
    theme="contrast",
    present="1",
    panel="hidden",
    tour="Armenia’s way out",
    stop="3",
)


def test_a_link_opens_month_state_and_frame():
    opening, notices = read_address({"date": "2010-02", "member": "arm", "frame": "full"}, KNOWN, "2024-12")
    assert opening == Opening("2010-02", member="ARM", frame="full")
    assert notices == []


@pytest.mark.parametrize(
    ("asked", "month"), [("2010", "2010-01"), ("2010-02-13", "2010-02"), ("2024-12-31", "2024-12")]
)
def test_a_year_means_its_january_and_a_day_its_month(asked, month):
    opening, notices = read_address({"date": asked, "compare": asked, "mode": "change"}, KNOWN, "2024-12")
    assert (opening.date, opening.compare, notices) == (month, month, [])


def test_every_part_of_a_view_survives_a_link():
    parameters = {name: value for name, value in asdict(EVERYTHING).items() if value}
    assert set(parameters) == set(PARAMETERS) == {field.name for field in fields(Opening)}
    assert read_address(parameters, KNOWN, "2024-12") == (EVERYTHING, [])


def test_a_link_without_a_choice_means_the_first():
    opening = Opening("2024-12")
    assert {name: getattr(opening, name) for name in CHOICES} == {name: among[0] for name, among in CHOICES.items()}


def test_an_empty_link_opens_the_default():
    assert read_address({}, KNOWN, "2024-12") == (Opening("2024-12"), [])


def test_a_comparison_without_a_second_month_compares_with_the_year_before():
    known = Known([f"{year}-{month:02d}" for year in (2021, 2022) for month in range(1, 13)], [])
    opening, _ = read_address({"date": "2022-09", "mode": "change"}, known, "2022-12")
    assert opening.compare == "2021-09"


@pytest.mark.parametrize(
    "date", ["2031-01", "2031", "2010-1", "2010-02-30", "2010-02-1", "yesterday", "<b>", "9" * 5000]
)
def test_a_month_that_is_not_there_falls_back_with_a_short_notice(date):
    opening, [notice] = read_address({"date": date}, KNOWN, "2024-12")
    assert opening.date == "2024-12"
    assert len(notice) < 200


def test_unknown_states_frames_and_zones_are_named_and_left_out():
    opening, notices = read_address({"member": "RUS", "frame": "globe", "zone": "moon"}, KNOWN, "2024-12")
    assert opening == Opening("2024-12")
    assert ["(RUS)" in notices[0], "crimea, osh" in notices[1], "focus, full" in notices[2]] == [True, True, True]


@pytest.mark.parametrize("text", ["![x](http://a.example)", "http://a.example", "_a_", "$x$", ":red[a]", "<b>", "a b"])
def test_a_notice_repeats_nothing_but_plain_words(text):
    names = set(PARAMETERS) - {"event", "tour"}  # these may be any plain string; they are looked up, never repeated
    _, notices = read_address(dict.fromkeys(names, text), KNOWN, "2024-12")
    assert len(notices) == len(names)
    assert not [notice for notice in notices if text.lower() in notice.lower()]


@pytest.mark.parametrize(
    "message",
    [
        None,
        "text",
        7,
        [],
        {"date": 7},
        {"date": ["2010-01"], "member": {"a": 1}, "frame": [], "event": 5},
        {"event": "<b>", "place": "here", "mode": "globe", "compare": "never"},
    ],
)
def test_a_browsers_message_is_not_taken_on_trust(message):
    fallback = Opening("2010-02")
    assert read_view(message, fallback, KNOWN) == fallback


def test_a_browsers_message_is_followed_and_lets_go_what_it_let_go():
    message = {"date": "2010-01", "member": "KAZ", "event": None, "zone": None, "window": "all"}
    before = Opening("2010-02", event="e1", zone="osh", frame="full")
    assert read_view(message, before, KNOWN) == Opening("2010-01", member="KAZ", window="all", frame="full")
