"""The short list of reasons for which an event is rejected.

In: ``events/data/review_reasons.toml``. Out: `Reason` records in the file's order. Where they are shown is left to the
review page.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).parents[1] / "data" / "review_reasons.toml"


@dataclass(frozen=True, slots=True)
class Reason:
    """`word` is what the log keeps, `label` what is shown, `when` says when to choose it."""

    word: str
    label: str
    when: str


@cache
def reasons() -> dict[str, Reason]:
    """All reasons by their word, in the file's order.

    Raises
    ------
    ValueError
        The file is not as it should be; names the file and the entry.
    """
    found = {}
    for word, entry in tomllib.loads(PATH.read_text(encoding="utf-8")).items():
        if not isinstance(entry, dict) or {*entry} != {"label", "when"} or not all(entry.values()):
            raise ValueError(f'{PATH}: write [{word}] with label = "..." and when = "..."')
        found[word] = Reason(word, entry["label"], entry["when"])
    return found
