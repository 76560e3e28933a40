"""Files into articles: text, web pages, JSON lines, feeds; in folders, by globs, or from standard input.

Nothing vanishes: what cannot be read comes out as `Rejected`, with the file, the reason and what to do.
"""

import sys
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from kg import plugins
from kg.errors import InvalidArticle
from kg.model import Article, Rejected
from kg.readers import kinds, sources
from kg.readers.english import other_language
from kg.readers.limits import LARGEST_FILE, LONGEST_ID, LONGEST_TEXT

__all__ = ["Reader", "expected", "read", "reader_for"]


class Reader(Protocol):
    """Bytes into articles. `id` is for a single article, or goes before the ids of many; `where` names the file.

    It yields `Rejected` for a part that it cannot read and raises `InvalidArticle` when that is all of it.
    """

    def __call__(self, stream: BinaryIO, *, id: str, where: str) -> Iterator[Article | Rejected]: ...


def read(
    *named: str | Path, stdin: BinaryIO | None = None, only_english: bool = True, known: Container[str] = ()
) -> Iterator[Article | Rejected]:
    """Every article in these files, folders and globs, in the order named; "-" is standard input.

    Raises `InvalidSource` at once when a source names nothing. With `only_english`, a text that is surely in another
    language is rejected; not so the texts with a digest in `known`, which were read before. A file that is named twice
    is read once; an id that comes twice is rejected.
    """
    sources.check(named)
    return _unique(_checked(_read_all(named, stdin), only_english, known))


_Placed = tuple[str, Article | Rejected]  # with the place it comes from: a file, or an article in a file of many


def expected(*named: str | Path) -> int | None:
    """About how many articles `read` will yield, for a progress bar; None when only reading can tell.

    A file counts as one article, a file of JSON lines as one a line; nothing is parsed.
    """
    total = 0
    for source in named:
        if str(source) == sources.STDIN:
            return None
        total += sum(1 if isinstance(file, Rejected) else _articles_in(file) for file in sources.find(source))
    return total


def _articles_in(file: sources.File) -> int:
    if kinds.suffix(file.where) not in ("jsonl", "ndjson") or not file.path.is_file():
        return 1
    with file.path.open("rb") as lines:
        return sum(1 for line in lines if line.strip())


def _read_all(named: Iterable[str | Path], stdin: BinaryIO | None) -> Iterator[_Placed]:
    seen: set[Path] = set()
    for source in named:
        if str(source) == sources.STDIN:
            yield from _from_stdin(stdin)
            continue
        for file in sources.find(source):
            if isinstance(file, Rejected):
                yield file.where, file
            elif file.path.resolve() not in seen:
                seen.add(file.path.resolve())
                for result in _read_file(file):
                    yield _placed(result, file.id, file.where)


def _placed(result: Article | Rejected, id: str, where: str) -> _Placed:
    if isinstance(result, Rejected) or result.id == id:
        return where, result
    return f"{where} ({result.id[:LONGEST_ID].encode('unicode_escape').decode()})", result


def _from_stdin(stdin: BinaryIO | None) -> Iterator[_Placed]:
    stream = BufferedReader(cast("BufferedReader", stdin or sys.stdin.buffer))
    try:
        for result in _guarded(stream, lambda: reader_for("", stream), id="stdin", where="standard input"):
            yield _placed(result, "stdin", "standard input")
    finally:
        stream.detach()


def _read_file(file: sources.File) -> Iterator[Article | Rejected]:
    if not (file.named or kinds.is_known(file.where) or not kinds.suffix(file.where)):
        yield Rejected(
            where=file.where,
            reason="unknown_kind",
            message=f"no reader for '.{kinds.suffix(file.where)}'; there are: {', '.join(plugins.names('readers'))}",
            remedy="save it as text or HTML",
        )
        return
    if not file.path.is_file() and not file.named:
        yield Rejected(where=file.where, reason="no_file", message="neither a file nor a folder")
        return
    try:
        stream = file.path.open("rb")
    except OSError as error:
        yield Rejected(
            where=file.where,
            reason="unreadable",
            message=error.strerror or str(error),
            remedy="check that you may read it",
        )
        return
    with stream:
        yield from _guarded(stream, lambda: reader_for(file.where, stream), id=file.id, where=file.where)


