"""Where the tests' own files lie: in memory, where the system has a folder for that.

A store waits for the disk at each write, thousands of times in a run. No test takes the power away, so none can tell.
"""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # a busy machine is no failure, nor is one that measures coverage
settings.load_profile("unhurried")

IN_MEMORY = "/dev/shm"
ENOUGH = 2 << 30
"""Bytes that have to be free there; a container's share is often smaller than what a run leaves."""

if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ENOUGH:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", IN_MEMORY)  # pytest's own variable for the folder of `tmp_path`


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a browser test that failed once more, as is usual for such tests; the run's summary names it (`RERUN`)."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
