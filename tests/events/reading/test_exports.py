"""Exports of news databases are taken apart, each article with its own outlet and day; or named, never read as one."""

from __future__ import annotations

from datetime import date

import pytest

from events.reading.documents import Refused, UnreadableDocument, read_document, read_documents
from events.reading.exports import articles_of
from tests.events.made_files import STORY, word, write

NEXIS = """
                               1 of 2 DOCUMENTS


                              Example Daily

                            January 7, 2022 Friday

HEADLINE: The pact is signed

BYLINE: A. Writer

LENGTH: 40 words

BODY:

Armenia signed a pact with Russia on Thursday.

LOAD-DATE: January 8, 2022

                               2 of 2 DOCUMENTS

                              Example Weekly

                            October 10, 2022 Monday

HEADLINE: The drill is off

BODY:

Kyrgyzstan called off the drill of the alliance on Sunday.

LOAD-DATE: October 10, 2022
"""
NEXIS_UNI = """The pact is signed
Example Daily
January 7, 2022 Friday

Copyright 2022 Example Media All Rights Reserved
Section: NEWS; Pg. 3
Length: 240 words
Byline: A. Writer

Body

Armenia signed a pact with Russia on Thursday.

Load-Date: January 8, 2022
End of Document
The drill is off
Example Weekly
October 10, 2022 Monday
Length: 40 words
Body
Kyrgyzstan called off the drill of the alliance on Sunday.
Load-Date: October 10, 2022
End of Document
"""
FACTIVA = """The pact is signed
A. Writer
240 words
7 January 2022
10:15
Example Daily
EXDAI
English
(c) 2022 Example Media.

Armenia signed a pact with Russia on Thursday.

Document EXDAI00020220107EI1700001

The drill is off
40 words
10 October 2022
Example Weekly
EXWEE
English
Copyright 2022.

Kyrgyzstan called off the drill of the alliance on Sunday.

Document EXWEE00020221010EIA00002
"""
FACTIVA_CODES = """
HD   The pact is signed
BY   A. Writer
WC   240 words
PD   7 January 2022
SN   Example Daily
LP
Armenia signed a pact with Russia on Thursday.

AN   Document EXDAI00020220107EI1700001

HD   The drill is off
PD   10 October 2022
SN   Example Weekly
LP   Kyrgyzstan called off the drill of the alliance on Sunday.

AN   Document EXWEE00020221010EIA00002
"""
PROQUEST = """____________________________________________________________

Document 1 of 2

The pact is signed
Author: A. Writer
Publication info: Example Daily ; Yerevan [Yerevan]. 07 Jan 2022.
Full text: Armenia signed a pact with Russia on Thursday.
Title: The pact is signed
Publication title: Example Daily
Publication date: Jan 7, 2022
____________________________________________________________

Document 2 of 2

The drill is off
Publication title: Example Weekly
Publication date: Oct 10, 2022
Full text: Kyrgyzstan called off the drill of the alliance on Sunday.
Subject: Drills
"""
EXPORTS = {
    "nexis": NEXIS,
    "nexis uni": NEXIS_UNI,
    "factiva": FACTIVA,
    "factiva's codes": FACTIVA_CODES,
    "proquest": PROQUEST,
}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_taken_apart(name):
    first, second = articles_of(EXPORTS[name])
    assert (first.title, first.outlet, first.author) == ("The pact is signed", "Example Daily", "A. Writer")
    assert (second.title, second.outlet) == ("The drill is off", "Example Weekly")
    assert (first.published, second.published) == (date(2022, 1, 7), date(2022, 10, 10))
    assert first.text == "Armenia signed a pact with Russia on Thursday."
    assert second.text == "Kyrgyzstan called off the drill of the alliance on Sunday."


def test_each_article_is_a_document_with_its_number_and_an_id_that_stays(tmp_path):
    first, second = read_documents([write(tmp_path, "export.txt", NEXIS)])
    assert [one.source_path for one in (first, second)] == [str(tmp_path / f"export.txt:{n}") for n in (1, 2)]
    assert first.published_earliest == first.published_latest == date(2022, 1, 7)
    (again,) = read_documents([write(tmp_path / "other", "export.txt", NEXIS.partition("2 of 2")[2])])
    assert again.id == "export", "one article is the file's own"
    with pytest.raises(UnreadableDocument, match="2 articles; read it with read_documents"):
        read_document(tmp_path / "export.txt")


def test_an_export_as_a_word_file_is_taken_apart_too(tmp_path):
    documents = list(read_documents([write(tmp_path, "export.docx", word(NEXIS_UNI.splitlines()))]))
    assert [one.title for one in documents] == ["The pact is signed", "The drill is off"]


def test_an_article_of_an_export_without_its_day_is_named_and_the_others_are_read(tmp_path):
    third = NEXIS.partition("2 of 2 DOCUMENTS")[2].replace("2022", "2021").replace("Kyrgyzstan", "Tajikistan")
    text = NEXIS.replace("January 7, 2022 Friday", "the other day") + " 3 of 3 DOCUMENTS" + third
    refused, *others = read_documents([write(tmp_path, "export.txt", text)])
    assert str(refused) == f"{tmp_path / 'export.txt'}:1: no date"
    assert len(others) == 2


def test_what_looks_like_several_and_cannot_be_told_apart_is_named(tmp_path):
    text = "\n\n".join(f"{n} of 3 DOCUMENTS\n\n{line}" for n, line in enumerate(STORY, start=1))
    (refused,) = read_documents([write(tmp_path, "export.txt", text)])
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("looks like 4 articles exported from Nexis, which cannot be told apart")


@pytest.mark.parametrize("rule", ["_" * 50, "1 of 2", "End of Document"])
def test_an_article_with_rules_and_pages_is_one_article(tmp_path, rule):
    text = f"{STORY[0]}\n{rule}\n{STORY[1]}\n" + (f"{rule}\n{STORY[2]}\n" if rule[0] in "_1" else "")
    (document,) = read_documents([write(tmp_path, "a.txt", text)])
    assert document.text == text
