"""Finds where an event took place.

In: a coded happening and the place names of its sentence (``ent_id_`` set by the gazetteer's ``entity_ruler``). Out: a
`Place`. Which point or zone a name stands for is left to `geo.geocoding`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from events.actors.directory import camp, load_knowledge
from events.coding.coded import CodedEvent
from events.grounding.context import Context, EventTime
from events.parsing.article import Sentence
from events.text.word_lists import is_in, word_list
from events.vocabulary import SCORED
from geo.gazetteer import load_gazetteer
from geo.geocoding import geocode
from geo.place import Place
from geo.zones import Zone, load_zones

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LOCATIVE = word_list("place_preposition")
STRONG = word_list("place_preposition_sure")
KINDS = {
    "ASSAULT": "fighting",
    "PROTEST": "unrest",
    "CONCEDE": "unrest",
    "COERCE": "unrest",
    "AID": "intervention",
    "MOBILIZE": "intervention",
    "RETREAT": "intervention",
}
AT_HOME = frozenset({"resign", "release"})
"""Modes of RETREAT in which nobody's forces leave a zone."""
FOLLOWS_A_FIGHT = frozenset({"REQUEST", "REJECT", "AID", "RETREAT", "MOBILIZE"})


# Acts of words: a place that only "of", "to" or "from" ties to them is what they speak of.
SAID_OF = frozenset({"REJECT", "SUPPORT", "REQUEST", "ACCUSE", "AGREE", "THREATEN", "CONCEDE", "SANCTION"})
ASIDES = word_list("aside")
DEPLOYMENT = word_list("deployment")
FORCES = word_list("forces")
VOTES = word_list("voting")
WARS = word_list("war")


@dataclass(slots=True)
class Scene:
    """Where the narrative is: the last fight's place and parties, and the last conflict zone named."""

    fight: Place | None = None
    parties: frozenset[str] = frozenset()
    sentence: int = -10
    zone_id: str = ""
    town: str = ""


def place_of(coded: CodedEvent, time: EventTime, context: Context, scene: Scene) -> Place:
    """Place a happening; a fight that is placed in a conflict zone becomes the scene of what follows."""
    sentence = context.sentence
    named = named_places(coded, sentence.span, context.rivals)
    parties = _parties(coded)
    if not named:
        implied = _implied(coded, time, sentence, scene)
        if implied:
            return implied
        if scene.town and not coded.is_noun and not any(c in SCORED for c in parties):
            named = [scene.town]  # "The airport was overrun", after a sentence on Almaty
    place = geocode(named, start=time.start, end=time.end, parties=parties, kind=_kind(coded))
    if coded.event_type == "ASSAULT" and place.zone:
        scene.fight, scene.sentence = place, sentence.number
        scene.parties = frozenset((*parties, *fighters_in(place.zone)))
    return place


def _implied(coded: CodedEvent, time: EventTime, sentence: Sentence, scene: Scene) -> Place | None:
    """Where a happening without a named place lies: the fight just told, the war, the border or the zone spoken of."""
    parties, start, end = _parties(coded), time.start, time.end
    if _follows(coded, scene, sentence.number, parties):
        return scene.fight
    of_war = coded.theme in WARS or coded.token.lemma_ in VOTES  # votes for or against Moscow are over its war
    if of_war and coded.event_type in ("SUPPORT", "REJECT") and "RUS" in parties:
        return geocode([], start=start, end=end, parties=("UKR", "RUS"), kind="fighting")
    border = _border(coded, sentence.span)
    if border and border.holds(start, end):
        return border.place()
    kind = _kind(coded)
    speaks_of_zone = scene.zone_id and kind and _says_region(sentence.span)
    if speaks_of_zone and not geocode([], start=start, end=end, parties=parties, kind=kind).zone:
        return geocode([scene.zone_id], start=start, end=end, parties=parties, kind=kind)
    return None


def _kind(coded: CodedEvent) -> str | None:
    """Which of the zones' rules a happening falls under."""
    kind = KINDS.get(coded.event_type)
    if coded.mode in AT_HOME:
        kind = None
    if kind == "intervention" and coded.theme not in (*FORCES, *DEPLOYMENT, coded.token.lemma_):
        return None  # arms and loans change hands at no front
    if kind is None and len({*coded.sources, *coded.targets}) == 1:
        kind = "unrest"  # what a government does at home in the days of an unrest belongs to it
    return kind or _kind_of_plea(coded)


def _kind_of_plea(coded: CodedEvent) -> str | None:
    """A plea to Moscow for help, and its refusal, lie where the help was wanted."""
    asked = (
        coded.event_type == "REQUEST" and coded.relation == "appeal" and any(camp(c) == "moscow" for c in coded.targets)
    )
    left = coded.event_type == "REJECT" and any(camp(c) == "moscow" for c in coded.sources)
    return "intervention" if asked or left else None


def fighters_in(zone: str) -> tuple[str, ...]:
    """The states whose fighting makes a conflict zone, as its rules say."""
    rules = [r for r in load_zones().rules if r.zone == zone and r.kind == "fighting"]
    return tuple(dict.fromkeys(code for rule in rules for code in rule.parties))


