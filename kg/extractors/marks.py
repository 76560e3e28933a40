"""Marked text: texts in which people marked what is stated, one JSON object a line.

{"id", "text", "relations": [those fully marked in this text], "statements": [{"subject": {"start", "end"},
"relation", "object": {"start", "end"}}]}. Where a text is not fully marked for a relation, what it leaves unmarked is
no evidence against that relation.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InvalidMarks
from kg.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One statement marked in a text."""

    subject: Span
    relation: str
    object: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """A text, the relations that are fully marked in it, and its marks."""

    id: str
    text: str
    relations: frozenset[str]
    marks: tuple[Mark, ...]


def read_marked(path: Path) -> Iterator[MarkedText]:
    """The texts of one file of marked text. Raises `InvalidMarks` with the line that breaks the format."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidMarks(f"{path}: cannot be read ({error})") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _marked_text(f"{path}:{number}", line)


def _marked_text(where: str, line: str) -> MarkedText:
    try:
        row = json.loads(line)
        marks = tuple(_mark(each, len(row["text"])) for each in row["statements"])
        return MarkedText(
            id=str(row.get("id", where)),
            text=row["text"],
            relations=frozenset(row.get("relations", ())),
            marks=marks,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidMarks(
            f"{where}: not marked text ({type(error).__name__}: {error}). A line needs text, relations and "
            'statements: [{"subject": {"start", "end"}, "relation", "object": {"start", "end"}}]'
        ) from error


def _mark(row: dict[str, Any], length: int) -> Mark:
    spans = [Span(int(row[end]["start"]), int(row[end]["end"])) for end in ("subject", "object")]
    for span in spans:
        if not 0 <= span.start < span.end <= length:
            raise ValueError(f"{span.start}-{span.end} is no place in a text of {length} characters")
    return Mark(subject=spans[0], relation=str(row["relation"]), object=spans[1])
