"""Reading on a Dask cluster: a real scheduler and two real worker processes on this computer."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import Client

from events.extraction.pipeline import extract_events
from events.records import event_to_json
from events.running.dask_cluster import PARTITION, read_on_cluster, read_partition
from events.running.outcome import CannotExtract, ExtractionResult
from events.running.run import How, run
from tests.events.conftest import article
from tests.events.extractors import (
    documents,
    dying_of_poison,
    failing_on_poison,
    simple,
    slow,
    standing_still_on_poison,
)

ROOT = Path(__file__).parents[3]
PATIENCE = 300
"""Seconds in which the scheduler and its workers have to be up: a busy machine may take its time."""
LOCAL = ("--host", "127.0.0.1", "--no-dashboard")
DASK = (str(Path(sys.executable).with_name("dask")),)
HIDDEN = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("events", "geo", "alignment", "dashboard", "tests"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Hidden())
"""
"""A `sitecustomize` that hides the program, which may be installed where the tests run."""


@contextmanager
def cluster(folder: Path, program: Path | None) -> Iterator[str]:
    """Address of a scheduler with two workers, started by Dask's commands in another folder; a nanny restarts a worker.

    `program` is the folder that stands for an installed program; without one, the cluster lacks it.
    """
    if not program:
        (folder / "sitecustomize.py").write_text(HIDDEN)
    file = folder / "scheduler.json"
    environment = {
        **os.environ,
        "PYTHONPATH": str(program or folder),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": f"{PATIENCE}s",
    }
    workers = ("--nworkers", "2", "--nthreads", "1", "--local-directory", str(folder))
    calls = (
        ("scheduler", "--port", "0", "--scheduler-file", str(file)),
        ("worker", "--scheduler-file", str(file), *workers),
    )
    with (folder / "log").open("w") as log:
        started = [
            subprocess.Popen([*DASK, name, *LOCAL, *options], cwd=folder, env=environment, stdout=log, stderr=log)
            for name, *options in calls
        ]
    try:
        address = _address(file, started[0])
        with Client(address, timeout=PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=PATIENCE)
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=PATIENCE)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    with cluster(tmp_path_factory.mktemp("cluster"), ROOT) as address:
        yield address


def _address(file: Path, scheduler: subprocess.Popen) -> str:
    """Its address once the scheduler has written it; it is written at once and whole, but not at the first look."""
    while scheduler.poll() is None:
        try:
            return json.loads(file.read_text())["address"]
        except (FileNotFoundError, json.JSONDecodeError):
            time.sleep(0.1)
    raise RuntimeError(f"the scheduler did not start: {file.with_name('log').read_text()}")


def lines(reads):
    return [event_to_json(event) for read in reads for event in read.events]


def test_a_cluster_gives_what_this_process_gives_in_the_same_order(scheduler):
    aside = ExtractionResult(Path("broken.pdf"), None, (), "broken.pdf: encrypted")
    items = [*documents(PARTITION + 4), aside, *documents(3)]
    here = list(run(items, simple))
    there = list(run(items, simple, How(scheduler=scheduler)))
    assert [(read.document, read.problem) for read in there] == [(read.document, read.problem) for read in here]
    assert lines(there) == lines(here)


def test_the_real_extractor_gives_the_same_bytes_on_a_cluster(scheduler):
    items = [article("On 3 May 2022 Armenia signed an agreement with Russia.", name=f"real-{n}") for n in range(3)]
    assert lines(run(items, how=How(scheduler=scheduler))) == lines(run(items)) != []


def test_a_worker_killed_in_mid_run_loses_nothing(scheduler):
    items = list(documents(6 * PARTITION))
    reads, killed = [], None
    for read in read_on_cluster(items, slow, scheduler):
        reads.append(read)
        if not killed:
            killed = int(read.events[0].summary)
            os.kill(killed, signal.SIGKILL)
    assert [read.document for read in reads] == items
    assert not any(read.problem for read in reads)
    assert len({read.events[0].summary for read in reads} - {str(killed)}) >= 1


def test_a_document_that_kills_workers_is_named_and_the_rest_is_read(scheduler):
    items = list(documents(PARTITION + 2))
    items[5] = article("This one is poison.", name="poison")
    reads = list(read_on_cluster(items, dying_of_poison, scheduler))
    assert [bool(read.problem) for read in reads] == [number == 5 for number in range(len(items))]
    assert reads[5].problem.startswith("poison.md: the worker that read it died")
    assert "\n" not in reads[5].problem


def test_a_document_that_is_never_done_is_named_and_the_rest_is_read(scheduler, monkeypatch):
    monkeypatch.setattr("events.running.dask_cluster.longest_wait", lambda: 8.0)
    items = [*documents(2), article("This one is poison.", name="poison"), *documents(1)]
    reads = list(read_on_cluster(items, standing_still_on_poison, scheduler))
    assert [read.problem for read in reads[:2] + reads[3:]] == ["", "", ""]
    assert reads[2].problem.startswith("poison.md: no answer within 8 s")


def test_a_document_on_which_the_extractor_fails_is_named(scheduler):
    items = [*documents(2), article("This one is poison.", name="poison")]
    reads = list(read_on_cluster(items, failing_on_poison, scheduler))
    assert [read.problem.partition(" (")[0] for read in reads] == ["", "", "poison.md: the extractor failed on it"]


def test_a_cluster_that_lacks_the_program_is_one_line(tmp_path):
    with cluster(tmp_path, None) as address, pytest.raises(CannotExtract, match="not installed on scheduler") as caught:
        list(read_on_cluster(documents(1), simple, address))
    assert str(caught.value).count("worker tcp://") == 2
    assert "\n" not in str(caught.value)


def test_a_worker_of_another_version_refuses_to_read():
    with pytest.raises(CannotExtract, match="update it"):
        read_partition(list(documents(1)), extract_events, "0/another")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x:1"])
def test_a_scheduler_that_is_not_there_is_one_line(address, monkeypatch):
    monkeypatch.setattr("events.running.dask_cluster.CONNECT_SECONDS", 1)
    with pytest.raises(CannotExtract, match="scheduler") as caught:
        list(read_on_cluster(documents(1), simple, address))
    assert "\n" not in str(caught.value)


INGESTING = """
import sys
from events.__main__ import main
sys.exit(main(["ingest", *sys.argv[1:]]))
"""


def test_two_ctrl_c_end_a_command_whose_article_a_cluster_is_reading(tmp_path):
    """The first lets the article at hand be finished, which may take minutes; the second waits for nothing."""
    long = "On 3 May 2022 Armenia signed agreement number {} with Russia on its border.\n\n"
    (tmp_path / "long.txt").write_text("".join(map(long.format, range(2_500))))
    with cluster(tmp_path, ROOT) as address:
        command = [sys.executable, "-c", INGESTING, str(tmp_path / "long.txt"), "--scheduler", address]
        environment = {**os.environ, "STORE_URL": f"sqlite:///{tmp_path / 'store.sqlite'}"}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        with Client(address, timeout=PATIENCE, set_as_default=False) as client:
            while not any(client.processing().values()):
                assert process.poll() is None
                time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) in (130, -signal.SIGINT)
