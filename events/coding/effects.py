"""Judges how an event bears on each member's tie to Moscow.

In: who acted on whom, and the relation their act expresses. Out: `Effect` records. The rules are those of
``docs/codebook.md``: an act is friendly, hostile, an appeal, a withdrawal, a deployment or neutral; the other party
belongs to Moscow's camp, to the West or a rival pole, or is another member.
"""

from __future__ import annotations

from dataclasses import dataclass

from events.actors.directory import camp, is_ally
from events.records import Effect, acted_by
from events.vocabulary import SCORED
from geo.place import Place
from geo.zones import load_zones

TOWARD, AWAY, NEITHER = 1, -1, 0
# Acts that bear on the state where they take place: drills held there, forces sent there or taken home.
BY_PLACE = frozenset({"COOPERATE", "AID", "MOBILIZE", "RETREAT", "REJECT"})
# Members at odds: whoever brings the two to a table sides with neither.
AT_ODDS = (frozenset({"ARM", "AZE"}), frozenset({"KGZ", "TJK"}))
MEDIATED = frozenset({"AGREE", "CONSULT", "SUPPORT"})
# Allies with a border, over which they quarrel; quarrels of the other allies are about the alliance.
NEIGHBOURS = (frozenset({"KGZ", "TJK"}), frozenset({"KAZ", "KGZ"}))
MOSCOW, COUNTERWEIGHT = ("moscow",), ("west", "rival")


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what to whom: the event type, the relation and dimension of the act, and the parties' codes."""

    event_type: str
    relation: str
    dimension: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]


def effects_of(act: Act, *, zone: str | None = None, multilateral: bool = False) -> tuple[Effect, ...]:
    """Effects on every scored state that takes part, in the order they are named."""
    event_type, sources, targets = act.event_type, act.sources, act.targets
    guarded = guarded_in(zone)
    if guarded and event_type in BY_PLACE and any(camp(c) in MOSCOW for c in sources):
        targets = tuple(dict.fromkeys((*targets, *guarded))) if event_type == "COOPERATE" else guarded
    parties = tuple(dict.fromkeys((*sources, *targets)))
    found = []
    for member in parties:
        if member not in SCORED:
            continue
        acts = member in sources
        others = tuple(c for c in (targets if acts else sources) if c != member) or tuple(
            c for c in parties if c != member
        )
        direction = _direction(act, acts, others, multilateral)
        if zone and load_zones().zones[zone].allies_helped:
            direction = _in_rescue(event_type, direction, parties)
        elif _is_between(event_type, member, parties):
            direction = NEITHER
        elif all(c in SCORED for c in parties):
            direction = _among_allies(member, event_type, acts, others)
        by = acted_by(member, event_type, sources, targets)
        found.append(Effect(member, direction, act.dimension, by))
    return tuple(found)


def guarded_in(zone: str | None) -> tuple[str, ...]:
    """The states whose safety Russia's forces in a zone stood for; none elsewhere."""
    return load_zones().zones[zone].guarded_for if zone else ()


def protected(event_type: str, sources: tuple[str, ...], place: Place) -> tuple[str, ...]:
    """The member an act of Moscow's concerns when none is named: whom it guards in that zone, else the host."""
    if event_type not in BY_PLACE or not any(camp(c) in MOSCOW for c in sources):
        return ()
    if guarded := guarded_in(place.zone):
        return guarded
    return place.countries if len(place.countries) == 1 and place.countries[0] in SCORED else ()


def _direction(act: Act, acts: bool, others: tuple[str, ...], multilateral: bool) -> int:
    camps = {camp(code) for code in others}
    if act.event_type == "CONSULT" and "moscow" in camps and camps & {"west", "rival"}:
        return NEITHER  # who sits at a table with both, or lends them the room, sides with neither
    if "moscow" in camps:
        return _with_moscow(act.event_type, act.relation, acts, multilateral)
    if act.event_type == "SUPPORT" and "west" not in camps:
        return NEITHER  # words of support from Turkey or China are no step of the member's
    if camps & set(COUNTERWEIGHT):
        return _with_counterweight(act.relation, acts)
    return NEITHER


def _in_rescue(event_type: str, direction: int, parties: tuple[str, ...]) -> int:
    """Help among allies counts for all of them; forces that go home when the unrest is over desert nobody."""
    if event_type == "RETREAT":
        return NEITHER
    is_help = event_type in ("AID", "MOBILIZE")
    return (
        TOWARD if is_help and len(parties) > 1 and all(is_ally(c) or camp(c) in MOSCOW for c in parties) else direction
    )


def _is_between(event_type: str, member: str, parties: tuple[str, ...]) -> bool:
    """Whether a third party deals with two members at odds: as a go-between, or guarding its ally against the other."""
    members = {c for c in parties if c in SCORED}
    if members not in AT_ODDS or len(members) == len(parties):
        return False
    return event_type in MEDIATED or (event_type == "AID" and not is_ally(member))


def _among_allies(member: str, event_type: str, acts: bool, others: tuple[str, ...]) -> int:
    """Away for the ally that others turn down, and for the one that breaks with or threatens another."""
    if not is_ally(member) or not any(is_ally(c) and {c, member} not in NEIGHBOURS for c in others):
        return NEITHER
    if event_type == "REJECT":
        return NEITHER if acts else AWAY
    return AWAY if event_type in ("SANCTION", "THREATEN") and acts else NEITHER


def _with_moscow(event_type: str, relation: str, acts: bool, multilateral: bool) -> int:
    """Towards Moscow when the act joins the two, away when it parts them."""
    if event_type == "CONSULT" and (multilateral or not acts):
        return NEITHER  # a summit all attend, or a visit from Moscow, tells nothing of the member's own leaning
    if event_type == "CONCEDE" and not acts:
        return NEITHER  # what Moscow gives in to, the member had to wring from it
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
    return AWAY if relation in ("hostile", "parting") else NEITHER


def _with_counterweight(relation: str, acts: bool) -> int:
    """A step towards the West or a rival pole leads away from Moscow; a quarrel with it proves no step back.

    Only a bond that the member itself cuts (a base, a treaty, talks of membership) leads back.
    """
    if relation == "parting":
        return TOWARD if acts else NEITHER
    if relation == "friendly" or (relation == "appeal" and acts) or (relation == "deployment" and not acts):
        return AWAY
    return NEITHER
