"""Saved feeds, RSS and Atom: one article an entry, with its title, link, author and day."""

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any, BinaryIO

from kg.errors import InvalidArticle
from kg.layout import iso_date
from kg.model import Article, Rejected
from kg.readers import html
from kg.readers.encoding import Decoded, declared_in_xml, decode
from kg.readers.hidden import drop_hidden
from kg.readers.limits import take
from kg.readers.markup import clean

_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_ENTRIES = ("item", "entry")
_BODY = ("encoded", "content", "description", "summary")  # the fullest first
_PARAGRAPH_ENDS = ("p", "br", "div", "li", "h1", "h2", "h3", "h4", "blockquote", "tr")


def read(stream: BinaryIO, *, id: str, where: str) -> Iterator[Article | Rejected]:
    """One article for each entry, called `<file>/<hash of the entry's own id or link>`.

    Raises `InvalidArticle` for a file that is no feed, and before any parser sees it for one with a document type
    declaration: entities can be made to grow without end.
    """
    data = take(stream)
    decoded = decode(data, declared_in_xml(data))
    markup = decoded.text.lstrip("\ufeff")
    opening = _PROLOG.match(markup)
    rest = markup[opening.end() if opening else 0 :]
    if rest[:9].upper() == "<!DOCTYPE" and re.match(r"<!doctype\s+html", rest, re.IGNORECASE):
        yield from html.read(_again(data), id=id, where=where)
        return
    if rest.startswith("<!"):
        raise InvalidArticle(
            "document_type",
            "XML with a document type declaration is not read",
            remedy="save the feed without <!DOCTYPE …>",
        )
    root = _root(markup)
    if _name(root) == "html":
        yield from html.read(_again(data), id=id, where=where)
        return
    entries = [element for element in root.iter() if _name(element) in _ENTRIES]
    if not entries:
        raise InvalidArticle(
            "no_article", "a feed without entries" if _name(root) in ("rss", "feed", "RDF") else "XML that is no feed"
        )
    source = _source(root)
    for number, entry in enumerate(entries, start=1):
        yield _article(entry, id=id, where=f"{where}:{number}", source=source, decoded=decoded)


def _again(data: bytes) -> BinaryIO:
    from io import BytesIO

    return BytesIO(data)


def _root(markup: str) -> Any:
    from lxml.etree import LxmlError, XMLParser, fromstring

    parser = XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    try:
        root = fromstring(clean(markup), parser=parser)
    except (LxmlError, ValueError):
        root = None
    if root is None:
        raise InvalidArticle("broken_xml", "XML that cannot be read", remedy="save the feed again")
    return root


def _name(element: Any) -> str:
    """The name of an element without its namespace; a comment has none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Any, *names: str) -> Any:
    for name in names:
        for child in element:
            if _name(child) == name and (child.text or len(child) or child.get("href")):
                return child
    return None


def _words(element: Any) -> str | None:
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def _source(root: Any) -> str | None:
    channel = _child(root, "channel")
    return _words(_child(root if channel is None else channel, "title"))


def _article(entry: Any, *, id: str, where: str, source: str | None, decoded: Decoded) -> Article | Rejected:
    title, link = _plain(_words(_child(entry, "title"))), _link(entry)
    body = _plain_body(_child(entry, *_BODY))
    if not body:
        return Rejected(where=where, reason="empty", message="an entry without text", remedy="save the article itself")
    key = _words(_child(entry, "guid", "id")) or link or f"{title}\n{body}"
    day = _words(_child(entry, "pubDate", "published", "date", "updated"))
    author = _child(entry, "creator", "author")
    return Article(
        id=f"{id}/{sha256(key.encode('utf-8', 'replace')).hexdigest()[:12]}",
        text=f"{title}\n\n{body}" if title else body,
        title=title,
        author=_words(_child(author, "name")) or _words(author) if author is not None else None,
        published=_day(day) if day else None,
        url=link if link and re.match(r"https?://\S+$", link) else None,
        source=source,
        encoding=decoded.encoding,
    )


def _link(entry: Any) -> str | None:
    links = [child for child in entry if _name(child) == "link"]
    for child in links:
        if child.get("rel", "alternate") == "alternate":
            return child.get("href") or _words(child)
    return None


def _day(words: str) -> str | None:
    found = iso_date(words)
    if found:
        return found
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except ValueError:
        return None


def _plain(words: str | None) -> str | None:
    """A title may hold escaped markup."""
    body = _from_markup(words) if words and _TAG.search(words) else words
    return " ".join(body.split()) or None if body else None


def _plain_body(element: Any) -> str:
    if element is None:
        return ""
    if len(element):
        from lxml.etree import tostring

        return _from_markup(tostring(element, encoding="unicode", with_tail=False))
    words = element.text or ""
    return _from_markup(words) if _TAG.search(words) or "&" in words else words.strip()


def _from_markup(markup: str) -> str:
    """The visible text of a piece of HTML, a paragraph a line."""
    tree = html.tree(markup)
    if tree is None:
        return ""
    drop_hidden(tree)
    for element in tree.iter(*_PARAGRAPH_ENDS):
        element.tail = "\n" + (element.tail or "")
        if element.tag != "br":
            element.text = "\n" + (element.text or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
