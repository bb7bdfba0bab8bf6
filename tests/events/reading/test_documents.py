"""Articles are read from files as they are, and a file that is no article is refused by name."""

from __future__ import annotations

from datetime import date

import pytest

from events.extraction.pipeline import extract_events
from events.ingest.ingest import extractor_version, pending
from events.reading.documents import Refused, UnreadableDocument, find_sources, read_document, read_documents
from events.store.store import open_store
from events.text.front_matter import body_start

BODY = "On 3 May 2022 Armenia signed an agreement with Russia.\n"


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def files(paths):
    return [source.path for source in find_sources(paths)]


def test_front_matter_gives_title_outlet_author_and_publication(tmp_path):
    path = write(
        tmp_path,
        "note.md",
        f'---\ntitle: "A: pact"\noutlet: The Wire\nauthor: A. Writer\npublished: 2022-05\n---\n{BODY}',
    )
    document = read_document(path)
    assert (document.id, document.title, document.outlet, document.author) == (
        "note",
        "A: pact",
        "The Wire",
        "A. Writer",
    )
    assert (document.published_earliest, document.published_latest) == (date(2022, 5, 1), date(2022, 5, 31))


def test_an_article_without_front_matter_takes_its_title_and_date_from_its_text(tmp_path):
    document = read_document(write(tmp_path, "plain.txt", f"A pact is signed in Yerevan\n\n{BODY}"))
    assert document.title == "A pact is signed in Yerevan"
    assert document.published_earliest >= date(2022, 5, 3)


def test_a_value_of_null_is_an_empty_value(tmp_path):
    document = read_document(
        write(tmp_path, "x.md", "---\nauthor: null\npublished: null\n---\nIt rained all day long.\n")
    )
    assert document.author == ""
    assert document.published_earliest is None


def test_a_retelling_names_what_it_retells_as_its_outlet(tmp_path):
    document = read_document(write(tmp_path, "x.md", f"---\nretells: an essay of 2022\n---\n{BODY}"))
    assert "an essay of 2022" in document.outlet


def test_the_original_takes_the_place_of_its_retelling(tmp_path):
    retelling, original = write(tmp_path, "one.md", BODY), write(tmp_path, "one.txt", BODY)
    other = write(tmp_path, "two.md", BODY)
    assert files([tmp_path]) == [original, other]
    assert files([retelling, original]) == [original]
    assert files([original, retelling]) == [original]


def test_files_of_one_name_in_two_folders_are_two_articles(tmp_path):
    first, second = write(tmp_path, "a/one.md", BODY), write(tmp_path, "b/one.txt", BODY)
    assert files([tmp_path]) == [first, second]


def test_a_file_given_twice_is_read_once(tmp_path):
    path = write(tmp_path, "one.md", BODY)
    assert files([path, tmp_path, path]) == [path]


def test_a_folders_readme_is_not_an_article(tmp_path):
    write(tmp_path, "README.md", "About these articles and where they come from.")
    write(tmp_path, "photo.jpg", b"\xff\xd8\xff")
    article = write(tmp_path, "deep/er/one.MD", BODY)
    assert files([tmp_path]) == [article]


def test_a_missing_path_is_named(tmp_path):
    (refused,) = read_documents([tmp_path / "nowhere.md"])
    assert str(refused) == f"{tmp_path / 'nowhere.md'}: no such file or folder"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.md", b" \n\t\n", "empty"),
        ("binary.txt", b"Armenia\0signed\0", "binary"),
        ("nosuffix", b"Armenia", r"give \.txt, \.md"),
        ("old.doc", b"\xd0\xcf\x11\xe0", r"save it as \.docx"),
        ("colon.md", b"---\ntitle\n---\nArmenia signed a pact.\n", "colon"),
        ("day.md", b"---\npublished: before Easter\n---\nArmenia signed a pact.\n", "YYYY"),
        ("month.md", b"---\npublished: 2023-13\n---\nArmenia signed a pact.\n", "published: .*2023-13"),
        ("order.md", b"---\npublished: 2023/2022\n---\nArmenia signed a pact.\n", "ends before"),
    ],
)
def test_a_file_that_is_no_article_is_refused_with_its_name_and_the_reason(tmp_path, name, content, reason):
    with pytest.raises(UnreadableDocument, match=reason) as refusal:
        read_document(write(tmp_path, name, content))
    assert name in str(refusal.value)


def test_a_folder_with_an_articles_name_is_refused(tmp_path):
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(UnreadableDocument, match=r"folder\.md"):
        read_document(tmp_path / "folder.md")


def test_offsets_count_the_whole_file_front_matter_included(tmp_path):
    path = write(tmp_path, "one.md", f"---\npublished: 2022-06-01\n---\n\n{BODY}")
    document = read_document(path)
    assert document.text == path.read_text(encoding="utf-8")
    (event,) = extract_events(document)
    (mention,) = event.mentions
    assert mention.start >= body_start(document.text) > 0
    assert path.read_text(encoding="utf-8")[mention.start : mention.end] == BODY.strip()


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path):
    plain = read_document(write(tmp_path, "a/one.md", f"---\ntitle: T\npublished: 2022-06-01\n---\n{BODY}"))
    windows = read_document(
        write(tmp_path, "b/one.md", b"\xef\xbb\xbf" + plain.text.replace("\n", "\r\n").encode("utf-8"))
    )
    assert windows.text == plain.text
    assert windows.title == "T"


def test_the_hash_is_that_of_the_bytes(tmp_path):
    first, second = write(tmp_path, "a.md", BODY), write(tmp_path, "b.md", BODY)
    changed = write(tmp_path, "c.md", BODY + " ")
    assert read_document(first).sha256 == read_document(second).sha256 != read_document(changed).sha256


def test_articles_of_one_name_in_two_folders_have_ids_of_their_own(tmp_path):
    for folder in ("first", "second"):
        write(tmp_path, f"{folder}/same.txt", f"The {folder} of two articles with one name.")
    assert [document.id for document in read_documents([tmp_path])] == ["first/same", "second/same"]


def test_a_second_article_of_one_id_is_refused_and_not_mixed_up_with_the_first(tmp_path):
    for folder in ("first", "second"):
        write(tmp_path, f"{folder}/same.txt", f"The {folder} of two articles with one name.")
    document, refused = read_documents([tmp_path / "first" / "same.txt", tmp_path / "second" / "same.txt"])
    assert document.id == "same"
    assert isinstance(refused, Refused)
    assert "second" in refused.file
    assert "rename one" in refused.reason


def test_what_a_store_holds_is_not_read_again(tmp_path):
    write(tmp_path, "one.txt", BODY)
    write(tmp_path, "empty.txt", "")
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    waiting, problems = pending(store, tmp_path)
    assert [document.id for document in waiting] == ["one"]
    assert problems == [f"{tmp_path / 'empty.txt'}: empty"]
    store.save(waiting[0], extract_events(waiting[0]), extractor_version())
    assert pending(store, tmp_path) == ([], problems)
