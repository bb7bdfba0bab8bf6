"""No article keeps the program busy without bound: it gets one line, and the rest is read."""

from __future__ import annotations

import re
import time
from contextlib import closing
from threading import Thread

import pytest

from events.__main__ import main
from events.reading import one_file
from events.reading.documents import Limits, Refused, find_sources, read_documents
from events.running.run import How, run
from events.store.store import open_store
from events.time_limit import SETTING, OutOfTime, seconds_allowed, within
from tests.events.conftest import article
from tests.events.extractors import documents as some_documents
from tests.events.extractors import never_done_with_poison
from tests.events.made_files import pdf, write

PACT = "On 3 May 2022 Armenia signed an agreement with Russia.\n"
SHORT = 0.2


@pytest.fixture(scope="module")
def endless_pdf():
    """So many pages that reading them takes seconds."""
    return pdf([[f"Line {number} says that nothing at all happened on that day." for number in range(50)]] * 1_900)


def forever(*_arguments):
    while True:
        pass


def test_work_that_is_done_in_time_gives_what_it_gives():
    assert within(60, sorted, [2, 1], reverse=True) == [2, 1]
    with pytest.raises(KeyError, match="own"):
        within(60, {}.__getitem__, "own")


def test_endless_work_is_given_up():
    with pytest.raises(OutOfTime, match=r"takes more than 0.2 s of processor time; split it, or raise ARTICLE_SECONDS"):
        within(SHORT, forever)
    assert within(60, len, "the next is not disturbed") == 25


def test_a_regular_expression_that_never_ends_is_given_up():
    with pytest.raises(OutOfTime):
        within(SHORT, re.match, r"(a+)+$", "a" * 60 + "b")


def test_work_that_takes_whatever_is_raised_for_its_own_failure_is_given_up():
    def stubborn():
        try:
            forever()
        except BaseException:
            forever()

    with pytest.raises(OutOfTime):
        within(SHORT, stubborn)


def test_waiting_is_not_counted():
    assert within(SHORT, lambda: time.sleep(3 * SHORT) or "answered") == "answered"


def test_in_another_thread_work_takes_its_time():
    found = []

    def long():
        end = time.thread_time() + 2 * SHORT
        while time.thread_time() < end:
            pass
        return "done"

    thread = Thread(target=lambda: found.append(within(SHORT, long)))
    thread.start()
    thread.join()
    assert found == ["done"]


@pytest.mark.parametrize("stated", ["0", "-3", "nan", "soon", "inf"])
def test_a_setting_that_is_no_time_is_one_line_before_anything_is_read(stated, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv(SETTING, stated)
    with pytest.raises(ValueError, match=SETTING):
        seconds_allowed()
    assert main(["extract", str(tmp_path), "--output", str(tmp_path / "events.jsonl")]) == 2
    said = capsys.readouterr().err
    assert said == f"ARTICLE_SECONDS is {stated!r}; give the seconds that one article may take, such as 300\n"


def test_a_pdf_that_takes_too_long_is_refused_and_the_next_is_read(tmp_path, endless_pdf):
    short_pdf = write(tmp_path, "short.pdf", pdf([[PACT.strip()]]))
    assert list(read_documents([short_pdf])), "what is loaded once is loaded before any time is taken"
    write(tmp_path, "endless.pdf", endless_pdf)
    endless, short = read_documents([tmp_path], limits=Limits(seconds=0.5))
    assert isinstance(endless, Refused)
    assert endless.reason.startswith("takes more than 0.5 s of processor time")
    assert short.text == PACT.strip()


def test_a_row_that_takes_too_long_costs_no_other_row(tmp_path, monkeypatch):
    rows = "".join(f'{{"text": "{PACT.strip()} {word}"}}\n' for word in ("One.", "Poison.", "Two."))
    path = write(tmp_path, "rows.jsonl", rows)
    (source,) = find_sources([path])
    assert len(list(one_file.read_file(source, Limits()))) == 3, (
        "what is loaded once is loaded before any time is taken"
    )
    found = one_file.infer_published
    monkeypatch.setattr(one_file, "infer_published", lambda text: forever() if "Poison" in text else found(text))
    read = list(one_file.read_file(source, Limits(seconds=SHORT)))
    assert [isinstance(item, Refused) for item in read] == [False, True, False]
    assert read[1].file.endswith("rows.jsonl:2")


def test_an_article_that_is_never_extracted_is_set_aside(monkeypatch):
    assert list(run([article("Armenia.")], never_done_with_poison)), "what is loaded once is loaded"
    monkeypatch.setenv(SETTING, str(SHORT))
    items = [article("Armenia.", name="one"), article("poison", name="two"), article("Belarus.", name="three")]
    reads = list(run(items, never_done_with_poison))
    assert [bool(read.problem) for read in reads] == [False, True, False]
    assert reads[1].problem.startswith("two.md: takes more than 0.2 s of processor time")


def test_processes_set_it_aside_too_even_in_a_library_that_nothing_interrupts(monkeypatch):
    monkeypatch.setenv(SETTING, "0.5")
    items = list(some_documents(20))
    items[3], items[11] = article("poison", name="slow"), article("venom", name="stuck")
    reads = list(run(items, never_done_with_poison, How(workers=2)))
    assert [read.path.stem for read in reads if read.problem] == ["slow", "stuck"]
    for number in (3, 11):
        assert reads[number].problem.startswith(f"{items[number].source_path}: takes more than 0.5 s of processor time")


def test_ingest_names_it_stores_the_rest_and_ends_with_1(tmp_path, endless_pdf, monkeypatch, capsys, read):
    folder = tmp_path / "articles"
    short = write(folder, "short.txt", PACT)
    assert read(PACT)
    assert list(read_documents([short])), "what is loaded once is loaded before any time is taken"
    write(folder, "endless.pdf", endless_pdf)
    monkeypatch.setenv(SETTING, "1")
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    assert main(["ingest", str(folder), "--store", url, "--workers", "1"]) == 1
    line = f"set aside: {folder / 'endless.pdf'}: takes more than 1 s of processor time; split it, or raise {SETTING}\n"
    assert line in capsys.readouterr().err
    with closing(open_store(url)) as store:
        assert store.documents_frame()["id"].tolist() == ["short"]
