"""Who is named, who is only part of another name, and what the actors' files may not say."""

from __future__ import annotations

import shutil

import pytest

from events.actors import directory as actors
from events.vocabulary import SCORED


def parties(events):
    return {code for event in events for code in (*event.source_actors, *event.target_actors)}


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("Armenia", "ARM"),
        ("Yerevan", "ARM"),
        ("the Republic of Belarus", "BLR"),
        ("Minsk", "BLR"),
        ("the Kazakh government", "KAZ"),
        ("the president of Tajikistan", "TJK"),
        ("Kyrgyz diplomats", "KGZ"),
        ("Nikol Pashinyan", "ARM"),
        ("Lukashenko", "BLR"),
        ("Kassym-Jomart Tokayev", "KAZ"),
        ("President Sadyr Japarov", "KGZ"),
        ("Emomali Rahmon", "TJK"),
        ("Shavkat Mirziyoyev", "UZB"),
        ("Ilham Aliyev", "AZE"),
        ("Tbilisi", "GEO"),
    ],
)
def test_a_state_is_known_by_its_names_its_capital_its_people_and_its_leader(read, who, code):
    (event,) = read(f"On 3 May 2022 {who} signed an agreement with China.")
    assert event.source_actors == (code,)
    assert event.target_actors == ("CHN",)


@pytest.mark.parametrize(
    ("whom", "codes"),
    [
        ("Moscow", {"RUS"}),
        ("the Kremlin", {"RUS"}),
        ("Vladimir Putin", {"RUS"}),
        ("the CSTO", {"CSTO"}),
        ("the Collective Security Treaty Organization", {"CSTO"}),
        ("the European Union", {"EU"}),
        ("Turkey", {"TUR"}),
        ("the West", {"USA", "EU"}),
    ],
)
def test_the_other_party_is_known_too(read, whom, codes):
    (event,) = read(f"On 3 May 2022 Armenia signed an agreement with {whom}.")
    assert set(event.target_actors) == codes


def test_the_central_asian_leaders_are_four_states(read):
    (event,) = read("On 3 May 2022 the Central Asian presidents met Xi Jinping.")
    assert set(event.source_actors) == {"KAZ", "KGZ", "TJK", "UZB"}


@pytest.mark.parametrize("drill", ["Russian-led drill", "Moscow-backed drill"])
def test_what_russia_leads_is_not_its_act(read, drill):
    (event,) = read(f"In October 2022 Kyrgyzstan cancelled a {drill}.")
    assert event.source_actors == ("KGZ",)
    assert "RUS" not in event.target_actors


def test_a_missile_made_in_russia_is_not_russias_attack(read):
    events = read("In May 2022 a Russian-made missile killed three Armenian soldiers.")
    assert "RUS" not in parties(events)


@pytest.mark.parametrize(
    ("text", "not_meant"),
    [
        ("In May 2022 Kazakhstan met an editor of the Moscow Times in Astana.", "RUS"),
        ("In May 2022 Armenia accused the Moscow Times newspaper of lying.", "RUS"),
        ("On 3 May 2022 the University of Washington signed an agreement with Armenia.", "USA"),
        ("In October 2022 Armenia accused Hotel Russia of fraud.", "RUS"),
        ("In May 2022 the Western Military District held a drill with Belarus.", "EU"),
    ],
)
def test_a_name_within_another_name_is_nobody(read, text, not_meant):
    assert not_meant not in parties(read(text))


def test_georgia_is_the_state_in_the_caucasus(read):
    (event,) = read("On 3 May 2022 Georgia signed an agreement with Russia in Tbilisi.")
    assert event.source_actors == ("GEO",)


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May 2022 the state of Georgia signed an agreement with Russia in Atlanta.",
        "On 3 May 2022 Georgia signed an agreement with Florida and Russia in Savannah.",
    ],
)
def test_georgia_the_us_state_is_nobody_here(read, text):
    assert "GEO" not in parties(read(text))


def test_camps_are_those_of_the_file():
    assert actors.camp("CSTO") == actors.camp("RUS") == "moscow"
    assert actors.camp("ARM") == actors.camp("GEO") == "member"
    assert actors.camp("EU") == "west"
    assert actors.camp("TUR") == "rival"
    assert actors.camp("XYZ") == "other"


def test_every_scored_state_is_a_member_in_the_file_and_five_are_allies():
    assert all(actors.camp(code) == "member" for code in SCORED)
    assert {code for code in SCORED if actors.is_ally(code)} == {"ARM", "BLR", "KAZ", "KGZ", "TJK"}


def test_a_code_is_shown_by_its_usual_name():
    assert actors.display_name("KGZ") == "Kyrgyzstan"
    assert actors.display_name("XYZ") == "XYZ"


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the actors' files that a test may spoil."""
    for name in ("actors.toml", "leaders.csv"):
        shutil.copy(actors.DATA / name, tmp_path / name)
    monkeypatch.setattr(actors, "DATA", tmp_path)
    return tmp_path


def load():
    return actors.load_knowledge.__wrapped__()


def test_the_files_load_as_they_are(data):
    assert load() == actors.load_knowledge()


def test_an_unknown_camp_is_refused(data):
    path = data / "actors.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('camp = "rival"', 'camp = "ryval"', 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"actors\.toml.*'ryval'.*moscow"):
        load()


def test_one_word_for_two_actors_is_refused(data):
    path = data / "actors.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"Yerevan"', '"Baku"', 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"actors\.toml.*'Baku'.*two actors"):
        load()


def test_a_leader_of_an_unknown_actor_is_refused(data):
    with (data / "leaders.csv").open("a", encoding="utf-8") as lines:
        lines.write("Some Body,,ZZZ,2010-01-01,,president,made up\n")
    with pytest.raises(ValueError, match=r"leaders\.csv, line \d+.*'ZZZ'"):
        load()
