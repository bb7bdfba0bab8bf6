"""What a story so far fills in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from events.coding.discourse import Story, complete_one, is_between_others
from tests.events.parsed import coded

REFUSAL = "On 20 September 2022 the CSTO refused to send troops."


def refusal(**changes):
    return replace(coded(REFUSAL), **{"targets": (), "by_pronoun": False, **changes})


@pytest.mark.parametrize(("sentences_later", "target"), [(1, ("ARM",)), (2, ("ARM",)), (3, ())])
def test_a_refusal_soon_after_a_plea_answers_it(sentences_later, target):
    story = Story(pleader=("ARM",), asked=("CSTO",), plea_sentence=5)
    assert complete_one(refusal(), story, 5 + sentences_later).targets == target


def test_a_refusal_soon_after_a_fight_concerns_the_ally_that_fought():
    story = Story(fighters=("AZE", "ARM"), fight_sentence=5)
    assert complete_one(refusal(), story, 6).targets == ("ARM",)


def test_a_plea_and_a_fight_are_remembered():
    story = Story()
    complete_one(coded("On 13 September 2022 Azerbaijan attacked Armenia."), story, 3)
    assert (set(story.fighters), story.fight_sentence) == ({"AZE", "ARM"}, 3)
    complete_one(coded("On 13 September 2022 Armenia asked the CSTO for help."), story, 4)
    assert (story.pleader, story.asked, story.plea_sentence) == (("ARM",), ("CSTO",), 4)


def test_forces_that_leave_are_those_that_were_sent():
    story = Story(sent=("CSTO",), sent_to=("KAZ",))
    leaving = replace(coded("On 19 January 2022 the CSTO withdrew its troops."), sources=(), targets=())
    found = complete_one(leaving, story, 9)
    assert (found.sources, found.targets) == (("CSTO",), ("KAZ",))


def test_forces_that_are_sent_are_remembered():
    story = Story()
    complete_one(coded("In January 2022 Russia sent troops to Kazakhstan."), story, 3)
    assert (story.sent, story.sent_to) == (("RUS",), ("KAZ",))


def test_two_parties_neither_of_them_a_member_have_their_own_affair():
    assert is_between_others(refusal(sentence_codes=("USA", "CHN")))
    assert not is_between_others(refusal(sentence_codes=("USA", "ARM")))
