"""What an analyst may change or call is documented: event types, the fields of the data files, the command lines."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest

from alignment.__main__ import main as alignment
from events.__main__ import main as events
from events.actors.directory import CAMPS
from events.coding.lexicon import RELATIONS
from events.text.word_lists import FILES
from events.vocabulary import DIMENSIONS, EVENT_TYPES
from geo.place import LEVELS

ROOT = Path(__file__).parents[1]
DATA = ROOT / "events" / "data"
CODEBOOK = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
PAGES = [*sorted((ROOT / "docs").glob("*.md")), *ROOT.glob("README.md")]
EVERYWHERE = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def section(name: str) -> str:
    """What the codebook says on one data file."""
    found = re.search(rf"^### `{re.escape(name)}`\n(.*?)(?=^### |\Z)", CODEBOOK, re.MULTILINE | re.DOTALL)
    assert found, f"docs/codebook.md has no section on {name}"
    return found[1]


def table(name: str) -> dict:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def keys(rows) -> set[str]:
    return {key for row in rows for key in row}


def fields() -> dict[str, set[str]]:
    """Names of the tables and fields of each data file that an analyst may edit."""
    types, actors = table("event_types.toml"), table("actors.toml")
    boilerplate = table("boilerplate.toml")
    with (DATA / "leaders.csv").open(encoding="utf-8", newline="") as lines:
        columns = set(next(csv.reader(lines)))
    return {
        "event_types.toml": keys(types["verb"]) | keys(types["noun"]) | keys(types["types"].values()),
        "actors.toml": keys(actors["actor"]) | keys(actors["group"]) | keys([actors["not_actor"]]) | {"Georgia"},
        "leaders.csv": columns,
        **{f"{name}.toml": {*table(f"{name}.toml"), "words"} for name in FILES},
        "boilerplate.toml": {*boilerplate, *keys(boilerplate.values())},
        **{name: set(table(name)) for name in ("similarity.toml", "merging.toml", "contradictions.toml")},
        "landmarks.toml": keys(table("landmarks.toml")["landmark"]),
    }


@pytest.mark.parametrize("name", EVENT_TYPES)
def test_every_event_type_is_defined_with_an_example(name):
    row = re.search(rf"^\| `{name}` \| ([^|]+) \| ([^|]+) \|$", CODEBOOK, re.MULTILINE)
    assert row, f"docs/codebook.md has no row for {name}"
    assert row[2].strip().endswith(".")


@pytest.mark.parametrize(("name", "field"), [(name, f) for name, listed in fields().items() for f in sorted(listed)])
def test_every_field_of_a_data_file_is_explained(name, field):
    assert f"`{field}`" in section(name), f"docs/codebook.md does not explain {field} of {name}"


@pytest.mark.parametrize("name", ["actor", "group", "stand_in", "not_actor", "us_state"])
def test_every_table_of_the_actors_file_is_explained(name):
    assert set(table("actors.toml")) == {"actor", "group", "stand_in", "not_actor", "us_state"}
    assert re.search(rf"`\[+{name}\]+`", section("actors.toml"))


@pytest.mark.parametrize("word", [*RELATIONS, *CAMPS, *DIMENSIONS, *LEVELS])
def test_every_word_of_the_vocabularies_stands_in_the_codebook(word):
    assert f"`{word}`" in CODEBOOK


def needs() -> set[str]:
    rows = [*table("event_types.toml")["verb"], *table("event_types.toml")["noun"]]
    return {need.strip() for row in rows for need in row.get("needs", "").split(",") if need.strip()}


@pytest.mark.parametrize("need", sorted(needs()))
def test_every_need_of_a_verb_or_noun_is_explained(need):
    assert re.search(rf'`"?{need}"?`', section("event_types.toml"))


def helped(main, arguments, capsys) -> str:
    with pytest.raises(SystemExit):
        main([*arguments, "--help"])
    return capsys.readouterr().out


def commands(page: str) -> set[str]:
    return set(re.findall(r"^ {4}([a-z][a-z-]*)(?= |$)", page, re.MULTILINE))


@pytest.mark.parametrize(("room", "main"), [("events", events), ("alignment", alignment)])
def test_every_command_and_option_is_documented(room, main, capsys):
    listed = commands(helped(main, [], capsys))
    assert listed
    for command in listed:
        assert f"python -m {room} {command}" in EVERYWHERE, f"docs/ does not show python -m {room} {command}"
        for option in set(re.findall(r"--[a-z][a-z-]+", helped(main, [command], capsys))) - {"--help"}:
            assert option in EVERYWHERE, f"docs/ does not name {option} of python -m {room} {command}"


def test_the_command_lines_are_read_from_their_help():
    assert commands("usage: x\n\n  COMMAND\n    extract   write\n    build\n") == {"extract", "build"}
