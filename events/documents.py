"""Reading articles from files.

In: paths of ``.md`` (with front matter) and ``.txt`` files, or folders of them. Out: `Document` records whose text is
the whole file, so that offsets are the file's own. When it was published is left to `events.publication`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from events.publication import infer_published, parse_published
from events.records import Document

SUFFIXES = (".md", ".txt")
FRONT_MATTER = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)
LARGEST_BYTES = 5_000_000


class UnreadableDocument(ValueError):
    """A file that cannot be read as an article; the message says which and why."""


def find_documents(paths: Iterable[Path]) -> list[Path]:
    """Article files under the given files and folders, sorted, each stem once.

    Where ``x.md`` (a retelling) and ``x.txt`` (the original) lie side by side, the original is taken.

    Raises
    ------
    FileNotFoundError
        Naming the path that is not there.
    """
    found: dict[tuple[Path, str], Path] = {}
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"{path}: no such file or folder")
        files = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES) if path.is_dir() else [path]
        for file in files:
            if path.is_dir() and file.stem.upper() == "README":
                continue
            key = (file.parent.resolve(), file.stem)
            if key not in found or file.suffix.lower() == ".txt":
                found[key] = file
    return sorted(found.values())


def same_names(files: Iterable[Path]) -> dict[Path, str]:
    """Files whose stem, an article's id, an earlier file has already; each with the line that says so."""
    first: dict[str, Path] = {}
    repeated = {}
    for path in files:
        other = first.setdefault(path.stem, path)
        if other != path:
            repeated[path] = f"{path}: {other} has the same name, which is an article's id; rename one"
    return repeated


def read_document(path: Path) -> Document:
    """Read one article.

    Raises
    ------
    UnreadableDocument
        When the file is empty, too large, not text, or its front matter is broken.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableDocument(f"{path}: cannot read {path.suffix or 'a file without suffix'}; give .md or .txt")
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise UnreadableDocument(f"{path}: {size:,} bytes is too large for one article; split it")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{path}: {error.strerror or error}") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    if "\0" in text:
        raise UnreadableDocument(f"{path}: binary, not text")
    text = text.replace("\r\n", "\n")
    if not text.strip():
        raise UnreadableDocument(f"{path}: empty")
    fields = front_matter(text, path)
    earliest, latest = published_from(fields, path)
    if earliest is None:
        earliest, latest = infer_published(text[body_start(text) :]) or (None, None)
    title = fields.get("title") or _first_line(text[body_start(text) :])
    outlet, author = _credit(fields)
    return Document(
        id=path.stem,
        title=title,
        outlet=outlet,
        author=author,
        published_earliest=earliest,
        published_latest=latest,
        language=fields.get("language", "en"),
        text=text,
        source_path=str(path),
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def front_matter(text: str, path: Path) -> dict[str, str]:
    """The ``key: value`` lines between the leading ``---`` lines; empty when there are none.

    Raises
    ------
    UnreadableDocument
        When a line of the front matter has no colon.
    """
    match = FRONT_MATTER.match(text)
    if not match:
        return {}
    fields = {}
    for line in match.group(1).splitlines():
        if not line.strip():
            continue
        key, colon, value = line.partition(":")
        if not colon:
            raise UnreadableDocument(f"{path}: front matter line without a colon: {line.strip()[:60]!r}")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        fields[key.strip()] = "" if value == "null" else value
    return fields


def body_start(text: str) -> int:
    """Offset at which the article begins, after any front matter."""
    match = FRONT_MATTER.match(text)
    return match.end() if match else 0


def published_from(fields: dict[str, str], path: Path) -> tuple[date | None, date | None]:
    """The publication interval that the front matter states, or (None, None)."""
    stated = fields.get("published", "")
    if not stated:
        return None, None
    try:
        return parse_published(stated)
    except ValueError as error:
        raise UnreadableDocument(f"{path}: published: {error}") from error


def _credit(fields: dict[str, str]) -> tuple[str, str]:
    """Outlet and author; a retelling names what it retells."""
    outlet = fields.get("outlet", "")
    author = fields.get("author", "")
    if not outlet and fields.get("retells"):
        outlet = f"retelling of {fields['retells']}"
    return outlet, author


def _first_line(body: str) -> str:
    for line in body.splitlines():
        if len(line.split()) >= 4:
            return line.strip().lstrip("# ")[:200]
    return body.strip()[:200]
