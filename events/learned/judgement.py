"""Compares what the rules read with what the learned reader reads, and says how sure that leaves an event.

In: an act as the rules read it, and a `Reading`. Out: how sure the direction of an effect is by the learned reader, and
how much less sure an event is on which the two disagree.
"""

from __future__ import annotations

from events.coding.effects import Act
from events.learned.clauses import Features
from events.learned.model import Model, log_odds
from events.learned.reader import Reading
from events.records import Effect

SIGNS = {-1: "away", 0: "neither", 1: "towards"}
# Of the rules' finds in the training passages, read by models that had not seen the passage, 0.93 lay on a labelled
# event in all; of those that the reader holds for no happening, or for another type, fewer did.
NO_HAPPENING, FEWER_RIGHT = 0.2, 0.12
OTHER_TYPE, FEWER_OF_OTHER_TYPE = 0.05, 0.05


def evidence(reading: Reading, act: Act, effect: Effect) -> Features:
    """What the learned reader says for and against a direction that the rules read."""
    type_chance = reading.types.get(act.event_type, 0.0)
    does = effect.member in act.sources
    own, others_part = ("doer", "target") if does else ("target", "doer")
    parts = reading.parts
    others = [code for code in (act.targets if does else act.sources) if code != effect.member and code in parts]
    part = log_odds(parts[effect.member][own]) if effect.member in parts else -1.0
    found: Features = {
        "happening": log_odds(reading.happening),
        "type": log_odds(type_chance),
        "same type": float(reading.likeliest == act.event_type),
        "part": part,
        "named": float(effect.member in parts),
        "other's part": max((log_odds(parts[code][others_part]) for code in others), default=-1.0),
        "other named": float(bool(others)),
    }
    if signs := reading.signs.get(effect.member):
        found |= {
            "same sign": log_odds(signs[SIGNS[effect.direction]]),
            "no sign": log_odds(signs["neither"]),
            "opposite sign": log_odds(signs[SIGNS[-effect.direction]]),
        }
    return found


def sure_by_reader(model: Model, reading: Reading, act: Act, effect: Effect) -> float:
    """How often a direction is right of which the learned reader says what it says of this one."""
    return model.heads["right"].chances(evidence(reading, act, effect))["right"]


def less_sure(reading: Reading, event_type: str) -> float:
    """What disagreement takes off an event's confidence."""
    value = FEWER_RIGHT if reading.happening < NO_HAPPENING else 0.0
    return value + (FEWER_OF_OTHER_TYPE if reading.types.get(event_type, 0.0) < OTHER_TYPE else 0.0)
