"""`pip install .`: everything the program reads comes along, and its commands work from any folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("geo", "events", "alignment", "dashboard", "seeds")
OTHERS = ("app.py", "pyproject.toml", "requirements.in", "README.md", "LICENSE", "NOTICE")
PIP = (
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--no-index",
    "--no-deps",
    "--no-build-isolation",
)


def carried(folder: Path) -> set[str]:
    """Files of the program's parts, by their path in `folder`; the original articles of `seeds/` stay out."""
    files = (path for part in PARTS for path in (folder / part).rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix()
        for path in files
        if "__pycache__" not in path.parts and not path.match("seeds/*.txt")
    }


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The program installed into a folder of its own, from a copy, as building leaves files beside the sources."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for part in PARTS:
        shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in OTHERS:
        shutil.copy(ROOT / name, source / name)
    subprocess.run([sys.executable, *PIP, "--target", str(target), str(source)], check=True)
    return target


def call(installed: Path, folder: Path, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(installed / "bin" / command), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_file_of_the_program_is_installed(installed):
    assert carried(installed) == carried(ROOT)
    assert (installed / "app.py").exists()


def test_originals_that_are_not_ours_to_pass_on_are_left_out(installed):
    assert not list(installed.glob("seeds/*.txt"))


def test_the_commands_work_from_another_folder(installed, tmp_path):
    seed = next((installed / "seeds").glob("001_*.md"))
    done = call(installed, tmp_path, "csto-events", "extract", str(seed), "--output", "events.jsonl")
    assert done.returncode == 0, done.stderr
    done = call(installed, tmp_path, "csto-alignment", "score", "events.jsonl", "--output", "scores.csv")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "scores.csv").read_text(encoding="utf-8").count("\n") > 10


def test_the_app_is_found_from_another_folder(installed, tmp_path):
    code = (
        "from dashboard.server import options, server\nimport events.ingest.ingest as ingest\n"
        "print(server.__file__, server.APP.is_file(), options.read_options()['browser.gatherUsageStats'],"
        " len(list(ingest.SEEDS.glob('*.md'))))"
    )
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    told = subprocess.check_output([sys.executable, "-c", code], cwd=tmp_path, env=environment, text=True).split()
    assert told == [str(installed / "dashboard" / "server" / "server.py"), "True", "False", "6"]
