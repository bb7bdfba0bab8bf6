"""Where a happening took place, as told.

In: a coded happening and the place names of its sentence (``ent_id_`` set by the gazetteer's ``entity_ruler``). Out: a
`Place`. Which point or zone a name stands for is left to `geo.geocoding`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span, Token

from events.actors import SCORED, camp, load_knowledge
from events.coding import Coded
from geo.gazetteer import load_gazetteer
from geo.geocoding import geocode
from geo.place import Place

LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "on",
        "along",
        "across",
        "inside",
        "outside",
        "around",
        "into",
        "over",
        "through",
        "within",
        "beside",
        "between",
        "from",
        "to",
        "of",
        "for",
    }
)
STRONG = frozenset(
    {"in", "at", "near", "on", "along", "across", "inside", "outside", "around", "into", "within", "beside"}
)
KINDS = {
    "ASSAULT": "fighting",
    "PROTEST": "unrest",
    "COERCE": "unrest",
    "AID": "intervention",
    "MOBILIZE": "intervention",
    "RETREAT": "intervention",
}
FOLLOWS_A_FIGHT = frozenset({"REQUEST", "REJECT", "AID", "RETREAT", "MOBILIZE"})


@dataclass(slots=True)
class Scene:
    """Where the narrative is: the last fight's place and parties, and the last conflict zone named."""

    fight: Place | None = None
    parties: frozenset[str] = frozenset()
    sentence: int = -10
    zone_id: str = ""


def place_of(coded: Coded, sentence: Span, start: date, end: date, scene: Scene, number: int) -> Place:
    """Place a happening; `number` is the sentence's place in the document, for what is carried over."""
    named = named_places(coded, sentence)
    kind = KINDS.get(coded.event_type)
    parties = _parties(coded)
    if not named and _follows(coded, scene, number, parties):
        return scene.fight
    place = geocode(named, start=start, end=end, parties=parties, kind=kind)
    if not named and not place.zone and scene.zone_id and kind in ("fighting", "intervention") and _says_region(sentence):
        place = geocode([scene.zone_id], start=start, end=end, parties=parties, kind=kind)
    if coded.event_type == "ASSAULT" and place.zone:
        scene.fight, scene.parties, scene.sentence = place, frozenset(parties), number
    return place


def note_zones(sentence: Span, scene: Scene) -> None:
    """Remember the last place named that lies in a conflict zone."""
    entries = load_gazetteer().entries
    for entity in sentence.ents:
        entry = entries.get(entity.ent_id_)
        if entry and entry.zone:
            scene.zone_id = entity.ent_id_


def named_places(coded: Coded, sentence: Span) -> list[str]:
    """Gazetteer ids of places the happening may have taken place at, best first."""
    ranked = []
    entries = load_gazetteer().entries
    for entity in sentence.ents:
        entry = entries.get(entity.ent_id_)
        if entry is None:
            continue
        is_actor = entry.level == "country" or entity.text in load_knowledge().words
        cost = _cost(coded.token, entity.root, is_actor=is_actor)
        if cost is not None:
            ranked.append((cost, abs(entity.root.i - coded.token.i), entity.ent_id_))
    return [entry_id for _, _, entry_id in sorted(ranked)]


def _cost(token: Token, place: Token, is_actor: bool) -> int | None:
    """How far a place name stands from the happening in the parse; None when it names no location."""
    prep = place.head
    while prep.dep_ in ("conj", "compound", "appos", "poss", "nmod", "amod") or (
        prep.pos_ in ("NOUN", "PROPN") and prep.head != prep
    ):
        if prep.pos_ == "ADP":
            break
        prep = prep.head
        if prep.pos_ in ("VERB", "AUX"):
            break
    locative = prep.pos_ in ("ADP", "SCONJ") and prep.lower_ in LOCATIVE
    strong = prep.lower_ in STRONG
    if is_actor and (not strong or place.dep_ in ("compound", "amod", "poss", "nsubj")):
        return None
    ancestors = list(place.ancestors)
    cost = 0 if token in ancestors else 2
    cost += 0 if strong else 1 if locative else 2
    if token not in ancestors:
        verb = next((t for t in ancestors if t.pos_ in ("VERB", "AUX")), None)
        if verb is not None and verb not in token.ancestors and token not in verb.ancestors:
            return None
    return cost


def _parties(coded: Coded) -> tuple[str, ...]:
    """States the happening is about, the one it most likely took place in first."""
    order = (
        (*coded.targets, *coded.sources)
        if coded.event_type in ("AID", "MOBILIZE", "RETREAT", "ASSAULT")
        else (*coded.sources, *coded.targets)
    )
    if coded.event_type == "AID" and any(camp(c) == "moscow" for c in coded.targets):
        order = (*coded.sources, *coded.targets)
    first = [c for c in order if c in SCORED or (coded.event_type == "AID" and c == "UKR")]
    return tuple(dict.fromkeys((*first, *order)))


def _follows(coded: Coded, scene: Scene, number: int, parties: tuple[str, ...]) -> bool:
    """A plea, refusal or rescue told right after a fight belongs to that fight's scene."""
    near = 1 if coded.event_type in FOLLOWS_A_FIGHT else 0 if coded.event_type == "ACCUSE" else -1
    return (
        scene.fight is not None
        and number - scene.sentence <= near
        and bool(scene.parties & set(parties))
    )


def _says_region(sentence: Span) -> bool:
    return any(
        t.lower_ in ("region", "territory", "enclave", "area", "corridor") and t.dep_ in ("pobj", "dobj")
        for t in sentence
    )
