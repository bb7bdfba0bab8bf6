"""A drawing of the made-up store: an engine takes a moment to begin."""

from __future__ import annotations

import pytest

from dashboard.picture import pictures


@pytest.fixture(scope="module")
def drawing(tables):
    """The engine that draws the made-up store."""
    return pictures.drawing(tables)
