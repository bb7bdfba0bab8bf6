"""One happening told by several articles is one event, whatever the order in which they come."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from events.__main__ import main
from events.ingest import ingest
from events.merging.across_documents import group
from events.merging.merge import united
from events.records import read_events
from events.store.merging import unite_store
from events.store.store import open_store
from events.text.similarity import cosine, vectors
from tests.events.telling import BORDER, document, event, reading

PLEA = "In September 2022 Armenia appealed to the alliance for weapons and soldiers."
RETOLD = "Armenia appealed for soldiers and weapons of the alliance in September 2022."
DOCUMENTS = {
    name: document(name, PLEA, published)
    for name, published in (("a", date(2022, 10, 1)), ("b", date(2022, 9, 20)), ("c", None))
}


def grouped(*readings, **more):
    return [{r.document_id for r in one.readings} for one in group(readings, DOCUMENTS, **more)]


def test_the_same_told_by_two_articles_is_one_event_with_both_mentions():
    [merged] = united(list(DOCUMENTS.values()), [event("a", PLEA), event("b", RETOLD, confidence=0.9)])
    assert [m.document_id for m in merged.mentions] == ["b", "a"]
    assert merged.confidence == 0.9


def test_of_equally_sure_readings_the_closest_dated_leads():
    day = {"date_start": date(2022, 9, 13), "date_end": date(2022, 9, 13), "date_precision": 1}
    [merged] = united(list(DOCUMENTS.values()), [event("a", PLEA, **day), event("b", RETOLD)])
    assert merged.date_end == date(2022, 9, 13)


def test_the_article_published_first_gives_the_id():
    [one] = group([reading("a", PLEA), reading("c", PLEA), reading("b", RETOLD)], DOCUMENTS)
    assert one.event_id == "b-event"


def test_what_was_known_before_keeps_its_id_when_an_older_article_comes():
    readings = [reading("a", PLEA), reading("b", RETOLD)]
    [one] = group(readings, DOCUMENTS, fresh=frozenset({"b"}))
    assert one.event_id == "a-event"
    stored = [replace(r, event=replace(r.event, event_id="a-event")) for r in readings]
    assert [g.event_id for g in group(stored, DOCUMENTS)] == ["a-event"]


def test_readings_that_part_do_not_share_an_id():
    apart = reading("a", PLEA), reading("b", RETOLD, date_start=date(2012, 1, 1), date_end=date(2012, 1, 1))
    stored = [replace(r, event=replace(r.event, event_id="a-event")) for r in apart]
    assert {g.event_id: g.readings[0].document_id for g in group(stored, DOCUMENTS)} == {"a-event": "a", "b-event": "b"}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"event_type": "ACCUSE"}, id="another act"),
        pytest.param({"source_actors": ("KGZ",)}, id="other parties"),
        pytest.param({"source_actors": ("CSTO",), "target_actors": ("ARM",)}, id="the other way round"),
        pytest.param({"date_start": date(2021, 5, 1), "date_end": date(2021, 5, 31)}, id="another year"),
    ],
)
def test_what_differs_in_act_parties_or_time_stays_apart(other):
    assert len(grouped(reading("a", PLEA), reading("b", PLEA, **other))) == 2


def test_sentences_on_other_matters_stay_apart():
    other = "Its premier urged the bloc in autumn to mend a pipeline."
    assert len(grouped(reading("a", PLEA), reading("b", other))) == 2


def test_a_fight_in_one_zone_and_month_is_one_however_it_is_worded():
    fight = {"event_type": "ASSAULT", "source_actors": ("AZE",), "target_actors": ("ARM",), "place": BORDER}
    told = reading("a", "Shells fell on Jermuk.", **fight), reading("b", "Azerbaijan struck its neighbour.", **fight)
    assert grouped(*told) == [{"a", "b"}]


def test_fights_in_months_side_by_side_are_two():
    fight = {"event_type": "ASSAULT", "source_actors": ("AZE",), "target_actors": ("ARM",), "place": BORDER}
    august = {"date_start": date(2022, 8, 1), "date_end": date(2022, 8, 31)}
    assert len(grouped(reading("a", PLEA, **fight), reading("b", PLEA, **fight, **august))) == 2


def test_russia_and_the_alliance_it_leads_may_stand_for_one_another():
    sent = {"event_type": "AID", "target_actors": ("KAZ",)}
    told = reading("a", PLEA, source_actors=("RUS",), **sent), reading("b", RETOLD, source_actors=("CSTO",), **sent)
    assert grouped(*told) == [{"a", "b"}]


def test_two_events_of_one_article_are_never_joined():
    twice = reading("a", PLEA), reading("a", PLEA, event_id="a-other"), reading("b", PLEA)
    assert sorted(len(one) for one in grouped(*twice)) == [1, 2]


def test_the_order_of_articles_makes_no_difference():
    readings = [
        reading(name, quote, event_id=f"{name}-{number}")
        for name in DOCUMENTS
        for number, quote in enumerate((PLEA, RETOLD, "Armenia asked the alliance for weapons."))
    ]
    expected = group(readings, DOCUMENTS)
    for seed in range(10):
        shuffled = random.Random(seed).sample(readings, len(readings))
        assert group(shuffled, DOCUMENTS) == expected


def test_shared_rare_words_count_more_than_common_ones():
    one, other, third = vectors(["drill cancelled", "drill held", "summit cancelled drill"])
    assert cosine(one, third) > cosine(one, other) > 0
    assert cosine(one, one) == pytest.approx(1)
    assert vectors(["", "the of"]) == [{}, {}]


# Through the store and the command line, with the extractor.

DRILL = "On 9 October 2022 Kyrgyzstan cancelled the CSTO drill on its territory."
DRILL_AGAIN = "Kyrgyzstan cancelled the drill of the CSTO on its territory on 9 October 2022."


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield store
    store.close()


def state(store):
    return [(e.event_id, [m.document_id for m in e.mentions], e.contradictions) for e in store.events()]


def test_taking_articles_in_merges_them_and_doing_it_again_changes_nothing(store):
    first, second = document("one", DRILL, date(2022, 10, 20)), document("two", DRILL_AGAIN, date(2022, 10, 12))
    ingest.ingest(store, [first])
    [(event_id, _, _)] = state(store)
    ingest.ingest(store, [second])
    [(kept_id, told_by, _)] = state(store)
    assert kept_id == event_id
    assert told_by == ["one", "two"]
    assert store.events_frame()["reports"].tolist() == [2]
    before = state(store)
    unite_store(store)
    ingest.ingest(store, [second])
    assert state(store) == before


def test_an_article_printed_twice_is_no_second_report(store):
    ingest.ingest(store, [document("one", DRILL, date(2022, 10, 20)), document("two", DRILL, date(2022, 10, 20))])
    assert store.events_frame()["reports"].tolist() == [1]
    assert len(store.mentions_frame()) == 2


def test_forgetting_one_article_leaves_the_other_under_the_same_id(store):
    ingest.ingest(store, [document("one", DRILL, date(2022, 10, 20)), document("two", DRILL_AGAIN, date(2022, 10, 21))])
    [(event_id, _, _)] = state(store)
    store.forget(["one"])
    unite_store(store)
    assert [(e.event_id, e.mentions[0].document_id) for e in store.events()] == [(event_id, "two")]


@pytest.mark.parametrize(("options", "expected"), [([], [1, 1]), (["--merge"], [2])])
def test_the_command_line_merges_only_when_asked(tmp_path, options, expected):
    folder, output = tmp_path / "articles", tmp_path / "events.jsonl"
    folder.mkdir()
    for name, text in (("one", DRILL), ("two", DRILL_AGAIN)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert main(["extract", str(folder), "--output", str(output), *options]) == 0
    assert [len(event.mentions) for event in read_events(output)] == expected


def test_words_for_the_same_thing_make_sentences_alike():
    one, other = vectors(["Armenia cancelled the drills of the bloc.", "Armenia scrapped the exercises of the bloc."])
    assert cosine(one, other) > 0.9
