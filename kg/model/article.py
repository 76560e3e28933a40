"""A text and a place in it."""

from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple


class Span(NamedTuple):
    """A place in an article: Unicode characters of `Article.text`, `end` exclusive.

    >>> Span(0, 5).of("Tokyo said no.")
    'Tokyo'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article as it was published; `text` is never changed, every offset points into it.

    `id` is given by JSON lines or is the path below the named folder, without suffix. `published` is an ISO date,
    `source` the publisher, `encoding` how the bytes were read ("utf-8", or "cp1252 (guessed)").
    """

    id: str
    text: str
    title: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    encoding: str | None = None

    @property
    def digest(self) -> str:
        """The sha256 of the text, in hexadecimal: equal digests are the same words."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Something that was to be an article and is not: quarantined, counted, named.

    `where` is the file (and line) as the person named it, `reason` a short code for machines ("empty", "too_large",
    "not_english"), `message` what is wrong, `remedy` what to do.
    """

    where: str
    reason: str
    message: str
    remedy: str = ""
