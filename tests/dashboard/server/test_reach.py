"""Others are let in when that was said, and not otherwise."""

from __future__ import annotations

import pytest

from dashboard import __main__ as command
from dashboard.server import reach, server


@pytest.mark.parametrize("address", ["localhost", "LOCALHOST", "127.0.0.1", "127.8.8.8", "::1"])
def test_this_machine_alone_needs_no_word(address):
    reach.check(address)


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.7", "csto.lan", ""])
def test_where_others_reach_it_that_has_to_be_said(address, monkeypatch):
    with pytest.raises(reach.NotMeant, match="--open"):
        reach.check(address)
    reach.check(address, is_open=True)
    monkeypatch.setenv(reach.SETTING, "on")
    reach.check(address)


def test_the_program_does_not_start_and_says_why_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr(server, "serve", lambda *_: pytest.fail("it was served"))
    assert command.main(["--address", "0.0.0.0"]) == 2
    said = capsys.readouterr().err
    assert "every article" in said
    assert len(said.splitlines()) == 1


def test_with_open_it_starts(monkeypatch):
    served = []
    monkeypatch.setattr(server, "serve", lambda *where: served.append(where))
    assert command.main(["--address", "0.0.0.0", "--port", "9000", "--open"]) == 0
    assert served == [("0.0.0.0", 9000)]


def test_streamlits_own_command_is_held_to_the_same(monkeypatch):
    monkeypatch.setattr("streamlit.config.get_option", lambda _name: "0.0.0.0")
    with pytest.raises(SystemExit, match="--open"):
        server.parts_for_streamlit()
