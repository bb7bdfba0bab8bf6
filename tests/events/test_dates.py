"""Time expressions are found where they stand and resolved to honest intervals."""

from __future__ import annotations

from datetime import date

from events.dates import find_dates, resolve_document

PUBLISHED = date(2023, 5, 10)


def test_a_year_is_a_year_long() -> None:
    [span] = find_dates("The two armies drilled together in 2021.")
    assert (span.text, span.earliest, span.latest, span.precision, span.kind) == (
        "2021",
        date(2021, 1, 1),
        date(2021, 12, 31),
        5,
        "explicit",
    )


def test_offsets_count_from_the_start_of_the_document() -> None:
    first, second = "Talks opened on 3 March 2021. ", "They failed on 5 April 2021."
    spans = resolve_document([(100, first), (100 + len(first), second)], PUBLISHED, PUBLISHED)
    assert [(s.start, s.end) for group in spans for s in group] == [(116, 128), (145, 157)]
