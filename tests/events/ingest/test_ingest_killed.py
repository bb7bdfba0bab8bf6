"""An ingest that is killed loses nothing that it reported, writes nothing twice, and the next one completes it."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from events.extraction.pipeline import extract_events
from events.ingest.ingest import ingest_sources
from events.reading.documents import find_sources
from events.running.extractors import Reader
from events.store.store import Store, open_store
from events.store.tables import EVENTS
from tests.events.stub_ingest import extract

ROOT = Path(__file__).parents[3]
HAPPENINGS = [
    f"On {2 * n + 1} May 20{n + 10} Armenia signed an agreement with Russia on road {name} and bridge {n}"
    for n, name in enumerate("abcdefghijkl")
]


@pytest.fixture
def folder(tmp_path):
    """Articles that share some of their sentences."""
    chance = random.Random(5)
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(12):
        told = [
            *chance.sample(HAPPENINGS, 2),
            f"On {number + 1} July 2023 Belarus asked Russia for {number + 2} lorries",
        ]
        (folder / f"paper-{number:02d}.txt").write_text(". ".join(told) + ".\n", encoding="utf-8")
    return folder


@pytest.fixture
def many_articles(tmp_path):
    """Thirty articles of one event each, for the real extractor."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(30):
        told = (
            f"On {1 + number % 28} May 20{10 + number % 14} Armenia signed an agreement with Russia on road {number}.\n"
        )
        (folder / f"note-{number:02d}.txt").write_text(told, encoding="utf-8")
    return folder


def ingesting(folder: Path, url: str) -> subprocess.Popen:
    """The real command, in one process."""
    command = [sys.executable, "-m", "events", "ingest", str(folder), "--store", url, "--workers", "1"]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def state(store: Store) -> Counter:
    """What is told where, whatever ids it goes by."""
    return Counter(
        (event.summary, event.confidence, frozenset((m.document_id, m.start, m.end) for m in event.mentions))
        for event in store.events()
    )


def rows_of_events(store: Store) -> int:
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).where(EVENTS.c.pending > 0)) == 0
        return connection.scalar(select(func.count()).select_from(EVENTS))


def test_killed_at_random_moments(url, folder, tmp_path):
    """200 kills of the real path with the real extractor; over PostgreSQL fewer, with one that takes no time.

    A child is a copy of a process that has the model loaded: to start the command 200 times would take ten minutes.
    """
    rounds, reader = (200, "rules") if url.startswith("sqlite") else (60, "stub")
    call = [sys.executable, "-m", "tests.events.stub_ingest", url, str(folder), str(rounds), "1", reader]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False, timeout=400)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["killed"], told["lost"], told["last"]) == (rounds, [], 12)
    assert told["finished"] > 0, "every child was killed early: late moments were not tried"
    assert all(events == 3 for events in told["told"].values()), told["told"]
    with closing(open_store(f"sqlite:///{tmp_path / 'undisturbed.sqlite'}")) as undisturbed:
        reading = extract_events if reader == "rules" else extract
        ingest_sources(undisturbed, find_sources([folder]), reader=Reader("undisturbed", reading))
        with closing(open_store(url)) as store:
            assert state(store) == state(undisturbed)
            assert rows_of_events(store) == rows_of_events(undisturbed) == sum(told["told"].values())
            assert len(store.documents_frame()) == 12


def test_the_real_command_killed_between_articles_is_completed_by_the_next(many_articles, tmp_path):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    running = ingesting(many_articles, url)
    reported = []
    for line in running.stderr:
        if "] stored: " in line:
            reported.append(Path(line.split("stored: ")[1].split(",")[0]).stem)
            if len(reported) == 3:
                running.kill()
    running.stderr.close()
    assert running.wait() == -signal.SIGKILL
    with closing(open_store(url)) as store:
        there = set(store.documents_frame()["id"])
        assert set(reported) <= there
        assert len(there) < 30
    following = ingesting(many_articles, url)
    said = following.communicate()[1]
    assert following.returncode == 0
    assert f"{30 - len(there)} articles stored" in said
    assert f"{len(there)} unchanged" in said
    with closing(open_store(url)) as store:
        assert rows_of_events(store) == 30
        assert store.runs_frame()["document_id"].is_unique


def test_two_ingests_at_once_and_a_reader_do_not_fail_or_shut_each_other_out(url, folder, tmp_path):
    open_store(url).close()
    code = (
        "import sys; from events.reading.documents import find_sources\n"
        "from events.ingest.ingest import ingest_sources\n"
        "from events.running.extractors import Reader\n"
        "from events.store.store import open_store; from tests.events.stub_ingest import extract\n"
        "store = open_store(sys.argv[1])\n"
        "for version in ('a', 'b'):\n"
        "    tally = ingest_sources(store, find_sources([sys.argv[2]]), reader=Reader(version, extract))\n"
        "    assert tally.saved + tally.unchanged + tally.repeated == 12 and not tally.problems, tally\n"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, url, str(folder)], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    with closing(open_store(url)) as store:
        looks = 0
        while any(writer.poll() is None for writer in writers):
            # What is compared is read in one transaction: between two, merging may give events other ids.
            seen = store.events()
            assert len({event.event_id for event in seen}) == len(seen)
            assert all(event.mentions and len(event.effects) == 1 for event in seen)
            for frame in (store.events_frame(), store.effects_frame()):
                assert frame["event_id"].is_unique
            looks += 1
            time.sleep(0.05)
        said = [writer.communicate()[1] for writer in writers]
        assert [writer.returncode for writer in writers] == [0, 0], said
        assert looks > 1
        with closing(open_store(f"sqlite:///{tmp_path / 'alone.sqlite'}")) as alone:
            ingest_sources(alone, find_sources([folder]), reader=Reader("b", extract))
            assert state(store) == state(alone)
        assert rows_of_events(store) == 36


def test_ctrl_c_lets_the_article_at_hand_be_finished(many_articles, tmp_path):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    running = ingesting(many_articles, url)
    said = []
    for line in running.stderr:
        said.append(line)
        if len(said) == 1:
            running.send_signal(signal.SIGINT)
    running.stderr.close()
    assert running.wait() == 130
    assert said[-1] == "stopped; what was stored is kept, run it again to go on\n"
    assert "Traceback" not in "".join(said)
    with closing(open_store(url)) as store:
        stored = [line for line in said if "] stored: " in line]
        assert 1 <= len(stored) == len(store.documents_frame()) < 30
