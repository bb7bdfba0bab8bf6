"""Text is cut where its box ends, at a letter's width."""

import pytest

from dashboard.deck.fitting import SPARE, clipped, lines_of, width_of


def test_lines_break_at_words_and_hold_them_all():
    text = "One two three four five six seven eight nine ten"
    lines = lines_of(text, 12, 1.2)
    assert len(lines) > 2
    assert " ".join(lines) == text
    assert all(width_of(line, 12) <= 1.2 * SPARE for line in lines)


@pytest.mark.parametrize("most", [1, 2, 3])
def test_what_is_too_long_ends_with_an_ellipsis_within_its_lines(most):
    shown = clipped("word " * 100, 12, 2, most)
    assert shown.endswith(" …")
    assert len(lines_of(shown, 12, 2)) <= most


def test_what_fits_stays_as_it_is():
    assert clipped("Short", 12, 2, 1) == "Short"


def test_a_word_wider_than_the_box_is_cut():
    assert width_of(clipped("x" * 300, 12, 2, 1), 12) <= 2
