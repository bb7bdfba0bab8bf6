"""Reports make an event surer, copies and repetition do not, and no source alone has more than its share."""

import math
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.contributions import contributions
from alignment.evidence import prepare
from alignment.explanation import explain
from alignment.method import load_method
from alignment.months import month_number
from alignment.reports import NOBODY, source_names
from alignment.scoring import score_members
from events.vocabulary import EVENT_TYPES, SCORED
from tests.alignment.effects import an_effect, effects, reports

DAY = date(2022, 9, 1)
METHOD = load_method().with_changes(
    weights={"AID": 0.5, "REJECT": 0.3}, source_share=0.67, half_life_months=12, start_mass=1.0, least_mass=1.0
)
ONE = effects(an_effect(DAY, event_id="aid", confidence=0.6))


def score(table, told, month="2022-09", member="ARM", method=METHOD):
    return explain(member, month, table, told, method=method).score


def confidence(table, told):
    return prepare(table, told).confidence[0]


def test_two_outlets_make_an_event_surer_but_not_weightier():
    one = reports(("aid", "a", "Herald", 0.6))
    two = reports(("aid", "a", "Herald", 0.6), ("aid", "b", "Post", 0.5))
    assert confidence(ONE, one) == 0.6
    assert confidence(ONE, two) == pytest.approx(1 - 0.4 * 0.5)
    assert score(ONE, two) == pytest.approx((0.5 + 0.5 * 0.8) / 1.4)
    many = reports(*(("aid", str(n), f"Outlet {n}", 0.6) for n in range(50)))
    assert score(ONE, many) == pytest.approx((0.5 + 0.5) / 1.5, abs=1e-6)


def test_one_outlet_telling_it_five_times_is_one_report_as_sure_as_the_surest():
    told = reports(*(("aid", str(n), "Herald", (n + 2) / 10) for n in range(5)))
    assert confidence(ONE, told) == 0.6


def test_an_outlet_is_the_same_however_its_name_is_spelt():
    told = reports(("aid", "a", "The  Herald", 0.6), ("aid", "b", "the herald ", 0.6))
    assert confidence(ONE, told) == 0.6
    assert set(source_names(told)) == {"The Herald"}


def test_a_copy_of_an_article_is_no_second_report():
    # The table of reports has a copy under the document it repeats.
    assert confidence(ONE, reports(("aid", "a", "", 0.6), ("aid", "a", "", 0.6))) == 0.6


def test_a_document_without_an_outlet_is_a_source_of_its_own():
    assert confidence(ONE, reports(("aid", "a", "", 0.6), ("aid", "b", "", 0.6))) == pytest.approx(0.84)


def test_an_event_nobody_is_known_to_report_counts_as_the_table_has_it():
    assert confidence(ONE, reports(("other", "a", "Herald", 0.9))) == 0.6
    assert confidence(ONE, None) == 0.6


def flood(count, outlet="Megaphone", direction=-1, member="ARM", start=date(2022, 1, 1)):
    """Made-up events, each told by an article of one outlet, on days that follow each other."""
    rows = [
        an_effect(
            start + timedelta(days=n % 300), event_id=f"flood-{n}", kind="REJECT", direction=direction, member=member
        )
        for n in range(count)
    ]
    return effects(*rows), reports(*((f"flood-{n}", f"article-{n}", outlet, 0.95) for n in range(count)))


BASE = effects(
    an_effect(date(2022, 3, 1), event_id="a", confidence=0.7),
    an_effect(date(2022, 5, 1), event_id="b", kind="REJECT", direction=-1, confidence=0.8),
    an_effect(date(2021, 5, 1), event_id="c", kind="REJECT", direction=-1, confidence=0.8, member="KAZ"),
)
BASE_TOLD = reports(
    ("a", "1", "Herald", 0.7), ("a", "2", "Post", 0.6), ("b", "3", "Gazette", 0.8), ("c", "3", "Gazette", 0.8)
)


@pytest.mark.parametrize("count", [200, 1000])
@pytest.mark.parametrize("direction", [-1, 1])
def test_however_much_one_outlet_prints_it_makes_up_no_more_of_any_score_than_its_share(count, direction):
    table, told = flood(count, direction=direction)
    both = pd.concat([BASE, table]), pd.concat([BASE_TOLD, told])
    found, loose = (
        contributions(prepare(*both), METHOD.with_changes(source_share=share)) for share in (METHOD.source_share, 1.0)
    )
    for month in range(month_number("2022-01"), month_number("2024-12"), 5):
        parts = found.parts(0, month)
        assert parts.loc[parts["source"] == "Megaphone", "share"].sum() <= METHOD.source_share + 1e-9
    last = found.parts(0, month_number("2022-10")).query("source == 'Megaphone'")["share"].sum()
    unbounded = loose.parts(0, month_number("2022-10")).query("source == 'Megaphone'")["share"].sum()
    assert unbounded > METHOD.source_share
    assert last == pytest.approx(METHOD.source_share)  # the bound was reached, so it was the bound that held


