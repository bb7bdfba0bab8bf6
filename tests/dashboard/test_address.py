"""Links: what they open, and what happens when they ask for what is not there."""

import pytest

from dashboard.address import Opening, read_address, read_view

MONTHS = ["2010-01", "2010-02", "2024-12"]
MEMBERS = ["ARM", "KAZ"]


def test_a_link_opens_month_state_and_frame():
    opening, notices = read_address({"date": "2010-02", "member": "arm", "frame": "full"}, MONTHS, MEMBERS, "2024-12")
    assert opening == Opening("2010-02", "ARM", "full")
    assert notices == []


def test_an_empty_link_opens_the_default():
    assert read_address({}, MONTHS, MEMBERS, "2024-12") == (Opening("2024-12"), [])


@pytest.mark.parametrize("date", ["2031-01", "2010", "2010-1", "yesterday", "<b>", "9" * 5000])
def test_a_month_that_is_not_there_falls_back_with_a_short_notice(date):
    opening, [notice] = read_address({"date": date}, MONTHS, MEMBERS, "2024-12")
    assert opening.date == "2024-12"
    assert len(notice) < 200


def test_unknown_states_and_frames_are_named_and_left_out():
    opening, notices = read_address({"member": "RUS", "frame": "globe"}, MONTHS, MEMBERS, "2024-12")
    assert opening == Opening("2024-12")
    assert len(notices) == 2
    assert "(RUS)" in notices[0]


@pytest.mark.parametrize("text", ["![x](http://a.example)", "http://a.example", "_a_", "$x$", ":red[a]", "<b>", "a b"])
def test_a_notice_repeats_nothing_but_plain_words(text):
    _, notices = read_address({"date": text, "member": text, "frame": text}, MONTHS, MEMBERS, "2024-12")
    assert len(notices) == 3
    assert not [notice for notice in notices if text.lower() in notice.lower()]


@pytest.mark.parametrize(
    "message", [None, "text", 7, [], {"date": 7}, {"date": ["2010-01"], "member": {"a": 1}, "frame": [], "event": 5}]
)
def test_a_browsers_message_is_not_taken_on_trust(message):
    fallback = Opening("2010-02", None)
    assert read_view(message, fallback, MONTHS, MEMBERS) == fallback


def test_a_browsers_message_is_followed():
    message = {"date": "2010-01", "member": "KAZ", "frame": "full", "event": "e1"}
    assert read_view(message, Opening("2010-02"), MONTHS, MEMBERS) == Opening("2010-01", "KAZ", "full", "e1")
