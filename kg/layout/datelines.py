"""Lines that say when, where and by whom: "June 18, 2009", "PARIS, April 5 (Reuters) —", "By Jane Doe"."""

import re
from dataclasses import dataclass
from datetime import date

from kg.model import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"(?:,?\s*(?:at\s+|T)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{1,5}\)?|[+-]\d\d:?\d\d)?)?"
_DATES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}[-/](?P<month>\d\d)[-/](?P<day>\d\d)(?=$|[T\s,|])",
    )
)
_DATE_LABEL = r"(?:(?:first |last |originally )?(?:published|updated|posted|modified|date|created|issued|filed|release date)(?: on| at)?\s*:?\s*)?"
_DATE_LINES = tuple(
    re.compile(rf"{_CLOCK}[\s,|–—-]*{_DATE_LABEL}{form.pattern}[\s,|–—-]*{_CLOCK}[\s.|]*", re.IGNORECASE)
    for form in _DATES
)

_AGENCY = r"\((?P<agency>[A-Z][A-Za-z.& /]{1,30})\)"
_PLACE = r"[A-Z][A-Z.'’ -]+[A-Z.](?:/[A-Z][A-Z.'’ -]+)?(?:,\s*[A-Z][A-Za-z.' ]{1,20})?"
_DAY_OF_YEAR = (
    rf"{_WEEKDAY}(?:{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH})(?:,?\s+{_YEAR})?".replace("(?P<month>", "(?:")
    .replace("(?P<day>", "(?:")
    .replace("(?P<year>", "(?:")
)
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})"
    rf"(?:,\s*(?P<when>(?i:{_DAY_OF_YEAR})))?"
    rf"(?:,?\s*{_AGENCY})?"
    r"\s*(?:—|–|--|-(?=\s)|:(?=\s))\s*"
)

_NAME = r"(?:[A-Z][\w.'’-]*|(?:de|da|di|van|von|der|den|la|le|bin|al|el|dos|del)\b)(?:\s+(?:[A-Z][\w.'’-]*|(?:de|da|di|van|von|der|den|la|le|bin|al|el|dos|del)\b)){0,4}"
_NAMES = rf"{_NAME}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*/\s*){_NAME}){{0,5}}"
_NOT_A_NAME = (
    r"(?!(?:The|This|That|These|Those|An?|Its?|His|Her|Their|Our|Now|Then|Contrast|Comparison|Law|Definition|Far|Default|"
    r"Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:day)?\b)"
)
_BYLINE = re.compile(
    rf"(?:(?i:written |reported |story |words |text |report )?(?i:by):?\s+{_NOT_A_NAME}(?P<names>{_NAMES})"
    rf"(?P<rest>\s*(?:[|–—•·(-].*|,(?:\s+(?:[A-Z@][\w.'’@-]*|of|the|for|at|in|and))+)?))|(?:(?i:author|reporter|writer)s?\s*:\s*(?P<named>{_NAMES}))"
)
_POSTS = r"(?:\w+ )?(?:Staff|Senior|Chief|Special|Contributing|Political|Business|Science|Sports?|Technology|Foreign)?\s*(?:Writer|Reporter|Correspondent|Editor|Staff)"
_CREDITS = re.compile(
    r"\(?(?:additional )?(?:reporting|writing|editing|compiled|written|edited)(?: and (?:reporting|writing|editing))?"
    r" (?:by|from|for)\b.{0,200}",
    re.IGNORECASE,
)


def iso_date(words: str) -> str | None:
    """The first full date in these words, in ISO form; None when there is none or it is no day of the calendar.

    >>> iso_date("Thursday, June 18, 2009 at 10:00")
    '2009-06-18'
    """
    for form in _DATES:
        found = form.search(words)
        if found:
            return _iso(found)
    return None


def _iso(found: re.Match[str]) -> str | None:
    month = found["month"].rstrip(".").lower()
    number = int(month) if month.isdigit() else _MONTHS[month]
    try:
        return date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError:
        return None


def date_line(line: str) -> str | None:
    """The ISO date of a line that holds a date and nothing else: "June 18, 2009", "Published: 3 May 2021, 10:15 GMT"."""
    if len(line) > 100:
        return None
    for form in _DATE_LINES:
        found = form.fullmatch(line.strip())
        if found:
            return _iso(found)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The opening of a dispatch, "PARIS, April 5 (Reuters) —": how long it is, and what it says.

    `agency` and `published` are None where it does not name them; without a year there is no `published`.
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
    found = _DATELINE.match(line, 0, 140)
    if not found or not (found["when"] or found["agency"] or _opens(found[0], line[found.end() :])):
        return None
    end = len(found[0].rstrip())
    return Dateline(
        span=Span(0, end), place=found["place"], agency=found["agency"], published=iso_date(found["when"] or "")
    )


def _opens(opening: str, rest: str) -> bool:
    """Without day and agency, only a long dash before a new sentence tells "PARIS — France said" from "NATO — the club"."""
    return opening.rstrip().endswith(("—", "–", "--")) and rest[:1].isupper()


def byline(line: str) -> str | None:
    """The author that a line names and does nothing else: "By Jane Doe, Staff Writer" gives "Jane Doe".

    >>> byline("By Tuesday the water had gone.") is None
    True
    """
    if len(line) > 150:
        return None
    found = _BYLINE.fullmatch(line.strip())
    if not found or line.rstrip().endswith((".”", "?")):
        return None
    names = (found["names"] or found["named"]).strip(" ,.")
    return re.split(rf",\s*(?:{_POSTS})\b", names)[0]


def credits_line(line: str) -> bool:
    """Whether a line only names who worked on the article: "Reporting by Jane Doe; Editing by John Roe"."""
    return _CREDITS.fullmatch(line.strip()) is not None
