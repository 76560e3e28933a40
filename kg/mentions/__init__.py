"""What an article mentions: names, descriptions ("the chipmaker"), pronouns, dates and amounts, typed by class.

Names never overlap one another, nor do pronouns and values; a description may contain them, as "Apple's chief
executive" contains "Apple". Mentions come sorted by place, the longer first.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.mentions.descriptions import descriptions
from kg.mentions.names import names
from kg.mentions.pronouns import pronouns
from kg.mentions.values import values
from kg.model import Document, Mention, MentionKind

__all__ = ["by_head", "by_token", "find"]


def find(documents: Iterable[Document]) -> Iterator[Document]:
    """Yields each parsed document with `mentions` set, in order."""
    for document in documents:
        yield replace(document, mentions=_mentions(document))


def _mentions(document: Document) -> tuple[Mention, ...]:
    if document.doc is None:
        return ()
    dates = tuple(values(document))
    named = tuple(names(document, taken=dates))
    described = tuple(descriptions(document, taken=(*dates, *named)))
    found = [*dates, *named, *described, *pronouns(document)]
    return tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end, m.kind)))


def by_token(document: Document) -> Mapping[int, Mention]:
    """The mention that each token (by its index) belongs to; of several, the shortest."""
    starts = _starts(document)
    at = {start: token for token, start in enumerate(starts)}
    found: dict[int, Mention] = {}
    for mention in sorted(document.mentions, key=lambda m: (m.span.start - m.span.end, m.span.start)):
        first = at.get(mention.span.start)
        if first is not None:
            for token in range(first, bisect_left(starts, mention.span.end, first)):
                found[token] = mention
    return found


def by_head(document: Document) -> Mapping[int, Mention]:
    """The mention whose head word is the token with this index; a name wins over a description."""
    at = {start: token for token, start in enumerate(_starts(document))}
    found: dict[int, Mention] = {}
    for mention in document.mentions:
        token = at.get(mention.head.start) if mention.head is not None else None
        if token is not None and (token not in found or found[token].kind is MentionKind.NOMINAL):
            found[token] = mention
    return found


def _starts(document: Document) -> list[int]:
    """The place in the text at which each token starts."""
    starts: list[int] = document.doc.to_array("IDX").tolist()
    return starts
