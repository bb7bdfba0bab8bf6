"""Reads web pages.

In: the bytes of an HTML file. Out: `RawArticle` with the article that trafilatura takes out of it (menus, teasers and
comments left behind) and the title, outlet, author and date that the page's metadata state. A date that only stands
somewhere in the page's text is not taken for its publication.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement, HTMLParser, fromstring
from trafilatura import bare_extraction
from trafilatura.utils import is_dubious_html, repair_faulty_html

from events.reading.encoding import decode, tidy
from events.reading.results import NotAnArticle, RawArticle, host

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
OPENING = re.compile(r"<[a-z]", re.IGNORECASE)
LONG_TAG = re.compile(r"<[a-z][^<>]{2000,}", re.IGNORECASE)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
MOST_ELEMENTS = 50_000
MOST_ATTRIBUTES = 500
MOST_DEPTH = 2_048
"""Where libxml2 stops in any case."""


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
        _tree(page),
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


def _tree(page: str) -> HtmlElement:
    """The page's elements, as trafilatura would parse them, with the parser's limits raised.

    By itself it parses without `huge_tree`: libxml2 then stops without a word at the 256th level of nesting, which
    pages with tags that are never closed reach, and at 10 MB without markup (a picture or a script written out).
    """
    parser = HTMLParser(
        collect_ids=False,
        default_doctype=False,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    beginning = page[:50].lower()
    markup = repair_faulty_html(page, beginning)
    try:
        tree = fromstring(markup, parser=parser)
    except ValueError:  # a declared encoding, which text cannot have
        tree = fromstring(markup.encode("utf-8", "surrogatepass"), parser=parser)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise NotAnArticle(f"elements nested more than {MOST_DEPTH:,} deep, as no article has them")
    if is_dubious_html(beginning) and len(tree) < 2:
        raise NotAnArticle("no article found in the page; save its text as .txt")
    return tree


def _check(page: str) -> None:
    """Refuse what would keep the parser busy for minutes: it takes the square of the attributes' number."""
    if len(OPENING.findall(page)) > MOST_ELEMENTS:
        raise NotAnArticle(f"more than {MOST_ELEMENTS:,} elements, too many for one article")
    if any(len(QUOTED.sub("", tag.group()).split()) > MOST_ATTRIBUTES for tag in LONG_TAG.finditer(page)):
        raise NotAnArticle(f"an element with more than {MOST_ATTRIBUTES:,} attributes, as no article has")
