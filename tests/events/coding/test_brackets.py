"""Whom the brackets of a headline name."""

from __future__ import annotations

import pytest

from events.coding.brackets import meant_in, others_of_first_person, possessive
from events.coding.clause import clause_of
from tests.events.parsed import parse, referents, word


def meant(text: str) -> dict[str, str]:
    """Names by the pronoun or description that means them, in the last sentence."""
    sentence = list(parse(text).sents)[-1]
    return {parse(text)[i].text: one.name for i, one in meant_in(sentence, referents(text)).items()}


def test_a_pronoun_means_the_state_of_the_sentence_before():
    assert meant("Armenia asked the CSTO for help in 2022. It left the drill.")["It"] == "Armenia"


def test_he_is_a_person_and_never_a_state():
    assert meant("Nikol Pashinyan spoke in Yerevan. He refused to sign the text.")["He"] == "Pashinyan"


def test_the_bloc_is_named_only_where_no_other_organisation_may_be_meant():
    assert meant("Armenia asked the CSTO for help. The bloc refused.")["bloc"] == "the CSTO"
    assert "bloc" not in meant("Armenia asked the CSTO and NATO for help. The bloc refused.")


def test_we_is_never_named_for_a_whole_people():
    assert "We" not in meant("Armenia asked the CSTO for help. We left the drill.")


@pytest.mark.parametrize(
    ("text", "verb", "clause"),
    [
        (
            "The bloc, which Armenia had asked for help, refused to act.",
            "asked",
            "Armenia had asked [The bloc] for help",
        ),
        ("Armenia hosts a base that shelled the town.", "shelled", "[a base] shelled the town."),
    ],
)
def test_a_relative_word_is_replaced_by_its_noun(text, verb, clause):
    assert clause_of(word(text, verb), {}).text() == clause


def test_beside_we_our_becomes_their_and_beside_others_it_stays():
    text = "We closed our border."
    our = word(text, "our")
    assert others_of_first_person(word(text, "We"), [our]) == {our.i: "[their]"}
    assert others_of_first_person(word("They closed our border.", "They"), [our]) == {}


def test_the_united_states_take_an_apostrophe_alone():
    assert possessive("the United States") == "the United States'"
    assert possessive("Armenia") == "Armenia's"
