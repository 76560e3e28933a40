"""What the first lines of a plain text say about it: headline, author, day, agency."""

from dataclasses import dataclass, replace
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
    top = Head()
    lines = [span.of(text) for span in islice(paragraphs(text[:20_000]), _TOP)]
    title = next((line for line in lines if has_letters(line) and not _is_furniture(line)), None)
    if title and is_headline(title) and len(lines) > 1:
        top = replace(top, title=" ".join(title[: site_name(title) or len(title)].split()))
    for line in lines:
        top = _add(top, line)
    return top


def _is_furniture(line: str) -> bool:
    return bool(is_boilerplate(line) or byline(line) or date_line(line) or is_dateline(line))


def _add(top: Head, line: str) -> Head:
    opening = dateline(line)
    return replace(
        top,
        author=top.author or byline(line),
        published=top.published or date_line(line) or (opening.published if opening else None),
        agency=top.agency or (opening.agency if opening else None),
    )
