"""Reads web pages.

In: the bytes of an HTML file. Out: `RawArticle` with the article that trafilatura takes out of it (menus, teasers and
comments left behind) and the title, outlet, author and date that the page's metadata state. A date that only stands
somewhere in the page's text is not taken for its publication.
"""

from __future__ import annotations

import re

from trafilatura import bare_extraction

from events.reading.encoding import decode, tidy
from events.reading.results import NotAnArticle, RawArticle, host

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
OPENING = re.compile(r"<[a-z]", re.IGNORECASE)
LONG_TAG = re.compile(r"<[a-z][^<>]{2000,}", re.IGNORECASE)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
MOST_ELEMENTS = 50_000
MOST_ATTRIBUTES = 500


def read_page(content: bytes) -> RawArticle:
    """An article from a web page.

    Raises
    ------
    NotAnArticle
        When no running text is found in it.
    """
    declared = CHARSET.search(content[:4096])
    page = DECLARATION.sub("", decode(content, declared[1].decode("ascii") if declared else ""))
    _check(page)
    found = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or not (found.text or "").strip():
        raise NotAnArticle("no article found in the page; save its text as .txt")
    return RawArticle(
        text=tidy(found.text),
        title=found.title or "",
        outlet=found.sitename or host(found.url or ""),
        author=found.author or "",
        published=found.date or "",
        url=found.url or "",
    )


def _check(page: str) -> None:
    """Refuse what would keep the parser busy for minutes: it takes the square of the attributes' number."""
    if len(OPENING.findall(page)) > MOST_ELEMENTS:
        raise NotAnArticle(f"more than {MOST_ELEMENTS:,} elements, too many for one article")
    if any(len(QUOTED.sub("", tag.group()).split()) > MOST_ATTRIBUTES for tag in LONG_TAG.finditer(page)):
        raise NotAnArticle(f"an element with more than {MOST_ATTRIBUTES:,} attributes, as no article has")
