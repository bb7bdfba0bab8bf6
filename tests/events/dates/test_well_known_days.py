"""Distances counted from well-known days that the text does not tell."""

from __future__ import annotations

from datetime import date

import pytest

from events.dates.resolver import find_dates
from events.dates.well_known_days import landmark_behind, load_counted

PUBLISHED = date(2023, 1, 10)


def only_date(text: str, published: date = PUBLISHED) -> tuple[date, date]:
    (span,) = find_dates(text, published_earliest=published, published_latest=published)
    return span.earliest, span.latest


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Two days before Russian tanks rolled into Ukraine, Aliyev was in Moscow.", date(2022, 2, 22)),
        ("The day after Kabul fell to the Taliban, Rahmon called the CSTO.", date(2021, 8, 16)),
        ("Three days after the annexation of Crimea, Belarus abstained.", date(2014, 3, 21)),
        ("Two days after the 44-day war ended, buses left for Stepanakert.", date(2020, 11, 12)),
    ],
)
def test_a_distance_is_counted_from_the_landmark_it_names(text, day):
    assert only_date(text) == (day, day)


def test_the_articles_own_date_for_a_landmark_goes_first():
    text = "The invasion began on 25 February 2022. Two days after the invasion Tokayev telephoned Kyiv."
    spans = find_dates(text, published_earliest=PUBLISHED, published_latest=PUBLISHED)
    assert spans[-1].earliest == date(2022, 2, 27)


def test_a_landmark_later_than_the_article_is_not_meant():
    assert landmark_behind(" the invasion of Ukraine", 0, date(2016, 5, 1)) is None


def test_words_of_another_clause_name_no_landmark():
    assert landmark_behind(" the summit, which spoke of the invasion of Ukraine", 0, PUBLISHED) is None


def test_a_landmark_without_its_source_is_refused_by_name(tmp_path):
    path = tmp_path / "landmarks.toml"
    path.write_text('[[counted]]\nid = "a war"\nphrases = ["the war"]\ndate = 2020-01-01\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"landmarks\.toml.*'a war' names no source"):
        load_counted(path)


def test_a_landmark_that_ends_before_it_begins_is_refused_by_name(tmp_path):
    path = tmp_path / "landmarks.toml"
    path.write_text(
        '[[counted]]\nid = "a war"\nsource = "x"\ndate = 2020-01-02\nuntil = 2020-01-01\n', encoding="utf-8"
    )
    with pytest.raises(ValueError, match="'a war'"):
        load_counted(path)
