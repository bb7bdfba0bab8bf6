"""Articles are taken out of files of every kind; what is stored is the text that events are read from."""

from __future__ import annotations

import io
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from events.extraction.pipeline import extract_events
from events.reading.columns import FIELDS, names
from events.reading.documents import Limits, UnreadableDocument, read_document, read_documents
from events.reading.finding import KINDS
from events.reading.pdf import joined, read_pdf
from events.reading.results import NotAnArticle
from events.text.front_matter import body_start
from tests.events.made_files import STORY, packed, page, pdf, word, word_with, write

HEAD = (
    "<title>A pact is signed in Yerevan | The Yerevan Wire</title>"
    '<meta property="og:site_name" content="The Yerevan Wire">'
    '<meta property="article:published_time" content="2022-05-04T01:30:00+04:00">'
    '<meta name="author" content="Ani Petrosyan">'
)
TEXT = "\n\n".join(STORY)
ROOT = Path(__file__).parents[3]


def read(folder, name, content):
    return read_document(write(folder, name, content))


def test_a_pages_metadata_give_title_outlet_author_and_day(tmp_path):
    document = read(tmp_path, "story.html", page(STORY, HEAD))
    assert document.title == "A pact is signed in Yerevan"
    assert (document.outlet, document.author) == ("The Yerevan Wire", "Ani Petrosyan")
    assert (document.published_earliest, document.published_latest) == (date(2022, 5, 4), date(2022, 5, 4))
    assert document.id == "story.html"


def test_all_words_of_a_pages_article_are_kept_and_all_around_it_is_left_out(tmp_path):
    text = read(tmp_path, "story.htm", page(STORY, HEAD)).text
    assert all(paragraph in text.splitlines() for paragraph in STORY)
    for around in ("Weather", "cookies", "Ten more things", "newsletter", "reader77", "Copyright"):
        assert around not in text


def test_a_date_in_a_pages_text_is_not_taken_for_its_day_of_publication(tmp_path):
    document = read(tmp_path, "story.html", page(STORY))
    assert document.published_earliest >= date(2022, 10, 1)  # not before the newest happening that it tells of
    assert document.published_earliest != document.published_latest


def test_a_page_in_an_old_encoding_is_read_as_it_declares(tmp_path):
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    old = page(["The bloc, ОДКБ in Russian, met in Yerevan on 3 May 2022, its members say.", *STORY], head)
    content = old.replace('<meta charset="utf-8">', "").encode("cp1251")
    assert "The bloc, ОДКБ in Russian" in read(tmp_path, "old.html", content).text


def test_a_pages_script_is_text_nowhere(tmp_path):
    text = read(tmp_path, "x.html", page([*STORY, "<script>alert(1)</script>Nobody was hurt in the night."])).text
    assert "alert" not in text
    assert "Nobody was hurt" in text


@pytest.mark.parametrize(
    "before",
    ["<font>" * 300, "<div>" * 300, f"<!-- {'a ' * 5_100_000} -->", f"<script>{'a+b;' * 2_600_000}</script>"],
    ids=["unclosed-tags", "nested", "comment", "script"],
)
def test_a_page_is_read_to_its_end_however_deep_and_whatever_stands_before_the_story(tmp_path, before):
    text = read(tmp_path, "story.html", page([before, *STORY], HEAD)).text
    assert all(paragraph in text.splitlines() for paragraph in STORY)


def test_lines_of_a_pdf_become_paragraphs_and_cut_words_whole(tmp_path):
    lines = [
        "A pact is signed in Yerevan",
        "On 3 May 2022 Armenia signed an agree-",
        "ment with Russia on the guarding of its",
        "border by troops of the Moscow-led",
        "alliance, a Moscow-",
        "led force of post-",
        "Soviet states.",
        "The ceremony took less than an hour, and the",
        "ministers left.",
    ]
    document = read(tmp_path, "pact.pdf", pdf([lines]))
    assert document.text.splitlines() == [
        "A pact is signed in Yerevan",
        "On 3 May 2022 Armenia signed an agreement with Russia on the guarding of its border by troops of the "
        "Moscow-led alliance, a Moscow-led force of post-Soviet states.",
        "The ceremony took less than an hour, and the ministers left.",
    ]
    assert document.title == "A pact is signed in Yerevan"


