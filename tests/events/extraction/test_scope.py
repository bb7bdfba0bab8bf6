"""Which state an article is about, and which happenings count."""

from __future__ import annotations

from events.actors.directory import ActorMention
from events.extraction.pipeline import _counted
from events.vocabulary import SCORED


def test_states_named_equally_often_are_counted_in_text_order():
    named = {n: ActorMention(n, n + 1, (code,), "name") for n, code in enumerate(reversed(SCORED))}
    assert list(_counted([named])) == list(reversed(SCORED)), "else the same article gave other events in the next run"
