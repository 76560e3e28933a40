"""Open statements: what a clause says in the sentence's own words, when no relation of the ontology need fit."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.extractors.clause import Argument, Clause
from kg.model import Document, Evidence, Mention, MentionKind, Span, Statement, Surface

if TYPE_CHECKING:
    from spacy.tokens import Token

EXTRACTOR = "open"
THING = "Thing"


def mentions_by_head(document: Document) -> Mapping[int, Mention]:
    """The document's mentions by the character at which their head word starts; of two, the longer."""
    found: dict[int, Mention] = {}
    for mention in document.mentions:
        at = (mention.head or mention.span).start
        known = found.get(at)
        if known is None or known.span.end - known.span.start < mention.span.end - mention.span.start:
            found[at] = mention
    return found


def mention_of(argument: Argument, document: Document, known: Mapping[int, Mention]) -> Mention:
    """The mention that the participant's head word is in, else a new one of type Thing over the participant."""
    head = argument.head
    mention = known.get(head.idx)
    if mention is not None:
        return mention
    span = Span(argument.tokens[0].idx, _end(argument.tokens[-1]))
    return Mention(
        article=document.article.id,
        span=span,
        text=span.of(document.article.text),
        type=THING,
        kind=MentionKind.PRONOUN if head.pos_ == "PRON" else MentionKind.NOMINAL,
        head=Span(head.idx, _end(head)),
    )


def open_statement(clause: Clause, document: Document, known: Mapping[int, Mention] | None = None) -> Statement | None:
    """What the clause says as a whole; None when it has no relation words of its own, as an apposition."""
    return next(open_statements(clause, document, known), None)


def open_statements(
    clause: Clause, document: Document, known: Mapping[int, Mention] | None = None
) -> Iterator[Statement]:
    """What the clause says as a whole, then what it says of its subject and each further participant.

    `known` is `mentions_by_head(document)`, to be computed once for many clauses.
    """
    known = mentions_by_head(document) if known is None else known
    if not clause.words or not clause.subject.tokens:
        return
    inside = {token.i for token in clause.object.tokens} if clause.object else set()
    free = [each for each in clause.args if each.head.i not in inside and each.tokens]
    relation: tuple[Token, ...] = clause.words
    object_ = clause.object
    if object_ is None and free:
        object_ = min(free, key=lambda each: (each.role == "adverb", each.head.i < clause.predicate.i))
        free.remove(object_)
        relation = (*relation, *_preposition(object_))
    surface = Surface(
        subject=words_of(clause.subject.tokens),
        relation=words_of(relation),
        object=words_of(object_.tokens) if object_ else "",
        args=tuple(words_of((*_preposition(each), *each.tokens)) for each in free),
    )
    ends = mention_of(clause.subject, document, known), mention_of(object_, document, known) if object_ else None
    yield _statement(clause, document, ends, surface, 0.6)


def _preposition(argument: Argument) -> "tuple[Token, ...]":
    """The words that lead a participant in, but for "where" and the like, which stand for the participant."""
    return tuple(token for token in argument.marker if token.tag_ != "WRB" or token.i < argument.head.i)


def words_of(tokens: "tuple[Token, ...]") -> str:
    """The words of tokens with the sentence's own spacing; where something between them is left out, one space."""
    pieces: list[str] = []
    after = -1
    for token in sorted(tokens, key=_place):
        if pieces and token.i != after and not pieces[-1].endswith(" "):
            pieces.append(" ")
        pieces.append(token.text_with_ws)
        after = token.i + 1
    return " ".join("".join(pieces).split())


def _statement(
    clause: Clause, document: Document, ends: tuple[Mention, Mention | None], surface: Surface, confidence: float
) -> Statement:
    sentence = clause.predicate.sent
    span = Span(sentence.start_char, sentence.end_char)
    return Statement(
        article=document.article.id,
        subject=ends[0],
        relation=None,
        object=ends[1],
        surface=surface,
        confidence=confidence,
        evidence=Evidence(
            article=document.article.id,
            sentence=span,
            quote=span.of(document.article.text),
            trigger=Span(clause.words[0].idx, _end(clause.words[-1])),
            extractor=EXTRACTOR,
            rule=clause.rule,
        ),
    )


def _end(token: "Token") -> int:
    return token.idx + len(token.text)


def _place(token: "Token") -> int:
    return token.i
