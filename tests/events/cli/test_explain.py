"""`explain` shows what each stage made of a text, and says plainly when a stage made nothing of it."""

from __future__ import annotations

import io
import re

import pytest

from events.__main__ import main

PLEA = "In September 2022 Armenia asked the CSTO for help. The bloc refused."


def shown(capsys, *arguments: str) -> str:
    assert main(["explain", *arguments]) == 0
    return capsys.readouterr().out


def test_every_stage_has_its_line_in_the_order_in_which_they_run(capsys):
    lines = shown(capsys, PLEA, "--published", "2022-10").splitlines()
    first = [line.split()[0] for line in lines if line and not line.startswith(" ")]
    wanted = ["sentence", "parse", "date", "actors", "code", "complete", "date", "place"]
    assert first[first.index("sentence") :][: len(wanted)] == wanted


def test_bytes_that_are_no_letters_are_no_reason_to_stop(capsys):
    assert "REJECT" in shown(capsys, PLEA + " It \udcff\udcfe said so.", "--published", "2022-10")


def test_what_the_story_fills_in_stands_beside_what_the_sentence_tells(capsys):
    out = shown(capsys, PLEA, "--published", "2022-10")
    assert re.search(r"^code +REJECT by “refused”: CSTO to \?;", out, re.MULTILINE)
    assert re.search(r"^complete +REJECT by “refused”.*: CSTO to ARM;", out, re.MULTILINE)
    assert re.search(r"^date it +REJECT .*2022-09-01 to 2022-09-30 \(carried", out, re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Armenia might leave the CSTO in 2030.", "nothing that is asserted"),
        ("Yerevan, which had rejected help from the CSTO, is a city.", "no date, so it is left out"),
        ("Menu", "no line of this text is running prose"),
    ],
)
def test_a_text_that_tells_nothing_is_explained_too(capsys, text, told):
    assert told in shown(capsys, text, "--published", "2023")


def test_a_text_is_taken_from_standard_input(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(PLEA))
    assert "REQUEST" in shown(capsys, "-", "--published", "2022-10")


def test_a_date_that_is_none_is_one_line(capsys):
    assert main(["explain", PLEA, "--published", "soon"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
