"""Who belonged when, and a table that cannot be misread."""

from datetime import date

import pytest

from alignment.membership import DEFAULT_PATH, POLE, load_membership, status
from events.vocabulary import SCORED

TEXT = DEFAULT_PATH.read_text(encoding="utf-8")


def test_eight_states_are_scored_and_russia_is_not():
    assert len(set(SCORED)) == 8
    assert POLE not in SCORED
    assert load_membership().states == {POLE, *SCORED}


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        ("UZB", date(2010, 1, 1), "member"),
        ("UZB", date(2012, 6, 30), "member"),
        ("UZB", date(2012, 11, 30), "member"),
        ("UZB", date(2012, 12, 31), "left"),
        ("UZB", date(2024, 12, 31), "left"),
        ("UZB", date(2003, 1, 1), "left"),
        ("AZE", date(2010, 1, 1), "left"),
        ("GEO", date(2024, 12, 31), "left"),
        ("GEO", date(1999, 4, 19), "member"),
        ("ARM", date(2024, 2, 21), "member"),
        ("ARM", date(2024, 2, 22), "frozen"),
        ("KAZ", date(1994, 4, 19), "never"),
    ],
)
def test_status_on_a_day(state, day, expected):
    assert status(state, day) == expected


@pytest.mark.parametrize("state", ["BLR", "KAZ", "KGZ", "TJK", "RUS"])
def test_the_others_are_members_throughout(state):
    assert {status(state, date(year, 1, 1)) for year in range(2010, 2026)} == {"member"}


def test_every_spell_has_a_source():
    assert all(spell.source for spell in load_membership().spells)


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ("member,status", "state,status", "line 1: the first line must be member,status,from,to,source,note"),
        ("ARM,frozen", "ARM,asleep", "line 4: status 'asleep' is unknown; use one of member"),
        ("ARM,frozen,2024-02-22", "ARM,frozen,22.2.2024", "line 4: .*write from and to as YYYY-MM-DD"),
        ("2024-02-22", "2024-02-23", "ARM: the spell from 2024-02-23 must start the day after"),
        ("2024-02-22", "2024-02-20", "ARM: the spell from 2024-02-20 must start the day after"),
        ("2024-02-21", "1990-02-21", "line 3: ends .1990-02-21. before it starts"),
        ("2024-02-21", "", "ARM: the spell from 2024-02-22 must start the day after"),
        ("ARM,frozen,2024-02-22,,", "ARM,frozen,2024-02-22,2024-12-31,", "ARM: the last spell must be open"),
        ("UZB,left,2012-12-19,,", "UZB,left,2012-12-19,2024-12-31,", "UZB: the last spell must be open"),
        ("BLR,", "BLS,", "BLR is missing; add a line"),
        ("Signatory\nKGZ", "Signatory,extra\nKGZ", "line 6: expected 6 fields; quote"),
        ('"Accession', '"Acces"sion', "expected after"),
        ('"Protocol restoring membership, Sochi, 16 August 2006"', "", "the source is empty"),
    ],
)
def test_a_bad_table_is_refused_with_its_name_and_advice(tmp_path, old, new, advice):
    path = tmp_path / "mine.csv"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=f"mine.csv.*{advice}"):
        load_membership(path)
