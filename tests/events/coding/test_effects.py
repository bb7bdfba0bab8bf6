"""How an event bears on a member's tie to Moscow, rule by rule (docs/codebook.md)."""

from __future__ import annotations

import pytest

from events.coding.effects import Act, effects_of, protected
from geo.place import Place


def directions(event_type, relation, sources, targets, **circumstances):
    found = effects_of(Act(event_type, relation, "military", tuple(sources), tuple(targets)), **circumstances)
    return {effect.member: effect.direction for effect in found}


@pytest.mark.parametrize(
    ("event_type", "relation", "sources", "targets", "expected"),
    [
        # With Moscow or its organisations: what joins leads towards, what parts leads away.
        ("AGREE", "friendly", ["ARM"], ["RUS"], {"ARM": 1}),
        ("COOPERATE", "friendly", ["BLR"], ["CSTO"], {"BLR": 1}),
        ("AID", "friendly", ["RUS"], ["KGZ"], {"KGZ": 1}),
        ("AGREE", "friendly", ["RUS", "TJK"], [], {"TJK": 1}),
        ("CONSULT", "friendly", ["BLR"], ["RUS"], {"BLR": 1}),
        ("CONSULT", "friendly", ["RUS"], ["BLR"], {"BLR": 0}),
        ("REJECT", "hostile", ["KGZ"], ["CSTO"], {"KGZ": -1}),
        ("REJECT", "hostile", ["CSTO"], ["ARM"], {"ARM": -1}),
        ("ACCUSE", "hostile", ["ARM"], ["RUS"], {"ARM": -1}),
        ("SANCTION", "hostile", ["RUS"], ["GEO"], {"GEO": -1}),
        ("THREATEN", "hostile", ["RUS"], ["KAZ"], {"KAZ": -1}),
        ("REQUEST", "appeal", ["ARM"], ["CSTO"], {"ARM": 1}),
        ("REQUEST", "appeal", ["RUS"], ["KAZ"], {"KAZ": 0}),
        ("REQUEST", "demand", ["ARM"], ["RUS"], {"ARM": -1}),
        ("REQUEST", "demand", ["RUS"], ["ARM"], {"ARM": 0}),
        ("MOBILIZE", "deployment", ["RUS"], ["TJK"], {"TJK": 1}),
        ("RETREAT", "withdrawal", ["RUS"], ["KGZ"], {"KGZ": -1}),
        ("RETREAT", "withdrawal", ["UZB"], ["RUS"], {"UZB": 0}),
        ("RETREAT", "neutral", ["ARM"], ["RUS"], {"ARM": 0}),
        # With the West or a rival pole: a step there leads away, a quarrel there proves no step back.
        ("AGREE", "friendly", ["ARM"], ["FRA"], {"ARM": -1}),
        ("CONSULT", "friendly", ["KAZ"], ["CHN"], {"KAZ": -1}),
        ("COOPERATE", "friendly", ["AZE"], ["TUR"], {"AZE": -1}),
        ("AID", "friendly", ["EU"], ["ARM"], {"ARM": -1}),
        ("REQUEST", "appeal", ["GEO"], ["NATO"], {"GEO": -1}),
        ("REQUEST", "appeal", ["EU"], ["BLR"], {"BLR": 0}),
        ("SANCTION", "hostile", ["USA", "EU"], ["BLR"], {"BLR": 0}),
        ("ACCUSE", "hostile", ["BLR"], ["POL"], {"BLR": 0}),
        # Whoever talks with both, or lends them the room, sides with neither.
        ("CONSULT", "friendly", ["BLR"], ["RUS", "UKR"], {"BLR": 0}),
        ("CONSULT", "friendly", ["KAZ"], ["RUS", "TUR"], {"KAZ": 0}),
        # Where Moscow takes part as well, Moscow decides.
        ("AGREE", "friendly", ["ARM"], ["RUS", "EU"], {"ARM": 1}),
        # Among members, and with everybody else: neither.
        ("ASSAULT", "hostile", ["AZE"], ["ARM"], {"AZE": 0, "ARM": 0}),
        ("AGREE", "friendly", ["KGZ"], ["UZB"], {"KGZ": 0, "UZB": 0}),
        ("AGREE", "friendly", ["TJK"], ["IRN"], {"TJK": 0}),
        ("PROTEST", "hostile", ["KAZ"], [], {"KAZ": 0}),
        # Nobody scored takes part.
        ("AGREE", "friendly", ["RUS"], ["CHN"], {}),
    ],
)
def test_direction_follows_from_the_act_and_the_other_party(event_type, relation, sources, targets, expected):
    assert directions(event_type, relation, sources, targets) == expected


def test_a_summit_of_all_tells_nothing_of_one_of_them():
    assert directions("CONSULT", "friendly", ["ARM"], ["CSTO"], multilateral=True) == {"ARM": 0}


def test_forces_that_leave_when_the_unrest_is_over_desert_nobody():
    assert directions("RETREAT", "withdrawal", ["CSTO"], ["KAZ"], zone="kazakhstan-unrest") == {"KAZ": 0}


def test_russias_forces_in_nagorno_karabakh_concern_armenia():
    assert directions("RETREAT", "withdrawal", ["RUS"], ["AZE"], zone="nagorno-karabakh") == {"ARM": -1}
    assert directions("MOBILIZE", "deployment", ["RUS"], [], zone="nagorno-karabakh") == {"ARM": 1}


@pytest.mark.parametrize(
    ("zone", "member"),
    [
        ("lachin-corridor", "ARM"),
        ("osh", "KGZ"),
        ("tajik-afghan-border", "TJK"),
        ("kazakhstan-unrest", "KAZ"),
    ],
)
def test_a_refusal_of_moscows_in_a_guarded_zone_concerns_whom_it_guards(zone, member):
    assert directions("REJECT", "hostile", ["RUS"], [], zone=zone) == {member: -1}


def test_a_zone_changes_nothing_where_moscow_does_not_act():
    assert directions("RETREAT", "withdrawal", ["EU"], ["ARM"], zone="nagorno-karabakh") == {"ARM": 0}


def test_every_effect_says_who_acted():
    found = effects_of(Act("AID", "friendly", "military", ("CSTO", "BLR"), ("KAZ",)))
    assert {effect.member: effect.by for effect in found} == {"BLR": "own", "KAZ": "moscow"}


def test_every_effect_carries_the_dimension_given():
    (effect,) = effects_of(Act("AGREE", "friendly", "economic", ("ARM",), ("RUS",)))
    assert effect.dimension == "economic"


def test_russia_itself_is_never_scored():
    assert "RUS" not in directions("AGREE", "friendly", ["RUS", "ARM"], ["RUS"])


def place(zone=None, countries=()):
    return Place("somewhere", "city", zone, tuple(countries), None, None, 1)


def test_an_act_of_moscows_concerns_the_state_it_takes_place_in():
    assert protected("COOPERATE", ("RUS",), place(countries=["BLR"])) == ("BLR",)
    assert protected("MOBILIZE", ("RUS",), place("nagorno-karabakh", ["AZE"])) == ("ARM",)


@pytest.mark.parametrize(
    ("event_type", "sources", "countries"),
    [("ACCUSE", ("RUS",), ["BLR"]), ("COOPERATE", ("CHN",), ["BLR"]), ("COOPERATE", ("RUS",), ["KGZ", "TJK"])],
)
def test_else_nobody_is_concerned_who_is_not_named(event_type, sources, countries):
    assert protected(event_type, sources, place(countries=countries)) == ()
