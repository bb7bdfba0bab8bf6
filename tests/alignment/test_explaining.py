"""A score's parts add up to it, exactly."""

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.explaining import explain
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


def test_each_part_is_what_its_event_still_counts():
    # refusal: -0.6 * 0.9 = -0.54; small: 0.25 a year ago = 0.125; 0.5 - 0.54 + 0.125 = 0.085
    explanation = explain("ARM", "2015-03", TABLE, method=METHOD)
    assert explanation.parts["event_id"].tolist() == ["refusal", "small"]
    assert explanation.parts["part"].tolist() == pytest.approx([-0.54, 0.125])
    assert explanation.baseline == 0.5
    assert explanation.latent == pytest.approx(0.085)
    assert explanation.score == pytest.approx(math.tanh(0.085))


def test_with_no_events_the_baseline_is_all():
    explanation = explain("UZB", "2010-01", effects(), method=METHOD)
    assert explanation.parts.empty
    assert explanation.latent == explanation.baseline == 0.5


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
def test_baseline_and_parts_add_up_to_the_score_exactly(some, member, year, month, half_life):
    method = load_method().with_changes(half_life_months=half_life)
    table, day = effects(*some), f"{year}-{month:02d}"
    explanation = explain(member, day, table, method=method)
    assert math.fsum([explanation.baseline, *explanation.parts["part"]]) == explanation.latent
    assert math.tanh(explanation.latent) == explanation.score
    [shown] = score_members(table, method=method, members=(member,), start=day, end=day).to_dict("records")
    assert explanation.score == pytest.approx(shown["score"], abs=1e-12)
    assert (explanation.low, explanation.high) == (shown["low"], shown["high"])
    assert explanation.low <= explanation.score + 1e-12
    assert explanation.score <= explanation.high + 1e-12


def test_many_parts_of_unlike_size_still_add_up_exactly():
    # Plain sums lose the last bits in some of these years.
    table = effects(
        *(
            an_effect(date(2010 + n % 12, 1 + n % 7, 3), event_id=str(n), confidence=1 / (n + 3), direction=(-1) ** n)
            for n in range(300)
        )
    )
    differs = 0
    for year in range(2012, 2025):
        explanation = explain("ARM", f"{year}-11", table)
        parts = explanation.parts["part"].tolist()
        assert explanation.latent == math.fsum([*reversed(parts), explanation.baseline])
        differs += explanation.latent != sum(parts, start=explanation.baseline)
        differs += explanation.latent != explanation.baseline + explanation.parts["part"].sum()
    assert differs > 0


def test_russia_is_not_explained():
    with pytest.raises(ValueError, match="pole"):
        explain("RUS", "2015-03", TABLE)


def test_a_table_without_members_is_refused():
    with pytest.raises(ValueError, match="lack the column 'member'"):
        explain("ARM", "2015-03", TABLE.drop(columns="member"))
