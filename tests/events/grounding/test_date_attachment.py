"""Which of a sentence's dates belongs to which happening."""

from __future__ import annotations

from datetime import date

import pytest

from events.grounding.date_attachment import dates_for, has_had, in_aside, place_dates
from tests.events.parsed import parse, stages_of, word


def dated(text: str, verb: str, *rivals: str, latest: date | None = None) -> list[str]:
    """The words of the dates that a happening gets."""
    mentions = stages_of(text).dates.mentions[0]
    return [s.text for s in dates_for(word(text, verb), mentions, [word(text, r) for r in (verb, *rivals)], latest)]


def test_each_of_two_happenings_has_its_own_date():
    text = "Armenia asked for help on 13 September 2022, and Russia refused on 20 September 2022."
    assert dated(text, "asked", "refused") == ["13 September 2022"]
    assert dated(text, "refused", "asked") == ["20 September 2022"]


def test_years_listed_with_and_both_date_it():
    assert dated("Kyrgyzstan refused to host the drill in 2021 and 2022.", "refused") == ["2021", "2022"]


def test_what_begins_after_the_publication_dates_nothing_past():
    text = "Armenia refused in May 2023 to host the drill."
    assert dated(text, "refused") == ["May 2023"]
    assert dated(text, "refused", latest=date(2023, 1, 15)) == []


def test_until_when_something_lasts_is_not_when_it_was_done_but_by_when_is():
    assert dated("Armenia leased the base until 2044.", "leased") == []
    assert dated("Russia withdrew its troops by 19 January 2022.", "withdrew") == ["by 19 January 2022"]


def test_a_date_in_an_aside_tells_of_another_time():
    text = "The bloc, which Armenia had joined in May 1994, refused."
    assert in_aside(word(text, "1994"))
    assert not in_aside(word("Armenia joined the bloc in May 2012.", "2012"))


@pytest.mark.parametrize(
    ("text", "had"), [("Armenia had joined the bloc.", True), ("Armenia has joined the bloc.", False)]
)
def test_the_past_perfect_is_told_apart(text, had):
    assert has_had(word(text, "joined")) is had


def test_a_date_is_put_on_the_token_that_heads_it():
    text = "Armenia asked for help on 13 September 2022."
    (mention,) = stages_of(text).dates.mentions[0]
    (again,) = place_dates(parse(text), 0, [mention.span])
    assert (again.start, again.end) == (text.index("13"), text.index("2022") + 4)
    assert again.token.text == "September"


def test_a_date_of_what_came_before_is_not_that_of_the_act(read):
    text = "On 3 May 2022 Rahmon met Putin.\n\nRahmon asked the CSTO for troops after Tajikistan was attacked in April."
    asked = next(e for e in read(text, published="2022-05-05") if e.event_type == "REQUEST")
    assert asked.date_start.month == 5
