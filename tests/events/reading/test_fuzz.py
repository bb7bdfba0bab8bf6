"""Whatever bytes a file holds, reading it gives documents or lines, and never an error."""

from __future__ import annotations

import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.reading.one_file import read_file
from events.reading.results import Limits, Refused, Source
from events.records import Document
from tests.events.made_files import STORY, packed, page, pdf, word

LIMITS = Limits(article=100_000, page=600_000, file=600_000, unpacked=2_000_000, line=100_000, pages=20)


def parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"text": list(STORY), "title": ["A pact"] * 4}), out)
    return out.getvalue()


WHOLE = {
    "text": "\n".join(STORY).encode(),
    "page": page(STORY).encode(),
    "pdf": pdf([STORY[:2], STORY[2:]]),
    "word": word(STORY),
    "jsonl": "".join(json.dumps({"text": line, "published": "2022-05-04"}) + "\n" for line in STORY).encode(),
    "csv": ("text,title\n" + "".join(f'"{line}",A pact\n' for line in STORY)).encode(),
    "parquet": parquet(),
    "": packed("\n".join(STORY)),
}


def outcome(kind: str, content: bytes) -> list:
    source = Source(None, "made", "made", kind)
    return list(read_file(source, LIMITS, io.BytesIO(content)))


@pytest.mark.parametrize("kind", WHOLE)
def test_the_whole_file_is_read(kind):
    assert all(isinstance(item, Document) for item in outcome(kind, WHOLE[kind]))


@pytest.mark.parametrize("kind", WHOLE)
@given(data=st.data())
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_a_file_that_was_cut_off_or_scrambled_never_raises(kind, data):
    content = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(0, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
    cut = data.draw(st.integers(0, len(content)))
    for item in outcome(kind, bytes(content[:cut] if data.draw(st.booleans()) else content)):
        assert isinstance(item, Document | Refused)
        if isinstance(item, Refused):
            assert str(item).isprintable()
        else:
            item.text.encode("utf-8")
            assert "\0" not in item.text


@pytest.mark.parametrize("kind", WHOLE)
@given(content=st.binary(max_size=400))
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_bytes_at_all_never_raise(kind, content):
    assert all(isinstance(item, Document | Refused) for item in outcome(kind, content))
