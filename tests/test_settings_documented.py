"""Every environment variable that the code reads stands in docs/operations.md."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
ROOMS = (
    *("app.py", "alignment", "benchmarks", "dashboard", "evaluation", "events", "geo", "tools", "training"),
    *("tests/browser.py", "tests/postgres.py"),
)


def _sources():
    for room in ROOMS:
        path = ROOT / room
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.exists() else []


def _settings_read(tree):
    """Names given to `os.environ[…]`, `os.environ.get(…)` and `os.getenv(…)`, directly or by a constant."""
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            source, name = node.value, node.slice
        elif isinstance(node, ast.Call) and node.args:
            source, name = node.func, node.args[0]
        else:
            continue
        if re.fullmatch(r"(os\.)?(environ(\.get|\.pop|\.setdefault)?|getenv)", ast.unparse(source)):
            yield constants.get(ast.unparse(name)) if isinstance(name, ast.Name) else getattr(name, "value", None)


def test_settings_are_found_however_they_are_read():
    source = (
        "A = 'ONE'\nos.environ[A]\nos.environ.get('TWO', '')\ngetenv('THREE')\nos.environ['SET'] = ''\nd.get('NO')\n"
    )
    assert set(_settings_read(ast.parse(source))) == {"ONE", "TWO", "THREE"}
    assert list(_settings_read(ast.parse("os.getenv(name + 'x')"))) == [None]


def test_every_setting_is_documented():
    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE))
    used = {}
    for path in _sources():
        for name in _settings_read(ast.parse(path.read_text(encoding="utf-8"))):
            used[name] = path.relative_to(ROOT).as_posix()
    assert None not in used, f"{used.get(None)} reads a setting whose name cannot be told; use a constant"
    assert used.keys() - listed == set(), "add a row for each to docs/operations.md"
    assert "STORE_URL" in used
