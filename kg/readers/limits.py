"""How much one article may weigh, and how bytes are taken without ever taking more."""

from typing import BinaryIO

from kg.errors import InvalidArticle

LARGEST_FILE = 20_000_000  # bytes of one article, as trafilatura's own limit
LONGEST_TEXT = 400_000  # characters; the longest news features have a tenth of it
LONGEST_ID = 500  # characters


def take(stream: BinaryIO, largest: int = LARGEST_FILE) -> bytes:
    """All bytes of a stream; raises `InvalidArticle` ("too_large") rather than read more than `largest`."""
    data = stream.read(largest + 1)
    if len(data) > largest:
        raise InvalidArticle(
            "too_large",
            f"larger than {largest // 1_000_000} MB, which no single news article is",
            remedy="split it, or give many articles as JSON lines",
        )
    return data
