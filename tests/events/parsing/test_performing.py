"""Saying so is the act: thanks and feelings told by whoever has them."""

from __future__ import annotations

import pytest

from events.parsing.performing import is_polite, says_how_it_feels
from tests.events.parsed import word


@pytest.mark.parametrize(
    ("text", "verb", "is_act"),
    [
        ("I would like to thank Russia for its grain.", "thank", True),
        ("We want to stress the value of the pact.", "stress", True),
        ("We would not like to thank Russia.", "thank", False),
        ("The envoys would like to thank Russia.", "thank", False),
        ("I would like to visit Russia.", "visit", False),
    ],
)
def test_a_polite_wish_is_the_act_itself(text, verb, is_act):
    assert is_polite(word(text, verb)) is is_act


def test_thanks_in_a_polite_form_are_an_event(read):
    (event,) = read('"I would like to thank Russia for its grain," Rahmon said on 5 May 2022.')
    assert (event.event_type, event.source_actors, event.target_actors) == ("SUPPORT", ("TJK",), ("RUS",))


def test_whoever_says_how_he_feels_does_so():
    said = "Rahmon said that Dushanbe was grateful to Moscow."
    assert says_how_it_feels(word(said, "was"))
    assert not says_how_it_feels(word("Dushanbe was grateful to Moscow.", "was"))
