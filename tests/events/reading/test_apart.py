"""Files are parsed in a process of its own: it may be greedy, endless or dead, and the rest is read."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from events.reading import apart
from events.reading.documents import Limits, Refused, read_documents, read_source
from events.reading.one_file import read_file
from events.reading.results import Source
from events.records import Document
from tests.events.made_files import STORY, packed, pdf, write

ROOT = Path(__file__).parents[3]
TEXT = "\n\n".join(STORY)
MEMORY = "needs more memory than the 1,000 MB that one article may take; split it"


@pytest.fixture
def misbehaving(monkeypatch):
    """The pages' parser does as the page says."""
    apart.stop_idle()
    monkeypatch.setattr(apart, "WORKER", "tests.events.reading.stub_worker")
    yield
    apart.stop_idle()


def reads(folder, *words, seconds=300.0):
    """What is told of pages that hold one word each, in their order."""
    paths = [write(folder, f"{number}.html", word) for number, word in enumerate(words)]
    return list(read_documents(paths, limits=Limits(seconds=seconds)))


def process_of(document: Document) -> int:
    return int(re.search(r"process (\d+)", document.text)[1])


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("stumbles", "broken in a way that was not foreseen (ZeroDivisionError); save it anew"),
        ("greedy", MEMORY),
        ("dies", "the process that read it died (signal SIGKILL); split it, or save its text as .txt"),
    ],
)
@pytest.mark.usefixtures("misbehaving")
def test_a_file_that_the_parser_cannot_deal_with_is_one_line_and_the_rest_is_read(tmp_path, word, reason):
    before, refused, after = reads(tmp_path, "first", word, "last")
    assert str(refused) == f"{tmp_path / '1.html'}: {reason}"
    assert "first" in before.text
    assert "last" in after.text
    assert process_of(before) != os.getpid()


@pytest.mark.parametrize("word", ["loops", "stuck"])
@pytest.mark.usefixtures("misbehaving")
def test_a_file_that_takes_too_long_is_one_line_even_in_a_library(tmp_path, word):
    assert len(reads(tmp_path, "loaded")) == 1, "what is loaded once is loaded before any time is taken"
    refused, after = reads(tmp_path, word, "last", seconds=3)
    assert refused.reason == "takes more than 3 s of processor time; split it, or raise ARTICLE_SECONDS"
    assert "last" in after.text


@pytest.mark.usefixtures("misbehaving")
def test_one_that_does_not_answer_is_given_up(tmp_path, monkeypatch):
    assert len(reads(tmp_path, "loaded")) == 1
    monkeypatch.setattr(apart, "longest_wait", lambda _seconds: 2.0)
    refused, _ = reads(tmp_path, "waits", "last")
    assert refused.reason == "no answer within 2 s"


@pytest.mark.usefixtures("misbehaving")
def test_what_a_library_prints_is_no_answer(tmp_path, capfd):
    first, second = reads(tmp_path, "prints", "second")
    assert "prints" in first.text
    assert "no answer" not in capfd.readouterr().out
    assert process_of(first) == process_of(second), "one process reads file after file"


def test_two_readings_at_once_do_not_mix(tmp_path):
    paths = [
        write(tmp_path, f"{n}.jsonl", "".join(f'{{"text": "Row {r} of file {n}"}}\n' for r in "abc")) for n in (1, 2)
    ]
    one, other = (read_source(Source(path, path.name, path.stem, "jsonl")) for path in paths)
    texts = [item.text for pair in zip(one, other, strict=True) for item in pair]
    assert texts == [f"Row {r} of file {n}" for r in "abc" for n in (1, 2)]


def test_a_reading_that_is_broken_off_leaves_nothing_for_the_next(tmp_path):
    rows = write(tmp_path, "rows.jsonl", "".join(f'{{"text": "Row {n} of the file"}}\n' for n in range(9)))
    broken_off = read_documents([rows])
    assert next(broken_off).text == "Row 0 of the file"
    broken_off.close()
    assert next(iter(read_documents([write(tmp_path, "a.pdf", pdf([STORY]))]))).text.startswith(STORY[0])