def test_a_flood_of_refusals_turns_a_members_starting_value_into_about_its_opposite_and_no_further():
    assert score(*flood(1000), "2022-12") == pytest.approx(0.33 * 0.5 - 0.67)
    assert score(*flood(1000), "2024-01") == score(*flood(1000), "2022-12")


def test_what_a_loud_source_says_last_is_still_heard():
    loud, told = flood(400)
    turn, turn_told = flood(400, direction=1, start=date(2023, 1, 1))
    turn = turn.assign(event_id="turn-" + turn["event_id"])
    turn_told = turn_told.assign(event_id="turn-" + turn_told["event_id"])
    table, both = pd.concat([loud, turn]), pd.concat([told, turn_told])
    assert score(table, both, "2023-12") > score(loud, told, "2023-12") + 0.5


def test_a_flood_that_repeats_what_others_told_has_no_more_than_its_share_either():
    table, told = flood(400)
    again = reports(*((event, f"again-{event}", "Megaphone", 0.99) for event in "abc"))
    found = contributions(prepare(pd.concat([BASE, table]), pd.concat([BASE_TOLD, told, again])), METHOD)
    for month in (150, 156, 162, 179):
        parts = found.parts(0, month)
        assert parts.loc[parts["source"] == "Megaphone", "share"].sum() <= METHOD.source_share + 1e-9


def test_what_a_second_source_confirms_is_no_longer_one_sources_word():
    table, told = flood(40)
    second = told.assign(outlet="Post", document=told["document"] + "-post")
    alone, both = score(table, told, "2022-10"), score(table, pd.concat([told, second]), "2022-10")
    assert alone == pytest.approx(0.33 * 0.5 - 0.67)
    assert both < alone - 0.2


def test_parts_still_add_up_where_a_source_is_held_back():
    table, told = flood(500)
    explanation = explain("ARM", "2022-10", pd.concat([BASE, table]), pd.concat([BASE_TOLD, told]), method=METHOD)
    assert math.fsum([explanation.baseline, *explanation.parts["part"]]) == pytest.approx(explanation.score, abs=1e-9)
    loud = explanation.sources.set_index("source").loc["Megaphone"]
    assert loud["held"]
    assert (loud["share"], loud["part"]) == pytest.approx((0.67, -0.67))
    flooded = explanation.parts["event_id"].str.startswith("flood")
    assert explanation.parts.loc[flooded, "part"].sum() == pytest.approx(-0.67)
    assert not explanation.sources.set_index("source").loc["Gazette", "held"]


def test_reports_out_of_range_are_refused_with_advice():
    with pytest.raises(ValueError, match="event aid has a report with a confidence outside 0-1"):
        prepare(ONE, reports(("aid", "a", "Herald", 1.2)))
    with pytest.raises(ValueError, match="lack the column 'outlet'"):
        prepare(ONE, reports(("aid", "a", "Herald", 0.5)).drop(columns="outlet"))


told_rows = st.tuples(
    st.sampled_from("abcdef"), st.sampled_from("123456"), st.sampled_from(["", "X", "Y"]), st.floats(0, 1)
)
event_rows = st.builds(
    lambda name, day, **rest: an_effect(day, event_id=name, **rest),
    st.just(""),
    st.dates(date(2015, 1, 1), date(2022, 12, 31)),
    kind=st.sampled_from(EVENT_TYPES),
    direction=st.sampled_from((-1, 1)),
    member=st.sampled_from(SCORED[:2]),
    confidence=st.floats(0, 1),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(event_rows, min_size=1, max_size=6), st.lists(told_rows, max_size=15), st.floats(0.5, 1))
def test_with_any_reports_the_pieces_make_up_the_events_and_the_parts_the_score(some, told, share):
    table = effects(*(("abcdef"[n], *row[1:]) for n, row in enumerate(some)))
    method = METHOD.with_changes(source_share=share)
    evidence = prepare(table, reports(*told))
    for event in np.unique(evidence.event):
        here = evidence.event == event
        assert evidence.mass[here].sum() == pytest.approx(evidence.confidence[here][0], abs=1e-9)
        assert evidence.head[here].sum() == 1
    assert (evidence.mass >= 0).all()
    for member in SCORED[:2]:
        explanation = explain(member, "2020-06", evidence, method=method)
        assert math.fsum([explanation.baseline, *explanation.parts["part"]]) == pytest.approx(
            explanation.score, abs=1e-9
        )
        [shown] = score_members(evidence, method=method, members=(member,), start="2020-06", end="2020-06").to_dict(
            "records"
        )
        assert explanation.score == pytest.approx(shown["score"], abs=1e-12)
        assert (explanation.sources["share"] <= share + 1e-9).all()


def test_a_source_is_marked_nobody_where_several_tell():
    evidence = prepare(ONE, reports(("aid", "a", "X", 0.6), ("aid", "b", "Y", 0.5)))
    pieces = {int(source): mass for source, mass in zip(evidence.source, evidence.mass, strict=True)}
    assert pieces[NOBODY] == pytest.approx(0.6 * 0.5)
    assert pieces[0] == pytest.approx(0.6 * 0.5)
    assert pieces[1] == pytest.approx(0.5 * 0.4)
