"""When an article was published: as it states, else as its text tells, else unknown."""

from __future__ import annotations

from datetime import date

import pytest

from events.publication import infer_published, parse_published


@pytest.mark.parametrize(
    ("stated", "earliest", "latest"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-05-09", date(2023, 5, 9), date(2023, 5, 9)),
        ("2022-11/2023-01", date(2022, 11, 1), date(2023, 1, 31)),
        ("2022-11-24 / 2022-12-05", date(2022, 11, 24), date(2022, 12, 5)),
    ],
)
def test_a_stated_date_is_the_interval_it_names(stated, earliest, latest):
    assert parse_published(stated) == (earliest, latest)


@pytest.mark.parametrize("stated", ["", "May 2023", "2023-5-9", "2023-02-30", "23", "2023-01-02T10:00", "2023/2022"])
def test_any_other_form_is_refused(stated):
    with pytest.raises(ValueError, match=r"YYYY|before|day|month"):
        parse_published(stated)


def test_a_dateline_near_the_top_is_the_day_of_publication():
    body = "Yerevan weighs its choices\n\n12 October 2022\n\nArmenia left the meeting on 7 October 2022.\n"
    assert infer_published(body) == (date(2022, 10, 12), date(2022, 10, 12))


def test_a_date_in_a_sentence_of_the_story_is_no_dateline():
    body = "On 12 October 2021 Armenia left the meeting.\n\nIt came back on 3 March 2022.\n"
    earliest, latest = infer_published(body)
    assert earliest >= date(2022, 3, 3)
    assert latest > earliest


def test_a_count_since_a_dated_happening_tells_the_month():
    body = "Fourteen months since the invasion on 24 February 2022, the allies are uneasy.\n"
    earliest, latest = infer_published(body)
    assert earliest <= date(2023, 4, 30)
    assert latest >= date(2023, 4, 10)
    assert (latest - earliest).days < 62


def test_else_the_article_is_not_older_than_the_newest_day_it_tells_of():
    body = "In May 2021 Armenia asked for talks, which were held in August 2021 and again on 2 September 2021.\n"
    earliest, latest = infer_published(body)
    assert earliest == date(2021, 9, 2)
    assert latest > earliest


def test_an_article_that_only_names_a_landmark_was_written_after_it():
    body = "Russia's invasion of Ukraine has unsettled its allies, and Kazakhstan keeps its distance.\n"
    earliest, latest = infer_published(body)
    assert earliest >= date(2022, 2, 24)
    assert latest > earliest


def test_an_article_that_tells_no_date_has_none():
    assert infer_published("The alliance is uneasy, and nobody knows what comes next.\n") is None


def test_nothing_tells_no_date():
    assert infer_published("") is None


@pytest.mark.parametrize("hostile", ["999 years since 31 December 2024, it rained.", "In 9999 it rained.", "(" * 5000])
def test_odd_numbers_do_not_stop_the_reading(hostile):
    assert infer_published(hostile) is None or len(infer_published(hostile)) == 2
