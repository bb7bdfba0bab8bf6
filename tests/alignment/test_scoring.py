"""The score, by hand: the arithmetic stands beside each case."""

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.evidence import prepare
from alignment.method import load_method
from alignment.scoring import COLUMNS, score_members
from alignment.tally import by_dimension, tally
from events.vocabulary import DIMENSIONS, EVENT_TYPES, SCORED
from tests.alignment.effects import an_effect, effects, reports

# Half of an event is left after twelve months, and a member starts from 0.5, whatever the project's own numbers are.
METHOD = load_method().with_changes(
    weights={"AID": 1.0, "REJECT": 0.6, "CONSULT": 0.25},
    baselines={"member": 0.5, "frozen": 0.1, "left": 0.0},
    half_life_months=12,
    level=0.8,
    weight_spread=0.3,
    silence_sd=0.1,
    silence_limit_months=36,
)
Z80 = 1.2815515655446004


def scored(table, member="ARM", **options):
    """Scores of one member, by date."""
    return score_members(table, method=METHOD, members=(member,), **options).set_index("date")


def latent(table, member="ARM", **options):
    return np.arctanh(scored(table, member, **options)["score"])


def test_without_events_the_score_is_the_baseline_and_there_is_no_evidence():
    score = scored(effects())
    assert score.loc["2010-01", "score"] == pytest.approx(math.tanh(0.5))
    assert (score["evidence"] == 0).all()
    assert score["score"].nunique() == 2  # a member, then frozen


def test_an_event_counts_from_its_month_and_half_after_a_half_life():
    # 2022-09: 0.5 + 0.6 * 0.8 = 0.98; a year later 0.5 + 0.48 / 2 = 0.74; three months on, 15 / 12 half-lives
    value = latent(effects(an_effect(date(2022, 9, 28), kind="REJECT", confidence=0.8)))
    assert value["2022-08"] == pytest.approx(0.5)
    assert value["2022-09"] == pytest.approx(0.98)
    assert value["2023-09"] == pytest.approx(0.74)
    assert value["2023-12"] == pytest.approx(0.5 + 0.48 * 0.5 ** (15 / 12))


def test_events_add_up_with_their_signs():
    # 0.5 + 1.0 * 0.5 (AID, doubtful) - 0.6 (REJECT) - 0.25 * 0.5 (CONSULT a year ago) = 0.275
    value = latent(
        effects(
            an_effect(date(2015, 3, 31), event_id="a", confidence=0.5),
            an_effect(date(2015, 3, 1), event_id="b", kind="REJECT", direction=-1),
            an_effect(date(2014, 3, 5), event_id="c", kind="CONSULT", direction=-1),
        )
    )
    assert value["2015-03"] == pytest.approx(0.275)


def test_a_dimension_multiplies_its_events_weights():
    # The rows are military: 0.5 + 0.4 * 1.0; others are left as they were.
    table = effects(an_effect(date(2015, 3, 1)))
    less = METHOD.with_changes(dimensions={"military": 0.4})
    score = score_members(table, method=less, members=("ARM",)).set_index("date")["score"]
    assert np.arctanh(score["2015-03"]) == pytest.approx(0.9)
    other = METHOD.with_changes(dimensions={"economic": 0.4})
    assert score_members(table, method=other).equals(score_members(table, method=METHOD))


def test_events_less_sure_than_asked_for_are_as_if_nobody_had_told_them():
    sure, doubtful = (
        an_effect(date(2015, 3, 1), confidence=0.8),
        an_effect(date(2015, 4, 1), event_id="b", confidence=0.5),
    )
    strict = METHOD.with_changes(min_confidence=0.6)
    both = score_members(effects(sure, doubtful), method=strict)
    pd.testing.assert_frame_equal(both, score_members(effects(sure), method=strict))
    assert not both.equals(score_members(effects(sure, doubtful), method=METHOD))


def test_evidence_made_ready_once_can_be_scored_for_any_shorter_time_but_no_longer_one():
    table = effects(an_effect(date(2015, 3, 1), date(2016, 3, 1)))
    evidence = prepare(table)
    for end in ("2015-02", "2015-06", "2024-12"):
        pd.testing.assert_frame_equal(
            score_members(evidence, method=METHOD, end=end), score_members(table, method=METHOD, end=end)
        )
    with pytest.raises(ValueError, match="ends in 2024-12; prepare it again with a later end"):
        score_members(evidence, end="2025-01")


