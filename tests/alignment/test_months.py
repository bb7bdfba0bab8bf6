"""Months count from January 2010, and an interval is shared out to its last day."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.months import last_day, month_name, month_number, shares


@given(st.integers(0, 2000))
def test_a_months_name_leads_back_to_it(number):
    assert month_number(month_name(number)) == number
    assert last_day(number).isoformat().startswith(month_name(number))


def test_known_months():
    assert month_number("2010-01") == 0
    assert month_number("2024") == 168
    assert month_number("2024", last=True) == 179
    assert last_day(month_number("2012-02")) == date(2012, 2, 29)


@pytest.mark.parametrize("text", ["2022-9", "2022-13", "2022-00", "22-09", "2022-09-01", "", "２０２２-09", "2009"])
def test_what_is_no_month_of_the_period_is_refused(text):
    with pytest.raises(ValueError, match=r"2022-09|before 2010"):
        month_number(text)


days = st.dates(date(2010, 1, 1), date(2024, 12, 31))


@given(st.lists(st.tuples(days, days).map(sorted), min_size=1, max_size=6))
def test_the_shares_of_an_interval_add_up_to_one(intervals):
    first, last = (np.array([pair[end] for pair in intervals], dtype="datetime64[D]") for end in (0, 1))
    total = np.zeros(len(intervals))
    for rows, _, share in shares(first, last, 179):
        assert (share > 0).all()
        total[rows] += share
    assert total == pytest.approx(1)
