"""A long extraction in partitions, and the one step that takes them into a store."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from events.__main__ import main
from events.ingest.ingest import extractor_version
from events.ingest.load import load
from events.records import event_to_json
from events.running.outcome import ExtractionResult
from events.running.partitions import BrokenPart, PartsWriter, find_parts, read_part
from events.running.run import run
from events.store.store import open_store
from tests.events.conftest import article
from tests.events.extractors import documents, failing_on_poison, simple

ARTICLES = ("On 3 May 2022 Armenia signed an agreement with Russia.", "In October 2022 Kyrgyzstan cancelled the drill.")


def extracted(folder, items, extract=simple, version=None):
    """What was read while partitions of four documents were written."""
    writer = PartsWriter(folder, version or extractor_version(), documents=4)
    return list(writer.written(run(writer.missing(items), extract))), writer


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield opened
    opened.close()


def test_what_was_read_comes_back_from_the_partitions_as_it_was(tmp_path):
    reads, _ = extracted(tmp_path, documents(10))
    parts = find_parts([tmp_path])
    assert len(parts) == 3
    back = {row.document.id: row for part in parts for row in read_part(part)}
    assert [back[read.document.id].document for read in reads] == [read.document for read in reads]
    for read in reads:
        assert [event_to_json(e) for e in back[read.document.id].events] == [event_to_json(e) for e in read.events]
    assert {row.version for row in back.values()} == {extractor_version()}


def test_a_run_that_was_broken_off_goes_on_where_it_stood(tmp_path):
    writer = PartsWriter(tmp_path, extractor_version(), documents=4)
    reads = writer.written(run(writer.missing(documents(10)), simple))
    for _ in range(6):  # in the midst of the second partition
        next(reads)
    reads.close()
    assert len(find_parts([tmp_path])) == 1
    again, writer = extracted(tmp_path, documents(10))
    assert (len(again), writer.there_before) == (6, 4)
    assert len(find_parts([tmp_path])) == 3
    assert extracted(tmp_path, documents(10))[0] == []


def test_another_version_or_another_text_is_read_again(tmp_path):
    extracted(tmp_path, documents(4))
    assert len(extracted(tmp_path, documents(4), version="0/another")[0]) == 4
    changed = [article("Another text.", name=f"article-{number:03d}") for number in range(4)]
    assert len(extracted(tmp_path, changed)[0]) == 4


def test_half_a_partition_is_never_seen(tmp_path, monkeypatch):
    def full_disk(*_arguments, **_more):
        (tmp_path / "part-half").write_bytes(b"PAR1")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pyarrow.parquet.write_table", full_disk)
    with pytest.raises(OSError, match="No space left"):
        extracted(tmp_path, documents(4))
    assert find_parts([tmp_path]) == []


def test_what_was_set_aside_is_in_no_partition_and_is_told_again(tmp_path):
    items = [*documents(3), article("This one is poison.", name="poison")]
    aside = ExtractionResult(tmp_path / "broken.pdf", None, (), "broken.pdf: encrypted")
    reads, _ = extracted(tmp_path, [aside, *items], failing_on_poison)
    assert [bool(read.problem) for read in reads] == [True, False, False, False, True]
    (part,) = find_parts([tmp_path])
    assert [row.document.id for row in read_part(part)] == ["article-000", "article-001", "article-002"]
    assert extracted(tmp_path, [aside, *items], failing_on_poison)[0] == [aside]


def test_partitions_are_loaded_once_however_often_they_are_given(tmp_path, store):
    extracted(tmp_path / "parts", documents(10))
    first = load(store, [tmp_path / "parts"])
    assert (first.documents, first.events, first.held_before, first.problems) == (10, 10, 0, [])
    again = load(store, [tmp_path / "parts"])
    assert (again.documents, again.events, again.held_before) == (0, 0, 10)
    assert len(store.readings()) == 10
    assert len(store.runs_frame()) == 10


def test_loading_and_ingesting_give_the_same_store(tmp_path, store):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, text in enumerate(ARTICLES):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    assert main(["extract", str(folder), "--output", str(tmp_path / "parts.parquet")]) == 0
    assert main(["load", str(tmp_path / "parts.parquet"), "--store", other]) == 0
    assert main(["ingest", str(folder), "--store", f"sqlite:///{tmp_path / 'store.sqlite'}"]) == 0
    loaded = open_store(other)
    try:
        assert [event_to_json(event) for event in loaded.events()] == [event_to_json(event) for event in store.events()]
        assert len(loaded.events()) == 2
    finally:
        loaded.close()
    assert main(["ingest", str(folder), "--store", other]) == 0, "what was loaded is known to ingest"
    assert len(store.runs_frame()) == 2


def test_a_broken_partition_is_one_line_and_the_others_are_loaded(tmp_path, store, capsys):
    extracted(tmp_path / "parts", documents(4))
    (tmp_path / "parts" / "part-0.parquet").write_bytes(b"PAR1 cut off")
    pq.write_table(pa.table({"a": [1]}), tmp_path / "parts" / "part-1.parquet")
    loaded = load(store, [tmp_path / "parts"])
    assert loaded.documents == 4
    assert len(loaded.problems) == 2
    assert all("\n" not in problem and "part-" in problem for problem in loaded.problems)
    assert main(["load", str(tmp_path / "parts"), "--store", f"sqlite:///{tmp_path / 'store.sqlite'}"]) == 1
    assert "0 articles stored with 0 events, 4 unchanged, 0 repeated, 2 set aside" in capsys.readouterr().err


def test_a_partition_of_another_version_is_set_aside_in_one_line(tmp_path, store):
    extracted(tmp_path, documents(4), version="0/another")
    loaded = load(store, [tmp_path])
    assert loaded.documents == 0
    (problem,) = loaded.problems
    assert "extracted by version 0/another" in problem


def test_another_article_of_the_same_name_is_refused_and_the_same_text_counted_once(tmp_path, store):
    extracted(tmp_path / "one", [article("Armenia left.", name="note")])
    load(store, [tmp_path / "one"])
    twin, other = article("Armenia  left.", name="twin"), article("Belarus stayed.", name="elsewhere")
    namesake = replace(other, id="note")
    extracted(tmp_path / "two", [twin, namesake])
    loaded = load(store, [tmp_path / "two"])
    assert (loaded.documents, loaded.repeated) == (0, 1)
    assert loaded.problems == ["elsewhere.md: the store has note.md under the same name note; rename one"]


def test_a_document_that_cannot_be_stored_is_named_and_the_rest_of_its_partition_is_loaded(tmp_path, store):
    items = list(documents(4))
    reads = list(run(items, simple))
    reads[2] = replace(reads[2], events=reads[2].events * 2)  # one id twice, which no store takes
    writer = PartsWriter(tmp_path, extractor_version())
    for _ in writer.missing(items):
        pass
    list(writer.written(reads))
    loaded = load(store, [tmp_path])
    assert loaded.documents == 3
    (problem,) = loaded.problems
    assert problem.startswith("article-002.md: cannot be stored: document article-002 has two events with the id")


def test_a_folder_that_is_not_there_ends_with_2(tmp_path, capsys):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    assert main(["load", str(tmp_path / "nowhere.parquet"), "--store", url]) == 2
    assert "nowhere.parquet: no such file or folder" in capsys.readouterr().err


def test_a_partition_with_events_that_are_none_is_refused(tmp_path):
    extracted(tmp_path, documents(2))
    (part,) = find_parts([tmp_path])
    table = pq.read_table(part)
    spoilt = table.set_column(table.column_names.index("events"), "events", pa.array([["{}"], []]))
    pq.write_table(spoilt.cast(table.schema), part)
    with pytest.raises(BrokenPart, match="not an event"):
        list(read_part(part))
