"""Code stands on floors (docs/architecture.md): nothing imports from a higher one, and modules stay short."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("geo", "events", "alignment", "dashboard", "app")
LONGEST = 350


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
    higher = {*FLOORS[FLOORS.index(floor) + 1 :], "tests", "benchmarks"}
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
