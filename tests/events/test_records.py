"""Events pass through the event file unchanged, and a line that is no event is refused by name."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.actors.directory import load_knowledge
from events.records import (
    Contradiction,
    Effect,
    Event,
    Mention,
    acted_by,
    event_from_json,
    event_to_json,
    read_events,
    write_events,
)
from events.vocabulary import DIMENSIONS, DISAGREE_ON, EVENT_TYPES, MOSCOW_CAMP
from geo.place import LEVELS, Place

EVENT = Event(
    event_id="e1",
    event_type="REJECT",
    summary="A request is refused",
    date_start=date(2022, 10, 1),
    date_end=date(2022, 10, 31),
    date_precision=4,
    source_actors=("CSTO",),
    target_actors=("ARM",),
    place=Place("Armenia", "country", None, ("ARM",), None, None, 6),
    effects=(Effect("ARM", -1, "military"),),
    mentions=(Mention("one", 3, 9, "refuse"),),
    confidence=0.8,
)

text = st.text(st.characters(exclude_categories=["Cs"]))
days = st.dates(date(2010, 1, 1), date(2024, 12, 31))
events = st.builds(
    lambda span, **rest: Event(date_start=min(span), date_end=max(span), **rest),
    span=st.tuples(days, days),
    event_id=text,
    event_type=st.sampled_from(EVENT_TYPES),
    summary=text,
    date_precision=st.integers(1, 5),
    source_actors=st.lists(text).map(tuple),
    target_actors=st.lists(text).map(tuple),
    place=st.builds(
        Place,
        name=text,
        level=st.sampled_from(LEVELS),
        zone=st.none() | text,
        countries=st.lists(text).map(tuple),
        latitude=st.none() | st.floats(-90, 90),
        longitude=st.none() | st.floats(-180, 180),
        where_precision=st.integers(1, 7),
    ),
    effects=st.lists(st.builds(Effect, text, st.sampled_from((-1, 0, 1)), st.sampled_from(DIMENSIONS))).map(tuple),
    mentions=st.lists(st.builds(Mention, text, st.integers(0), st.integers(0), text)).map(tuple),
    confidence=st.floats(0, 1),
    contradictions=st.lists(
        st.builds(
            Contradiction,
            what=st.sampled_from(DISAGREE_ON),
            values=st.lists(text, min_size=2).map(tuple),
            mentions=st.lists(st.builds(Mention, text, st.integers(0), st.integers(0), text)).map(tuple),
        )
    ).map(tuple),
)


@given(events)
def test_an_event_comes_back_from_its_line_as_it_was(event):
    line = event_to_json(event)
    assert "\n" not in line
    assert event_from_json(line) == event


def test_a_line_has_the_fields_of_the_contract():
    record = json.loads(event_to_json(EVENT))
    assert list(record) == [
        "event_id",
        "event_type",
        "summary",
        "date_start",
        "date_end",
        "date_precision",
        "source_actors",
        "target_actors",
        "place",
        "effects",
        "mentions",
        "confidence",
        "contradictions",
        "mode",
        "reviewed",
        "reviewer",
        "reviewed_at",
    ]
    assert record["date_start"] == "2022-10-01"
    assert record["mentions"] == [{"document": "one", "start": 3, "end": 9, "quote": "refuse"}]
    assert record["contradictions"] == []


def test_a_line_written_before_contradictions_were_kept_is_still_read():
    record = json.loads(event_to_json(EVENT))
    del record["contradictions"]
    assert event_from_json(json.dumps(record)) == EVENT


def test_an_effect_written_before_it_said_who_acted_says_what_the_actors_say():
    record = json.loads(event_to_json(EVENT)) | {"source_actors": ["CSTO", "KGZ"], "target_actors": ["ARM"]}
    record["effects"] = [{"member": code, "direction": -1, "dimension": "military"} for code in ("ARM", "KGZ")]
    assert [effect.by for effect in event_from_json(json.dumps(record)).effects] == ["moscow", "own"]


def test_a_line_written_before_modes_were_kept_is_still_read():
    record = json.loads(event_to_json(replace(EVENT, mode="assist")))
    assert event_from_json(json.dumps(record)).mode == "assist"
    del record["mode"]
    assert event_from_json(json.dumps(record)) == EVENT


@pytest.mark.parametrize(
    ("event_type", "sources", "targets", "expected"),
    [
        ("REJECT", ["ARM"], ["CSTO"], "own"),
        ("AGREE", ["RUS", "ARM"], [], "own"),
        ("SANCTION", ["RUS"], ["ARM"], "moscow"),
        ("REJECT", ["CSTO"], ["ARM"], "moscow"),  # help that did not come
        ("SANCTION", ["EAEU"], ["ARM"], "moscow"),
        ("ACCUSE", ["FRA", "RUS"], ["ARM"], "moscow"),
        ("AID", ["EU"], ["ARM"], "other"),
        ("REJECT", ["KAZ"], ["ARM", "CSTO"], "other"),
        # Nobody is told to have done it.
        ("AGREE", [], ["RUS", "ARM"], "own"),
        ("PROTEST", [], ["ARM", "RUS"], "own"),
        ("AID", [], ["RUS", "ARM"], "moscow"),
        ("SANCTION", [], ["RUS", "ARM"], "other"),
    ],
)
def test_who_acted_follows_from_the_doers(event_type, sources, targets, expected):
    assert acted_by("ARM", event_type, sources, targets) == expected


def test_moscows_camp_is_that_of_the_actors_file():
    assert {code for code, camp in load_knowledge().camps.items() if camp == "moscow"} == MOSCOW_CAMP


def test_a_file_is_written_and_read_and_blank_lines_are_passed_over(tmp_path):
    path = tmp_path / "events.jsonl"
    other = replace(EVENT, event_id="e2", summary="line separator \u2028 inside")
    assert write_events([EVENT, other], path) == 2
    path.write_text(path.read_text(encoding="utf-8").replace("\n", "\n\n"), encoding="utf-8")
    assert list(read_events(path)) == [EVENT, other]


def test_a_bad_line_is_named_by_file_and_number(tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_text(event_to_json(EVENT) + "\n\n{}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"events\.jsonl, line 3: not an event"):
        list(read_events(path))


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("event_type", "HUG", "unknown event type 'HUG'; expected one of AGREE"),
        ("date_start", "2022-11-01", "ends .2022-10-31. before it starts"),
        ("date_start", "soon", "soon"),
        ("date_start", 2022, "not an event"),
        ("date_precision", 6, "not 1-5"),
        ("confidence", 1.5, "not between 0 and 1"),
        ("confidence", float("nan"), "not between 0 and 1"),
        ("effects", [{"member": "ARM", "direction": 2, "dimension": "military"}], "effect out of range"),
        ("effects", [{"member": "ARM", "direction": 1, "dimension": "musical"}], "effect out of range"),
        ("effects", [{"member": "ARM", "direction": 1, "dimension": "military", "by": "me"}], "effect out of range"),
        ("effects", [{"member": "ARM"}], "not an event"),
        ("mode", "resign", "unknown mode 'resign'; those of REJECT are: assist"),
        ("contradictions", [{"what": "mood", "values": ["a", "b"], "mentions": []}], "not a contradiction: 'mood'"),
        ("contradictions", [{"what": "date", "values": ["2022"], "mentions": []}], "not a contradiction"),
        ("contradictions", [{"what": "date"}], "not an event"),
        ("place", None, "not an event"),
        ("mentions", [{"start": 1, "end": 2, "quote": ""}], "not an event: 'document'"),
    ],
)
def test_a_field_outside_its_vocabulary_is_refused(field, value, reason):
    record = json.loads(event_to_json(EVENT)) | {field: value}
    with pytest.raises(ValueError, match=reason):
        event_from_json(json.dumps(record))


@pytest.mark.parametrize("line", ["", "null", "[]", "3", "{", '"text"'])
def test_what_is_no_record_is_refused(line):
    with pytest.raises(ValueError, match=r"not an event|Expecting"):
        event_from_json(line)
