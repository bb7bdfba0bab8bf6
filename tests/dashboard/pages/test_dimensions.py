"""The page Dimensions: eight states by five dimensions, adding up to what the map shows, and marked when changed."""

import pytest
from streamlit.testing.v1 import AppTest

from alignment.method import load_method
from dashboard.charts.small_multiples import area, beside, line
from dashboard.loading import shared
from dashboard.pages.dimensions import dimension_parts, reach_of
from dashboard.panel.verdicts import of_month
from events.vocabulary import DIMENSIONS, SCORED


def test_dimensions_and_membership_add_up_to_the_score(tables):
    parts = dimension_parts(tables, load_method())
    assert len(parts) == 8 * 180 * (len(DIMENSIONS) + 1)
    summed = parts.groupby(["member", "date"])[["part", "share"]].sum()
    scores = tables.scores.set_index(["member", "date"])["score"].loc[summed.index]
    assert summed["part"].to_numpy() == pytest.approx(scores.to_numpy(), abs=1e-9)
    assert summed["share"].to_numpy() == pytest.approx(1)
    assert reach_of(parts) >= parts["part"].abs().max()


def test_a_chart_says_in_words_what_it_shows():
    chart = area("Military", [0.0, -0.5, 0.25], ["2020-01", "2020-02", "2020-03"], 1)
    assert chart["words"] == "lowest −0.50 in February 2020, highest +0.25 in March 2020, at the end +0.25"
    assert area("Military", [0.0, 0.0], ["2020-01", "2020-02"], 1)["words"] == "nothing"
    assert line("Score", [0.1], [0.0], [0.2], ["2020-01"])["low"] == [0.0]


def test_another_series_is_stretched_over_the_height_and_gaps_stay_gaps():
    chart = beside("x", [0.5, 0.5, 0.5], [10.0, float("nan"), 30.0], (10.0, 30.0), "words")
    assert chart["others"] == [-1.0, None, 1.0]
    assert chart["told"] == [10.0, None, 30.0]


@pytest.fixture
def page(filled_store):
    script = "from dashboard.pages import dimensions\ndimensions.show()"
    return AppTest.from_string(script, default_timeout=60)


def test_the_default_method_is_not_marked_and_a_changed_one_is_until_the_key(page):
    page.run()
    assert not page.exception
    assert not any("Not the default" in text.value for text in page.markdown)
    slider = page.sidebar.slider(key="what-if-half_life_months")
    assert slider.value == load_method().half_life_months
    slider.set_value(30).run()
    assert not page.exception
    assert any("half-life 30 months instead of 12" in text.value for text in page.markdown)
    page.button(key="method-default").click().run()
    assert not any("Not the default" in text.value for text in page.markdown)
    assert page.sidebar.slider(key="what-if-half_life_months").value == load_method().half_life_months


def test_the_verdicts_of_a_year_are_a_table_in_the_words_of_the_panel(page):
    page.run()
    page.selectbox(key="verdicts-year").set_value("2022").run()
    page.selectbox(key="verdicts-member").set_value("KAZ").run()
    assert not page.exception
    shown = page.dataframe[0].value
    said = of_month(shared.latest(), "KAZ", "2022-09")
    row = shown[shown["Month"] == "September 2022"].iloc[0]
    assert (row["State"], row["Verdict"], row["Why"]) == ("Kazakhstan", said["verdict"], said["text"])
    assert "no news" not in set(shown["Verdict"])
    page.checkbox(key="verdicts-quiet").check().run()
    assert len(page.dataframe[0].value) == 12


def test_a_link_opens_the_changed_method(page):
    page.query_params["method"] = "military:0.5"
    page.run()
    assert any("military dimension times 0.5 instead of 1" in text.value for text in page.markdown)
    assert page.sidebar.slider(key="what-if-military").value == 0.5
    assert len(SCORED) == 8
