"""Text is as wide as the font says."""

import pytest

from dashboard.picture import fonts


@pytest.mark.parametrize(
    ("weight", "italic", "face"),
    [
        (400, False, "regular"),
        (600, False, "semibold"),
        (650, False, "semibold"),
        (700, False, "bold"),
        (600, True, "semibold-italic"),
        (400, True, "italic"),
    ],
)
def test_a_weight_has_its_face(weight, italic, face):
    assert fonts.face_of(weight, italic) == face


def test_letters_have_widths_of_their_own_and_bold_ones_are_wider():
    widths = fonts.widths()
    assert widths["regular"]["i"] < widths["regular"]["n"] < widths["regular"]["M"]
    assert widths["bold"]["n"] > widths["regular"]["n"]
    assert {"é", "Ж", "−", "’"} <= set(widths["regular"])
