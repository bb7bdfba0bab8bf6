"""Where reports of one event cannot all hold, all are kept and it is said on what they disagree."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from evaluation import contradictions as benchmark
from events.merging.across_documents import Group
from events.merging.contradictions import find, in_words
from events.merging.merge import flagged, united
from events.merging.numbers import counts, disagree
from events.records import Contradiction, Mention, write_events
from geo.place import Place
from tests.events.telling import BORDER, document, event, reading

PLEA = "Armenia appealed to the alliance for weapons and soldiers."
DAY = {"date_precision": 1}


def on(day):
    return {"date_start": day, "date_end": day, **DAY}


def plea(day):
    """The plea, told with its day."""
    return f"On {day} September 2022 {PLEA}"


def told(*readings, **texts):
    """What is flagged on one event told by these readings."""
    documents = {r.document_id: document(r.document_id, r.event.mentions[0].quote) for r in readings}
    found = find(documents, [Group("one", readings)])
    return [(c.what, c.values) for c in found.get("one", ())]


def test_reports_that_agree_are_not_flagged():
    assert told(reading("a", PLEA), reading("b", PLEA)) == []


def test_an_exact_day_within_the_others_month_is_no_contradiction():
    assert told(reading("a", PLEA), reading("b", PLEA, **on(date(2022, 9, 13)))) == []


def test_days_apart_are_a_contradiction_of_the_date_with_both_mentions():
    a, b = reading("a", plea(13), **on(date(2022, 9, 13))), reading("b", plea(14), **on(date(2022, 9, 14)))
    found = find({n: document(n, PLEA) for n in "ab"}, [Group("one", (a, b))])
    assert found == {
        "one": (Contradiction("date", ("2022-09-13", "2022-09-14"), (a.event.mentions[0], b.event.mentions[0])),)
    }


def test_what_is_read_otherwise_in_a_copy_is_no_contradiction_of_two_reports():
    a, b = reading("a", plea(13), **on(date(2022, 9, 13))), reading("b", plea(14), **on(date(2022, 9, 14)))
    documents = {"a": document("a", PLEA), "b": replace(document("b", PLEA), copy_of="a")}
    assert find(documents, [Group("one", (a, b))]) == {}
    third = reading("c", plea(14), **on(date(2022, 9, 14)))
    (found,) = find({**documents, "c": document("c", PLEA)}, [Group("one", (a, b, third))])["one"]
    assert [mention.document_id for mention in found.mentions] == ["a", "c"]


@pytest.mark.parametrize(
    ("quote", "event_type", "flagged"),
    [
        (PLEA, "REJECT", True),
        ("Soldiers came, nominally those of the alliance.", "AID", True),
        ("Soldiers came.", "AID", False),
    ],
)
def test_russia_here_and_its_alliance_there_are_a_contradiction_where_that_matters(quote, event_type, flagged):
    a = reading("a", quote, event_type=event_type, source_actors=("RUS",))
    b = reading("b", quote, event_type=event_type, source_actors=("CSTO",))
    assert told(a, b) == ([("actor", ("Russia", "CSTO"))] if flagged else [])


@pytest.mark.parametrize(
    ("one", "other", "flagged"),
    [
        ("On 19 September it attacked the town.", "On 20 September it attacked the town.", True),
        ("On Monday, 19 September, it attacked.", "On Monday, 20 September, it attacked.", False),  # a date read wrong
        ("On the night of 19 September it attacked.", "On 20 September it attacked.", False),
        ("On 19 September it attacked.", "On 20 September it attacked again.", False),
        ("On 19 September it attacked.", "It attacked.", False),  # a day that was only inferred
    ],
)
def test_two_days_contradict_each_other_where_both_are_told_and_no_night_lies_between(one, other, flagged):
    a, b = reading("a", one, **on(date(2022, 9, 19))), reading("b", other, **on(date(2022, 9, 20)))
    a, b = (replace(r, event=replace(r.event, event_type="ASSAULT")) for r in (a, b))
    documents = {r.document_id: document(r.document_id, "", date(2022, 9, 30)) for r in (a, b)}
    assert bool(find(documents, [Group("one", (a, b))])) == flagged


def test_a_report_from_before_the_others_day_tells_another_happening():
    a, b = reading("a", plea(13), **on(date(2022, 9, 13))), reading("b", plea(15), **on(date(2022, 9, 15)))
    for published, expected in ((date(2022, 9, 14), False), (date(2022, 9, 16), True)):
        documents = {"a": document("a", PLEA, published), "b": document("b", PLEA, date(2022, 9, 20))}
        assert bool(find(documents, [Group("one", (a, b))])) == expected


def test_one_fight_that_begins_on_two_days_is_flagged_on_both():
    began = {"event_type": "ASSAULT", "place": BORDER}
    one = reading("a", "Fighting broke out on 12 July 2020.", **on(date(2020, 7, 12)), **began)
    other = reading("b", "The clashes began on 14 July 2020.", **on(date(2020, 7, 14)), **began)
    expected = [("date", ("2020-07-12", "2020-07-14"))]
    assert separately(one, other) == {"a-event": expected, "b-event": expected}
    later = reading("b", "The clashes began anew on 20 July 2020.", **on(date(2020, 7, 20)), **began)
    assert separately(one, later) == {}


def test_a_report_that_names_one_doer_more_does_not_disagree():
    a, b = reading("a", PLEA, source_actors=("RUS",)), reading("b", PLEA, source_actors=("CSTO", "RUS"))
    assert told(a, b) == []


def test_other_countries_in_one_month_are_a_contradiction_of_the_place():
    kazakhstan = Place("Kazakhstan", "country", None, ("KAZ",), 48.0, 67.0, 6)
    there = reading("b", "In Kazakhstan it appealed for weapons.", place=kazakhstan)
    assert told(reading("a", PLEA), there) == [("place", ("Armenia", "Kazakhstan"))]
    border = reading("b", "In Kazakhstan, far from Armenia, it appealed for weapons.", place=kazakhstan)
    assert told(reading("a", PLEA), border) == []  # it names both
    assert told(reading("a", PLEA), reading("b", PLEA, place=kazakhstan)) == []  # a place that was only inferred
    assert told(reading("a", PLEA), reading("b", PLEA, place=BORDER)) == []


def test_cancelled_here_and_refused_there_is_a_contradiction_of_the_act():
    a, b = reading("a", PLEA, event_type="REJECT"), reading("b", PLEA, event_type="SANCTION")
    assert told(a, b) == [("act", ("REJECT", "SANCTION"))]


def test_forces_sent_may_be_called_help_or_not():
    assert told(reading("a", PLEA, event_type="AID"), reading("b", PLEA, event_type="MOBILIZE")) == []


def test_happenings_known_to_the_year_do_not_disagree_on_who_and_where():
    year = {"date_start": date(2022, 1, 1), "date_end": date(2022, 12, 31), "date_precision": 5}
    assert told(reading("a", PLEA, source_actors=("RUS",), **year), reading("b", PLEA, source_actors=("CSTO",))) == []


def test_numbers_that_exclude_each_other_are_a_contradiction():
    a, b = reading("a", "The attack left 49 dead."), reading("b", "At least 105 people were killed in the attack.")
    assert told(a, b) == [("number", ("49 dead", "At least 105 people were killed"))]


@pytest.mark.parametrize(
    ("days", "flagged"),
    [
        ((date(2022, 10, 1), date(2022, 10, 1)), True),
        ((date(2022, 10, 1), date(2022, 10, 3)), False),  # the toll has risen
        ((date(2023, 3, 1), date(2023, 9, 1)), True),  # all was over by then
    ],
)
def test_tolls_are_compared_of_one_day_or_when_all_is_over(days, flagged):
    a, b = reading("a", "The attack left 49 dead."), reading("b", "The attack left 105 dead.")
    documents = {r.document_id: document(r.document_id, "", day) for r, day in zip((a, b), days, strict=True)}
    assert bool(find(documents, [Group("one", (a, b))])) == flagged


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The attack left 49 dead.", "The attack left at least 40 dead."),
        ("The attack left 49 dead.", "Dozens of people were killed."),
        ("The attack left 49 dead.", "The attack left 77 wounded."),
        ("About 2,000 troops came.", "Some 2,300 soldiers came."),
        ("It killed 49.", "On one side 49 dead were counted, on the other 7 dead."),
        ("It claimed 49 lives.", "It happened in 2022 in 3 villages."),
        ("It left 49 Armenian soldiers dead.", "It left 50 Azerbaijani soldiers dead."),
        ("The attack left 49 dead.", "At least 105 soldiers were killed."),
        ("The attack left 49 dead.", "It left 2 dead, including a child."),
        ("The attack left 49 dead.", "The previous toll was 12 dead."),
    ],
)
def test_numbers_that_may_both_hold_or_count_other_things_are_none(one, other):
    assert told(reading("a", one), reading("b", other)) == []


@pytest.mark.parametrize(
    ("sentence", "kind", "low", "high"),
    [
        ("More than 100 people died.", "dead", 100, 10**9),
        ("The shelling, killing 49, went on.", "dead", 49, 49),
        ("Up to 3,000 soldiers arrived.", "troops", 0, 3000),
        ("Two peacekeepers were wounded.", "troops", 2, 2),
        ("Thousands of troops came.", "troops", 1500, 99999),
    ],
)
def test_counts_keep_what_their_words_leave_open(sentence, kind, low, high):
    assert (kind, low, high) in [(c.kind, c.low, c.high) for c in counts(sentence)]


def test_numbers_of_other_things_are_never_compared():
    [dead], [troops] = counts("It left 49 dead."), counts("It took 200 troops.")
    assert not disagree(dead, troops)


@pytest.mark.parametrize(
    "quote",
    [
        "Armenian Foreign Minister Nikol Pashinyan appealed for weapons.",
        "The Armenian foreign minister, Nikol Pashinyan, appealed for weapons.",
    ],
)
def test_an_office_that_its_holder_does_not_hold_is_flagged_against_what_is_known(quote):
    assert told(reading("a", quote)) == [
        ("actor", ("foreign minister Nikol Pashinyan", "prime minister Nikol Pashinyan"))
    ]


@pytest.mark.parametrize(
    "quote",
    [
        "Armenian Prime Minister Nikol Pashinyan appealed for weapons.",
        "The Armenian president, Nikol Pashinyan, appealed for weapons.",
        "Former President Pashinyan appealed for weapons.",
        "President Medvedev appealed, then Prime Minister Medvedev did.",
        "The president, Pashinyan's rival, appealed for weapons.",
    ],
)
def test_an_office_held_once_or_by_another_is_not_flagged(quote):
    assert told(reading("a", quote)) == []


def separately(*readings, texts=None):
    """What is flagged on several events, each told by one reading, as {event id: kinds and values}."""
    documents = {
        r.document_id: document(r.document_id, (texts or {}).get(r.document_id, r.event.mentions[0].quote))
        for r in readings
    }
    found = find(documents, [Group(r.read_as, (r,)) for r in readings])
    return {event_id: [(c.what, c.values) for c in these] for event_id, these in found.items()}


SUMMIT_23 = "Leaders flew to the CSTO summit in Yerevan on 23 November 2022."
SUMMIT_24 = "At the CSTO summit he put down his pen on 24 November 2022."


def test_one_summit_on_two_days_is_flagged_on_both_events():
    met = reading("a", SUMMIT_23, event_type="CONSULT", **on(date(2022, 11, 23)))
    refused = reading("b", SUMMIT_24, event_type="REJECT", **on(date(2022, 11, 24)))
    expected = [("date", ("2022-11-23", "2022-11-24"))]
    assert separately(met, refused) == {"a-event": expected, "b-event": expected}


@pytest.mark.parametrize(
    ("quote", "day"),
    [
        pytest.param(
            "A day after the CSTO summit, on 24 November 2022, he put down his pen.",
            date(2022, 11, 24),
            id="told after it",
        ),
        pytest.param(
            "At the SCO summit he put down his pen on 24 November 2022.", date(2022, 11, 24), id="another body"
        ),
        pytest.param(SUMMIT_24, date(2023, 11, 23), id="another year's"),
    ],
)
def test_two_gatherings_on_two_days_are_none(quote, day):
    met = reading("a", SUMMIT_23, event_type="CONSULT", **on(date(2022, 11, 23)))
    assert separately(met, reading("b", quote, event_type="REJECT", **on(day))) == {}


def test_at_the_same_time_as_something_of_another_year_is_flagged():
    before, after = "In January 2022 it sent soldiers.", "At the same time it refused a plea of 2021."
    text = f"{before}\n\n{after}"
    year = {"date_start": date(2021, 1, 1), "date_end": date(2021, 12, 31), "date_precision": 5}
    january = {"date_start": date(2022, 1, 1), "date_end": date(2022, 1, 31)}
    told = (
        reading("a", before, text=text, event_id="sent", **january),
        reading("a", after, text=text, event_id="refused", **year),
    )
    assert separately(*told, texts={"a": text}) == {"refused": [("date", ("2022-01", "2021"))]}


def test_a_landmark_on_another_day_is_flagged_on_what_is_dated_by_it():
    text = f"{PLEA} Two years have passed since the invasion of Ukraine on 22 February 2022."
    dated = {"date_start": date(2022, 2, 22), "date_end": date(2022, 12, 1), "date_precision": 5}
    told = (
        reading("a", PLEA, event_id="by it", **dated),
        reading("a", PLEA, event_id="apart from it"),
    )
    expected = {"by it": [("date", ("2022-02-22", "2022-02-24"))]}
    assert separately(*told, texts={"a": text}) == expected
    assert separately(*told, texts={"a": text.replace("22 February", "24 February")}) == {}
    assert separately(*told, texts={"a": text.replace("of Ukraine on", "of Ukraine. On")}) == {}


def test_an_act_taken_for_granted_and_denied_altogether_is_flagged():
    quote = "Kazakhstan turned down Russia's request for soldiers."
    text = f"{quote}\n\nRussia did not ask for help at any stage."
    told = reading("a", quote, text=text)
    assert separately(told, texts={"a": text}) == {"a-event": [("act", ("Russia's request", "Russia did not ask"))]}
    assert separately(told, texts={"a": text.replace(" at any stage", " that week")}) == {}
    assert separately(told, texts={"a": text.replace("Russia did", "Belarus did")}) == {}


def test_a_document_is_held_against_itself_and_documents_against_each_other():
    wrong = "Armenian Foreign Minister Nikol Pashinyan appealed for weapons and soldiers."
    articles = [document("a", wrong, date(2022, 10, 1)), document("b", PLEA, date(2022, 10, 2))]
    told_on = [f"On {day} September 2022 {wrong}" for day in (13, 14)]
    events = [event("a", told_on[0], **on(date(2022, 9, 13))), event("b", told_on[1], **on(date(2022, 9, 14)))]
    [one] = flagged(articles[0], events[:1])
    assert [c.what for c in one.contradictions] == ["actor"]
    [both] = united(articles, events)
    assert sorted(c.what for c in both.contradictions) == ["actor", "date"]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2022, 9, 1), date(2022, 9, 30), "2022-09"),
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2022, 9, 3), date(2022, 9, 3), "2022-09-03"),
        (date(2022, 9, 3), date(2022, 10, 3), "2022-09-03 to 2022-10-03"),
    ],
)
def test_dates_are_told_no_closer_than_they_are_known(start, end, words):
    assert in_words(start, end) == words


# The benchmark: a finding counts once, where it lies on two parties of what a reader listed.


def scored(tmp_path, capsys, findings, **row):
    gold = {
        "docs": {"a.txt": {}, "b.txt": {}},
        "events": [
            {"id": "A", "doc": "a.txt", "spans": [{"start": 0, "end": 20}]},
            {"id": "B", "doc": "b.txt", "spans": [{"start": 0, "end": 20}]},
        ],
        "contradictions": [{"between": ["A", "B"], "what": "first", **row}, {"between": ["B", "A"], "what": "second"}],
    }
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    write_events([event("a", PLEA, contradictions=tuple(findings))], tmp_path / "events.jsonl")
    assert benchmark.main([str(tmp_path / "gold.json"), str(tmp_path / "events.jsonl")]) == 0
    return capsys.readouterr().out.splitlines()


def finding(what, *spans):
    mentions = tuple(Mention(name, start, end, "") for name, start, end in spans)
    return Contradiction(what, ("x", "y"), mentions)


def test_one_finding_counts_for_one_listed_contradiction_and_others_are_false(tmp_path, capsys):
    right = finding("date", ("a", 10, 30), ("b", 5, 9))
    elsewhere = finding("date", ("a", 10, 30), ("b", 25, 40))
    lines = scored(tmp_path, capsys, [right, elsewhere])
    assert lines[-1] == "1 of 2 found; 2 findings, 1 of them false"


def test_a_finding_of_another_kind_than_listed_does_not_count(tmp_path, capsys):
    same_words = ("a", 10, 30), ("b", 5, 9)
    assert scored(tmp_path, capsys, [finding("date", *same_words)], kind="date")[0] == "found  first"
    assert scored(tmp_path, capsys, [finding("place", *same_words)], kind="date")[0] == "missed first"


def test_a_finding_against_the_programs_own_files_needs_one_party(tmp_path, capsys):
    assert scored(tmp_path, capsys, [finding("actor", ("a", 0, 5))])[-1].startswith("1 of 2")
    assert scored(tmp_path, capsys, [finding("actor", ("a", 50, 55))])[-1].startswith("0 of 2")


@pytest.mark.parametrize(
    ("denial", "flagged"),
    [
        ("Armenia did not accuse Russia.", True),
        ("Armenia didn't accuse Turkey.", False),
        ("Azerbaijan did not accuse Russia.", False),
        ("In 2015 Armenia did not accuse Russia.", False),
    ],
)
def test_an_act_told_here_and_denied_there_is_a_contradiction_of_the_act(denial, flagged):
    told_here = "In 2022 Armenia accused Russia of standing by."
    one = reading("a", told_here, event_type="ACCUSE", source_actors=("ARM",), target_actors=("RUS",))
    found = separately(one, texts={"a": f"{told_here}\n\n{denial}\n"})
    assert [what for these in found.values() for what, _ in these] == ["act"] * flagged
