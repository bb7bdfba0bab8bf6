"""The page as a whole, without a browser: it opens, it answers links, and it fails in words."""

import re

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.address import PARAMETERS
from dashboard.loading import outage, shared
from dashboard.map import FOLDER
from dashboard.pages import map as page_map
from tests.dashboard.serving import ROOT, fill_store

DOCS = ROOT / "docs" / "dashboard.md"


@pytest.fixture
def app(tmp_path, monkeypatch):
    monkeypatch.setenv("STORE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    st.cache_resource.clear()
    fill_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    st.cache_resource.clear()


def words(app):
    return " ".join(
        str(node.value) for kind in (app.markdown, app.caption, app.info, app.error, app.text) for node in kind
    )


def test_the_page_opens_and_says_where_it_all_comes_from(app):
    app.run()
    assert not app.exception
    assert "6 articles read, 66 events found, none of them reviewed." in words(app)
    assert "retellings" in words(app)
    assert "What a colour says" in words(app)
    opening, _notices = app.session_state["opening"]
    assert opening.date == "2024-11"


def test_the_map_is_fetched_from_beside_the_page_whatever_a_proxy_puts_before_it(filled_store):
    address = page_map.shared_bundle(shared.latest().mark)
    assert re.fullmatch(r"bundles/map-\w+\.json", address)


def test_an_empty_store_says_how_to_feed_it_and_shows_a_map(app, tmp_path, monkeypatch):
    monkeypatch.setenv("STORE_URL", f"sqlite:///{tmp_path / 'mine.sqlite'}")
    st.cache_resource.clear()
    app.run()
    assert not app.exception
    assert "holds no articles yet" in words(app)
    assert "0 articles read, 0 events found." in words(app)


def test_a_link_is_followed(app):
    app.query_params["date"] = "2022-09"
    app.query_params["member"] = "ARM"
    app.run()
    assert not app.exception
    opening, _notices = app.session_state["opening"]
    assert (opening.date, opening.member) == ("2022-09", "ARM")
    assert len(app.info) == 0


def test_a_link_that_cannot_be_followed_is_a_notice_and_no_traceback(app):
    app.query_params["date"] = "$x$ :red[a](b)"
    app.query_params["member"] = "<b>"
    app.run()
    assert not app.exception
    assert len(app.info) == 2


def test_a_store_that_cannot_be_opened_is_said_in_words(app, monkeypatch):
    monkeypatch.setenv("STORE_URL", "nonsense")
    monkeypatch.setattr("streamlit.error_util.show_uncaught_app_exception", outage.tell)  # as the server has it
    st.cache_resource.clear()
    app.run()
    assert not app.exception
    assert [node.value for node in app.error] == [outage.STORE_AWAY]
    assert "STORE_URL" in app.text[0].value


def test_every_key_of_the_map_and_every_parameter_is_documented():
    page = DOCS.read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))
    script = (FOLDER / "js" / "keys.js").read_text(encoding="utf-8")
    table = re.search(r"const KEYS = \{(.*?)\n\};", script, re.DOTALL).group(1)
    lines = [line for line in table.splitlines() if line.strip()]
    keys = [re.match(r'\s*"?([^":]+?)"?: \{(?: name: "(\w+)")?', line) for line in lines]
    assert len(keys) == len(lines) >= 12
    assert {key.group(2) or key.group(1) for key in keys} <= listed
    assert set(PARAMETERS) <= listed
    for attribute in ("data-map", "data-date", "data-iso3", "data-score", "data-event", "data-zone"):
        assert attribute in listed
