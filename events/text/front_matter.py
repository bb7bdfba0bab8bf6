"""Where an article begins: behind the lines about it that some files open with.

In: a file's text. Out: an offset, and the lines before it, which stand between two ``---`` (YAML, ``key: value``) or
two ``+++`` (TOML, ``key = value``). A ``---`` above anything else is a rule, and what follows it is the article. What
the lines say is read by `events.reading.plain_text`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING = re.compile(r"\A(---|\+\+\+)[ \t]*\n")
CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE),
}
FIRST = {
    "---": re.compile(r"[\"']?[A-Za-z_][\w-]*[\"']?[ \t]*(?::[ \t]|:?$)"),
    "+++": re.compile(r"[\"']?[A-Za-z_][\w.-]*[\"']?[ \t]*=|\["),
}
"""How the first line that is no comment must begin."""
LONGEST = 50_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The lines between the marks, the mark (``---`` or ``+++``) and where the article begins behind them."""

    lines: str
    mark: str
    end: int


def front_matter_of(text: str) -> FrontMatter | None:
    """The front matter that a text opens with; None when it has none."""
    opening = OPENING.match(text)
    if not opening:
        return None
    mark = opening[1]
    closing = CLOSING[mark].search(text, opening.end(), opening.end() + LONGEST)
    if not closing:
        return None
    lines = text[opening.end() : closing.start()]
    said = [line for line in lines.splitlines() if line.strip() and not line.startswith("#")]
    if said and not FIRST[mark].match(said[0]):
        return None
    return FrontMatter(lines, mark, closing.end())


def body_start(text: str) -> int:
    """Offset at which the article begins, after any front matter.

    >>> body_start("---\\ntitle: A plea\\n---\\nArmenia asked.")
    22
    >>> body_start("---\\n\\nArmenia asked.\\n\\n---\\n\\nIt waited.")
    0
    """
    found = front_matter_of(text)
    return found.end if found else 0
