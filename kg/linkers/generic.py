"""Names that many countries share: "Supreme Court", "Ministry of Defense" mean one thing only within an article."""

from collections.abc import Iterable

from kg import gazetteers


def is_generic(name: str) -> bool:
    """Whether every word of a name could stand in the name of another country's body.

    >>> is_generic("Ministry of Defense"), is_generic("Indian Supreme Court"), is_generic("Downing Street")
    (True, False, False)
    """
    words = gazetteers.words("generic")
    return all(word in words for word in name.lower().replace(",", "").split())


def all_generic(names: Iterable[str]) -> bool:
    return all(is_generic(name) for name in names)
