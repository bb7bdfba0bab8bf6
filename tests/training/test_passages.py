"""The training passages: every row is as the data card says, and none is another's copy."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from training.passages import ARTICLES, FOLDER, find, load, passage, precision, rows, unmark

ROOT = Path(__file__).parents[2]
NEAR = 0.3  # share of a passage's runs of five words that another text may hold


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def near(texts: dict[str, str], others: dict[str, str]) -> list[tuple[str, str]]:
    """Pairs (text, other) of which the text shares more than `NEAR` of its runs of five words with the other."""
    holders = defaultdict(set)
    for name, text in others.items():
        for run in runs(text):
            holders[run].add(name)
    found = []
    for name, text in texts.items():
        mine, shared = runs(text), defaultdict(int)
        for run in mine:
            for other in holders[run] - {name}:
                shared[other] += 1
        found.extend((name, other) for other, count in shared.items() if count > NEAR * len(mine))
    return found


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {one.id: one.text for one in [*load(), *load(ARTICLES)]}


def row(**changes) -> dict:
    event = {
        "n": 1, "type": "REJECT", "mode": "yield",
        "start": "2022-10-09", "end": "2022-10-09", "precision": 1, "time": "Sunday",
        "sources": [{"code": "KGZ", "kind": "name", "words": "Bishkek", "at": 1}],
        "targets": [{"code": "CSTO", "kind": "implied", "words": "", "at": 0}],
        "place": {"name": "Kyrgyzstan", "level": "country", "countries": ["KGZ"], "zone": None, "words": ""},
        "relation": "hostile", "effects": [{"member": "KGZ", "direction": -1, "dimension": "military", "by": "own"}],
    }  # fmt: skip
    event |= changes
    text = "Bishkek [[said no|1]] on Sunday and will [[say why|0]] later."
    return {"id": "x", "genre": "wire", "published": "2022-10-10", "text": text, "events": [event]}


def test_all_rows_are_sound_and_no_id_stands_twice():
    found = [*load(), *load(ARTICLES)]
    assert len({one.id for one in found}) == len(found)


def test_there_are_whole_articles_too():
    found = load(ARTICLES)
    assert len(found) >= 40
    assert all(len(one.text.split()) >= 80 and len(one.labels) >= 5 for one in found)


def test_a_sound_row_is_read_with_its_offsets():
    found = passage(row())
    label = found.labels[0]
    assert found.text[label.start : label.end] == "said no"
    assert [found.text[a:b] for a, b in found.lures] == ["say why"]
    assert found.text[label.sources[0].start : label.sources[0].end] == "Bishkek"
    assert label.targets[0].start is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "MURDER"),
        ("mode", "visit"),
        ("start", "2009-12-31"),
        ("end", "2022-10-11"),
        ("precision", 2),
        ("time", "Monday"),
        ("sources", [{"code": "XXX", "kind": "name", "words": "Bishkek", "at": 1}]),
        ("sources", [{"code": "KGZ", "kind": "name", "words": "Bishkek", "at": 2}]),
        ("effects", [{"member": "KGZ", "direction": 1, "dimension": "military", "by": "own"}]),
        ("effects", [{"member": "KGZ", "direction": -1, "dimension": "military", "by": "moscow"}]),
        ("effects", []),
        ("n", 2),
    ],
)
def test_an_unsound_row_is_refused(field, value):
    with pytest.raises((ValueError, KeyError)):
        passage(row(**{field: value}))


def test_precision_follows_the_interval():
    spans = ["2022-01-01", "2022-01-02", "2022-01-06", "2022-01-07", "2022-01-08", "2022-01-31", "2022-02-01"]
    assert [precision(date(2022, 1, 1), date.fromisoformat(end)) for end in spans] == [1, 2, 2, 3, 4, 4, 5]


def test_marks_and_words_are_found():
    assert unmark("A [[b|2]] [[c|0]].") == ("A b c.", {2: (2, 3)}, [(4, 5)])
    assert find("it is its, it", "it", 2) == (11, 13)


def test_no_passage_is_nearly_another(texts):
    assert near(texts, texts) == []


def test_no_passage_is_nearly_a_text_of_the_tests_or_of_the_seeds(texts):
    others = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "evaluation/articles").glob("*.md")}
    for path in [*(ROOT / "tests/events").glob("*.toml"), *(ROOT / "evaluation").glob("*.toml")]:
        for name in ("sentence", "passage"):
            for one in tomllib.loads(path.read_text(encoding="utf-8")).get(name, ()):
                others[f"{path.name} {len(others)}"] = one["text"]
    folders = [ROOT / "seeds", *(parent / "shared" / "seeds" for parent in ROOT.parents)]
    for folder in folders:
        others |= {str(path): path.read_text(encoding="utf-8") for path in folder.glob("*.[tm][xd]*") if path.is_file()}
    assert len(others) > 300
    assert near(texts, others) == []


def test_files_hold_one_row_a_line_in_one_form():
    assert sum(1 for _ in rows()) == len(load())
    for path in [*FOLDER.glob("*.jsonl"), *ARTICLES.glob("*.jsonl")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            assert json.dumps(json.loads(line), ensure_ascii=False) == line, path.name
