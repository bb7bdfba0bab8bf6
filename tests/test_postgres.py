"""Without PostgreSQL the store's tests fail and say what to install: they are not passed over."""

from __future__ import annotations

import pytest

from tests.postgres import find_programs, postgres


def test_where_there_is_no_server_it_is_said_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("POSTGRES_BIN", str(tmp_path))
    assert find_programs() is None
    with pytest.raises(RuntimeError, match="install Debian's package postgresql"), postgres():
        pass