def test_a_plain_text_of_ordinary_size_needs_no_process(tmp_path, monkeypatch):
    def started(*_arguments, **_named):
        raise AssertionError("a process was started")

    apart.stop_idle()
    monkeypatch.setattr(subprocess, "Popen", started)
    (document,) = read_documents([write(tmp_path, "a.txt", TEXT)])
    assert document.text == TEXT
    for name, content in (("large.txt", "a word " * 40_000), ("packed.txt", packed(TEXT)), ("page.html", TEXT)):
        with pytest.raises(AssertionError):
            list(read_documents([write(tmp_path, name, content)]))


def test_standard_input_is_read_apart_whatever_it_is(tmp_path):
    (held,) = read_documents(["-"], standard_input=io.BytesIO(TEXT.encode()))
    with write(tmp_path, "a.txt", TEXT).open("rb") as file:
        (piped,) = read_documents(["-"], standard_input=file)
    assert held.text == piped.text == TEXT


def test_rows_of_a_feed_come_before_it_has_ended():
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as feed, os.fdopen(writing, "wb") as fed:
        fed.write(json.dumps({"text": STORY[0]}).encode() + b"\n")
        fed.flush()
        found = read_documents(["-"], standard_input=feed)
        assert next(found).text == STORY[0]
        found.close()


def test_a_json_line_that_takes_too_much_memory_costs_that_line(tmp_path, monkeypatch):
    def greedy(text):
        return bytearray(1 << 60) if "greedy" in text else {"text": text}

    monkeypatch.setattr("events.reading.corpora.json.loads", greedy)
    lines = io.BytesIO(b"greedy\n" + STORY[0].encode() + b"\n")
    first, second = read_file(Source(None, "feed", "feed", "jsonl"), Limits(), lines)
    assert str(first) == f"feed:1: {MEMORY}"
    assert second.text == STORY[0]


STARTED = """
import sys
from events.reading.documents import read_documents
for document in read_documents([sys.argv[1]]):
    print(document.text, flush=True)
    {then}
"""


@pytest.mark.parametrize("then", ["import time; time.sleep(1000)", "pass"], ids=["killed", "ended"])
def test_no_process_outlives_the_one_that_started_it(tmp_path, then):
    rows = "".join(json.dumps({"text": f"{STORY[0]} {number}"}) + "\n" for number in range(3))
    path = write(tmp_path, "a.jsonl", rows)
    program = subprocess.Popen(
        [sys.executable, "-c", STARTED.format(then=then), path], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout.readline().startswith(STORY[0])
    children = [int(name) for name in Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()]
    if then == "pass":
        program.communicate(timeout=60)
    else:
        assert children
        program.send_signal(signal.SIGKILL)
        program.wait()
    for _ in range(600):
        if not any(Path(f"/proc/{child}/cmdline").exists() for child in children):
            return
        time.sleep(0.1)
    raise AssertionError(f"{children} still run")


def test_a_script_of_ones_own_needs_no_guard(tmp_path):
    """The other process does not run the script that started it."""
    path = write(tmp_path, "a.pdf", pdf([STORY]))
    script = write(
        tmp_path,
        "script.py",
        "import sys\nfrom events.reading.documents import read_documents\n"
        "print([type(one).__name__ for one in read_documents([sys.argv[1]])])\n",
    )
    write(tmp_path, "json.py", "raise SystemExit('a module that lies in the folder')\n")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-P", str(script), str(path)]
    ended = subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert ended.stdout == "['Document']\n"


def test_a_refused_file_is_refused_in_the_same_words(tmp_path):
    (refused,) = read_documents([write(tmp_path, "no.pdf", b"Armenia signed a pact.")])
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("a broken PDF")
