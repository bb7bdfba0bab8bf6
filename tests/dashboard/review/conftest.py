"""A store of made-up events that a test may review."""

from __future__ import annotations

import pytest

from dashboard.state.tables import load_tables
from events.store.store import open_store
from tests.dashboard.serving import fill_store


@pytest.fixture
def tables(tmp_path):
    """Tables of a store of this test's own."""
    url = f"sqlite:///{tmp_path / 'reviewed.sqlite'}"
    fill_store(url)
    store = open_store(url)
    yield load_tables(store)
    store.close()


@pytest.fixture
def event_id(tables):
    """An event that moves a score."""
    moving = tables.effects[(tables.effects["direction"] != 0) & (tables.effects["sure"] > 0.9)]
    return moving["event_id"].iloc[0]
