"""Statements become facts: the only place that decides what is the same thing said twice.

`merge` is pure. Another linkage gives other facts from the same statements, and nothing is ever rewritten.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import TYPE_CHECKING

from kg.model import Entity, Fact, Link, Linkage, Literal, Mention, MentionKind, Span, Statement

if TYPE_CHECKING:
    from kg.ontology import Ontology

# Open statements below this confidence are by-readings: a part of a clause, or a noun with its preposition.
LEAST_OPEN = 0.3
# A statement with a relation that is less sure than this is more often wrong than right.
LEAST_TYPED = 0.4

type Node = Entity | Literal
type _Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A statement, and who its subject, object and speaker are."""

    statement: Statement
    subject: Entity
    object: Node
    speaker: Entity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A statement that gives no fact, and why; `kg why-not` shows it."""

    statement: Statement
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of a set of statements: every one is in a fact or among the dropped."""

    facts: tuple[Fact, ...]
    dropped: tuple[Dropped, ...]


class Resolver:
    """Says who the mentions of statements are, by the links of their articles and the linkage across articles."""

    def __init__(self, links: Mapping[str, Sequence[Link]], linkage: Linkage) -> None:
        self._links = links
        self._entity_of = linkage.entity_of
        self._entities = {entity.id: entity for entity in linkage.entities}
        self._article: str | None = None
        self._by_place: dict[tuple[Span, MentionKind], Link] = {}

    def link(self, mention: Mention) -> Link | None:
        """The link of the mention's place; None for a value or a pronoun that nobody could resolve."""
        # Statements come article by article: the links of one are all that memory has to hold.
        if mention.article != self._article:
            links = self._links.get(mention.article, ())
            self._by_place = {(link.mention.span, link.mention.kind): link for link in links}
            self._article = mention.article
        return self._by_place.get((mention.span, mention.kind))

    def entity(self, mention: Mention) -> Entity | None:
        link = self.link(mention)
        if link is None:
            return None
        return self._entities.get(self._entity_of.get((mention.article, link.cluster), ""))

    def resolve(self, statement: Statement) -> Resolved | Dropped:
        """The statement with its ends, or the reason why it says nothing about anybody known."""
        subject = self.entity(statement.subject)
        if subject is None:
            return Dropped(statement=statement, reason=_unlinked(statement.subject, "subject"))
        if statement.object is None:
            return Dropped(statement=statement, reason="it has no object, and so joins nothing to its subject")
        target = self._object(statement.object)
        if target is None:
            return Dropped(statement=statement, reason=_unlinked(statement.object, "object"))
        if isinstance(target, Entity) and target.id == subject.id:
            return Dropped(statement=statement, reason=f"subject and object are the same: {subject.label}")
        if statement.relation is None and not _tells_of_somebody(subject, target):
            return Dropped(statement=statement, reason="an open statement about nobody who is named")
        if statement.relation is not None and statement.confidence < LEAST_TYPED:
            return Dropped(statement=statement, reason=f"too unsure: {statement.confidence:.2f}")
        if is_by_reading(statement):
            return Dropped(statement=statement, reason="an open statement that says a part of what another says whole")
        speaker = self.entity(statement.attributed_to) if statement.attributed_to else None
        return Resolved(statement=statement, subject=subject, object=target, speaker=speaker)

    def _object(self, mention: Mention) -> Node | None:
        if mention.kind is MentionKind.VALUE:
            return Literal(value=mention.value or mention.text, type=mention.type)
        return self.entity(mention)


def is_by_reading(statement: Statement) -> bool:
    """Whether an open statement says a part of what another says whole; a graph directory does not keep those."""
    return statement.relation is None and statement.confidence < LEAST_OPEN


def _tells_of_somebody(subject: Entity, target: Node) -> bool:
    """Whether an open statement has a named end and is not only a date, which facts carry anyway."""
    if isinstance(target, Literal):
        return target.type != "Date" and _has_name(subject)
    return _has_name(subject) or _has_name(target)


def _has_name(entity: Entity) -> bool:
    return any(letter.isupper() for letter in entity.label)


def _unlinked(mention: Mention, end: str) -> str:
    if mention.kind is MentionKind.PRONOUN:
        return f"nothing says whom the pronoun “{mention.text}” means (the {end})"
    if mention.kind is MentionKind.VALUE:
        return f"a value cannot be a {end}: “{mention.text}”"
    return f"no entity was found for “{mention.text}” (the {end})"


def merge(
    statements: Iterable[Statement],
    links: Mapping[str, Sequence[Link]],
    linkage: Linkage,
    *,
    ontology: "Ontology | None" = None,
    copies: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Fact, ...]:
    """The facts that the statements give, sorted; `settle` also tells what was dropped."""
    return settle(statements, links, linkage, ontology=ontology, copies=copies).facts


