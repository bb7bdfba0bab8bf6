"""Corpora: one row is one document, with an id that stays, and no row stops the next."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from events.reading.columns import parse_columns
from events.reading.documents import Limits, Refused, Repeated, read_documents
from events.records import Document
from tests.events.made_files import PEAK, STORY, packed, write

ROOT = Path(__file__).parents[3]
ROWS = [
    {
        "text": STORY[0],
        "title": "A pact",
        "published": "2022-05-04",
        "url": "https://www.wire.example/pact",
        "outlet": "The Wire",
        "section": "World",
    },
    {
        "text": STORY[2],
        "title": "",
        "published": "2022-10-12T09:30:00+06:00",
        "url": "https://www.bishkek.example/drill?id=7",
        "outlet": "",
        "section": "",
    },
]


def as_jsonl(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_csv(rows, separator=",", end="\n"):
    cells = [list(rows[0]), *(list(row.values()) for row in rows)]
    return "".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) + end for row in cells)


def as_parquet(rows):
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out, row_group_size=1)
    return out.getvalue()


def read(folder, name, content, **how):
    return list(read_documents([write(folder, name, content)], **how))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", as_jsonl(ROWS)),
        ("a.jsonl", as_jsonl(ROWS).encode("utf-16")),
        ("a.csv", as_csv(ROWS)),
        ("a.csv", as_csv(ROWS, ";", "\r\n").encode("utf-8-sig")),
        ("a.csv", as_csv(ROWS, "\t").encode("utf-16")),
        ("a.csv", as_csv(ROWS, "|", "\r")),
        ("a.parquet", as_parquet(ROWS)),
    ],
)
def test_the_same_rows_are_the_same_documents_in_every_form_plain_or_packed(tmp_path, name, content):
    for packing in (False, True):
        file = f"{name}.gz" if packing else name
        raw = content.encode() if isinstance(content, str) else content
        first, second = read(tmp_path, file, packed(raw) if packing else raw)
        assert (first.text, first.title, first.outlet) == (STORY[0], "A pact", "The Wire")
        assert (first.published_earliest, first.published_latest) == (date(2022, 5, 4), date(2022, 5, 4))
        assert (second.text, second.outlet) == (STORY[2], "bishkek.example")
        assert second.title == STORY[2]
        assert (first.url, second.url) == (ROWS[0]["url"], ROWS[1]["url"])
        assert second.published_earliest == date(2022, 10, 12)
        ids = [document.id.removeprefix(f"{name}#") for document in (first, second)]
        assert ids == ["3711239c461a332d", "9acb0138dc060035"]


def test_a_rows_id_stays_when_rows_are_sorted_and_added_and_columns_are_ignored(tmp_path):
    first = read(tmp_path, "a.jsonl", as_jsonl(ROWS))
    more = [{"text": STORY[3]}, {**ROWS[1], "section": "Asia"}, ROWS[0]]
    second = read(tmp_path, "a.jsonl", as_jsonl(more))
    assert [document.id for document in second[1:]] == [document.id for document in first[::-1]]
    assert [document.sha256 for document in second[1:]] == [document.sha256 for document in first[::-1]]


def test_a_row_whose_date_was_mended_is_the_same_document_to_be_read_anew(tmp_path):
    (before,) = read(tmp_path, "a.jsonl", as_jsonl(ROWS[:1]))
    (after,) = read(tmp_path, "a.jsonl", as_jsonl([{**ROWS[0], "published": "2022-05-05"}]))
    assert before.id == after.id
    assert before.sha256 != after.sha256


def test_a_row_says_where_it_stands(tmp_path):
    documents = read(tmp_path, "a.csv", as_csv(ROWS))
    assert [document.source_path for document in documents] == [f"{tmp_path / 'a.csv'}:{line}" for line in (2, 3)]


def test_bad_rows_are_one_line_each_and_the_others_are_read(tmp_path):
    lines = [
        json.dumps(ROWS[0]),
        "[1, 2]",
        '{"title": "A title alone"}',
        '{"text": ""}',
        '{"text": 7}',
        '{"text": "' + "a" * 3_000 + '"}',
        "",
        json.dumps({"text": "Президент России заявил, что ОДКБ не будет вмешиваться."}),
        json.dumps({"text": STORY[1], "published": "one fine day"}),
        json.dumps({"text": "half a character \ud83d and a bell \x07 in a text"}),
        '{"text": "it was cut o',
    ]
    path = tmp_path / "a.jsonl"
    reads = read(tmp_path, path.name, "\n".join(lines), limits=Limits(line=2_000))
    reasons = [(read.file.removeprefix(f"{path}:"), read.reason) for read in reads if isinstance(read, Refused)]
    assert reasons == [
        ("2", "a JSON line that is no object with a text"),
        ("3", "a title without a text"),
        ("4", "no text"),
        ("5", "its text is not text"),
        ("6", "a line of more than 2,000 bytes; not read"),
        ("8", "Russian; only English is read"),
        ("9", "published: 'one fine day' is not a date; write 2022-10-12 (YYYY-MM-DD), 2022-10 or 2022"),
        ("11", "a JSON line that is cut off"),
    ]
    first, mended = [read for read in reads if isinstance(read, Document)]
    assert first.text == STORY[0]
    assert mended.text == "half a character \ufffd and a bell   in a text"


def test_a_table_with_broken_rows_keeps_the_others(tmp_path):
    table = (
        "Title, Text ,published\n"
        f"one,{STORY[0]},2022-05-04\n"
        "two,A text, with a comma, that is not quoted,2022-05-05\n"
        "three\n"
        f'four,"{STORY[2]}",2022-10-12\n'
        "\n"
        'five,"a quotation mark that is never closed\nand more\n'
    )
    path = tmp_path / "a.csv"
    first, comma, short, fourth, quote = read(tmp_path, path.name, table)
    assert (first.text, fourth.text) == (STORY[0], STORY[2])
    assert str(comma) == f"{path}:3: 5 cells where the first line has 3; quote texts that hold commas"
    assert str(short) == f"{path}:4: a title without a text"
    assert str(quote).startswith(f"{path}:7: a broken row (unexpected end of data); look for a quotation mark")
    assert quote.reason.endswith("that is not closed; 2 lines not read")


@pytest.mark.parametrize("quoted", [False, True])
def test_a_stray_quotation_mark_costs_its_own_row_alone(tmp_path, quoted):
    mark = '"' * quoted
    rows = [f"title {n},{mark}{STORY[0]} It was pact number {n} of them.{mark},2022-10-12\n" for n in range(200)]
    rows[49] = f'title 49,"{STORY[0]} It was pact number 49 of them.,2022-10-12\n'
    path = tmp_path / "a.csv"
    found = read(tmp_path, path.name, "title,text,published\n" + "".join(rows))
    refused = [item for item in found if isinstance(item, Refused)]
    assert [str(item).partition(" a broken row")[0] for item in refused] == [f"{path}:51:"]
    assert refused[0].reason.endswith("look for a quotation mark that is not closed; 1 line not read")
    assert [item.title for item in found if item not in refused] == [f"title {n}" for n in range(200) if n != 49]


def test_lines_that_a_broken_row_leaves_are_counted_and_are_no_articles(tmp_path):
    table = (
        "title,text,published\n"
        f'one,"{STORY[0]}\nits second line\nits third, "as it was" said\n",2022-10-12\n'
        f'two,"{STORY[2]}\n\nIn two parts.",2022-10-12\n'
    )
    broken, document = read(tmp_path, "a.csv", table)
    assert "a.csv:2: a broken row" in str(broken)
    assert broken.reason.endswith("4 lines not read")
    assert document.text == f"{STORY[2]}\n\nIn two parts."


def test_texts_with_line_ends_in_a_table_stay_whole(tmp_path):
    (document,) = read(tmp_path, "a.csv", f'text,title\r\n"{STORY[0]}\r\n\r\n{STORY[1]}",A pact\r\n')
    assert document.text == f"{STORY[0]}\n\n{STORY[1]}"


def test_a_column_that_is_missing_is_one_line_for_the_file(tmp_path):
    rows = [{"title": f"Title {n}", "plot": "A text."} for n in range(3)]
    for name, content in (("a.jsonl", as_jsonl(rows)), ("a.csv", as_csv(rows)), ("a.parquet", as_parquet(rows))):
        (refused,) = read(tmp_path, name, content)
        assert str(refused).startswith(f"{tmp_path / name}: no column text; it has: title, plot; name the one")


def test_days_of_a_parquet_file_may_be_dates_times_or_seconds(tmp_path):
    for value in (date(2022, 10, 12), datetime(2022, 10, 12, 9, 30, tzinfo=UTC), 1665532800):
        (document,) = read(tmp_path, "a.parquet", as_parquet([{"text": STORY[2], "published": value}]))
        assert document.published_earliest == document.published_latest == date(2022, 10, 12)


def test_a_day_that_no_calendar_has_costs_its_own_row_alone(tmp_path):
    days = pa.array([2**62, 1_651_536_000_000_000], pa.timestamp("us"))
    out = io.BytesIO()
    pq.write_table(pa.table({"text": [STORY[0], STORY[2]], "published": days}), out)
    refused, document = read(tmp_path, "a.parquet", out.getvalue())
    assert refused.reason.startswith("its published cannot be read")
    assert document.text == STORY[2]


@pytest.mark.parametrize("value", [[STORY[0]], {"part": STORY[0]}], ids=["list", "struct"])
def test_a_parquet_text_column_of_lists_or_records_is_refused_in_plain_words(tmp_path, value):
    (refused,) = read(tmp_path, "a.parquet", as_parquet([{"text": value}]))
    assert refused.reason.startswith("its column text holds ")
    assert refused.reason.endswith(", not text")


def test_a_parquet_text_column_of_numbers_is_refused(tmp_path):
    (refused,) = read(tmp_path, "a.parquet", as_parquet([{"text": 7}]))
    assert refused.reason == "its column text holds int64, not text"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a@evil.example/", "data:text/html,x", "https://x.example/\u202e"]
)
def test_an_address_that_is_not_the_webs_is_left_out(tmp_path, url):
    (document,) = read(tmp_path, "a.jsonl", as_jsonl([{"text": STORY[0], "url": url}]))
    assert (document.url, document.outlet) == ("", "")


def test_rows_of_one_text_are_one_document(tmp_path):
    rows = [ROWS[0], {**ROWS[0], "url": "https://copy.example/"}, {"text": STORY[0].upper() + "  "}]
    document, *repeated = read(tmp_path, "a.jsonl", as_jsonl(rows))
    assert all(isinstance(one, Repeated) and one.document_id == document.id for one in repeated)
    assert str(repeated[0]) == f"{tmp_path / 'a.jsonl'}:2: the same text as {document.id}; counted once"


def test_no_row_is_read_before_it_is_asked_for(tmp_path):
    path = write(tmp_path, "a.jsonl", as_jsonl(ROWS) + "not read\n")
    reads = read_documents([path, tmp_path / "nowhere"])
    assert next(reads).text == STORY[0]
    reads.close()


def test_memory_does_not_grow_with_the_number_of_rows(tmp_path):
    """The peak of a corpus ten times as large, in processes of their own; the index's cache has a fixed size."""
    program = (
        f"{PEAK}\n"
        "import sys\n"
        "from events.text import near_duplicates\n"
        "near_duplicates.CACHE_KIB = 1_000\n"
        "from events.reading.documents import read_documents\n"
        "count = sum(1 for _ in read_documents([sys.argv[1]]))\n"
        "print(count, peak())\n"
    )
    peaks = []
    for count in (100, 1_000):
        text = "Report {n} of {m}: the ministers of village {n} and town {m} met for the {k}th time, and left. " * 12
        path = tmp_path / f"{count}.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for n in range(count):
                filled = text.format(n=n, m=n * 7919 % 10_007, k=n * 31 % 997)
                out.write(json.dumps({"text": f"{filled} {n}", "published": "2022-05-04"}) + "\n")
        call = [sys.executable, "-c", program, str(path)]
        ended = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
        read, peak = map(int, ended.stdout.split())
        assert read == count
        peaks.append(peak)
    assert peaks[1] < peaks[0] + 10_000


