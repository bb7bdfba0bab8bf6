"""The keys of the desk are those that docs/review.md lists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")
SCRIPT = (ROOT / "dashboard" / "review" / "desk.js").read_text(encoding="utf-8")


def test_the_keys_of_the_desk_are_documented_as_they_are():
    told = re.findall(r'name: "([^"]+)", does: "([^"]+)"', SCRIPT)
    listed = re.findall(r"^\| (\S+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert len(told) > 15
    assert [pair for pair in told if pair not in listed] == []
