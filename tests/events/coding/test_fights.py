"""Who fought, where a sentence names a fight."""

from __future__ import annotations

from dataclasses import replace

from events.coding.fights import fill_fighter, only_states_fight
from tests.events.parsed import coded


def fight(text: str = "On 13 September 2022 Azerbaijan attacked Armenia.", **changes):
    return replace(coded(text, "ASSAULT"), **changes)


def test_an_organisation_beside_two_states_did_not_fight():
    one = only_states_fight(fight(sources=("KGZ", "TJK", "CSTO"), targets=()))
    assert one.sources == ("KGZ", "TJK")


def test_an_organisation_that_fights_one_state_stays():
    assert only_states_fight(fight(sources=("CSTO",), targets=("ARM",))).sources == ("CSTO",)


def test_a_fight_without_parties_is_between_the_two_at_odds_that_its_sentence_names():
    one = fill_fighter(fight(sources=(), targets=(), sentence_codes=("KGZ", "TJK")))
    assert (one.sources, one.targets) == (("KGZ", "TJK"), ("TJK", "KGZ"))


def test_whoever_opens_fire_does_so_on_the_other_at_odds():
    assert fill_fighter(fight(sources=("TJK",), targets=(), sentence_codes=("KGZ", "TJK"))).targets == ("KGZ",)


def test_two_states_that_are_not_at_odds_do_not_fill_each_other_in():
    one = fight(sources=("BLR",), targets=(), sentence_codes=("KAZ", "BLR"))
    assert fill_fighter(one) == one
