"""The browser's modules that need no browser: their own tests (``tests/dashboard/js``), run by Node.js."""

import re
import subprocess

from tests.node import ROOT, find_node

FOLDER = ROOT / "tests" / "dashboard" / "js"


def test_what_the_modules_own_tests_say_holds():
    files = sorted(map(str, FOLDER.glob("*.test.mjs")))
    command = [find_node(), "--test", "--test-reporter=tap", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    assert int(re.search(r"^# pass (\d+)$", done.stdout, re.MULTILINE)[1]) >= 2 * len(files)


def test_every_module_is_checked_for_types():
    modules = list((ROOT / "dashboard").rglob("*.js"))
    assert len(modules) > 40
    assert [path.name for path in modules if not path.read_text(encoding="utf-8").startswith("// @ts-check\n")] == []
