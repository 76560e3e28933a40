"""JSON lines: one article a line, `{"id", "text"}` and, where known, `title author published url source language`."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from kg.errors import InvalidArticle
from kg.layout import head, iso_date
from kg.model import Article, Rejected
from kg.readers.limits import LARGEST_FILE, LONGEST_ID, take

# Other people's words for ours, the first that is there wins.
_FIELDS = {
    "text": ("text", "body", "content", "article", "maintext", "articleBody"),
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "date", "published_at", "publishedAt", "date_publish", "datePublished"),
    "url": ("url", "link"),
    "source": ("source", "publisher", "source_domain", "sitename"),
    "language": ("language", "lang"),
}


def read(stream: BinaryIO, *, id: str, where: str) -> Iterator[Article | Rejected]:
    """One article or rejection for each line that is not empty; a line without an id gets `<file>/<line number>`."""
    for number, line in _lines(stream):
        place = f"{where}:{number}"
        if line is None:
            yield Rejected(where=place, reason="too_large", message="a line of more than 20 MB", remedy="split it")
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _article(line, id=f"{id}/{number}", where=place)


def read_json(stream: BinaryIO, *, id: str, where: str) -> Iterator[Article | Rejected]:
    """A `.json` file: one article, a list of articles, or JSON lines under another name."""
    data = take(stream)
    try:
        value = loads(data)
    except InvalidArticle:
        from io import BytesIO

        yield from read(BytesIO(data), id=id, where=where)
        return
    values = value if isinstance(value, list) else [value]
    for number, item in enumerate(values, start=1):
        place = where if len(values) == 1 else f"{where}:{number}"
        yield from_mapping(item, id=id if len(values) == 1 else f"{id}/{number}", where=place)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is too long, which is skipped without being held."""
    number = 0
    while line := stream.readline(LARGEST_FILE + 1):
        number += 1
        if len(line) <= LARGEST_FILE:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_FILE)
        yield number, None


def _article(line: bytes, *, id: str, where: str) -> Article | Rejected:
    try:
        value = loads(line)
    except InvalidArticle as error:
        return Rejected(where=where, reason=error.reason, message=str(error), remedy=error.remedy)
    return from_mapping(value, id=id, where=where)


def loads(data: bytes) -> Any:
    """The JSON value of these bytes; raises `InvalidArticle` ("broken_json"), also for nesting without end and NaN."""
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise InvalidArticle(
            "broken_json", f"not UTF-8: {error.reason} at byte {error.start}", remedy="write JSON lines as UTF-8"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InvalidArticle(
            "broken_json", f"not JSON: {_short(error)}", remedy='write one object a line: {"id": …, "text": …}'
        ) from error


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _short(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:120]


def from_mapping(value: Any, *, id: str, where: str) -> Article | Rejected:
    """The article that a JSON object describes; `id` is used when it brings none."""
    if not isinstance(value, dict) or not isinstance(_field(value, "text"), str):
        return Rejected(
            where=where,
            reason="no_text",
            message='no object with a string "text"',
            remedy='each line is an object: {"id": …, "text": …}',
        )
    given = value.get("id")
    if given is not None and (
        isinstance(given, bool) or not isinstance(given, str | int) or len(str(given)) > LONGEST_ID
    ):
        return Rejected(
            where=where, reason="invalid_id", message="an id that is no string", remedy='give "id" as a short string'
        )
    text = _field(value, "text")
    top = head(text)
    published = _string(value, "published")
    return Article(
        id=id if given is None else str(given),
        text=text,
        title=_string(value, "title") or top.title,
        author=_string(value, "author") or top.author,
        published=(published and _date(published)) or top.published,
        url=_string(value, "url"),
        source=_string(value, "source") or top.agency,
        language=_string(value, "language"),
        encoding=_string(value, "encoding") or "utf-8",
    )


def _field(value: dict[str, Any], name: str) -> Any:
    for word in _FIELDS.get(name, (name,)):
        if value.get(word) is not None:
            return value[word]
    return None


def _string(value: dict[str, Any], name: str) -> str | None:
    found = _field(value, name)
    if isinstance(found, list):
        found = ", ".join(str(item) for item in found if isinstance(item, str))
    if isinstance(found, dict):
        found = found.get("name")
    return " ".join(found.split()) or None if isinstance(found, str) else None


def _date(words: str) -> str | None:
    """ISO dates stay, partial ones too; other forms are read."""
    import re

    if re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", words):
        return words
    return iso_date(words)
