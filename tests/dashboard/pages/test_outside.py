"""The page Checked from outside: a series from a folder or an upload, and bad ones named."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.pages.outside import folder_series

GOOD = "state,date,value\nARM,2020,0.7\nBLR,2020,0.9\nKAZ,2020,0.8\nARM,2023,0.5\nBLR,2023,0.95\nKAZ,2023,0.8\n"


def test_a_folder_gives_its_series_and_names_those_that_cannot_be_read(tmp_path):
    (tmp_path / "votes.csv").write_text(GOOD)
    (tmp_path / "broken.csv").write_text("state,date\nARM,2020\n")
    found, problems = folder_series(str(tmp_path))
    assert list(found) == ["votes.csv"]
    assert len(problems) == 1
    assert problems[0].startswith("broken.csv, line 1: no column 'value'")


def test_a_folder_that_is_not_there_is_told_and_none_is_no_problem(tmp_path):
    assert folder_series(None) == ({}, [])
    found, [problem] = folder_series(str(tmp_path / "gone"))
    assert found == {}
    assert "no such folder" in problem


@pytest.fixture
def page(tmp_path, monkeypatch, filled_store):
    folder = tmp_path / "series"
    folder.mkdir()
    (folder / "votes.csv").write_text(GOOD)
    monkeypatch.setenv("OUTSIDE_SERIES", str(folder))
    return AppTest.from_string("from dashboard.pages import outside\noutside.show()", default_timeout=60).run()


def test_the_page_compares_the_misses_first(page):
    assert not page.exception
    assert [heading.value for heading in page.subheader][:2] == [
        "Do they rank the states alike?",
        "Where they disagree most",
    ]
    misses = page.dataframe[1].value
    assert misses["Apart"].is_monotonic_decreasing
    assert len(page.metric) == 3
    changes = page.dataframe[2].value
    assert set(changes["State"]) == {"Armenia", "Belarus", "Kazakhstan"}
    assert changes["Apart"].is_monotonic_decreasing


@pytest.mark.parametrize("years", [("2010",), ("2010", "2011"), ("2010", "2011", "2012")])
def test_a_series_that_ends_before_anything_was_read_is_laid_beside_the_score_all_the_same(
    tmp_path, monkeypatch, filled_store, years
):
    lines = [f"{state};{year};{value}" for year in years for state, value in (("ARM", "0,7"), ("BLR", "0,9"))]
    (tmp_path / "early.csv").write_text("\n".join(["state;date;value", *lines]))
    monkeypatch.setenv("OUTSIDE_SERIES", str(tmp_path))
    page = AppTest.from_string("from dashboard.pages import outside\noutside.show()", default_timeout=60).run()
    assert not page.exception
    assert len(page.dataframe[1].value) == 2 * len(years)
    assert len(page.metric) == 3
