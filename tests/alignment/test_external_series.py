"""A series of one's own is read with care, refused with advice, and laid beside the score without touching it."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.external_series import changes, compare, parse_series, read_series, spearman

PLAIN = "state,date,value\nARM,2020,0.7\nBLR,2020,0.9\nKAZ,2020,0.8\nARM,2021,0.5\nBLR,2021,0.95\nKAZ,2021,0.8\n"


def scores(values, evidence=1.0):
    """Scores by month: each year's value in all of its months."""
    rows = [
        (state, f"{year}-{month:02d}", value, evidence)
        for (state, year), value in values.items()
        for month in range(1, 13)
    ]
    return pd.DataFrame(rows, columns=["member", "date", "score", "evidence"])


AGREES = scores(
    {
        ("ARM", 2020): 0.1,
        ("BLR", 2020): 0.6,
        ("KAZ", 2020): 0.4,
        ("ARM", 2021): -0.5,
        ("BLR", 2021): 0.7,
        ("KAZ", 2021): 0.4,
    }
)


def test_a_plain_file_is_read_state_by_state(tmp_path):
    path = tmp_path / "votes.csv"
    path.write_text(PLAIN, encoding="utf-8-sig")
    series = read_series(path)
    assert (series.name, series.monthly, series.passed_over) == ("votes.csv", False, ())
    assert series.values.iloc[0].tolist() == ["ARM", "2020", 0.7]
    assert len(series.values) == 6


@pytest.mark.parametrize(
    "text",
    [
        "date,value,state\n2020,0.7,arm\n",
        "iso3;year;share;votes\nARM;2020;0.7;64\n",
        "state;date;value\nARM;2020;0,7\n",
        "state\tdate\tvalue\nARM\t2020\t0,7\n",
        "\tvalue\tstate\tyear\n\t 0.7 \tARM\t2020\n\n",
        "state,date,value\nARM,2020,0.7\nARM,2021,\nUKR,2020,0.1\n",
    ],
)
def test_columns_may_stand_in_any_order_and_what_has_no_value_or_score_is_passed_over(text):
    assert parse_series(text.encode(), "x.csv").values.to_numpy().tolist() == [["ARM", "2020", 0.7]]


def test_a_column_that_is_not_called_value_names_the_series_and_other_states_are_told():
    series = parse_series(b"iso3,year,share,votes\nARM,2020,0.7,64\nUKR,2020,0.1,64\nMDA,2020,0.1,64\n", "x.csv")
    assert series.name == "share"
    assert series.passed_over == ("MDA", "UKR")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "line 1: no column 'state'.*write one header line"),
        ("ARM,2020,0.7\n", "line 1: no column 'state'"),
        ("state,value\nARM,1\n", "line 1: no column 'date' .or year, month."),
        ("state,date\nARM,2020\n", "line 1: no column 'value'"),
        ("state,date,value\n", "line 1: no value for any of ARM"),
        ("state,date,value\nUKR,2020,1\n", "line 1: no value for any of ARM"),
        ("state,date,value\nArmenia,2020,1\n", "line 2: state 'ARMENIA' is no ISO 3166-1.*ARM for Armenia"),
        ("state,date,value\nRUS,2020,1\n", "line 2: RUS is the pole.*remove"),
        ("state,date,value\nARM,2020,1\nARM,20,1\n", "line 3: date '20' is no year or month; write 2022 or 2022-09"),
        ("state,date,value\nARM,2020-13,1\n", "line 2: date '2020-13'"),
        ("state,date,value\nARM,2020,high\n", "line 2: value 'high' is no number"),
        ("state;date;value\nARM;2020;0,7,1\n", "line 2: value '0,7,1' is no number; write it as 0.7"),
        ('state,date,value\nARM,2020,"0,7"\n', "line 2: value '0,7' is no number; write it as 0.7"),
        ("state,date,value\nARM,2020,nan\n", "line 2: value 'nan' is no finite number; leave it empty"),
        ("state,date,value\nARM,2020,1\nARM,2020,2\n", "line 3: ARM has a value for 2020 already"),
        ("state,date,value\nARM,2020,1\nARM,2020-05,2\n", "some dates are years and some are months"),
        ("state,date,value\nARM,2020\n", "line 2: 2 fields where the header has 3"),
        ('state,date,value\nARM,2020,"1\n', "unexpected end"),
    ],
)
def test_a_bad_file_is_refused_in_one_line_with_its_name_and_advice(text, advice):
    with pytest.raises(ValueError, match=f"^mine.csv, .*{advice}") as caught:
        parse_series(text.encode(), "mine.csv")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text_is_refused():
    with pytest.raises(ValueError, match=r"mine.xlsx: not UTF-8 text; save it as CSV"):
        parse_series(b"PK\x03\x04\xff\xfe", "mine.xlsx")


