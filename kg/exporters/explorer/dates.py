"""Where a sentence says the date that a statement carries."""

import re
from datetime import date as Day  # noqa: N812 - `date` is the word of the model for an ISO string

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_RELATIVE = r"\b(?i:today|tonight|yesterday|tomorrow|(?:last|next|this) (?:week|month|year|quarter))\b"
_PARTS = re.compile(r"(?P<year>\d{4}|-)(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?$")


def place(date: str | None, sentence: str) -> tuple[int, int] | None:
    """The characters of the sentence that say `date` (ISO, maybe partial), or None when it is only implied.

    >>> place("--04-10", "He is to visit on April 10.")
    (18, 26)
    """
    parts = _PARTS.match(date or "")
    if not parts:
        return None
    for pattern in _patterns(parts["year"], parts["month"], parts["day"]):
        found = re.search(pattern, sentence)
        if found:
            return found.start(), found.end()
    return None


def _patterns(year: str, month: str | None, day: str | None) -> list[str]:
    known_year = None if year == "-" else year
    patterns = []
    if month and day:
        patterns += _of_day(known_year, int(month), int(day))
    if month:
        name = _name(int(month))
        patterns += [rf"\b{name},? {known_year}\b"] if known_year else []
        patterns += [rf"\b{name}(?=\W|$)"] if not day else []
    if known_year:
        patterns.append(rf"\b{known_year}\b")
    return [*patterns, _RELATIVE] if month else patterns


def _of_day(year: str | None, month: int, day: int) -> list[str]:
    name, number = _name(month), rf"{day}(?:st|nd|rd|th)?"
    tail = rf"(?:,? {year})?" if year else ""
    patterns = [rf"\b{name} {number}\b{tail}", rf"\b{number} (?:of )?{name}\b{tail}"]
    if year:
        patterns.append(rf"\b{year}-{month:02}-{day:02}\b")
        weekday = _weekday(int(year), month, day)
        patterns += [rf"\b{weekday}\b"] if weekday else []
    return patterns


def _name(month: int) -> str:
    full = _MONTHS[(month - 1) % 12]
    return rf"(?:{full}|{full[:3]}\.?|Sept\.?)" if month == 9 else rf"(?:{full}|{full[:3]}\.?)"


def _weekday(year: int, month: int, day: int) -> str | None:
    try:
        return _DAYS[Day(year, month, day).weekday()]
    except ValueError:
        return None
