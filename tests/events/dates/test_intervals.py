"""Calendar arithmetic on intervals of days."""

from __future__ import annotations

from datetime import date

import pytest

from events.dates.intervals import precision


@pytest.mark.parametrize(
    ("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (28, 4), (31, 4), (32, 5), (365, 5), (700, 5)]
)
def test_precision_is_ucdps(days, code):
    assert precision((date.fromordinal(735000), date.fromordinal(735000 + days - 1))) == code
