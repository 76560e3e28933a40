"""What a person names (files, folders, globs) into single files, each with the id its article will have."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import glob, has_magic
from itertools import takewhile
from pathlib import Path

from kg.errors import InvalidSource
from kg.model import Rejected

STDIN = "-"
_TRY = "Try: kg build data/articles, or kg demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to read: `id` is its path below the folder that was named, without suffix, and `where` its whole path."""

    path: Path
    id: str
    where: str
    named: bool


def check(sources: Iterable[str | Path]) -> None:
    """Raises `InvalidSource` for the first source that names nothing; nothing is opened."""
    for source in sources:
        words = str(source)
        if words == STDIN or Path(source).exists():
            continue
        if re.match(r"[a-z][a-z0-9+.-]+://", words, re.IGNORECASE):
            raise InvalidSource(f"{words}: newskg reads files, not the web. Save the page and name the file")
        if not has_magic(words):
            raise InvalidSource(f"{words}: no such file or folder. {_TRY}")
        if not _glob(words):
            raise InvalidSource(f"{words}: no file matches. {_TRY}")


def find(source: str | Path) -> Iterator[File | Rejected]:
    """The files that one source names, sorted; hidden ones are passed over, links that lead outside are reported."""
    path = Path(source)
    if path.is_dir():
        yield from _folder(path)
    elif path.exists():
        yield File(path=path, id=_readable(_without_suffix(path.name)), where=_readable(str(path)), named=True)
    else:
        yield from _matches(str(source))


def _matches(pattern: str) -> Iterator[File | Rejected]:
    root = Path(*takewhile(lambda part: not has_magic(part), Path(pattern).parts))
    for name in sorted(_glob(pattern)):
        path = Path(name)
        if path.is_file():
            yield File(path=path, id=_id(path, root), where=_readable(str(path)), named=True)


def _glob(pattern: str) -> list[str]:
    return glob(pattern, recursive=True)  # noqa: PTH207 — Path.glob refuses absolute patterns


def _folder(root: Path) -> Iterator[File | Rejected]:
    inside = root.resolve()
    found: list[Path] = []
    closed: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".") and not _belongs_to_a_page(name, files)]
        found += [Path(folder) / name for name in folders if (Path(folder) / name).is_symlink()]
        found += [Path(folder) / name for name in files if not name.startswith(".")]
    for error in closed:
        where = _readable(str(error.filename))
        yield Rejected(where=where, reason="unreadable", message=error.strerror or "closed", remedy="open it")
    for path in sorted(found, key=lambda p: _readable(p.relative_to(root).as_posix())):
        entry = _entry(path, root, inside)
        if entry:
            yield entry


def _belongs_to_a_page(folder: str, files: list[str]) -> bool:
    """Beside a page "story.html", browsers save its pictures and scripts in "story_files"."""
    stem = folder.removesuffix("_files")
    return stem != folder and (f"{stem}.html" in files or f"{stem}.htm" in files)


def _entry(path: Path, root: Path, inside: Path) -> File | Rejected | None:
    where = _readable(str(path))
    if path.is_symlink():
        if path.resolve().is_relative_to(inside):
            return None  # what it points to is found under its own name
        return Rejected(
            where=where,
            reason="link_outside",
            message="a link that leads out of the folder is not followed",
            remedy="name the file itself, or copy it into the folder",
        )
    return File(path=path, id=_id(path, root), where=where, named=False)


def _id(path: Path, root: Path) -> str:
    below = path.relative_to(root)
    return _readable((below.parent / _without_suffix(below.name)).as_posix())


def _without_suffix(name: str) -> str:
    stem = Path(name).stem if not name.endswith(".gz") else Path(name.removesuffix(".gz")).stem
    return stem or name


def _readable(name: str) -> str:
    """A file name may hold bytes that are no UTF-8, and line ends; shown as \\xNN, they can be written anywhere."""
    if name.isprintable():
        return name
    words = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(f"\\x{ord(c):02x}" if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in words)
