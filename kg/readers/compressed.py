"""gzip: what is inside is read as if it lay there, but never more than a bomb may unfold to."""

import zlib
from collections.abc import Iterator
from gzip import BadGzipFile, GzipFile
from io import BytesIO
from typing import BinaryIO

from kg.errors import InvalidArticle
from kg.model import Article, Rejected
from kg.readers.limits import LARGEST_FILE, take

MOST_UNFOLDING = 100  # times its size; text shrinks to a third, a bomb to a thousandth


def read(stream: BinaryIO, *, id: str, where: str) -> Iterator[Article | Rejected]:
    """Raises `InvalidArticle` ("too_large") for a bomb and ("broken_gzip") for bytes that are no gzip."""
    from kg.readers import reader_for

    data = take(stream)
    largest = min(LARGEST_FILE, MOST_UNFOLDING * len(data) + 10_000)
    try:
        inside = GzipFile(fileobj=BytesIO(data)).read(largest + 1)
    except (BadGzipFile, EOFError, zlib.error) as error:
        raise InvalidArticle("broken_gzip", f"not gzip: {error}", remedy="save it uncompressed") from error
    if len(inside) > largest:
        raise InvalidArticle("too_large", "unfolds to too much", remedy="save it uncompressed")
    plain = BytesIO(inside)
    yield from reader_for(where.removesuffix(".gz"), plain)(plain, id=id, where=where)
