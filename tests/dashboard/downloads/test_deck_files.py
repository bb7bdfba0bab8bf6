"""The view as a slide under an address of its own."""

import pytest

from dashboard.downloads import deck_files


@pytest.mark.parametrize(("form", "start"), [("pptx", b"PK"), ("pdf", b"%PDF")])
def test_a_slide_is_named_by_its_view(fetch, form, start):
    content, name = fetch(f"deck.{form}?date=2022-09&member=KAZ&shape=classic")
    assert name == f"briefing-2022-09-KAZ.{form}"
    assert content.startswith(start)


def test_a_shape_that_is_not_there_gives_the_reason(refusal):
    assert refusal("deck.pdf?shape=round") == (400, "There is no such shape of a slide: known are wide, classic.\n")


def test_the_setting_names_the_template(monkeypatch, tmp_path):
    monkeypatch.delenv(deck_files.TEMPLATE, raising=False)
    assert deck_files.template() is None
    monkeypatch.setenv(deck_files.TEMPLATE, str(tmp_path / "house.pptx"))
    assert deck_files.template() == tmp_path / "house.pptx"
