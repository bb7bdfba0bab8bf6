"""When a happening took place: as exact as the text is, and never more."""

from __future__ import annotations

from datetime import date

import pytest

from events.grounding.event_time import clip

PACT = "Armenia signed an agreement with Russia"


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        (f"On 3 May 2022 {PACT}.", date(2022, 5, 3), date(2022, 5, 3), 1),
        ("From 3 to 7 May 2022, Armenia held exercises with Russia.", date(2022, 5, 3), date(2022, 5, 7), 2),
        (f"In May 2022 {PACT}.", date(2022, 5, 1), date(2022, 5, 31), 4),
        (f"In the spring of 2022, {PACT}.", date(2022, 3, 1), date(2022, 5, 31), 5),
        (f"In 2021 {PACT}.", date(2021, 1, 1), date(2021, 12, 31), 5),
    ],
)
def test_the_interval_is_the_one_the_text_names(read, text, start, end, precision):
    (event,) = read(text)
    assert (event.date_start, event.date_end, event.date_precision) == (start, end, precision)


def test_an_event_known_to_the_year_does_not_land_on_january_first(read):
    (event,) = read(f"In 2021 {PACT}.")
    assert event.date_start != event.date_end


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (f"{PACT} on Tuesday.", date(2022, 10, 18), date(2022, 10, 18)),
        (f"Yesterday {PACT}.", date(2022, 10, 19), date(2022, 10, 19)),
        (f"Last month {PACT}.", date(2022, 9, 1), date(2022, 9, 30)),
        (f"On 3 May {PACT}.", date(2022, 5, 3), date(2022, 5, 3)),
    ],
)
def test_relative_words_count_from_publication(read, text, start, end):
    (event,) = read(text, published="2022-10-20")
    assert (event.date_start, event.date_end) == (start, end)


def test_two_years_joined_by_and_are_two_events(read):
    events = read("In 2021 and 2022 Armenia refused to host CSTO drills.")
    assert [(event.date_start.year, event.date_end.year) for event in events] == [(2021, 2021), (2022, 2022)]
    assert len({event.event_id for event in events}) == 2


def test_two_months_joined_by_and_are_two_events(read):
    events = read("In May 2022 and June 2022 Armenia refused to host CSTO drills.")
    assert [event.date_start.month for event in events] == [5, 6]


def test_each_clause_keeps_its_own_date(read):
    events = read("On 3 May 2022 Armenia met Russia, and on 9 June 2022 Kyrgyzstan cancelled the CSTO drill.")
    assert [(event.event_type, event.date_start) for event in events] == [
        ("CONSULT", date(2022, 5, 3)),
        ("SANCTION", date(2022, 6, 9)),
    ]


def test_a_date_carries_over_to_the_next_sentence_and_makes_it_less_sure(read):
    first, second = read("On 13 September 2022 Azerbaijan attacked Armenia. Yerevan asked the CSTO for help.")
    assert second.date_start == second.date_end == date(2022, 9, 13)
    assert second.confidence < first.confidence


def test_a_date_does_not_carry_over_to_a_new_paragraph(read):
    events = read("On 13 September 2022 Azerbaijan attacked Armenia.\n\nKyrgyzstan signed an agreement with Russia.")
    agreement = next(event for event in events if event.event_type == "AGREE")
    assert agreement.date_precision == 5


def test_an_undated_happening_lies_before_publication_and_is_not_a_day(read):
    analysis = f"Trade has grown since 2015. Prices rose in 2019. The lari fell in 2020. {PACT}."
    event = read(analysis, published="2022-10-20")[-1]
    assert event.date_start < event.date_end <= date(2022, 10, 20)
    assert event.date_precision == 5


def test_a_brief_tells_of_the_week_before_it(read):
    (event,) = read(f"{PACT}.", published="2022-10-20")
    assert (event.date_start, event.date_end) == (date(2022, 10, 13), date(2022, 10, 20))


@pytest.mark.parametrize(
    "head",
    [
        "MINSK (Newswire) — Belarus opened a plant.",
        "Published: 20/10/2022 - 10:11\n\nBelarus opened a plant.",
        "Belarus opened a plant on Tuesday.",
    ],
)
def test_a_short_report_tells_of_the_week_before_it(read, head):
    event = read(f"{head}\n\nPrices had risen in 2015.\n\nAll was calm. {PACT}.", published="2022-10-20")[-1]
    assert date(2022, 10, 13) <= event.date_start <= event.date_end <= date(2022, 10, 20)


def test_of_news_whose_day_is_only_bounded_the_window_is_as_wide_as_the_bounds(read):
    event = read(f"Belarus opened a plant on Tuesday.\n\n{PACT}.", published="2022-09-05/2022-10-20")[-1]
    assert (event.date_start, event.date_end) == (date(2022, 8, 29), date(2022, 10, 20))


