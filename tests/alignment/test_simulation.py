"""The band holds what it promises: simulated scores fall inside it about four times in five."""

from datetime import date, timedelta

import numpy as np
import pytest

from alignment.evidence import prepare
from alignment.method import load_method
from alignment.simulation import coverage, simulate
from alignment.tally import tally
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
FOUND = coverage(EVIDENCE, draws=600)


def test_the_closed_form_covers_about_four_fifths_of_the_simulation():
    assert 0.75 <= FOUND.events <= 0.85
    assert 0.75 <= FOUND.whole <= 0.85


@pytest.mark.parametrize("member", SCORED[:5])
def test_it_does_so_for_each_state(member):
    cells = FOUND.cells[FOUND.cells["member"] == member]
    assert len(cells) > 50
    assert 0.75 <= cells["events"].mean() <= 0.85
    assert 0.75 <= cells["whole"].mean() <= 0.85


def test_a_narrower_level_covers_less():
    half = coverage(EVIDENCE, METHOD.with_changes(level=0.5), draws=300)
    assert 0.42 <= half.events <= 0.58


def test_the_draws_lie_around_the_score():
    drawn = np.concatenate(list(simulate(EVIDENCE, draws=1500)))
    found = tally(EVIDENCE, METHOD, 179)
    assert drawn.shape == (1500, 180, 8)
    error = np.sqrt(found.events_variance / 1500)
    assert (np.abs(drawn.mean(axis=0) - found.latent) <= 5 * error + 1e-9).all()
    wide = found.events_variance > 1e-4
    assert (drawn.var(axis=0)[wide] / found.events_variance[wide]).mean() == pytest.approx(1, abs=0.1)


def test_what_is_sure_and_dated_to_the_day_leaves_nothing_to_draw():
    evidence = prepare(effects(an_effect(date(2015, 3, 1)), an_effect(date(2016, 5, 2), event_id="b", direction=-1)))
    method = METHOD.with_changes(weight_spread=0)
    [drawn] = simulate(evidence, method, draws=5)
    assert drawn == pytest.approx(np.broadcast_to(tally(evidence, method, 179).latent, drawn.shape))


def test_a_source_is_held_to_its_bound_in_every_draw():
    rows = [an_effect(date(2020, 1, 1 + n % 28), event_id=str(n), kind="ASSAULT", direction=-1) for n in range(60)]
    told = reports(*((str(n), str(n), "Megaphone", 0.9) for n in range(60)))
    for drawn in simulate(prepare(effects(*rows), told), draws=50):
        assert drawn.min() >= -METHOD.source_bound - 1e-9


def test_the_same_seed_draws_the_same():
    one, two = (np.concatenate(list(simulate(EVIDENCE, draws=20, seed=7))) for _ in range(2))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, np.concatenate(list(simulate(EVIDENCE, draws=20, seed=8))))
