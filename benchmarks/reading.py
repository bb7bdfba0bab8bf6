"""What reading files keeps of an article, what it leaves out, and what it costs.

In: the articles in ``seeds/`` (or ``--folder``), put into web pages among menus and comments, into PDFs with headers
and cut words, and into Word files; and a corpus made from them by recombination. Out: figures on standard output, the
last line as JSON. Times are the processor's, as shares of what the rules take to read events from the same text in the
same run.

    python -m benchmarks.reading --rows 1000 10000
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import textwrap
import time
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from events.extraction.pipeline import extract_events
from events.reading.documents import read_document, read_documents
from events.reading.finding import given
from events.reading.one_file import read_file
from events.reading.results import Limits, Source
from events.records import Document
from events.text.front_matter import body_start
from events.text.near_duplicates import CopyIndex
from tests.events.made_files import PEAK, page, pdf, word
from tools.made_articles import text_of

SEEDS = Path(__file__).parents[1] / "seeds"
WIDTH, LINES_A_PAGE = 78, 42
TIMED = 60
ROW_WORDS = 600
ALONE = f"""{PEAK}
import resource, sys, time
from events.reading.apart import stop_idle
from events.reading.documents import read_documents
begin = time.process_time()
rows = sum(1 for _ in read_documents([sys.argv[1]]))
stop_idle()
other = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.process_time() - begin + other.ru_utime + other.ru_stime, peak() + other.ru_maxrss)
"""


def as_page(paragraphs: list[str]) -> bytes:
    """A news site's page."""
    return page(paragraphs).encode()


def as_pdf(paragraphs: list[str]) -> bytes:
    """Pages with a header, a footer, and a word cut at the end of many lines."""
    lines = [line for paragraph in paragraphs for line in _cut(textwrap.wrap(paragraph, WIDTH, break_on_hyphens=False))]
    pages = [lines[n : n + LINES_A_PAGE] for n in range(0, len(lines), LINES_A_PAGE)]
    shown = [
        ["The Yerevan Wire | Analysis", *lines, f"Page {n} of {len(pages)}"] for n, lines in enumerate(pages, start=1)
    ]
    plain = [[line.encode("cp1252", "replace").decode("cp1252") for line in lines] for lines in shown]
    return pdf(plain)


def _cut(lines: list[str]) -> list[str]:
    """Every third line ends in the middle of the next line's first word."""
    for n in range(0, len(lines) - 1, 3):
        first, _, rest = lines[n + 1].partition(" ")
        if first.isalpha() and first.islower() and len(first) > 6:
            lines[n] += f" {first[:3]}-"
            lines[n + 1] = f"{first[3:]} {rest}"
    return lines


KINDS = {"page.html": as_page, "print.pdf": as_pdf, "note.docx": word}
AROUND = Counter(
    ["Weather", "cookies", "newsletter", "reader77", "nonsense", "Copyright", "reserved", "Wire", "Page", "Subscribe"]
)


def kept(folder: Path) -> dict[str, dict[str, float]]:
    """For each kind of file the share of an article's words that come back in order, and words around that do."""
    found = {}
    articles = [item for item in read_documents([folder]) if isinstance(item, Document)]
    with tempfile.TemporaryDirectory() as name:
        for kind, made in KINDS.items():
            right = words = around = 0
            for article in articles:
                paragraphs = [line for line in article.text[body_start(article.text) :].splitlines() if line.strip()]
                path = Path(name) / kind
                path.write_bytes(made(paragraphs))
                told, read = " ".join(paragraphs).split(), read_document(path).text.split()
                blocks = SequenceMatcher(a=told, b=read, autojunk=False).get_matching_blocks()
                right += sum(block.size for block in blocks)
                words += len(told)
                around += sum((Counter(read) & AROUND).values()) - sum((Counter(told) & AROUND).values())
            found[kind] = {"words": words, "kept": right / words, "words around that came through": around}
    return found


def shares(folder: Path) -> dict[str, float]:
    """Time of reading a file of each kind, and of looking for copies, as shares of the time of extraction."""
    texts = [text_of(number, ROW_WORDS, folder) for number in range(TIMED)]
    paragraphs = [[line for line in text.splitlines() if line] for text in texts]
    spent: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        made = {"plain.txt": lambda lines: "\n\n".join(lines).encode(), **KINDS}
        for kind, make in made.items():
            paths = [Path(name) / f"{number}-{kind}" for number in range(TIMED)]
            for path, lines in zip(paths, paragraphs, strict=True):
                path.write_bytes(make(lines))
            _here(paths[0])  # what is loaded once is no share of an article
            begin = time.process_time()
            documents = [_here(path) for path in paths]
            spent[kind] = time.process_time() - begin
            if kind != "plain.txt":
                read_document(paths[0])
                begin = time.process_time()
                for path in paths:
                    read_document(path)
                spent["asking and hearing the other process"] += (time.process_time() - begin) / len(KINDS)
    index = CopyIndex()
    begin = time.process_time()
    for document in documents:
        index.place(document.id, document.text)
    spent["looking for copies"] = time.process_time() - begin
    index.close()
    extract_events(documents[0])
    begin = time.process_time()
    for document in documents[: TIMED // 3]:
        extract_events(document)
    extraction = 3 * (time.process_time() - begin)
    return {kind: seconds / extraction for kind, seconds in spent.items()}


def _here(path: Path) -> Document:
    """A file's article, parsed in this process, so that its processor time is this one's."""
    source = given(path)
    read = next(read_file(source, Limits())) if isinstance(source, Source) else None
    assert isinstance(read, Document)
    return read


def memory(rows: int, folder: Path) -> dict[str, float]:
    """Peak megabytes, and rows a second of processor time, of the two processes that read a corpus of so many rows."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "corpus.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for number in range(rows):
                row = {"text": text_of(number, ROW_WORDS, folder), "published": "2024-12-31"}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        ended = subprocess.run([sys.executable, "-c", ALONE, str(path)], capture_output=True, text=True, check=True)
        seconds, peak = map(float, ended.stdout.split())
        size = path.stat().st_size / 1e6
        return {
            "rows": rows,
            "megabytes": round(size),
            "peak": round(peak / 1e3),
            "rows a second": round(rows / seconds),
        }


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=SEEDS, help="articles to make files from (default: seeds/)")
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000, 10_000], help="sizes of corpora")
    options = parser.parse_args()
    figures = {
        "kept": kept(options.folder),
        "share of extraction": shares(options.folder),
        "corpora": [memory(rows, options.folder) for rows in options.rows],
    }
    for name, figure in figures["kept"].items():
        around = figure["words around that came through"]
        print(f"{name}: {figure['kept']:.1%} of {figure['words']} words kept; {around} words around came through")
    for name, share in figures["share of extraction"].items():
        print(f"{name}: {share:.1%} of the time of extraction")
    for row in figures["corpora"]:
        print(row)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
