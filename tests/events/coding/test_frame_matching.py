"""Whether a row of the lexicon fits a verb and its arguments."""

from __future__ import annotations

from dataclasses import replace

import pytest

from events.coding.frame_matching import Fitter, expanded
from events.coding.lexicon import load_lexicon
from events.parsing.roles import roles_of
from tests.events.parsed import referents, word


def fitting(text: str, verb: str) -> set[str]:
    """Event types of the frames that fit a verb."""
    token = word(text, verb)
    fitter = Fitter(load_lexicon(), referents(text))
    frames = load_lexicon().verbs[token.lemma_]
    return {f.event_type for f in frames if fitter.fits(f, token, roles_of(token)) is not None}


@pytest.mark.parametrize(
    ("text", "verb", "event_type"),
    [
        ("Armenia signed an agreement with Russia.", "signed", "AGREE"),
        ("Russia withdrew its troops from Kazakhstan.", "withdrew", "RETREAT"),
        ("Kyrgyzstan cancelled the drill.", "cancelled", "SANCTION"),
    ],
)
def test_a_frame_fits_with_the_arguments_it_asks_for(text, verb, event_type):
    assert event_type in fitting(text, verb)


@pytest.mark.parametrize(
    ("text", "verb", "event_type"),
    [
        ("Armenia signed a song with Russia.", "signed", "AGREE"),
        ("The pianist cancelled the concert.", "cancelled", "SANCTION"),
    ],
)
def test_a_frame_does_not_fit_another_object(text, verb, event_type):
    assert event_type not in fitting(text, verb)


def test_a_verb_with_a_particle_is_another_verb():
    frame = next(f for f in load_lexicon().verbs["cancel"] if not f.particles)
    bare = replace(frame, object=None, preps=())
    fitter = Fitter(load_lexicon(), referents("Armenia turned to Moscow."))
    assert fitter.fits(
        bare, word("Armenia turned to Moscow.", "turned"), roles_of(word("Armenia turned to Moscow.", "turned"))
    )
    off = word("Armenia turned off the tap.", "turned")
    assert fitter.fits(bare, off, roles_of(off)) is None


def test_heads_are_expanded_by_what_is_joined_to_them_and_counted_by_them():
    joined = "Russia sent tanks and guns."
    assert [t.text for t in expanded([word(joined, "tanks")])] == ["tanks", "guns"]
    counted = "Russia sent thousands of soldiers."
    assert "soldiers" in [t.text for t in expanded([word(counted, "thousands")])]


def test_what_is_asked_for_stands_behind_the_verb(read):
    asked = read("On 7 May 2022 Lukashenko told Russia to leave.")
    assert [e.event_type for e in asked] == ["REQUEST"]
    said = read("“Well, to go on a tour to Warsaw,” Lukashenko told Putin on 7 May 2022.")
    assert "REQUEST" not in {e.event_type for e in said}
