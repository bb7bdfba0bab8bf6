"""Reads plain texts and Markdown, with front matter or without.

In: bytes. Out: `RawArticle` whose text is the whole file, so that offsets are the file's own.
"""

from __future__ import annotations

from events.reading.encoding import decode
from events.reading.results import NotAnArticle, RawArticle, printable
from events.text.front_matter import FRONT_MATTER


def read_plain(content: bytes) -> RawArticle:
    """An article from a text file.

    Raises
    ------
    NotAnArticle
        When it is not text, or its front matter is broken.
    """
    text = decode(content)
    fields = front_matter(text)
    outlet = fields.get("outlet", "")
    if not outlet and fields.get("retells"):
        outlet = f"retelling of {fields['retells']}"
    return RawArticle(
        text=text,
        title=fields.get("title", ""),
        outlet=outlet,
        author=fields.get("author", ""),
        published=fields.get("published", fields.get("date", "")),
        language=fields.get("language", ""),
        url=fields.get("url", ""),
    )


def front_matter(text: str) -> dict[str, str]:
    """The ``key: value`` lines between the leading ``---`` lines; empty when there are none.

    Lists and nested values, which are indented or begin with a dash, are passed over.

    Raises
    ------
    NotAnArticle
        When a line of the front matter has no colon.
    """
    match = FRONT_MATTER.match(text)
    if not match:
        return {}
    fields = {}
    for line in match.group(1).splitlines():
        if not line.strip() or line[0] in " \t-#":
            continue
        key, colon, value = line.partition(":")
        if not colon:
            raise NotAnArticle(f"front matter line without a colon: {printable(line.strip()[:60])!r}")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        fields[key.strip()] = "" if value == "null" else value
    return fields
