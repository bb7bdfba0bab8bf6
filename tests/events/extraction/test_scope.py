"""Which state an article is about, and which happenings count."""

from __future__ import annotations

import pytest

from events.actors.directory import ActorMention
from events.extraction.article_actors import counted
from events.vocabulary import SCORED


def test_states_named_equally_often_are_counted_in_text_order():
    named = {n: ActorMention(n, n + 1, (code,), "name") for n, code in enumerate(reversed(SCORED))}
    assert list(counted([named])) == list(reversed(SCORED)), "else the same article gave other events in the next run"


@pytest.mark.parametrize(
    "words", ["Russia condemned the violence in Almaty", "Russian peacekeepers left Nagorno-Karabakh"]
)
def test_the_second_of_two_years_is_read_as_if_it_stood_alone(read, words):
    *_, second = read(f"{words} in 2012 and 2022.")
    [alone] = read(f"{words} in 2022.")
    assert (second.place, second.target_actors, second.effects) == (alone.place, alone.target_actors, alone.effects)
