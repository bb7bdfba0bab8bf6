"""Code stands on floors (docs/architecture.md): nothing imports from a higher one, and modules stay short.

Within `events/` the folders have floors of their own, and say in their ``__init__.py`` which of their modules
others may import.
"""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("geo", "events", "alignment", "dashboard", "app")
LONGEST = 350
IN_EVENTS = (
    ("vocabulary", "time_limit", "memory_limit", "output", "interrupting", "text"),
    ("records",),
    ("dates", "parsing"),
    ("actors", "dataframes"),
    ("coding", "reading"),
    ("grounding", "merging", "reviews", "learned"),
    ("extraction", "llm"),
    ("store",),
    ("running", "export"),
    ("ingest",),
    ("cli",),
    ("__main__",),
)
"""Folders and modules of `events/`, the lowest first; those of one rank do not import each other."""
RANK = {name: rank for rank, names in enumerate(IN_EVENTS) for name in names}
IN_DASHBOARD = (
    ("address", "colors", "scripts", "version"),
    ("wording",),
    ("state",),
    ("map",),
    ("loading",),
    ("panel", "charts", "picture"),
    ("deck",),
    ("downloads", "review"),
    ("api", "tours"),
    ("pages",),
    ("server",),
    ("__main__",),
)
"""Folders and modules of `dashboard/`, the lowest first, in the same way."""
WITHOUT_SPACY = ("store", "export", "merging", "reviews", "dates", "text")
SQL = {"sqlalchemy", "alembic", "sqlite3", "psycopg"}


def modules(floor: str) -> list[Path]:
    folder = ROOT / floor
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [p for p in [ROOT / f"{floor}.py"] if p.exists()]


def imported(source: str) -> set[str]:
    """First names of all modules that a source imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def test_imports_are_found_wherever_they_stand():
    source = "import a.b, c as d\nfrom e.f import g\nfrom . import h\ndef i():\n    from j import k\n"
    assert imported(source) == {"a", "c", "e", "j"}


@pytest.mark.parametrize("floor", FLOORS)
def test_nothing_imports_from_a_higher_floor(floor):
    paths = modules(floor)
    assert paths or floor == "app"
    higher = {*FLOORS[FLOORS.index(floor) + 1 :], "tests", "evaluation", "benchmarks", "tools", "training"}
    for path in paths:
        climbing = imported(path.read_text(encoding="utf-8")) & higher
        assert not climbing, f"{path.relative_to(ROOT)} imports {', '.join(sorted(climbing))}"


@pytest.mark.parametrize("floor", FLOORS[:3])
def test_below_the_dashboard_nothing_knows_streamlit(floor):
    for path in modules(floor):
        known = imported(path.read_text(encoding="utf-8")) & {"streamlit", "plotly"}
        assert not known, f"{path.relative_to(ROOT)} imports {', '.join(sorted(known))}"


def test_no_module_is_too_long_to_read():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for floor in FLOORS for path in modules(floor)}
    too_long = {path.relative_to(ROOT).as_posix(): n for path, n in lengths.items() if n > LONGEST}
    assert too_long == {}, f"split what has more than {LONGEST} lines"


def part_of(path: Path) -> str:
    """The folder or module of `events/` or `dashboard/` that a file belongs to."""
    return path.relative_to(ROOT).with_suffix("").parts[1]


def imports_from(floor: str, source: str) -> set[tuple[str, ...]]:
    """Modules of a floor that a source imports, as their names below it: ("dates", "words")."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {tuple(name.split(".")[1:3]) for name in names if name.startswith(f"{floor}.")}
    return found


EVENTS = [path for path in modules("events") if path != ROOT / "events" / "__init__.py"]


def test_imports_from_events_are_found_in_every_form():
    source = "import events.a.b\nfrom events.c import d\nfrom events.e.f import g\nfrom events import h\n"
    assert imports_from("events", source) == {("a", "b"), ("c", "d"), ("e", "f"), ("h",)}


