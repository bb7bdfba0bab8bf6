"""A stub of a language model, and a reader that asks it."""

from __future__ import annotations

import pytest

from tests.events.llm.answering import reading
from tests.events.stub_chat import Stub


@pytest.fixture
def stub():
    with Stub() as server:
        yield server


@pytest.fixture
def said():
    return []


@pytest.fixture
def reader(stub, said):
    return reading(stub, said)
