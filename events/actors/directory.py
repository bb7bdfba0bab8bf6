"""Finds the states, organisations and leaders that a parsed text names.

In: a spaCy Doc. Out: for each token inside a name, the `ActorMention` it belongs to. Words that stand for somebody
named elsewhere ("it", "the bloc") are left to `events.actors.coreference`; who did what to whom, to
`events.coding.verbs`. Knowledge: ``data/actors.toml``, ``data/leaders.csv``.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from events.text.word_lists import is_in

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

DATA = Path(__file__).parents[1] / "data"
# Organisations whose abbreviation has three letters, as a state's code has.
SHORT_NAMES = frozenset({"SCO", "CIS", "OTS", "ICC", "IMF"})
MOST_NAMES = 3
CAMPS = ("moscow", "member", "west", "rival", "other")


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A name that stands for actors: token span [start, end), codes, kind (name | demonym | person | group)."""

    start: int
    end: int
    codes: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What ``actors.toml`` and ``leaders.csv`` say; `offices`: all that a leader of that name held, as one string."""

    camps: dict[str, str]
    allies: frozenset[str]
    words: dict[str, tuple[str, tuple[str, ...]]]
    names: dict[str, str]
    offices: dict[str, str]
    stand_ins: dict[str, str]
    followed_by: tuple[str, ...]
    preceded_by: tuple[str, ...]
    hyphened_with: frozenset[str]
    west_not_before: frozenset[str]
    us_state: dict[str, tuple[str, ...]]
    not_places: tuple[str, ...]


@cache
def load_knowledge() -> Knowledge:
    """Read and check the actors' data files.

    Raises
    ------
    ValueError
        Naming the file and what is wrong: an unknown camp, or one word given to two actors.
    """
    path = DATA / "actors.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    camps: dict[str, str] = {}
    names: dict[str, str] = {}
    words: dict[str, tuple[str, tuple[str, ...]]] = {}
    for row in table["actor"]:
        code = row["code"]
        if row["camp"] not in CAMPS:
            raise ValueError(f"{path}: {code}: camp {row['camp']!r} is not one of {', '.join(CAMPS)}")
        camps.setdefault(code, row["camp"])
        names.setdefault(code, row["names"][0])
        for kind in ("names", "demonyms"):
            for word in row[kind]:
                _add(words, word, (kind.removesuffix("s"), (code,)), path)
    for row in table["group"]:
        for word in row["names"]:
            _add(words, word, ("group", tuple(row["members"])), path)
    offices: dict[str, str] = {}
    for word, code, role in _leaders(DATA / "leaders.csv", camps):
        words.setdefault(word, ("person", (code,)))
        offices[word] = f"{offices.get(word, '')}{role.lower()}; "
    rules = table["not_actor"]
    return Knowledge(
        camps=camps,
        allies=frozenset(row["code"] for row in table["actor"] if row.get("ally")),
        words=words,
        names=names,
        offices=offices,
        stand_ins={word: code for code, listed in table["stand_in"].items() for word in listed},
        followed_by=tuple(rules["followed_by"]),
        preceded_by=tuple(rules["preceded_by"]),
        hyphened_with=frozenset(rules["hyphened_with"]),
        west_not_before=frozenset(w for row in table["group"] for w in row.get("not_before", ())),
        not_places=tuple(rules["not_places"]),
        us_state={name: tuple(signs) for name, signs in table["us_state"].items()},
    )


def _add(words: dict, word: str, meaning: tuple, path: Path) -> None:
    if word in words and words[word] != meaning:
        raise ValueError(f"{path}: {word!r} is given to two actors; leave it with one")
    words[word] = meaning


def _leaders(path: Path, camps: dict[str, str]) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            if row["actor"] not in camps:
                raise ValueError(f"{path}, line {number}: unknown actor {row['actor']!r}; add it to actors.toml first")
            known_as = dict.fromkeys([row["name"], *row["aliases"].split("|")])
            found.extend((name, row["actor"], row["role"]) for name in known_as if name)
    return found


def camp(code: str) -> str:
    """The camp an actor is counted to: moscow, member, west, rival or other."""
    return load_knowledge().camps.get(code, "other")


def organisation_names() -> list[str]:
    """Names of several words that hold a place's name but are none: organisations, papers, treaties."""
    know = load_knowledge()
    words = [w for w, (kind, codes) in know.words.items() if " " in w and kind == "name" and not _is_state(codes)]
    return [*words, *know.not_places]