def test_dimensions_add_up_to_the_sum_even_where_a_source_is_held_back():
    rows = [an_effect(date(2015, 3, 1 + n), event_id=str(n), confidence=0.9, direction=-1) for n in range(20)]
    rows += [(*an_effect(date(2015, 2, 1 + n), event_id=f"e{n}")[:-2], "economic", "own") for n in range(4)]
    told = reports(*((row[0], row[0], "Megaphone", 0.9) for row in rows))
    evidence = prepare(effects(*rows), told)
    parts, whole = by_dimension(evidence, METHOD, 179), tally(evidence, METHOD, 179)
    assert parts.sum(axis=1) == pytest.approx(whole.latent)
    assert parts[62, DIMENSIONS.index("economic"), 0] > 0
    assert parts[62, DIMENSIONS.index("military"), 0] < -1
    assert np.abs(whole.latent).max() == pytest.approx(METHOD.source_bound)
    assert not parts[:, DIMENSIONS.index("political")].any()


def test_an_event_bears_only_on_the_member_it_names():
    table = effects(an_effect(date(2015, 3, 1), member="KAZ"), an_effect(date(2015, 3, 1), member="RUS"))
    scores = score_members(table, method=METHOD)
    moved = scores[scores["evidence"] > 0]
    assert set(moved["member"]) == {"KAZ"}


def test_an_event_of_no_direction_moves_nothing_and_is_no_evidence():
    assert scored(effects(an_effect(date(2015, 3, 1), direction=0))).equals(scored(effects()))


def test_an_event_known_to_the_year_does_not_land_on_january_first():
    # 2019 has 365 days: by the end of January 31 / 365 of it has counted, by December all, most of it decayed.
    value = latent(effects(an_effect(date(2019, 1, 1), date(2019, 12, 31)))) - 0.5
    lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert value["2019-01"] == pytest.approx(31 / 365)
    december = sum(days / 365 * 0.5 ** ((11 - month) / 12) for month, days in enumerate(lengths))
    assert value["2019-12"] == pytest.approx(december)
    assert value.idxmax() == "2019-12"
    assert value["2020-06"] == pytest.approx(december * 0.5**0.5)


def test_an_interval_within_two_months_is_shared_by_its_days():
    # 21 Jan to 10 Feb: 11 days of 21 in January, 10 in February.
    value = latent(effects(an_effect(date(2021, 1, 21), date(2021, 2, 10)))) - 0.5
    assert value["2021-01"] == pytest.approx(11 / 21)
    assert value["2021-02"] == pytest.approx(11 / 21 * 0.5 ** (1 / 12) + 10 / 21)


def test_an_interval_that_runs_past_the_last_month_counts_only_what_has_been():
    value = latent(effects(an_effect(date(2024, 12, 1), date(2025, 12, 31)))) - 0.1
    assert value["2024-12"] == pytest.approx(31 / 396)


def test_events_after_a_month_do_not_change_it():
    early, late = an_effect(date(2015, 3, 1), event_id="a"), an_effect(date(2016, 3, 1), event_id="b", direction=-1)
    both, one = scored(effects(early, late)), scored(effects(early))
    pd.testing.assert_frame_equal(both[:"2016-02"], one[:"2016-02"])
    assert both.loc["2016-03", "score"] < one.loc["2016-03", "score"]


def test_events_before_the_first_month_asked_for_still_count():
    table = effects(an_effect(date(2015, 3, 1)))
    pd.testing.assert_frame_equal(scored(table, start="2016-03", end="2016-05"), scored(table)["2016-03":"2016-05"])


def test_evidence_is_the_number_of_events_still_at_work():
    score = scored(
        effects(
            an_effect(date(2015, 3, 1), event_id="a", direction=-1),
            an_effect(date(2015, 3, 9), event_id="b", confidence=0.5),
        )
    )
    assert score.loc["2015-02", "evidence"] == 0
    assert score.loc["2015-03", "evidence"] == pytest.approx(1.5)
    assert score.loc["2016-03", "evidence"] == pytest.approx(0.75)


def test_the_baseline_follows_membership_at_the_months_end():
    uzbekistan, armenia = scored(effects(), "UZB"), scored(effects(), "ARM")
    assert uzbekistan.loc["2010-01":"2012-11", "baseline"].eq(0.5).all()
    assert uzbekistan.loc["2012-12":, "baseline"].eq(0.0).all()
    assert armenia.loc["2024-01":"2024-02", "baseline"].tolist() == [0.5, 0.1]


