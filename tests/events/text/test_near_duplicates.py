"""A text that comes again is known: word for word, reposted, trimmed, or under another headline."""

from __future__ import annotations

from contextlib import closing

import pytest

from alignment.event_file import file_reports, sources
from events.reading.documents import Repeated, read_documents
from events.text.near_duplicates import EVERY, CopyIndex, marks, nearly_same, sampled, text_key
from tests.events.made_files import STORY, page, write
from tests.events.telling import event

LONG = [f"Sentence number {n} tells of matter {n * n} in town {n % 7}, and of what came of it." for n in range(80)]
OTHER = [f"Report {n} dwells on village {n * 3} and on its harvest of year {n + 5}, which was poor." for n in range(80)]
TEXT, ELSE = "\n".join(LONG), "\n".join(OTHER)


@pytest.fixture
def index():
    with closing(CopyIndex()) as index:
        yield index


def how(index, name, text):
    known = index.place(name, text)
    return known and (known.how, known.document_id)


@pytest.mark.parametrize(
    "again",
    [
        f"{TEXT}\nCopyright of the agency. All rights reserved.",
        "Another headline altogether\n" + TEXT,
        "\n".join(LONG[:30]),
        "\n".join(LONG[40:]),
        "\n".join([*LONG[:20], *LONG[30:]]),
        TEXT.replace("Sentence number 5 ", "The fifth sentence "),
        f"{TEXT}\n" + "\n".join(OTHER[:20]),
        " ".join(LONG).upper(),
    ],
    ids=["credit", "headline", "start", "end", "cut", "edited", "longer", "capitals"],
)
def test_a_text_that_was_reposted_trimmed_or_given_another_headline_is_near(index, again):
    assert how(index, "first", TEXT) is None
    assert how(index, "again", again) in (("near", "first"), ("same", "first"))


def test_another_text_and_one_that_quotes_a_part_are_new(index):
    quoting = [*(f"Nothing like it, {n} times {n + 1}, so far." for n in range(60)), *LONG[:15]]
    assert how(index, "first", TEXT) is None
    assert how(index, "other", ELSE) is None
    assert how(index, "quotes", "\n".join(quoting)) is None


def test_the_same_words_in_another_dress_are_the_same_text(index):
    assert how(index, "first", TEXT) is None
    dressed = "---\ntitle: T\n---\n# " + TEXT.replace("\n", "\r\n\n").replace(",", " –")
    assert how(index, "second", dressed) == ("same", "first")
    assert text_key(TEXT) == text_key(dressed) != text_key(TEXT + " more")


def test_copies_of_a_copy_are_copies_of_the_first(index):
    assert how(index, "first", TEXT) is None
    assert how(index, "second", TEXT + "\nA credit at the end of it.") == ("near", "first")
    assert how(index, "third", TEXT + "\nA credit at the end of it. And an appeal.") == ("near", "first")


def test_another_text_under_the_same_id_is_told_apart(index):
    assert how(index, "note", TEXT) is None
    assert how(index, "note", ELSE) == ("name", "note")


def test_very_short_texts_are_compared_too(index):
    assert how(index, "a", "Gone") is None
    assert how(index, "b", "gone!") == ("same", "a")
    assert how(index, "c", "Here") is None
    assert how(index, "d", STORY[0]) is None
    assert how(index, "e", STORY[0].replace("3 May", "9 June") + " " + STORY[3]) is None


def test_a_stock_phrase_in_every_article_makes_no_copies(index):
    footer = "This report was written by the correspondents of the agency in the capitals of the region. " * 2
    for n in range(60):
        text = " ".join(
            f"Item {n * m} of day {m} at place {n + m}: nothing new was heard from there." for m in range(12)
        )
        assert how(index, str(n), f"{text} {footer}") is None


def test_marks_are_the_same_in_every_process_and_a_part_keeps_a_part_of_them():
    assert sorted(marks("Armenia signed an agreement with Russia today")) == [1493038891, 1677206773, 3487388526]
    whole, part = marks(TEXT), marks("\n".join(LONG[:40]))
    assert all(mark % EVERY == 0 for mark in whole | part)
    assert len(part - whole) <= 1  # the run that went on where the part was cut
    assert nearly_same(whole, part)
    assert not nearly_same(whole, marks(ELSE))
    assert sampled(range(33)) == {0, 16, 32}


def test_reading_links_a_copy_to_the_first_whatever_kinds_of_files_they_are(tmp_path):
    write(tmp_path, "1.txt", "\n\n".join(STORY))
    write(tmp_path, "2.html", page(["Our readers will know.", *STORY]))
    write(tmp_path, "3.txt", "\n".join(STORY).upper())
    first, second, third = read_documents([tmp_path])
    assert (first.copy_of, second.copy_of) == (None, first.id)
    assert isinstance(third, Repeated)
    assert third.document_id == first.id


def test_a_copy_is_no_second_source_of_an_event_file(tmp_path):
    write(tmp_path, "1.txt", "---\noutlet: The Wire\n---\n" + "\n".join(STORY))
    write(tmp_path, "2.txt", "---\noutlet: The Copyist\n---\nA headline of its own\n" + "\n".join(STORY[:3]))
    write(tmp_path, "3.txt", "---\noutlet: The Paper\n---\nSomething else was in this paper on that day in May.")
    events = [event("1", "One."), event("2", "Two."), event("3", "Three.")]
    reports = file_reports(events, sources([tmp_path]))
    assert list(zip(reports["document"], reports["outlet"], strict=True)) == [
        ("1", "The Wire"),
        ("1", "The Wire"),
        ("3", "The Paper"),
    ]
