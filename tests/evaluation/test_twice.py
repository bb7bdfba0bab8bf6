"""The cases of happenings told twice can be read, and pairs are counted by what was joined and what should be."""

from __future__ import annotations

from evaluation.twice import cases, measure, parsed


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


def case(first: str, second: str) -> dict:
    """Two articles of a day, each with one marked sentence."""
    told = "Armenia signed an agreement with Russia in Moscow on 3 May 2022."
    other = "Belarus sent troops to Kazakhstan on 6 January 2022."
    return {"id": "made", "articles": [("2022-05-04", f"{{{first}}} {told}"), ("2022-05-04", f"{{{second}}} {other}")]}


def test_two_happenings_that_stay_two_are_counted_as_apart():
    found = measure([case("a", "b")])
    assert (found.apart, found.joined_wrongly, found.missed, found.unread) == (1, 0, 0, 0)


def test_one_happening_that_is_left_as_two_is_missed_and_said():
    found = measure([case("a", "a")])
    assert (found.missed, found.recall) == (1, 0)
    assert found.lines[0].startswith("made: a and a apart")
