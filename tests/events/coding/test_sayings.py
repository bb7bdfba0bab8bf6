"""What somebody says is the act that it amounts to."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("said", "event_type", "expected"),
    [
        ("that its membership of the CSTO was frozen", "SANCTION", -1),
        ("that the CSTO had not met its duties", "ACCUSE", -1),
        ("that Russia had failed to protect it", "ACCUSE", -1),
        ("that the departure would not affect its trade", None, 0),
        ("that the members of the CSTO regularly held drills", None, 0),
    ],
)
def test_a_saying_amounts_to_an_act_or_to_none(read, said, event_type, expected):
    events = read(f"On 5 June 2024 Armenia said {said}.", published="2024-06-10")
    assert [event.event_type for event in events if event.event_type != "SUPPORT"] == [event_type][: bool(event_type)]
    assert [effect.direction for event in events for effect in event.effects if effect.direction] == [expected][
        : abs(expected)
    ]
