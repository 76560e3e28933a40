"""What people decided about identity: the lines of `identity.tsv`, which outlive every rebuild.

A line is `same` or `different`, two entities (by id or by name) and a note, with tabs between; deleting it undoes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InvalidName
from kg.linkers.identifiers import canonical

FILE_NAME = "identity.tsv"
_HEADER = "# same|different <tab> one <tab> other <tab> note      delete a line to undo it\n"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Judgement:
    """Somebody said that two names or entity ids are the same thing, or are not."""

    same: bool
    one: str
    other: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """All lines of an `identity.tsv`, in the order of the file."""

    lines: tuple[Judgement, ...] = ()

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self.lines)

    def __bool__(self) -> bool:
        return bool(self.lines)


NONE = Judgements()


def read(path: Path) -> Judgements:
    """The judgements of a file; none when there is no file. Raises `InvalidName` with the line that is broken."""
    if not path.exists():
        return NONE
    lines = path.read_text(encoding="utf-8").splitlines()
    return Judgements(
        lines=tuple(_parse(line, f"{path}:{n}") for n, line in enumerate(lines, 1) if line.strip() and line[0] != "#")
    )


def _parse(line: str, where: str) -> Judgement:
    verb, *cells = (cell.strip() for cell in line.split("\t"))
    if verb not in ("same", "different") or len(cells) < 2 or not cells[0] or not cells[1]:
        raise InvalidName(f"{where}: expected 'same' or 'different', a tab, a name or id, a tab, another: {line!r}")
    return Judgement(same=verb == "same", one=canonical(cells[0]), other=canonical(cells[1]), note=" ".join(cells[2:]))


def add(path: Path, judgement: Judgement) -> None:
    """Writes one more line; an earlier one about the same two is replaced. What people wrote otherwise stays."""
    text = path.read_text(encoding="utf-8") if path.exists() else _HEADER
    pair = {canonical(judgement.one), canonical(judgement.other)}
    kept = [line for line in text.splitlines() if not _is_about(line, pair)]
    verb = "same" if judgement.same else "different"
    cells = [verb, canonical(judgement.one), canonical(judgement.other), " ".join(judgement.note.split())]
    path.write_text("\n".join([*kept, "\t".join(cells).rstrip("\t")]) + "\n", encoding="utf-8")


def _is_about(line: str, pair: set[str]) -> bool:
    cells = line.split("\t")
    return len(cells) >= 3 and not line.startswith("#") and {canonical(cells[1]), canonical(cells[2])} == pair
