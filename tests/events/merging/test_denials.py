"""An act that one sentence takes for granted and another denies altogether."""

from __future__ import annotations

import pytest

from events.merging.denials import denials
from tests.events.telling import document, event

GRANTED = "Minsk turned down Kyiv's request for talks in 2022."
DENIED = "Kyiv never requested talks at any stage."


def found(told: str, other: str, **changes) -> list[tuple[str, ...]]:
    text = f"{told} {other}"
    one = event("a", told, text, **changes)
    return [c.values for _, c in denials(document("a", text), [("one", one)])]


def test_a_request_taken_for_granted_and_denied_altogether_is_a_contradiction():
    assert found(GRANTED, DENIED) == [("Kyiv's request", "Kyiv never requested")]


@pytest.mark.parametrize(
    "other",
    [
        "Kyiv did not request talks.",  # perhaps at another time
        "Moscow never requested talks at any stage.",  # another doer
        "Kyiv never accused Minsk at any stage.",  # another act
    ],
)
def test_a_denial_with_room_or_of_another_act_contradicts_nothing(other):
    assert found(GRANTED, other) == []


ACCUSED = "In 2022 Armenia accused Moscow of inaction."
PARTIES = {"source_actors": ("ARM",), "target_actors": ("RUS",)}


def test_an_act_told_and_denied_in_the_same_words_is_a_contradiction():
    assert found(ACCUSED, "Armenia did not accuse Moscow of inaction.", **PARTIES) == [
        ("accused", "Armenia did not accuse")
    ]


@pytest.mark.parametrize(
    "other", ["In 2021 Armenia did not accuse Moscow of inaction.", "Armenia did not accuse Baku of inaction."]
)
def test_another_year_or_another_target_is_another_act(other):
    assert found(ACCUSED, other, **PARTIES) == []
