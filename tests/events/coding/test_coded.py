"""The record of a coded happening cannot be changed, only made anew."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from tests.events.parsed import coded

REFUSAL = "On 9 October 2022 Kyrgyzstan refused to host the drill of the CSTO."


def test_it_is_frozen():
    with pytest.raises(FrozenInstanceError):
        coded(REFUSAL).sources = ()


def test_who_knows_more_makes_a_new_one():
    one = coded(REFUSAL)
    assert replace(one, targets=("RUS",)).targets == ("RUS",)
    assert one.targets != ("RUS",)
