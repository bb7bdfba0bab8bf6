"""From a stream of documents to what was read in each, here or on processes of this machine."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from events.extraction.pipeline import extract_events
from events.records import event_to_json
from events.running import processes as local_workers
from events.running import run as pipeline
from events.running.outcome import CannotExtract, ExtractionResult
from events.running.processes import AHEAD, read_on_processes
from events.running.run import FEW, How, run
from tests.events.conftest import article
from tests.events.extractors import (
    documents,
    dying_of_poison,
    dying_once,
    failing_on_poison,
    greedy_on_poison,
    simple,
    standing_still_on_poison,
    telling_its_process,
    telling_twice,
)

TOLD = (
    "On 3 May 2022 Armenia signed an agreement with Russia.",
    "In October 2022 Kyrgyzstan cancelled the CSTO drill on its territory.",
    "On 6 January 2022 CSTO peacekeepers were sent to Kazakhstan.",
)


def with_poison(count, place):
    items = list(documents(count))
    items[place] = article("This one is poison.", name="poison")
    return items


def lines(reads):
    return [event_to_json(event) for read in reads for event in read.events]


def test_processes_give_what_this_process_gives_in_the_same_order():
    here = list(run(documents(40), simple))
    there = list(read_on_processes(documents(40), simple, 2))
    assert [read.document for read in there] == [read.document for read in here] == list(documents(40))
    assert lines(there) == lines(here)


def test_the_real_extractor_gives_the_same_bytes_whoever_reads_and_whatever_was_read_before():
    items = [article(TOLD[number % 3], name=f"real-{number}") for number in range(FEW + 3)]
    together = lines(run(iter(items), how=How(workers=2)))
    alone = [event_to_json(event) for item in reversed(items) for event in extract_events(item)]
    assert together
    assert sorted(together) == sorted(alone)


def test_both_processes_read():
    pids = {read.events[0].summary for read in read_on_processes(documents(60), telling_its_process, 2)}
    assert len(pids) == 2
    assert str(os.getpid()) not in pids


def test_a_few_articles_are_read_in_this_process_and_it_says_so():
    said = []
    reads = list(run(documents(FEW), telling_its_process, How(workers=2), said.append))
    assert {read.events[0].summary for read in reads} == {str(os.getpid())}
    assert said == [f"{FEW} articles: read in one process, which is done before others would have started"]


def test_one_worker_is_this_process():
    reads = list(run(documents(FEW + 5), telling_its_process, How(workers=1)))
    assert {read.events[0].summary for read in reads} == {str(os.getpid())}


def test_what_was_set_aside_before_keeps_its_place():
    aside = ExtractionResult(Path("broken.pdf"), None, (), "broken.pdf: encrypted")
    first, second = documents(2)
    for reads in (run([first, aside, second], simple), read_on_processes([first, aside, second], simple, 1)):
        assert [read.problem or read.document.id for read in reads] == ["article-000", aside.problem, "article-001"]


@pytest.mark.parametrize("workers", [0, 1])
def test_a_document_on_which_the_extractor_fails_gets_one_line_and_the_rest_is_read(workers):
    items = with_poison(9, 4)
    reads = list(read_on_processes(items, failing_on_poison, workers) if workers else run(items, failing_on_poison))
    (problem,) = [read.problem for read in reads if read.problem]
    assert problem.startswith("poison.md: the extractor failed on it (RecursionError: too deep in the parse)")
    assert "\n" not in problem
    assert sum(len(read.events) for read in reads) == 8


def test_a_sentence_that_an_article_repeats_gives_events_with_ids_of_their_own():
    (read,), (again,) = (list(run(documents(1), telling_twice)) for _ in range(2))
    assert len({event.event_id for event in read.events}) == 2
    assert again.events == read.events


def test_a_document_that_kills_its_process_is_named_and_nothing_else_is_lost():
    reads = list(read_on_processes(with_poison(20, 7), dying_of_poison, 2))
    assert [bool(read.problem) for read in reads] == [number == 7 for number in range(20)]
    assert reads[7].problem.startswith("poison.md: the process that read it died (exit -9), 2 times")


def test_a_process_that_dies_by_chance_costs_no_document(tmp_path):
    items = list(documents(20))
    items[3] = article(f"Please remember in {tmp_path / 'mark'} that it died.", name="unlucky")
    reads = list(read_on_processes(items, dying_once, 2))
    assert (tmp_path / "mark").exists()
    assert [read.document for read in reads] == items


def test_a_long_row_of_what_was_set_aside_waits_for_no_worker(monkeypatch):
    def wait(connections, timeout=None):
        assert connections, "nobody is there to be waited for"
        assert timeout, "a wait without end"
        return local_wait(connections, timeout)

    local_wait = local_workers.wait
    monkeypatch.setattr(local_workers, "wait", wait)
    asides = [ExtractionResult(Path("empty.txt"), None, (), f"row {number}: no text") for number in range(5 * AHEAD)]
    items = [*documents(3), *asides, *documents(3)]
    reads = list(read_on_processes(items, simple, 2))
    assert [bool(read.problem) for read in reads] == [isinstance(item, ExtractionResult) for item in items]


def test_an_article_that_needs_too_much_memory_is_named_and_costs_no_other():
    reads = list(read_on_processes(with_poison(9, 4), greedy_on_poison, 1))
    assert [read.problem for read in reads if read.problem] == [
        "poison.md: needs more memory than the 1,000 MB that one article may take; split it"
    ]
    assert sum(len(read.events) for read in reads) == 8


def test_a_large_article_is_never_read_in_this_process(monkeypatch):
    apart = []
    monkeypatch.setattr(pipeline, "LARGE", len(TOLD[1]) - 1)
    monkeypatch.setattr(
        pipeline, "read_on_processes", lambda items, *_: apart.extend(items) or [ExtractionResult(Path(), items[0], ())]
    )
    items = [article(TOLD[0], name="small"), article(TOLD[1] * 2, name="large"), article(TOLD[0], name="last")]
    assert [read.document for read in run(items)] == items
    assert apart == [items[1]]


def test_a_process_that_stands_still_is_ended_and_costs_only_its_document(monkeypatch):
    monkeypatch.setenv("ARTICLE_SECONDS", "5")
    monkeypatch.setattr("events.time_limit.PATIENCE", 0.5)
    monkeypatch.setattr(local_workers, "LOOK_SECONDS", 0.2)
    reads = list(read_on_processes(with_poison(9, 4), standing_still_on_poison, 2))
    assert [read.problem for read in reads if read.problem] == [
        "poison.md: no answer within 3 s; set aside, please report it with the article"
    ]
    assert sum(len(read.events) for read in reads) == 8


def test_only_a_bounded_number_of_documents_is_taken_ahead():
    taken = 0

    def endless():
        nonlocal taken
        for document in documents(10_000):
            taken += 1
            yield document

    reads = read_on_processes(endless(), simple, 2)
    for _ in range(5):
        next(reads)
    reads.close()
    assert taken <= 5 + 2 * AHEAD


def test_a_process_is_replaced_after_so_many_documents_and_none_is_lost(monkeypatch):
    monkeypatch.setattr(local_workers, "LIFE", 4)
    reads = list(read_on_processes(documents(12), telling_its_process, 2))
    assert [read.document for read in reads] == list(documents(12))
    by_process = Counter(read.events[0].summary for read in reads)
    assert len(by_process) >= 3
    assert max(by_process.values()) <= 4


def test_processes_end_when_nobody_takes_the_rest(monkeypatch):
    started = []
    start = pipeline.read_on_processes.__globals__["_start"]
    monkeypatch.setitem(
        pipeline.read_on_processes.__globals__, "_start", lambda extract: started.append(start(extract)) or started[-1]
    )
    reads = read_on_processes(documents(50), simple, 2)
    next(reads)
    reads.close()
    assert len(started) == 2
    assert not any(worker.process.is_alive() for worker in started)


def test_a_model_that_is_not_installed_is_one_line_and_not_a_line_a_document(monkeypatch):
    monkeypatch.setenv("EVENTS_MODEL", "no_such_model")
    with pytest.raises(CannotExtract, match="no_such_model"):
        list(read_on_processes(documents(3), extract_events, 1))


def test_workers_compute_on_one_thread_and_leave_the_setting_as_it_was(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    (read,) = read_on_processes([article("x")], threads, 1)
    assert read.problem.endswith("(ValueError: OMP 1 OPENBLAS 1); set aside, please report it with the article")
    assert os.environ["OMP_NUM_THREADS"] == "7"
    assert "OPENBLAS_NUM_THREADS" not in os.environ


def threads(_document):
    raise ValueError(f"OMP {os.environ['OMP_NUM_THREADS']} OPENBLAS {os.environ['OPENBLAS_NUM_THREADS']}")
