"""A month's verdict holds to the score's movement, and to events that are there."""

import re
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.contributions import contributions
from alignment.evidence import prepare
from alignment.months import month_number
from alignment.verdicts import DEFAULT_PATH, VERDICTS, Cause, Thresholds, load_thresholds, verdict, verdicts
from events.vocabulary import SCORED
from tests.alignment.effects import an_effect, effects
from tests.alignment.test_scoring import METHOD, rows

RULES = Thresholds(least_move=0.02, longest_days=92, named=2)
TEXT = DEFAULT_PATH.read_text(encoding="utf-8")


def judge(*some, month="2022-09", member="ARM", rules=RULES):
    table = effects(*some)
    return verdict(contributions(prepare(table), METHOD), member, month, table[table["member"] == member], rules)


def test_a_month_in_which_the_score_falls_is_worse_and_names_the_event():
    found = judge(an_effect(date(2022, 9, 13), event_id="refusal", kind="REJECT", direction=-1))
    assert found.verdict == "worse"
    assert found.move <= -RULES.least_move
    assert [cause.event_id for cause in found.causes] == ["refusal"]
    assert found.events == 1


def test_a_month_in_which_it_rises_is_better_and_says_what_was_against_it():
    found = judge(
        an_effect(date(2022, 9, 1), event_id="aid", direction=1),
        an_effect(date(2022, 9, 2), event_id="blame", kind="PROTEST", direction=-1),
        an_effect(date(2022, 9, 3), event_id="help", direction=1),
    )
    assert found.verdict == "better"
    assert {cause.event_id for cause in found.causes} == {"aid", "help"}
    assert [cause.event_id for cause in found.against] == ["blame"]
    assert found.against[0].move < 0 < found.causes[0].move


def test_a_movement_below_the_threshold_is_unchanged_and_still_told_of():
    some = an_effect(date(2022, 9, 13), event_id="refusal", kind="REJECT", direction=-1)
    size = abs(judge(some).move)
    at = Thresholds(least_move=size, longest_days=92, named=2)
    assert judge(some, rules=at).verdict == "worse"
    above = Thresholds(least_move=size * 1.001, longest_days=92, named=2)
    found = judge(some, rules=above)
    assert (found.verdict, found.causes[0].event_id) == ("unchanged", "refusal")


def test_an_event_that_moves_nothing_is_news_and_changes_nothing():
    found = judge(an_effect(date(2022, 9, 13), event_id="talk", direction=0))
    assert (found.verdict, found.move) == ("unchanged", 0)
    assert found.causes == (Cause("talk", "", 0.0),)


def test_a_month_without_an_event_of_the_state_has_no_news():
    elsewhere = an_effect(date(2022, 9, 13), member="KAZ", direction=-1)
    before = an_effect(date(2022, 8, 13), direction=-1)
    found = judge(elsewhere, before)
    assert (found.verdict, found.causes, found.events) == ("no news", (), 0)


def test_what_is_known_to_a_year_only_is_news_of_no_month():
    assert judge(an_effect(date(2022, 1, 1), date(2022, 12, 31), direction=-1)).verdict == "no news"
    assert judge(an_effect(date(2022, 7, 1), date(2022, 9, 30), direction=-1)).verdict != "no news"


def test_a_change_of_membership_is_news_and_bears_the_verdict():
    found = judge(month="2012-12", member="UZB")
    assert found.verdict == "worse"
    assert [cause.status for cause in found.causes] == ["left"]


def test_the_very_first_month_has_none_before_it():
    assert judge(an_effect(date(2010, 1, 13)), month="2010-01") is None


@settings(max_examples=30, deadline=None)
@given(st.lists(rows, max_size=20).map(lambda some: [(f"e{number}", *row[1:]) for number, row in enumerate(some)]))
def test_every_verdict_holds_to_score_and_events_and_all_together_say_what_each_says(some):
    table = effects(*some)
    found = contributions(prepare(table), METHOD)
    every = verdicts(found, table, RULES)
    assert [(one.member, one.date) for one in every[:2]] == [(SCORED[0], "2010-02"), (SCORED[0], "2010-03")]
    assert len(every) == len(SCORED) * (len(found.level.mean) - 1)
    bearing = set(zip(table["event_id"], table["member"], strict=True))
    for one in every:
        assert one.verdict in VERDICTS
        mean, month = found.level.mean[:, SCORED.index(one.member)], month_number(one.date)
        assert one.move == pytest.approx(mean[month] - mean[month - 1], abs=1e-12)
        if one.verdict in ("better", "worse"):
            assert abs(one.move) >= RULES.least_move
            assert (one.move > 0) == (one.verdict == "better")
        assert bool(one.causes) == (one.verdict != "no news")
        assert all(not cause.event_id or (cause.event_id, one.member) in bearing for cause in one.causes)
    for one in every[::97]:
        alone = verdict(found, one.member, one.date, table[table["member"] == one.member], RULES)
        assert alone == one


def test_the_thresholds_stand_with_their_reasons():
    assert load_thresholds() == RULES
    assert TEXT.count("source = ") == 3


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[verdict]", "[verdicts]", "section [verdict] is missing"),
        ("value = 0.02", "value = 0", "verdict.least_move is 0; give a number from 0.001 to 1"),
        ("value = 92", "value = 9.5", "verdict.longest_days is 9.5; give a whole number from 1 to 366"),
        ("value = 92", "value = true", "verdict.longest_days is True"),
        ("longest_days =", "longest =", "verdict.longest is unknown"),
        ('source = "Our judgement: scores', 'reason = "Our judgement: scores', "verdict.least_move: write it as"),
        ("[verdict]", "[verdict", "line"),
    ],
)
def test_a_threshold_that_is_wrong_is_named_with_its_file(tmp_path, old, new, told):
    path = tmp_path / "verdicts.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(told)) as refused:
        load_thresholds(path)
    assert str(refused.value).startswith(str(path))


def test_no_event_at_all_is_no_news_everywhere_but_where_membership_changed():
    nothing = pd.DataFrame({"event_id": [], "member": [], "date_start": [], "date_end": []})
    every = verdicts(contributions(prepare(effects()), METHOD), nothing, RULES)
    assert {one.verdict for one in every if not one.causes} == {"no news"}
    assert all(cause.status for one in every for cause in one.causes)
