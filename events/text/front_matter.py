"""Where an article begins: behind the ``key: value`` lines that some files open with.

In: a file's text. Out: an offset. What the lines say is read by `events.reading.plain_text`.
"""

from __future__ import annotations

import re

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


def body_start(text: str) -> int:
    """Offset at which the article begins, after any front matter.

    >>> body_start("---\\ntitle: A plea\\n---\\nArmenia asked.")
    22
    """
    match = FRONT_MATTER.match(text)
    return match.end() if match else 0
