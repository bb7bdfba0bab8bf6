"""The page Presenter opens on a tour, and says so where there is none. What it shows is tested in a browser."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from dashboard.pages.presenter import NOT_HERE

PAGE = "from dashboard.pages import presenter\npresenter.show()"


def opened(name):
    page = AppTest.from_string(PAGE, default_timeout=60)
    page.query_params["tour"] = name
    return page.run()


def test_a_tour_is_opened_by_its_name(filled_store):
    page = opened("Armenia's way out")
    assert not page.exception
    assert not page.info


def test_a_tour_that_is_not_there_is_said_without_its_name(filled_store):
    page = opened("<b>Nowhere</b>")
    assert not page.exception
    assert [box.value for box in page.info] == [NOT_HERE]
