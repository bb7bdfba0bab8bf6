"""What is the article and what is only the page around it."""

from __future__ import annotations

import pytest

from events.parsing.cleaning import segments

PROSE = "On 3 May 2022 Armenia signed an agreement with Russia."


def kept(text):
    return [part.text for part in segments(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Home",
        "Politics | World | Culture",
        "# Armenia and Russia sign a pact",
        "Share",
        "Sign up for our newsletter and never miss a story.",
        "We use cookies to make this site better for you.",
        "Please donate so that we can go on reporting from the region.",
        "All rights reserved by the publishers of this page.",
        "Subscribe to read more of our stories from Central Asia.",
        "5 min read on the page",
        "The author is a visiting professor of history in Warsaw.",
        "Advertisement: buy a new car today at half the price.",
    ],
)
def test_what_is_not_the_story_is_left_out(line):
    assert kept(f"{line}\n\n{PROSE}\n") == [PROSE]


def test_paragraphs_come_in_their_order():
    assert kept(f"{PROSE}\n\nThe bloc said nothing at all.\n") == [PROSE, "The bloc said nothing at all."]


@pytest.mark.parametrize("end", ["Leave a Reply", "Related articles", "Most read", "About the author"])
def test_the_pages_tail_is_dropped(end):
    assert kept(f"{PROSE}\n\n{end}\n\nOn 4 May 2022 Armenia signed an agreement with China.\n") == [PROSE]


def test_a_caption_that_ends_in_its_credit_stays():
    caption = "Armenia's and Russia's leaders met in Moscow on 3 May 2022 (photo: agency)"
    assert kept(f"{caption}\n") == [caption]


def test_a_wrapped_line_is_joined_to_the_next():
    wrapped = (
        "On 3 May 2022, after long and difficult talks in the\ncapital, Armenia signed an agreement with Russia,\n"
    )
    text = wrapped.replace("talks in the", "talks with its partners in the") + "which pleased few of its citizens.\n"
    (part,) = segments(text)
    assert "\n" not in part.text
    assert part.text == text.strip().replace("\n", " ")


def test_lines_that_end_their_sentence_are_not_joined():
    first = "On 3 May 2022 Armenia signed a long and far-reaching agreement with Russia."
    assert kept(f"{first}\nThe bloc said nothing at all.\n") == [first, "The bloc said nothing at all."]


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntitle: A pact\npublished: 2022-06-01\n---\n\n{PROSE}\n",
        f"   {PROSE}   \n\nThe bloc said nothing at all.\n",
        "On 3 May 2022 **Armenia** signed an _agreement_ with *Russia*.\n",
        "“Ärger” – said 中国’s envoy in Yerevan on 3 May 2022.\n\nThe bloc said nothing at all.\n",
    ],
)
def test_a_segment_lies_where_it_says(text):
    parts = segments(text)
    assert parts
    for part in parts:
        source = text[part.start : part.end].replace("\n", " ")
        assert len(source) == len(part.text)
        assert [a for a, b in zip(part.text, source, strict=True) if a != b] == [" "] * sum(c in "*_" for c in source)


def test_marks_of_emphasis_are_not_read_as_words():
    (part,) = segments("On 3 May 2022 **Armenia** signed an _agreement_ with *Russia*.\n")
    assert not set(part.text) & set("*_")


def test_an_underscore_inside_a_word_is_kept():
    (part,) = segments("The file pact_2022_final was found in Yerevan by reporters.\n")
    assert "pact_2022_final" in part.text


def test_front_matter_is_never_part_of_the_story():
    assert kept(f"---\ntitle: On 4 May 2022 Belarus signed a long agreement with Russia.\n---\n{PROSE}\n") == [PROSE]


def test_an_empty_page_has_no_story():
    assert kept("\n\n\n") == []


def test_headings_that_date_what_follows_stay_without_their_marks():
    text = "## 2014\n\nArmenia signs a treaty with Russia.\n\n## The drill, 3 May 2015\n\nArmenia sends a platoon.\n"
    assert [part.text for part in segments(text)][::2] == ["2014", "3 May 2015"]
    assert all(text[part.start : part.end] == part.text for part in segments(text))


def test_a_long_heading_that_ends_in_a_date_needs_no_blank_line_below_it():
    heading = "## Session of the council of the alliance in the capital of Armenia, 23 November 2022"
    text = f"{heading}\nArmenia refused to sign the declaration of the summit.\n"
    assert [part.text for part in segments(text)] == [
        "23 November 2022",
        "Armenia refused to sign the declaration of the summit.",
    ]


def test_a_menu_of_months_or_years_heads_nothing():
    text = "May 2015\nApril 2015\nMarch 2015\n\nArmenia signs a treaty with Russia in Yerevan.\n\n2014\n2013\n2012\n"
    assert [part.text for part in segments(text)] == ["Armenia signs a treaty with Russia in Yerevan."]
