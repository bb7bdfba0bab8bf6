"""Which addresses ask for the map alone, and whose pages may show it."""

import pytest

from dashboard.state import embedded


@pytest.mark.parametrize("query", ["embed=1", "date=2022-09&embed=1", "embed=1&method=AID:0.8"])
def test_the_map_alone_is_asked_for_by_one_word(query):
    assert embedded.is_asked(query)


@pytest.mark.parametrize(
    "query",
    ["", "embed", "embed=", "embed=0", "embed=true", "Embed=1", "embed=1&embed=0", "embed=1&embed=1", "embed=11"],
)
def test_anything_else_asks_for_the_whole_app(query):
    assert not embedded.is_asked(query)


def test_an_address_that_streamlit_takes_for_none_asks_for_nothing():
    assert not embedded.is_asked(f"embed=1&date={'9' * embedded.LONGEST}")


def test_nobody_may_show_the_map_until_a_setting_says_so(monkeypatch):
    monkeypatch.delenv("FRAME_ANCESTORS", raising=False)
    assert embedded.frame_ancestors() == embedded.NOBODY
    monkeypatch.setenv("FRAME_ANCESTORS", "https://wiki.example.org 'self'; script-src *")
    # One directive, whatever it says.
    assert embedded.frame_ancestors() == "https://wiki.example.org 'self' script-src *"
