"""How much alike the sentences of two events are."""

from __future__ import annotations

import pytest

from events.merging.likeness import likeness
from tests.events.telling import event

PLEA = "Armenia appealed to the alliance for weapons and soldiers."


def test_the_same_sentence_is_fully_alike_and_another_hardly():
    assert likeness(event("a", PLEA), event("b", PLEA)) == pytest.approx(1)
    assert likeness(event("a", PLEA), event("b", "Bakers in Minsk raised the price of bread.")) < 0.1


def test_a_sentence_on_the_same_plea_is_more_alike_than_one_on_another_matter():
    near = event("b", "Yerevan asked the alliance for soldiers.")
    far = event("c", "Armenia opened a dairy in the south.")
    assert likeness(event("a", PLEA), near) > likeness(event("a", PLEA), far)
