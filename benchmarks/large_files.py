"""How much memory and time the largest files that are read take, hostile ones among them.

In: nothing (the files are made). Out: for each file the peak memory of ``python -m events extract FILE`` and all the
processes that it starts, how long it took and what it said, as a table and as JSON in the last line. Memory is the sum
of what each process holds (what two of them share is counted twice). Linux only, as it reads ``/proc``.

    python -m benchmarks.large_files [--only NAME ...] [--list]
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.events.made_files import STORY, assembled, page, pdf, word_with
from tools.made_articles import text_of

LIMIT_MB = 1_500
LOOK_SECONDS = 0.02
MEGABYTE = 1_000_000
W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def sentences(size: int) -> str:
    """Different sentences, without a break between them."""
    return " ".join(text_of(1, size // 5).split())[:size]


def letters(size: int) -> str:
    """Letters by chance, without a break: what a picture written out looks like."""
    return "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyzABCDEF0123456789+/", k=size))


def word_text(markup: bytes) -> bytes:
    """A Word file whose text is the given markup."""
    return word_with("word/document.xml", b"<w:document %s><w:body>%s</w:body></w:document>" % (W, markup))


def word_parts(parts: int, size: int) -> bytes:
    """A Word file with many parts of markup, each of which unpacks to `size`."""
    out = io.BytesIO(word_with("word/note.xml", b"<note/>"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(parts):
            archive.writestr(f"word/note{number}.xml", b"<note>" + b"<a/>" * (size // 4) + b"</note>")
    return out.getvalue()


def pdf_stream(content: bytes, pages: int = 1) -> bytes:
    """A PDF all of whose pages show the same packed stream."""
    packed = zlib.compress(content, 9)
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    objects += [
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>"
    ] * pages
    return assembled(objects)


def shown(lines: int) -> bytes:
    """A page's stream of so many lines of text."""
    return (
        b"BT /F1 11 Tf 14 TL 60 780 Td " + b"(On 3 May 2022 Armenia signed a pact with Russia.) Tj T* " * lines + b"ET"
    )


def corpus(text: str) -> str:
    """A line of JSON Lines."""
    return json.dumps({"text": text, "title": "One row", "published": "2022-05-03"}) + "\n"


FILES: dict[str, Callable[[], str | bytes]] = {
    "sentences-in-one-paragraph.txt": lambda: sentences(4_900_000),
    "one-sentence-again.txt": lambda: (STORY[0] + " ") * 56_000,
    "no-full-stop.txt": lambda: "the ministers of the alliance met in the capital and " * 90_000,
    "short-lines.txt": lambda: "Armenia signed.\n\n" * 290_000,
    "names.txt": lambda: "Vladimir Putin and Nikol Pashinyan " * 140_000,
    "dates.txt": lambda: "3 May 2022, " * 400_000,
    "numbers.txt": lambda: "1,000 " * 800_000,
    "commas.txt": lambda: "," * 600_000,
    "commas-apart.txt": lambda: ", , ," * 120_000,
    "quotation-marks.txt": lambda: '"' * 600_000,
    "quotation-marks-apart.txt": lambda: '" ' * 300_000,
    "brackets.txt": lambda: "(" * 300_000 + ")" * 300_000,
    "letters-without-a-break.txt": lambda: letters(1_000_000),
    "signs-without-a-break.txt": lambda: "=" * 4_900_000,
    "deep.html": lambda: "<html><body>" + "<div>" * 49_000 + STORY[0] + "</div>" * 49_000,
    "deep-text.html": lambda: "<html><body><article>" + f"<div><p>{STORY[0]}</p>" * 24_000,
    "one-paragraph.html": lambda: page([sentences(4_900_000)]),
    "many-paragraphs.html": lambda: page([STORY[number % 4] for number in range(45_000)]),
    "entities.html": lambda: page(["&amp;" * 3_900_000]),
    "comment.html": lambda: page(["<!-- " + "a " * 9_900_000 + "-->", *STORY]),
    "script.html": lambda: page(["<script>" + "a<b;" * 4_900_000 + "</script>", *STORY]),
    "bomb.docx": lambda: word_with("word/media/bomb.png", bytes(199 * MEGABYTE)),
    "bomb-of-markup.docx": lambda: word_parts(9, 19 * MEGABYTE),
    "paragraphs.docx": lambda: word_text(b"<w:p/>" * 3_200_000),
    "deep.docx": lambda: word_text(b"<w:p><w:r>" * 900_000),
    "runs.docx": lambda: word_text(b"<w:p>" + b"<w:r><w:t>a </w:t></w:r>" * 800_000 + b"</w:p>"),
    "stream.pdf": lambda: pdf_stream(shown(330_000)),
    "stream-too-large.pdf": lambda: pdf_stream(shown(9_000_000)),
    "streams.pdf": lambda: pdf_stream(shown(20_000), 2_000),
    "lines.pdf": lambda: pdf([[f"Line {n} tells that nothing happened on this day." for n in range(50)]] * 2_000),
    "spaces.pdf": lambda: pdf_stream(b"q Q " * 4_900_000),
    "line.jsonl": lambda: corpus(sentences(4_900_000)),
    "nested.jsonl": lambda: '{"text": ' + "[" * 29_000_000 + "\n" + corpus(STORY[0]),
    "keys.jsonl": lambda: '{"a":1,' + ",".join(f'"{n}":{n}' for n in range(1_700_000)) + "}\n" + corpus(STORY[0]),
    "empty-lists.jsonl": lambda: '{"text": [' + "[]," * 9_000_000 + "[]]}\n" + corpus(STORY[0]),
    "cell.csv": lambda: 'title,text\nOne,"' + sentences(4_900_000).replace('"', '""') + '"\n',
    "cells.csv": lambda: "title,text\n" + "," * 29_000_000 + "\nOne," + STORY[0].replace(",", "") + "\n",
}
"""Each within the documented limits (docs/reading.md), or just beyond."""