def reader_for(name: str, stream: BinaryIO) -> Reader:
    """The reader for this file name, or, where its suffix tells nothing, for what the stream begins with."""
    kind = kinds.suffix(name) if kinds.is_known(name) else kinds.by_looking(_peek(stream))
    return cast("Reader", plugins.load("readers", kind))


def _peek(stream: BinaryIO) -> bytes:
    if isinstance(stream, BytesIO):
        return stream.getvalue()[: kinds.LOOKED_AT]
    return cast("BufferedReader", stream).peek(kinds.LOOKED_AT)[: kinds.LOOKED_AT]


def _guarded(stream: BinaryIO, choose: Callable[[], Reader], *, id: str, where: str) -> Iterator[Article | Rejected]:
    """What the reader gives; what it raises becomes the last rejection."""
    try:
        yield from choose()(stream, id=id, where=where)
    except InvalidArticle as error:
        yield Rejected(where=error.where or where, reason=error.reason, message=str(error), remedy=error.remedy)
    except OSError as error:
        yield Rejected(where=where, reason="unreadable", message=error.strerror or str(error))
    except Exception as error:  # noqa: BLE001 -- what a parser or a stranger's reader stumbles over stops no build
        message = f"the reader failed with {type(error).__name__}: {error}"
        yield Rejected(where=where, reason="failed", message=message, remedy="report it with the file, please")


def _checked(results: Iterable[_Placed], only_english: bool, known: Container[str]) -> Iterator[_Placed]:
    for where, result in results:
        yield where, (result if isinstance(result, Rejected) else _check(result, where, only_english, known))


def _check(article: Article, where: str, only_english: bool, known: Container[str]) -> Article | Rejected:
    """The article, or why it is none that can be built."""
    problem = _id_problem(article.id) or _text_problem(article.text)
    if not problem and only_english and article.digest not in known:
        problem = _language_problem(article.text)
    if not problem:
        return article
    reason, message, remedy = problem
    return Rejected(where=where, reason=reason, message=message, remedy=remedy)


def _id_problem(id: str) -> tuple[str, str, str] | None:
    remedy = "give it a short id of printable characters"
    if not id.strip() or len(id) > LONGEST_ID:
        return "invalid_id", "an empty id" if not id.strip() else f"an id of {len(id):,} characters", remedy
    if any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in id):
        return "invalid_id", "an id with control characters", remedy
    return None


def _text_problem(text: str) -> tuple[str, str, str] | None:
    if not any(character.isalnum() for character in text):
        return "empty", "no words in it", "save the article's text"
    if not _is_unicode(text):
        return (
            "not_unicode",
            "half of a surrogate pair stands alone, so the text cannot be written",
            "write it as UTF-8",
        )
    if len(text) > LONGEST_TEXT or len(text.encode()) > LARGEST_FILE:
        return "too_large", f"{len(text):,} characters; a news article has fewer than {LONGEST_TEXT:,}", "split it"
    return None


def _language_problem(text: str) -> tuple[str, str, str] | None:
    other = other_language(text)
    if not other:
        return None
    return "not_english", f"looks like '{other[0]}' ({other[1]:.0%}), not English", "translate it; newskg reads English"


def _is_unicode(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _unique(results: Iterable[_Placed]) -> Iterator[Article | Rejected]:
    seen: dict[str, str] = {}
    for where, result in results:
        if isinstance(result, Rejected):
            yield result
        elif result.id in seen:
            yield Rejected(
                where=where,
                reason="same_id",
                message=f"the id '{result.id}' is taken by {seen[result.id]}",
                remedy="rename one of the two",
            )
        else:
            seen[result.id] = where
            yield result
