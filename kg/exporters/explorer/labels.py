"""How a name becomes a label: cut into at most two lines, and measured without a screen."""

import unicodedata
from functools import lru_cache

LINE_WIDTH = 150.0
MOST_LINES = 2
ELLIPSIS = "…"
# Marks that belong to the character before them: a line never begins with one.
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f", "\u20e3"}
_NARROW = set("iIjlft.,:;'’|!()[]- ")
_BROAD = set("mwMW@%&—…")


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    """The width of a character in em, on the generous side: a label must fit in whatever font a reader has."""
    if unicodedata.combining(character) or character in _JOINERS:
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    if ord(character) > 0x1F000:
        return 1.35
    if character in _NARROW:
        return 0.36
    if character in _BROAD:
        return 0.95
    return 0.7 if character.isupper() else 0.61


def width(text: str, size: float) -> float:
    """The width of one line of text in a font of `size` pixels, in pixels, rather too wide than too narrow."""
    return size * sum(_advance(character) for character in text)


def wrapped(name: str, size: float) -> tuple[str, ...]:
    """The lines of a label; what does not fit in two lines ends in an ellipsis.

    >>> wrapped("Ministry of Economy, Trade and Industry", 13)
    ('Ministry of', 'Economy, Trade and Industry')
    """
    if width(name, size) <= LINE_WIDTH:
        return (name,)
    first, rest = _first_line(name, size)
    if not rest:
        return (first,)
    return _balanced(first, rest, size) or (first, shortened(rest, size))


def _balanced(first: str, rest: str, size: float) -> tuple[str, ...] | None:
    """Both lines as even as the words allow, when the whole name fits."""
    words = f"{first} {rest}".split(" ")
    splits = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    if "".join(words) != f"{first}{rest}".replace(" ", "") or not splits:
        return None
    best = min(splits, key=lambda lines: max(width(line, size) for line in lines))
    return best if max(width(line, size) for line in best) <= LINE_WIDTH * 1.15 else None


def _first_line(name: str, size: float) -> tuple[str, str]:
    end = _fitting(name, size, LINE_WIDTH)
    space = name.rfind(" ", 0, end + 1)
    if space > 0:
        return name[:space], name[space + 1 :]
    return name[:end], name[end:]


def shortened(text: str, size: float) -> str:
    """The text, or as much of it as fits on one line, with an ellipsis."""
    if width(text, size) <= LINE_WIDTH:
        return text
    return text[: _fitting(text, size, LINE_WIDTH - size)].rstrip() + ELLIPSIS


def _fitting(text: str, size: float, room: float) -> int:
    """How many characters fit, never ending inside a character that is made of several."""
    used = 0.0
    for place, character in enumerate(text):
        used += size * _advance(character)
        if used > room and not _belongs_to_previous(text, place):
            return max(place, 1)
    return len(text)


def _belongs_to_previous(text: str, place: int) -> bool:
    joined = place > 0 and text[place - 1] == "\u200d"
    return joined or bool(unicodedata.combining(text[place])) or text[place] in _JOINERS
