"""Whoever says what an event adds says the same: panel, files, dimensions and captions ask one module."""

import csv
import io
import math
import re
from pathlib import Path

import pytest

from alignment.contributions import contributions
from alignment.explanation import explain
from alignment.method import load_method
from alignment.months import month_number
from dashboard.downloads.score_files import parts_csv
from dashboard.map.moves import LAGS, MOST, moves
from dashboard.pages.dimensions import dimension_parts
from dashboard.panel import why
from events.vocabulary import SCORED

ROOT = Path(__file__).parents[2]
CELLS = [("ARM", "2022-11"), ("KGZ", "2016-05"), ("UZB", "2014-01"), ("KAZ", "2024-12"), ("BLR", "2010-01")]


@pytest.fixture(scope="module")
def found(tables):
    return contributions(tables.evidence)


@pytest.mark.parametrize(("member", "month"), CELLS)
def test_panel_file_explanation_and_dimensions_hold_to_the_contributions(tables, found, member, month):
    parts = found.parts(SCORED.index(member), month_number(month))
    start = parts.loc[parts["kind"] == "start", "part"].iloc[0]
    events = parts[parts["kind"] == "event"].groupby("event_id")["part"].sum().to_dict()
    score = tables.scores.set_index(["member", "date"]).loc[(member, month), "score"]

    explained = explain(member, month, tables.evidence_on(member))
    assert explained.baseline == pytest.approx(start)
    assert explained.score == pytest.approx(score, abs=1e-9)
    own = explained.parts[explained.parts["event_id"] != ""].set_index("event_id")["part"]
    assert own.to_dict() == pytest.approx(events)

    apart = why.take_apart(tables, member, month)
    shown = {part["event_id"]: part["value"] for part in apart["parts"] if part["event_id"]}
    assert shown == pytest.approx({event: events[event] for event in shown})
    assert [abs(value) for value in shown.values()] == sorted(map(abs, shown.values()), reverse=True)
    assert math.fsum(part["value"] for part in apart["parts"]) == pytest.approx(score, abs=1e-9)

    rows = list(csv.DictReader(io.StringIO(parts_csv(explained, "").decode("utf-8-sig"))))
    listed = {row["event_id"]: float(row["part"]) for row in rows if row["event_id"] not in ("", "baseline")}
    assert listed == pytest.approx(events)
    assert math.fsum(float(row["part"]) for row in rows) == pytest.approx(score, abs=1e-9)

    dimensions = dimension_parts(tables, load_method()).set_index(["member", "date", "dimension"])["part"]
    own = parts[parts["kind"] == "event"].groupby("dimension")["part"].sum()
    for name, part in dimensions[member, month].drop("membership").items():
        assert part == pytest.approx(own.get(name, 0.0))


@pytest.mark.parametrize("step", LAGS)
def test_what_a_caption_is_made_of_is_what_moved_the_score(tables, found, step):
    told = moves(tables.months, tables.members, found)[step]
    some = [(number, row) for number, rows in enumerate(told) for row in rows if row[1]]
    assert some
    for number, (at, event_id, _, move) in some:
        moved = found.moves(SCORED.index(tables.members[at]), max(0, number - LAGS[step]), number)
        own = moved.head(MOST).set_index("event_id")["move"]
        assert own[event_id] == pytest.approx(move, abs=1e-4)


def test_nobody_outside_alignment_reckons_with_weights():
    reckons = re.compile(
        r"\.(weights|half_life_months|min_confidence|dimensions)\b|alignment\.(level|evidence_shares)\b"
    )
    tells_the_numbers = {"dashboard/pages/method.py", "dashboard/state/what_if.py"}
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "dashboard").rglob("*.py")
        if reckons.search(path.read_text(encoding="utf-8"))
    }
    assert found <= tells_the_numbers
