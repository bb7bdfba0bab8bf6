"""Briefings as files: what stands on them is text that can be read back, and nothing in it is markup."""

import io
import shutil
import subprocess
from dataclasses import replace
from xml.etree import ElementTree

import pypdf
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Inches

from dashboard.address import Opening
from dashboard.deck.pdf_file import pdf
from dashboard.deck.pptx_file import TemplateError, pptx
from dashboard.deck.slides import Changes, Stop, deck

HOSTILE = '#panic() [link] $x$ <b>bold</b> \x00 "quoted" \\ *strong*'


@pytest.fixture(scope="module")
def made(tables):
    stops = [
        Stop(Opening("2022-09", member="ARM", window="all"), "A headline", HOSTILE),
        Stop(Opening("2022-09"), HOSTILE),
    ]
    return deck(tables, stops, "A briefing", page="http://localhost:8501/")


def presentation(content):
    return Presentation(io.BytesIO(content))


def shapes(page):
    return {shape.name: shape for shape in page.shapes}


def words(shape):
    return shape.text_frame.text


def test_a_pptx_has_a_slide_a_stop_and_one_of_sources(made):
    pages = presentation(pptx(made)).slides
    assert len(pages) == len(made.slides) + 1
    first = shapes(pages[0])
    assert words(first["Headline"]) == "A headline"
    assert words(first["Caption"]).startswith("September 2022\n")
    assert words(shapes(pages[len(pages) - 1])["Headline"]) == "Sources"
    for _, title, _, _ in made.sources:
        assert title in words(shapes(pages[len(pages) - 1])["Sources"])


def test_the_score_is_a_table_of_the_programs_own(made):
    table = shapes(presentation(pptx(made)).slides[0])["Score taken apart"].table
    assert len(table.rows) == len(made.slides[0].apart.rows)
    assert table.cell(len(table.rows) - 1, 1).text == made.slides[0].apart.rows[-1][1]


def test_the_map_is_a_vector_picture_with_pixels_beside_it_and_told_in_words(made):
    page = presentation(pptx(made)).slides[0]
    shape = shapes(page)["Map"]
    assert shape.shape_type == MSO_SHAPE_TYPE.PICTURE
    assert shape.image.content_type == "image/png"
    assert made.slides[0].caption in shape._element.xpath("./p:nvPicPr/p:cNvPr")[0].get("descr")
    (drawn,) = [part for part in page.part.rels.values() if part.target_part.content_type == "image/svg+xml"]
    assert ElementTree.fromstring(drawn.target_part.blob).tag.endswith("svg")


@pytest.fixture(scope="module")
def with_changes(made):
    rows = [("", "without", "with", "change"), ("Armenia", "+0.10", "−0.20", "−0.30")]
    causes = [f"Cause {number}: {HOSTILE}" for number in range(60)]
    return replace(made, changes=Changes("What changed since June", f"Scores of a month. {HOSTILE}", rows, causes))


@pytest.mark.parametrize("shape", ["wide", "classic"])
def test_what_changed_is_a_slide_before_the_sources(with_changes, made, shape):
    pages = presentation(pptx(with_changes, shape)).slides
    assert len(pages) == len(made.slides) + 2
    page = pages[len(pages) - 2]
    found = shapes(page)
    assert words(found["Headline"]) == "What changed since June"
    table = found["Scores without and with"].table
    told = [[table.cell(row, column).text for column in range(4)] for row in range(2)]
    assert told == [["", "without", "with", "change"], ["Armenia", "+0.10", "−0.20", "−0.30"]]
    on_slide = words(found["Articles and reviews"])
    assert on_slide.startswith("Cause 0: #panic() [link]")
    shown = on_slide.count("Cause ")
    assert f"… and {60 - shown} more, in the speaker's notes" in on_slide
    assert page.notes_slide.notes_text_frame.text.count("Cause ") == 60


def test_what_changed_is_a_page_of_the_pdf(with_changes, made):
    pages = pypdf.PdfReader(io.BytesIO(pdf(with_changes))).pages
    assert len(pages) == len(made.slides) + 2
    text = pages[len(pages) - 2].extract_text()
    assert all(word in text for word in ("What changed since June", "without", "Armenia", "−0.30", "Cause 0: #panic()"))


def test_the_speakers_notes_hold_the_own_note(made):
    assert (
        presentation(pptx(made))
        .slides[0]
        .notes_slide.notes_text_frame.text.startswith("#panic() [link] $x$ <b>bold</b>")
    )


@pytest.mark.parametrize(("shape", "ratio"), [("wide", 16 / 9), ("classic", 4 / 3)])
def test_both_shapes_keep_everything_on_the_slide(made, shape, ratio):
    file = presentation(pptx(made, shape))
    assert file.slide_width / file.slide_height == pytest.approx(ratio, abs=0.001)
    for page in file.slides:
        for one in page.shapes:
            assert one.left >= 0
            assert one.left + one.width <= file.slide_width
            assert one.top + one.height <= file.slide_height
    reader = pypdf.PdfReader(io.BytesIO(pdf(made, shape)))
    assert reader.pages[0].mediabox.width / reader.pages[0].mediabox.height == pytest.approx(ratio, abs=0.001)


def test_a_template_gives_its_size_and_keeps_its_slides(made, tmp_path):
    own = Presentation()
    own.slide_width, own.slide_height = Inches(10), Inches(5.625)
    own.slides.add_slide(own.slide_layouts[5]).shapes.title.text = "House style"
    own.save(str(tmp_path / "house.pptx"))
    file = presentation(pptx(made, template=tmp_path / "house.pptx"))
    assert (file.slide_width, file.slide_height) == (Inches(10), Inches(5.625))
    assert file.slides[0].shapes.title.text == "House style"
    assert len(file.slides) == len(made.slides) + 2


@pytest.mark.parametrize("content", [None, b"no pptx"])
def test_a_template_that_is_none_is_one_line(made, tmp_path, content):
    path = tmp_path / "house.pptx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TemplateError, match=r"^[^\n]*house\.pptx is no PowerPoint file[^\n]*$"):
        pptx(made, template=path)


def test_a_pdf_has_a_page_a_stop_and_text_that_can_be_searched(made):
    reader = pypdf.PdfReader(io.BytesIO(pdf(made)))
    assert len(reader.pages) == len(made.slides) + 1
    first = " ".join(reader.pages[0].extract_text().split())
    assert "A headline" in first
    assert made.slides[0].apart.rows[-1][1] in first
    assert "http://localhost:8501/?date=2022-09" in first.replace(" ", "")
    assert reader.metadata.title == "A briefing"


def test_text_of_articles_and_notes_is_no_markup(made):
    page = " ".join(pypdf.PdfReader(io.BytesIO(pdf(made))).pages[1].extract_text().split())
    assert "#panic()" in page
    assert "<b>bold</b>" in page
    told = words(shapes(presentation(pptx(made)).slides[1])["Headline"])
    assert told.startswith("#panic() [link] $x$ <b>bold</b>")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed: the PPTX is not opened with it")
def test_libreoffice_opens_the_slides_with_all_their_text(made, tmp_path):
    (tmp_path / "brief.pptx").write_bytes(pptx(made))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "brief.pptx")], check=True, capture_output=True)
    reader = pypdf.PdfReader(str(tmp_path / "brief.pdf"))
    assert len(reader.pages) == len(made.slides) + 1
    assert "A headline" in reader.pages[0].extract_text()
