"""Bad input gets one clear line with the file's name and the reason, and the rest is read all the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from events.__main__ import main
from events.reading.documents import Limits, Refused, read_documents
from events.records import Document
from tests.events.made_files import LAUGHS, PEAK, STORY, locked_pdf, packed, pdf, word, word_with, write

ROOT = Path(__file__).parents[3]
TEXT = "\n\n".join(STORY)
SMALL = Limits(article=50_000, page=600_000, file=600_000, unpacked=1_500_000, line=60_000, pages=5)
"""The limits of the bombs below, so that they need not be large."""

BAD = {
    "empty.txt": (b"", "empty"),
    "blank.html": (b" \n ", "empty"),
    "binary.txt": (bytes(range(256)) * 8, "binary, not text"),
    "picture.md": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(50), "binary, not text"),
    "half.txt": ("Armenia signed".encode("utf-16") + b"\0", "broken UTF-16"),
    "locked.pdf": (locked_pdf("secret"), "encrypted; save it without a password"),
    "cut.pdf": (pdf([STORY])[:400], "a broken PDF"),
    "no.pdf": (b"Armenia signed a pact.", "a broken PDF"),
    "scan.pdf": (pdf([[]]), "no text in it; if it is a scan"),
    "book.pdf": (pdf([["A page of many."]] * 6), "more than 5 pages"),
    "cut.docx": (word(STORY)[:5000], "not a Word file, or cut off"),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted, or an old .doc"),
    "zip.docx": (word_with("word/document.xml", b"<broken"), "a broken Word file"),
    "bomb.docx": (word_with("word/media/bomb.png", bytes(1_600_000)), "unpacks to far more than a Word file holds"),
    "part.docx": (word_with("word/document.xml", b" " * 700_000), "unpacks to far more than a Word file holds"),
    "laughs.docx": (word_with("word/document.xml", LAUGHS), "declares entities of its own"),
    "laughs.html": (LAUGHS, "no article found in the page"),
    "line.txt": (b"Armenia signed " * 5_000, "more than 50,000 bytes, too large for one article"),
    "bomb.txt.gz": (packed(b"a" * 2_000_000), "more than 50,000 bytes, too large for one article"),
    "bomb.jsonl.gz": (packed(b"\n" * 2_000_000), "unpacks to more than 200 times its size"),
    "cut.txt.gz": (packed(TEXT)[:-30], "packed, and broken or cut off"),
    "no.txt.gz": (b"\x1f\x8bno gzip at all", "packed, and broken or cut off"),
    "attributes.html": ("<p " + " ".join(f"a{n}" for n in range(900)) + ">" + TEXT, "more than 500 attributes"),
    "deep.html": ("<div>" * 40_000 + TEXT, "nested more than 2,048 deep"),
    "elements.html": ("<i>" * 20_000 + "<b>" * 30_001, "more than 50,000 elements"),
    "cut.parquet": (b"PAR1" + bytes(40) + b"PAR1", "a broken Parquet file"),
    "columns.csv": ("title,plot\nA pact,It was signed.\n", "no column text; it has: title, plot"),
    "columns.jsonl": ('{"title": "A pact", "plot": "It was signed."}\n' * 3, "no column text; it has: title, plot"),
    "empty.csv": (b"", "no column text; it has: none"),
    "empty.jsonl": (b"\n\n", "empty"),
    "russian.txt": (
        "Президент России заявил, что ОДКБ не будет вмешиваться.".encode("cp1251"),
        "Russian; only English",
    ),
    "day.txt": (f"---\npublished: 10/12/2022\n---\n{TEXT}", "may be two different days"),
    "old.rtf": (b"{\\rtf1 Armenia}", "save it as .docx or .txt"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of bad files with one good article among them."""
    folder = tmp_path_factory.mktemp("bad")
    for name, (content, _) in BAD.items():
        write(folder, name, content)
    write(folder, "good.txt", TEXT)
    return folder


@pytest.fixture(scope="module")
def reads(folder):
    return list(read_documents([folder], limits=SMALL))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_with_its_name_and_the_reason(folder, reads, name):
    (refused,) = [read for read in reads if isinstance(read, Refused) and read.file == str(folder / name)]
    assert BAD[name][1] in refused.reason
    assert "\n" not in str(refused)


def test_bad_files_do_not_stop_the_rest(reads):
    assert [read.id for read in reads if isinstance(read, Document)] == ["good"]
    assert len(reads) == len(BAD) + 1


def test_a_bomb_is_not_unpacked_before_it_is_refused(tmp_path):
    """Memory tells: what was unpacked would have to be held."""
    write(tmp_path, "bomb.txt.gz", packed(bytes(80_000_000)))
    write(tmp_path, "bomb.docx", word_with("word/media/bomb.png", bytes(250_000_000)))
    program = (
        f"{PEAK}\n"
        "import sys\n"
        "from events.reading.documents import read_documents\n"
        "import events.reading.docx\n"
        "before = peak()\n"
        "for read in read_documents([sys.argv[1]]): print(read.reason)\n"
        "print(peak() - before)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, tmp_path], cwd=ROOT, capture_output=True, text=True, check=True
    )
    bomb, text, kilobytes = ended.stdout.splitlines()
    assert "unpacks to far more" in bomb
    assert "too large for one article" in text
    assert int(kilobytes) < 40_000


def test_a_line_of_200_megabytes_is_refused_and_the_next_one_read(tmp_path):
    path = tmp_path / "archive.jsonl"
    with path.open("wb") as out:
        out.write(b'{"text": "')
        for _ in range(200):
            out.write(b"a" * 1_000_000)
        out.write(b'"}\n{"text": "' + STORY[0].encode() + b'"}\n')
    refused, document = read_documents([path])
    assert str(refused) == f"{path}:1: a line of more than 30,000,000 bytes; not read"
    assert document.text == STORY[0]
    (plain,) = read_documents([path.rename(tmp_path / "archive.txt")])
    assert "too large for one article" in plain.reason


def test_a_file_that_may_not_be_opened_is_refused(tmp_path, monkeypatch):
    def closed(path, *_):
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path, "one.txt", TEXT)
    monkeypatch.setattr(Path, "open", closed)
    (refused,) = read_documents([path])
    assert str(refused) == f"{path}: cannot be opened: Permission denied"


def test_the_exit_code_tells_whether_all_some_or_nothing_was_read(tmp_path, capsys):
    output = ["--output", str(tmp_path / "events.jsonl")]
    good, bad = write(tmp_path, "good.txt", TEXT), write(tmp_path, "bad.pdf", b"%PDF-1.4")
    assert main(["extract", str(good), *output]) == 0
    assert main(["extract", str(good), str(bad), *output]) == 1
    assert main(["extract", str(bad), *output]) == 2
    said = capsys.readouterr().err
    assert said.count(f"set aside: {bad}: a broken PDF") == 2
