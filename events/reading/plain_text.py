"""Reads plain texts and Markdown, with front matter or without.

In: bytes. Out: `RawArticle` whose text is the whole file, so that offsets are the file's own.
"""

from __future__ import annotations

import re
import tomllib

from events.reading.encoding import decode
from events.reading.results import NotAnArticle, RawArticle, printable
from events.text.front_matter import front_matter_of

COMMENT = re.compile(r"(?:^|\s)#.*$")
BLOCK = re.compile(r"[>|][+-]?\d?$")
"""How YAML begins a value that stands in the lines below."""


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
    """What the leading lines between ``---`` or ``+++`` say, by key in small letters; empty when there are none.

    A list is its items, joined by commas; nested values are passed over.

    Raises
    ------
    NotAnArticle
        When a line of the front matter has no colon, or it is no TOML.
    """
    found = front_matter_of(text)
    if not found:
        return {}
    return _toml(found.lines) if found.mark == "+++" else _yaml(found.lines)


def _toml(lines: str) -> dict[str, str]:
    try:
        told = tomllib.loads(lines)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise NotAnArticle(f"front matter that is no TOML: {printable(error)}") from error
    found = {}
    for key, value in told.items():
        items = value if isinstance(value, list) else [value]
        found[key.lower()] = ", ".join(str(item) for item in items if not isinstance(item, dict | list))
    return found


def _yaml(lines: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    below: dict[str, list[str]] = {}
    key = ""
    for line in lines.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] in " \t-":
            below.setdefault(key, []).append(line.strip())
            continue
        name, colon, value = line.partition(":")
        if not colon:
            raise NotAnArticle(f"front matter line without a colon: {printable(line.strip()[:60])!r}")
        key = name.strip().strip("\"'").lower()
        fields[key] = _value(value)
    return fields | {key: told for key, held in below.items() if (told := _below(fields.get(key, ""), held))}


def _value(stated: str) -> str:
    """A value without quotation marks and comment; ``""`` for nothing, a list as its items."""
    value = stated.strip()
    quoted = re.match(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'", value)
    if quoted and not COMMENT.sub("", value[quoted.end() :]).strip():
        return (quoted[1] or "").replace('\\"', '"') or (quoted[2] or "").replace("''", "'")
    value = COMMENT.sub("", value).strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_value(item) for item in value[1:-1].split(",") if item.strip())
    return "" if value in ("null", "~") else value


def _below(first: str, lines: list[str]) -> str:
    """A value that goes on below its key: as a block, as a list, or in a longer line; ``""`` for nested ones."""
    if BLOCK.match(first):
        return " ".join(lines)
    if not first and all(line.startswith("- ") for line in lines):
        items = [line[2:] for line in lines]
        return ", ".join(map(_value, items)) if not any(re.match(r"[\w-]+:\s", item) for item in items) else ""
    return _value(f"{first} {' '.join(lines)}") if first else ""
