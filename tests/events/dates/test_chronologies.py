"""Chronologies: whose date holds for an entry without one of its own."""

from __future__ import annotations

from datetime import date

import pytest

ENTRY = "Tokayev dismisses the head of the security service. Russia sends paratroopers to Almaty."


@pytest.mark.parametrize("label", ["8 January.", "8 January:", "8 January –", "Saturday, 8 January."])
def test_the_label_of_an_entry_dates_all_its_sentences(read, label):
    events = read(f"How it came about.\n\n{label} {ENTRY}", published="2022-02-12")
    assert len(events) == 2
    assert {(e.date_start, e.date_end) for e in events} == {(date(2022, 1, 8), date(2022, 1, 8))}


def test_a_date_that_stands_alone_heads_the_paragraphs_below_it(read):
    text = f"How it came about.\n\n8 January 2022\n\n{ENTRY}\n\n11 January\n\nRussia praises Kazakhstan for its calm."
    assert [e.date_start.day for e in read(text, published="2022-02-12")] == [8, 8, 11]


def test_a_single_line_with_a_date_is_when_the_page_was_published_and_heads_nothing(read):
    text = "8 January 2022\n\nKazakhstan often signs treaties with Russia. Tokayev sometimes dismisses people."
    assert read(text, published="2022-02-12") == []


def test_a_label_without_a_year_is_of_the_last_such_day_before_publication(read):
    text = f"In March 2019 Kazakhstan's president resigned.\n\n8 January. {ENTRY}"
    assert {e.date_start for e in read(text, published="2022-02-12")} >= {date(2022, 1, 8)}
    assert date(2019, 1, 8) not in {e.date_start for e in read(text, published="2022-02-12")}


def test_a_year_once_named_by_an_entry_holds_for_the_next(read):
    text = "8 January 2020. Kazakhstan signs a treaty with Russia.\n\n9 March. Kazakhstan signs a pact with Russia."
    assert [e.date_start for e in read(text, published="2022-02-12")] == [date(2020, 1, 8), date(2020, 3, 9)]


def test_a_sentence_that_merely_opens_with_a_date_makes_no_chronology(read):
    text = "On 8 January, Kazakhstan signed a pact with Russia. Tokayev often dismisses heads of the security service."
    assert len(read(text, published="2022-02-12")) == 1


def test_a_section_headed_by_its_date_ends_where_the_next_begins(read):
    text = f"### The unrest, 8 January 2022\n\n{ENTRY}\n\n### The outlook\n\nRussia praises Kazakhstan for its calm."
    assert [e.date_start for e in read(text, published="2022-02-12")] == [date(2022, 1, 8)] * 2


def test_a_year_above_its_months_dates_them(read):
    text = f"## 2021\n\n**May:** {ENTRY}\n\n## 2022\n\n**January 8:** {ENTRY}"
    assert [e.date_start for e in read(text, published="2022-12-12")] == [date(2021, 5, 1)] * 2 + [date(2022, 1, 8)] * 2


def test_an_undated_chronology_that_names_only_a_year_long_past_is_read(read):
    text = "How the bloc came about in 2002.\n\n8 January. Kazakhstan signs a treaty with Russia."
    assert read(text, published=None) == [], "what it tells lies before 2010"
