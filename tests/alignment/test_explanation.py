"""A score's parts add up to it."""

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.explanation import explain
from alignment.method import load_method
from alignment.scoring import score_members
from events.vocabulary import SCORED
from tests.alignment.effects import an_effect, effects
from tests.alignment.test_scoring import METHOD, rows

TABLE = effects(
    an_effect(date(2014, 3, 5), event_id="small", kind="CONSULT"),
    an_effect(date(2015, 3, 1), event_id="refusal", kind="REJECT", direction=-1, confidence=0.9),
    an_effect(date(2015, 3, 1), event_id="elsewhere", member="KAZ"),
    an_effect(date(2015, 3, 1), event_id="neither", direction=0),
    an_effect(date(2015, 4, 1), event_id="later"),
)


def test_each_part_is_its_share_of_the_evidence():
    # CONSULT (0.25) in March 2014: mass 1.25, fading to 1 within a year; REJECT (0.54) in March 2015: mass 1.54.
    explanation = explain("ARM", "2015-03", TABLE, method=METHOD)
    assert explanation.parts["event_id"].tolist() == ["refusal", "small"]
    assert explanation.parts["part"].tolist() == pytest.approx([-0.54 / 1.54, 0.25 / 1.25 / 1.54])
    assert explanation.baseline == pytest.approx(0.5 / 1.25 / 1.54)
    assert explanation.score == pytest.approx((0.6 - 0.54) / 1.54)
    assert explanation.mass == pytest.approx(1.54)
    assert explanation.parts["by"].tolist() == ["own", "own"]


def test_with_no_events_the_starting_value_is_all():
    explanation = explain("UZB", "2010-01", effects(), method=METHOD)
    assert explanation.parts.empty
    assert explanation.score == explanation.baseline == 0.5


def test_a_change_of_status_is_a_part():
    explanation = explain("UZB", "2013-01", effects(), method=METHOD)
    [part] = explanation.parts.to_dict("records")
    assert (part["event_id"], part["status"], part["date"]) == ("", "left", "2012-12")
    assert explanation.baseline + part["part"] == pytest.approx(explanation.score) == pytest.approx(0)


def test_a_year_is_explained_at_its_end():
    explanation = explain("ARM", "2015", TABLE, method=METHOD)
    assert explanation.date == "2015-12"
    assert "later" in explanation.parts["event_id"].tolist()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(rows, max_size=25),
    st.sampled_from(SCORED),
    st.integers(2010, 2024),
    st.integers(1, 12),
    st.floats(0.5, 200),
)
def test_baseline_and_parts_add_up_to_the_score(some, member, year, month, half_life):
    method = load_method().with_changes(half_life_months=half_life)
    table, day = effects(*some), f"{year}-{month:02d}"
    explanation = explain(member, day, table, method=method)
    assert math.fsum([explanation.baseline, *explanation.parts["part"]]) == pytest.approx(explanation.score, abs=1e-9)
    [shown] = score_members(table, method=method, members=(member,), start=day, end=day).to_dict("records")
    assert explanation.score == pytest.approx(shown["score"], abs=1e-12)
    assert (explanation.low, explanation.high) == pytest.approx((shown["low"], shown["high"]), abs=1e-12)
    assert explanation.low <= explanation.score <= explanation.high


def test_russia_is_not_explained():
    with pytest.raises(ValueError, match="pole"):
        explain("RUS", "2015-03", TABLE)


def test_a_table_without_members_is_refused():
    with pytest.raises(ValueError, match="lack the column 'member'"):
        explain("ARM", "2015-03", TABLE.drop(columns="member"))
