"""PLOVER's modes: what kind of its type an act is, and the rules that ask for it."""

from __future__ import annotations

import pytest

from events.coding import modes
from events.coding.modes import load_modes
from events.vocabulary import MODES


@pytest.mark.parametrize(
    ("sentence", "event_type", "mode"),
    [
        ("On 25 April 2021 the Armenian prime minister resigned.", "RETREAT", "resign"),
        ("Russia withdrew its peacekeepers from Nagorno-Karabakh in May 2024.", "RETREAT", "withdraw"),
        ("On 3 March 2021 Azerbaijan released ten Armenian prisoners.", "RETREAT", "release"),
        ("On 3 March 2022 Putin visited Minsk.", "CONSULT", "visit"),
        ("On 3 March 2022 Tokayev telephoned Putin.", "CONSULT", "phone"),
        ("In May 2021 Armenia asked the CSTO for help.", "REQUEST", "assist"),
        ("In September 2022 the CSTO did not send troops to Armenia.", "REJECT", "assist"),
        ("On 3 March 2022 Armenia accused Azerbaijan of shelling a village.", "ACCUSE", "allege"),
        ("On 3 March 2022 Armenia suspended its membership of the CSTO.", "SANCTION", "discontinue"),
        ("On 3 March 2022 Uzbekistan left the CSTO.", "SANCTION", "withdraw"),
        ("On 3 March 2022 police in Minsk arrested two hundred protesters.", "COERCE", "arrest"),
        ("On 12 December 2022 Azerbaijan blocked the Lachin corridor.", "COERCE", "restrict"),
        ("On 3 March 2022 Azerbaijani troops shelled Armenian positions.", "ASSAULT", "heavy-weapons"),
        ("On 3 March 2022 thousands of Armenians rallied in Yerevan.", "PROTEST", "demo"),
        ("On 3 March 2022 Russia sent troops to Tajikistan.", "MOBILIZE", "troops"),
        ("On 3 March 2022 Armenia signed a gas agreement with Russia.", "AGREE", None),
    ],
)
def test_an_event_has_its_mode(read, sentence, event_type, mode):
    assert [(event.event_type, event.mode) for event in read(sentence)] == [(event_type, mode)]


def test_a_resignation_takes_place_at_home_even_in_the_year_after_a_war(read):
    (event,) = read("On 25 April 2021 the Armenian prime minister resigned.")
    assert (event.place.name, event.place.zone) == ("Armenia", None)
    assert [(effect.member, effect.direction) for effect in event.effects] == [("ARM", 0)]


def test_forces_that_leave_still_leave_the_zone(read):
    (event,) = read("On 25 April 2021 Armenian troops withdrew from their positions.")
    assert event.place.zone == "nagorno-karabakh"


def test_prisoners_let_go_leave_no_zone(read):
    (event,) = read("On 3 March 2021 Azerbaijan announced the release of ten Armenian prisoners.")
    assert event.place.zone is None


def test_all_modes_of_the_data_file_are_plovers():
    assert all(words.mode in MODES[name] for name, listed in load_modes().items() for words in listed)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[RETREAT.hide]\nverbs = ["hide"]', "'hide' is no mode of RETREAT; its modes are withdraw"),
        ('[AGREE.sign]\nverbs = ["sign"]', "'sign' is no mode of AGREE; its modes are none"),
        ('[RETREAT.resign]\nnouns = ["x"]', "RETREAT.resign: unknown field nouns"),
    ],
)
def test_a_mistake_in_the_data_file_is_named(tmp_path, monkeypatch, text, reason):
    path = tmp_path / "modes.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(modes, "DATA", path)
    with pytest.raises(ValueError, match=reason):
        load_modes.__wrapped__()
