"""A picture says where it comes from, and which events made a difference."""

from dashboard.address import Opening
from dashboard.picture import pictures
from dashboard.picture.drawing import Paper

CHANGE = Opening("2022-09", mode="change", compare="2016-04")
HALF_LIFE = (("decay.half_life_months", 24.0),)


def test_the_notes_tell_data_method_borders_and_the_link(tables):
    about, link = pictures.notes(tables, Opening("2022-09", member="ARM"), (), "http://localhost:8501/")
    assert (
        f"From {tables.document_count} articles, none of {tables.event_count} events reviewed. Default method." in about
    )
    assert tables.mark[:12] in about
    assert "United Nations" in about
    assert link == "http://localhost:8501/?date=2022-09&member=ARM"


def test_without_a_page_there_is_no_link(tables):
    assert len(pictures.notes(tables, Opening("2022-09"), ())) == 1


def test_the_link_leads_to_the_yearly_step_that_the_picture_shows(tables):
    yearly = Opening("2022-09", step="year", present="1", theme="dark", panel="hidden", quiet="skipped")
    assert pictures.link(tables, yearly, (), "http://localhost/") == "http://localhost/?date=2022-09&step=year"


def test_a_changed_method_is_said_and_kept_in_the_link(tables):
    about, link = pictures.notes(tables, Opening("2022-09"), HALF_LIFE, "http://localhost:8501/")
    assert "Not the default method: half-life 24 months instead of 12" in about
    assert "method=half_life_months%3A24" in link


def test_between_two_dates_the_caption_names_what_moved_the_state(tables):
    told = pictures.causes(tables, CHANGE, ())
    assert told.startswith("What moved it: ")
    assert told in pictures.picture(tables, CHANGE).caption


def test_at_one_date_nothing_is_compared(tables):
    assert pictures.causes(tables, Opening("2022-09"), ()) == ""


def test_engines_of_old_states_of_the_store_go(tables):
    from dataclasses import replace

    kept = pictures.drawing(tables)
    assert pictures.drawing(tables) is kept
    for number in range(pictures.ENGINES):
        pictures.drawing(replace(tables, mark=f"{tables.mark}-{number}"))
    assert pictures.drawing(tables) is not kept


def test_the_map_alone_has_the_size_that_is_asked_for(tables):
    assert 'width="800"' in pictures.picture(tables, Opening("2022-09"), paper=Paper(800, 600), alone=True).svg
