"""The table of scores: its shape, its band, its evidence, and what is refused."""

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.evidence import prepare
from alignment.method import load_method
from alignment.scoring import COLUMNS, score_members, scores_in
from events.vocabulary import ACTED_BY, EVENT_TYPES, SCORED
from tests.alignment.effects import an_effect, effects

# Round numbers to reckon with, whatever the project's own are.
METHOD = load_method().with_changes(
    weights={"AID": 1.0, "REJECT": 0.6, "CONSULT": 0.25},
    baselines={"member": 0.5, "frozen": 0.1, "left": 0.0},
    half_life_months=12,
    start_mass=1.0,
    least_mass=1.0,
    change_mass=1.0,
    source_share=0.67,
    level=0.8,
    one_mass_sd=0.4,
)
Z80 = 1.2815515655446004


def scored(table, member="ARM", method=METHOD, **options):
    """Scores of one member, by date."""
    return score_members(table, method=method, members=(member,), **options).set_index("date")


def test_without_events_the_score_is_what_the_status_says_and_there_is_no_evidence():
    score = scored(effects())
    assert score.loc["2010-01", "score"] == 0.5
    assert (score["evidence"] == 0).all()
    assert set(score["told"]) == {"none"}
    assert score["score"].nunique() == 2  # a member, then frozen


def test_a_dimension_multiplies_its_events_weights():
    # The rows are military: (0.5 + 0.4) / 1.4; others are left as they were.
    table = effects(an_effect(date(2015, 3, 1)))
    less = METHOD.with_changes(dimensions={"military": 0.4})
    assert scored(table, method=less).loc["2015-03", "score"] == pytest.approx(0.9 / 1.4)
    other = METHOD.with_changes(dimensions={"economic": 0.4})
    assert score_members(table, method=other).equals(score_members(table, method=METHOD))


def test_a_direction_less_sure_than_asked_for_moves_nothing_and_can_be_let_in():
    told = an_effect(date(2022, 9, 13), event_id="told", direction=-1)
    guessed = an_effect(date(2022, 9, 14), event_id="guessed", direction=-1, sure=0.6)
    pd.testing.assert_frame_equal(score_members(effects(told, guessed)), score_members(effects(told)))
    let_in = score_members(effects(told, guessed), method=METHOD.with_changes(min_sure=0.5))
    assert let_in["score"].min() < score_members(effects(told))["score"].min()


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


def test_an_event_bears_only_on_the_member_it_names():
    table = effects(an_effect(date(2015, 3, 1), member="KAZ"), an_effect(date(2015, 3, 1), member="RUS"))
    scores = score_members(table, method=METHOD)
    assert set(scores.loc[scores["evidence"] > 0, "member"]) == {"KAZ"}


def test_an_event_of_no_direction_moves_nothing_and_is_told_apart_from_none_at_all():
    score = scored(effects(an_effect(date(2015, 3, 1), direction=0)))
    pd.testing.assert_frame_equal(score.drop(columns="told"), scored(effects()).drop(columns="told"))
    assert score.loc[["2015-02", "2015-03", "2024-12"], "told"].tolist() == ["none", "undirected", "undirected"]
    both = effects(an_effect(date(2015, 3, 1), direction=0), an_effect(date(2016, 5, 1), event_id="b"))
    assert scored(both).loc[["2015-03", "2016-04", "2016-05"], "told"].tolist() == [
        "undirected",
        "undirected",
        "directed",
    ]


def test_what_lasts_longer_than_a_year_moves_the_score_but_is_no_evidence_of_any_month():
    year = scored(effects(an_effect(date(2012, 1, 1), date(2012, 12, 31))))
    assert year.loc["2012-06", "told"] == "directed"
    longer = scored(effects(an_effect(date(2012, 1, 1), date(2013, 1, 1))))
    assert longer.loc["2014-01", "score"] > 0.6
    assert set(longer["told"]) == {"none"}
    assert (longer["evidence"] == 0).all()
    undirected = scored(effects(an_effect(date(2012, 1, 1), date(2015, 1, 1), direction=0)))
    assert set(undirected["told"]) == {"none"}


