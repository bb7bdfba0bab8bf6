"""Two readings of one document: what counts as one happening, and which reading leads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from events.merging.between_extractors import fold, unite
from events.records import Effect, Event, Mention
from geo.place import Place

NOWHERE = Place("", "other", None, (), None, None, 7)


def event(name="a", at=0, day=3, kind="AGREE", confidence=0.6, actors=("ARM", "RUS"), towards=1, precision=1):
    when = date(2022, 5, day)
    return Event(
        event_id=name,
        event_type=kind,
        summary=name,
        date_start=when,
        date_end=when,
        date_precision=precision,
        source_actors=actors[:1],
        target_actors=actors[1:],
        place=NOWHERE,
        effects=(Effect("ARM", towards, "political"),),
        mentions=(Mention("doc", at, at + 50, "x" * 50),),
        confidence=confidence,
    )


def test_what_both_tell_is_one_event_of_the_surer_reading_made_surer():
    (one,) = unite([event("rules", confidence=0.6)], [event("second", confidence=0.7)])
    assert one.summary == "second"
    assert 0.7 < one.confidence < 1


def test_the_first_readers_id_stays_so_that_reviews_do():
    (one,) = unite([event("rules", confidence=0.6)], [event("second", confidence=0.7)])
    assert one.event_id == "rules"


def test_what_only_one_tells_stays_as_it_is_in_text_order():
    rules, second = event("rules", at=500), event("second", at=100, kind="ASSAULT", actors=("AZE", "ARM"))
    united = unite([rules], [second])
    assert [replace(one, disagreements=()) for one in united] == [second, rules]
    assert [[d.what for d in one.disagreements] for one in united] == [["told"], ["told"]]


def test_other_actors_dates_or_far_words_make_another_event():
    base = event("rules")
    assert len(unite([base], [event(actors=("KGZ", "TJK"))])) == 2
    assert len(unite([base], [event(day=9)])) == 2
    vague = event(at=900, precision=5)
    assert len(unite([replace(base, date_precision=5)], [vague])) == 2


def test_the_same_day_told_in_another_sentence_is_the_same_event_with_both_mentions():
    (one,) = unite([event("rules")], [event("second", at=900)])
    assert [m.start for m in one.mentions] == [0, 900]


def test_a_reading_that_only_bounds_the_date_agrees_with_one_that_knows_it_in_the_same_words():
    bounded = replace(event(), date_start=date(2021, 6, 1), date_end=date(2022, 6, 1), date_precision=5)
    (one,) = unite([replace(bounded, confidence=0.9)], [event("second", confidence=0.7)])
    assert (one.summary, one.date_start, one.date_end, one.date_precision) == (
        "a",
        date(2022, 5, 3),
        date(2022, 5, 3),
        1,
    )
    assert len(unite([replace(bounded, date_end=date(2022, 1, 1))], [event()])) == 2
    assert len(unite([bounded], [event(at=900)])) == 2


def test_readers_who_differ_only_in_the_types_name_tell_one_event():
    assert len(unite([event(kind="AGREE")], [event(kind="CONSULT")])) == 1
    assert len(unite([event(kind="AGREE")], [event(kind="ACCUSE", towards=-1)])) == 2


def test_one_event_takes_only_one_partner_and_its_type_goes_first():
    agree, consult = event("agree"), event("consult", kind="CONSULT")
    united = unite([event("rules")], [consult, agree])
    assert sorted(e.event_type for e in united) == ["AGREE", "CONSULT"]
    assert next(e for e in united if e.event_type == "CONSULT").event_id == "consult"


def test_a_quote_within_a_longer_one_is_not_shown_twice():
    short = replace(event("second"), mentions=(Mention("doc", 10, 30, "x" * 20),))
    (one,) = unite([event("rules")], [short])
    assert [(m.start, m.end) for m in one.mentions] == [(0, 50)]


def test_a_reader_who_repeats_himself_is_no_surer():
    (one,) = fold([event("a"), event("b", at=900), event("a")])
    assert one.confidence == 0.6
    assert [m.start for m in one.mentions] == [0, 900]


def test_a_reader_may_tell_two_types_in_one_sentence():
    assert len(fold([event(kind="AGREE"), event(kind="CONSULT")])) == 2
