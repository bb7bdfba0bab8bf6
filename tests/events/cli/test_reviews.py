"""``python -m events reviews``: the log out, in, and summed up."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from events.__main__ import main
from events.reviews import making
from events.store import reviewing
from events.store.store import open_store
from tests.events.storing import VERSION, a_document, an_event


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


def test_the_report_tells_how_right_the_extractor_is_and_writes_labels(url, tmp_path, capsys):
    assert main(["reviews", "report", "--labels", str(tmp_path / "labels.jsonl"), "--store", url]) == 0
    told = capsys.readouterr().out
    assert "all         all                              2     1       0.50" in told
    assert "no event was judged by two reviewers yet" in told
    labels = [json.loads(line) for line in (tmp_path / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {label["text"][-4:] for label in labels} == {"|0]]", "|1]]"}
    assert [label["traps"] for label in labels if not label["events"]] == [["not-told"], ["not-told"]]


def test_nothing_to_sum_up_is_said_in_one_line(tmp_path, capsys):
    open_store(f"sqlite:///{tmp_path}/empty.sqlite").close()
    assert main(["reviews", "report", "--store", f"sqlite:///{tmp_path}/empty.sqlite"]) == 2
    assert "nobody has reviewed anything" in capsys.readouterr().err
