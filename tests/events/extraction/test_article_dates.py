"""The dates of an article, sentence by sentence."""

from __future__ import annotations

from datetime import date

from events.extraction.article_dates import resolve_dates
from tests.events.parsed import stages_of

TEXT = (
    "On 13 September 2022 Azerbaijan attacked Armenia. Two days later Yerevan asked the CSTO for help. "
    "The bloc refused."
)


def test_each_sentence_has_its_own_dates():
    dates = resolve_dates(stages_of(TEXT).article)
    assert [[m.span.earliest for m in sentence] for sentence in dates.mentions] == [
        [date(2022, 9, 13)],
        [date(2022, 9, 15)],
        [],
    ]


def test_undated_happenings_lie_before_the_publication():
    first, last = resolve_dates(stages_of(TEXT).article).window
    assert first <= last <= date(2023, 1, 15)


def test_an_entry_of_a_chronology_dates_its_whole_paragraph():
    text = "13 September 2022: Azerbaijan attacked Armenia.\n\n20 September 2022: Armenia asked the CSTO for help."
    entries = resolve_dates(stages_of(text).article).entries
    assert [entry.earliest for entry in entries if entry] == [date(2022, 9, 13), date(2022, 9, 20)]
