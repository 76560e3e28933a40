"""What several extractors say of the same words becomes one statement."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.model import MentionKind, Span, Statement, Status
from kg.ontology import Ontology

LEARNED = "states"
_NOWHERE = Span(-1, -1)


def agreed(statements: Iterable[Statement], ontology: Ontology) -> Iterator[Statement]:
    """The statements of one document, each said once, in the order of the text.

    Two that relate the same mentions in the same sentence by the same relation are one: the surer one stays, a status
    that is hedged outweighs "asserted" (who saw the "not" has read more), and what only one knows is kept.
    An open statement gives way to a typed one over the same words. A learned state is less sure where classes do not
    fit its relation, or where a rule reads a broader one from the same words, or the same the other way round.
    """
    kept: dict[tuple[object, ...], Statement] = {}
    for statement in sorted(statements, key=_order):
        key = _key(statement)
        kept[key] = _merged(kept[key], statement) if key in kept else statement
    typed = {_surface(s) for s in kept.values() if s.relation is not None}
    read = {key for key, s in kept.items() if s.evidence.extractor != LEARNED}
    for key, statement in sorted(kept.items(), key=lambda each: _order(each[1])):
        if statement.relation is not None or _surface(statement) not in typed:
            yield _weighed(statement, ontology, is_doubted=not read.isdisjoint(_doubts(key, statement, ontology)))


def _doubts(key: tuple[object, ...], learned: Statement, ontology: Ontology) -> Iterator[tuple[object, ...]]:
    """The keys of what a rule may read instead: the same the other way round, or of a post that one has alone less.

    Who runs a firm works for it; that somebody works for it says of which of the two a rule is sure.
    """
    relation = ontology.relations.get(learned.relation or "")
    if relation is None or learned.evidence.extractor != LEARNED:
        return
    sentence, _, *ends = key
    if not relation.symmetric:
        yield sentence, relation.id, *reversed(ends)
    if relation.functional:
        for parent in relation.parents:
            broader = ontology.relations.get(parent)
            for each in (parent, *(broader.parents if broader is not None else ())):
                yield sentence, each, *ends


def _weighed(statement: Statement, ontology: Ontology, *, is_doubted: bool) -> Statement:
    """A learned state that no rule confirms is half as sure when a class does not fit, or a rule reads a broader one.

    Its probability needs no other discount: of those with .6 in news articles six in ten held, of those with .9 all.
    """
    relation = ontology.relations.get(statement.relation or "")
    if statement.evidence.extractor != LEARNED or relation is None or statement.object is None:
        return statement
    ends = ((statement.subject, relation.domain), (statement.object, relation.range))
    fits = all(
        mention.kind is MentionKind.PRONOUN or mention.type == "Thing" or ontology.fits(mention.type, classes)
        for mention, classes in ends
    )
    return statement if fits and not is_doubted else replace(statement, confidence=round(statement.confidence / 2, 4))


def _order(statement: Statement) -> tuple[object, ...]:
    evidence = statement.evidence
    return (
        evidence.sentence.start,
        statement.relation is None,
        statement.subject.span,
        statement.object.span if statement.object else _NOWHERE,
        statement.relation or "",
        -statement.confidence,
        evidence.extractor,
        evidence.rule,
        _ById(statement),
    )


@dataclass(frozen=True, slots=True)
class _ById:
    """Orders statements by their id, which is a hash: computed only where all else is equal."""

    statement: Statement

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and self.statement.id == other.statement.id

    def __hash__(self) -> int:
        return hash(self.statement.id)

    def __lt__(self, other: "_ById") -> bool:
        return self.statement.id < other.statement.id


def _head(statement: Statement, *, of_object: bool) -> int:
    mention = statement.object if of_object else statement.subject
    if mention is None:
        return -1
    return (mention.head or mention.span).start


def _surface(statement: Statement) -> tuple[object, ...]:
    return statement.evidence.sentence, statement.surface


def _key(statement: Statement) -> tuple[object, ...]:
    if statement.relation is None:
        return (*_surface(statement), None)
    ends = _head(statement, of_object=False), _head(statement, of_object=True)
    return statement.evidence.sentence, statement.relation, *ends


def _merged(one: Statement, other: Statement) -> Statement:
    first, second = (one, other) if one.confidence >= other.confidence else (other, one)
    hedged = second if first.status is Status.ASSERTED and second.status is not Status.ASSERTED else first
    return replace(
        first,
        surface=first.surface if first.surface.relation else second.surface,
        status=hedged.status,
        date=first.date or second.date,
        attributed_to=first.attributed_to or second.attributed_to,
        evidence=replace(
            _read_by_rule(first, second).evidence,
            trigger=first.evidence.trigger or second.evidence.trigger,
            cues=hedged.evidence.cues,
        ),
    )


def _read_by_rule(one: Statement, other: Statement) -> Statement:
    """Of two that agree, the one whose evidence a rule gives: it points at words."""
    return other if one.evidence.extractor == LEARNED and other.evidence.extractor != LEARNED else one
