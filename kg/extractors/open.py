"""Open statements: what a clause says in the sentence's own words, when no relation of the ontology need fit."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors import confidence, surfaces
from kg.extractors.clause import Argument, Clause
from kg.model import Document, Evidence, Mention, MentionKind, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

EXTRACTOR = "open"
PART = ", in part"  # ends the rule of a statement of one further participant
THING = "Thing"
_NAMES = (MentionKind.NAME, MentionKind.PRONOUN)


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
    if head.i not in {token.i for token in argument.tokens}:
        head = argument.tokens[-1]
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
    """What the clause says as a whole, then what it says of its subject and each participant further on.

    `known` is `mentions_by_head(document)`, to be computed once for many clauses.
    """
    known = mentions_by_head(document) if known is None else known
    sayings = list(surfaces.of_clause(clause))
    if not sayings:
        return
    sure = confidence.of_clause(clause, sayings[0])
    of_whole = _evidence(clause, document)
    of_part = replace(of_whole, rule=f"{clause.rule}{PART}")
    for saying in sayings:
        subject, object_ = mention_of(clause.subject, document, known), None
        if saying.object is not None and surfaces.names_something(saying.object):
            object_ = mention_of(saying.object, document, known)
        least = confidence.JOINS_NAMES if _joins_names(subject, object_) else confidence.LEAST
        yield Statement(
            article=document.article.id,
            subject=subject,
            relation=None,
            object=object_,
            surface=saying.surface,
            confidence=round(max(least, sure if saying.whole else sure * confidence.PART), 4),
            evidence=of_whole if saying.whole else of_part,
        )


def _joins_names(subject: Mention, object_: Mention | None) -> bool:
    """Whether both ends are names, or a pronoun that may stand for one."""
    return object_ is not None and object_.kind is MentionKind.NAME and subject.kind in _NAMES


def _evidence(clause: Clause, document: Document) -> Evidence:
    sentence = clause.predicate.sent
    span = Span(sentence.start_char, sentence.end_char)
    return Evidence(
        article=document.article.id,
        sentence=span,
        quote=span.of(document.article.text),
        trigger=Span(clause.words[0].idx, _end(clause.words[-1])),
        extractor=EXTRACTOR,
        rule=clause.rule,
        source=document.article.source,
    )


def _end(token: "Token") -> int:
    return token.idx + len(token.text)
