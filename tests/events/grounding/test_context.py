"""What stands around a happening when it is dated and placed."""

from __future__ import annotations

from events.grounding.context import BASES
from tests.events.parsed import stages_of

TEXT = "On 13 September 2022 Azerbaijan attacked Armenia, and Yerevan asked the CSTO for help."


def test_the_words_of_all_happenings_of_a_sentence_are_rivals():
    for one in stages_of(TEXT).dated:
        assert {token.text for token in one.context.rivals} == {"attacked", "asked"}
        assert one.coded.token in one.context.rivals


def test_the_dates_are_those_of_the_sentence_and_the_basis_is_one_of_three():
    for one in stages_of(TEXT).dated:
        assert [mention.span.text for mention in one.context.dates] == ["13 September 2022"]
        assert one.time.basis == BASES[0]


def test_what_is_dated_is_placed_in_the_same_context():
    stages = stages_of(TEXT)
    assert [placed.context for placed in stages.placed] == [dated.context for dated in stages.dated]