def test_everything_in_events_has_a_rank():
    assert {part_of(path) for path in EVENTS} == set(RANK)


@pytest.mark.parametrize("part", RANK)
def test_in_events_nothing_imports_from_its_own_rank_or_a_higher_one(part):
    for path in (path for path in EVENTS if part_of(path) == part):
        for target, *_ in imports_from("events", path.read_text(encoding="utf-8")):
            assert target == part or RANK[target] < RANK[part], f"{path.relative_to(ROOT)} imports events.{target}"


DASHBOARD = [path for path in modules("dashboard") if path != ROOT / "dashboard" / "__init__.py"]
IN_DASHBOARD_RANK = {name: rank for rank, names in enumerate(IN_DASHBOARD) for name in names}


def test_everything_in_the_dashboard_has_a_rank():
    assert {part_of(path) for path in DASHBOARD} == set(IN_DASHBOARD_RANK)


@pytest.mark.parametrize("path", DASHBOARD, ids=lambda path: path.relative_to(ROOT / "dashboard").as_posix())
def test_in_the_dashboard_nothing_imports_from_its_own_rank_or_a_higher_one(path):
    part = part_of(path)
    for target, *_ in imports_from("dashboard", path.read_text(encoding="utf-8")):
        lower = IN_DASHBOARD_RANK[target] < IN_DASHBOARD_RANK[part]
        assert target == part or lower, f"{path.relative_to(ROOT)} imports dashboard.{target}"


def test_from_outside_only_what_a_folder_names_is_imported():
    named = {
        path.parent.name: set(importlib.import_module(f"events.{path.parent.name}").__all__)
        for path in (ROOT / "events").glob("*/__init__.py")
    }
    for path in [path for floor in FLOORS for path in modules(floor)]:
        own = part_of(path) if path.is_relative_to(ROOT / "events") else ""
        for folder, *module in imports_from("events", path.read_text(encoding="utf-8")):
            if folder in named and folder != own:
                assert named[folder].issuperset(module[:1] or [""]), (
                    f"{path.relative_to(ROOT)} imports {'.'.join(['events', folder, *module])}, "
                    f"which events/{folder}/__init__.py does not name"
                )


@pytest.mark.parametrize("path", sorted((ROOT / "events").glob("*/__init__.py")), ids=lambda path: path.parent.name)
def test_a_folder_loads_nothing_by_itself(path):
    assert not imported(path.read_text(encoding="utf-8")), "start-up: whoever imports one module pays for that one"


def test_the_language_model_is_loaded_only_by_who_reads_articles():
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in EVENTS
        if part_of(path) in WITHOUT_SPACY and "migrations" not in path.parts and path.name != "__init__.py"
    ]
    code = f"import sys, importlib\nfor name in {names}: importlib.import_module(name)\nprint('spacy' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True).strip() == "False"


def test_sql_is_written_only_by_the_store_and_the_export():
    for path in [path for floor in FLOORS for path in modules(floor)]:
        inside = path.is_relative_to(ROOT / "events") and part_of(path) in ("store", "export", "text")
        asking = {
            alias.name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in SQL
            for alias in node.names
        }
        assert inside or not asking & {"select", "insert", "update", "delete", "func", "text"}, path


RULES = ("dates", "parsing", "actors", "coding", "grounding", "learned", "extraction", "text", "merging")
MOST_PARAMETERS = 5


@pytest.mark.parametrize("folder", RULES)
def test_no_function_of_the_rules_takes_more_than_five_things(folder):
    for path in (ROOT / "events" / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                own = [each.arg for each in given if each.arg not in ("self", "cls")]
                assert len(own) <= MOST_PARAMETERS, f"{path.relative_to(ROOT)}: {node.name} takes {', '.join(own)}"


def test_no_stage_steers_another_through_the_parse():
    for path in EVENTS:
        assert ".user_data[" not in path.read_text(encoding="utf-8"), f"{path.relative_to(ROOT)} writes to a Doc"
