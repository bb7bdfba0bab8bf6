"""How a happening bears on each member's tie to Moscow.

In: who acted on whom, and the relation their act expresses. Out: `Effect` records. The rules are those of
``docs/codebook.md``: an act is friendly, hostile, an appeal, a withdrawal, a deployment or neutral; the other party
belongs to Moscow's camp, to the West or a rival pole, or is another member.
"""

from __future__ import annotations

from events.actors import camp
from events.records import SCORED, Effect
from geo.place import Place

TOWARD, AWAY, NEITHER = 1, -1, 0
# Acts that bear on the state where they take place: drills held there, forces sent there or taken home.
BY_PLACE = frozenset({"COOPERATE", "AID", "MOBILIZE", "RETREAT", "REJECT"})
# Whose safety Russia's forces in a zone stood for (trilateral statement of 10 November 2020 for the first two).
GUARDED = {
    "nagorno-karabakh": ("ARM",),
    "lachin-corridor": ("ARM",),
    "osh": ("KGZ",),
    "kazakhstan-unrest": ("KAZ",),
    "tajik-afghan-border": ("TJK",),
}
# Alliances as old as the states, outside Moscow's: one more word of support in them is no step away from it.
OLD_ALLIES = frozenset({("AZE", "TUR")})
MOSCOW, COUNTERWEIGHT = ("moscow",), ("west", "rival")


def effects_of(
    event_type: str,
    relation: str,
    dimension: str,
    sources: tuple[str, ...],
    targets: tuple[str, ...],
    *,
    zone: str | None = None,
    multilateral: bool = False,
) -> tuple[Effect, ...]:
    """Effects on every scored state that takes part, in the order they are named."""
    if zone in GUARDED and event_type in BY_PLACE and any(camp(c) in MOSCOW for c in sources):
        targets = GUARDED[zone]
    parties = tuple(dict.fromkeys((*sources, *targets)))
    found = []
    for member in parties:
        if member not in SCORED:
            continue
        acts = member in sources
        others = tuple(c for c in (targets if acts else sources) if c != member) or tuple(
            c for c in parties if c != member
        )
        direction = _direction(member, event_type, relation, acts, others, multilateral)
        if event_type == "RETREAT" and zone == "kazakhstan-unrest":
            direction = NEITHER  # forces that go home when the unrest is over desert nobody
        found.append(Effect(member, direction, dimension))
    return tuple(found)


def protected(event_type: str, sources: tuple[str, ...], place: Place) -> tuple[str, ...]:
    """The member an act of Moscow's concerns when none is named: whom it guards in that zone, else the host."""
    if event_type not in BY_PLACE or not any(camp(c) in MOSCOW for c in sources):
        return ()
    if place.zone in GUARDED:
        return GUARDED[place.zone]
    return place.countries if len(place.countries) == 1 and place.countries[0] in SCORED else ()


def _direction(
    member: str, event_type: str, relation: str, acts: bool, others: tuple[str, ...], multilateral: bool
) -> int:
    old = event_type == "SUPPORT"
    camps = {camp(code) for code in others if not (old and (member, code) in OLD_ALLIES)}
    if "moscow" in camps:
        return _with_moscow(event_type, relation, acts, multilateral)
    if camps & set(COUNTERWEIGHT):
        return _with_counterweight(event_type, relation, acts)
    return NEITHER


def _with_moscow(event_type: str, relation: str, acts: bool, multilateral: bool) -> int:
    """Towards Moscow when the act joins the two, away when it parts them."""
    if event_type == "CONSULT" and (multilateral or not acts):
        return NEITHER  # a summit all attend, or a visit from Moscow, tells nothing of the member's own leaning
    if relation == "friendly":
        return TOWARD
    if relation == "appeal":
        return TOWARD if acts else NEITHER
    if relation == "demand":
        return AWAY if acts else NEITHER
    if relation == "deployment":
        return TOWARD
    if relation == "withdrawal":
        return AWAY if not acts else NEITHER
    return AWAY if relation == "hostile" else NEITHER


def _with_counterweight(event_type: str, relation: str, acts: bool) -> int:
    """A step towards the West or a rival pole leads away from Moscow; a quarrel with it proves no step back."""
    if relation == "friendly" or (relation == "appeal" and acts) or (relation == "deployment" and not acts):
        return AWAY
    return NEITHER
