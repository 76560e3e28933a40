"""Descriptions: noun phrases around a common noun, typed by it: "the chipmaker" is a Company."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.mentions.tokens import having
from kg.mentions.typing import broad
from kg.model import Document, Mention, MentionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE = frozenset(
    ("det", "amod", "compound", "poss", "nummod", "nmod", "predet", "quantmod", "case", "punct", "npadvmod")
)
_BREAKS = frozenset({",", "-", "–", "—", "--", ".", ";", ":"})
_CLAUSES = frozenset(("relcl", "acl", "ccomp", "conj", "appos"))
_AFTER = 7  # tokens that an "of" phrase may have to be part of the description
_PARTS = frozenset(
    {
        "number",
        "series",
        "majority",
        "handful",
        "couple",
        "range",
        "variety",
        "pair",
        "lot",
        "part",
        "type",
        "kind",
        "sort",
        "piece",
        "set",
        "bit",
        "half",
        "most",
        "some",
        "dozen",
        "hundreds",
        "thousands",
        "millions",
        "rest",
    }
)


def descriptions(document: Document, *, taken: Iterable[Mention] = ()) -> Iterator[Mention]:
    """Noun phrases whose head is a common noun: with what stands before it and a short "of" phrase, without clauses."""
    doc = document.doc
    covered: set[int] = set()
    for mention in taken:
        words = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        covered.update(range(words.start, words.end))
        if mention.kind is MentionKind.NAME:
            yield from _name_phrase(document, mention, words.root)
            yield from _role_before(document, mention, words[0])
    for token in having(doc, "POS", ("NOUN", "PROPN")):
        if token.i not in covered and _heads(token) and token.dep_ not in ("compound", "npadvmod"):
            yield _description(document, token)


def _heads(token: "Token") -> bool:
    """Whether a token is a common noun, or a role written with capitals ("the Prime Minister")."""
    pos = token.pos_
    if pos == "NOUN":
        return any(c.isalpha() for c in token.text)
    if pos != "PROPN" or token.lower_ not in gazetteers.nouns():
        return False
    return token.lower_ in gazetteers.titles() or any(
        child.dep_ in ("det", "poss", "compound") for child in token.lefts
    )


def _description(document: Document, head: "Token") -> Mention:
    words = document.doc[_start(head) : _end(head)]
    return Mention(
        article=document.article.id,
        span=Span(words.start_char, words.end_char),
        text=words.text,
        type=class_of(head),
        kind=MentionKind.NOMINAL,
        head=Span(head.idx, head.idx + len(head)),
    )


def _name_phrase(document: Document, name: Mention, head: "Token") -> Iterator[Mention]:
    """The noun phrase that a name heads, where it is longer: "Apple CEO Steve Jobs", "the new iPhone"."""
    if head.dep_ == "compound":
        return
    words = document.doc[_start(head) : head.i + 1]
    if words.start_char < name.span.start and not any(token.dep_ == "cc" or token.text in _BREAKS for token in words):
        span = Span(words.start_char, name.span.end)
        text = span.of(document.article.text)
        yield Mention(
            article=name.article, span=span, text=text, type=name.type, kind=MentionKind.NOMINAL, head=name.head
        )


def _role_before(document: Document, name: Mention, first: "Token") -> Iterator[Mention]:
    """The role in front of a person's name: "Apple CEO" in "Apple CEO Steve Jobs"; a mere "Mr" is none."""
    if name.type != "Person" or first.i == 0:
        return
    role = first.nbor(-1)
    noun = gazetteers.nouns().get(role.lower_)
    if noun is None or broad(noun.type) != "Person" or role.is_sent_end or role.head.i < first.i:
        return
    start = role.i
    while start > 0 and document.doc[start - 1].head.i in range(start - 1, first.i + 8) and _is_before(document, start):
        start -= 1
    words = document.doc[start : role.i + 1]
    yield Mention(
        article=name.article,
        span=Span(words.start_char, words.end_char),
        text=words.text,
        type="Person",
        kind=MentionKind.NOMINAL,
        head=Span(role.idx, role.idx + len(role)),
    )


def _is_before(document: Document, start: int) -> bool:
    token = document.doc[start - 1]
    return token.dep_ in _BEFORE and not token.is_space and (token.dep_ != "punct" or token.text == "-")


def _start(head: "Token") -> int:
    """The first token of the noun phrase of a head, with what stands before it and without punctuation in front."""
    start = min([head.i, *(child.left_edge.i for child in head.lefts if child.dep_ in _BEFORE)])
    while start < head.i and head.doc[start].is_punct:
        start += 1
    return start


def _end(head: "Token") -> int:
    of = _of_phrase(head)
    if of is None:
        return head.i + 1
    last = of.right_edge.i
    if last - of.i > _AFTER or any(token.dep_ in _CLAUSES for token in of.subtree):
        return head.i + 1
    return last + 1


def _of_phrase(head: "Token") -> "Token | None":
    if head.i + 1 == len(head.doc):
        return None
    after = head.nbor()
    return after if after.lower_ == "of" and after.dep_ == "prep" and after.head.i == head.i else None


def class_of(head: "Token") -> str:
    """The class that a common noun tells, a compound before its head noun; parts of things are what the things are."""
    of = _of_phrase(head)
    if of is not None and head.lemma_.lower() in _PARTS:
        for child in of.children:
            if child.dep_ == "pobj" and child.i != head.i:
                return class_of(child)
    nouns = gazetteers.nouns()
    word, plain = head.lower_, head.lemma_.lower()
    before = head.nbor(-1) if head.i else head
    compound = before.head.i == head.i and before.dep_ in ("compound", "amod")
    known = (nouns.get(f"{before.lower_} {plain}") if compound else None) or nouns.get(word) or nouns.get(plain)
    return "Thing" if known is None else broad(known.type)