def test_an_event_known_to_the_year_does_not_land_on_january_first():
    # 2019 has 365 days: January brings 31 / 365 of it, each month a little, and the year is over in December.
    score = scored(effects(an_effect(date(2019, 1, 1), date(2019, 12, 31))))["score"]
    assert score["2019-01"] == pytest.approx((0.5 + 31 / 365) / (1 + 31 / 365))
    assert (score["2019-01":"2019-12"].diff().iloc[1:] > 0).all()
    assert score["2019-12"] == score["2020-12"] > 0.7


def test_an_interval_that_runs_past_the_last_month_counts_only_what_has_been():
    share = 31 / 396
    before, after = scored(effects(an_effect(date(2024, 12, 1), date(2025, 12, 31))))["score"][["2024-11", "2024-12"]]
    mass = 1 + 0.4 / 1.1  # the starting value's, and what freezing brought, fading since February
    behind = max(1, mass * 0.5 ** (10 / 12))
    assert after - before == pytest.approx(share / (behind + share) * (1 - before))


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
    # A sure refusal of weight 0.6 beside a mass of 1: the standard deviation is 0.4 / sqrt(1.6).
    score = scored(effects(an_effect(date(2022, 9, 28), kind="REJECT", direction=-1)))
    reach = Z80 * 0.4 / math.sqrt(1.6)
    middle = (0.5 - 0.6) / 1.6
    assert score.loc["2022-09", ["low", "high"]].tolist() == pytest.approx([middle - reach, middle + reach])
    later = Z80 * 0.4 / math.sqrt(1.6 * 0.5 ** (6 / 12))
    assert score.loc["2023-03", ["low", "high"]].tolist() == pytest.approx([middle - later, middle + later])


def test_what_may_have_been_misread_widens_the_band():
    # AID (1.0) believed half brings a mass of 0.5, half of which is likely misread.
    score = scored(effects(an_effect(date(2014, 3, 1), confidence=0.5)))
    middle, misread = (0.5 + 0.5) / 1.5, 0.25 / 1.5
    variance = 0.4**2 / 1.5 + (middle * misread / (1 - misread)) ** 2
    assert score.loc["2014-03", "low"] == pytest.approx(middle - Z80 * math.sqrt(variance))


def test_the_band_widens_with_silence_up_to_what_the_status_alone_leaves_open():
    score = scored(effects(an_effect(date(2014, 3, 1), direction=-1, confidence=0.8)))
    widths = (score["high"] - score["low"])["2014-03":"2023-12"]
    assert (widths.diff().iloc[1:10] > 0.005).all()
    assert (widths.diff().iloc[1:] >= 0).all()
    assert widths["2018-01"] == widths["2019-01"] == pytest.approx(2 * Z80 * 0.4)


def test_news_narrows_the_band_and_doubtful_news_less():
    def width(confidence):
        here = scored(effects(an_effect(date(2014, 3, 1), confidence=confidence, direction=-1))).loc["2014-03"]
        return here["high"] - here["low"]

    assert width(1.0) < width(0.9) < width(0.6) < width(0.3) < 2 * Z80 * 0.4


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


def test_who_acted_is_carried_through_and_a_table_that_does_not_say_reads_as_other():
    table = effects(an_effect(date(2015, 3, 1), by="moscow"), an_effect(date(2015, 3, 1), event_id="b", by="own"))
    assert [ACTED_BY[number] for number in prepare(table).by] == ["moscow", "own"]
    assert [ACTED_BY[number] for number in prepare(table.drop(columns="by")).by] == ["other", "other"]
    pd.testing.assert_frame_equal(score_members(table), score_members(table.drop(columns="by")))
    with pytest.raises(ValueError, match="event event has an unknown by; use one of own, moscow, other"):
        prepare(table.assign(by=["the West", "own"]))


def test_a_table_without_a_column_is_refused():
    with pytest.raises(ValueError, match="lack the column 'direction'"):
        score_members(effects().drop(columns="direction"))


def test_the_scores_of_a_month_are_read_from_the_table_and_there_are_none_of_another():
    table = score_members(effects(an_effect("2021-06-01", member="KAZ")), method=METHOD)
    here = scores_in(table, "2021-07")
    assert list(here) == list(SCORED)
    assert here["KAZ"] == table[(table["member"] == "KAZ") & (table["date"] == "2021-07")]["score"].item()
    assert scores_in(table, "") == {}
