"""A text into its paragraphs: a line each, or, in a text wrapped at a width, the lines of a paragraph together."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Span

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_EDGE = "\ufeff"  # a byte order mark is no word
_ENDS = re.compile(r"(?:[.!?…]|(?<=[.!?])\s?'')[\"'”’»)\]]*$|[.!?]\s*[\"'”’»]+$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]\.){2,}|\b(?:Inc|Corp|Co|Ltd|Bros|Jr|Sr|Mr|Mrs|Ms|Dr|St|No|vs|Gen|Sen|Rep|Gov|Lt|Col|Sgt"
    r"|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.)$"
)
_WIDEST_WRAP, _NARROWEST_WRAP = 100, 40
_SITE = re.compile(r"^(?:\S+\s+){4,40}(?P<site>\|\s[^|]{2,40})$")
_LIST_ITEM = re.compile(r"(?:[-*•·▪◦‣>#|]|\d{1,2}[.)])\s")


def paragraphs(text: str) -> Iterator[Span]:
    """The spans of the paragraphs, in order, without the white space around them; they cover every other character.

    A paragraph is a line, unless the text is wrapped at a width as in old e-mail: then it is all lines of the
    paragraph, and the span has line breaks inside.
    """
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    if not width:
        yield from lines
        return
    start: Span | None = None
    end = Span(0, 0)
    for line in lines:
        if start and _goes_on(text, end, line, width):
            end = line
            continue
        if start:
            yield Span(start.start, end.end)
        start = end = line
    if start:
        yield Span(start.start, end.end)


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for found in _BREAK.finditer(text):
        yield from _trimmed(text, at, found.start())
        at = found.end()
    yield from _trimmed(text, at, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and (text[start].isspace() or text[start] == _EDGE):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] == _EDGE):
        end -= 1
    if start < end:
        yield Span(start, end)


def _adjacent(text: str, above: Span, below: Span) -> bool:
    """No empty line between."""
    return len(_BREAK.findall(text, above.end, below.start)) == 1


def _wrap_width(text: str, lines: Sequence[Span]) -> int:
    """The width at which the text is wrapped, 0 when it is not.

    A wrapped line breaks where the next word would not have fitted, and mostly in the middle of a sentence.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    if len(pairs) < 2:
        return 0
    width = max(span.end - span.start for pair in pairs for span in pair)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return 0
    full = [pair for pair in pairs if _was_full(text, *pair, width)]
    running = [pair for pair in full if not ends_sentence(pair[0].of(text))]
    wrapped = len(full) >= 0.6 * len(pairs) and len(running) >= 0.6 * len(full)
    return width if wrapped and len(full) >= 2 else 0


def _was_full(text: str, above: Span, below: Span, width: int) -> bool:
    first_word = below.of(text).split(maxsplit=1)[0]
    return above.end - above.start + 1 + len(first_word) > width - 3


def _goes_on(text: str, above: Span, below: Span, width: int) -> bool:
    words = below.of(text)
    if not _adjacent(text, above, below) or _LIST_ITEM.match(words) or _indent(text, below) > _indent(text, above):
        return False
    return _was_full(text, above, below, width) or (words[0].islower() and not ends_sentence(above.of(text)))


def _indent(text: str, line: Span) -> int:
    """How many blanks stand before a line: a paragraph may begin with some instead of an empty line."""
    before = text[max(0, line.start - 40) : line.start]
    return len(before) - len(before.rstrip(" \t"))


def ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does; "Apple Inc." and "the U.S." do not.

    >>> ends_sentence("He said: “We won.”"), ends_sentence("Cisco sues Apple Inc.")
    (True, False)
    """
    tail = line[-40:].rstrip()
    return _ENDS.search(tail) is not None and _ABBREVIATION.search(tail) is None


def has_letters(line: str) -> bool:
    return any(character.isalnum() for character in line)


def site_name(headline: str) -> int | None:
    """Where the site's name begins behind a headline, "Tea prices rise in Kenya | Coast Wire"; None without one."""
    found = _SITE.search(headline[:300])
    return found.start("site") if found else None


def is_headline(line: str) -> bool:
    """Whether a line at the top can be the headline: short, and no full sentence."""
    words = len(line[:400].split())
    return (
        len(line) <= 250
        and words <= 30
        and has_letters(line)
        and not (ends_sentence(line) and words > 4 and line[-1] not in "?!")
    )
