"""The tornado and the bands over time show what was computed, whatever an outlet is called."""

import pandas as pd
import pytest

from alignment.sensitivity import shaken, tornado
from dashboard.charts.scores import with_mark
from dashboard.charts.steady import MOST_BARS, band_chart, tornado_chart


@pytest.fixture(scope="module")
def scores(tables):
    return shaken(tables.effects, tables.reports)


def test_bars_start_at_the_score_and_end_where_each_change_leads(scores):
    bars = tornado(scores, "KAZ", "2024-12")
    assert len(bars) > 2
    figure = tornado_chart(bars)
    low, high = figure.data
    assert len(low.y) == min(len(bars), MOST_BARS)
    widest = bars.iloc[0]
    assert low.base + low.x[-1] == pytest.approx(widest["low"], abs=1e-3)  # Plotly's last category stands on top
    assert high.base + high.x[-1] == pytest.approx(widest["high"], abs=1e-3)


def test_a_picture_of_a_chart_says_that_the_method_was_changed(scores):
    words = "Not the default method: half-life 24 months instead of 12"
    marked = with_mark(band_chart(scores, "KAZ", "2020-01"), words)
    assert [note.text for note in marked.layout.annotations] == [words]
    assert not with_mark(band_chart(scores, "KAZ", "2020-01"), "").layout.annotations


def test_an_outlets_name_cannot_become_markup():
    bars = pd.DataFrame({"kind": ["source"], "name": ["<b>Loud</b> <script>&amp;"], "low": [0.1], "high": [0.3]})
    bars.attrs["score"] = 0.2
    [label] = tornado_chart(bars).data[0].y
    assert "<" not in label
    assert "&" not in label


def test_bands_hold_the_line(scores):
    figure = band_chart(scores, "KAZ", "2020-01")
    *bands, line = figure.data
    assert len(bands) == 3
    for band in bands:
        months = len(line.x)
        high, low = band.y[:months], band.y[months:][::-1]
        assert all(a <= b + 1e-9 for a, b in zip(low, line.y, strict=True))
        assert all(a >= b - 1e-9 for a, b in zip(high, line.y, strict=True))
