"""Happenings that a text dates, and the words that refer back to them."""

from __future__ import annotations

from datetime import date

from events.dates.anchors import Happenings

DAY = (date(2022, 1, 5), date(2022, 1, 5))
LATER = (date(2022, 3, 9), date(2022, 3, 9))


def told(*rows: tuple[str, tuple[date, date]]) -> Happenings:
    """Happenings noted from sentences that end in their date, written as ``@``."""
    known = Happenings()
    for number, (text, days) in enumerate(rows, 1):
        known.note(text, text.index("@"), text.index("@") + 1, days, number)
    return known


def test_a_happening_is_found_by_its_kind_of_word():
    known = told(("The president made his appeal on @.", DAY))
    assert known.after("Two days after the appeal he left.", len("Two days after"), 2) == DAY


def test_another_kind_of_happening_is_not_taken_for_it():
    known = told(("The president made his appeal on @.", DAY))
    assert known.after("Two days after the election he left.", len("Two days after"), 2) is None


def test_names_tell_two_happenings_of_one_kind_apart():
    known = told(("The Bishkek summit opened on @.", DAY), ("The Astana summit opened on @.", LATER))
    assert known.after("A week after the Bishkek summit he left.", len("A week after"), 3) == DAY


def test_what_lasts_too_long_is_not_counted_from():
    known = told(("The war went on through @.", (date(2020, 1, 1), date(2020, 12, 31))))
    assert known.after("A week after the war he left.", len("A week after"), 2) is None


def test_the_one_summit_of_a_month_gives_the_month_its_day():
    month = (date(2022, 1, 1), date(2022, 1, 31))
    known = told(("The summit opened on @.", DAY))
    assert known.gathering_in("At the January summit he spoke.", month, 2) == DAY
    assert known.gathering_in("Before the summit, in January, he spoke.", month, 2) is None
    assert known.gathering_in("In January he spoke.", month, 2) is None