def test_what_opens_a_report_is_read_coarsely_without_a_date(read):
    text = "MOSCOW (Newswire) — Russia rebuked Armenia.\n\nPrices had risen in 2015."
    assert [(e.date_start, e.date_end) for e in read(text, published="2022-10-20")] == [
        (date(2022, 10, 13), date(2022, 10, 20))
    ]


@pytest.mark.parametrize(
    "plan",
    [
        "that was to open on 21 October",
        "which was due to start on Friday, October 21",
        "scheduled to be held in October",
        "set for 21 October",
    ],
)
def test_the_coming_day_of_a_plan_dates_no_deed_and_goes_no_year_back(read, plan):
    (event,) = read(f"Kyrgyzstan has cancelled the CSTO drill {plan}.", published="2022-10-20")
    assert (event.date_start, event.date_end) == (date(2022, 10, 13), date(2022, 10, 20))


def test_a_plan_of_the_past_tells_roughly_when_it_was_called_off(read):
    (event,) = read("Kyrgyzstan refused to host the CSTO drill planned for 10-14 October 2022.", published="2023-01-20")
    assert (event.date_start, event.date_end) == (date(2022, 10, 10), date(2022, 10, 14))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("YEREVAN, Oct. 20 (Newswire) — Armenia signed an agreement with Russia on Tuesday.", ["2022-10-18"]),
        ("YEREVAN, Oct. 20 (Newswire) — Armenia signed an agreement with Russia.", ["2022-10-20"]),
        ("On Monday Armenia, which had met Russia on 3 May, signed an agreement with Iran.", ["2022-10-17"]),
        ("Armenia cancelled an agreement, and on 12 October Kazakhstan signed a treaty with Russia.", ["2022-10-12"]),
        ("Kazakhstan on 12 October signed a treaty with Russia.", ["2022-10-12"]),
        ("On 12 October Kyrgyzstan cancelled a drill that had been planned for 20 October.", ["2022-10-12"]),
        ("Armenia declared on 12 October that it would refuse to host the drill in December.", ["2022-10-12"]),
    ],
)
def test_a_date_belongs_to_its_own_clause(read, text, days):
    events = read(text, published="2022-10-20")
    assert set(days) <= {event.date_start.isoformat() for event in events if event.date_start == event.date_end}
    assert not {"2022-05-03", "2022-10-20"} - set(days) & {event.date_start.isoformat() for event in events}


def test_the_present_perfect_takes_no_date_of_another_clause(read):
    text = "Kazakhstan has sent aid to Ukraine and, on 3 May 2022, signed an agreement with Russia."
    aid = next(event for event in read(text, published="2022-10-20") if event.event_type == "AID")
    assert aid.date_start < aid.date_end == date(2022, 10, 20)


def test_since_reaches_until_publication(read):
    text = "On 3 May 2022 Armenia signed an agreement with Russia. It has since refused to host a CSTO drill."
    refusal = next(event for event in read(text, published="2022-10-20") if event.event_type == "REJECT")
    assert (refusal.date_start, refusal.date_end) == (date(2022, 5, 3), date(2022, 10, 20))


def test_a_paragraph_that_opens_with_a_quotation_goes_on_with_the_date_last_told(read):
    text = (
        "On 13 September 2022 Azerbaijan attacked Armenia.\n\n"
        '"It is hard," she said, adding that Armenia asked the CSTO for help.'
    )
    plea = next(event for event in read(text) if event.event_type == "REQUEST")
    assert plea.date_start == date(2022, 9, 13)


def test_what_an_aside_tells_without_a_date_is_background(read):
    assert read("The treaty was kept in Uzbekistan, which left the CSTO.") == []


@pytest.mark.parametrize(
    "text",
    [
        "In May 2005 Uzbekistan signed an agreement with Russia.",
        "In 2008 Russia attacked Georgia.",
        "In 1992 Armenia signed the Collective Security Treaty with Russia.",
        f"On 31 December 2009 {PACT}.",
    ],
)
def test_background_before_2010_is_no_event(read, text):
    assert read(text) == []


@pytest.mark.parametrize("text", [f"In March 2025 {PACT}.", f"On 2 January 2025 {PACT}."])
def test_what_comes_after_2024_is_no_event(read, text):
    assert read(text, published="2025-06-01") == []


def test_every_event_lies_within_2010_and_2024(read):
    text = f"In 2010 {PACT}. In the winter of 2024, {PACT}. Since 2008 Belarus has signed agreements with Russia."
    for event in read(text, published="2025-02-01"):
        assert date(2010, 1, 1) <= event.date_start <= event.date_end <= date(2024, 12, 31)


