"""A message of the browser is understood whole, or refused in one line."""

from __future__ import annotations

import pytest

from dashboard.review.messages import AGAIN, understood

GOOD = {
    "number": 3, "action": "edit", "event_id": "one", "note": "why", "others": ["two"], "apart": [0, 1],
    "passage": {"start": 0, "end": 5, "text": "words"}, "filter": {"member": "ARM", "least": 0.5},
    "form": {"type": "AID", "doers": ["RUS"], "effects": {"ARM": {"direction": -1, "sure": 0.97}, "AZE": {}}},
}  # fmt: skip


def test_what_the_desk_sends_is_understood():
    assert understood(GOOD) == GOOD
    assert understood({"filter": None}) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "3"}, {"number": True}, {"number": 10**12}, {"action": []}, {"note": "a\0b"}, {"note": "x" * 30_000},
        {"others": "two"}, {"others": [1]}, {"apart": ["0"]}, {"passage": {"start": 0}}, {"passage": [0, 5]},
        {"filter": []}, {"form": {"colour": "red"}}, {"form": {"effects": {"ARM": -1}}},
        {"form": {"effects": {"ARM": {"direction": 2}}}},
        {"others": ["x"] * 1000}, {"reviewer": "\ud800"}, {"more": 1},
    ],
)  # fmt: skip
def test_a_value_of_a_wrong_kind_is_named(wrong):
    with pytest.raises(ValueError, match=r"^(The|What the) page sent ") as told:
        understood(wrong)
    assert str(told.value).endswith(AGAIN)
