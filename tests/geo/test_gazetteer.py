"""The gazetteer finds places by any spelling, and refuses a file that would mislead."""

import csv
import re
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import Point

from geo.gazetteer import COLUMNS, PLACES, load_gazetteer, normalise
from geo.shapes import read_regions

HEADER = ",".join(COLUMNS)
GOOD = "osh,Osh,city,KGZ,osh,40.5,72.8,1,Ош|Osh city,GeoNames 1"
# Not drawn: an islet, an exclave that Natural Earth lacks, a region that it counts apart, land south of the map.
NOT_DRAWN = {"snake-island", "tigranashen", "hong-kong", "goa"}


@pytest.mark.parametrize(
    ("spelling", "entry_id"),
    [
        ("Nagorno Karabakh", "nagorno-karabakh"),
        ("Nagorno–Karabakh", "nagorno-karabakh"),
        ("Nagorny Karabakh", "nagorno-karabakh"),
        ("Nagorno-Karabkah", "nagorno-karabakh"),
        ("Artsakh", "nagorno-karabakh"),
        ("Stepanakert", "stepanakert"),
        ("Khankendi", "stepanakert"),
        ("Xankəndi", "stepanakert"),
        ("Shushi", "shusha"),
        ("Kelbajar", "kalbajar"),
        ("Kazakstan", "kazakhstan"),
        ("Kirghizia", "kyrgyzstan"),
        ("Kyrgystan", "kyrgyzstan"),
        ("Tadzhikistan", "tajikistan"),
        ("Byelorussia", "belarus"),
        ("Kiev", "kyiv"),
        ("Leninabad", "sughd"),
        ("Nur-Sultan", "astana"),
        ("Alma-Ata", "almaty"),
        ("Donbass", "donbas"),
        ("SAINT PETERSBURG", "saint-petersburg"),
        ("St. Petersburg", "saint-petersburg"),
        ("the Isfara river", "isfara-river"),
        ("Tajik-Kyrgyz border", "kyrgyzstan-tajikistan-border"),
        ("Kant airbase", "kant-air-base"),
    ],
)
def test_old_foreign_and_misspelt_names_lead_to_one_place(spelling, entry_id):
    assert load_gazetteer().lookup(spelling).id == entry_id


@pytest.mark.parametrize("word", ["Kant", "Most", "May", "Soviet Union", "", "oral", "Kremlin"])
def test_ordinary_words_and_names_of_no_place_lead_nowhere(word):
    assert load_gazetteer().lookup(word) is None


def test_spellings_meet_without_regard_to_case_accents_apostrophes_and_hyphens():
    assert normalise("Xi’an") == normalise("XIAN") == normalise("xi'an")
    assert normalise("Jalal-Abad") == normalise("JALAL ABAD")
    assert normalise("Kəlbəcər") == "kelbecer"


def test_every_zone_of_the_codebook_has_a_place_of_its_own_country():
    entries = load_gazetteer().entries
    zones = {entry.zone for entry in entries.values()}
    assert {"nagorno-karabakh", "lachin-corridor", "isfara-border", "osh", "ukraine", "crimea", "donbas"} <= zones
    assert all(entry.countries == ("AZE",) for entry in entries.values() if entry.zone == "nagorno-karabakh")
    assert all("UKR" in entry.countries for entry in entries.values() if entry.zone in ("crimea", "donbas", "ukraine"))


def test_patterns_give_each_printed_form_once_and_point_to_an_entry():
    gazetteer = load_gazetteer()
    patterns = gazetteer.patterns()
    forms = [pattern["pattern"] for pattern in patterns]
    assert len(forms) == len(set(forms))
    assert {"Nagorno-Karabakh", "Nagorno–Karabakh", "Armenia-Azerbaijan border", "Xi’an", "Xi'an"} <= set(forms)
    assert all(gazetteer.lookup(p["pattern"]).id == p["id"] for p in patterns)
    labels = {pattern["id"]: pattern["label"] for pattern in patterns}
    assert (labels["armenia"], labels["panj-river"], labels["kant-air-base"]) == ("GPE", "LOC", "FAC")
    assert labels["black-sea"] == "LOC"


def test_a_place_carries_what_its_row_says():
    place = load_gazetteer().to_place("isfara")
    assert (place.name, place.level, place.zone, place.countries) == ("Isfara", "city", "isfara-border", ("TJK",))
    assert place.where_precision == 1
    with pytest.raises(KeyError):
        load_gazetteer().to_place("atlantis")