def test_the_band_by_hand():
    # Month of the news: the doubt 0.8 * 0.2 * 0.6², and 1.09 of it because the weight errs as well; the weight's spread
    # (0.3 * 0.48)²; and silence: before it 36 months (the limit) and one more, which the event ends with a probability
    # of 0.8: 37 * 0.2 = 7.4 months of 0.1².
    score = scored(effects(an_effect(date(2022, 9, 28), kind="REJECT", confidence=0.8)))
    variance = 1.09 * 0.16 * 0.36 + 0.144**2 + 7.4 * 0.01
    assert np.arctanh(score.loc["2022-09", "low"]) == pytest.approx(0.98 - Z80 * math.sqrt(variance))
    assert np.arctanh(score.loc["2022-09", "high"]) == pytest.approx(0.98 + Z80 * math.sqrt(variance))
    # Ten silent months on: the same doubt and spread, ten months more of silence.
    later = score.loc["2023-07"]
    width = np.arctanh(later["high"]) - np.arctanh(later["low"])
    assert width == pytest.approx(2 * Z80 * math.sqrt(variance + 10 * 0.01))


def test_before_any_event_the_band_is_that_of_the_longest_silence():
    score = scored(effects())
    reach = np.arctanh(score["high"]) - np.arctanh(score["score"])
    assert reach.tolist() == pytest.approx([Z80 * 0.6] * 180)  # sd = sqrt(36) * 0.1


def width(score):
    return np.arctanh(score["high"]) - np.arctanh(score["low"])


def test_the_band_widens_with_every_month_of_silence_up_to_the_limit():
    widths = width(scored(effects(an_effect(date(2014, 3, 1), confidence=0.9))))["2014-03":]
    assert (np.diff(widths)[:32] > 1e-6).all()
    assert (np.diff(widths) > -1e-9).all()
    assert widths["2020-01"] == pytest.approx(widths["2019-01"])


def test_news_narrows_the_band_and_doubtful_news_less():
    def at_news(confidence):
        return width(scored(effects(an_effect(date(2014, 3, 1), kind="CONSULT", confidence=confidence))))["2014-03"]

    silent = width(scored(effects()))["2014-03"]
    assert at_news(1.0) < at_news(0.9) < at_news(0.6) < at_news(0.3) < silent


def test_contradicting_events_do_not_make_a_narrow_band():
    # The sum is as without events, but each event may be misread: at least (1 + 1) * 0.25 * 1² of variance.
    table = effects(
        an_effect(date(2014, 3, 1), event_id="a", confidence=0.5),
        an_effect(date(2014, 3, 1), event_id="b", confidence=0.5, direction=-1),
    )
    assert width(scored(table))["2014-03"] > 2 * Z80 * math.sqrt(0.5)


def test_sure_news_ends_what_was_in_doubt():
    # The doubt about a strong event three half-lives ago has faded with its part; only silence would have kept it.
    old = an_effect(date(2014, 3, 1), event_id="a", confidence=0.5)
    news = an_effect(date(2017, 3, 1), event_id="b", kind="CONSULT")
    score = scored(effects(old, news))
    variance = 1.09 * 0.25 * (1 / 8) ** 2 + (0.3 * 0.5 / 8) ** 2 + (0.3 * 0.25) ** 2
    assert width(score)["2017-03"] == pytest.approx(2 * Z80 * math.sqrt(variance))


def test_the_weights_of_two_types_err_apart_and_of_one_type_together():
    # Two sure refusals: (0.3 * 1.2)²; a refusal against an aid: (0.3 * 0.6)² + (0.3 * 1)², although the sum is small.
    refusal = an_effect(date(2014, 3, 1), event_id="a", kind="REJECT", direction=-1)
    again = an_effect(date(2014, 3, 1), event_id="b", kind="REJECT", direction=-1)
    aid = an_effect(date(2014, 3, 1), event_id="b")
    assert width(scored(effects(refusal, again)))["2014-03"] == pytest.approx(2 * Z80 * 0.36)
    assert width(scored(effects(refusal, aid)))["2014-03"] == pytest.approx(2 * Z80 * math.hypot(0.18, 0.3))


