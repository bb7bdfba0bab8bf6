"""Time expressions are found where they stand and resolved to honest intervals."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.dates.resolver import DateSpan, _sentences, find_dates, resolve_document
from events.dates.words import PATH, load_words

PUBLISHED = date(2023, 5, 10)  # a Wednesday
DATE_FREE = (Path(__file__).parents[1] / "date_free_sentences.txt").read_text(encoding="utf-8").splitlines()

# Sentence, the expression's text as found, first day, last day, precision, kind; published on 10 May 2023.
TABLE = """
Shelling began on 2022-09-13 at night. | 2022-09-13 | 2022-09-13 | 2022-09-13 | 1 | explicit
The decree of 24.02.2022 was secret. | 24.02.2022 | 2022-02-24 | 2022-02-24 | 1 | explicit
Figures for 2022-10 are missing. | 2022-10 | 2022-10-01 | 2022-10-31 | 4 | explicit
The guests arrived on 22 February 2022. | 22 February 2022 | 2022-02-22 | 2022-02-22 | 1 | explicit
It was signed on the 5th of March, 2019. | 5th of March, 2019 | 2019-03-05 | 2019-03-05 | 1 | explicit
The column crossed on Feb. 24, 2022, before dawn. | Feb. 24, 2022 | 2022-02-24 | 2022-02-24 | 1 | explicit
The council sat on Tuesday, January 24, 2023. | Tuesday, January 24, 2023 | 2023-01-24 | 2023-01-24 | 1 | explicit
MINSK, Sept. 3, 2021 – Two pilots landed. | Sept. 3, 2021 | 2021-09-03 | 2021-09-03 | 1 | explicit
12 May 2021 – Troops move past the lake. | 12 May 2021 | 2021-05-12 | 2021-05-12 | 1 | explicit
May 15, 1992, saw the treaty signed. | May 15, 1992 | 1992-05-15 | 1992-05-15 | 1 | explicit
The drill of 10-14 October 2022 was called off. | 10-14 October 2022 | 2022-10-10 | 2022-10-14 | 2 | explicit
Guns fired on the night of 12 to 13 September 2022. | 12 to 13 September 2022 | 2022-09-12 | 2022-09-13 | 2 | explicit
Peacekeepers stayed from January 6 to 19, 2022. | January 6 to 19, 2022 | 2022-01-06 | 2022-01-19 | 4 | explicit
The war of 27 September – 10 November 2020 | 27 September – 10 November 2020 | 2020-09-27 | 2020-11-10 | 5 | explicit
It lasted from December 2021 to January 2022. | December 2021 to January 2022 | 2021-12-01 | 2022-01-31 | 5 | explicit
Talks ran from May to July 2021. | May to July 2021 | 2021-05-01 | 2021-07-31 | 5 | explicit
The post was empty from November to February 2022. | November to February 2022 | 2021-11-01 | 2022-02-28 | 5 | explicit
Between 2020 and 2022 trade doubled. | 2020 and 2022 | 2020-01-01 | 2022-12-31 | 5 | explicit
The 2022-23 budget passed. | 2022-23 | 2022-01-01 | 2023-12-31 | 5 | explicit
Poland's crisis of 1980–81 comes to mind. | 1980–81 | 1980-01-01 | 1981-12-31 | 5 | explicit
In April 2021 water led to blood. | April 2021 | 2021-04-01 | 2021-04-30 | 4 | explicit
The pact was born in 1955 in Warsaw. | 1955 | 1955-01-01 | 1955-12-31 | 5 | explicit
In 2022 soldiers of three states drilled there. | 2022 | 2022-01-01 | 2022-12-31 | 5 | explicit
Old hands remember the 1990s well. | 1990s | 1990-01-01 | 1999-12-31 | 5 | explicit
The late 2010s brought more drills. | late 2010s | 2016-01-01 | 2019-12-31 | 5 | explicit
In early 2023 envoys met in Prague. | early 2023 | 2023-01-01 | 2023-03-31 | 5 | explicit
At the very beginning of 2023 he cancelled the drill. | very beginning of 2023 | 2023-01-01 | 2023-01-31 | 4 | explicit
By mid-2021 the camp was full. | By mid-2021 | 2021-05-01 | 2021-08-31 | 5 | until
They met in late November 2022 in Yerevan. | late November 2022 | 2022-11-21 | 2022-11-30 | 4 | explicit
Exports fell in the first half of 2021. | first half of 2021 | 2021-01-01 | 2021-06-30 | 5 | explicit
Exports rose in Q3 2021. | Q3 2021 | 2021-07-01 | 2021-09-30 | 5 | explicit
A base opened in spring 2021. | spring 2021 | 2021-03-01 | 2021-05-31 | 5 | explicit
Gas ran out in the winter of 2021. | winter of 2021 | 2021-12-01 | 2022-02-28 | 5 | explicit
Reforms have stalled since at least 2014. | since at least 2014 | 2014-01-01 | 2023-05-10 | 5 | since
From 2018 onwards he chaired the council. | 2018 | 2018-01-01 | 2023-05-10 | 5 | since
It was a member until 2012. | until 2012 | 2012-01-01 | 2012-12-31 | 5 | until
By the end of 2024 troops are to leave. | By the end of 2024 | 2024-10-01 | 2024-12-31 | 5 | until
In October the drill was called off. | October | 2022-10-01 | 2022-10-31 | 4 | partial
In March the envoys met. | March | 2023-03-01 | 2023-03-31 | 4 | partial
He stayed away on Nov. 24 without a word. | Nov. 24 | 2022-11-24 | 2022-11-24 | 1 | partial
The December 12 accord was a warning. | December 12 | 2022-12-12 | 2022-12-12 | 1 | partial
Police fired on September 13 and 14 in the pass. | September 13 and 14 | 2022-09-13 | 2022-09-14 | 2 | partial
Drones have flown since September. | since September | 2022-09-01 | 2023-05-10 | 5 | since
Voters go to the polls in the autumn. | autumn | 2022-09-01 | 2022-11-30 | 5 | partial
Leaders will gather in September. | September | 2023-09-01 | 2023-09-30 | 4 | partial
The January unrest shook the palace. | January | 2023-01-01 | 2023-01-31 | 4 | partial
In May last year the bloc turned thirty. | May last year | 2022-05-01 | 2022-05-31 | 4 | partial
Last year the mission was refused. | Last year | 2022-01-01 | 2022-12-31 | 5 | relative
This year he has stayed at home. | This year | 2023-01-01 | 2023-05-10 | 5 | relative
Late last year a base was closed. | Late last year | 2022-10-01 | 2022-12-31 | 5 | relative
The minister resigned last month. | last month | 2023-04-01 | 2023-04-30 | 4 | relative
Next month the ministers meet. | Next month | 2023-06-01 | 2023-06-30 | 4 | relative
The border was shut last week. | last week | 2023-05-01 | 2023-05-07 | 3 | relative
It burned last autumn. | last autumn | 2022-09-01 | 2022-11-30 | 5 | relative
This January the post changed hands. | This January | 2023-01-01 | 2023-01-31 | 4 | relative
The bridge was hit on Saturday. | Saturday | 2023-05-06 | 2023-05-06 | 1 | relative
The film will open on Monday. | Monday | 2023-05-15 | 2023-05-15 | 1 | relative
He was buried yesterday. | yesterday | 2023-05-09 | 2023-05-09 | 1 | relative
A post was shelled earlier this month. | earlier this month | 2023-05-01 | 2023-05-10 | 4 | relative
The law passed two years ago. | two years ago | 2021-01-01 | 2021-12-31 | 5 | relative
Three months ago the road was cut. | Three months ago | 2023-02-01 | 2023-02-28 | 4 | relative
Losses grew over the past year. | the past year | 2022-05-10 | 2023-05-10 | 5 | relative
Six raids took place in the last three months. | the last three months | 2023-02-10 | 2023-05-10 | 5 | relative
Ten months since the invasion, morale is low. | Ten months since | 2023-05-10 | 2023-05-10 | 1 | relative
He recently visited the base. | recently | 2022-05-10 | 2023-05-10 | 5 | recent
"""
ROWS = [tuple(cell.strip() for cell in line.rsplit("|", 5)) for line in TABLE.strip().splitlines()]

# Text and, for every expression in order, its first and last day; published on 10 May 2023.
NARRATIVES = [
    ("Riots broke out in January 2022. In the same month troops came and went.", ["2022-01-01/2022-01-31"] * 2),
    ("He struck in February. Seven months later he was losing.", ["2023-02-01/2023-02-28", None]),
    (
        "War came in February 2022. Seven months later he was losing.",
        ["2022-02-01/2022-02-28", "2022-09-01/2022-09-30"],
    ),
    ("In 2020 war broke out and in November it ended.", ["2020-01-01/2020-12-31", "2020-11-01/2020-11-30"]),
    ("A truce was signed on 9 November 2020. The following day the guns were silent.", [..., "2020-11-10/2020-11-10"]),
    ("Guns fired on 12 September 2022. Ten days later envoys came.", [..., "2022-09-22/2022-09-22"]),
    ("Guns fired on 12 September 2022. By 14 September it was over.", [..., "2022-09-14/2022-09-14"]),
    ("He joined in 2006 and left six years later.", [..., "2012-01-01/2012-12-31"]),
    ("In November 2020 envoys came. In January, they left.", [..., "2021-01-01/2021-01-31"]),
    ("It was founded in 2002. The following year it grew.", [..., "2003-01-01/2003-12-31"]),
    ("It broke in 1999. A year earlier all was well.", [..., "1998-01-01/1998-12-31"]),
    ("On Nov. 27 a site counted nine flights in the preceding week.", [..., "2022-11-20/2022-11-27"]),
    ("He took office in March 2019. He has since left.", [..., "2019-03-01/2023-05-10"]),
    ("He took office in March 2019. Since then, nothing moved.", [..., "2019-03-01/2023-05-10"]),
    ("Crowds gathered in January 2022. At the time, few knew why.", [..., "2022-01-01/2022-01-31"]),
    ("He spoke on 3 April 2021, and that year he spoke again.", [..., "2021-01-01/2021-12-31"]),
    ("He spoke on 3 April 2021. Later that month he fell.", [..., "2021-04-03/2021-04-30"]),
    ("The city fell on 19 September 2022. He quit on the 27th.", [..., "2022-09-27/2022-09-27"]),
    ("He was shot on 6 May, two days after the quarrel.", ["2023-05-06/2023-05-06", "2023-05-04/2023-05-04"]),
    ("Four days after the vote of 9 August 2020 he fled.", ["2020-08-13/2020-08-13", "2020-08-09/2020-08-09"]),
    ("Founded in 1992, the pact met in April.", ["1992-01-01/1992-12-31", "2023-04-01/2023-04-30"]),
    ("After the 2020 war, in September, he wavered.", [..., "2022-09-01/2022-09-30"]),
    ("Fires burned in September and October 2021.", ["2021-09-01/2021-09-30", "2021-10-01/2021-10-31"]),
    ("It failed in both 2021 and 2022.", ["2021-01-01/2021-12-31", "2022-01-01/2022-12-31"]),
    (
        "Shots fell on 3, 7 and 12 May 2021.",
        ["2021-05-03/2021-05-03", "2021-05-07/2021-05-07", "2021-05-12/2021-05-12"],
    ),
    (
        "**2015.** In September he asked. He refused at the end of October.",
        [..., "2015-09-01/2015-09-30", "2015-10-21/2015-10-31"],
    ),
    ("The 2021 clash killed few; one in September of the following year killed many.", [..., "2022-09-01/2022-09-30"]),
    ("It fell on 9 November 2020. In the weeks that followed, troops left.", [..., "2020-11-10/2021-01-25"]),
    ("It fell on 9 November 2020. Half a year later they met.", [..., "2021-05-01/2021-05-31"]),
    ("It fell in November 2020. Two and a half years earlier he rose.", [..., "2018-05-01/2018-05-31"]),
    ("It fell on 9 November 2020. Over the next two days crowds came.", [..., "2020-11-10/2020-11-11"]),
    ("It fell on 9 November 2020. A fortnight later they met.", [..., "2020-11-20/2020-11-26"]),
    ("A truce was signed on 9 November 2020. Within hours troops landed.", [..., "2020-11-09/2020-11-10"]),
    ("He was shot on 6 April 2021. Within ten days all was quiet.", [..., "2021-04-06/2021-04-16"]),
    ("On the eve of the vote of 9 August 2020 he spoke.", ["2020-08-08/2020-08-08", "2020-08-09/2020-08-09"]),
    (
        "The summit was held on 23 November 2022. On 5 December 2022 he flew. Two days after the summit he wrote.",
        [..., ..., "2022-11-25/2022-11-25"],
    ),
    (
        "Guns fired on 2 April 2016 and the war began. On the second day of the war he rang.",
        [..., "2016-04-03/2016-04-03"],
    ),
    ("The war began on 2 April 2016. On the day the war began he rang.", [..., "2016-04-02/2016-04-02"]),
    ("It was promised on 25 March 2023 and signed one month later to the day.", [..., "2023-04-25/2023-04-25"]),
    ("A court shut it in July 2022. That same week he spoke.", [..., "2022-07-01/2022-07-31"]),
    (
        "The war ended in 2016. The revolt of 2018 came, and that July he was charged.",
        [..., ..., "2018-07-01/2018-07-31"],
    ),
    ("Guns fired on 14 September 2022. Three days afterwards they fell silent.", [..., "2022-09-17/2022-09-17"]),
    ("He spoke on 27 September 2022. They had said so on the 26th.", [..., "2022-09-26/2022-09-26"]),
    ("He fell ill on 5 April 2021. He missed the next day's session.", [..., "2021-04-06/2021-04-06"]),
    (
        "On 12 June 2022 he resigned. She, who had warned in May, stayed. It has since grown.",
        [..., ..., "2022-06-12/2023-05-10"],
    ),
    ("Much is known of the war of 2020. It ended on 10 November.", [..., "2020-11-10/2020-11-10"]),
    ("On 12 April he spoke of the war of 2020.", ["2023-04-12/2023-04-12", ...]),
    (
        "The year 2010 was hard. In April he fell. In June they fought. In December all met.",
        [..., ..., ..., "2010-12-01/2010-12-31"],
    ),
    ("What happened in 2013?\n\nIn September he gave way.", [..., "2013-09-01/2013-09-30"]),
    ("Those who left in 2012 (there were few) met in March.", [..., "2023-03-01/2023-03-31"]),
    ("**2021.** From the summer onward they came.", [..., "2021-06-01/2021-12-31"]),
    ("At the summit in November he balked. The summit met on 23 November 2022.", ["2022-11-23/2022-11-23", ...]),
    ("Before the summit in November he balked. The summit met on 23 November 2022.", ["2022-11-01/2022-11-30", ...]),
    ("2011\n12 March – Fuel runs out.\n3 June – A loan.", [..., "2011-03-12/2011-03-12", "2011-06-03/2011-06-03"]),
]


def found(text: str, published: date | None = PUBLISHED) -> list[DateSpan]:
    return find_dates(text, published_earliest=published, published_latest=published)


@pytest.mark.parametrize("row", ROWS, ids=[row[1] for row in ROWS])
def test_an_expression_covers_the_days_it_means(row: tuple[str, ...]) -> None:
    sentence, text, earliest, latest, precision, kind = row
    [span] = found(sentence)
    assert span.text == text == sentence[span.start : span.end]
    assert (span.earliest.isoformat(), span.latest.isoformat()) == (earliest, latest)
    assert (span.precision, span.kind) == (int(precision), kind)


@pytest.mark.parametrize(("text", "expected"), NARRATIVES, ids=[text for text, _ in NARRATIVES])
def test_the_narrative_carries_years_and_anchors(text: str, expected: list) -> None:
    resolved = resolve_document(_sentences(text), PUBLISHED, PUBLISHED)
    spans = [f"{span.earliest}/{span.latest}" for listed in resolved for span in listed]
    wanted = [want for want in expected if want is not None]  # None: not found, as it would lie after publication
    assert len(spans) == len(wanted)
    assert [have if want is ... else want for have, want in zip(spans, wanted, strict=True)] == spans


@pytest.mark.parametrize("sentence", DATE_FREE)
def test_a_sentence_without_a_date_yields_none(sentence: str) -> None:
    assert found(sentence) == []


PIECES = "in on since the last next that early end of May March 12 31 2021 1999 2020-22 two days ago later after , . –"


@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=14).map(" ".join))
def test_any_muddle_of_words_yields_spans_in_order_that_stand_in_the_text(text: str) -> None:
    spans = found(text)
    assert all(span.text == text[span.start : span.end] and span.earliest <= span.latest for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_there_are_more_than_a_hundred_sentences_without_a_date() -> None:
    assert len(set(DATE_FREE)) > 100


def test_an_anchor_from_outside_is_counted_from() -> None:
    [span] = find_dates("Four days after the summit he flew home.", anchor=(date(2022, 11, 23), date(2022, 11, 23)))
    assert (span.earliest, span.latest, span.kind) == (date(2022, 11, 27), date(2022, 11, 27), "anchored")


def test_a_topic_year_takes_the_place_of_publication() -> None:
    [span] = find_dates("In November the truce came.", published_latest=PUBLISHED, topic_year=2020)
    assert (span.earliest, span.latest) == (date(2020, 11, 1), date(2020, 11, 30))


def test_without_publication_nothing_is_counted_from_it() -> None:
    assert found("Last week and on Monday he recently met them in October.", published=None) == []


def test_without_publication_the_latest_year_named_serves_partial_dates() -> None:
    sentences = [(0, "In November the summit failed. "), (31, "It was the worst of 2022, after 2021.")]
    [[november], _] = resolve_document(sentences, None, None)
    assert (november.earliest, november.latest) == (date(2022, 11, 1), date(2022, 11, 30))


def test_a_publication_interval_widens_what_counts_from_it() -> None:
    [span] = find_dates("It fell last month.", published_earliest=date(2024, 4, 22), published_latest=date(2024, 5, 21))
    assert (span.earliest, span.latest) == (date(2024, 3, 1), date(2024, 4, 30))


def test_publication_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends"):
        find_dates("x", published_earliest=PUBLISHED, published_latest=date(2020, 1, 1))


def test_a_day_that_does_not_exist_is_left_out() -> None:
    assert found("It happened on 31 June 2022.") == []


def test_offsets_count_from_the_start_of_the_document() -> None:
    first, second = "Talks opened on 3 March 2021. ", "They failed on 5 April 2021."
    spans = resolve_document([(100, first), (100 + len(first), second)], PUBLISHED, PUBLISHED)
    assert [(s.start, s.end) for group in spans for s in group] == [(116, 128), (145, 157)]


def test_a_paragraph_headed_by_a_year_does_not_lend_it_to_the_next() -> None:
    *_, span = found("**2015.** In September he asked.\n\nHe was refused in April.")
    assert span.earliest == date(2023, 4, 1)


def test_a_word_list_without_a_source_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "dates.toml"
    broken.write_text(PATH.read_text(encoding="utf-8").replace('source = "calendar"', "", 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"dates\.toml.*no source.*restore"):
        load_words(broken)


def in_2020(text: str) -> list[tuple[date, date]]:
    spans = find_dates(text, published_earliest=date(2020, 6, 10), published_latest=date(2020, 6, 10))
    return [(span.earliest, span.latest) for span in spans]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It was ten years ago tonight.", [date(2010, 6, 10)]),
        ("It was ten years ago tonight. On the 14th the border closed.", [date(2010, 6, 10), date(2010, 6, 14)]),
        ("It was ten years ago today. On the Saturday he wrote.", [date(2010, 6, 10), date(2010, 6, 12)]),
        ("On this day in 2014 he left.", [date(2014, 6, 10)]),
        ("They met on Wednesday of last week.", [date(2020, 6, 3)]),
        ("On the third of June 2015 they met, on the ninth of that month again.", [date(2015, 6, 3), date(2015, 6, 9)]),
        ("He came on 2 May 2012. On the twelfth Putin left.", [date(2012, 5, 2), date(2012, 5, 12)]),
        ("It fell on the last day of November 2013.", [date(2013, 11, 30)]),
        ("On 1 October 2013, eight days after a summit had agreed, it voted.", [date(2013, 10, 1), date(2013, 9, 23)]),
    ],
)
def test_days_of_a_retrospective_are_told_in_many_ways(text: str, days: list[date]) -> None:
    assert in_2020(text) == [(day, day) for day in days]


def test_a_retrospective_keeps_its_year_until_the_text_tells_of_its_own_time() -> None:
    scene = "In May 2014 he came.\n\nA long silence.\n\nNobody called.\n\nIt rained.\n\nIt snowed.\n\n"
    assert in_2020(scene + "In October he left.")[-1] == (date(2014, 10, 1), date(2014, 10, 31))
    assert in_2020(scene + "Last week he returned.\n\nIn October he had left.")[-1][0] == date(2019, 10, 1)


def test_what_is_numbered_is_no_day_of_the_month_told_last() -> None:
    anchor = date(2023, 4, 3), date(2023, 4, 3)
    assert [s for s in DATE_FREE if re.search(r"[oO]n the \w+th\b", s) and find_dates(s, anchor=anchor)] == []
