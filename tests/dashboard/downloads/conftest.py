"""Files as a server gives them, and what it says where it gives none."""

from __future__ import annotations

import urllib.error
import urllib.request
from contextlib import suppress

import pytest


@pytest.fixture(scope="module")
def fetch(address):
    """A file by its address: its content, and its name."""
    for _ in range(60):  # the seeds are looked through first, which a busy machine takes its time for
        with suppress(urllib.error.HTTPError), urllib.request.urlopen(f"{address}/readyz", timeout=60):
            break

    def get(path):
        with urllib.request.urlopen(f"{address}/files/{path}", timeout=60) as answer:
            return answer.read(), answer.headers.get_filename()

    return get


@pytest.fixture(scope="module")
def refusal(address):
    """Status and message for an address that gives no file."""

    def get(path):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{address}/files/{path}", timeout=60)
        return refused.value.code, refused.value.read().decode()

    return get
