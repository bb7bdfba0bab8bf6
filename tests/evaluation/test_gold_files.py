"""The gold labels of our own articles are sound: quotes sit where they say, and every word is in its vocabulary.

In: `evaluation/articles/*.md` and `evaluation/articles_*.json`. What an extractor makes of them is tested elsewhere.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from events.vocabulary import DIMENSIONS, EVENT_TYPES
from geo.place import LEVELS

HERE = Path(__file__).parents[2] / "evaluation"
ARTICLES = HERE / "articles"
GOLD_FILES = sorted(HERE.glob("articles_*.json"))
SCORED = {"ARM", "BLR", "KAZ", "KGZ", "TJK", "AZE", "GEO", "UZB"}
ORGANISATIONS = {"CSTO", "NATO", "EU", "UN", "SCO", "EAEU", "OSCE", "CIS"}
ZONES = {
    "nagorno-karabakh",
    "lachin-corridor",
    "armenia-azerbaijan-border",
    "isfara-border",
    "tajik-afghan-border",
    "osh",
    "kazakhstan-unrest",
    "ukraine",
    "crimea",
    "donbas",
}
PRECISIONS = {"day", "month", "season", "quarter", "half", "year", "range"}
BASES = {"explicit", "partial", "relative", "inferred"}
LAST_DAY = date(2024, 12, 31)
FIRST_DAY = date(2010, 1, 1)


def read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def rows(path: Path) -> list[dict]:
    gold = read(path)
    return [*gold["events"], *gold["pre2010"]]


def days(row: dict) -> tuple[date, date]:
    return date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"])


def is_actor(code: str) -> bool:
    return code in ORGANISATIONS or (len(code) == 3 and code.isalpha() and code.isupper())


every_file = pytest.mark.parametrize("path", GOLD_FILES, ids=lambda path: path.stem)


def test_every_article_is_labelled_in_exactly_one_gold_file():
    labelled = Counter(name for path in GOLD_FILES for name in read(path)["docs"])
    assert labelled == Counter(path.name for path in ARTICLES.glob("*.md"))


def test_development_and_held_out_articles_are_kept_apart():
    for path in GOLD_FILES:
        split = path.stem.removeprefix("articles_")
        assert all(name.startswith(f"{split}-") for name in read(path)["docs"]), path.name


@every_file
def test_every_quote_is_what_the_article_says_at_its_offsets(path):
    texts = {name: (ARTICLES / name).read_text(encoding="utf-8") for name in read(path)["docs"]}
    for row in rows(path):
        assert row["spans"], row["id"]
        for span in row["spans"]:
            assert texts[row["doc"]][span["start"] : span["end"]] == span["quote"], row["id"]


@every_file
def test_no_quote_comes_from_the_front_matter(path):
    for row in rows(path):
        text = (ARTICLES / row["doc"]).read_text(encoding="utf-8")
        body = text.index("\n---\n") + len("\n---\n")
        assert all(span["start"] >= body for span in row["spans"]), row["id"]


@every_file
def test_front_matter_and_gold_agree_on_title_and_publication(path):
    for name, document in read(path)["docs"].items():
        text = (ARTICLES / name).read_text(encoding="utf-8")
        assert text.startswith(f"---\nid: {Path(name).stem}\n")
        assert f'title: "{document["title"]}"\n' in text
        assert f"published: {document['published']}\n" in text
        assert document["published_earliest"] <= document["published_latest"]
        assert document["published_earliest"].startswith(document["published"])


@every_file
def test_every_field_is_in_its_vocabulary(path):
    for row in rows(path):
        assert row["event_type"] in EVENT_TYPES, row["id"]
        assert row["dimension"] in DIMENSIONS, row["id"]
        assert row["date_precision"] in PRECISIONS, row["id"]
        assert row["date_basis"] in BASES, row["id"]
        assert row["scope"] in {"core", "context"}, row["id"]
        assert row["difficulty"] in {"easy", "medium", "hard"}, row["id"]
        assert all(map(is_actor, [*row["source_actors"], *row["target_actors"]])), row["id"]


@every_file
def test_directions_are_told_for_scored_states_only(path):
    for row in rows(path):
        assert row["members"] == list(row["direction"]), row["id"]
        assert set(row["members"]) <= SCORED, row["id"]
        assert set(row["direction"].values()) <= {-1, 0, 1}, row["id"]


@every_file
def test_places_name_a_known_level_zone_and_a_mention_of_the_article(path):
    for row in rows(path):
        text = (ARTICLES / row["doc"]).read_text(encoding="utf-8")
        for place in row["places"]:
            assert place["level"] in LEVELS, row["id"]
            assert place["zone"] in ZONES | {"none"}, row["id"]
            assert place["mention"] in text, row["id"]


@every_file
def test_events_lie_within_the_slider_and_not_after_publication_unless_announced(path):
    gold = read(path)
    for row in gold["events"]:
        first, last = days(row)
        assert FIRST_DAY <= first <= last <= LAST_DAY, row["id"]
        published = date.fromisoformat(gold["docs"][row["doc"]]["published_latest"])
        assert last <= published or "scheduled" in row["note"].lower(), row["id"]


@every_file
def test_background_begins_before_2010(path):
    for row in read(path)["pre2010"]:
        first, last = days(row)
        assert first < FIRST_DAY, row["id"]
        assert first <= last, row["id"]


@every_file
def test_ids_are_unique_and_contradictions_point_at_rows(path):
    ids = [row["id"] for row in rows(path)]
    assert len(ids) == len(set(ids))
    for contradiction in read(path)["contradictions"]:
        assert set(contradiction["between"]) <= set(ids), contradiction["id"]
