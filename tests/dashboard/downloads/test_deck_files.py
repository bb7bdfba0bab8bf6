"""The view as a slide under an address of its own."""

import io
import tomllib

import pytest
from pptx import Presentation

from dashboard.downloads import deck_files


@pytest.mark.parametrize(("form", "start"), [("pptx", b"PK"), ("pdf", b"%PDF")])
def test_a_slide_is_named_by_its_view(fetch, form, start):
    content, name = fetch(f"deck.{form}?date=2022-09&member=KAZ&shape=classic")
    assert name == f"briefing-2022-09-KAZ.{form}"
    assert content.startswith(start)


def test_a_tour_is_a_slide_for_each_stop_and_a_file_that_can_be_read_again(fetch):
    content, name = fetch("deck.pptx?tour=Armenia%27s+way+out")
    assert name == "armenia-s-way-out.pptx"
    assert len(Presentation(io.BytesIO(content)).slides) == 10  # nine stops, and the sources
    content, name = fetch("tour.toml?tour=Armenia%27s+way+out")
    assert name == "armenia-s-way-out.toml"
    assert tomllib.loads(content.decode())["stop"][0]["view"] == "date=2020-12&member=ARM"


@pytest.mark.parametrize("file", ["deck.pdf?tour=Nowhere", "tour.toml?tour=Nowhere", "tour.toml"])
def test_a_tour_that_is_not_there_gives_the_reason(refusal, file):
    assert refusal(file) == (400, "No file was made. There is no such tour here.\n")


def test_a_shape_that_is_not_there_gives_the_reason(refusal):
    assert refusal("deck.pdf?shape=round") == (400, "There is no such shape of a slide: known are wide, classic.\n")


def test_the_setting_names_the_template(monkeypatch, tmp_path):
    monkeypatch.delenv(deck_files.TEMPLATE, raising=False)
    assert deck_files.template() is None
    monkeypatch.setenv(deck_files.TEMPLATE, str(tmp_path / "house.pptx"))
    assert deck_files.template() == tmp_path / "house.pptx"