@pytest.mark.parametrize(
    "row",
    [
        {
            "title": "Summit",
            "maintext": STORY[0],
            "date_publish": "2022-11-24 00:00:00",
            "source_domain": "example.org",
        },
        {"Title": "Summit", "Text": STORY[0], "publish_date": "2022-11-24", "URL": "https://example.org/a"},
        {"title": "Summit", "raw_text": "menu", "text": STORY[0], "date": "2022-11-24", "hostname": "example.org"},
    ],
    ids=["news-please", "newspaper", "trafilatura"],
)
@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_corpora_of_crawlers_are_read_by_the_names_that_those_give(tmp_path, row, kind):
    path = tmp_path / f"a.{kind}"
    if kind == "parquet":
        pq.write_table(pa.table({name: [value] for name, value in row.items()}), path)
    elif kind == "csv":
        path.write_text(",".join(row) + "\n" + ",".join(f'"{value}"' for value in row.values()) + "\n")
    else:
        path.write_text(as_jsonl([row]))
    (document,) = read_documents([path])
    assert (document.title, document.text, document.outlet) == ("Summit", STORY[0], "example.org")
    assert document.published_earliest == document.published_latest == date(2022, 11, 24)


def test_any_other_column_is_named_by_the_user(tmp_path):
    path = write(tmp_path, "a.jsonl", as_jsonl([{"story": STORY[0], "body": "a teaser", "dt": "2022-11-24"}]))
    (document,) = read_documents([path], columns=parse_columns("text=story, published=dt"))
    assert (document.text, document.published_earliest) == (STORY[0], date(2022, 11, 24))
    (refused,) = read_documents([path], columns=parse_columns("text=plot"))
    assert refused.reason == (
        "no column plot; it has: story, body, dt; name the one that holds the text by --columns text=NAME"
    )


@pytest.mark.parametrize("text", ["body", "text=", "words=body", "text=a,text=b", ""])
def test_what_names_no_column_is_refused(text):
    with pytest.raises(ValueError, match="write text=body"):
        parse_columns(text)


def test_authors_are_one_line(tmp_path):
    path = write(tmp_path, "a.jsonl", as_jsonl([{"text": STORY[0], "authors": ["A. Writer", "B. Writer"]}]))
    (document,) = read_documents([path])
    assert document.author == "A. Writer, B. Writer"
