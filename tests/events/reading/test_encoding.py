"""Texts in old encodings and foreign languages, and dates of every shape."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from events.reading.documents import Refused, read_documents
from events.reading.encoding import decode
from events.reading.language_id import foreign_language
from events.reading.results import NotAnArticle
from events.reading.stated_dates import stated_dates
from tests.events.made_files import STORY, write

QUOTED = "The bloc’s “peacekeepers” left — so the café’s owner in Zürich says — after the vote."
MIXED = "The alliance, in Russian ОДКБ, said “no” to Armenia at its meeting in Minsk."
RUSSIAN = "Президент России заявил, что ОДКБ не будет вмешиваться в дела Армении."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, name) for text in (QUOTED, MIXED, RUSSIAN) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32")),
        *((text, name) for text in (QUOTED, MIXED, RUSSIAN) for name in ("utf-16-le", "utf-16-be") if text != RUSSIAN),
        (QUOTED, "cp1252"),
        (MIXED, "cp1251"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
    ],
)
def test_a_text_is_decoded_whatever_it_was_saved_as(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_a_long_old_scrape_with_one_odd_byte_is_decoded():
    text = " ".join(STORY * 200) + " The president’s word."
    assert decode(text.encode("cp1252")) == text


def test_line_ends_of_all_systems_become_one_and_control_characters_become_spaces():
    assert decode(b"one\r\ntwo\rthree\nfour\x1b[31m\x0cfive") == "one\ntwo\nthree\nfour [31m five"


def test_bytes_that_are_no_text_are_refused():
    for content in (bytes(range(256)), b"\0\0\1\2" * 40, b"\x01\x02\x03" * 100):
        with pytest.raises(NotAnArticle, match="binary"):
            decode(content)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("Russian", RUSSIAN),
        ("Ukrainian", "Президент України заявив, що Україна не вестиме переговорів з Росією щодо своєї території."),
        ("Armenian", "Հայաստանի վարչապետը հայտարարեց, որ երկիրը սառեցրել է իր մասնակցությունը։"),
        ("Georgian", "საქართველოს პრემიერ-მინისტრმა განაცხადა, რომ ქვეყანა არ შეუერთდება კავშირს."),
        ("Turkish", "Cumhurbaşkanı, Ermenistan ile imzalanan anlaşmanın bölgede barışa katkı sağlayacağını söyledi."),
        ("French", "Le premier ministre arménien a déclaré que son pays avait gelé sa participation à l’alliance."),
    ],
)
def test_another_language_is_named_and_set_aside(tmp_path, language, text):
    (refused,) = read_documents([write(tmp_path, "article.txt", text)])
    assert isinstance(refused, Refused)
    assert refused.reason == f"{language}; only English is read"


def test_english_with_foreign_names_and_quotes_is_english():
    names = "Tokayev, Nazarbayev, Lukashenko, Pashinyan, Aliyev, Zhaparov and Rahmon met Putin in Dushanbe."
    for text in (names, MIXED, "Armenia signed.", "2022", " ".join(STORY)):
        assert foreign_language(text) == ""


def test_a_stated_language_counts_only_where_the_text_is_too_short_to_tell():
    assert foreign_language("Armenia firma.", "it") == "Italian"
    assert foreign_language(" ".join(STORY), "ru") == ""


@pytest.mark.parametrize(
    "stated",
    [
        "2022-10-12",
        "20221012",
        "2022-10-12T23:30:00+04:00",
        "2022-10-12T09:30:00.000Z",
        "2022-10-12 09:30",
        "12 Oct 2022",
        "12-Oct-2022",
        "Oct. 12, 2022",
        "October 12th, 2022",
        "Wednesday, 12 October 2022 14:05 MSK",
        "12 October, 2022 at 3:15 p.m.",
        "Wed, 12 Oct 2022 09:30:00 +0400",
        "12.10.2022",
        "2022/10/12",
        "1665532800",
        1665532800,
        1665532800.0,
        1665532800000,
        date(2022, 10, 12),
        datetime(2022, 10, 12, 23, 59, tzinfo=UTC),
    ],
)
def test_a_day_is_understood_in_every_common_shape(stated):
    assert stated_dates(stated) == (date(2022, 10, 12), date(2022, 10, 12))


def test_a_month_a_year_and_a_span_stay_as_vague_as_they_are():
    assert stated_dates("2022-10") == stated_dates("October 2022") == (date(2022, 10, 1), date(2022, 10, 31))
    assert stated_dates("2022") == stated_dates(2022) == (date(2022, 1, 1), date(2022, 12, 31))
    assert stated_dates("2022-10/2023") == (date(2022, 10, 1), date(2023, 12, 31))


def test_what_states_nothing_is_nothing():
    for value in ("", None, "null", "NaN", float("nan"), "n/a", "-"):
        assert stated_dates(value) is None


@pytest.mark.parametrize(
    "stated", ["10/12/2022", "yesterday", "2022-13-01", "31.02.2022", "0001-01-01", "99999999999999999"]
)
def test_a_date_that_is_none_or_may_be_two_is_refused_and_not_guessed(stated):
    with pytest.raises(ValueError, match="write"):
        stated_dates(stated)


def test_a_stroke_date_that_can_only_be_one_day_is_read():
    assert stated_dates("13/10/2022")[0] == date(2022, 10, 13)
    assert stated_dates("10/13/2022")[0] == date(2022, 10, 13)
    assert stated_dates("10/10/2022")[0] == date(2022, 10, 10)
