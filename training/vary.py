"""More passages out of those written by hand, where the labels stay true: other states of like role, other dates.

In: the rows of `training.passages`, and what may stand for what (``vary.toml``). Out: further rows, made anew at each
call and the same each time. A row's `family` is the passage it was made from: keep families together when you split.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import permutations
from pathlib import Path

from events.actors.directory import load_knowledge
from events.records import acted_by
from geo.gazetteer import Entry, load_gazetteer
from training.editing import edited
from training.passages import codes, passage, precision, rows, ruled_effects, unmark

RULES = tomllib.loads((Path(__file__).parent / "vary.toml").read_text(encoding="utf-8"))
SEED = 14
EACH = 4  # variants of a passage at most
MONTHS = tuple(date(2000, month, 1).strftime("%B") for month in range(1, 13))
_MONTH = "|".join(MONTHS)
_DAY = re.compile(rf"\b(?:(\d{{1,2}}) ({_MONTH})|({_MONTH}) (\d{{1,2}}))\b(?:(,?) (\d{{4}}))?")
# Times that a move by weeks would make untrue.
_FIXED = re.compile(
    r"\b(?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?|20[12]\d|\d+(?:st|nd|rd|th)|New Year\S*|Christmas"
    r"|Easter|Victory Day|(?:on|by) the (?:first|second|third|\w+th|\w+-\w+)\b(?! day))|\d\d\.\d\d"
)
_FIXED_TRAPS = frozenset({"background", "namesake", "title", "accord", "people", "breakaway", "culture", "office"})


def vary(seed: int = SEED, each: int = EACH) -> Iterator[dict]:
    """Rows made from those in ``training/passages``; ids end in ``~1``, ``~2`` …"""
    for row in rows():
        rng, made = random.Random(f"{seed} {row['id']}"), []
        for one in _variants(row, rng):
            if len(made) == each:
                break
            if one["text"] in {other["text"] for other in made}:
                continue
            made.append(one | {"id": f"{row['id']}~{len(made) + 1}", "family": row["id"]})
            passage(made[-1])
        yield from made


def _variants(row: dict, rng: random.Random) -> Iterator[dict]:
    """Every swap of states with a move in time of its own; only moves that change the text stand alone."""
    swaps = _swaps(row)
    rng.shuffle(swaps)
    for swap in [*swaps, {}, {}]:
        moved = _moved(row, rng)
        one = _swapped(moved, swap) if swap else moved
        if one and one["text"] != row["text"]:
            yield one


# ---- dates ----------------------------------------------------------------------------------


def _moved(row: dict, rng: random.Random) -> dict:
    """The row moved by whole weeks, or as it was when a time in it would no longer be true."""
    text, _, _ = unmark(row["text"])
    if not _may_move(row, _DAY.sub("", text)):
        return row
    weeks = rng.randint(*RULES["shift_weeks"])
    by, published = timedelta(weeks=weeks or 1), date.fromisoformat(row["published"])
    firsts = [date.fromisoformat(event["start"]) for event in row["events"]]
    if min([published, *firsts]) + by < date(2010, 1, 1) or published + by > date(2024, 12, 31):
        return row
    moved = edited(row, [(*match.span(), _day(match, published, by)) for match in _DAY.finditer(text)])
    moved["published"] = (published + by).isoformat()
    for event in moved["events"]:
        event["start"], event["end"] = ((date.fromisoformat(event[side]) + by).isoformat() for side in ("start", "end"))
        event["precision"] = precision(date.fromisoformat(event["start"]), date.fromisoformat(event["end"]))
    return moved


def _may_move(row: dict, rest: str) -> bool:
    """No date but those of `_DAY` and weekdays, and nothing known to longer than two weeks or tied to a war's years."""
    spans = [(date.fromisoformat(e["end"]) - date.fromisoformat(e["start"])).days for e in row["events"]]
    tied = {e["place"]["zone"] for e in row["events"]} - {None, *RULES["lasting_zones"]}
    fixed = _FIXED.search(rest) or "background" in row.get("trap", ()) or row["genre"] in ("chronology", "encyclopedia")
    return not (fixed or tied or max(spans, default=0) > 13)


def _day(match: re.Match, published: date, by: timedelta) -> str:
    day, month = int(match[1] or match[4]), MONTHS.index(match[2] or match[3]) + 1
    years = [int(match[6])] if match[6] else [published.year - 1, published.year, published.year + 1]
    told = min((date(year, month, min(day, 28)) for year in years), key=lambda one: abs((one - published).days))
    moved = told + timedelta(days=day - min(day, 28)) + by
    year = f"{match[5]} {moved.year}" if match[6] else ""
    name = MONTHS[moved.month - 1]
    return f"{moved.day} {name}{year}" if match[1] else f"{name} {moved.day}{year}"


# ---- states ---------------------------------------------------------------------------------


