"""What is made of the passages: variants whose labels stay true, typed sentences, agreement."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from evaluation.passages import _shares
from training.agreement import figures, kappa
from training.editing import edited
from training.passages import load, passage, unmark
from training.typed import NONE, main, sentence_spans, typed_sentences
from training.vary import _DAY, _counterparts, _day, _moved, _swaps, vary


@pytest.fixture(scope="module")
def made() -> list[dict]:
    return list(vary())


def row(text: str, published: str = "2022-10-12", **event) -> dict:
    told = {
        "n": 1, "type": "AGREE", "mode": "", "sources": [], "targets": [], "start": published, "end": published,
        "precision": 1, "time": "", "relation": "friendly", "effects": [],
        "place": {"name": "Russia", "level": "country", "countries": ["RUS"], "zone": None, "words": ""},
    }  # fmt: skip
    return {"id": "x", "genre": "wire", "published": published, "text": text, "events": [told | event]}


def test_there_are_at_least_2500_passages_and_every_variant_is_sound(made):
    hand = load()
    assert len(hand) + len(made) >= 2500
    assert len({passage(one).text for one in made} | {one.text for one in hand}) == len(hand) + len(made)


def test_variants_are_the_same_at_each_call_and_name_their_family(made):
    again = vary()
    assert [next(again) for _ in range(50)] == made[:50]
    assert {one["family"] for one in made} <= {one.id for one in load()}


def test_no_variant_keeps_a_name_of_a_state_that_was_swapped(made):
    families = {one.id: one for one in load()}
    for one in made:
        before, after = families[one["family"]], passage(one)
        for old, new in zip(before.labels, after.labels, strict=True):
            for was, now in zip((*old.sources, *old.targets), (*new.sources, *new.targets), strict=True):
                if was.code != now.code and was.kind == "name":
                    assert was.words != now.words, one["id"]


def test_weekdays_stay_weekdays_and_days_of_the_month_move_along():
    found = row("On Sunday, 9 October, Minsk [[signed|1]].", start="2022-10-09", end="2022-10-09", time="9 October")

    class Rng:
        def randint(self, *_):
            return -2

    moved = _moved(found, Rng())
    assert unmark(moved["text"])[0] == "On Sunday, 25 September, Minsk signed."
    assert (moved["published"], moved["events"][0]["start"]) == ("2022-09-28", "2022-09-25")
    assert date.fromisoformat(moved["events"][0]["start"]).strftime("%A") == "Sunday"


@pytest.mark.parametrize(
    "text", ["In 2012 it [[left|1]].", "It [[left|1]] on the 3rd.", "Since Christmas it [[fights|1]]."]
)
def test_what_a_move_would_make_untrue_is_not_moved(text):
    found = row(text)
    assert _moved(found, None) is found


def test_a_day_is_moved_in_its_own_form():
    from datetime import timedelta

    match = _DAY.search("on October 9, 2022")
    assert _day(match, date(2022, 10, 12), timedelta(weeks=1)) == "October 16, 2022"


def test_states_are_swapped_only_where_all_their_words_have_counterparts():
    assert _counterparts("KAZ", "KGZ", "Tokayev spoke in Pavlodar.", date(2023, 1, 1))["Tokayev"] == "Japarov"
    assert _counterparts("KAZ", "KGZ", "The Akorda in Astana said so.", date(2023, 1, 1)) is None
    assert not _swaps(row("In [[Osh|1]] shots fell.", place={"zone": "osh", "countries": ["KGZ"]}))


def test_articles_follow_the_new_word():
    changed = edited(row("An Armenian [[refused|1]]."), [(3, 11, "Belarusian")])
    assert unmark(changed["text"])[0] == "A Belarusian refused."
    assert unmark(changed["text"])[1] == {1: (13, 20)}


def test_sentences_end_where_they_should():
    text = 'The U.S. envoy came on Oct. 9. "We agreed," he said. Nobody asked.'
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "The U.S. envoy came on Oct. 9.",
        '"We agreed," he said.',
        "Nobody asked.",
    ]


def test_every_trigger_and_lure_has_its_sentence(tmp_path):
    found = load()
    typed = list(typed_sentences(found))
    assert len(typed) == sum(len(one.labels) + len(one.lures) for one in found) > 2000
    assert all(one["sentence"][one["start"] : one["end"]] == one["trigger"] for one in typed)
    assert sum(one["type"] == NONE for one in typed) > 400
    assert main([str(tmp_path / "typed.jsonl")]) == 0
    lines = (tmp_path / "typed.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == typed


def test_kappa_corrects_for_chance():
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0


def test_a_fifth_was_labelled_twice():
    found = figures()
    assert found["passages"] >= 0.2 * len(load())
    assert found["kappa of type"] > 0.9


def test_shares_of_the_rules_reading_are_of_the_matched():
    count = Counter({"labels": 8, "predictions": 4, "matched": 4, "type": 3, "effect": 2})
    found = _shares(count)
    assert (found["precision"], found["recall"], found["type"], found["effect"], found["date"]) == (
        1,
        0.5,
        0.75,
        0.5,
        0,
    )