def _is_state(codes: tuple[str, ...]) -> bool:
    return len(codes) == 1 and len(codes[0]) == 3 and codes[0] not in SHORT_NAMES


def is_ally(code: str) -> bool:
    """True for the states that were CSTO members throughout."""
    return code in load_knowledge().allies


def is_known(code: str) -> bool:
    """True for a code of ``actors.toml``."""
    return code in load_knowledge().camps


def display_name(code: str) -> str:
    """An actor's usual name: a state's in English, an organisation's short one, which is its code."""
    return load_knowledge().names.get(code, code) if _is_state((code,)) else code


def in_words(codes: tuple[str, ...]) -> str:
    """Actors as a sentence has them: "Armenia", "the CSTO", "Kazakhstan and Russia", "the West"; at most three."""
    group = next((word for word, meaning in load_knowledge().words.items() if meaning == ("group", codes)), "")
    if group:
        return f"the {group}"
    names = [_with_article(display_name(code)) for code in codes]
    if not 1 <= len(names) <= MOST_NAMES:
        return ""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def people_of(code: str) -> str:
    """A state's people in the plural, "the Armenians"; empty where the data file has no such word."""
    listed = (word for word, (kind, codes) in load_knowledge().words.items() if kind == "demonym" and codes == (code,))
    return next((f"the {word}" for word in listed if word.endswith("s") and word[0].isupper()), "")


def _with_article(name: str) -> str:
    is_abbreviation = name.isupper() and name != "NATO"
    return f"the {name}" if is_abbreviation or name.startswith(("United ", "Netherlands")) else name


class ActorFinder:
    """Finds actors' names in a Doc; built once for a pipeline's vocabulary."""

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import PhraseMatcher  # most who use this module need the names' data alone
        from spacy.util import filter_spans

        self._knowledge = load_knowledge()
        self._longest = filter_spans
        self._matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        for word in self._knowledge.words:
            self._matcher.add(word, [nlp.tokenizer(word)])

    def find(self, doc: Doc) -> dict[int, ActorMention]:
        """Mentions by token index: each token of a name maps to its mention."""
        mentions: dict[int, ActorMention] = {}
        for span in self._longest(self._matcher(doc, as_spans=True)):
            if self._is_something_else(span):
                continue
            kind, codes = self._knowledge.words[span.label_]
            mention = ActorMention(span.start, span.end, codes, kind)
            for i in range(span.start, span.end):
                mentions[i] = mention
        return mentions

    def _is_something_else(self, span: Span) -> bool:
        doc, know = span.doc, self._knowledge
        after = " ".join(t.text for t in doc[span.end : span.end + 3]) + " "
        before = doc[max(0, span.start - 2) : span.start].text
        if any(after.startswith(w + " ") for w in know.followed_by):
            return True
        if is_in("group_word", doc[span.start - 1].lower_ if span.start else ""):
            return True  # "the majority Kyrgyz and minority Uzbek communities" are of one state
        if any(before == w or before.endswith(" " + w) for w in know.preceded_by):
            return True
        if (
            doc[span.start - 1].lower_ in ("and", ",")
            and span.start > 2
            and "ethnic" in doc[max(0, span.start - 4) : span.start].text
        ):
            return True
        if span.end + 1 < len(doc) and doc[span.end].text == "-" and doc[span.end + 1].lower_ in know.hyphened_with:
            return True
        if (
            span.end < len(doc)
            and doc[span.end].text == ","
            and doc[span.end + 1 : span.end + 2].text in know.followed_by
        ):
            return True
        if span.text in ("West", "Western") and doc[span.end : span.end + 1].text in know.west_not_before:
            return True
        return any(sign in doc.text for sign in know.us_state.get(span.text, ()))