def test_an_interval_is_doubted_as_one_event():
    # All its months happened or did not, on one of its days: c * mean of the squares - (c * mean)².
    score = scored(effects(an_effect(date(2019, 1, 1), date(2019, 12, 31), confidence=0.5)))
    counted = (np.arctanh(score.loc["2019-12", "score"]) - 0.5) / 0.5
    variance = (width(score)["2019-12"] / (2 * Z80)) ** 2
    silence, lengths = 37.0, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    squares = sum(days / 365 * 0.25 ** ((11 - month) / 12) for month, days in enumerate(lengths))
    for month, days in enumerate(lengths):
        silence = min(36, (silence if month == 0 else silence + 1) * (1 - 0.5 * days / 365))
    doubt = 1.09 * (0.5 * squares - (0.5 * counted) ** 2)
    assert variance == pytest.approx(doubt + (0.3 * 0.5 * counted) ** 2 + 0.01 * silence)


days = st.dates(date(2010, 1, 1), date(2024, 12, 31))
rows = st.builds(
    lambda first, last, **rest: an_effect(min(first, last), max(first, last), **rest),
    days,
    days,
    kind=st.sampled_from(EVENT_TYPES),
    confidence=st.floats(0, 1),
    member=st.sampled_from((*SCORED, "RUS")),
    direction=st.sampled_from((-1, 0, 1)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(rows, max_size=30))
def test_every_score_lies_in_its_band_and_every_band_in_range(some):
    scores = score_members(effects(*some))
    assert ((scores["low"] <= scores["score"]) & (scores["score"] <= scores["high"])).all()
    assert scores["low"].ge(-1).all()
    assert scores["high"].le(1).all()
    assert scores["evidence"].ge(0).all()
    assert not scores.isna().any().any()


@settings(max_examples=25, deadline=None)
@given(st.lists(rows, min_size=1, max_size=10))
def test_the_order_of_events_does_not_matter(some):
    pd.testing.assert_frame_equal(score_members(effects(*some)), score_members(effects(*reversed(some))))


def test_months_and_years_have_the_shape_the_map_expects():
    months = score_members(effects())
    assert tuple(months.columns) == COLUMNS
    assert months["member"].unique().tolist() == list(SCORED)
    assert months["date"].tolist()[:180] == [f"{y}-{m:02d}" for y in range(2010, 2025) for m in range(1, 13)]
    assert len(months) == 8 * 180
    years = score_members(effects(), step="year")
    assert years["date"].tolist()[:15] == [str(year) for year in range(2010, 2025)]
    assert len(years) == 8 * 15
    assert months.dtypes.to_dict() == years.dtypes.to_dict()


def test_a_years_value_is_that_of_its_december():
    table = effects(an_effect(date(2015, 3, 1)), an_effect(date(2015, 12, 31), event_id="b", direction=-1))
    months = scored(table)
    years = scored(table, step="year")
    assert years.loc["2015"].equals(months.loc["2015-12"].rename("2015"))
    assert scored(table, step="year", start="2014-06", end="2015-06").equals(years["2014":"2015"])


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        ({"step": "week"}, "use one of month, year"),
        ({"start": "2009-12"}, "before 2010"),
        ({"end": "2022-13"}, "write it as 2022-09"),
        ({"start": "2015-02", "end": "2015-01"}, "end .2015-01. before they start"),
        ({"members": ("RUS",)}, "pole"),
        ({"members": ("ARN",)}, "use one of ARM"),
    ],
)
def test_what_cannot_be_scored_is_refused_with_advice(options, advice):
    with pytest.raises(ValueError, match=advice):
        score_members(effects(), **options)


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"event_type": "HUG"}, "unknown event type"),
        ({"confidence": 1.1}, "outside 0-1"),
        ({"confidence": float("nan")}, "outside 0-1"),
        ({"direction": 2}, "direction"),
        ({"date_end": pd.Timestamp(2014, 12, 31)}, "ends before"),
        ({"date_start": pd.Timestamp(2009, 12, 31)}, "leave background"),
        ({"date_start": pd.NaT}, "no date"),
    ],
)
def test_an_effect_out_of_range_is_refused_by_its_events_name(change, advice):
    good, bad = an_effect(date(2015, 3, 1), event_id="good"), an_effect(date(2015, 3, 1), event_id="bad")
    table = effects(good, bad)
    table.loc[1, list(change)] = list(change.values())
    with pytest.raises(ValueError, match=f"event bad .*{advice}"):
        score_members(table)


def test_a_table_without_a_column_is_refused():
    with pytest.raises(ValueError, match="lack the column 'direction'"):
        score_members(effects().drop(columns="direction"))
