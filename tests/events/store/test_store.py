"""The store keeps what it was given, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import json
import random
from contextlib import closing
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from events.dataframes import (
    DOCUMENT_COLUMNS,
    EFFECT_COLUMNS,
    EVENT_COLUMNS,
    MENTION_COLUMNS,
    RUN_COLUMNS,
    effects_frame,
)
from events.records import Contradiction, Mention
from events.store.store import open_store
from events.store.tables import DOCUMENTS, EVENTS, MARKS
from tests.events.storing import VERSION, a_document, an_event


def test_what_was_saved_comes_back_the_same(store, url):
    event = an_event()
    store.save(a_document(), [event], VERSION)
    again = open_store(url)
    assert again.events() == [event]
    assert again.document("one") == a_document()
    assert again.document("two") is None
    again.close()


def test_saving_a_document_again_replaces_what_was_read_in_it(store):
    store.save(a_document(), [an_event("old"), an_event("kept")], VERSION)
    store.save(a_document(sha256="1" * 64), [an_event("kept", confidence=0.5), an_event("new")], "extractor 2")
    assert {event.event_id: event.confidence for event in store.events()} == {"kept": 0.5, "new": 0.83}
    assert len(store.mentions_frame()) == 4
    assert store.extracted(VERSION) == set()
    assert store.extracted("extractor 2") == {("one", "1" * 64)}


def test_a_document_without_events_counts_as_extracted(store):
    store.save(a_document(), [], VERSION)
    assert store.extracted(VERSION) == {("one", "0" * 64)}
    assert store.documents_frame()["events"].tolist() == [0]


def test_an_event_in_two_documents_is_one_event_with_two_reports(store):
    store.save(a_document("one"), [an_event(document_id="one")], VERSION)
    store.save(a_document("two"), [an_event(document_id="two", confidence=0.9, summary="Surer")], VERSION)
    frame = store.events_frame()
    assert frame[["event_id", "summary", "confidence", "reports"]].values.tolist() == [["event", "Surer", 0.9, 2]]
    mentions = store.mentions_frame()[["document", "start", "outlet"]].values.tolist()
    assert mentions == [[id, start, "The Herald"] for id in ("one", "two") for start in (0, 32)]
    assert len(store.effects_frame()) == 2
    [event] = store.events()
    assert [mention.document_id for mention in event.mentions] == ["one", "one", "two", "two"]


def test_of_equally_sure_readings_the_closest_dated_is_shown(store):
    day = date(2022, 10, 9)
    store.save(a_document("one"), [an_event(document_id="one")], VERSION)
    closer = an_event(document_id="two", date_start=day, date_end=day, date_precision=1)
    store.save(a_document("two"), [closer], VERSION)
    assert store.events()[0].date_start == day


def test_forgetting_a_document_leaves_what_another_document_says(store):
    store.save(a_document("one"), [an_event(document_id="one", confidence=0.9), an_event("alone")], VERSION)
    store.save(a_document("two"), [an_event(document_id="two", confidence=0.4)], VERSION)
    store.forget(["one", "never there"])
    assert store.events() == [an_event(document_id="two", confidence=0.4)]
    assert store.documents_frame()["id"].tolist() == ["two"]
    assert store.effects_frame()["confidence"].tolist() == [0.4, 0.4]


def test_an_event_with_no_mention_in_its_document_is_refused_and_nothing_is_written(store):
    store.save(a_document(), [an_event()], VERSION)
    with pytest.raises(ValueError, match="no mention in document one"):
        store.save(a_document(), [an_event("a"), an_event("b", document_id="two")], VERSION)
    with pytest.raises(ValueError, match="two events with the id"):
        store.save(a_document(), [an_event(), an_event()], VERSION)
    assert store.events() == [an_event()]


def test_the_events_frame_joins_lists_and_names_the_place(store):
    store.save(a_document(), [an_event()], VERSION)
    row = store.events_frame().iloc[0]
    assert (row["source_actors"], row["target_actors"], row["countries"]) == ("KGZ|CSTO", "", "KGZ")
    assert (row["name"], row["level"], row["latitude"], row["where_precision"]) == ("Kyrgyzstan", "country", 41.5, 6)
    assert row.isna()[["zone", "longitude"]].all()


def test_effects_from_the_store_are_those_of_the_records(store):
    store.save(a_document(), [an_event()], VERSION)
    assert store.effects_frame().equals(effects_frame([an_event()]))


def test_frames_keep_their_columns_and_dtypes_when_empty(store):
    def frames():
        told = store.events_frame(), store.mentions_frame(), store.effects_frame()
        return store.documents_frame(), store.runs_frame(), *told

    empty = [frame.dtypes.to_dict() for frame in frames()]
    expected = (DOCUMENT_COLUMNS, RUN_COLUMNS, EVENT_COLUMNS, MENTION_COLUMNS, EFFECT_COLUMNS)
    assert [list(dtypes) for dtypes in empty] == [list(columns) for columns in expected]
    store.save(a_document(), [an_event()], VERSION)
    assert [frame.dtypes.to_dict() for frame in frames()] == empty
    assert effects_frame([]).dtypes.to_dict() == empty[-1]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hostile=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_hostile_text_comes_back_as_it_was(store, hostile):
    document = a_document(title=hostile, text=hostile, author=hostile)
    event = an_event(
        summary=hostile, source_actors=(hostile, "|"), mentions=(Mention("one", 0, len(hostile), hostile),)
    )
    store.save(document, [event], VERSION)
    assert store.events() == [event]
    assert store.document("one") == document
    assert store.mentions_frame()["quote"].tolist() == [hostile]


def test_sql_in_an_id_is_only_text(store):
    id = "x'; DROP TABLE documents; --\"%s:?"
    store.save(a_document(id), [an_event(id, document_id=id)], VERSION)
    store.forget(["' OR 1=1 --"])
    assert store.documents_frame()["id"].tolist() == [id]
    assert store.extracted(VERSION) == {(id, "0" * 64)}


DISAGREEING = Contradiction("date", ("2022-10", "2022-09"), (Mention("one", 0, 10, "Kyrgyzstan"),))


def test_contradictions_come_back_as_they_were(store):
    store.save(a_document(), [an_event(contradictions=(DISAGREEING,))], VERSION)
    assert store.events() == [an_event(contradictions=(DISAGREEING,))]
    [shown] = store.events_frame()["contradictions"]
    assert json.loads(shown)[0]["values"] == ["2022-10", "2022-09"]


def test_each_extraction_is_logged_and_outlives_its_document(store):
    store.save(a_document(), [an_event()], VERSION, seconds=1.5)
    store.save(a_document(), [], "extractor 2", seconds=0.5)
    store.forget(["one"])
    runs = store.runs_frame()
    assert runs[["document_id", "version", "seconds", "events"]].values.tolist() == [
        ["one", VERSION, 1.5, 1],
        ["one", "extractor 2", 0.5, 0],
    ]
    assert runs["finished_at"].notna().all()


def test_a_document_is_held_only_in_its_text_and_version(store):
    store.save(a_document(), [], VERSION)
    assert store.version_of("one", "0" * 64) == VERSION
    assert store.version_of("one", "1" * 64) is None
    assert store.version_of("two", "0" * 64) is None


def test_the_revision_changes_with_every_write_and_from_store_to_store(store, tmp_path):
    seen = [store.revision()]
    store.save(a_document(), [an_event()], VERSION)
    seen.append(store.revision())
    store.forget(["one"])
    seen.append(store.revision())
    other = open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    seen.append(other.revision())
    other.close()
    assert len(set(seen)) == 4
    store.events_frame()
    assert store.revision() == seen[2]


def test_a_write_that_fails_leaves_the_revision_alone(store):
    before = store.revision()
    with pytest.raises(ValueError, match="no mention"):
        store.save(a_document(), [an_event(document_id="two")], VERSION)
    assert store.revision() == before
    assert store.documents_frame().empty


def test_many_documents_are_saved_together_or_not_at_all(store):
    both = [(a_document(name), [an_event(name, document_id=name)], 0.1) for name in ("one", "two")]
    with pytest.raises(ValueError, match="no mention"):
        store.save_all([*both, (a_document("three"), [an_event()], 0.1)], VERSION)
    assert store.events() == []
    store.save_all(both, VERSION)
    assert [event.event_id for event in store.events()] == ["one", "two"]


REVIEW = (
    "INSERT INTO reviews (event_id, reviewer, verdict, note, reviewed_at) VALUES ('e', 'me', 'right', '', '2024-01-01')"
)


@pytest.mark.parametrize("change", ["UPDATE reviews SET verdict = 'wrong'", "DELETE FROM reviews"])
def test_reviews_can_be_added_and_never_changed(store, change):
    with store.writing() as connection:
        connection.execute(text(REVIEW))
    with pytest.raises(DBAPIError, match="append-only"), store.writing() as connection:
        connection.execute(text(change))
    store.save(a_document(), [an_event("e")], VERSION)
    store.forget(["one"])
    with store.reading() as connection:
        assert connection.execute(text("SELECT verdict FROM reviews")).scalars().all() == ["right"]


def test_replacing_a_review_is_no_way_around(tmp_path):
    with closing(open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as store:
        with store.writing() as connection:
            connection.execute(text(REVIEW))
        with pytest.raises(DBAPIError, match="append-only"), store.writing() as connection:
            connection.execute(
                text(
                    REVIEW.replace("INSERT", "REPLACE").replace("(event_id", "(id, event_id").replace("('e'", "(1, 'e'")
                )
            )


def test_of_each_event_one_reading_leads_whatever_is_saved_or_forgotten(store):
    chance = random.Random(7)
    for _ in range(40):
        name = f"doc-{chance.randrange(6)}"
        if chance.random() < 0.3:
            store.forget([name])
            continue
        names = chance.sample(["a", "b", "c", "d"], chance.randrange(4))
        surer = [an_event(n, document_id=name, confidence=chance.choice([0.3, 0.6])) for n in names]
        store.save(a_document(name), surer, VERSION)
        with store.reading() as connection:
            told = select(EVENTS.c.event_id, func.count(), func.max(EVENTS.c.confidence)).group_by(EVENTS.c.event_id)
            expected = sorted(tuple(row) for row in connection.execute(told))
        shown = store.events_frame()[["event_id", "reports", "confidence"]]
        assert sorted(shown.itertuples(index=False, name=None)) == expected


# Copies of one text

LONG = "The summit in Yerevan ended without a word on the border, said a delegate who counted {} chairs in the hall. "
SPEECH = " ".join(
    LONG.format(number) + f"Then speaker {number} rose and spoke of matter {number}." for number in range(12)
)


def copies(store) -> dict[str, str | None]:
    with store.reading() as connection:
        return {row.id: row.copy_of for row in connection.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.copy_of))}


def test_a_text_brought_again_is_no_second_report_even_trimmed_and_in_another_run(store):
    store.save(a_document("first", text=SPEECH), [an_event(document_id="first")], VERSION)
    store.save(a_document("trimmed", text=SPEECH[: len(SPEECH) * 2 // 3]), [an_event(document_id="trimmed")], VERSION)
    store.save(a_document("other"), [an_event(document_id="other")], VERSION)
    assert copies(store) == {"first": None, "trimmed": "first", "other": None}
    assert store.events_frame()["reports"].tolist() == [2]
    assert len(store.mentions_frame()) == 6


def test_when_the_first_published_comes_last_the_copies_are_its(store):
    for name, day in (("later", date(2022, 5, 2)), ("undated", None), ("first", date(2022, 5, 1))):
        store.save(a_document(name, text=SPEECH, published_earliest=day), [an_event(document_id=name)], VERSION)
    assert copies(store) == {"first": None, "later": "first", "undated": "first"}
    assert store.events_frame()["reports"].tolist() == [1]


def test_when_an_original_goes_the_next_published_takes_its_place(store):
    for name, day in (("a", date(2022, 5, 1)), ("c", date(2022, 5, 3)), ("b", date(2022, 5, 2))):
        store.save(a_document(name, text=SPEECH, published_earliest=day), [an_event(document_id=name)], VERSION)
    store.forget(["a"])
    assert copies(store) == {"b": None, "c": "b"}
    store.save(a_document("b", text="It was replaced by something else altogether, on another page."), [], VERSION)
    assert copies(store) == {"b": None, "c": None}
    assert store.events_frame()["reports"].tolist() == [1]


def test_a_stock_phrase_makes_no_copy_and_its_marks_do_not_pile_up(store):
    phrase = "Reporting by our own correspondents, editing by the desk, all rights reserved by the agency."
    for number in range(60):
        words = " ".join(f"word{number}x{n}" for n in range(30))
        store.save(a_document(f"d{number:02d}", text=f"{words} {phrase}"), [], VERSION)
    assert set(copies(store).values()) == {None}
    with store.reading() as connection:
        holders = connection.execute(select(func.count()).select_from(MARKS).group_by(MARKS.c.mark)).scalars().all()
    assert 2 < max(holders) < 60