def note_zones(sentence: Span, scene: Scene) -> None:
    """Remember the last place named that lies in a conflict zone."""
    entries = load_gazetteer().entries
    for entity in sentence.ents:
        entry = entries.get(entity.ent_id_)
        # A capital counts only where it is a place ("in Minsk"), not where it acts.
        is_place = entity.text not in load_knowledge().words or entity.root.head.lower_ in STRONG
        is_near = entry is not None and entry.level != "country" and entry.where_precision <= 4
        if entry and is_near and is_place and set(entry.countries) <= set(SCORED):
            scene.town = entity.ent_id_
        if entry and entry.zone:
            scene.zone_id = entity.ent_id_


def named_places(coded: CodedEvent, sentence: Span, rivals: Sequence[Token] = ()) -> list[str]:
    """Gazetteer ids of places the happening may have taken place at, best first."""
    ranked = []
    entries = load_gazetteer().entries
    for entity in sentence.ents:
        entry = entries.get(entity.ent_id_)
        if entry is None:
            continue
        is_actor = entry.level == "country" or entity.text in load_knowledge().words
        cost = _cost(coded.token, coded.event_type, entity.root, is_actor, rivals)
        if cost is not None:
            ranked.append((cost, abs(entity.root.i - coded.token.i), entity.ent_id_))
    return [entry_id for _, _, entry_id in sorted(ranked)]


def _cost(token: Token, event_type: str, place: Token, is_actor: bool, rivals: Sequence[Token]) -> int | None:
    """How far a place name stands from the happening in the parse; None when it is not where that happened."""
    prep = place.head
    while prep.pos_ not in ("ADP", "SCONJ", "VERB", "AUX") and prep.head != prep:
        prep = prep.head
    strong = prep.lower_ in STRONG
    if not strong and event_type in SAID_OF:
        return None  # "recognise the independence of Abkhazia" happened elsewhere
    if is_actor and (not strong or prep.lower_ == "on" or place.dep_ in ("compound", "amod", "poss", "nsubj")):
        return None
    if _is_aside(place, prep):
        return None
    governor = _governor(place)
    if governor is None or governor == token:
        cost = 0
    elif governor in rivals or _is_elsewhere(token, governor):
        return None
    else:
        cost = 2
    return cost + (0 if strong else 1 if prep.lower_ in LOCATIVE else 2)


def _is_aside(place: Token, own: Token) -> bool:
    """Whether a place stands in a phrase that only leads up to what happened: "After his blunder in Ukraine, …"."""
    for step in place.ancestors:
        if step.pos_ in ("VERB", "AUX"):
            return False
        if step != own and step.lower_ in ASIDES:
            return True
    return False


def _governor(place: Token) -> Token | None:
    """The verb a place belongs to; None when the sentence has none above it."""
    return next((t for t in place.ancestors if t.pos_ in ("VERB", "AUX")), None)


def _is_elsewhere(token: Token, governor: Token) -> bool:
    """Whether the place's verb tells another clause than the happening's."""
    if token.pos_ in ("NOUN", "PROPN"):
        return governor not in token.ancestors
    low, high = (governor, token) if token in governor.ancestors else (token, governor)
    step = low
    while step != high:
        if step.head == step:
            return True
        if low is governor and step.dep_ in ("conj", "relcl", "advcl"):
            return True
        step = step.head
    return False


def _parties(coded: CodedEvent) -> tuple[str, ...]:
    """States the happening is about, the one it most likely took place in first."""
    order = (
        (*coded.targets, *coded.sources)
        if coded.event_type in ("AID", "MOBILIZE", "RETREAT", "ASSAULT")
        else (*coded.sources, *coded.targets)
    )
    if coded.event_type == "AID" and any(camp(c) == "moscow" for c in coded.targets):
        order = (*coded.sources, *coded.targets)
    elif coded.event_type in ("AID", "MOBILIZE") and any(c in SCORED for c in coded.targets):
        order = tuple(c for c in order if c in coded.targets or c not in SCORED)  # where help is sent, not whose it is
    elif coded.event_type == "REQUEST" and any(c in SCORED for c in coded.sources):
        order = tuple(c for c in order if c in coded.sources or c not in SCORED)  # where help is wanted
    first = [c for c in order if c in SCORED or (coded.event_type == "AID" and c == "UKR")]
    return tuple(dict.fromkeys((*first, *order)))


def _follows(coded: CodedEvent, scene: Scene, number: int, parties: tuple[str, ...]) -> bool:
    """A plea, refusal or rescue told right after a fight belongs to that fight's scene."""
    near = 1 if coded.event_type in FOLLOWS_A_FIGHT else 0 if coded.event_type == "ACCUSE" else -1
    return scene.fight is not None and number - scene.sentence <= near and bool(scene.parties & set(parties))


def _border(coded: CodedEvent, sentence: Span) -> Zone | None:
    """The border zone of the two states whose common border the sentence speaks of, if it is one."""
    if not any(is_in("border_noun", t.lemma_.lower()) for t in sentence):
        return None
    states = {c for c in (*coded.sources, *coded.targets, *coded.sentence_codes) if len(c) == 3}
    zones = [z for z in load_zones().zones.values() if z.level == "border" and set(z.countries) <= states]
    return zones[0] if len(zones) == 1 else None


def _says_region(sentence: Span) -> bool:
    """Whether the sentence speaks of the zone by a word alone: "the region", or "blocked it"."""
    if any(t.lower_ == "it" and t.dep_ == "dobj" for t in sentence):
        return True
    return any(
        is_in("zone_noun", t.lower_)
        and t.dep_ in ("pobj", "dobj")
        and not any(c.dep_ == "poss" for c in t.children)  # "on its territory" is at home
        for t in sentence
    )
