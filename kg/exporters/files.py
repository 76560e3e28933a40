"""Files and folders that appear whole or not at all: written under another name, synced, then renamed."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from kg.errors import InvalidTarget

# Lies in every folder that an export wrote and lists its files: only those are ever replaced.
CONTENTS = ".kg-export"


@contextmanager
def binary(path: Path) -> Iterator[IO[bytes]]:
    """A stream for bytes; `path` changes only when the block ends without an error."""
    with beside(path) as draft, draft.open("wb") as stream:
        yield stream


@contextmanager
def text(path: Path, *, encoding: str = "utf-8") -> Iterator[IO[str]]:
    """A stream for text with \\n as line end; `path` changes only when the block ends without an error."""
    with beside(path) as draft, draft.open("w", encoding=encoding, newline="\n") as stream:
        yield stream


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """The path of a draft in the folder of `path`, for writers that want a name; renamed to `path` at the end.

    A link is followed, missing folders are made. After an error the draft is gone and `path` is as it was.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.parent / f".kg-{secrets.token_hex(8)}"
    try:
        yield draft
        _sync(draft)
        draft.replace(target)
    except OSError as error:
        _forget(draft)
        raise _about(error, draft, path) from error
    except BaseException:
        _forget(draft)
        raise
    _sync(target.parent)


def _forget(draft: Path) -> None:
    if draft.exists():
        draft.unlink()


def _about(error: OSError, draft: Path, named: Path) -> OSError:
    """The error, told about the path that the person named."""
    if error.filename != str(draft) or error.errno is None:
        return error
    return OSError(error.errno, error.strerror, str(named))


@contextmanager
def all_beside(*paths: Path) -> Iterator[tuple[Path, ...]]:
    """Drafts for several files that belong together: none is renamed before all are written."""
    with ExitStack() as drafts:
        yield tuple(drafts.enter_context(beside(path)) for path in paths)


@contextmanager
def folder(path: Path) -> Iterator[Path]:
    """The path of an empty draft folder, which takes the place of `path` at the end.

    A folder that an earlier export wrote is replaced; files that somebody else put there are kept.
    Raises `InvalidTarget` when `path` is a file, or a folder that holds things and no export wrote.
    """
    target = Path(os.path.realpath(path))
    _check_replaceable(target, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.parent / f".kg-{secrets.token_hex(8)}"
    draft.mkdir()
    try:
        yield draft
        _list_contents(draft)
        _sync_disk()
        _swap(draft, target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    _sync(target.parent)


def _check_replaceable(target: Path, named: Path) -> None:
    if target.is_file():
        raise InvalidTarget(f"{named} is a file; this export writes a folder. Name another place.")
    if target.is_dir() and any(target.iterdir()) and not (target / CONTENTS).is_file():
        raise InvalidTarget(
            f"{named} holds files that no export wrote; nothing was changed. Name a new folder, or empty this one."
        )


def _list_contents(draft: Path) -> None:
    names = sorted(file.relative_to(draft).as_posix() for file in draft.rglob("*") if file.is_file())
    (draft / CONTENTS).write_text("".join(f"{name}\n" for name in names), encoding="utf-8", newline="\n")


def _swap(draft: Path, target: Path) -> None:
    if not target.exists():
        draft.rename(target)
        return
    # A crash between these lines leaves the old folder beside the new one: a stranger's file is never lost.
    old = target.parent / f".kg-{secrets.token_hex(8)}"
    target.rename(old)
    draft.rename(target)
    _carry_over(old, target)
    shutil.rmtree(old)


def _carry_over(old: Path, target: Path) -> None:
    ours = {*(old / CONTENTS).read_text(encoding="utf-8").splitlines(), CONTENTS}
    for file in sorted(old.rglob("*")):
        name = file.relative_to(old).as_posix()
        kept = target / name
        if name not in ours and (file.is_symlink() or file.is_file()) and not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            file.rename(kept)


def _sync_disk() -> None:
    # A folder may hold thousands of notes: one call for all instead of one for each (10 s for a thousand, measured).
    if hasattr(os, "sync"):
        os.sync()


def _sync(path: Path) -> None:
    # A folder can be opened for syncing everywhere but on Windows, where renaming is durable by itself.
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
