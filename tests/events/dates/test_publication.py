"""When an article was published: as it states, else as its text tells, else unknown."""

from __future__ import annotations

from datetime import date

import pytest

from events.dates.publication import infer_published, parse_published


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


@pytest.mark.parametrize(
    "line",
    [
        "MINSK, Aug. 17, 2020 (Newswire) — Belarus asked Russia for help on Saturday.",
        "YEREVAN, 17 August 2020 – Armenia asked Russia for help.",
        "**Monday, 17 August 2020** · *What the papers and agencies of the region wrote since the vote last week*",
        "By our correspondent | 17 August 2020",
        "Published: August 17, 2020",
    ],
)
def test_datelines_of_many_forms_tell_the_day(line):
    assert infer_published(f"A headline\n\n{line}\n\nIt is calm.\n") == (date(2020, 8, 17), date(2020, 8, 17))


def test_a_cover_may_tell_the_month_alone():
    body = "**Policy brief · July 2013**\n\nThe lease was prolonged until 2017, and a base closes by July 2014.\n"
    assert infer_published(body) == (date(2013, 7, 1), date(2013, 7, 31))


def test_a_dateline_without_its_year_is_of_the_year_that_the_text_leads_up_to():
    body = "BISHKEK, Feb. 3 (Newswire) — Guards clashed on Thursday.\n\nThey had clashed in April 2021 as well.\n"
    assert infer_published(body) == (date(2022, 2, 3), date(2022, 2, 3))


def test_what_is_still_to_come_bounds_the_day_of_writing_from_above():
    body = (
        "On January 18, 2023, the bloc met. Its parliament is to debate the closed road on Tuesday, January 24, 2023.\n"
    )
    assert infer_published(body) == (date(2023, 1, 18), date(2023, 1, 24))


def test_a_day_without_its_year_counts_when_it_follows_the_newest_year_closely():
    earliest, latest = infer_published("In September 2022 Armenia asked for help. On Nov. 24 it refused to sign.\n")
    assert earliest == date(2022, 11, 24)
    assert latest >= date(2022, 12, 5)


def test_a_count_to_an_older_happening_tells_nothing_of_the_day_of_writing():
    body = "Two years after the war of 2020 Azerbaijan attacked. On 2 October 2023 Armenia signed a pact.\n"
    earliest, _ = infer_published(body)
    assert earliest >= date(2023, 10, 2)


def test_an_article_that_names_only_times_long_past_tells_no_day():
    assert infer_published("Troops had last fired on a crowd at Andijan in May 2005.\n") is None


def test_nothing_tells_no_date():
    assert infer_published("") is None


@pytest.mark.parametrize("hostile", ["999 years since 31 December 2024, it rained.", "In 9999 it rained.", "(" * 5000])
def test_odd_numbers_do_not_stop_the_reading(hostile):
    assert infer_published(hostile) is None or len(infer_published(hostile)) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Published: 13/09/2022 - 10:11",
        "13.09.2022, 10:11",
        "9/13/2022 2:10:26 PM",
        "Last updated: September 13, 2022 at 09:30 GMT",
        "September 13, 2022Armenia asked Russia for help after the shelling of its towns, said the ministry that day.",
        "https://news.example/world/2022/9/13/armenia-asks-for-help",
        "https://news.example/20220913/armenia-asks-for-help-1109.html",
    ],
)
def test_stamps_and_addresses_tell_the_day(line):
    assert infer_published(f"A headline\n\n{line}\n\nIt is calm.\n") == (date(2022, 9, 13), date(2022, 9, 13))


def test_hours_of_twice_twelve_go_with_months_first():
    assert infer_published("Date\n10/9/2022 2:10:26 PM\nIt is calm.\n") == (date(2022, 10, 9), date(2022, 10, 9))


def test_a_day_in_numbers_that_may_be_two_is_the_one_after_what_is_told():
    body = "Published: 10/9/2022 - 10:11\n\nGuards clashed on 14 September 2022.\n"
    assert infer_published(body) == (date(2022, 10, 9), date(2022, 10, 9))


def test_a_stamp_without_its_year_is_of_the_year_that_the_text_leads_up_to():
    body = "The club gets narrower\n\n20 December, 11:34\n\nIn late June 2012 Uzbekistan sent a note.\n"
    assert infer_published(body) == (date(2012, 12, 20), date(2012, 12, 20))


@pytest.mark.parametrize(
    "told",
    [
        "extends its lease until 2044",
        "lets the base remain through 2024",
        "prolonged the treaty to 2042",
        "wants to double trade by 2023",
    ],
)
def test_the_end_of_a_term_is_no_day_of_writing(told):
    body = f"Armenia {told}, officials said. They had met on 5 August 2021.\n"
    assert infer_published(body)[0] == date(2021, 8, 5)


def test_a_far_year_alone_tells_no_day():
    assert infer_published("The base may remain in Armenia through 2044, officials said on Thursday.\n") is None


def test_the_credit_of_a_page_is_not_when_the_story_plays():
    assert infer_published("Armenia met Russia on 3 May 2021.\n\n© 2024 The Newswire\n")[0] == date(2021, 5, 3)


def test_a_drill_named_for_its_year_tells_the_year():
    body = "Kyrgyzstan cancelled the drill Shield-2022 on Sunday.\n"
    earliest, latest = infer_published(body)
    assert earliest >= date(2022, 1, 1)
    assert latest <= date(2023, 12, 31)


def test_news_by_weekdays_does_not_end_with_the_year_it_names_as_past():
    earliest, latest = infer_published("The guards agreed to a truce on Friday. In 2021 dozens had died.\n")
    assert (earliest, latest) == (date(2021, 1, 1), date(2022, 12, 31))


def test_a_short_report_by_weekdays_follows_the_newest_day_within_a_week():
    body = "The troops arrived on January 6, 2022. Their mission is over, the president said on Wednesday.\n"
    assert infer_published(body) == (date(2022, 1, 6), date(2022, 1, 13))


def test_a_day_by_which_something_goes_is_not_the_day_of_writing():
    text = "On Wednesday the minister asked for a withdrawal to the positions of 11 May 2021."
    earliest, latest = infer_published(text)
    assert earliest == date(2021, 5, 11)
    assert latest > date(2022, 1, 1)
