"""Who and what may stand in a learned relation: names, pronouns and dates, as tokens of the parse."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.mentions.classes import family
from kg.model import Document, Mention, MentionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PERSONAL = frozenset(
    "he she his her him hers himself herself i me my mine myself who whose whom you your yours".split()
)
# In this order two participants are read: a person before an organisation, an organisation before a place or a date.
GROUPS = ("person", "pronoun", "organization", "thing", "group", "place", "where", "value")
RANK = {group: rank for rank, group in enumerate(GROUPS)}
_YEAR = re.compile(r"1\d{3}|20\d\d")
_DATED = re.compile(r"\d|January|February|March|April|May|June|July|August|September|October|November|December")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A mention as tokens `start` to `end` (exclusive) with its head word, and the broad group it belongs to."""

    mention: Mention
    start: int
    end: int
    head: int
    group: str

    def overlaps(self, other: "Participant") -> bool:
        return self.start < other.end and other.start < self.end


def participants(document: Document) -> list[Participant]:
    """Those of the document in text order: its names, pronouns and dates, and "where" and bare years beside them."""
    doc: Doc = document.doc
    token_at = {token.idx: token.i for token in doc}
    found = [each for mention in document.mentions for each in _participant(mention, doc, token_at)]
    taken = {i for each in found for i in range(each.start, each.end)}
    found += (each for token in doc if token.i not in taken for each in _unmarked(document, token))
    return sorted(found, key=lambda each: (each.start, -each.end))


def _participant(mention: Mention, doc: "Doc", token_at: dict[int, int]) -> Iterator[Participant]:
    if mention.kind is MentionKind.NOMINAL or (mention.kind is MentionKind.VALUE and not _is_date(mention)):
        return
    words = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if words is None or not len(words):
        return
    head = token_at.get(mention.head.start) if mention.head else None
    root = words.root.i if head is None or not words.start <= head < words.end else head
    yield Participant(mention=mention, start=words.start, end=words.end, head=root, group=_group(mention))


def _is_date(mention: Mention) -> bool:
    return mention.type == "Date" and (mention.value is not None or bool(_DATED.search(mention.text)))


def _group(mention: Mention) -> str:
    if mention.kind is MentionKind.PRONOUN:
        return "person" if mention.text.lower() in PERSONAL else "pronoun"
    found = family(mention.type)
    return found if found in RANK else "thing"


def _unmarked(document: Document, token: "Token") -> Iterator[Participant]:
    """A year that the entity recogniser left out, or the "where" of a relative clause."""
    if _YEAR.fullmatch(token.text):
        kind, type_, group, value = MentionKind.VALUE, "Date", "value", token.text
    elif token.tag_ == "WRB" and token.lower_ == "where":
        kind, type_, group, value = MentionKind.PRONOUN, "Place", "where", None
    else:
        return
    span = Span(token.idx, token.idx + len(token))
    mention = Mention(
        article=document.article.id, span=span, text=token.text, type=type_, kind=kind, head=span, value=value
    )
    yield Participant(mention=mention, start=token.i, end=token.i + 1, head=token.i, group=group)
