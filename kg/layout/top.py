"""What the first lines of a plain text say about it: headline, author, day, agency."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.layout.boilerplate import is_boilerplate
from kg.layout.bylines import byline
from kg.layout.datelines import dateline, is_dateline
from kg.layout.dates import date_line
from kg.layout.lines import has_letters, is_headline, paragraphs, site_name

_TOP = 12  # lines among which metadata stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Metadata of a plain text; None for what it does not say. `published` is an ISO date."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    agency: str | None = None


def head(text: str) -> Head:
    """Reads the first lines; a later line never overrides an earlier one."""
    lines = [span.of(text) for span in islice(paragraphs(text[:20_000]), _TOP)]
    openings = [dateline(line) for line in lines]
    return Head(
        title=_title(lines),
        author=_first(byline(line) for line in lines),
        published=_first(
            date_line(line) or (opening.published if opening else None)
            for line, opening in zip(lines, openings, strict=True)
        ),
        agency=_first(opening.agency for opening in openings if opening),
    )


def _title(lines: Sequence[str]) -> str | None:
    title = next((line for line in lines if has_letters(line) and not _is_furniture(line)), None)
    if title is None or not is_headline(title) or len(lines) < 2:
        return None
    return " ".join(title[: site_name(title) or len(title)].split())


def _first(told: Iterable[str | None]) -> str | None:
    return next(filter(None, told), None)


def _is_furniture(line: str) -> bool:
    return bool(is_boilerplate(line) or byline(line) or date_line(line) or is_dateline(line))