def _write(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "places.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path):
    entry = load_gazetteer(_write(tmp_path, GOOD)).lookup("ош")
    assert (entry.id, entry.latitude, entry.countries) == ("osh", 40.5, ("KGZ",))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",city,", ",village,", "unknown level 'village'"),
        (",osh,40.5", ",atlantis,40.5", "unknown zone 'atlantis'"),
        (",1,", ",8,", "where_precision must be 1-7"),
        ("40.5", "95", "outside -90..90"),
        ("72.8", "-190", "outside -180..180"),
        ("72.8", "nan", "outside -180..180"),
        ("72.8", "east", "not a number"),
        ("72.8", "", "both latitude and longitude"),
        ("KGZ", "KG", "alpha-3"),
        ("GeoNames 1", "", "must not be empty"),
        (",GeoNames 1", "", "has not 10 fields"),
    ],
)
def test_a_wrong_row_is_named_with_what_is_wrong(tmp_path, old, new, message):
    path = _write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(ValueError, match=re.escape(message)) as caught:
        load_gazetteer(path)
    assert f"{path}, row 2" in str(caught.value)


def test_an_id_or_a_spelling_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"row 3 .*stands in an earlier row"):
        load_gazetteer(_write(tmp_path, GOOD, GOOD))
    with pytest.raises(ValueError, match=r"row 3 .*'OSH-City' already names 'osh'"):
        load_gazetteer(_write(tmp_path, GOOD, "other,Other,city,KGZ,,40,72,1,OSH-City,GeoNames 2"))


def test_a_file_with_other_columns_is_refused(tmp_path):
    with pytest.raises(ValueError, match="columns must be id,name"):
        load_gazetteer(_write(tmp_path, "osh,Osh", header="id,name"))


def _claimed_kilometres(source: str) -> float:
    found = re.search(r"±([\d.]+) km", source)
    return float(found[1]) if found else 0.0


def _kilometres(shape, longitude: float, latitude: float) -> float:
    local = gpd.GeoSeries([shape], crs=4326).to_crs(f"+proj=aeqd +lat_0={latitude} +lon_0={longitude} +units=km")
    return local.iloc[0].distance(Point(0, 0))


def test_every_town_and_province_lies_in_its_country():
    """Within 8 km, for outlines are simplified, and within what a hand-entered point claims for itself."""
    shapes = read_regions().set_index("iso").geometry
    astray = {}
    for entry in load_gazetteer().entries.values():
        if entry.latitude is None or entry.level not in ("country", "admin1", "city", "other") or not entry.countries:
            continue
        near = [
            _kilometres(shapes[iso], entry.longitude, entry.latitude)
            for iso in entry.countries
            if iso in shapes.index and not shapes[iso].contains(Point(entry.longitude, entry.latitude))
        ]
        drawn = [iso for iso in entry.countries if iso in shapes.index]
        if near and len(near) == len(drawn) and min(near) > 8 + _claimed_kilometres(entry.source):
            astray[entry.id] = near
    assert set(astray) <= NOT_DRAWN, astray


def test_a_border_lies_within_its_stated_distance_of_both_states():
    shapes = read_regions().set_index("iso").geometry
    for entry in load_gazetteer().entries.values():
        if entry.level == "border":
            distances = [_kilometres(shapes[iso], entry.longitude, entry.latitude) for iso in entry.countries]
            assert max(distances) <= _claimed_kilometres(entry.source), (entry.id, distances)


def test_a_wider_region_or_river_touches_at_least_one_of_its_states_and_a_sea_none():
    shapes = read_regions().set_index("iso").geometry
    for entry in load_gazetteer().entries.values():
        if entry.latitude is None or entry.level not in ("zone", "river", "corridor"):
            continue
        point = Point(entry.longitude, entry.latitude)
        assert any(shapes[iso].distance(point) < 0.15 for iso in entry.countries), entry.id
    for sea in ("black-sea", "caspian-sea", "baltic-sea", "sea-of-azov"):
        entry = load_gazetteer().entries[sea]
        assert not shapes.contains(Point(entry.longitude, entry.latitude)).any(), sea
        assert (entry.countries, entry.where_precision) == ((), 7)


def test_a_hand_entered_point_says_how_far_it_may_be_off():
    with PLACES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if "hand-entered" in row["source"]:
                off = _claimed_kilometres(row["source"])
                assert off > 0, row["id"]
                assert int(row["where_precision"]) >= (2 if off > 6 else 1), row["id"]
