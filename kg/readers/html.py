"""Saved web pages: the article of a page by trafilatura, without what a visitor of the page would not see."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import InvalidArticle
from kg.layout import iso_date
from kg.model import Article, Rejected
from kg.readers.encoding import declared_in_html, decode
from kg.readers.hidden import drop_hidden
from kg.readers.limits import take
from kg.readers.markup import clean

MOST_BLOCKS = 4_000  # trafilatura's time grows faster than the number of paragraphs: 10,000 take it 4 s
MOST_ELEMENTS = 40_000  # long live blogs have a quarter of it
_BLOCK = re.compile(r"<(?:p|br|li|td|h\d|blockquote|pre)\b", re.IGNORECASE)
_ELEMENT = re.compile(r"<[a-zA-Z]")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}  # never by today's date


def read(stream: BinaryIO, *, id: str, where: str) -> Iterator[Article | Rejected]:
    """One article: title, an empty line, then the body, a paragraph a line. Raises `InvalidArticle` without one."""
    data = take(stream)
    decoded = decode(data, declared_in_html(data))
    found = extract(decoded.text)
    yield Article(
        id=id,
        text=_text(found.title, found.text),
        title=_clean(found.title),
        author=_clean(found.author),
        published=iso_date(found.date) if found.date else None,
        url=found.url if found.url and _ADDRESS.fullmatch(found.url) else None,
        source=_clean(found.sitename),
        encoding=decoded.encoding,
    )


def extract(page: str) -> Any:
    """trafilatura's document of a page; raises `InvalidArticle` ("too_many_parts", "no_article") with a remedy."""
    from trafilatura import bare_extraction

    _check_size(page)
    root = tree(page)
    found: Any = None
    if root is not None:
        drop_hidden(root)
        found = bare_extraction(
            root, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATES
        )
    if found is None or not (found.text or "").strip():
        raise InvalidArticle(
            "no_article", "no article text was found in this page", remedy="save the article's text as .txt"
        )
    return found


def _check_size(page: str) -> None:
    for form, most, name in ((_BLOCK, MOST_BLOCKS, "paragraphs"), (_ELEMENT, MOST_ELEMENTS, "elements")):
        count = len(form.findall(page))
        if count > most:
            raise InvalidArticle(
                "too_many_parts",
                f"a page of {count:,} {name}; a news article has fewer than {most:,}",
                remedy="save the article alone, as text",
            )


def tree(page: str) -> Any:
    """The parsed page; None for one that holds nothing or nests beyond what libxml2 reads."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    try:
        return document_fromstring(
            clean(page), parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        )
    except (LxmlError, ValueError):
        return None


def _text(title: str | None, body: str) -> str:
    head = " ".join((title or "").split())
    first = body.lstrip().split("\n", 1)[0].strip()
    return body if not head or first.casefold() == head.casefold() else f"{head}\n\n{body}"


def _clean(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None
