"""The local level: by hand, and what must hold whatever is told."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.evidence import prepare
from alignment.level import level, status_changes, weigh
from alignment.membership import load_membership
from alignment.months import month_number
from alignment.scoring import band_of
from events.vocabulary import SCORED
from tests.alignment.effects import an_effect, effects, reports
from tests.alignment.test_scoring import METHOD, rows

MEMBERSHIP = load_membership()
DELTA = 0.5 ** (1 / 12)
ARM, UZB = SCORED.index("ARM"), SCORED.index("UZB")


def found(*some, told=None, method=METHOD, until=179):
    return level(weigh(prepare(effects(*some), told), method), method, MEMBERSHIP, until)


def mean(month, *some, member=ARM, **options):
    return found(*some, **options).mean[month_number(month), member]


def test_fresh_news_moves_a_state_by_its_share_of_the_evidence():
    # A refusal of weight 0.6 and confidence 0.8 beside a mass of 1: (1 * 0.5 - 0.48) / 1.48.
    refusal = an_effect(date(2022, 9, 28), kind="REJECT", confidence=0.8, direction=-1)
    assert mean("2022-08", refusal) == 0.5
    assert mean("2022-09", refusal) == pytest.approx((0.5 - 0.48) / 1.48)


def test_news_two_months_apart_by_hand():
    # AID (1.0) in March: (0.5 + 1) / 2 = 0.75, mass 2. In May the mass is 2 * δ²: a refusal (0.6) pulls by 0.6 of it.
    first = an_effect(date(2015, 3, 31), event_id="a")
    second = an_effect(date(2015, 5, 1), event_id="b", kind="REJECT", direction=-1)
    behind = 2 * DELTA**2
    assert mean("2015-03", first, second) == pytest.approx(0.75)
    assert mean("2015-05", first, second) == pytest.approx((behind * 0.75 - 0.6) / (behind + 0.6))


def test_old_evidence_weighs_half_after_a_half_life_against_what_is_new():
    method = METHOD.with_changes(start_mass=0.05, least_mass=0.05)
    old, new = an_effect(date(2014, 3, 5), event_id="a"), an_effect(date(2015, 3, 5), event_id="b", direction=-1)
    behind = (0.05 + 1) / 2
    assert mean("2015-03", old, new, method=method) == pytest.approx(
        (behind * (0.05 * 0.5 + 1) / 1.05 - 1) / (behind + 1)
    )


def test_mass_fades_to_the_floor_and_no_further():
    masses = found(an_effect(date(2012, 1, 1))).mass[:, ARM]
    assert masses[23] == pytest.approx(1.0)
    assert masses[24] == pytest.approx(2.0)
    assert masses[30] == pytest.approx(2 * DELTA**6)
    assert masses[36] == pytest.approx(1.0)
    assert masses[48] == 1.0


@settings(max_examples=60, deadline=None)
@given(st.lists(rows, max_size=12), st.floats(0.5, 60), st.floats(0.1, 3), st.floats(0.1, 3), st.floats(0.5, 1))
def test_a_month_without_news_moves_no_score_at_all_and_never_narrows_the_band(some, life, start, least, share):
    method = METHOD.with_changes(half_life_months=life, start_mass=start, least_mass=least, source_share=share)
    told = reports(*((row[0], row[0], "Outlet", row[4]) for row in some))
    evidence = prepare(effects(*some), told)
    scored = level(weigh(evidence, method), method, MEMBERSHIP, 179)
    touched = np.zeros(scored.mean.shape, dtype=bool)
    spread = evidence.spread
    touched[spread.month, evidence.member[spread.piece]] = True
    for change in scored.changes:
        touched[change.month, change.member] = True
    quiet = ~touched[1:]
    assert (np.diff(scored.mean, axis=0)[quiet] == 0).all()
    low, high = band_of(scored, method)
    assert (np.diff(high - low, axis=0)[quiet] >= 0).all()
    widest = method.one_mass_sd / np.sqrt(min(start, least))
    assert (method.one_mass_sd / np.sqrt(scored.mass) <= widest + 1e-12).all()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(rows, max_size=8),
    st.floats(0.05, 0.95),
    st.sampled_from((-1, 1)),
    st.integers(0, 1500),
)
def test_news_moves_by_its_share_wherever_the_score_stands(some, confidence, direction, day):
    when = date(2019, 1, 1).replace(year=2019 + day // 366)
    month = month_number(f"{when:%Y-%m}")
    some = [(f"e{number}", *row[1:]) for number, row in enumerate(some)]
    news = an_effect(when, event_id="news", confidence=confidence, direction=direction)
    without, with_news = found(*some), found(*some, news)
    behind = without.mass[month, ARM]
    share = METHOD.weights["AID"] * confidence / (behind + METHOD.weights["AID"] * confidence)
    before = without.mean[month, ARM]
    assert with_news.mean[month, ARM] - before == pytest.approx(share * (direction - before), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.lists(rows, min_size=1, max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_what_is_told_does_not_matter(some, random):
    some = [(f"e{number}", *row[1:]) for number, row in enumerate(some)]
    told = reports(*((row[0], row[0], "Outlet", row[4]) for row in some))
    mixed = random.sample(some, len(some))
    assert found(*some, told=told).mean == pytest.approx(found(*mixed, told=told).mean, abs=1e-12)


def test_a_state_of_which_only_the_status_is_told_comes_to_stand_at_its_new_status():
    quiet = found()
    assert quiet.mean[month_number("2012-11"), UZB] == 0.5
    assert quiet.mean[month_number("2012-12"), UZB] == pytest.approx(METHOD.baselines["left"])
    assert quiet.mean[month_number("2024-01"), ARM] == 0.5
    assert quiet.mean[month_number("2024-02"), ARM] == pytest.approx(METHOD.baselines["frozen"])


def test_freezing_never_moves_a_state_towards_moscow_however_low_it_stands():
    some = [
        an_effect(date(2023, 1 + n % 12, 3), event_id=str(n), kind="REJECT", direction=-1, confidence=0.9)
        for n in range(24)
    ]
    before, after = (mean(month, *some) for month in ("2024-01", "2024-02"))
    assert before < METHOD.baselines["frozen"] - 0.5
    assert after < before


def test_changes_of_status_are_those_of_the_membership_table():
    told = [(change.month, SCORED[change.member], change.status) for change in status_changes(MEMBERSHIP, METHOD, 180)]
    assert told == [(month_number("2012-12"), "UZB", "left"), (month_number("2024-02"), "ARM", "frozen")]
    alike = METHOD.with_changes(baselines={"left": 0.5})
    assert [change.status for change in status_changes(MEMBERSHIP, alike, 180)] == ["frozen"]


def test_many_sources_give_the_same_whether_they_are_tabled_or_sorted(monkeypatch):
    some = [
        an_effect(date(2015 + n % 5, 1 + n % 12, 3), event_id=str(n), direction=-1 if n % 3 else 1) for n in range(40)
    ]
    told = reports(*((str(n), str(n), f"Outlet {n % 4}", 0.8) for n in range(40)))
    tabled = found(*some, told=told)
    monkeypatch.setattr("alignment.level.DENSE_CELLS", 0)
    assert found(*some, told=told).mean == pytest.approx(tabled.mean, abs=1e-12)
