"""Open statements: what a clause says in the sentence's own words, when no relation of the ontology need fit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors import confidence
from kg.extractors.clause import Argument, Clause
from kg.model import Document, Evidence, Mention, MentionKind, Span, Statement, Surface

if TYPE_CHECKING:
    from spacy.tokens import Token

EXTRACTOR = "open"
PART = ", in part"  # ends the rule of a statement of one further participant
THING = "Thing"

_NOUNS = frozenset({"pobj", "conj", "pcomp"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
_ADVERBIAL = frozenset({"advcl", "advmod", "npadvmod"})
_CUTS = frozenset({",", ";", ":", "-", "--", "–", "—"})
_NO_ENTITY = frozenset({"adverb", "clause"})


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
    """What the clause says as a whole, then what it says of its subject and each participant further on.

    "Kim met Lee in Oslo during talks" says (Kim, met, Lee, in Oslo, during talks), then (Kim, met Lee in, Oslo) and
    (Kim, met Lee during, talks). `known` is `mentions_by_head(document)`, to be computed once for many clauses.
    """
    if not clause.words or not clause.subject.tokens:
        return
    known = mentions_by_head(document) if known is None else known
    object_, others = _object_and_others(clause)
    relation = (*clause.lead, *clause.words)
    if object_ is not None and object_ is not clause.object:
        relation = (*relation, *(clause.object.tokens if clause.object else ()), *_preposition(object_))
    sure = confidence.of_clause(clause)
    whole = Surface(
        subject=words_of(clause.subject.tokens),
        relation=words_of(relation),
        object=words_of(object_.tokens) if object_ else "",
        args=tuple(words_of((*_preposition(each), *each.tokens)) for each in others if not _is_aside(each, clause)),
    )
    subject = mention_of(clause.subject, document, known)
    yield _statement(clause, document, (subject, _mention_if_noun(object_, document, known)), whole, sure)
    if object_ is None:
        return
    said = (*relation, *object_.tokens)
    for each in (*_further(clause, others), *_within(clause, object_)):
        inside = {token.i for token in (*each.tokens, *each.marker)}
        words = tuple(token for token in said if token.i not in inside)
        part = Surface(
            subject=whole.subject,
            relation=words_of((*words, *_preposition(each))),
            object=words_of(each.tokens),
        )
        ends = subject, mention_of(each, document, known)
        statement = _statement(clause, document, ends, part, sure * confidence.PART)
        yield replace(statement, evidence=replace(statement.evidence, rule=f"{clause.rule}{PART}"))


def _object_and_others(clause: Clause) -> tuple[Argument | None, list[Argument]]:
    """The object, or the first participant after the verb in its place, and the participants beside it."""
    inside = {token.i for token in clause.object.tokens} if clause.object else set()
    others = [each for each in clause.args if each.head.i not in inside and each.tokens]
    if clause.object is not None and not _is_quality(clause.object, others):
        return clause.object, others
    if not others:
        return None, others
    object_ = min(others, key=lambda each: (each.role == "adverb", each.head.i < clause.predicate.i))
    others.remove(object_)
    return object_, others


def _is_quality(object_: Argument, others: Sequence[Argument]) -> bool:
    """Whether the object is a mere quality or act of a participant further on.

    "Familiar" in "is familiar with the talks" is one, and "part" in "took part in the talks".
    """
    head = object_.head
    if head.pos_ != "ADJ" and not (head.pos_ == "NOUN" and len(object_.tokens) == 1 and object_.tokens == object_.whole):
        return False
    return any(each.marker and each.marker[0].head.i == head.i for each in others)


def _is_aside(argument: Argument, clause: Clause) -> bool:
    """Whether it is an afterthought that a comma cuts off: "he resigned, although he had promised to stay"."""
    first = min((*argument.marker, *argument.tokens), key=_place)
    if argument.head.dep_ not in _ADVERBIAL or first.i < clause.predicate.i:
        return False
    return first.doc[first.i - 1].text in _CUTS


def _further(clause: Clause, others: Sequence[Argument]) -> list[Argument]:
    """The participants after the verb that a preposition leads in."""
    return [each for each in others if each.marker and each.head.i > clause.predicate.i and each.head.dep_ in _NOUNS]


def _within(clause: Clause, object_: Argument) -> list[Argument]:
    """The participants within the object's words: Oslo in "is the mayor of Oslo"."""
    inside = {token.i for token in object_.tokens if token.i != object_.head.i}
    return [each for each in clause.args if each.head.i in inside and each.marker and each is not object_]


def _mention_if_noun(argument: Argument | None, document: Document, known: Mapping[int, Mention]) -> Mention | None:
    """An adverb, an adjective or a whole clause is said, but is nobody and nothing."""
    if argument is None or argument.role in _NO_ENTITY or argument.head.pos_ not in _NAMING:
        return None
    return mention_of(argument, document, known)


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
    clause: Clause, document: Document, ends: tuple[Mention, Mention | None], surface: Surface, sure: float
) -> Statement:
    sentence = clause.predicate.sent
    span = Span(sentence.start_char, sentence.end_char)
    return Statement(
        article=document.article.id,
        subject=ends[0],
        relation=None,
        object=ends[1],
        surface=surface,
        confidence=round(sure, 4),
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
