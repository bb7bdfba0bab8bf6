"""``python -m events reviews``: the log out, in, and summed up."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from events.__main__ import main
from events.reading.documents import read_document
from events.reviews import making
from events.reviews.lines import reviews_from_text
from events.reviews.precision import report
from events.store import reviewing
from events.store.store import open_store
from tests.events.storing import VERSION, a_document, an_event
from training.passages import load

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture
def url(tmp_path) -> str:
    """A store with two events, one confirmed and one rejected."""
    address = f"sqlite:///{tmp_path}/store.sqlite"
    with closing(open_store(address)) as store:
        store.save(a_document(), [an_event("right"), an_event("wrong", event_type="ACCUSE")], VERSION)
        reviewing.add_reviews(store, [making.confirm(reviewing.seen(store, "right"), "ana")])
        reviewing.add_reviews(store, [making.reject(reviewing.seen(store, "wrong"), "ana", "not-told", "none")])
    return address


def exported(url: str, path: Path) -> bytes:
    assert main(["reviews", "export", "--output", str(path), "--store", url]) == 0
    return path.read_bytes()


def test_reviews_travel_to_another_store_and_back_the_same(url, tmp_path, capsys):
    first = exported(url, tmp_path / "one.jsonl")
    other = f"sqlite:///{tmp_path}/other.sqlite"
    for told in ("2 reviews taken in, 0 known already", "0 reviews taken in, 2 known already"):
        assert main(["reviews", "import", str(tmp_path / "one.jsonl"), "--store", other]) == 0
        assert told in capsys.readouterr().err
    assert exported(other, tmp_path / "two.jsonl") == first
    with closing(open_store(other)) as store:
        store.save(a_document(), [an_event("right"), an_event("wrong", event_type="ACCUSE")], VERSION)
        assert [event.event_id for event in store.events()] == ["right"]


def test_a_bad_line_is_named_and_the_others_are_taken(url, tmp_path, capsys):
    lines = exported(url, tmp_path / "one.jsonl").decode().splitlines()
    (tmp_path / "bad.jsonl").write_text("\n".join(["{", lines[0].replace("ana", "eve"), lines[1]]), encoding="utf-8")
    other = f"sqlite:///{tmp_path}/other.sqlite"
    assert main(["reviews", "import", str(tmp_path / "bad.jsonl"), "--store", other]) == 1
    said = capsys.readouterr().err
    assert "line 1: " in said
    assert "line 2: not a review: it was changed" in said
    assert "1 reviews taken in" in said
    assert main(["reviews", "import", str(tmp_path / "none.jsonl"), "--store", other]) == 2


def test_the_report_tells_how_right_the_extractor_is(url, capsys):
    assert main(["reviews", "report", "--store", url]) == 0
    told = capsys.readouterr().out
    assert "all         all                              2     1       0.50" in told
    assert "no event was judged by two reviewers yet" in told


def test_the_report_writes_labels_that_training_loads_as_they_are(url, tmp_path):
    assert main(["reviews", "report", "--labels", str(tmp_path / "labels.jsonl"), "--store", url]) == 0
    kept = [one for one in load(tmp_path) if one.labels]
    assert [label.event_type for one in kept for label in one.labels] == ["REJECT"] * len(kept)
    rejected = [one for one in load(tmp_path) if not one.labels]
    assert rejected
    assert all(one.lures and one.traps == ("misread",) for one in rejected)


def test_labels_of_the_recorded_review_are_loaded_too(tmp_path):
    address = f"sqlite:///{tmp_path}/store.sqlite"
    text = SEEDS.joinpath("reviews.jsonl").read_text(encoding="utf-8")
    with closing(open_store(address)) as store:
        for path in sorted(SEEDS.glob("*.md")):
            store.save(read_document(path), [], VERSION)
        reviewing.add_reviews(store, reviews_from_text(text, "reviews.jsonl")[0])
    (tmp_path / "labels").mkdir()
    assert main(["reviews", "report", "--labels", str(tmp_path / "labels" / "l.jsonl"), "--store", address]) == 0
    assert len(load(tmp_path / "labels")) > 80


def test_a_stage_is_wrong_where_a_field_of_its_own_was_mended(url):
    with closing(open_store(url)) as store:
        seen = reviewing.seen(store, "right")
        changed = replace(seen.fields, event_type="ACCUSE", mode=None, source_actors=("KAZ",))
        reviewing.add_reviews(store, [making.edit(seen, "ana", changed)])
        found = report(reviewing.all_reviews(store), {})
    by_stage = {one.name: one.precision for one in found.shares if one.by == "stage"}
    assert by_stage == {"code": 0.0, "actors": 0.0, "date": 1.0, "place": 1.0, "judge": 1.0}


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("before.confidence", "high", "before.confidence is 'high', not a number"),
        ("before.event_type", ["AID"], "before.event_type is"),
        ("before.date_start", 5, "not a review"),
        ("before.source_actors", "RUS", "source_actors is no list"),
        ("before.place.countries", [5], "before.place.countries[0] is '5', not a text"),
        ("before.effects", [7], "not a review"),
        ("passages", [{"start": "x"}], "not a review"),
        ("passages.0.start", "ten", "passages[0].start is 'ten', not a whole number"),
        ("passages", 3, "passages is no list"),
        ("others", [None], "others[0] is"),
        ("reviewer", {"a": 1}, "reviewer is"),
        ("note", "\ud800", "note holds characters"),
        ("before.date_precision", 1e999, "before.date_precision is 'inf', not a whole number"),
    ],
)
def test_a_line_with_a_value_of_a_wrong_kind_is_named_with_what_is_wrong(url, tmp_path, path, value, told):
    lines = exported(url, tmp_path / "one.jsonl").decode().splitlines()
    record = json.loads(lines[0])
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    inside = record
    for step in way:
        inside = inside[step]
    inside[last] = value
    reviews, problems = reviews_from_text("\n".join([json.dumps(record), "[]", *lines]), "bad.jsonl")
    assert len(reviews) == len(lines)
    assert problems[0].startswith("bad.jsonl, line 1: not a review: ")
    assert told in problems[0]
    assert problems[1] == "bad.jsonl, line 2: not a review: it is no JSON object"


def test_nothing_to_sum_up_is_said_in_one_line(tmp_path, capsys):
    open_store(f"sqlite:///{tmp_path}/empty.sqlite").close()
    assert main(["reviews", "report", "--store", f"sqlite:///{tmp_path}/empty.sqlite"]) == 2
    assert "nobody has reviewed anything" in capsys.readouterr().err
