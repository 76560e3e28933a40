"""What an article mentions: names, descriptions ("the chipmaker"), pronouns, dates and amounts, typed by class.

Names never overlap one another, nor do pronouns and values; a description may contain them, as "Apple's chief
executive" contains "Apple". Mentions come sorted by place, the longer first.
"""

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
    at = {token.idx: token.i for token in document.doc}
    found: dict[int, Mention] = {}
    for mention in sorted(document.mentions, key=lambda m: (m.span.start - m.span.end, m.span.start)):
        first = at.get(mention.span.start)
        if first is None:
            continue
        for token in document.doc[first:]:
            if token.idx >= mention.span.end:
                break
            found[token.i] = mention
    return found


def by_head(document: Document) -> Mapping[int, Mention]:
    """The mention whose head word is the token with this index; a name wins over a description."""
    at = {token.idx: token.i for token in document.doc}
    found: dict[int, Mention] = {}
    for mention in document.mentions:
        if mention.head is None or mention.head.start not in at:
            continue
        token = at[mention.head.start]
        if token not in found or found[token].kind is MentionKind.NOMINAL:
            found[token] = mention
    return found
