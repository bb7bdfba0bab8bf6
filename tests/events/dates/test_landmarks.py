"""Well-known happenings that an article looks back on."""

from __future__ import annotations

from datetime import date

from events.dates.landmarks import known_landmarks, landmark_dates, landmark_in, look_back
from events.dates.resolver import find_dates
from events.records import Document

WORDS, DAY = max(known_landmarks(), key=lambda row: row[1])
NAME = next(word for word in WORDS if " " in word)


def test_a_landmark_is_known_by_its_words():
    assert landmark_in(f"Much has changed since the {NAME}.") == DAY
    assert landmark_in("Much has changed since the harvest.") is None


def test_the_start_of_what_is_looked_back_on_lasts_to_the_end_of_its_month():
    text = "When the invasion began, envoys left."
    (span,) = landmark_dates(text, 0, text, (date(2022, 2, 24), date(2023, 5, 10)))
    assert (span.earliest, span.latest, span.kind) == (date(2022, 2, 24), date(2022, 2, 28), "anchored")
    assert landmark_dates(text, 0, text, (date(2015, 6, 1), date(2016, 5, 10))) == [], "no landmark lies there"


def _document(text: str, published: date) -> Document:
    return Document("d", "T", "O", "", published, published, "en", text, "d.md", "0" * 64)


def test_an_article_from_before_the_landmark_does_not_look_back_on_it():
    text = f"Talk of the {NAME} was everywhere."
    assert look_back(_document(text, date(DAY.year - 1, 1, 1)), []) is None
    assert look_back(_document(text, date(DAY.year + 1, 1, 1)), []) == DAY


def test_the_articles_own_day_for_it_goes_before_the_known_one():
    own = date(DAY.year, DAY.month, DAY.day).replace(day=DAY.day - 1 if DAY.day > 1 else 2)
    text = f"The {NAME} of {own.day} {own:%B} {own.year} changed much."
    spans = find_dates(text)
    assert look_back(_document(text, date(DAY.year + 1, 1, 1)), [spans]) == own
