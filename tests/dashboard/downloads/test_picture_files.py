"""The view as a picture under an address of its own."""

import io

import pytest
from PIL import Image


def test_a_picture_is_named_by_its_view_and_links_back_to_it(fetch):
    content, name = fetch("map.svg?date=2022-09&member=KAZ")
    assert name == "map-2022-09-KAZ.svg"
    assert content.startswith(b"<svg")
    assert b"?date=2022-09&amp;member=KAZ" in content


@pytest.mark.parametrize(
    ("query", "size"),
    [("date=2022-09", (1600, 900)), ("date=2022-09&shape=classic&scale=2", (2400, 1800))],
)
def test_a_png_has_the_shape_and_the_scale_that_were_asked_for(fetch, query, size):
    assert Image.open(io.BytesIO(fetch(f"map.png?{query}")[0])).size == size


def test_the_change_between_two_dates_has_a_picture_of_its_own(fetch):
    content, name = fetch("map.svg?date=2022-09&compare=2016-04&mode=change")
    assert name == "map-2016-04-to-2022-09.svg"
    assert b"Change from April 2016 to September 2022" in content


def test_another_method_is_said_on_the_picture(fetch):
    assert b"Not the default method" in fetch("map.svg?date=2022-09&method=half_life_months:24")[0]


def test_a_sheet_of_small_maps_is_named_by_what_it_shows(fetch):
    content, name = fetch("small-multiples.svg?date=2022-09&member=KAZ")
    assert name == "small-multiples-2022-KAZ.svg"
    assert b"Months of 2022" in content
    content, name = fetch("small-multiples.pdf?date=2022-09&span=years")
    assert (name, content[:5]) == ("small-multiples-years.pdf", b"%PDF-")


def test_a_sheet_that_is_not_there_is_refused(refusal):
    assert refusal("small-multiples.svg?span=days") == (
        400,
        "There is no such span of small multiples: known are months, years.\n",
    )


@pytest.mark.parametrize("query", ["shape=round", "scale=9", "mode=film", "date=1999-01", "frame=moon"])
def test_what_is_not_there_gives_no_picture_but_the_reason(refusal, query):
    status, message = refusal(f"map.png?{query}")
    assert status == 400
    assert len(message.splitlines()) == 1
