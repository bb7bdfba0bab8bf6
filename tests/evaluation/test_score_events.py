"""Extracted events are compared with labels: what pairs, what agrees, and what is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.score_events import Gold, Row, score


def row(start=0, end=100, **changes) -> Row:
    base = Row(
        spans=(("a", start, end),),
        first_day=738000,
        last_day=738009,
        zones=frozenset(),
        countries=frozenset({"ARM"}),
        directions=frozenset({("ARM", -1)}),
        event_type="REJECT",
    )
    return replace(base, **changes)


def gold(*core, context=(), before=()) -> Gold:
    return Gold(frozenset({"a"}), core, tuple(context), tuple(before))


def test_the_same_events_agree_in_everything():
    found = score(gold(row()), [row()])
    assert (found.detection, found.strict, found.date, found.place, found.effect, found.type) == (1, 1, 1, 1, 1, 1)


def test_nothing_found_scores_nothing():
    found = score(gold(row()), [])
    assert (found.detection, found.strict, found.precision, found.recall) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("wrong", "aspect"),
    [
        (row(first_day=738006, last_day=738015), "date"),
        (row(countries=frozenset({"RUS"})), "place"),
        (row(directions=frozenset({("ARM", 1)})), "effect"),
        (row(event_type="AID"), "type"),
    ],
)
def test_each_aspect_is_judged_by_itself(wrong, aspect):
    found = score(gold(row()), [wrong])
    assert found.detection == 1
    assert {name for name in ("date", "place", "effect", "type") if getattr(found, name) == 0} == {aspect}
    assert found.strict == (1 if aspect == "type" else 0)


def test_a_labelled_zone_must_be_named():
    label = row(zones=frozenset({"osh"}))
    assert score(gold(label), [row()]).place == 0
    assert score(gold(label), [row(zones=frozenset({"osh"}), countries=frozenset())]).place == 1


def test_a_second_prediction_on_one_label_is_one_too_many():
    found = score(gold(row()), [row(), row(event_type="AID")])
    assert (found.paired, found.precision, found.recall) == (1, 0.5, 1)


def test_the_better_prediction_is_paired():
    found = score(gold(row()), [row(countries=frozenset({"RUS"})), row(0, 10)])
    assert found.place == 1


def test_what_lies_on_context_is_set_aside_and_what_lies_on_background_is_wrong():
    labels = gold(row(), context=[row(200, 300)], before=[row(400, 500)])
    found = score(labels, [row(), row(200, 300), row(400, 500)])
    assert (found.predicted, found.paired, found.pre2010_extracted) == (2, 1, 1)


def test_other_documents_do_not_count():
    assert score(gold(row()), [row(), row(spans=(("b", 0, 100),))]).predicted == 1
