"""How much of whole articles is read right, by the measure of `benchmarks/score_events.py`.

In: our own labelled articles to develop against, and, where a folder ``../shared`` lies beside the clone, the labels it
holds of the retellings in ``seeds/`` and of their originals. The floors lie a little under what was last measured.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.score_events import Gold, Row, read_gold, rows_of, score, table
from events.running.run import extract_paths

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parents[1]
BESIDE = ROOT.parent / "shared"
SETS = {
    "articles_dev": (HERE / "articles_dev.json", HERE / "articles", "*.md"),
    "articles_wide": (HERE / "articles_wide.json", HERE / "articles", "*.md"),
    "articles_broad": (HERE / "articles_broad.json", HERE / "articles", "*.md"),
    "retold": (BESIDE / "gold" / "retold.json", ROOT / "seeds", "*.md"),
    "originals": (BESIDE / "gold" / "articles.json", BESIDE / "seeds", "*.txt"),
}
FLOORS = {
    "articles_dev": {"detection": 0.84, "date": 0.87, "place": 0.89, "effect": 0.73, "type": 0.79, "strict": 0.51},
    "articles_wide": {"detection": 0.77, "date": 0.83, "place": 0.83, "effect": 0.77, "type": 0.65, "strict": 0.46},
    "articles_broad": {"detection": 0.71, "date": 0.79, "place": 0.83, "effect": 0.75, "type": 0.66, "strict": 0.37},
    "retold": {"detection": 0.84, "date": 0.90, "place": 0.88, "effect": 0.87, "type": 0.85, "strict": 0.66},
    "originals": {"detection": 0.85, "date": 0.90, "place": 0.90, "effect": 0.92, "type": 0.86, "strict": 0.69},
}
MOST_BACKGROUND = 0


def measured():
    """Figures of every set that is there."""
    figures = {}
    for name, (labels, articles, form) in SETS.items():
        if not labels.exists() or not articles.exists():
            print(f"\n{labels} or {articles} is not there: {name} is not scored, only our own articles are")
            continue
        gold = read_gold(labels)
        paths = [path for path in sorted(articles.glob(form)) if path.stem in gold.documents]
        predicted = rows_of(event for read in extract_paths(paths) for event in read.events)
        figures[name] = score(gold, predicted)
    return figures


@pytest.fixture(scope="module")
def figures():
    """Figures of every set that is there, printed once."""
    found = measured()
    print("\n" + table(found))
    return found


def test_our_own_articles_are_always_scored(figures):
    assert figures["articles_dev"].gold > 80


def test_no_figure_falls_below_its_floor(figures):
    fallen = {
        (name, figure): getattr(figures[name], figure)
        for name in figures
        for figure, floor in FLOORS[name].items()
        if getattr(figures[name], figure) < floor
    }
    assert fallen == {}


def test_background_before_2010_stays_out(figures):
    assert all(one.pre2010_extracted <= MOST_BACKGROUND for one in figures.values())


def row(start=0, end=100, **changes) -> Row:
    base = Row(
        spans=(("a", start, end),),
        first_day=738000,
        last_day=738009,
        zones=frozenset(),
        countries=frozenset({"ARM"}),
        directions=frozenset({("ARM", -1)}),
        event_type="REJECT",
    )
    return replace(base, **changes)


def gold(*core, context=(), before=()) -> Gold:
    return Gold(frozenset({"a"}), core, tuple(context), tuple(before))


def test_the_same_events_agree_in_everything():
    found = score(gold(row()), [row()])
    assert (found.detection, found.strict, found.date, found.place, found.effect, found.type) == (1, 1, 1, 1, 1, 1)


def test_nothing_found_scores_nothing():
    found = score(gold(row()), [])
    assert (found.detection, found.strict, found.precision, found.recall) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("wrong", "aspect"),
    [
        (row(first_day=738006, last_day=738015), "date"),
        (row(countries=frozenset({"RUS"})), "place"),
        (row(directions=frozenset({("ARM", 1)})), "effect"),
        (row(event_type="AID"), "type"),
    ],
)
def test_each_aspect_is_judged_by_itself(wrong, aspect):
    found = score(gold(row()), [wrong])
    assert found.detection == 1
    assert {name for name in ("date", "place", "effect", "type") if getattr(found, name) == 0} == {aspect}
    assert found.strict == (1 if aspect == "type" else 0)


def test_a_labelled_zone_must_be_named():
    label = row(zones=frozenset({"osh"}))
    assert score(gold(label), [row()]).place == 0
    assert score(gold(label), [row(zones=frozenset({"osh"}), countries=frozenset())]).place == 1


def test_a_second_prediction_on_one_label_is_one_too_many():
    found = score(gold(row()), [row(), row(event_type="AID")])
    assert (found.paired, found.precision, found.recall) == (1, 0.5, 1)


def test_the_better_prediction_is_paired():
    found = score(gold(row()), [row(countries=frozenset({"RUS"})), row(0, 10)])
    assert found.place == 1


def test_what_lies_on_context_is_set_aside_and_what_lies_on_background_is_wrong():
    labels = gold(row(), context=[row(200, 300)], before=[row(400, 500)])
    found = score(labels, [row(), row(200, 300), row(400, 500)])
    assert (found.predicted, found.paired, found.pre2010_extracted) == (2, 1, 1)


def test_other_documents_do_not_count():
    assert score(gold(row()), [row(), row(spans=(("b", 0, 100),))]).predicted == 1
