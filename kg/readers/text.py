"""Plain text: the characters stay as they are; title, author and date are read from its first lines."""

from collections.abc import Iterator
from typing import BinaryIO

from kg.layout import Head, head
from kg.model import Article, Rejected
from kg.readers.encoding import decode
from kg.readers.limits import take


def read(stream: BinaryIO, *, id: str, where: str) -> Iterator[Article | Rejected]:
    """One article. `Article.text` is the decoded file unchanged: no line end is translated, a byte order mark stays."""
    decoded = decode(take(stream))
    top: Head = head(decoded.text)
    yield Article(
        id=id,
        text=decoded.text,
        title=top.title,
        author=top.author,
        published=top.published,
        source=top.agency,
        encoding=decoded.encoding,
    )
