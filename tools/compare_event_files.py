"""Compare what the extractor writes with what an earlier version of it wrote, byte for byte.

In: the articles in ``seeds/`` and ``evaluation/articles``, the test sentences and passages, and any further folder of
articles. Out: the event files in a folder of your choice, or the first lines that differ. Only the command line
``python -m events`` is used, so that versions whose modules lie elsewhere can be compared.

    python -m tools.compare_event_files write FOLDER [--tree OTHER_CHECKOUT] [--also ARTICLES]
    python -m tools.compare_event_files compare FOLDER
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests" / "events"
EVALUATION = ROOT / "evaluation"
FEW_LINES = 12
"""So many lines of a difference are shown."""


def gather(folder: Path, also: Sequence[Path] = ()) -> None:
    """Copy all inputs into `folder`: articles as files, sentences and passages as corpora of one row each."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, source in [("seeds", ROOT / "seeds"), ("articles", EVALUATION / "articles"), *_named(also)]:
        shutil.copytree(source, folder / name)
    for name in ("sentences", "sentences_more"):
        rows = tomllib.loads((EVALUATION / f"{name}.toml").read_text(encoding="utf-8"))["sentence"]
        _write_rows(folder / f"{name}.jsonl", rows)
    _write_rows(folder / "passages.jsonl", _passages())
    lines = (TESTS / "date_free_sentences.txt").read_text(encoding="utf-8").splitlines()
    _write_rows(folder / "date_free.jsonl", [{"text": line} for line in lines if line.strip()])


def _named(also: Sequence[Path]) -> list[tuple[str, Path]]:
    return [(f"also-{number}", path) for number, path in enumerate(also)]


def _passages() -> list[dict]:
    found = tomllib.loads((TESTS / "dated_passages.toml").read_text(encoding="utf-8"))
    return [row for rows in found.values() if isinstance(rows, list) for row in rows if row.get("text")]


def _write_rows(path: Path, rows: Sequence[dict]) -> None:
    lines = []
    for number, row in enumerate(rows):
        told = {"id": f"{path.stem}-{number}", "text": row["text"]}
        if row.get("published"):
            told["published"] = str(row["published"])
        lines.append(json.dumps(told, ensure_ascii=False) + "\n")
    path.write_text("".join(lines), encoding="utf-8")


def extract(inputs: Path, output: Path, tree: Path) -> None:
    """Write the event files of all inputs into `output`, by the program in `tree`."""
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    names = sorted(path.name for path in inputs.iterdir())
    _run(tree, "extract", *names, "--workers", "1", "--output", str(output / "single.jsonl"), cwd=inputs)
    articles = [name for name in names if not name.endswith(".jsonl")]
    with tempfile.TemporaryDirectory() as folder:
        store = f"sqlite:///{folder}/store.sqlite"
        _run(tree, "ingest", *articles, "--workers", "1", cwd=inputs, store=store)
        _run(tree, "export", "--output", str(output / "stored.jsonl"), cwd=inputs, store=store)


def _run(tree: Path, *arguments: str, cwd: Path, store: str = "") -> None:
    environment = {**os.environ, "PYTHONPATH": str(tree), **({"STORE_URL": store} if store else {})}
    call = [sys.executable, "-m", "events", *arguments]
    done = subprocess.run(call, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode > 1:  # 1: some inputs were refused, as they should be
        raise SystemExit(f"{' '.join(call)} failed in {tree}:\n{done.stderr[-3000:]}")


def differences(before: Path, after: Path) -> list[str]:
    """The first lines in which two folders of event files differ; none when they are the same, byte for byte."""
    found: list[str] = []
    for name in sorted({p.name for p in before.iterdir()} | {p.name for p in after.iterdir()}):
        one, other = before / name, after / name
        if not (one.exists() and other.exists()):
            found.append(f"{name}: only in {'the earlier' if one.exists() else 'the new'} files")
        elif one.read_bytes() != other.read_bytes():
            first, second = (p.read_text(encoding="utf-8").splitlines() for p in (one, other))
            changed = list(difflib.unified_diff(first, second, "before", "after", lineterm="", n=0))
            found += [f"{name}: {len(changed)} lines of difference", *changed[:FEW_LINES]]
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or compare; 0 when the files are the same, 1 when they differ."""
    parser = argparse.ArgumentParser(prog="python -m tools.compare_event_files", description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("write", "compare"))
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the earlier event files are")
    parser.add_argument("--tree", type=Path, default=ROOT, help="the checkout that reads (default: this one)")
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="further folders of articles (with write)")
    options = parser.parse_args(arguments)
    folder, tree = options.folder.resolve(), options.tree.resolve()
    inputs = folder / "inputs"
    if options.what == "write":
        gather(inputs, [path.resolve() for path in options.also])
        extract(inputs, folder / "before", tree)
    else:
        extract(inputs, folder / "after", tree)
        found = differences(folder / "before", folder / "after")
        if found:
            print("\n".join(found))
            return 1
    files = sorted((folder / ("before" if options.what == "write" else "after")).iterdir())
    for path in files:
        print(f"{path.name}: {sum(1 for _ in path.open(encoding='utf-8'))} events, {path.stat().st_size} bytes")
    if options.what == "compare":
        print("the same, byte for byte")
    return 0


if __name__ == "__main__":
    sys.exit(main())
