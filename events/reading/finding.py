"""Finds the files that are articles.

In: paths as a user gives them: files, folders, patterns, ``-``. Out: `Source` records one by one, in the order of
their names, or `Refused` for what is none. No file is opened here, and no link is followed out of a folder.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from events.reading.columns import Stated
from events.reading.results import Refused, Source, printable

KINDS = {
    ".txt": "text",
    ".md": "text",
    ".html": "page",
    ".htm": "page",
    ".pdf": "pdf",
    ".docx": "word",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
}
CORPORA = frozenset({"jsonl", "csv", "parquet"})
READABLE = "give .txt, .md, .html, .pdf, .docx, .jsonl, .csv or .parquet, each plain or packed as .gz"
INSTEAD = {
    ".doc": "save it as .docx",
    ".rtf": "save it as .docx or .txt",
    ".odt": "save it as .docx or .txt",
    ".epub": "save its text as .txt",
    ".mht": "save it as .html",
    ".mhtml": "save it as .html",
    ".xls": "save it as .csv",
    ".xlsx": "save it as .csv",
    ".json": "write one article a line as .jsonl",
    ".xml": "save its text as .txt",
    ".zip": "unpack it",
    ".rar": "unpack it",
    ".7z": "unpack it",
    ".tar": "unpack it",
    ".tgz": "unpack it",
    ".bz2": "unpack it",
    ".xz": "unpack it",
    ".zst": "unpack it",
}
RECORDED_REVIEWS = "reviews.jsonl"
"""In a folder this holds what people reviewed of its articles (`events.ingest.recorded`), not articles."""
STANDARD_INPUT = Source(None, "standard input", "stdin", "")


def find_sources(paths: Iterable[Path | str], columns: Stated = ()) -> Iterator[Source | Refused]:
    """Sources under the given paths, lazily; a file given twice comes once. A corpus among them has `columns`.

    In a folder, files of other kinds, hidden files, readmes and recorded reviews (``reviews.jsonl``) are passed over; a
    document of a kind that is not read is refused. Where ``x.md`` (a retelling) and ``x.txt`` (the original) lie side
    by side, the original is taken.
    """
    for source in _sources(paths):
        yield replace(source, columns=columns) if columns and isinstance(source, Source) else source


def _sources(paths: Iterable[Path | str]) -> Iterator[Source | Refused]:
    named = [path for stated in paths for path in _expanded(str(stated))]
    names = {os.path.realpath(path) for path in named if isinstance(path, Path)}
    done: set[str] = set()
    for path in named:
        if isinstance(path, Refused):
            yield path
            continue
        if str(path) == "-":
            yield STANDARD_INPUT
            continue
        real = os.path.realpath(path)
        read_before = real in done or any(str(parent) in done for parent in Path(real).parents)
        if read_before or _replaced(Path(real), names):
            continue
        if path.is_dir():
            yield from _walk(path, done)
        else:
            yield given(path)
        done.add(real)


def _expanded(stated: str) -> list[Path | Refused]:
    """A pattern's files; any other path as it is."""
    path = Path(stated)
    if stated == "-" or os.path.lexists(path):
        return [path]
    if not glob.has_magic(stated):
        return [Refused(printable(stated), "no such file or folder")]
    found = sorted(Path(match) for match in glob.iglob(stated, recursive=True))
    return [*found] or [Refused(printable(stated), "no file matches this pattern")]


def _replaced(path: Path, names: set[str]) -> bool:
    """Whether a retelling is given together with its original."""
    return path.suffix.lower() == ".md" and any(str(path.with_suffix(s)) in names for s in (".txt", ".TXT"))


def given(path: Path) -> Source | Refused:
    """A file that was named itself: it is read or refused, never passed over."""
    name, kind = printable(path), kind_of(path.name)
    if not path.exists():
        return Refused(name, "a link that leads nowhere")
    if not path.is_file():
        return Refused(name, "not a plain file; give its content on standard input as -")
    if kind:
        return _source(path, path.name)
    suffix = path.suffix.lower()
    advice = INSTEAD.get(suffix, READABLE)
    return Refused(name, f"cannot read {printable(suffix) or 'a file without suffix'}; {advice}")


def kind_of(name: str) -> str:
    """The kind of file by its suffix, ``""`` when it is none that is read."""
    return KINDS.get(os.path.splitext(_unpacked_name(name))[1].lower(), "")


def _unpacked_name(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") else name


def _source(path: Path, below: str) -> Source:
    """A source whose id is its name below the folder given; a plain text's suffix says nothing and is left out."""
    bare = _unpacked_name(below)
    kind = kind_of(below)
    identity = os.path.splitext(bare)[0] if kind == "text" else bare
    return Source(path, printable(path), printable(identity.replace(os.sep, "/")), kind)


def _walk(root: Path, done: set[str]) -> Iterator[Source | Refused]:
    """Files below a folder, folder by folder: as many names are held at once as one folder has."""
    inside = Path(os.path.realpath(root))
    open_folders = [iter(_entries(root))]
    while open_folders:
        entry = next(open_folders[-1], None)
        if entry is None:
            open_folders.pop()
        elif isinstance(entry, Refused):
            yield entry
        elif entry.is_dir(follow_symlinks=False):
            if os.path.realpath(entry.path) not in done:
                open_folders.append(iter(_entries(Path(entry.path))))
        else:
            found = _found(entry, root, inside)
            if found is not None and os.path.realpath(entry.path) not in done:
                yield found


def _entries(folder: Path) -> list[os.DirEntry | Refused]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted((e for e in entries if not e.name.startswith((".", "~$"))), key=lambda e: e.name)
    except OSError as error:
        return [Refused(printable(folder), f"cannot be opened: {error.strerror or error}")]
    originals = {name[:-4] for name in (_unpacked_name(e.name) for e in listed) if name.lower().endswith(".txt")}
    return [e for e in listed if not (e.name.lower().endswith(".md") and e.name[:-3] in originals)]


def _found(entry: os.DirEntry, root: Path, inside: Path) -> Source | Refused | None:
    path = Path(entry.path)
    if entry.name == RECORDED_REVIEWS:
        return None
    kind = kind_of(entry.name)
    if not kind or entry.name.split(".")[0].upper() == "README":
        advice = INSTEAD.get(os.path.splitext(entry.name)[1].lower())
        return Refused(printable(path), f"cannot be read; {advice}") if advice and not kind else None
    if entry.is_symlink():
        target = Path(os.path.realpath(path))
        if not target.exists():
            return Refused(printable(path), "a link that leads nowhere")
        if not target.is_relative_to(inside):
            return Refused(printable(path), "a link that leads out of the folder; name its target to have it read")
        if not any(part.startswith(".") for part in target.relative_to(inside).parts):
            return None  # it is read under its own name
    if not entry.is_file():
        return Refused(printable(path), "not a plain file")
    return _source(path, os.path.relpath(path, root))