def _swaps(row: dict) -> list[dict[str, str]]:
    """Which states may stand for those of the row: none when its labels rest on more than their roles."""
    text, _, _ = unmark(row["text"])
    if set(row.get("trap", ())) & _FIXED_TRAPS or any(e["place"]["zone"] for e in row["events"]):
        return []
    named = _states(row, text)
    found = []
    for number, group in enumerate(RULES["groups"]):
        here = sorted(named & set(group))
        others = {code for code in named if code in RULES["states"]} - set(here)
        if not here or (number == RULES["far"] and (len(here) > 1 or others or _regional(text))):
            continue
        for choice in permutations(group, len(here)):
            swap = {old: new for old, new in zip(here, choice, strict=True) if old != new}
            if swap and swap not in found and not (set(choice) & (named - set(here))):
                found.append(swap)
    ruled = {effect["member"] for e in row["events"] if e.get("ruled") for effect in e["effects"]}
    return [swap for swap in found if not ruled & swap.keys()]


def _states(row: dict, text: str) -> set[str]:
    told = {party["code"] for e in row["events"] for party in (*e["sources"], *e["targets"])}
    words = {code for _, held in _words(text) for code in held}
    return {*told, *words, *(code for _, e in _places(text) if len(e.countries) == 1 for code in e.countries)}


@cache
def _index() -> tuple[dict, dict]:
    """Words for actors, and names of places, by their first word."""
    actors, places = defaultdict(list), defaultdict(list)
    for word, (_, held) in load_knowledge().words.items():
        actors[re.findall(r"\w+", word)[0]].append((word, held))
    for entry in load_gazetteer().entries.values():
        for name in (entry.name, *entry.aliases):
            places[re.findall(r"\w+", name)[0]].append((name, entry))
    return actors, places


@cache
def _words(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return _named(text, _index()[0])


@cache
def _places(text: str) -> list[tuple[str, Entry]]:
    return _named(text, _index()[1])


def _named(text: str, index: dict) -> list:
    firsts = set(re.findall(r"\w+", text)) & index.keys()
    return [(name, what) for first in sorted(firsts) for name, what in index[first] if _stands(name, text)]


def _regional(text: str) -> bool:
    return bool(re.search(r"Caucas|Asia|steppe|Caspian|Pamir|Fergana|border|frontier", text)) or any(
        e.level in ("zone", "river", "border", "other", "corridor", "admin1") for _, e in _places(text)
    )


def _stands(word: str, text: str) -> bool:
    return word in text and bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text))


def _swapped(row: dict, swap: dict[str, str]) -> dict | None:
    """The row with other states, or None where a word or place of the old ones has no counterpart."""
    text, _, _ = unmark(row["text"])
    table: dict[str, str] = {}
    for old, new in swap.items():
        counterparts = _counterparts(old, new, text, date.fromisoformat(row["published"]))
        if counterparts is None:
            return None
        table |= counterparts
    pattern = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
    edits = [(*m.span(), table[m[0]]) for m in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)]
    if not edits:
        return None
    changed = edited(row, edits)
    for event in changed["events"]:
        for party in (*event["sources"], *event["targets"]):
            if party["code"] in swap and party["kind"] == "name" and party["words"] in text:
                return None
            party["code"] = swap.get(party["code"], party["code"])
        if not _place(event["place"], table, swap):
            return None
    return _judged(changed, lambda code: swap.get(code, code))


def _counterparts(old: str, new: str, text: str, published: date) -> dict[str, str] | None:
    """The new state's word for each of the old one's in the text; None when it has none for one of them."""
    before, after = RULES["states"][old], RULES["states"][new]
    table = dict(zip(before["words"], after["words"], strict=True)) | {before["words"][1]: after["words"][1]}
    table |= dict(zip(before.get("towns", ()), after.get("towns", ()), strict=False))
    then = [leader for leader in after.get("leaders", ()) if leader[2] <= published]
    for surname, given, _ in before.get("leaders", ()):
        if then:
            table |= {surname: then[-1][0], f"{given} {surname}": f"{then[-1][1]} {then[-1][0]}"}
    words = {word for word, held in _words(text) if held == (old,)}
    names = {name for name, entry in _places(text) if entry.countries == (old,)}
    return table if words | names <= table.keys() else None


def _place(place: dict, table: dict[str, str], swap: dict[str, str]) -> bool:
    if not set(place["countries"]) & swap.keys():
        return True
    if len(place["countries"]) > 1 or place["name"] not in table:
        return False
    found = load_gazetteer().lookup(table[place["name"]])
    if found is None or found.level != place["level"]:
        return False
    place |= {"name": found.name, "countries": list(found.countries)}
    return True


def _judged(row: dict, swapped: Callable[[str], str]) -> dict:
    """The row with effects by the sign table for its new parties; ruled ones concern states that were not swapped."""
    for event in row["events"]:
        if event.get("ruled"):
            continue
        dimension = next((one["dimension"] for one in event["effects"]), "political")
        alone = {"events": [event | {"effects": [], "ruled": "judged next"}], "text": _only(row["text"], event["n"])}
        label = passage(row | alone).labels[0]
        sides = codes(label.sources), codes(label.targets)
        event["effects"] = [
            {"member": m, "direction": d, "dimension": dimension, "by": acted_by(m, label.event_type, *sides)}
            for m, d in ruled_effects(label).items()
        ]
    return row


def _only(marked: str, number: int) -> str:
    return re.sub(r"\[\[([^|\]]+)\|(\d+)\]\]", lambda m: m[0] if int(m[2]) == number else m[1], marked)


def passages(seed: int = SEED) -> list:
    """The varied passages, read and checked."""
    return [passage(row) for row in vary(seed)]
