"""What each item adds: parts make up the score, moves make up its change, and nobody reckons otherwise."""

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.contributions import contributions
from alignment.evidence import prepare
from alignment.explanation import explain
from alignment.months import month_number
from alignment.scoring import score_members
from events.vocabulary import DIMENSIONS, SCORED
from tests.alignment.effects import an_effect, effects, reports
from tests.alignment.test_scoring import METHOD, rows

ARM = SCORED.index("ARM")


def of(*some, told=None, method=METHOD):
    return contributions(prepare(effects(*some), told), method)


def named(some):
    return [(f"e{number}", *row[1:]) for number, row in enumerate(some)]


def loud(some):
    """Everything told by one outlet, and every third event by another as well."""
    rows = [(row[0], f"a-{row[0]}", "Megaphone", row[4]) for row in some]
    rows += [(row[0], f"b-{row[0]}", "Post", 0.5) for row in some[::3]]
    return reports(*rows)


some_rows = st.lists(rows, max_size=20).map(named)
shares = st.floats(0.5, 1)


@settings(max_examples=60, deadline=None)
@given(some_rows, shares, st.booleans(), st.integers(0, 179))
def test_parts_add_up_to_the_score_and_shares_to_one(some, share, with_reports, month):
    method = METHOD.with_changes(source_share=share)
    found = of(*some, told=loud(some) if with_reports else None, method=method)
    for member in range(len(SCORED)):
        parts = found.parts(member, month)
        assert math.fsum(parts["part"]) == pytest.approx(found.level.mean[month, member], abs=1e-9)
        assert math.fsum(parts["share"]) == pytest.approx(1, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(some_rows, shares, st.booleans(), st.integers(0, 179), st.integers(0, 179))
def test_moves_add_up_to_the_difference_of_two_scores(some, share, with_reports, one, other):
    method = METHOD.with_changes(source_share=share)
    found = of(*some, told=loud(some) if with_reports else None, method=method)
    before, month = sorted((one, other))
    for member in range(len(SCORED)):
        moves = found.moves(member, before, month)
        expected = found.level.mean[month, member] - found.level.mean[before, member]
        assert math.fsum(moves["move"]) == pytest.approx(expected, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(some_rows, shares, st.sampled_from((1, 12)))
def test_steps_are_the_moves_of_every_month_and_state(some, share, lag):
    found = of(*some, told=loud(some), method=METHOD.with_changes(source_share=share))
    summed = found.steps(lag).groupby(["date", "member"])["move"].sum()
    for month in range(1, 180, 7):
        for member, name in enumerate(SCORED):
            expected = found.level.mean[month, member] - found.level.mean[max(0, month - lag), member]
            key = (f"{2010 + month // 12}-{month % 12 + 1:02d}", name)
            assert summed.get(key, 0.0) == pytest.approx(expected, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(some_rows, shares)
def test_dimensions_and_membership_add_up_and_the_score_is_their_weighted_mean(some, share):
    some = [(*row[:7], DIMENSIONS[number % 5], *row[8:]) for number, row in enumerate(some)]
    found = of(*some, told=loud(some), method=METHOD.with_changes(source_share=share))
    parts, weights = found.by_dimension()
    assert parts.sum(axis=1) == pytest.approx(found.level.mean, abs=1e-9)
    assert weights.sum(axis=1) == pytest.approx(1, abs=1e-9)
    assert (weights >= 0).all()
    assert (np.abs(parts) <= weights + 1e-12).all()  # each dimension's own mean lies in [-1, 1]


@settings(max_examples=25, deadline=None)
@given(some_rows, st.sampled_from(SCORED), st.integers(0, 179))
def test_explanation_scores_and_dimensions_say_the_same(some, member, month):
    told, number = loud(some), SCORED.index(member)
    date = f"{2010 + month // 12}-{month % 12 + 1:02d}"
    found = of(*some, told=told)
    whole = explain(member, date, effects(*some), told, method=METHOD)
    [shown] = score_members(effects(*some), told, method=METHOD, members=(member,), start=date, end=date).to_dict(
        "records"
    )
    assert whole.score == pytest.approx(shown["score"], abs=1e-12)
    assert (whole.low, whole.high) == pytest.approx((shown["low"], shown["high"]), abs=1e-12)
    parts = found.parts(number, month)
    events = parts[parts["kind"] == "event"].groupby("event_id")["part"].sum()
    assert whole.parts.set_index("event_id")["part"].drop("", errors="ignore").to_dict() == pytest.approx(
        events.to_dict(), abs=1e-9
    )
    dimensions, _ = found.by_dimension()
    by_name = parts.groupby("dimension")["part"].sum()
    for place, dimension in enumerate(DIMENSIONS):
        assert dimensions[month, place, number] == pytest.approx(by_name.get(dimension, 0.0), abs=1e-9)


def test_news_moves_in_its_own_direction_and_old_events_move_nothing():
    found = of(
        an_effect(date(2021, 3, 1), event_id="old"),
        an_effect(date(2022, 9, 1), event_id="refusal", kind="REJECT", direction=-1, by="moscow"),
        an_effect(date(2022, 9, 9), event_id="aid", kind="CONSULT"),
    )
    moves = found.moves(ARM, month_number("2022-08"), month_number("2022-09"))
    assert moves[["event_id", "by"]].to_numpy().tolist() == [["refusal", "moscow"], ["aid", "own"]]
    assert moves["move"].iloc[0] < 0 < moves["move"].iloc[1]
    assert found.moves(ARM, month_number("2021-06"), month_number("2022-08")).empty


def test_a_move_by_hand():
    # Mass 1 and value 0.5 before; 0.6 away and 0.25 towards: each pulls by its share of 1.85 from 0.5.
    found = of(
        an_effect(date(2022, 9, 1), event_id="refusal", kind="REJECT", direction=-1),
        an_effect(date(2022, 9, 9), event_id="talks", kind="CONSULT"),
    )
    moves = found.moves(ARM, month_number("2022-08"), month_number("2022-09")).set_index("event_id")["move"]
    assert moves["refusal"] == pytest.approx(0.6 / 1.85 * -1.5)
    assert moves["talks"] == pytest.approx(0.25 / 1.85 * 0.5)


def test_an_event_known_to_the_year_moves_in_each_of_its_months():
    steps = of(an_effect(date(2019, 1, 1), date(2019, 12, 31))).steps().query("kind == 'event'")
    assert steps["date"].tolist() == [f"2019-{month:02d}" for month in range(1, 13)]
    assert (steps["move"] > 0).all()


def test_a_change_of_status_is_a_part_and_a_move_of_its_own():
    found = of()
    month = month_number("2024-02")
    [move] = found.moves(ARM, month - 1, month).to_dict("records")
    assert (move["kind"], move["status"], move["by"], move["event_id"]) == ("status", "frozen", "own", "")
    assert move["move"] == pytest.approx(-0.4)
    parts = found.parts(ARM, 179).set_index("kind")
    assert parts.loc["status", "date"] == "2024-02"
    assert parts.loc["start", "part"] + parts.loc["status", "part"] == pytest.approx(0.1)


def test_at_most_so_many_rows_a_state_and_month_the_largest_first():
    some = [
        an_effect(date(2020, 5, 3), event_id=str(n), member=SCORED[n % 2], confidence=(n + 1) / 21) for n in range(20)
    ]
    found = of(*some)
    whole, cut = found.steps(), found.steps(most=3)
    assert cut.groupby(["date", "member"]).size().max() == 3
    for key, table in cut[cut["date"] == "2020-05"].groupby("member"):
        sizes = whole[(whole["member"] == key) & (whole["date"] == "2020-05")]["move"].abs()
        assert table["move"].abs().tolist() == sorted(sizes, reverse=True)[:3]


def test_a_source_held_to_its_share_moves_by_giving_way():
    some = [
        an_effect(date(2020, 1 + n // 6, 1 + n), event_id=f"e{n}", kind="REJECT", direction=-1 if n < 12 else 1)
        for n in range(18)
    ]
    told = reports(*((row[0], row[0], "Megaphone", 0.9) for row in some))
    found = of(*some, told=told)
    assert {"source"} < set(found.steps()["kind"])
    assert set(found.steps().query("kind == 'source'")["source"]) == {"Megaphone"}
