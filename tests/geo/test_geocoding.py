"""Where a happening took place: what is named, what the rules say, and never a guess."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import load_gazetteer
from geo.geocoding import UNKNOWN, geocode
from geo.place import LEVELS
from geo.zones import KINDS, load_zones


def year(number: int) -> dict[str, date]:
    return {"start": date(number, 1, 1), "end": date(number, 12, 31)}


def month(number: int, of: int) -> dict[str, date]:
    return {"start": date(of, number, 1), "end": date(of, number, 28)}


@pytest.mark.parametrize("rule", load_zones().rules, ids=lambda rule: f"{rule.zone}-{rule.kind}-{rule.start}")
def test_each_rule_leads_to_its_zone_when_no_place_is_named(rule):
    place = geocode([], start=rule.start, end=rule.end, parties=rule.parties, kind=rule.kind)
    assert place.zone == rule.zone
    assert place.countries == load_zones().zones[rule.zone].countries


@pytest.mark.parametrize("rule", load_zones().rules, ids=lambda rule: f"{rule.zone}-{rule.kind}-{rule.start}")
def test_each_rule_lifts_the_towns_it_lists_into_its_zone(rule):
    for place_id in rule.places:
        place = geocode([place_id], start=rule.start, end=rule.end, parties=rule.parties, kind=rule.kind)
        assert place.zone == rule.zone
        assert place.name == load_gazetteer().entries[place_id].name


@pytest.mark.parametrize(
    ("when", "zone"),
    [
        (year(2016), "nagorno-karabakh"),
        (year(2020), "nagorno-karabakh"),
        (year(2021), "armenia-azerbaijan-border"),
        (month(9, of=2022), "armenia-azerbaijan-border"),
        (month(9, of=2023), "nagorno-karabakh"),
        (month(2, of=2024), "armenia-azerbaijan-border"),
    ],
)
def test_fighting_between_armenia_and_azerbaijan_moves_with_the_years(when, zone):
    assert geocode([], **when, parties=["AZE", "ARM"], kind="fighting").zone == zone


def test_an_event_known_to_the_year_goes_where_most_of_that_year_lies():
    assert geocode([], **year(2014), parties=["RUS", "UKR"], kind="fighting").zone == "donbas"
    assert geocode([], **month(3, of=2014), parties=["RUS", "UKR"], kind="fighting").zone == "crimea"
    assert geocode([], **month(2, of=2022), parties=["RUS", "UKR"], kind="fighting").zone == "ukraine"
    assert geocode([], **year(2010), parties=["KGZ"], kind="unrest").zone == "osh"


def test_a_named_place_beats_the_rules():
    clash = {"start": date(2020, 7, 12), "end": date(2020, 7, 16), "parties": ["ARM", "AZE"], "kind": "fighting"}
    assert geocode([], **clash).zone == "nagorno-karabakh"
    place = geocode(["tovuz"], **clash)
    assert (place.name, place.zone) == ("Tovuz", "armenia-azerbaijan-border")


def test_a_town_beats_a_country_named_before_it_and_the_first_of_two_towns_wins():
    assert geocode(["russia", "yerevan"], **year(2022)).name == "Yerevan"
    assert geocode(["minsk", "yerevan"], **year(2022)).name == "Minsk"


def test_a_wider_region_does_not_hide_the_zone_that_a_rule_knows():
    place = geocode(["caucasus"], **year(2022), parties=["ARM", "AZE"], kind="fighting")
    assert place.zone == "armenia-azerbaijan-border"
    assert geocode(["caucasus"], **year(2022)).name == "Caucasus"


def test_kazakhstan_is_a_zone_of_unrest_in_january_2022_only():
    actors = {"parties": ["RUS", "KAZ"], "kind": "intervention"}
    assert geocode(["kazakhstan"], **month(1, of=2022), **actors).zone == "kazakhstan-unrest"
    assert geocode(["almaty"], **month(1, of=2022), **actors).zone == "kazakhstan-unrest"
    assert geocode(["kazakhstan"], **month(2, of=2022), **actors).zone is None
    assert geocode(["almaty"], **month(5, of=2022), **actors).zone is None
    # A summit that month is no unrest.
    assert geocode(["almaty"], **month(1, of=2022), parties=["KAZ"]).zone is None


def test_a_zone_counts_only_on_the_days_on_which_it_held():
    assert geocode(["osh"], **month(6, of=2010)).zone == "osh"
    assert geocode(["osh"], **year(2021)).zone is None
    assert geocode(["ukraine"], **year(2012)).zone is None
    assert geocode(["ukraine"], **year(2022)).zone == "ukraine"
    assert geocode(["lachin-corridor"], **year(2019)).zone is None
    assert geocode(["lachin-corridor"], start=date(2022, 1, 1), end=date(2024, 4, 1)).zone == "lachin-corridor"


def test_a_country_at_war_counts_before_one_that_is_only_named():
    assert geocode(["kazakhstan", "ukraine"], **year(2022), parties=["KAZ", "RUS"]).zone == "ukraine"
    assert geocode(["kazakhstan", "ukraine"], **year(2012)).name == "Kazakhstan"


def test_the_war_in_ukraine_does_not_draw_other_wars_to_it():
    place = geocode(["ukraine"], **month(9, of=2022), parties=["KGZ", "TJK"], kind="fighting")
    assert place.zone == "isfara-border"


def test_the_country_of_a_named_place_counts_as_a_party():
    assert geocode(["tajikistan"], **year(2021), parties=["KGZ"], kind="fighting").zone == "isfara-border"


def test_two_parties_beat_one_and_earlier_ones_beat_later_ones():
    summer = {"start": date(2021, 7, 1), "end": date(2021, 7, 31), "kind": "intervention"}
    assert geocode([], **summer, parties=["TJK"]).zone == "tajik-afghan-border"
    assert geocode([], **summer, parties=["TJK", "KGZ"]).zone == "isfara-border"
    fight = {**year(2021), "kind": "fighting"}
    assert geocode([], **fight, parties=["TJK", "AFG", "KGZ"]).zone == "tajik-afghan-border"
    assert geocode([], **fight, parties=["TJK", "KGZ", "AFG"]).zone == "isfara-border"


def test_an_unknown_name_does_not_empty_the_result():
    assert geocode(["soviet-union", "vorukh"], **year(2021)).name == "Vorukh"
    assert geocode(["soviet-union"], **year(2021), parties=["CSTO", "ARM"]).name == "Armenia"


def test_without_names_the_first_state_among_the_parties_is_the_place_and_says_how_coarse_it_is():
    place = geocode([], **year(2021), parties=["CSTO", "BLR", "RUS"])
    assert (place.name, place.level, place.where_precision) == ("Belarus", "country", 6)


def test_what_is_not_known_stays_unknown():
    assert geocode([], **year(2021)) == UNKNOWN
    assert geocode(["nowhere"], **year(2021), parties=["NATO"], kind="unrest") == UNKNOWN
    assert (UNKNOWN.countries, UNKNOWN.latitude, UNKNOWN.where_precision) == ((), None, 7)


IDS = st.sampled_from(["nowhere", *sorted(load_gazetteer().entries)])
CODES = st.sampled_from(["ARM", "AZE", "KGZ", "TJK", "AFG", "KAZ", "RUS", "UKR", "CSTO", "???"])
DAYS = st.dates(date(2010, 1, 1), date(2024, 12, 31))


@given(st.lists(IDS, max_size=4), DAYS, DAYS, st.lists(CODES, max_size=4), st.sampled_from([None, *KINDS]))
def test_geocoding_never_fails_never_varies_and_never_invents_a_point(place_ids, one, other, parties, kind):
    start, end = min(one, other), max(one, other)
    place = geocode(place_ids, start=start, end=end, parties=parties, kind=kind)
    assert place == geocode(place_ids, start=start, end=end, parties=parties, kind=kind)
    known = {(e.latitude, e.longitude) for e in load_gazetteer().entries.values()}
    known |= {(z.latitude, z.longitude) for z in load_zones().zones.values()} | {(None, None)}
    assert (place.latitude, place.longitude) in known
    assert place.level in LEVELS
    assert place.zone is None or load_zones().zones[place.zone].holds(start, end)


def test_a_region_of_several_states_makes_none_of_them_a_party():
    assert geocode(["central-asia"], **month(1, of=2022), kind="unrest").name == "Central Asia"
