"""Where and when a dispatch was written, as it opens: "PARIS, April 5 (Reuters) —"."""

import re
from dataclasses import dataclass

from kg.layout.dates import DAY_OF_YEAR, iso_date
from kg.model import Span

_LONGEST = 140  # characters
_LONGEST_ACRONYM = 4  # letters
_CAPITALS = r"[A-Z][A-Z.'’ -]{1,40}[A-Z.]"
_REGION = r"(?:,\s*[A-Z][A-Za-z.' ]{1,20})?"
_FORM = re.compile(
    rf"(?P<place>{_CAPITALS}(?:/{_CAPITALS})?{_REGION})"
    rf"(?:,\s*(?P<when>(?i:{DAY_OF_YEAR})))?"
    r"(?:,?\s*\((?P<agency>[A-Z][A-Za-z.& /]{1,30})\))?"
    r"\s{0,3}(?P<dash>—|–|--|-(?=\s)|:(?=\s))\s*"
)
_PLACE_AND_AGENCY = re.compile(
    rf"(?P<place>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,2}}{_REGION})(?:,\s*(?P<when>(?i:{DAY_OF_YEAR})))?"
    r",?\s*\((?P<agency>[A-Z][A-Za-z.& /]{1,30})\)\s{0,3}(?P<dash>—|–|--|-(?=\s))\s*"
)  # "Jakarta, Indonesia (CNN) --"
_AGENCY_ALONE = re.compile(r"\((?P<agency>[A-Z][A-Za-z.&]+(?: [A-Z][A-Za-z.&]+){0,2})\)\s?(?P<dash>—|–|--|-)\s(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The opening of a dispatch: how long it is, and what it says.

    `place` is empty, `agency` and `published` are None where it does not name them; without a year there is no
    `published`.
    """

    span: Span
    place: str
    agency: str | None
    published: str | None


def dateline(line: str) -> Dateline | None:
    """The dateline that opens this line, if one does.

    >>> dateline("OSLO, April 5 (Reuters) — Norway said on Friday").agency
    'Reuters'
    """
    found = _PLACE_AND_AGENCY.match(line, 0, _LONGEST) or _FORM.match(line, 0, _LONGEST)
    if not found:
        return _agency_alone(line)
    if not (found["when"] or found["agency"] or _opens_a_sentence(found, line)):
        return None
    return Dateline(
        span=Span(0, found.end("dash")),
        place=found["place"].strip(),
        agency=found["agency"],
        published=iso_date(found["when"] or ""),
    )


def is_dateline(line: str) -> bool:
    """Whether a line is a dateline and nothing else."""
    opening = dateline(line)
    return opening is not None and not line[opening.span.end :].strip()


def _agency_alone(line: str) -> Dateline | None:
    """The opening "(Reuters) - Apple said"."""
    found = _AGENCY_ALONE.match(line, 0, _LONGEST)
    if not found:
        return None
    return Dateline(span=Span(0, found.end("dash")), place="", agency=found["agency"], published=None)


def _opens_a_sentence(found: re.Match[str], line: str) -> bool:
    """Without day and agency, what tells "PARIS — France said" from "NATO — the club" and "US - China talks".

    A sentence follows, and the dash is long or the capitals are more than an acronym has.
    """
    rest = line[found.end() : found.end() + 1]
    if rest and not rest.isupper():
        return False
    return found["dash"] in ("—", "–", "--") or len(found["place"]) > _LONGEST_ACRONYM
