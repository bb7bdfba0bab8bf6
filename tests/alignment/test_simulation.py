"""The band holds what it promises: a simulated tie lies inside it about four times in five."""

from datetime import date, timedelta

import numpy as np
import pytest

from alignment.contributions import contributions
from alignment.evidence import prepare
from alignment.method import load_method
from alignment.simulation import coverage, simulate
from events.vocabulary import EVENT_TYPES, SCORED
from tests.alignment.effects import an_effect, effects, reports

METHOD = load_method()


def a_few_articles(seed=3, count=90, surest=0.95):
    """Events as a handful of articles tell them: of unlike confidence, some known to the day, some to the year."""
    random = np.random.default_rng(seed)
    rows, told = [], []
    for number in range(count):
        first = date(2012, 1, 1) + timedelta(days=int(random.integers(0, 4300)))
        length = int(random.choice([0, 6, 29, 364]))
        confidence = round(float(random.uniform(0.3, surest)), 2)
        rows.append(
            an_effect(
                first,
                first + timedelta(days=length),
                event_id=str(number),
                kind=EVENT_TYPES[number % 16],
                confidence=confidence,
                member=SCORED[number % 5],
                direction=-1 if random.random() < 0.6 else 1,
            )
        )
        told.append((str(number), f"article-{number % 5}", f"Outlet {number % 5}", confidence))
        if number % 4 == 0:
            told.append((str(number), f"article-{(number + 1) % 5}", f"Outlet {(number + 1) % 5}", 0.5))
    return prepare(effects(*rows), reports(*told))


EVIDENCE = a_few_articles()
FOUND = coverage(EVIDENCE, draws=400)


def test_the_band_holds_the_tie_about_four_times_in_five():
    assert 0.75 <= FOUND.share <= 0.85


@pytest.mark.parametrize("member", SCORED[:5])
def test_it_does_so_for_each_state(member):
    cells = FOUND.cells[FOUND.cells["member"] == member]
    assert len(cells) > 50
    assert 0.75 <= cells["inside"].mean() <= 0.87


def test_thousands_of_doubtful_events_do_not_make_a_narrow_band():
    # Misreadings do not average out: all pull towards the middle.
    assert coverage(a_few_articles(count=3000), draws=40).share > 0.72


def test_a_narrower_level_covers_less():
    half = coverage(EVIDENCE, METHOD.with_changes(level=0.5), draws=200)
    assert 0.42 <= half.share <= 0.6


def test_a_tie_and_its_score_lie_between_minus_one_and_one_and_go_together():
    for tie, score in simulate(EVIDENCE, draws=50):
        assert tie.shape == score.shape == (50, 180, 8)
        assert np.abs(tie).max() <= 1
        assert np.abs(score).max() <= 1 + 1e-9
        told = score[:, -1, :5].ravel(), tie[:, -1, :5].ravel()
        assert np.corrcoef(*told)[0, 1] > 0.2


def test_scores_of_the_real_directions_are_the_scores():
    found = contributions(EVIDENCE)
    assert found.shares.with_directions(EVIDENCE.direction) == pytest.approx(found.level.mean, abs=1e-9)


def test_the_same_seed_draws_the_same():
    one, two = (np.concatenate([tie for tie, _ in simulate(EVIDENCE, draws=20, seed=7)]) for _ in range(2))
    assert np.array_equal(one, two)
    [(other, _)] = simulate(EVIDENCE, draws=20, seed=8)
    assert not np.array_equal(one, other)
