"""Files of scores say by which method they were made, and parts in them add up."""

import csv
import io
import math
from datetime import date

import pandas as pd
import pytest

from alignment.explanation import explain
from dashboard.downloads.score_files import numbers_csv, parts_csv, scores_csv
from dashboard.panel.why import held_back
from tests.alignment.effects import an_effect, effects, reports

MARK = "Not the default method: half-life 24 months instead of 12"


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_scores_come_with_each_states_status_and_the_method(tables):
    found = rows(scores_csv(tables.scores, MARK))
    assert len(found) == 8 * 180
    assert {row["method"] for row in found} == {MARK}
    status = {(row["member"], row["date"]): row["status"] for row in found}
    assert (status["ARM", "2024-01"], status["ARM", "2024-02"]) == ("member", "frozen")
    assert (status["UZB", "2012-11"], status["UZB", "2012-12"]) == ("member", "left")
    assert {row["method"] for row in rows(scores_csv(tables.scores, ""))} == {"default"}


@pytest.mark.parametrize("date", ["2010-01", "2024-12"])
def test_parts_in_the_file_add_up_to_the_score(tables, date):
    found = explain("UZB", date, tables.evidence)
    table = rows(parts_csv(found, ""))
    assert table[0]["event_id"] == "baseline"
    assert math.fsum(float(row["part"]) for row in table) == pytest.approx(found.score, abs=1e-9)
    assert {float(row["score"]) for row in table} == {found.score}
    assert {(row["member"], row["date"], row["method"]) for row in table} == {("UZB", date, "default")}
    assert [row["since"] for row in table if row["status"]] == (["2012-12"] if date > "2012-11" else [])


def test_a_cell_that_a_spreadsheet_would_run_is_defused():
    [row] = rows(numbers_csv(pd.DataFrame({"source": pd.Series(["=HYPERLINK()"], dtype="str"), "told": [1.5]}), ""))
    assert row["source"] == "'=HYPERLINK()"
    assert float(row["told"]) == 1.5


def test_the_panel_says_which_source_was_held_back():
    rows = [an_effect(date(2022, 1, 1 + n % 28), event_id=str(n), kind="ASSAULT", direction=-1) for n in range(30)]
    told = reports(*((str(n), str(n), "Megaphone", 0.9) for n in range(30)))
    loud = held_back(explain("ARM", "2022-01", effects(*rows), told))
    assert loud == " Megaphone alone makes up 67% of the evidence, which is the most that one source may."
    assert held_back(explain("ARM", "2022-01", effects(*rows[:1]), told)) == ""