def test_full_agreement_and_the_misses_first():
    series = parse_series(PLAIN.encode(), "votes.csv")
    found = compare(AGREES, series)
    assert found.by_year["spearman"].tolist() == [1.0, 1.0]
    assert found.pairs["miss"].tolist() == [0] * 6
    turned = compare(AGREES.assign(score=AGREES["score"].where(AGREES["member"] != "ARM", 0.9)), series)
    assert turned.pairs.iloc[0][["state", "year", "score_rank", "value_rank", "miss"]].tolist() == [
        "ARM",
        2021,
        1,
        3,
        2,
    ]
    assert turned.pairs["miss"].is_monotonic_decreasing
    assert turned.by_year["spearman"].tolist() == [-0.5, -0.5]


def test_the_interval_holds_the_pooled_correlation_and_is_the_same_each_time():
    series = parse_series(PLAIN.encode(), "votes.csv")
    turned = AGREES.assign(score=AGREES["score"].where(AGREES["member"] != "KAZ", 0.65))
    found, again = compare(turned, series), compare(turned, series)
    assert found.low < found.pooled <= found.high
    assert (found.low, found.high) == (again.low, again.high)


def test_a_yearly_value_meets_the_mean_of_the_months_and_a_monthly_one_its_month():
    ours = pd.DataFrame({"member": "ARM", "date": ["2020-01", "2020-02"], "score": [0.2, 0.6], "evidence": 1.0})
    yearly = compare(ours, parse_series(b"state,date,value\nARM,2020,1\n", "x.csv"))
    assert yearly.pairs["score"].tolist() == [pytest.approx(0.4)]
    monthly = compare(ours, parse_series(b"state,date,value\nARM,2020-02,1\n", "x.csv"))
    assert monthly.pairs["score"].tolist() == [0.6]


def test_years_in_which_nothing_was_read_do_not_count_as_heard():
    values = {
        (state, year): value
        for (state, year), value in zip(
            [(s, y) for y in (2020, 2021) for s in ("ARM", "BLR", "KAZ")], [0.5, 0.5, 0.5, -0.5, 0.7, 0.4], strict=True
        )
    }
    ours = scores(values)
    ours.loc[ours["date"] < "2021", "evidence"] = 0.0
    found = compare(ours, parse_series(PLAIN.encode(), "x.csv"))
    assert math.isnan(found.by_year["spearman"].iloc[0])  # all alike that year: nothing was ranked
    assert found.heard == 1.0


def test_changes_are_told_with_the_largest_fall_ranked_first():
    found = compare(AGREES, parse_series(PLAIN.encode(), "x.csv"))
    moved = changes(found.pairs, (2020, 2020), (2021, 2021)).set_index("state")
    assert moved.loc["ARM", ["score_rank", "value_rank"]].tolist() == [1, 1]
    assert moved.loc["ARM", "score"] == pytest.approx(-0.6)
    assert moved.loc["BLR", "value"] == pytest.approx(0.05)
    assert changes(found.pairs, (2012, 2013), (2021, 2021)).empty


def test_nothing_in_common_is_said():
    with pytest.raises(ValueError, match=r"votes.csv: no date of it lies between 2020-01 and 2021-12"):
        compare(AGREES, parse_series(b"state,date,value\nARM,1999,1\n", "votes.csv"))


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=3, max_size=20))
def test_the_rank_correlation_is_that_of_pandas(pairs):
    one, other = np.array(pairs, dtype=float).T
    expected = pd.Series(one).rank().corr(pd.Series(other).rank())
    assert spearman(one, other) == pytest.approx(expected, nan_ok=True, abs=1e-12)
