"""Arguments that a verb has by a detour."""

from __future__ import annotations

from events.coding.arguments import announcers, behind, chained, clause_subjects, of_its_own, writers
from events.parsing.roles import roles_of
from tests.events.parsed import word


def texts(tokens) -> list[str]:
    return [token.text for token in tokens]


def test_whoever_is_named_only_to_say_since_when_is_no_party():
    text = "Minsk has obeyed Moscow since the war of 2020 with Baku."
    verb = word(text, "obeyed")
    kept = texts(of_its_own(list(verb.subtree), verb))
    assert "Moscow" in kept
    assert "Baku" not in kept


def test_behind_its_ties_with_stands_the_other_party():
    text = "Yerevan strengthened its ties with Moscow."
    assert texts(behind([word(text, "ties")])) == ["Moscow"]
    assert behind([word("Yerevan praised the ties with Moscow.", "ties")]) == []


def test_a_verb_that_goes_on_with_the_act_is_chained_to_it():
    text = "Yerevan wants to strengthen its ties with Moscow."
    verb = word(text, "wants")
    assert texts(chained(verb, roles_of(verb))) == ["strengthen"]


def test_a_statement_is_that_of_whoever_released_it():
    text = "A statement released by the parliament condemned the attack."
    assert texts(writers([word(text, "statement")])) == ["parliament"]


def test_who_says_that_it_will_be_done_and_who_is_to_do_it():
    text = "Bishkek demanded that Moscow leave the base."
    assert texts(announcers(word(text, "leave"))) == ["Bishkek"]
    assert texts(clause_subjects(word(text, "demanded"))) == ["Moscow"]
    assert announcers(word(text, "demanded")) == []