def test_headers_footers_and_page_numbers_of_a_pdf_are_left_out_and_paragraphs_go_on_over_pages(tmp_path):
    bodies = [
        ["The ministers of the two states met in Yerevan", "for a ceremony that was short, and for which"],
        ["nobody had prepared a speech. On 3 May 2022", "Armenia signed an agreement with Russia on the"],
        ["guarding of its border in the south."],
    ]
    pages = [["The Yerevan Wire, 4 May", *body, f"Page {n} of 3"] for n, body in enumerate(bodies, start=1)]
    assert read(tmp_path, "wire.pdf", pdf(pages)).text == (
        "The ministers of the two states met in Yerevan for a ceremony that was short, and for which nobody had "
        "prepared a speech. On 3 May 2022 Armenia signed an agreement with Russia on the guarding of its border in the "
        "south."
    )


def test_a_pdfs_stated_title_counts_only_when_the_text_bears_it_out(tmp_path):
    assert read(tmp_path, "a.pdf", pdf([STORY], title="Microsoft Word - draft7.doc")).title == STORY[0]
    assert read(tmp_path, "b.pdf", pdf([["A pact", *STORY]], title="A pact")).title == "A pact"


def test_a_line_end_between_compounds_keeps_the_hyphen_that_the_article_writes_elsewhere():
    assert joined([["a well-armed force and a well-", "armed state"]]) == "a well-armed force and a well-armed state"
    assert joined([["the peacekeepers came, peace-", "keepers all"]]) == "the peacekeepers came, peacekeepers all"
    assert joined([["the CSTO-", "led force"]]) == "the CSTO-led force"


def test_all_paragraphs_of_a_word_file_are_read_those_of_tables_too(tmp_path):
    from docx import Document as new_word

    made = new_word(io.BytesIO(word(["A pact in Yerevan", *STORY[:2]], title="A pact in Yerevan", author="A. Writer")))
    made.add_table(rows=1, cols=2).rows[0].cells[1].text = STORY[2]
    made.add_paragraph(STORY[3])
    out = io.BytesIO()
    made.save(out)
    document = read(tmp_path, "pact.docx", out.getvalue())
    assert document.text.splitlines() == ["A pact in Yerevan", *STORY]
    assert (document.title, document.author) == ("A pact in Yerevan", "A. Writer")


def test_what_a_word_file_tracks_as_inserted_is_read_and_what_as_deleted_is_not(tmp_path):
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>'
        "<w:r><w:t>Armenia </w:t></w:r><w:ins><w:r><w:t>signed</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>refused</w:delText></w:r></w:del>"
        "<w:r><w:t> a pact.</w:t></w:r></w:p></w:body></w:document>"
    )
    assert read(tmp_path, "x.docx", word_with("word/document.xml", body.encode())).text == "Armenia signed a pact."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.txt", TEXT),
        ("x.md", f"---\ntitle: T\n---\n{TEXT}"),
        ("x.html", page(STORY)),
        ("x.pdf", pdf([STORY])),
        ("x.docx", word(STORY)),
    ],
)
def test_every_kind_may_be_packed_and_gives_the_same_document(tmp_path, name, content):
    plain = read(tmp_path, name, content)
    from_pack = read(tmp_path, f"{name}.gz", packed(content))
    assert (from_pack.id, from_pack.text, from_pack.sha256) == (plain.id, plain.text, plain.sha256)
    assert all(sentence in plain.text for sentence in STORY)


@pytest.mark.parametrize(
    ("name", "content"), [("x.html", page(STORY)), ("x.pdf", pdf([STORY])), ("x.docx", word(STORY))]
)
def test_quotes_stand_in_the_stored_text_at_their_offsets(tmp_path, name, content):
    document = read(tmp_path, name, content)
    mentions = [mention for event in extract_events(document) for mention in event.mentions]
    assert mentions
    for mention in mentions:
        assert document.text[mention.start : mention.end] == mention.quote
        assert mention.quote in STORY


