"""Full dates as news pages write them: "Thursday, June 18, 2009", "3 May 2021, 10:15 GMT", "2024-05-06T10:00:00Z"."""

import re
from datetime import date

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|" + "|".join(_MONTHS) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_FORMS = (
    rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
    r"(?P<year>(?:19|20)\d\d)[-/](?P<month>\d\d)[-/](?P<day>\d\d)(?!\d)",
)
_CLOCK = (
    r"(?:,?\s*(?:at\s+|T)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:\(?[A-Z]{1,5}\)?(?:[+-]\d{1,2})?|[+-]\d\d:?\d\d)?)?"
)
_LABEL = (
    r"(?:(?:first |last |originally )?(?:published|updated|posted|modified|date|created|issued|filed|release date)"
    r"(?: on| at)?\s*:?\s*)?"
)
_GAP = r"[\s,|•·–—-]{0,5}"
_PARTS = re.compile(r"\s[|•·]\s|\s[–—-]+\s")
_BESIDE = ("by", "of", "the", "min", "mins", "read", "ago", "and", "hours", "in")
_ANYWHERE = tuple(re.compile(rf"(?<![\w-]){form}", re.IGNORECASE) for form in _FORMS)
_ALONE = tuple(
    re.compile(rf"{_CLOCK}{_GAP}{_LABEL}{_CLOCK}{_GAP}{form}{_GAP}{_CLOCK}[\s.|]{{0,3}}", re.IGNORECASE)
    for form in _FORMS
)

DAY_OF_YEAR = re.sub(
    r"\?P<\w+>", "?:", rf"{_WEEKDAY}(?:{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH})(?:,?\s+{_YEAR})?"
)  # "April 5", "Fri., 5 Apr 2024": a pattern without groups, for datelines


def iso_date(words: str) -> str | None:
    """The first full date in these words, in ISO form; None when there is none or it is no day of the calendar.

    >>> iso_date("Thursday, June 18, 2009 at 10:00")
    '2009-06-18'
    """
    for form in _ANYWHERE:
        found = form.search(words[:200])
        if found:
            return _iso(found)
    return None


def date_line(line: str) -> str | None:
    """The ISO date of a line that holds a date, perhaps a time, and no more: "Published: 3 May 2021, 10:15"."""
    if len(line) > 100:
        return None
    for part in (line, *_PARTS.split(line)):
        for form in _ALONE:
            found = form.fullmatch(part.strip())
            if found and all(_beside_a_date(other) for other in _PARTS.split(line) if other not in part):
                return _iso(found)
    return None


def _beside_a_date(part: str) -> bool:
    """Whether a few words may share a line with a date: a name, a paper, a time, "3 min read"."""
    words = part.split()
    return len(words) <= 5 and all(not word[0].islower() or word in _BESIDE for word in words)


def _iso(found: re.Match[str]) -> str | None:
    month = found["month"].lower()
    number = int(month) if month.isdigit() else next(n for n, name in enumerate(_MONTHS, 1) if name[:3] == month[:3])
    try:
        return date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError:
        return None
