"""``python -m events ingest``: articles into the store, once or as they come."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from events.__main__ import main
from events.ingest.ingest import ingest_sources
from events.ingest.watch import watch
from events.reading.documents import Refused, find_sources
from events.running import extractors
from events.running.extractors import Reader
from events.store.store import open_store
from tests.events.stub_chat import Stub, refuses, says

ROOT = Path(__file__).parents[3]
PACT = "On 3 May 2022 Armenia signed an agreement with Russia.\n"
DRILL = "---\npublished: 2022-12-01\n---\nIn October 2022 Kyrgyzstan cancelled the CSTO drill on its territory.\n"
AGAIN = "On 3 May 2022 Armenia signed an agreement with Russia, as the ministry said.\n"


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(PACT, encoding="utf-8")
    (folder / "two.md").write_text(DRILL, encoding="utf-8")
    return folder


@pytest.fixture
def take_in(tmp_path):
    """Run the command on a store of this test."""
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"

    def run(*paths, options=()):
        return main(["ingest", *map(str, paths), "--store", url, "--workers", "1", *options])

    run.url = url
    return run


def stored(url):
    """Documents with the number of their events, and where each event is told."""
    with closing(open_store(url)) as store:
        documents = store.documents_frame()
        return (
            dict(zip(documents["id"], documents["events"], strict=True)),
            sorted(sorted({m.document_id for m in event.mentions}) for event in store.events()),
        )


def test_articles_are_stored_and_merged_and_each_is_said(articles, take_in, capsys):
    (articles / "three.txt").write_text(AGAIN, encoding="utf-8")
    assert take_in(articles) == 0
    assert stored(take_in.url) == ({"one": 1, "three": 1, "two": 1}, [["one", "three"], ["two"]])
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.split(": ")[0] for line in said.err.splitlines()[:3]] == ["[1] stored", "[2] stored", "[3] stored"]
    assert said.err.endswith(f"3 articles stored with 3 events, 0 unchanged, 0 set aside; store: {take_in.url}\n")


def test_a_second_run_reads_only_what_is_new_or_has_changed(articles, take_in, capsys):
    take_in(articles)
    (articles / "two.md").write_text(DRILL.replace("October", "September"), encoding="utf-8")
    (articles / "new").mkdir()
    (articles / "new" / "four.txt").write_text(
        "On 9 June 2021 Belarus signed a treaty with Russia.\n", encoding="utf-8"
    )
    capsys.readouterr()
    assert take_in(articles) == 0
    assert "2 articles stored with 2 events, 1 unchanged" in capsys.readouterr().err
    with closing(open_store(take_in.url)) as store:
        runs = store.runs_frame()["document_id"].value_counts().to_dict()
    assert runs == {"one": 1, "two": 2, "new/four": 1}


def test_what_an_older_version_extracted_is_read_again_and_keeps_its_ids(articles, take_in, monkeypatch, capsys):
    take_in(articles)
    with closing(open_store(take_in.url)) as store:
        before = {event.event_id for event in store.events()}
    monkeypatch.setattr(extractors, "VERSION", "next")
    capsys.readouterr()
    take_in(articles)
    assert "2 articles stored" in capsys.readouterr().err
    with closing(open_store(take_in.url)) as store:
        assert {event.event_id for event in store.events()} == before
        assert store.documents_frame()["version"].str.startswith("next/").all()
        assert len(store.runs_frame()) == 4


def test_bad_files_are_named_and_the_exit_code_says_so(articles, take_in, capsys):
    (articles / "empty.txt").write_bytes(b"")
    assert take_in(articles) == 1
    assert "set aside" in capsys.readouterr().err
    assert take_in(articles) == 1
    assert take_in(articles / "empty.txt") == 2
    assert take_in(articles / "nowhere") == 2
    assert "nowhere" in capsys.readouterr().err
    assert len(stored(take_in.url)[0]) == 2


def test_a_store_that_cannot_be_opened_is_one_line(articles, capsys):
    assert main(["ingest", str(articles), "--store", "sqlite:////proc/none/store"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_store_comes_from_the_environment_when_none_is_named(articles, monkeypatch, tmp_path):
    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    monkeypatch.setenv("STORE_URL", url)
    assert main(["ingest", str(articles), "--workers", "1"]) == 0
    assert len(stored(url)[0]) == 2


def test_two_files_of_one_name_are_two_documents_in_one_run_or_two(tmp_path, take_in):
    for week, text in (("week-1", PACT), ("week-2", DRILL)):
        (tmp_path / week).mkdir()
        (tmp_path / week / "note.txt").write_text(text, encoding="utf-8")
    take_in(tmp_path / "week-1")
    take_in(tmp_path / "week-2")
    names = set(stored(take_in.url)[0])
    assert "note" in names
    assert len(names) == 2
    assert take_in(tmp_path / "week-1", tmp_path / "week-2") == 0
    assert set(stored(take_in.url)[0]) == names
    (tmp_path / "week-2" / "note.txt").write_text(DRILL.replace("October", "July"), encoding="utf-8")
    take_in(tmp_path / "week-2")
    assert set(stored(take_in.url)[0]) == names


def test_a_folder_may_be_named_from_anywhere(articles, take_in, monkeypatch):
    monkeypatch.chdir(articles.parent)
    take_in("articles")
    monkeypatch.chdir(articles)
    (articles / "one.txt").write_text(AGAIN, encoding="utf-8")
    take_in(".")
    assert set(stored(take_in.url)[0]) == {"one", "two"}


def test_a_text_that_the_store_has_under_another_name_is_one_document(articles, take_in, capsys):
    take_in(articles)
    (articles / "copy.txt").write_text(PACT.upper().title(), encoding="utf-8")
    capsys.readouterr()
    assert take_in(articles) == 0
    assert "the same text as one" in capsys.readouterr().err
    assert set(stored(take_in.url)[0]) == {"one", "two"}


def test_a_file_that_now_repeats_another_no_longer_says_what_it_said(articles, take_in):
    take_in(articles)
    (articles / "two.md").write_text(PACT, encoding="utf-8")
    take_in(articles)
    assert stored(take_in.url) == ({"one": 1}, [["one"]])


def test_a_document_that_the_extractor_fails_on_is_set_aside_and_the_rest_is_stored(articles, tmp_path):
    def extract(document):
        if document.id == "one":
            raise ZeroDivisionError("no such thing")
        return []

    with closing(open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as store:
        tally = ingest_sources(store, find_sources([articles]), reader=Reader("a test", extract))
        assert tally.saved == 1
        assert len(tally.problems) == 1
        assert "one.txt" in tally.problems[0]
        assert store.documents_frame()["id"].tolist() == ["two"]


# Following a folder


class Ticks:
    """Stands in for the event that stops watching: acts between looks, and stops after the last act."""

    def __init__(self, *acts):
        self.acts = list(acts)

    def is_set(self):
        return not self.acts

    def wait(self, _seconds):
        self.acts.pop(0)()


def nothing():
    """Time passes."""


def watched(folder, *acts):
    return [
        [item.reason if isinstance(item, Refused) else item.id for item in batch]
        for batch in watch([folder], Ticks(*acts))
    ]


def test_files_are_taken_in_once_they_no_longer_change(articles):
    growing = articles / "growing.txt"

    def grow():
        with growing.open("a") as out:
            out.write("More and more. ")

    assert watched(articles, grow, grow, grow, nothing, nothing) == [["one", "two"], ["growing"]]


def test_a_changed_file_comes_again_and_an_unchanged_one_does_not(articles):
    def change():
        (articles / "two.md").write_text(DRILL + "More.", encoding="utf-8")

    assert watched(articles, nothing, nothing, change, nothing, nothing) == [["one", "two"], ["two"]]


def test_a_file_that_goes_and_comes_back_is_read_again(articles):
    one = articles / "one.txt"
    assert watched(articles, nothing, one.unlink, lambda: one.write_text(PACT), nothing, nothing) == [
        ["one", "two"],
        ["one"],
    ]


def test_what_cannot_be_read_is_told_once(articles):
    def link():
        (articles / "loose.txt").symlink_to(articles / "nowhere.txt")

    batches = watched(articles, nothing, link, nothing, nothing)
    assert batches == [["one", "two"], ["a link that leads nowhere"]]


def test_standard_input_cannot_be_watched(take_in, capsys):
    assert take_in("-", options=["--watch"]) == 2
    assert "cannot be watched" in capsys.readouterr().err


def test_a_watched_folder_feeds_the_store_until_a_term_signal(articles, take_in):
    command = [sys.executable, "-m", "events", "ingest", str(articles), "--store", take_in.url, "--watch"]
    running = subprocess.Popen([*command, "--workers", "1"], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    said = []
    for line in running.stderr:
        said.append(line)
        if "2 articles stored" in line:
            new = articles / "three.part"
            new.write_text(AGAIN, encoding="utf-8")
            os.rename(new, articles / "three.txt")
        if "1 articles stored" in line:
            running.terminate()
    running.stderr.close()
    assert running.wait() == 0, said
    assert stored(take_in.url)[1] == [["one", "three"], ["two"]]
    assert "Traceback" not in "".join(said)


# By a language model

MODELS = {
    "event_type": "AGREE",
    "date_start": "2022-05-03",
    "date_end": "2022-05-03",
    "source_actors": ["ARM"],
    "target_actors": ["RUS"],
    "place": "Armenia",
    "effects": [{"member": "ARM", "direction": -1, "dimension": "political"}],
    "quotes": [PACT.strip()],
}


@pytest.fixture
def model(monkeypatch):
    with Stub() as stub:
        monkeypatch.setenv("SECOND_READER_URL", stub.url)
        monkeypatch.setenv("SECOND_READER_MODEL", "small")
        stub.behave(says(json.dumps({"events": [MODELS]})))
        yield stub


def read_by(url):
    with closing(open_store(url)) as store:
        return [(event.readers, [d.what for d in event.disagreements]) for event in store.events()]


def test_by_default_nothing_is_sent_though_a_model_is_set_up(articles, take_in, model):
    assert take_in(articles) == 0
    assert model.asked == []
    assert read_by(take_in.url) == [(("rules",), [])] * 2


def test_a_model_reads_into_the_store_and_its_events_say_so(articles, take_in, model, capsys):
    (articles / "two.md").unlink()
    assert take_in(articles, options=["--reader", "second", "--yes"]) == 0
    assert read_by(take_in.url) == [(("second:small",), [])]
    assert "articles are sent to" in capsys.readouterr().err


def test_both_read_and_what_they_tell_differently_is_kept_for_review(articles, take_in, model):
    assert take_in(articles, options=["--reader", "both", "--yes"]) == 0
    pact, drill = read_by(take_in.url)
    assert pact == (("rules", "second:small"), ["effect"])
    assert drill == (("rules",), ["told"])


def test_what_a_model_read_is_sent_once_and_stays_until_another_reader_is_named(articles, take_in, model, capsys):
    take_in(articles, options=["--reader", "both", "--yes"])
    sent = len(model.asked)
    capsys.readouterr()
    assert take_in(articles, options=["--reader", "both", "--yes"]) == 0
    assert take_in(articles) == 0
    assert len(model.asked) == sent
    assert "articles are sent" not in capsys.readouterr().err
    assert read_by(take_in.url)[0][0] == ("rules", "second:small")
    assert take_in(articles, options=["--reader", "rules"]) == 0
    assert read_by(take_in.url) == [(("rules",), [])] * 2


def test_without_a_terminal_and_without_yes_nothing_is_sent_or_stored(articles, take_in, model, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", open(os.devnull, encoding="utf-8"))  # noqa: SIM115 - the test's own end closes it
    assert take_in(articles, options=["--reader", "second"]) == 2
    assert (model.asked, read_by(take_in.url)) == ([], [])
    assert "nothing was sent" in capsys.readouterr().err


def test_a_watch_that_would_send_needs_a_yes_beforehand(articles, take_in, model, capsys):
    assert take_in(articles, options=["--reader", "both", "--watch"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert model.asked == []


def test_a_missing_setting_of_the_model_is_one_line(articles, take_in, monkeypatch, capsys):
    monkeypatch.delenv("SECOND_READER_URL", raising=False)
    assert take_in(articles, options=["--reader", "second", "--yes"]) == 2
    assert "SECOND_READER_URL" in capsys.readouterr().err


def test_with_both_a_model_that_refuses_leaves_the_rules_reading_and_the_exit_code_says_so(articles, take_in, model):
    model.behave(refuses(401))
    assert take_in(articles, options=["--reader", "both", "--yes"]) == 1
    assert read_by(take_in.url) == [(("rules",), [])] * 2
