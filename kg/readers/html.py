"""Saved web pages: the article of a page by trafilatura, without what a visitor of the page would not see."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import InvalidArticle
from kg.layout import iso_date
from kg.model import Article, Rejected
from kg.readers.encoding import declared_in_html, decode
from kg.readers.limits import take

MOST_BLOCKS = 4_000  # trafilatura's time grows faster than the number of paragraphs: 10,000 take it 4 s
_BLOCK = re.compile(r"<(?:p|br|li|td|h\d|blockquote|pre)\b", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_INVISIBLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?(?![.\d])|font-size\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|(?:left|top|text-indent|right)\s*:\s*-\d{3,}|(?:max-)?(?:height|width)\s*:\s*[01]px|clip(?:-path)?\s*:\s*(?:rect|inset)",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITE = ("white", "#fff", "#ffffff", "rgb(255,255,255)", "transparent", "rgba(0,0,0,0)")
_FOR_MACHINES = re.compile(
    r"\b(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|u-hidden|is-hidden|d-none)\b", re.IGNORECASE
)
_HIDING_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE_SELECTOR = re.compile(r"([.#])([\w-]+)")
_NEVER_TEXT = ("script", "style", "template", "noscript", "svg", "iframe", "object", "select", "dialog")


def read(stream: BinaryIO, *, id: str, where: str) -> Iterator[Article | Rejected]:
    """One article: title, an empty line, the body's paragraphs, one a line. Raises `InvalidArticle` when there is none."""
    data = take(stream)
    decoded = decode(data, declared_in_html(data))
    found = extract(decoded.text)
    yield Article(
        id=id,
        text=_text(found.title, found.text),
        title=_clean(found.title),
        author=_clean(found.author),
        published=iso_date(found.date) if found.date else None,
        url=_address(found.url),
        source=_clean(found.sitename),
        encoding=decoded.encoding,
    )


def extract(page: str) -> Any:
    """trafilatura's document of a page; raises `InvalidArticle` ("too_many_parts", "no_article") with a remedy."""
    from trafilatura import bare_extraction

    blocks = len(_BLOCK.findall(page))
    if blocks > MOST_BLOCKS:
        raise InvalidArticle(
            "too_many_parts",
            f"a page of {blocks:,} paragraphs; a news article has fewer than {MOST_BLOCKS:,}",
            remedy="save the article alone, as text",
        )
    root = tree(page)
    found = None
    if root is not None:
        drop_hidden(root)
        found = bare_extraction(
            root,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-12-31"},
        )
    if found is None or not (found.text or "").strip():
        raise InvalidArticle(
            "no_article", "no article text was found in this page", remedy="save the article's text as .txt"
        )
    return found


def tree(page: str) -> Any:
    """The parsed page; None for one that holds nothing or nests beyond what libxml2 reads."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    markup = _XML_DECLARATION.sub("", page.lstrip("\ufeff")).replace("\x00", "\ufffd").encode("utf-8", "replace")
    try:
        return document_fromstring(markup, parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    except (LxmlError, ValueError):
        return None


def drop_hidden(root: Any) -> None:
    """Removes what a visitor does not see, so that hidden words never become facts; text behind it stays."""
    hiding = _hiding_names(root)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in ("html", "body", "head"):
            continue
        if (
            element.tag in _NEVER_TEXT
            and element.get("type") != "application/ld+json"
            and element.tag != "style"
            or _is_hidden(element, hiding)
        ):
            if element.getparent() is not None:
                element.drop_tree()


def _is_hidden(element: Any, hiding: frozenset[str]) -> bool:
    if element.get("hidden") is not None or (element.get("aria-hidden") or "").strip().lower() == "true":
        return True
    names = element.get("class") or ""
    if _FOR_MACHINES.search(names) or not hiding.isdisjoint(
        {"." + n for n in names.split()} | {"#" + (element.get("id") or "")}
    ):
        return True
    style = element.get("style")
    return bool(style) and (_INVISIBLE.search(style) is not None or _white_on_white(style))


def _white_on_white(style: str) -> bool:
    ink, ground = _COLOUR.search(style), _GROUND.search(style)
    if not ink:
        return False
    colour = ink[1].replace(" ", "").lower()
    if ground:
        return colour == ground[1].replace(" ", "").lower()
    return colour in _WHITE


def _hiding_names(root: Any) -> frozenset[str]:
    """The classes and ids that the page's own style sheet hides by a rule for exactly that name."""
    names = set()
    for style in root.iter("style"):
        for selectors, rule in _HIDING_RULE.findall((style.text or "")[:200_000]):
            if re.search(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", rule, re.IGNORECASE):
                names |= {
                    "".join(found.groups())
                    for s in selectors.split(",")
                    if (found := _SIMPLE_SELECTOR.fullmatch(s.strip()))
                }
    return frozenset(names)


def _text(title: str | None, body: str) -> str:
    head = " ".join((title or "").split())
    first = body.lstrip().split("\n", 1)[0].strip()
    return body if not head or first.casefold() == head.casefold() else f"{head}\n\n{body}"


def _clean(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


def _address(url: str | None) -> str | None:
    return url if url and re.match(r"https?://[^\s<>\"]+$", url) else None
