"""``python -m events extract``: the event file, what it says on the way, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from events.__main__ import main
from events.extraction.pipeline import extractor
from events.parsing.model import load_language
from events.records import read_events

ROOT = Path(__file__).parents[3]
PACT = "On 3 May 2022 Armenia signed an agreement with Russia.\n"
DRILL = "---\npublished: 2022-12-01\n---\nIn October 2022 Kyrgyzstan cancelled the CSTO drill on its territory.\n"
FIELDS = {
    "event_id": str,
    "event_type": str,
    "summary": str,
    "date_start": str,
    "date_end": str,
    "date_precision": int,
    "source_actors": list,
    "target_actors": list,
    "place": dict,
    "effects": list,
    "mentions": list,
    "confidence": float,
    "contradictions": list,
}
PLACE = {"name", "level", "zone", "countries", "latitude", "longitude", "where_precision"}


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(PACT, encoding="utf-8")
    (folder / "two.md").write_text(DRILL, encoding="utf-8")
    return folder


def test_all_read_ends_with_0_and_one_event_a_line(articles, tmp_path, capsys):
    output = tmp_path / "events.jsonl"
    assert main(["extract", str(articles), "--output", str(output)]) == 0
    assert [event.event_type for event in read_events(output)] == ["AGREE", "SANCTION"]
    said = capsys.readouterr()
    assert said.out == ""
    assert "2 of 2 articles read, 2 events written" in said.err


def test_progress_names_each_article_on_stderr(articles, tmp_path, capsys):
    main(["extract", str(articles), "--output", str(tmp_path / "events.jsonl")])
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == [f"[1] {articles / 'one.txt'}", f"[2] {articles / 'two.md'}"]


def test_a_bad_file_is_named_and_skipped_and_the_exit_code_says_so(articles, tmp_path, capsys):
    (articles / "broken.txt").write_bytes(b"\xff\xfe\x00")
    output = tmp_path / "events.jsonl"
    assert main(["extract", str(articles), "--output", str(output)]) == 1
    assert len(list(read_events(output))) == 2
    said = capsys.readouterr().err
    assert "set aside" in said
    assert "broken.txt" in said
    assert "2 of 3 articles read" in said


def test_nothing_usable_ends_with_2(tmp_path, capsys):
    bad = tmp_path / "broken.txt"
    bad.write_bytes(b"\xff\xfe\x00")
    assert main(["extract", str(bad), "--output", str(tmp_path / "events.jsonl")]) == 2
    assert "broken.txt" in capsys.readouterr().err


def disk_is_full(_file):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("fault", ["no article", "no model", "no room"])
def test_an_output_stays_as_it_was_when_the_command_fails(fault, articles, tmp_path, monkeypatch, capsys):
    output = tmp_path / "events.jsonl"
    output.write_text("what an earlier run wrote\n", encoding="utf-8")
    if fault == "no model":
        monkeypatch.setenv("EVENTS_MODEL", "no_such_model")
        load_language.cache_clear()
        extractor.cache_clear()
    if fault == "no room":
        monkeypatch.setattr("events.output.os.fsync", disk_is_full)
    for article in articles.iterdir() if fault == "no article" else ():
        article.write_text("", encoding="utf-8")
    try:
        assert main(["extract", str(articles), "--output", str(output)]) == 2
    finally:
        load_language.cache_clear()
        extractor.cache_clear()
    assert output.read_text(encoding="utf-8") == "what an earlier run wrote\n"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["events.jsonl"]
    assert ("left as it was" in capsys.readouterr().err) == (fault == "no article")


def test_an_empty_folder_ends_with_2(tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["extract", str(empty), "--output", str(tmp_path / "events.jsonl")]) == 2


def test_a_missing_path_is_named_and_does_not_stop_the_rest(articles, tmp_path, capsys):
    paths = [str(articles), str(tmp_path / "nowhere")]
    assert main(["extract", *paths, "--output", str(tmp_path / "events.jsonl")]) == 1
    said = capsys.readouterr().err
    assert f"{tmp_path / 'nowhere'}: no such file or folder" in said
    assert "2 of 3 articles read" in said


def test_the_same_text_again_is_said_in_one_line_and_is_no_problem(articles, tmp_path, capsys):
    (articles / "reposted.txt").write_text(PACT.upper(), encoding="utf-8")
    output = tmp_path / "events.jsonl"
    assert main(["extract", str(articles), "--output", str(output)]) == 0
    assert len(list(read_events(output))) == 2
    said = capsys.readouterr().err
    assert "reposted.txt: the same text as one; counted once" in said
    assert "2 of 2 articles read" in said


def test_an_output_that_cannot_be_written_is_named_and_ends_with_2(articles, tmp_path, capsys):
    output = tmp_path / "no" / "such" / "folder" / "events.jsonl"
    assert main(["extract", str(articles), "--output", str(output)]) == 2
    assert "events.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["extract"], ["extract", "a.txt"], ["guess", "a.txt"]])
def test_a_wrong_call_shows_how_to_call_and_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "usage: python -m events" in capsys.readouterr().err


def test_the_lines_follow_the_contract(articles, tmp_path):
    output = tmp_path / "events.jsonl"
    main(["extract", str(articles), "--output", str(output)])
    for line in output.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert isinstance(record.pop("mode"), str | None)
        assert {name: type(value) for name, value in record.items()} == FIELDS
        assert set(record["place"]) == PLACE
        assert all(set(effect) == {"member", "direction", "dimension", "by", "sure"} for effect in record["effects"])
        for mention in record["mentions"]:
            assert set(mention) == {"document", "start", "end", "quote"}
            (source,) = articles.glob(f"{mention['document']}.*")
            assert source.read_text(encoding="utf-8")[mention["start"] : mention["end"]] == mention["quote"]


def test_the_same_articles_give_the_same_file(articles, tmp_path):
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    main(["extract", str(articles), "--output", str(first)])
    main(["extract", str(articles), "--output", str(second)])
    assert first.read_bytes() == second.read_bytes()


def test_it_runs_as_a_module_of_its_own(articles, tmp_path):
    output = tmp_path / "events.jsonl"
    call = [sys.executable, "-m", "events", "extract", str(articles / "one.txt"), "--output", str(output)]
    ended = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "")
    assert [event.event_type for event in read_events(output)] == ["AGREE"]


def test_commands_that_need_no_model_do_not_load_what_reading_needs(articles, tmp_path):
    parts, store = tmp_path / "parts.parquet", f"sqlite:///{tmp_path / 'store.sqlite'}"
    main(["extract", str(articles), "--output", str(parts)])
    program = (
        "import sys\n"
        "from events.__main__ import main\n"
        "assert main(['load', sys.argv[1], '--store', sys.argv[2]]) == 0\n"
        "assert main(['export', '--store', sys.argv[2], '--output', sys.argv[3]]) == 0\n"
        "print({'spacy', 'trafilatura', 'distributed'} & set(sys.modules))\n"
    )
    call = [sys.executable, "-c", program, str(parts), store, str(tmp_path / "events.csv")]
    ended = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "set()\n"), ended.stderr
