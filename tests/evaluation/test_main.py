"""``python -m evaluation`` says which figures lie beyond their floors, and floors are given for figures that exist."""

from __future__ import annotations

import tomllib
from dataclasses import fields

import pytest

from evaluation import __main__ as command
from evaluation.__main__ import FLOORS, beyond
from evaluation.article_sets import CLOSING, DEVELOPED, missing
from evaluation.score_events import Figures

GIVEN = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
FIGURES = {
    **{name: {field.name for field in fields(Figures)} for name in DEVELOPED},
    "sentences": {"traps", "detected", "type", "date", "place", "effect"},
    "twice": {"precision", "recall", "unread"},
}


@pytest.mark.parametrize("side", ["least", "most"])
def test_each_floor_is_for_a_figure_that_is_measured(side):
    for name, row in GIVEN[side].items():
        assert row.keys() <= FIGURES[name], name


def test_no_floor_is_set_on_the_closing_set():
    assert not CLOSING.keys() & (GIVEN["least"].keys() | GIVEN["most"].keys())


def test_a_figure_below_its_floor_or_above_its_most_is_said():
    floors = {"least": {"one": {"strict": 0.5}}, "most": {"one": {"before": 0}}}
    assert beyond({"one": {"strict": 0.5, "before": 0}}, floors) == []
    low, high = beyond({"one": {"strict": 0.49, "before": 1}}, floors)
    assert low.startswith("one: strict is 0.490")
    assert high.startswith("one: before is 1.000")


def test_a_set_that_was_not_measured_has_nothing_to_fall():
    assert beyond({}, GIVEN) == []


def test_the_exit_status_tells_whether_a_figure_fell(monkeypatch, capsys):
    monkeypatch.setattr(command, "measure", lambda closing: {"twice": {"precision": 0.1, "recall": 1, "unread": 0}})
    assert command.main([]) == 1
    assert "twice: precision is 0.100, below its floor" in capsys.readouterr().out
    monkeypatch.setattr(command, "measure", lambda closing: {"twice": {"precision": 1, "recall": 1, "unread": 0}})
    assert command.main([]) == 0


def test_our_own_articles_are_always_there():
    own = {name: one for name, one in (DEVELOPED | CLOSING).items() if name.startswith("articles_")}
    assert len(own) == 6
    assert missing(own) == []
