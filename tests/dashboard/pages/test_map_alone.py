"""The map alone, for other sites' pages: it says where it comes from, and nothing on it writes."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.address import Opening
from dashboard.pages import map_alone
from dashboard.state.tables import load_tables
from events.store.store import open_store
from tests.dashboard.serving import ROOT, fill_store


@pytest.fixture
def url(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    monkeypatch.setenv("STORE_URL", url)
    fill_store(url)
    st.cache_resource.clear()
    yield url
    st.cache_resource.clear()


@pytest.fixture
def app(url):
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def components(monkeypatch):
    """What is put on the page besides text, by name."""
    seen = []
    monkeypatch.setattr(map_alone, "timeline_map", lambda *told, **more: seen.append((told, more)))
    return seen


def test_it_shows_the_map_of_the_link_with_its_source_and_nothing_else(app, monkeypatch):
    seen = components(monkeypatch)
    app.query_params.update({"embed": "1", "date": "2022-09", "member": "ARM", "present": "1", "tour": "A tour"})
    app.run()
    assert not app.exception
    [((bundle, opening, *_), more)] = seen
    assert bundle.startswith("bundles/map-")
    assert (opening["date"], opening["member"]) == ("2022-09", "ARM")
    assert (opening["present"], opening["tour"]) == ("0", None)
    assert more["embed"]["source"].startswith("From 6 articles, none of 66 events reviewed. Default method.")
    assert not any((app.button, app.radio, app.slider, app.expander, app.get("file_uploader"), app.sidebar.children))


def test_a_session_that_began_so_stays_so(app, monkeypatch):
    seen = components(monkeypatch)
    app.query_params["embed"] = "1"
    app.run()
    app.query_params.clear()
    app.run()
    assert not app.exception
    assert len(seen) == 2


def test_what_the_link_asks_in_vain_is_said_before_the_source(app, monkeypatch):
    seen = components(monkeypatch)
    app.query_params.update({"embed": "1", "date": "1999-01"})
    app.run()
    assert seen[0][1]["embed"]["source"].startswith("The link asks for a month that is not here")


def test_the_source_names_the_day_of_the_data_the_method_and_the_borders(url):
    store = open_store(url)
    tables = load_tables(store)
    day = tables.last_read
    told = map_alone.source(tables, Opening("2022-09"), (("AID", 0.8),))
    store.close()
    assert f"Last article read on {day.day} {day:%B %Y}." in told
    assert "Borders are those that the United Nations recognise" in told
    assert "Not the default method" in told
