"""Does a reader turn bytes into articles, and complain in the one way that keeps a build going?"""

from collections.abc import Callable, Iterable
from io import BytesIO

from kg.errors import InvalidArticle
from kg.model import Article, Rejected
from kg.testing.promises import promise

_DAMAGED = (b"", b"\x00", b"\xff\xfe\x00\xd8", b"<", b"{", b"[" * 2_000, b"\x1f\x8b\x08\x00", b"PK\x03\x04")


def check_reader(read: Callable[..., Iterable[Article | Rejected]], content: bytes) -> tuple[Article | Rejected, ...]:
    """Reads `content` twice, then damaged bytes, of which it may complain only with `InvalidArticle`."""
    found = _read(read, content)
    promise(found == _read(read, content), "a reader gives the same articles from the same bytes")
    promise(bool(found), "a reader yields at least one article, or says with Rejected or InvalidArticle why not")
    for item in found:
        promise(isinstance(item, Article | Rejected), f"a reader yields Article or Rejected, not {type(item).__name__}")
    articles = [item for item in found if isinstance(item, Article)]
    for article in articles:
        promise(bool(article.text.strip()), f"the article {article.id} has no text; raise InvalidArticle instead")
    promise(len({article.id for article in articles}) == len(articles), "the ids of the articles are all different")
    for damaged in (*_DAMAGED, content[: len(content) // 2]):
        try:
            _read(read, damaged)
        except InvalidArticle:
            continue
    return found


def _read(read: Callable[..., Iterable[Article | Rejected]], content: bytes) -> tuple[Article | Rejected, ...]:
    return tuple(read(BytesIO(content), id="sample", where="sample"))
