"""Tells what kind of description a word is: definite, a pair, a mere number, a region, an institution.

In: a token of a parsed sentence. Out: whether it is definite, a pair, a mere count, an institution without an article,
and the state that a place or region stands for. Whom it means in the story is left to `events.actors.coreference`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.actors.directory import is_known
from events.text.word_lists import is_in, word_list
from geo.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Token

CENTRAL_ASIA = ("KAZ", "KGZ", "TJK", "UZB")
CAUCASUS = ("ARM", "AZE", "GEO")


def is_definite(token: Token) -> bool:
    """ "The country", "its president": somebody the reader knows already."""
    return any(
        c.dep_ in ("det", "poss") and c.lower_ in ("the", "this", "that", "its", "their", "his") for c in token.children
    )


def is_pair(token: Token) -> bool:
    """ "The two countries", "both sides"."""
    marks = {c.lower_ for c in token.children} | {token.lower_}
    return bool(marks & {"two", "both", "sides", "parties"})


def region(token: Token) -> tuple[str, ...] | None:
    """States of the region a phrase names ("the Caucasian republic"), or None where it names none."""
    words = " ".join(t.text for t in token.lefts)
    if "Asian" in words:
        return CENTRAL_ASIA
    return CAUCASUS if "Caucasus" in words or "Caucasian" in words else None


def state_of(place: Token) -> tuple[str, ...]:
    """The state a town lies in: "a court in Novorossiysk" is one of Russia's."""
    entry = load_gazetteer().entries.get(place.ent_id_)
    is_sure = entry is not None and len(entry.countries) == 1 and not entry.zone
    return tuple(c for c in entry.countries if is_sure and is_known(c)) if entry else ()


def is_count(token: Token) -> bool:
    """ "Two days", "two thousand people": a number of something, not the two parties."""
    counted = token.head
    return token.dep_ in ("nummod", "compound", "quantmod") and not is_in("pair_word", counted.lower_)


def is_bare_institution(token: Token) -> bool:
    """ "Parliament voted …", "Police dispersed …": that of the state told of."""
    is_doer = token.dep_ in ("nsubj", "nsubjpass") and not any(
        c.dep_ in ("det", "poss", "amod", "compound", "nummod") for c in token.children
    )
    return is_doer and is_in("institution", token.lower_)


def led_by_moscow(token: Token) -> str:
    """Which organisation "a Russian-led military alliance" is, whatever it was called before; else an empty string."""
    if not is_in("led_alliance", token.lower_):
        return ""
    leads = [c for c in token.lefts if is_in("led_by", c.lower_)]
    named = {t.text for c in leads for t in c.subtree}
    if not named & word_list("moscow_name"):
        return ""
    is_economic = any(is_in("economic", t.lower_) for t in token.lefts)
    return "EAEU" if is_economic else "CSTO"


def is_spared(token: Token) -> bool:
    """Whether a name stands behind "except", "apart from" or "save"."""
    return any(is_in("sparing", a.lower_) for a in token.ancestors)
