"""Which files are articles: folders, patterns, links and odd names."""

from __future__ import annotations

import os

import pytest

from events.reading.documents import Refused, find_sources, read_documents
from events.reading.results import printable
from tests.events.made_files import STORY, write

TEXT = "\n\n".join(STORY)


def found(*paths):
    """Ids of what would be read, and reasons of what would not."""
    return [item.reason if isinstance(item, Refused) else item.id for item in find_sources(paths)]


def test_folders_are_searched_below_in_the_order_of_names(tmp_path):
    for name in ("b.txt", "a/2.md", "a/10.pdf", "a/1/x.html", "c.jsonl", "c.csv.gz"):
        write(tmp_path, name, TEXT)
    assert found(tmp_path) == ["a/1/x.html", "a/10.pdf", "a/2", "b", "c.csv", "c.jsonl"]


def test_a_pattern_takes_the_files_that_match_it(tmp_path):
    for name in ("x1.txt", "x2.txt", "y.txt", "deep/er/x3.txt"):
        write(tmp_path, name, TEXT)
    assert found(f"{tmp_path}/x*.txt") == ["x1", "x2"]
    assert found(f"{tmp_path}/**/x*.txt") == ["x3", "x1", "x2"]
    assert found(f"{tmp_path}/z*.txt") == ["no file matches this pattern"]


def test_a_file_whose_name_looks_like_a_pattern_is_itself(tmp_path):
    write(tmp_path, "what[1].txt", TEXT)
    assert found(f"{tmp_path}/what[1].txt") == ["what[1]"]


def test_files_of_other_kinds_are_passed_over_but_documents_of_other_kinds_are_named(tmp_path):
    for name in (
        "photo.jpg",
        "style.css",
        ".hidden.txt",
        ".git/x.txt",
        "~$open.docx",
        "README.md",
        "old.doc",
        "all.zip",
    ):
        write(tmp_path, name, TEXT)
    assert found(tmp_path) == ["cannot be read; unpack it", "cannot be read; save it as .docx"]
    assert found(tmp_path / "photo.jpg")[0].startswith("cannot read .jpg; give .txt, .md")


def test_an_original_takes_its_retellings_place_packed_or_not(tmp_path):
    for name in ("one.md", "one.txt", "two.md", "two.txt.gz", "three.md", "three.html"):
        write(tmp_path, name, TEXT)
    assert found(tmp_path) == ["one", "three.html", "three", "two"]


def test_what_is_given_twice_is_read_once(tmp_path):
    path = write(tmp_path, "a/one.txt", TEXT)
    write(tmp_path, "a/two.txt", TEXT)
    assert found(path, tmp_path, path, tmp_path / "a") == ["one", "a/two"]
    assert found(tmp_path, path) == ["a/one", "a/two"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    secret = write(tmp_path, "secret/plan.txt", TEXT)
    folder = tmp_path / "articles"
    write(folder, "one.txt", TEXT)
    (folder / "stolen.txt").symlink_to(secret)
    (folder / "upwards").symlink_to(tmp_path / "secret")
    (folder / "lost.txt").symlink_to(tmp_path / "nowhere.txt")
    (folder / "again.txt").symlink_to(folder / "one.txt")
    assert found(folder) == [
        "a link that leads nowhere",
        "one",
        "a link that leads out of the folder; name its target to have it read",
    ]
    assert found(folder / "stolen.txt") == ["stolen"]  # named by the user, not found on the way


def test_links_in_a_ring_end(tmp_path):
    write(tmp_path, "a/one.txt", TEXT)
    (tmp_path / "a" / "b").symlink_to(tmp_path)
    assert found(tmp_path) == ["a/one"]


def test_a_pipe_and_a_device_are_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path / "pipe.txt") == ["not a plain file; give its content on standard input as -"]
    assert found(tmp_path) == ["not a plain file"]
    assert found("/dev/zero") == ["not a plain file; give its content on standard input as -"]


@pytest.mark.parametrize(
    "name", ["two\nlines.txt", "red\x1b[31m.txt", "turned\u202etxt.exe.txt", "bell\x07.pdf", "tab\t.csv"]
)
def test_a_name_with_control_characters_is_printed_without_them(tmp_path, name):
    path = write(tmp_path, name, b"")
    (refused,) = read_documents([path])
    assert str(refused).isprintable()
    (source,) = find_sources([path])
    assert source.id.isprintable()


def test_a_name_that_is_not_text_is_printed_and_read(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    with open(path, "w", encoding="utf-8") as out:
        out.write(TEXT)
    (document,) = read_documents([tmp_path])
    assert document.id == r"caf\udce9"
    document.source_path.encode("utf-8")


def test_ids_never_leave_the_folder(tmp_path):
    write(tmp_path, "a/one.txt", TEXT)
    up = tmp_path / "a" / ".."
    assert found(up / "a" / "one.txt", up / "b.txt") == ["one", "no such file or folder"]
    assert found(up) == ["a/one"]


def test_a_very_long_name_is_cut():
    assert len(printable("x" * 5_000)) < 400
