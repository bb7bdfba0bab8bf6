"""`python -m alignment` writes scores, takes one apart, and refuses bad input in one line."""

import csv
import json
import math
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from alignment.__main__ import main
from events.records import Effect, Event, Mention, event_to_json, write_events
from events.vocabulary import SCORED
from geo.place import Place

EVENT = Event(
    event_id="refusal",
    event_type="REJECT",
    summary="A request is refused",
    date_start=date(2022, 9, 28),
    date_end=date(2022, 9, 28),
    date_precision=1,
    source_actors=("CSTO",),
    target_actors=("ARM",),
    place=Place("Armenia", "country", None, ("ARM",), 40.2, 44.5, 6),
    effects=(Effect("ARM", -1, "military"),),
    mentions=(Mention("one", 0, 6, "refuse"),),
    confidence=0.8,
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "events.jsonl"
    write_events(
        [EVENT, replace(EVENT, event_id="aid", event_type="AID", effects=(Effect("KAZ", 1, "military"),))], path
    )
    return path


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_score_writes_eight_states_over_180_months(file, tmp_path):
    output = tmp_path / "scores.csv"
    assert main(["score", str(file), "--output", str(output), "--step", "month"]) == 0
    assert output.read_text().splitlines()[0] == "member,date,score,low,high,evidence,told,mass,baseline"
    scores = rows(output)
    months = [f"{year}-{month:02d}" for year in range(2010, 2025) for month in range(1, 13)]
    assert [(row["member"], row["date"]) for row in scores] == [(state, month) for state in SCORED for month in months]
    for row in scores:
        assert -1 <= float(row["low"]) <= float(row["score"]) <= float(row["high"]) <= 1
        assert float(row["evidence"]) >= 0
    assert {row["member"] for row in scores if float(row["evidence"]) > 0} == {"ARM", "KAZ"}


def test_score_by_year_writes_fifteen_years(file, tmp_path):
    output = tmp_path / "scores.csv"
    assert main(["score", str(file), "--output", str(output), "--step", "year"]) == 0
    assert [row["date"] for row in rows(output)] == [str(year) for year in range(2010, 2025)] * 8


def test_explain_prints_parts_that_add_up(file, capsys):
    assert main(["explain", str(file), "--member", "ARM", "--date", "2022-11", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert list(record) == ["member", "date", "baseline", "parts", "score", "low", "high"]
    assert [part["event_id"] for part in record["parts"]] == ["refusal"]
    summed = math.fsum([record["baseline"], *(part["part"] for part in record["parts"])])
    assert summed == pytest.approx(record["score"], abs=1e-9)


def test_a_change_of_status_is_explained_as_one(file, capsys):
    assert main(["explain", str(file), "--member", "UZB", "--date", "2013-01", "--format", "json"]) == 0
    [part] = json.loads(capsys.readouterr().out)["parts"]
    assert list(part) == ["status", "part"]
    assert part["status"] == "left"
    assert main(["explain", str(file), "--member", "UZB", "--date", "2013-01"]) == 0
    assert "change of status in 2012-12: left" in capsys.readouterr().out


def test_explain_as_text_names_every_part(file, capsys):
    assert main(["explain", str(file), "--member", "ARM", "--date", "2022"]) == 0
    text = capsys.readouterr().out
    assert "2022-12" in text
    assert "refusal" in text
    assert "starting value" in text


def test_it_runs_as_a_module(file, tmp_path):
    command = [sys.executable, "-m", "alignment", "score", str(file), "--output", str(tmp_path / "scores.csv")]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert "1440 scores" in done.stderr


LINE = event_to_json(EVENT)


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        ("nonsense", "line 2: .*mend or remove the line"),
        ("[]", "line 2: not an event"),
        ("{}", "line 2: not an event: '(event_id|place)'"),
        (LINE.replace("REJECT", "HUG"), "line 2: unknown event type 'HUG'"),
        (LINE.replace("2022-09-28", "2009-09-28"), "line 2: the event starts before 2010-01-01.*remove the line"),
        (LINE, "line 2: event refusal stands on an earlier line"),
    ],
)
def test_a_bad_line_is_named_in_one_line(tmp_path, capsys, content, advice):
    path, output = tmp_path / "events.jsonl", tmp_path / "scores.csv"
    path.write_text(f"{LINE}\n{content}\n", encoding="utf-8")
    assert main(["score", str(path), "--output", str(output)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert f"{path}, " in error
    assert re.search(advice, error)
    assert not output.exists()


def test_a_file_that_is_not_text_not_there_or_not_writable_is_named(file, tmp_path, capsys):
    binary, nowhere = tmp_path / "events.bin", tmp_path / "none" / "scores.csv"
    binary.write_bytes(b"\xff\xfe\x00")
    assert main(["score", str(binary), "--output", str(tmp_path / "a.csv")]) == 2
    assert f"{binary}: not UTF-8 text" in capsys.readouterr().err
    assert main(["score", str(tmp_path / "gone.jsonl"), "--output", str(tmp_path / "a.csv")]) == 2
    assert "gone.jsonl: No such file" in capsys.readouterr().err
    assert main(["score", str(file), "--output", str(nowhere)]) == 2
    error = capsys.readouterr().err
    assert str(nowhere.parent) in error
    assert error.count("\n") == 1


def test_a_bad_month_is_refused(file, capsys):
    assert main(["explain", str(file), "--member", "ARM", "--date", "2022-13"]) == 2
    assert "write it as 2022-09" in capsys.readouterr().err