def test_an_interval_is_cut_to_the_years_of_the_map():
    assert clip(date(2009, 12, 1), date(2010, 2, 1)) == (date(2010, 1, 1), date(2010, 2, 1))
    assert clip(date(2024, 12, 1), date(2025, 2, 1)) == (date(2024, 12, 1), date(2024, 12, 31))
    assert clip(date(2009, 1, 1), date(2009, 12, 31)) is None
    assert clip(date(2025, 1, 1), date(2025, 1, 1)) is None


def test_what_happened_amid_the_unrest_told_before_has_its_date(read):
    before = "The army held parades in 2022.\n\nIt all changed when Lukashenko rigged an election in 2020."
    rescue = "{} Russia lent Belarus money."
    dates = {
        opening: [(e.date_start.year, e.date_end.year) for e in read(f"{before}\n\n{rescue.format(opening)}")][-1]
        for opening in ("Amid the unrest,", "Throughout those protests,")
    }
    assert set(dates.values()) == {(2020, 2020)}
    (*_, undated) = read(f"{before}\n\n{rescue.format('Amid much applause,')}")
    assert (undated.date_start.year, undated.date_end.year) != (2020, 2020)


def test_earlier_in_the_day_is_the_day_told_last(read):
    events = read(f"Kazakhstan met Russia on 3 May 2022. Earlier in the day {PACT}.")
    assert {event.date_start for event in events} == {date(2022, 5, 3)}


NEWS = "YEREVAN - {lead}\n\n{more}\n"


def test_what_a_report_tells_undated_happened_on_the_day_of_its_top(read):
    text = NEWS.format(
        lead="Armenian and Azerbaijani soldiers exchanged fire on Tuesday.",
        more="Azerbaijan accused Armenia of a provocation. Armenia asked Russia for help.",
    )
    days = {(e.event_type, e.date_start, e.date_end) for e in read(text, published="2021-11-17")}
    tuesday = date(2021, 11, 16)
    assert {("ACCUSE", tuesday, tuesday), ("REQUEST", tuesday, tuesday)} <= days


def test_the_day_of_a_report_is_no_day_that_it_tells_as_planned(read):
    text = NEWS.format(
        lead="Kyrgyzstan called off a CSTO drill that was to begin on Wednesday.",
        more="Bishkek gave no reason. Kyrgyzstan told the alliance on Sunday. Kazakhstan criticised Kyrgyzstan.",
    )
    blame = [e for e in read(text, published="2022-10-11") if e.event_type == "ACCUSE"]
    assert [(e.date_start, e.date_end) for e in blame] == [(date(2022, 10, 9), date(2022, 10, 9))]


def test_what_officials_said_on_a_day_to_have_been_done_is_that_days_news(read):
    text = "DUSHANBE, June 29, 2012 - Uzbekistan has suspended its membership of the CSTO, officials said Thursday."
    (event,) = read(text, published="2012-06-29")
    assert (event.date_start, event.date_end) == (date(2012, 6, 28), date(2012, 6, 28))


def test_an_article_that_nobody_can_date_dates_nothing(read):
    assert (
        read("Armenia asked Russia for help. Azerbaijan accused Armenia on Tuesday of a provocation.", published=None)
        == []
    )


def test_since_a_month_when_something_happened_dates_that_to_the_month(read):
    text = "Tension has been building since May 2021, when Armenia accused Azerbaijan of an incursion."
    blame = [e for e in read(text, published="2021-11-16") if e.event_type == "ACCUSE"]
    assert [(e.date_start, e.date_end) for e in blame] == [(date(2021, 5, 1), date(2021, 5, 31))]


def test_talks_named_in_a_report_are_of_the_day_it_tells(read):
    text = "Rahmon announced on Tuesday that he had signed the lease after talks with Putin."
    assert {(e.event_type, e.date_start) for e in read(text, published="2022-10-20")} >= {
        ("CONSULT", date(2022, 10, 18)),
    }


def test_a_report_of_the_week_tells_of_violence_without_saying_whose(read):
    text = "On Tuesday Rahmon met Putin.\n\nSeven people were wounded in Tajikistan."
    assert "ASSAULT" in {e.event_type for e in read(text, published="2022-10-20")}
    old = "Rahmon met Putin in 2021.\n\nSeven people were wounded in Tajikistan."
    assert "ASSAULT" not in {e.event_type for e in read(old, published="2022-10-20")}


def test_a_year_long_ago_that_only_counts_dates_nothing_after_it(read):
    text = (
        "On Monday shells fell on Batken. It was the worst day since the collapse of the Soviet Union in 1991. "
        "Tajikistan accused Kyrgyzstan of lying."
    )
    (event,) = [e for e in read(text, published="2022-10-20") if e.event_type == "ACCUSE"]
    assert event.date_start.year == 2022
