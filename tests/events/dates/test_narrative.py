"""What a story has told so far: where the next expression counts from, and whose year it takes."""

from __future__ import annotations

from datetime import date

import pytest

from events.dates.expressions import scan
from events.dates.narrative import ANCHOR_REACH, Narrative
from events.dates.resolver import find_dates

PUBLISHED = (date(2023, 5, 10), date(2023, 5, 10))
DAY = (date(2022, 3, 2), date(2022, 3, 2))


def entered(*sentences: str, published=PUBLISHED) -> Narrative:
    narrative = Narrative(published)
    for number, text in enumerate(sentences):
        if number:
            narrative.leave()
        narrative.enter(text, scan(text), new_paragraph=number == 0)
    return narrative


def test_what_was_told_last_is_the_anchor():
    narrative = entered("Envoys met.")
    narrative.record((date(2022, 1, 1), date(2022, 1, 1)))
    narrative.record(DAY)
    assert narrative.anchor() == DAY


def test_an_anchor_holds_for_some_sentences_only():
    narrative = entered("Envoys met.")
    narrative.record(DAY)
    for _ in range(ANCHOR_REACH + 1):
        narrative.leave()
        narrative.enter("They talked.", [], new_paragraph=False)
    assert narrative.anchor() is None


def test_a_vague_interval_is_no_anchor_for_what_needs_a_day():
    narrative = entered("Envoys met.")
    narrative.record((date(2022, 1, 1), date(2022, 12, 31)))
    assert narrative.anchor() is not None
    assert narrative.anchor(coarsest=1) is None


def test_a_clause_about_what_is_to_come_is_told_from_one_about_the_past():
    text = "The summit will open on 12 July."
    assert entered(text).is_future(scan(text)[0])
    text = "The summit opened on 12 July."
    assert not entered(text).is_future(scan(text)[0])


def test_a_month_takes_the_year_of_the_same_sentence():
    assert (
        entered("In 2019 envoys met, and in June they parted.").year_of(
            scan("In 2019 envoys met, and in June they parted.")[1]
        )
        == 2019
    )


def test_a_retrospective_keeps_its_year_over_sentences():
    spans = find_dates(
        "It began in March 2019. In April envoys met. In June they parted.", published_latest=PUBLISHED[1]
    )
    assert [span.earliest.year for span in spans] == [2019, 2019, 2019]


def test_a_year_heading_holds_until_the_next_one():
    text = "2014\n\nIn March envoys met.\n\n2016\n\nIn March they parted."
    spans = [s for s in find_dates(text, published_latest=PUBLISHED[1]) if s.precision == 4]
    assert [span.earliest.year for span in spans] == [2014, 2016]


def test_a_guess_that_runs_into_the_next_year_gives_a_month_no_year():
    guess = {"published_earliest": date(2021, 5, 11), "published_latest": date(2022, 5, 11)}
    assert find_dates("Envoys met on 23 November.", **guess) == []


def test_the_end_of_a_term_does_not_set_the_scene():
    spans = find_dates("Talks to extend the lease beyond 2044 were held in August.", published_earliest=PUBLISHED[0])
    assert (date(2022, 8, 1), date(2022, 8, 31)) in [(span.earliest, span.latest) for span in spans]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The envoys set the 24 May deadline for a reply.", date(2023, 5, 24)),
        ("The troops must be gone by 24 May.", date(2023, 5, 24)),
        ("The envoys may come as early as 24 May.", date(2023, 5, 24)),
        ("The drill is planned for 24 May.", date(2023, 5, 24)),
        ("The envoys met on 24 May.", date(2022, 5, 24)),
    ],
)
def test_what_is_still_to_come_is_not_dated_a_year_back(text, day):
    (span,) = find_dates(text, published_earliest=PUBLISHED[0])
    assert (span.earliest, span.latest) == (day, day)


def test_a_plan_for_a_month_lies_in_the_nearest_such_month():
    (span,) = find_dates("The summit is planned for early July.", published_earliest=PUBLISHED[0])
    assert span.earliest == date(2023, 7, 1)