def held(process: int) -> int:
    """Bytes that a process and all that it started hold in memory."""
    total, waiting = 0, [process]
    while waiting:
        number = waiting.pop()
        try:
            total += int(Path(f"/proc/{number}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            for task in Path(f"/proc/{number}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except (OSError, IndexError):
            continue  # it has ended meanwhile
    return total


def _spent() -> float:
    """Seconds of processor time of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(path: Path) -> dict[str, object]:
    """Extract one file; peak megabytes, seconds of the clock and of processors, exit code, what was said last."""
    command = [sys.executable, "-m", "events", "extract", str(path), "--output", str(path.with_name("out.jsonl"))]
    spent = _spent()
    began, peak = time.perf_counter(), 0
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, stderr=told, stdout=subprocess.DEVNULL)
        while process.poll() is None:
            peak = max(peak, held(process.pid))
            time.sleep(LOOK_SECONDS)
        told.seek(0)
        lines = [line.replace(str(path), path.name) for line in told.read().decode().splitlines()]
    said = next((line for line in lines if line.startswith("set aside")), lines[-1] if lines else "")
    return {
        "file": path.name,
        "megabytes": round(path.stat().st_size / MEGABYTE, 1),
        "peak": round(peak / MEGABYTE),
        "seconds": round(time.perf_counter() - began, 1),
        "processor": round(_spent() - spent, 1),
        "exit": process.returncode,
        "said": said.replace(str(path.parent), "…")[:150],
    }


def main() -> int:
    """Measure each file; 1 when one of them takes too much memory."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large_files", description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="*", default=list(FILES), choices=FILES, metavar="NAME", help="these files")
    parser.add_argument("--list", action="store_true", help="name the files and stop")
    options = parser.parse_args()
    if options.list:
        print("\n".join(FILES))
        return 0
    rows = []
    for name in options.only:
        with tempfile.TemporaryDirectory() as folder:
            made, path = FILES[name](), Path(folder) / name
            path.write_bytes(made if isinstance(made, bytes) else made.encode())
            del made
            rows.append(measure(path))
        row = rows[-1]
        told = f"{row['megabytes']:>7} MB{row['peak']:>7} MB{row['seconds']:>8} s{row['processor']:>8} s"
        print(f"{name:32}{told}  {row['said']}", flush=True)
    print(json.dumps(rows))
    return int(any(row["peak"] > LIMIT_MB for row in rows))


if __name__ == "__main__":
    sys.exit(main())
