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
    "he she his her him hers himself herself i me my mine myself who whose whom you your yours".split()  # noqa: SIM905 -- reads better
)
# In this order two participants are read: a person before an organisation, an organisation before a place or a date.
GROUPS = ("person", "pronoun", "organization", "thing", "group", "place", "where", "value")
RANK = {group: rank for rank, group in enumerate(GROUPS)}
_YEAR = re.compile(r"1\d{3}|20\d\d")
_YEARS = re.compile(rf"(?:{_YEAR.pattern})(?:[-–—](?:{_YEAR.pattern}))?")
_LATIN = 0x24F  # the last letter of the extended Latin alphabet
_LONGEST_NAME = 12  # words
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
    """Those of the document in text order: its names, pronouns and dates, and beside them what else may be one.

    A learned relation decides by itself whether to believe it, so that a name that the entity recogniser left out
    (an acronym in brackets, a name in another script) costs nothing.
    """
    doc: Doc = document.doc
    token_at = {token.idx: token.i for token in doc}
    found = [each for mention in document.mentions for each in _participant(mention, doc, token_at)]
    taken = bytearray(len(doc))
    for each in found:
        taken[each.start : each.end] = b"\1" * (each.end - each.start)
    free = [doc[i] for i in _worth_a_look(doc, document.article.text) if not taken[i]]
    found += (each for token in free for each in _unmarked(document, token))
    found += (_named(document, run) for run in _name_runs(free))
    return sorted(found, key=lambda each: (each.start, -each.end, each.mention.span))


def _worth_a_look(doc: "Doc", text: str) -> Iterator[int]:
    """The tokens that may be a year, a name or a relative word, told by their first letter and tag."""
    strings = doc.vocab.strings
    proper, tags = strings["PROPN"], {strings[tag] for tag in ("WRB", "WDT", "WP", "WP$")}
    for i, (at, pos, tag) in enumerate(doc.to_array(["IDX", "POS", "TAG"]).tolist()):
        letter = text[at]
        if pos == proper or tag in tags or letter in "12" or letter.isupper() or ord(letter) > _LATIN:
            yield i


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
    """Years that the entity recogniser left out ("1840", "1840–1898"), "where", and relative "which" and "whom"."""
    lower = token.lower_
    if _YEARS.fullmatch(lower):
        for year in _YEAR.finditer(lower):
            span = Span(token.idx + year.start(), token.idx + year.end())
            yield _single(document, token, span, ("value", MentionKind.VALUE, "Date", year.group()))
    elif lower == "where" and token.tag_ == "WRB":
        yield _single(document, token, _place(token), ("where", MentionKind.PRONOUN, "Place", None))
    elif token.tag_ in ("WDT", "WP", "WP$"):
        group = "person" if lower in PERSONAL else "pronoun"
        type_ = "Person" if lower in PERSONAL else "Thing"
        yield _single(document, token, _place(token), (group, MentionKind.PRONOUN, type_, None))


def _single(
    document: Document, token: "Token", span: Span, kind: tuple[str, MentionKind, str, str | None]
) -> Participant:
    group, mention_kind, type_, value = kind
    mention = Mention(
        article=document.article.id,
        span=span,
        text=span.of(document.article.text),
        type=type_,
        kind=mention_kind,
        head=_place(token),
        value=value,
    )
    return Participant(mention=mention, start=token.i, end=token.i + 1, head=token.i, group=group)


def _place(token: "Token") -> Span:
    return Span(token.idx, token.idx + len(token))


def _name_runs(tokens: "list[Token]") -> "Iterator[list[Token]]":
    """Neighbouring words that look like names: proper nouns, words of another script, capitals in brackets."""
    run: list[Token] = []
    for token in tokens:
        if run and (token.i != run[-1].i + 1 or not _looks_named(token)):
            yield run
            run = []
        if _looks_named(token) and len(run) < _LONGEST_NAME:
            run.append(token)
    if run:
        yield run


def _looks_named(token: "Token") -> bool:
    if token.pos_ == "PROPN":
        return True
    text = token.text
    if not text[0].isalpha() or token.i == 0:
        return False
    return ord(text[0]) > _LATIN or (text[0].isupper() and token.nbor(-1).text in ("(", "“", '"'))


def _named(document: Document, run: "list[Token]") -> Participant:
    words = document.doc[run[0].i : run[-1].i + 1]
    mention = Mention(
        article=document.article.id,
        span=Span(words.start_char, words.end_char),
        text=words.text,
        type="Thing",
        kind=MentionKind.NAME,
        head=_place(words.root),
    )
    return Participant(mention=mention, start=words.start, end=words.end, head=words.root.i, group="thing")
