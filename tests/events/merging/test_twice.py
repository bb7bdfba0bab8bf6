"""On labelled cases of happenings told twice, or only alike, merging holds what docs/extraction.md says."""

from __future__ import annotations

import tomllib

from benchmarks.twice import CASES, measure, parsed

LEAST_PRECISION, LEAST_RECALL = 0.95, 0.85


def cases() -> list[dict]:
    return tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]


def test_each_case_has_a_name_of_its_own_and_marks_that_can_be_read():
    names = [case["id"] for case in cases()]
    assert len(names) == len({*names}) >= 60
    for case in cases():
        documents, marked = parsed(case)
        assert len(marked) > 1 or marked[0].in_parts, case["id"]
        for sentence in marked:
            (document,) = (d for d in documents if d.id == sentence.document)
            assert "{" not in document.text
            assert document.text[sentence.start : sentence.end].endswith((".", "!", "?")), case["id"]


def test_once_is_once_and_twice_is_twice():
    figures = measure(cases())
    assert figures.precision >= LEAST_PRECISION, figures.lines
    assert figures.recall >= LEAST_RECALL, figures.lines
    assert figures.unread <= 0.1 * figures.sentences
