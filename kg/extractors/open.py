"""Open statements: what a clause says in the sentence's own words, when no relation of the ontology need fit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extractors import confidence, surfaces
from kg.extractors.clause import Argument, Clause
from kg.extractors.clauses import event
from kg.extractors.surfaces import Saying
from kg.model import Document, Evidence, Mention, MentionKind, Span, Statement, Status

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

EXTRACTOR = "open"
PART = ", in part"  # ends the rule of a statement of one further participant
THING = "Thing"
_NAMES = (MentionKind.NAME, MentionKind.PRONOUN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A sentence of a document, as evidence shows it; `words` counts its words."""

    document: Document
    span: Span
    quote: str
    words: int

    @classmethod
    def of(cls, words: "Words", document: Document) -> "Place":
        span = Span(words.start_char, words.end_char)
        return cls(document=document, span=span, quote=span.of(document.article.text), words=len(words))

    def evidence(self, *, trigger: Span, cues: tuple[Span, ...], extractor: str, rule: str) -> Evidence:
        return Evidence(
            article=self.document.article.id,
            sentence=self.span,
            quote=self.quote,
            trigger=trigger,
            cues=cues,
            extractor=extractor,
            rule=rule,
            source=self.document.article.source,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How sure, when and by whom something is said; `when` are the words that `date` was read from."""

    status: Status = Status.ASSERTED
    cues: tuple[Span, ...] = ()
    when: Mention | None = None
    date: str | None = None
    speaker: Mention | None = None


@dataclass(slots=True, kw_only=True)
class Said:
    """A saying of a clause with the mentions at its ends, before it is known how it is said."""

    subject: Mention
    object: Mention | None
    saying: Saying
    confidence: float


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
    if head not in argument.tokens:
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
    """What the clause says as a whole; None when that is nothing, as of two names side by side."""
    return next(open_statements(clause, document, known), None)


def open_statements(
    clause: Clause, document: Document, known: Mapping[int, Mention] | None = None
) -> Iterator[Statement]:
    """What the clause says as a whole, then what it says of its subject and each participant further on.

    `known` is `mentions_by_head(document)`, to be computed once for many clauses.
    """
    known = mentions_by_head(document) if known is None else known
    place = Place.of(clause.predicate.sent, document)
    return stated(clause, said_by(clause, place, known), place, Manner())


def said_by(clause: Clause, place: Place, known: Mapping[int, Mention]) -> list[Said]:
    """What the clause says, the whole first; of a noun of action only what joins to a name ("his visit to Oslo")."""
    sayings = list(surfaces.of_clause(clause, place.document.article.text))
    if not sayings:
        return []
    sure = confidence.of_clause(clause, sayings[0], words=place.words)
    subject = mention_of(clause.subject, place.document, known)
    found = []
    for saying in sayings:
        object_ = None
        if saying.object is not None and surfaces.names_something(saying.object):
            object_ = mention_of(saying.object, place.document, known)
        if clause.rule in event.RULES and (object_ is None or object_.kind is not MentionKind.NAME):
            continue
        least = confidence.JOINS_NAMES if _joins_names(subject, object_) else confidence.LEAST
        points = max(least, sure if saying.whole else sure * confidence.PART)
        found.append(Said(subject=subject, object=object_, saying=saying, confidence=round(points, 4)))
    return found


def stated(clause: Clause, said: Iterable[Said], place: Place, manner: Manner) -> Iterator[Statement]:
    """What a clause says, with how it is said; the evidence is one for the whole and one for all the parts."""
    evidence: dict[bool, Evidence] = {}
    for each in said:
        whole = each.saying.whole
        if whole not in evidence:
            evidence[whole] = place.evidence(
                trigger=_trigger(clause),
                cues=manner.cues,
                extractor=EXTRACTOR,
                rule=clause.rule if whole else f"{clause.rule}{PART}",
            )
        yield Statement(
            article=place.document.article.id,
            subject=each.subject,
            relation=None,
            object=each.object,
            surface=each.saying.surface,
            status=manner.status,
            date=manner.date,
            attributed_to=manner.speaker,
            confidence=each.confidence,
            evidence=evidence[whole],
        )


def _trigger(clause: Clause) -> Span:
    """The words of the relation; of a description ("Lee, the painter") the description."""
    words = clause.words or (clause.predicate,)
    return Span(words[0].idx, _end(words[-1]))


def _joins_names(subject: Mention, object_: Mention | None) -> bool:
    """Whether both ends are names, or a pronoun that may stand for one."""
    return object_ is not None and object_.kind is MentionKind.NAME and subject.kind in _NAMES


def _end(token: "Token") -> int:
    return token.idx + len(token.text)
