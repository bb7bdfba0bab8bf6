"""What the learned reader sees of a word: by camp, never by name."""

from __future__ import annotations

import pytest

from events.learned.clauses import codes_in, is_candidate, kind_of, of_actor, of_member, of_word, standing_of
from tests.events.parsed import referents, word

ARMENIAN = "Armenia signed an agreement with Russia."
KYRGYZ = "Kyrgyzstan signed an agreement with Russia."


@pytest.mark.parametrize(
    ("text", "wanted", "may"),
    [
        (ARMENIAN, "signed", True),
        (ARMENIAN, "agreement", True),
        (ARMENIAN, "with", False),
        ("Armenia has signed an agreement with Russia.", "has", False),
    ],
)
def test_verbs_and_common_nouns_may_tell_a_happening_and_auxiliaries_may_not(text, wanted, may):
    assert is_candidate(word(text, wanted)) is may


def test_a_scored_state_is_a_member_and_others_are_their_camp():
    assert (kind_of("ARM"), kind_of("RUS")) == ("member", "moscow")


def test_two_states_in_the_same_place_give_the_same_features():
    one, other = (of_word(word(text, "signed"), referents(text)) for text in (ARMENIAN, KYRGYZ))
    assert {name for name in one if "~" not in name} == {name for name in other if "~" not in name}
    assert "subject:member" in one


def test_an_actor_stands_where_the_clause_has_it():
    standing = standing_of(word(ARMENIAN, "signed"), referents(ARMENIAN))
    assert standing["ARM"] == ("subject",)
    assert "subject" not in standing["RUS"]
    assert codes_in([standing, standing]) == ("ARM", "RUS")


def test_features_of_an_actor_and_of_a_member_name_the_others_by_camp():
    token, who = word(ARMENIAN, "signed"), referents(ARMENIAN)
    standing, types = standing_of(token, who), {"AGREE": 0.9}
    actor = of_actor(token, "ARM", standing, who, types)
    member = of_member({}, "sign", "ARM", standing, types)
    assert actor["type=AGREE"] == member["type=AGREE"] == 0.9
    assert "with=moscow" in member
    assert not any("RUS" in name or "ARM" in name for name in (*actor, *member))
