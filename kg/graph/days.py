"""Partial dates: which days they cover, and whether two of them can mean the same day."""

import re
from calendar import monthrange

_DATE = re.compile(r"(\d{4}|-)(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


def first_and_last_day(date: str) -> tuple[str, str] | None:
    """The days that an ISO date covers, whole or partial; None when it names no year, or no day that ever was.

    >>> first_and_last_day("2024-02"), first_and_last_day("--02-10")
    (('2024-02-01', '2024-02-29'), None)
    """
    parts = _parts(date)
    if parts is None:
        return None
    year, month, day = parts
    if not year:
        return None
    if month is not None and not 1 <= month <= 12:
        return None
    first, last = month or 1, month or 12
    if day is not None and not 1 <= day <= monthrange(year, first)[1]:
        return None
    return f"{year:04}-{first:02}-{day or 1:02}", f"{year:04}-{last:02}-{day or monthrange(year, last)[1]:02}"


def may_be_same(one: str, other: str) -> bool:
    """Whether two dates agree in every part that both have.

    >>> may_be_same("2024", "2024-04-10"), may_be_same("--04-10", "2024-04-10"), may_be_same("2024-04-10", "2024-04-12")
    (True, True, False)
    """
    if one == other:
        return True
    first, second = _parts(one), _parts(other)
    if first is None or second is None:
        return False
    return all(a is None or b is None or a == b for a, b in zip(first, second, strict=True))


def _parts(date: str) -> tuple[int | None, int | None, int | None] | None:
    match = _DATE.fullmatch(date)
    if match is None:
        return None
    year, month, day = match.groups()
    return None if year == "-" else int(year), int(month) if month else None, int(day) if day else None
