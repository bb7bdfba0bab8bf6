"""What stands on a slide is what the panel says of the same view."""

import pytest

from dashboard.address import Opening
from dashboard.deck.slides import Stop, deck
from dashboard.panel import why
from dashboard.panel.events import select_events

ARMENIA = Opening("2022-09", member="ARM", window="all")
PAGE = "http://localhost:8501/"


@pytest.fixture(scope="module")
def made(tables):
    return deck(tables, [Stop(ARMENIA, "A headline", "A note"), Stop(Opening("2022-09"))], "A briefing", page=PAGE)


def test_a_headline_of_ones_own_leaves_the_date_below_it(made):
    own, plain = made.slides
    assert (own.headline, own.date) == ("A headline", "September 2022")
    assert (plain.headline, plain.date) == ("September 2022", "")


def test_the_score_is_taken_apart_to_the_score(made, tables):
    rows = made.slides[0].apart.rows
    found = why.take_apart(tables, "ARM", "2022-09")
    assert rows[0] == (found["parts"][0]["text"], found["parts"][0]["signed"])
    assert rows[-1] == ("Score", found["score"])
    assert sum(float(signed.replace("−", "-")) for _, signed in rows[:-1]) == pytest.approx(
        float(found["score"].replace("−", "-")), abs=0.01 * len(rows)
    )


def test_without_a_state_no_score_is_taken_apart(made):
    assert made.slides[1].apart is None


def test_each_event_brings_its_sentence_and_its_source(made, tables):
    known = set(select_events(tables, ARMENIA)["summary"])
    assert made.slides[0].events
    for told in made.slides[0].events:
        assert told.summary in known
        assert told.quote.text
        assert told.quote.source


def test_the_notes_hold_the_own_words_every_event_and_the_link(made):
    notes = made.slides[0].notes
    assert notes.startswith("A note\n")
    assert notes.endswith(f"{PAGE}?date=2022-09&member=ARM&window=all")
    assert all(told.summary in notes and told.quote.text in notes for told in made.slides[0].events)


def test_the_sources_are_those_of_the_quotes_each_once(made, tables):
    titles = [title for _, title, _, _ in made.sources]
    quoted = {told.quote.article for slide in made.slides for told in slide.events}
    assert len(titles) == len(quoted)
    assert set(titles) == {tables.store.document(article).title for article in quoted}


def test_a_changed_method_is_said_at_the_foot(tables):
    changed = (("decay.half_life_months", 24.0),)
    assert "Not the default method" in deck(tables, [Stop(ARMENIA)], changed=changed).slides[0].foot


def test_a_chosen_quote_is_told_first_by_its_event(tables):
    quotes = [told.quote.text for told in deck(tables, [Stop(ARMENIA)]).slides[0].events]
    (slide,) = deck(tables, [Stop(ARMENIA, quote=quotes[-1])]).slides
    assert slide.events[0].quote.text == quotes[-1] != quotes[0]
    assert slide.notes.index(quotes[-1]) < slide.notes.index(quotes[0])


def test_a_quote_that_no_article_has_stands_on_no_slide(tables):
    (slide,) = deck(tables, [Stop(ARMENIA, quote="Nobody said so.")]).slides
    assert "Nobody said so." not in slide.notes
    assert slide == deck(tables, [Stop(ARMENIA)]).slides[0]
