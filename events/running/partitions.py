"""Keeps a long extraction's result as Parquet: a folder of partitions, one row a document.

In: `ExtractionResult` records, or such a folder. Out: the folder, or records. A partition is written under another name
and then renamed, so that each is there whole or not at all. Its name is made of what is in it, so that a run that was
broken off goes on where it stood. Bringing partitions into a store is left to `events.ingest.load`.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from events.output import whole_file
from events.records import Document, Event, event_from_json, event_to_json
from events.running.outcome import ExtractionResult

SUFFIX = ".parquet"
DOCUMENTS = 256
"""Documents a partition: a minute or two of work, some megabytes."""
DAYS = ("published_earliest", "published_latest")
FIELDS = tuple(field.name for field in fields(Document))
SCHEMA = pa.schema(
    [pa.field(name, pa.date32() if name in DAYS else pa.string()) for name in FIELDS]
    + [("version", pa.string()), ("seconds", pa.float64()), ("events", pa.list_(pa.string()))]
)
WRITTEN_AT = b"written_at"


class BrokenPart(ValueError):
    """A partition that cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """One document with its events, as `version` of the extractor read it in `seconds`."""

    document: Document
    events: tuple[Event, ...]
    version: str
    seconds: float


class PartsWriter:
    """Writes partitions into `folder`: `missing` goes before the extraction, `written` after it.

    Parameters
    ----------
    folder : Path
        Made when it is not there.
    version : str
        Of the extractor, as the store keeps it.
    documents : int
        Documents a partition.
    """

    def __init__(self, folder: Path, version: str, documents: int = DOCUMENTS) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._version, self._documents = folder, version, documents
        self._planned: deque[tuple[Path | None, int]] = deque()
        self.there_before = 0
        """Documents whose partition was there already; they are not read again."""

    def missing(self, items: Iterable[Document | ExtractionResult]) -> Iterator[Document | ExtractionResult]:
        """Pass on what no partition of the folder holds yet, and all that was set aside."""
        held: list[Document | ExtractionResult] = []
        documents = 0
        for item in items:
            held.append(item)
            documents += isinstance(item, Document)
            if documents == self._documents:
                yield from self._plan(held)
                held, documents = [], 0
        yield from self._plan(held)

    def _plan(self, held: list[Document | ExtractionResult]) -> list[Document | ExtractionResult]:
        documents = [item for item in held if isinstance(item, Document)]
        path = self._folder / f"part-{_digest(documents, self._version)}{SUFFIX}" if documents else None
        if path and path.exists():
            self.there_before += len(documents)
            held, path = [item for item in held if isinstance(item, ExtractionResult)], None
        if held:
            self._planned.append((path, len(held)))
        return held

    def written(self, reads: Iterable[ExtractionResult]) -> Iterator[ExtractionResult]:
        """Pass on what was read, and write each partition once its last document is there.

        Raises
        ------
        OSError
            When the folder cannot be written to.
        """
        held: list[ExtractionResult] = []
        for read in reads:
            held.append(read)
            path, count = self._planned[0]
            if len(held) == count:
                self._planned.popleft()
                if path:
                    self._write(path, [one for one in held if one.document])
                held = []
            yield read

    def _write(self, path: Path, reads: Sequence[ExtractionResult]) -> None:
        rows = [
            {name: getattr(read.document, name) for name in FIELDS}
            | {"version": self._version, "seconds": read.seconds, "events": [event_to_json(e) for e in read.events]}
            for read in reads
        ]
        schema = SCHEMA.with_metadata({WRITTEN_AT: datetime.now(UTC).isoformat().encode()})
        with whole_file(path) as out:
            pq.write_table(pa.Table.from_pylist(rows, schema=schema), out, compression="zstd")


def _digest(documents: Sequence[Document], version: str) -> str:
    content = json.dumps([version, *((document.id, document.sha256) for document in documents)])
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def find_parts(paths: Iterable[Path]) -> list[Path]:
    """Partitions under the given folders, and partitions given themselves, the first written first.

    Raises
    ------
    FileNotFoundError
        Naming the path that is not there.
    """
    found = []
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"{path}: no such file or folder")
        found += sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
    return sorted(found, key=lambda part: (_written_at(part), part))


def _written_at(part: Path) -> str:
    try:
        return (pq.read_schema(part).metadata or {}).get(WRITTEN_AT, b"").decode()
    except (pa.ArrowException, OSError, UnicodeDecodeError):
        return ""  # `read_part` says what is wrong with it


def read_part(path: Path) -> Iterator[Extracted]:
    """The documents of one partition, some at a time.

    Raises
    ------
    BrokenPart
        When it is not a partition that this program wrote.
    """
    try:
        with pq.ParquetFile(path) as part:
            if part.schema_arrow.names != SCHEMA.names:
                raise BrokenPart(f"{path}: not a partition of `python -m events extract`; give the folder it wrote")
            for batch in part.iter_batches(batch_size=32):
                yield from map(_extracted, batch.to_pylist())
    except (pa.ArrowException, OSError) as error:
        raise BrokenPart(f"{path}: cannot be read: {str(error).splitlines()[0]}; extract its articles again") from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, BrokenPart):
            raise
        raise BrokenPart(f"{path}: {error}; extract its articles again") from error


def _extracted(row: dict) -> Extracted:
    return Extracted(
        Document(**{name: row[name] for name in FIELDS}),
        tuple(event_from_json(line) for line in row["events"]),
        str(row["version"]),
        float(row["seconds"]),
    )
