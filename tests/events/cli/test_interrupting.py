"""Ctrl+C ends any command: once in one line, twice whatever it waits for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from events.store.store import open_store

ROOT = Path(__file__).parents[3]
WITHIN = "import sys\nfrom events.interrupting import interruptible\nwith interruptible() as ended:\n"
IN_A_DATABASE = (
    WITHIN
    + "    import signal, sqlite3\n"
    + "    signal.signal(signal.SIGINT, lambda *_: None)\n"
    + "    print('begun', flush=True)\n"
    + "    endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c'\n"
    + "    sqlite3.connect(':memory:').execute(endless)\n"
)
WAITING = (
    WITHIN
    + "    import threading\n"
    + "    print('begun', flush=True)\n"
    + "    threading.Event().wait()\n"
    + "sys.exit(ended.code)\n"
)
LOADING = (
    "import sys\n"
    "class Slow:\n"
    "    def find_spec(self, name, path=None, target=None):\n"
    "        if name == 'events.cli.command_line':\n"
    "            print('begun', flush=True)\n"
    "            import time; time.sleep(1000)\n"
    "sys.meta_path.insert(0, Slow())\n"
    "from events.__main__ import main\n"
    "sys.exit(main(['forget', 'one']))\n"
)


def begun(program: str) -> subprocess.Popen:
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "begun\n"
    return process


@pytest.mark.parametrize("program", [WAITING, LOADING], ids=["waiting", "loading"])
def test_ctrl_c_is_one_line_and_ends_with_130(program):
    process = begun(program)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "stopped by Ctrl+C\n")


def test_the_second_ctrl_c_ends_a_command_that_waits_in_a_library():
    process = begun(IN_A_DATABASE)
    for _ in range(300):
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=0.2)
            break
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    assert process.wait() == 130


AT_LAST = (
    "import sys, threading\n"
    "from events.interrupting import interruptible\n"
    "def last():\n"
    "    print('kept', flush=True)\n"
    "with interruptible(0.1, last) as ended:\n"
    "    threading.Thread(target=threading.Event().wait).start()\n"
    "    print('begun', flush=True)\n"
    "    threading.Event().wait()\n"
    "sys.exit(ended.code)\n"
)


def test_what_python_waits_for_at_its_end_is_not_waited_for_without_end():
    process = begun(AT_LAST)
    process.send_signal(signal.SIGTERM)
    told, said = process.communicate(timeout=60)
    assert (process.returncode, told) == (143, "kept\n")
    assert said == "stopped by a TERM signal\nnot ended within 0.1 s of being asked to; ended now\n"


def with_closed(number: int, *arguments: str) -> subprocess.CompletedProcess:
    """`python -m events` as it runs where a standard stream is closed."""
    command = [sys.executable, "-m", "events", *arguments]
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {number}>&-', "sh", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_closed_standard_output_is_one_line(tmp_path):
    open_store(f"sqlite:///{tmp_path / 'store.sqlite'}").close()
    store = ("--store", f"sqlite:///{tmp_path / 'store.sqlite'}")
    done = with_closed(1, "export", "--output", "-", "--format", "csv", *store)
    assert (done.returncode, done.stderr) == (2, "-: cannot be written: standard output is closed\n")


def test_with_standard_error_closed_nothing_else_takes_its_number():
    looking = "import os\n" + WITHIN + f"    print(os.fstat(2).st_rdev == os.stat({os.devnull!r}).st_rdev)\n"
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" 2>&-', "sh", sys.executable, "-c", looking],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.stdout == "True\n"


def test_with_standard_input_closed_it_is_empty():
    assert with_closed(0, "explain", "-").returncode != 1
