"""What this process and the one that reads a file tell each other, as bytes.

In: records. Out: JSON, and records again. Nothing that comes from a process which reads other people's files can be
more than text: no object is made of it but the two that are expected.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from events.reading.results import Limits, Refused, Source
from events.records import Document

DAYS = ("published_earliest", "published_latest")


@dataclass(frozen=True, slots=True)
class End:
    """All of a file was told. `fresh` tells whether the process may read another one."""

    fresh: bool


def request_bytes(source: Source, limits: Limits) -> bytes:
    """What is to be read, and within which limits."""
    told = {"source": asdict(source) | {"path": source.path and str(source.path)}, "limits": asdict(limits)}
    return json.dumps(told).encode()


def request(content: bytes) -> tuple[Source, Limits]:
    """The request of `request_bytes`."""
    told = json.loads(content)
    source = told["source"]
    path = None if source["path"] is None else Path(source["path"])
    columns = tuple((field, column) for field, column in source["columns"])
    return Source(**{**source, "path": path, "columns": columns}), Limits(**told["limits"])


def answer_bytes(answer: Document | Refused | End) -> bytes:
    """One answer to a request."""
    told = {type(answer).__name__: asdict(answer)}
    return json.dumps(told, ensure_ascii=False, default=date.isoformat).encode("utf-8", "surrogatepass")


def answer(content: bytes) -> Document | Refused | End:
    """The answer of `answer_bytes`."""
    ((kind, told),) = json.loads(content.decode("utf-8", "surrogatepass")).items()
    if kind == "End":
        return End(**told)
    if kind == "Refused":
        return Refused(**told)
    days = {name: told[name] and date.fromisoformat(told[name]) for name in DAYS}
    return Document(**{**told, **days})
