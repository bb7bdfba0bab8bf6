"""The zones and rules of `zones.toml`, and the refusal of wrong ones."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from geo.gazetteer import ZONES
from geo.zones import ZONES_FILE, load_zones

ZONE = """[[zone]]
id = "osh"
name = "Osh"
countries = ["KGZ"]
level = "zone"
latitude = 40.5
longitude = 72.8
where_precision = 5
valid_from = 2010-04-07
valid_to = 2010-12-31
note = "A zone."
source = "A source"
"""
RULE = """[[rule]]
zone = "osh"
parties = ["KGZ", "KGZ"]
kind = "unrest"
from = 2010-06-01
to = 2010-06-30
places = ["fergana-valley"]
source = "A source"
"""


def test_all_ten_zones_are_there_each_with_a_note_that_an_audience_can_read():
    zones = load_zones().zones
    assert set(zones) == set(ZONES)
    assert all(zone.note.endswith(".") and len(zone.note) > 60 and zone.source for zone in zones.values())


def test_a_rule_never_leads_into_a_zone_that_did_not_hold_then():
    book = load_zones()
    for rule in book.rules:
        assert book.zones[rule.zone].holds(rule.start, rule.end), rule


def test_rules_for_the_same_parties_and_kind_do_not_overlap():
    rules = load_zones().rules
    for number, one in enumerate(rules):
        for other in rules[number + 1 :]:
            same = (one.kind, set(one.parties)) == (other.kind, set(other.parties))
            assert not (same and one.overlap(other.start, other.end)), (one, other)


def test_fighting_between_armenia_and_azerbaijan_has_a_rule_on_every_day():
    rules = sorted(
        (r for r in load_zones().rules if r.kind == "fighting" and set(r.parties) == {"ARM", "AZE"}),
        key=lambda rule: rule.start,
    )
    assert (rules[0].start, rules[-1].end) == (date(2010, 1, 1), date(2024, 12, 31))
    assert all((b.start - a.end).days == 1 for a, b in pairwise(rules))


def test_the_zone_of_nagorno_karabakh_is_in_azerbaijan_and_crimea_in_ukraine():
    zones = load_zones().zones
    assert zones["nagorno-karabakh"].countries == ("AZE",)
    assert zones["crimea"].countries == zones["donbas"].countries == ("UKR",)


def _read(folder: Path, text: str):
    path = folder / "zones.toml"
    path.write_text(text, encoding="utf-8")
    return load_zones(path)


def test_a_good_file_is_read(tmp_path):
    book = _read(tmp_path, ZONE + RULE)
    assert book.zones["osh"].holds(date(2010, 12, 31), date(2011, 5, 1))
    assert not book.zones["osh"].holds(date(2011, 1, 1), date(2011, 5, 1))
    assert book.rules[0].places == ("fergana-valley",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "osh"', 'id = "oz"', "unknown zone id"),
        ('level = "zone"', 'level = "area"', "level must be one of"),
        ("where_precision = 5", "where_precision = 9", "where_precision 1-7"),
        ("latitude = 40.5", "latitude = 140.5", "out of range"),
        ("valid_to = 2010-12-31", "valid_to = 2009-12-31", "before valid_from"),
        ("note =", "remark =", "missing or unknown"),
        ('name = "Osh"\n', "", "missing or unknown"),
        ('["KGZ", "KGZ"]', '["KGZ"]', "parties are not two"),
        ('kind = "unrest"', 'kind = "drill"', "the kind one of fighting"),
        ('zone = "osh"', 'zone = "crimea"', "must be one of this file's"),
        ("to = 2010-06-30", "to = 2010-05-30", "before 'from'"),
        ("fergana-valley", "el-dorado", "not in the gazetteer: el-dorado"),
        ("[[zone]]", "[[zone", "not TOML"),
    ],
)
def test_a_wrong_entry_is_named_with_what_is_wrong(tmp_path, old, new, message):
    with pytest.raises(ValueError, match=message) as caught:
        _read(tmp_path, (ZONE + RULE).replace(old, new, 1))
    assert "zones.toml" in str(caught.value)


def test_a_zone_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(ValueError, match="stands twice"):
        _read(tmp_path, ZONE + ZONE)


def test_the_project_reads_its_own_file_once():
    assert load_zones() is load_zones()
    assert load_zones(ZONES_FILE) == load_zones()


def test_a_zone_says_what_its_politics_are():
    zones = load_zones().zones
    assert zones["lachin-corridor"].guarded_for == ("ARM",)
    assert {name for name, zone in zones.items() if zone.allies_helped} == {"kazakhstan-unrest"}
    assert {name for name, zone in zones.items() if zone.without_members} == {"ukraine", "crimea", "donbas"}
