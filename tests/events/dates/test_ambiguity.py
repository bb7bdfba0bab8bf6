"""Words that look like a date and are none, beside the same words where they are one."""

from __future__ import annotations

import pytest

from events.dates.expressions import scan


@pytest.mark.parametrize(
    ("meant", "not_meant"),
    [
        ("Envoys met in May.", "Envoys may meet."),
        ("Envoys met in March.", "They march on the square."),
        ("A column of 3 August passed.", "August Keller passed."),
        ("Envoys met in 2000.", "The border is held by 2000 troops."),
        ("The budget of 2021 passed.", "Flight 2021 landed."),
        ("Envoys met on Friday.", "Every Friday envoys meet."),
        ("They met in spring 2021.", "They spring to attention."),
        ("Two days after the vote he left.", "He stayed for two days after."),
        ("Days after the vote he left.", "He stayed 3.5 days after the vote."),
        ("The 2022-23 budget passed.", "The 2022-21 score stood."),
        ("Figures of 24.02.2022 are missing.", "Version 34.22.2022 is missing."),
    ],
)
def test_what_is_meant_as_a_date_is_told_by_the_words_around_it(meant, not_meant):
    assert scan(meant) != []
    assert scan(not_meant) == []
