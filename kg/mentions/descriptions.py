"""Descriptions: noun phrases around a common noun, typed by it: "the chipmaker" is a Company."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.mentions.typing import broad
from kg.model import Document, Mention, MentionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "predet", "advmod", "quantmod", "case", "punct", "npadvmod"}
)
_EMPTY_NOUNS = frozenset({"%", "percent", "lot", "way", "kind", "sort", "thing", "same", "order to"})


def descriptions(document: Document, *, taken: Iterable[Mention] = ()) -> Iterator[Mention]:
    """Noun phrases whose head is a common noun: with what stands before it and an "of" phrase, without clauses."""
    heads = {m.head.start for m in taken if m.head is not None}
    covered = {i for m in taken for i in range(m.span.start, m.span.end)}
    for token in document.doc:
        if token.pos_ != "NOUN" or token.idx in heads or token.idx in covered or token.dep_ == "compound":
            continue
        if token.dep_ in ("npadvmod", "nmod") and token.head.pos_ != "VERB":
            continue
        yield _description(document, token)


def _description(document: Document, head: "Token") -> Mention:
    start = min([head.i, *(t.i for t in _left(head))])
    words = document.doc[start : head.i + 1]
    return Mention(
        article=document.article.id,
        span=Span(words.start_char, words.end_char),
        text=words.text,
        type=class_of(head),
        kind=MentionKind.NOMINAL,
        head=Span(head.idx, head.idx + len(head)),
    )


def _left(head: "Token") -> Iterator["Token"]:
    for child in head.lefts:
        if child.dep_ in _BEFORE:
            yield from child.subtree


def class_of(head: "Token") -> str:
    """The class that a common noun tells, a compound before its head noun, a plural of people a Group; else Thing."""
    nouns = gazetteers.nouns()
    before = " ".join(t.lower_ for t in head.lefts if t.dep_ in ("compound", "amod") and t.i == head.i - 1)
    known = nouns.get(f"{before} {head.lemma_.lower()}") or nouns.get(head.lower_) or nouns.get(head.lemma_.lower())
    if known is None:
        return "Thing"
    return broad(known.type)