def settle(
    statements: Iterable[Statement],
    links: Mapping[str, Sequence[Link]],
    linkage: Linkage,
    *,
    ontology: "Ontology | None" = None,
    copies: Mapping[str, Sequence[str]] | None = None,
) -> Settled:
    """Facts, and the statements that give none.

    The ontology says which relations are symmetric: they become one fact in either direction. `copies` names, for an
    article, those with the very same text: a second place of each statement, not a second source.
    """
    resolver = Resolver(links, linkage)
    symmetric = symmetric_relations(ontology)
    groups: defaultdict[_Key, list[Resolved]] = defaultdict(list)
    dropped = []
    for statement in statements:
        outcome = resolver.resolve(statement)
        if isinstance(outcome, Dropped):
            dropped.append(outcome)
        else:
            groups[_key(outcome, symmetric)].append(outcome)
    facts = (_fact(group, copies or {}) for group in groups.values())
    return Settled(
        facts=tuple(sorted(facts, key=order)),
        dropped=tuple(sorted(dropped, key=lambda d: _place(d.statement))),
    )


def symmetric_relations(ontology: "Ontology | None") -> frozenset[str]:
    if ontology is None:
        return frozenset()
    return frozenset(name for name, relation in ontology.relations.items() if relation.symmetric)


def _key(resolved: Resolved, symmetric: frozenset[str]) -> _Key:
    """What two statements must share to be one fact."""
    statement = resolved.statement
    ends = [_id(resolved.subject), _id(resolved.object)]
    if statement.relation in symmetric:
        ends.sort()
    relation = statement.relation or f"~{open_relation(statement)}"
    return (*ends, relation, str(statement.status), statement.date or "", _id(resolved.speaker))


class Census:
    """Counts facts and whom they are about from their statements, without keeping these; open facts are left out."""

    def __init__(self, ontology: "Ontology") -> None:
        self._symmetric = symmetric_relations(ontology)
        self._facts: set[int] = set()
        self._entities: set[str] = set()

    def add(self, resolved: Resolved) -> None:
        if resolved.statement.relation is None:
            return
        self._facts.add(hash(_key(resolved, self._symmetric)))
        self._entities.add(resolved.subject.id)
        if isinstance(resolved.object, Entity):
            self._entities.add(resolved.object.id)

    @property
    def facts(self) -> int:
        return len(self._facts)

    @property
    def entities(self) -> int:
        return len(self._entities)


def _id(node: Node | None) -> str:
    if node is None:
        return ""
    return node.id if isinstance(node, Entity) else f"{node.type}={node.value}"


def open_relation(statement: Statement) -> str:
    """The words of an open statement's relation, with single spaces."""
    return " ".join(statement.surface.relation.split())


def _fact(group: list[Resolved], copies: Mapping[str, Sequence[str]]) -> Fact:
    group.sort(key=lambda resolved: _place(resolved.statement))
    # A symmetric relation reads in the direction in which it was first written.
    first = group[0]
    statements = [resolved.statement for resolved in group]
    everywhere = statements + [
        in_article(statement, copy) for statement in statements for copy in copies.get(statement.article, ())
    ]
    return Fact(
        subject=first.subject,
        relation=first.statement.relation or open_relation(first.statement),
        open=first.statement.relation is None,
        object=first.object,
        status=first.statement.status,
        date=first.statement.date,
        attributed_to=first.speaker,
        confidence=confidence(statements),
        statements=tuple(sorted(everywhere, key=_place)),
    )


def confidence(statements: Iterable[Statement]) -> float:
    """How sure several statements make one fact: articles err apart (noisy-or), sentences of one article together."""
    best: dict[str, float] = {}
    for statement in statements:
        best[statement.article] = max(statement.confidence, best.get(statement.article, 0.0))
    return round(1 - prod(1 - best[article] for article in sorted(best)), 6)


def _place(statement: Statement) -> tuple[str, Span, Span, str]:
    return statement.article, statement.evidence.sentence, statement.subject.span, statement.id


def order(fact: Fact) -> tuple[str, ...]:
    """The order in which facts are listed: by the words that a person reads, then by identifiers."""
    return (
        fact.subject.label,
        fact.subject.id,
        fact.relation,
        "1" if fact.open else "0",
        fact.object.label if isinstance(fact.object, Entity) else fact.object.value,
        _id(fact.object),
        str(fact.status),
        fact.date or "",
        _id(fact.attributed_to),
    )


def in_article(statement: Statement, article: str) -> Statement:
    """The same statement in another article with the very same text."""

    def moved(mention: Mention) -> Mention:
        return replace(mention, article=article)

    return replace(
        statement,
        article=article,
        subject=moved(statement.subject),
        object=moved(statement.object) if statement.object else None,
        attributed_to=moved(statement.attributed_to) if statement.attributed_to else None,
        evidence=replace(statement.evidence, article=article, source=None),
    )