def test_front_matter_of_other_programs_is_read_as_far_as_it_is_known(tmp_path):
    matter = "---\ntitle: A pact\ndate: 2022-05-04T09:30:00Z\ntags:\n  - pact\n- treaty\n# a remark\n---\n"
    document = read(tmp_path, "post.md", matter + TEXT)
    assert document.title == "A pact"
    assert document.published_earliest == date(2022, 5, 4)
    assert document.text[body_start(document.text) :] == TEXT


@pytest.mark.parametrize(
    "matter",
    [
        '---\ntitle: "A pact: signed"  # by hand\nauthor:\n  - A. Writer\n  - B. Writer\ndate: 2022-05-04\n---\n',
        "---\n# a remark\nTitle: >-\n  A pact:\n  signed\nauthor: [A. Writer, 'B. Writer']\ndate: '2022-05-04'\n...\n",
        '+++\ntitle = "A pact: signed"\nauthor = ["A. Writer", "B. Writer"]\ndate = 2022-05-04\n[params]\nx = 1\n+++\n',
    ],
    ids=["yaml", "yaml in blocks", "toml"],
)
def test_front_matter_is_read_in_the_forms_that_sites_are_made_from(tmp_path, matter):
    document = read(tmp_path, "post.md", matter + TEXT)
    assert (document.title, document.author) == ("A pact: signed", "A. Writer, B. Writer")
    assert document.published_earliest == document.published_latest == date(2022, 5, 4)
    assert document.text[body_start(document.text) :] == TEXT


@pytest.mark.parametrize(
    ("opening", "is_left_out"), [("---\n---\n", True), ("---\n\n", False), ("+++\n+++\n", True), ("+++\n\n", False)]
)
def test_empty_front_matter_and_a_leading_rule_hide_nothing(tmp_path, opening, is_left_out):
    told = STORY[0] + "\n\n" + opening[:3] + "\n\n" + STORY[2] + "\n"
    document = read(tmp_path, "post.md", opening + told)
    assert body_start(document.text) == (len(opening) if is_left_out else 0)
    assert document.text.endswith(told)


def test_front_matter_that_is_no_toml_is_refused(tmp_path):
    path = write(tmp_path, "post.md", "+++\ntitle = A pact\n+++\n" + TEXT)
    with pytest.raises(UnreadableDocument, match="front matter that is no TOML"):
        read_document(path)


def test_a_glyph_without_a_meaning_is_shown_as_one_and_costs_nothing_else():
    text = read_pdf(pdf([[STORY[0], "The of\0cials met again on 5 April 2022."]]), Limits()).text
    assert "The of\ufffdcials met again" in text
    with pytest.raises(NotAnArticle, match="told by their shapes alone"):
        read_pdf(pdf([["\0" * 40, "\0" * 40]]), Limits())


def test_standard_input_is_taken_for_what_it_holds():
    kinds = {
        TEXT.encode(): "On 3 May 2022 Armenia",
        page(STORY, HEAD).encode(): "A pact is signed in Yerevan",
        pdf([STORY]): "On 3 May 2022 Armenia",
        word(STORY): "On 3 May 2022 Armenia",
        packed(TEXT): "On 3 May 2022 Armenia",
        f'{{"text": "{STORY[0]}", "title": "From a line"}}\n'.encode(): "From a line",
        f'title,text\nFrom a row,"{STORY[0]}"\n'.encode(): "From a row",
    }
    for content, title in kinds.items():
        (document,) = read_documents(["-"], standard_input=io.BytesIO(content))
        assert document.title.startswith(title)
        assert document.id.startswith("stdin#")
        assert document.source_path.startswith("standard input")


def test_every_kind_column_and_limit_is_documented():
    told = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    for name in (*KINDS, *FIELDS, *sum(names().values(), ()), *(field.name for field in fields(Limits))):
        assert f"`{name}`" in told, f"docs/reading.md does not name {name}"
