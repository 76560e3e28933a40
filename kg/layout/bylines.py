"""Who wrote it: "By Jane Doe, Staff Writer", "Reporting by Jane Doe; Editing by John Roe"."""

import re

_LONGEST = 150  # characters
_WORD = r"(?:[A-Z][\w.'’-]*|(?:de|da|di|van|von|der|den|la|le|bin|al|el|dos|del)\b)"
_NAME = rf"{_WORD}(?:\s+{_WORD}){{0,4}}"
_NAMES = rf"{_NAME}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*/\s*){_NAME}){{0,5}}"
_NO_NAME = (
    r"(?!(?:The|This|That|These|Those|An?|Its?|His|Her|Their|Our|Now|Then|Contrast|Comparison|Law|Definition|Far|"
    r"Default|January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
_AFTER = r"(?:[|–—•·(-].*|,(?:\s+(?:[A-Z@][\w.'’@-]*|of|the|for|at|in|and))+)"
_BYLINE = re.compile(
    rf"(?:(?i:written |reported |story |words |text |report )?(?i:by):?\s+{_NO_NAME}(?P<names>{_NAMES})\s*{_AFTER}?"
    rf"|(?i:author|reporter|writer)s?\s*:\s*(?P<named>{_NAMES}))"
)
_POST = re.compile(
    r",\s*(?:\w+ )?(?:Staff|Senior|Chief|Special|Contributing|Political|Business|Science|Sports?|Technology|Foreign)?"
    r"\s*(?:Writers?|Reporters?|Correspondents?|Editors?|Staff)\b.*"
)
_OUTLET = re.compile(r",\s*[A-Z]{2,6}$")  # "Jane Doe, CNN"
_CREDITS = re.compile(
    r"\(?(?:additional )?(?:reporting|writing|editing|compiled|written|edited|curated|published|reported)"
    r"(?: and (?:reporting|writing|editing))? (?:by|from|for)\b.{0,200}"
    r"|(?:\w+ ){0,3}(?:correspondent|reporter|columnist|staff writer)(?: in [A-Z]\w+)?"
    r"|\(?with (?:\w+ )?inputs? from\b.{0,100}|\(?inputs from\b.{0,100}",
    re.IGNORECASE,
)


def byline(line: str) -> str | None:
    """The author that a line names and does nothing else: "By Jane Doe, Staff Writer" gives "Jane Doe".

    >>> byline("By Jane Doe | Northern Press"), byline("By Tuesday the water had gone.")
    ('Jane Doe', None)
    """
    if len(line) > _LONGEST:
        return None
    found = _BYLINE.fullmatch(line.strip())
    if not found:
        return None
    names = _POST.sub("", found["names"] or found["named"]).strip(" ,.")
    return _OUTLET.sub("", names)


def credits_line(line: str) -> bool:
    """Whether a line only names who worked on the article: "Reporting by Jane Doe; Editing by John Roe"."""
    return len(line) <= 2 * _LONGEST and _CREDITS.fullmatch(line.strip()) is not None
