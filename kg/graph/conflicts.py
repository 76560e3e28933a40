"""Where articles disagree: two values where one can be, two dates for one event, denied here and asserted there.

Nothing is decided and nothing is overwritten: both facts stand in the graph, both sentences side by side here.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg.graph.characters import clean
from kg.graph.days import first_and_last_day, may_be_same
from kg.graph.display import end_label, sentence, table
from kg.graph.timeline import ids_of, touches
from kg.model import Entity, Fact, Literal, Status
from kg.model.jsonl import fact_line
from kg.model.markup import safe

if TYPE_CHECKING:
    from kg.graph.graph import KnowledgeGraph
    from kg.ontology import Ontology

# Two dates further apart than this are taken for two events: people visit a country more than once.
SAME_EVENT_DAYS = 31
_PLACED_IN = ("locatedIn", "partOf")


class Kind(StrEnum):
    """Why two facts cannot both be so: other values, other dates, or one is denied."""

    VALUES = "values"
    DATES = "dates"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two facts that do not go together, and what about: "Acme founded on: 1950 or 1951"."""

    kind: Kind
    about: str
    one: Fact
    other: Fact

    def __str__(self) -> str:
        return clean("\n".join([f"{self.about}  [{self.kind}]", *_told(self.one), *_told(self.other)]))


class Conflicts(tuple[Conflict, ...]):
    """Conflicts in order; prints both sentences one under the other, shows them side by side in a notebook."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n\n".join(str(conflict) for conflict in self)

    def lines(self) -> Iterator[dict[str, Any]]:
        """One JSON object a conflict: `kind`, `about`, `one`, `other`."""
        for conflict in self:
            yield {
                "kind": str(conflict.kind),
                "about": conflict.about,
                "one": fact_line(conflict.one),
                "other": fact_line(conflict.other),
            }

    def _repr_html_(self) -> str:
        rows = ((safe(c.about), safe(str(c.kind)), _side(c.one), _side(c.other)) for c in self)
        return table(("about", "conflict", "one says", "another says"), rows)


def conflicts(graph: "KnowledgeGraph", *names: str) -> Conflicts:
    """Every conflict between facts, or those about the named. Raises `InvalidName` for a name nobody has."""
    found = [*_two_values(graph), *_two_dates(graph), *_denied(graph)]
    if names:
        ids = ids_of(graph, names)
        found = [conflict for conflict in found if touches(conflict.one, ids) or touches(conflict.other, ids)]
    return Conflicts(sorted(found, key=_order))


def _order(conflict: Conflict) -> tuple[str, str, str, str]:
    return conflict.about, conflict.kind, sentence(conflict.one), sentence(conflict.other)


# Two values where one can be


def _two_values(graph: "KnowledgeGraph") -> Iterator[Conflict]:
    relations = graph.ontology.relations
    single = {id for id, relation in relations.items() if relation.functional}
    facts = [f for f in graph.facts() if f.relation in single and f.status in (Status.ASSERTED, Status.REPORTED)]
    inside = _places(graph)
    for one, other in _against_the_surest(facts, lambda fact: (fact.subject.id, fact.relation)):
        if _differ(one, other, inside):
            about = f"{one.subject.label} {_label(graph.ontology, one)}"
            about = f"{about}: {end_label(one.object)} or {end_label(other.object)}"
            yield Conflict(kind=Kind.VALUES, about=about, one=one, other=other)
    posts = [fact for fact in facts if relations[fact.relation].post and isinstance(fact.object, Entity)]
    for one, other in _against_the_surest(posts, lambda fact: (fact.relation, end_id(fact))):
        if one.subject.id != other.subject.id and _same_time(one, other):
            post = f"{_label(graph.ontology, one)} {end_label(one.object)}"
            about = f"{post}: {one.subject.label} or {other.subject.label}"
            yield Conflict(kind=Kind.VALUES, about=about, one=one, other=other)


def _differ(one: Fact, other: Fact, inside: frozenset[tuple[str, str]]) -> bool:
    if isinstance(one.object, Literal) and isinstance(other.object, Literal):
        return one.object.type == other.object.type and not may_be_same(one.object.value, other.object.value)
    ends = end_id(one), end_id(other)
    if ends[0] == ends[1] or ends in inside or ends[::-1] in inside:
        return False
    return _same_time(one, other)


def _same_time(one: Fact, other: Fact) -> bool:
    """Whether both may hold at once: somebody who heads a firm in 2006 may head another in 2013."""
    return one.date is None or other.date is None or may_be_same(one.date, other.date)


def _places(graph: "KnowledgeGraph") -> frozenset[tuple[str, str]]:
    """Pairs of a place and one that holds it: born in Osaka and born in Japan agree."""
    held: defaultdict[str, set[str]] = defaultdict(set)
    for fact in graph.facts():
        if fact.relation in _PLACED_IN and fact.status.is_shown and isinstance(fact.object, Entity):
            held[fact.subject.id].add(fact.object.id)
    pairs: set[tuple[str, str]] = set()
    for place in held:
        reached, waiting = {place}, [place]
        while waiting:
            for above in held.get(waiting.pop(), ()):
                if above not in reached:
                    reached.add(above)
                    waiting.append(above)
        pairs.update((place, above) for above in reached - {place})
    return frozenset(pairs)


# Two dates for one event


def _two_dates(graph: "KnowledgeGraph") -> Iterator[Conflict]:
    dated = [fact for fact in graph.facts() if fact.date and fact.status.is_shown]
    for one, other in _pairs(dated, lambda fact: _triple(fact, graph.ontology)):
        if _other_day(one, other):
            about = f"{_words(graph.ontology, one)}: {one.date} or {other.date}"
            yield Conflict(kind=Kind.DATES, about=about, one=one, other=other)


def _other_day(one: Fact, other: Fact) -> bool:
    assert one.date is not None and other.date is not None
    if may_be_same(one.date, other.date):
        return False
    if one.status is Status.PLANNED and other.status is Status.PLANNED:
        return True
    days = first_and_last_day(one.date), first_and_last_day(other.date)
    if days[0] is None or days[1] is None or days[0][0] != days[0][1] or days[1][0] != days[1][1]:
        return False
    return abs(date.fromisoformat(days[0][0]) - date.fromisoformat(days[1][0])).days <= SAME_EVENT_DAYS


# Denied here, said there


def _denied(graph: "KnowledgeGraph") -> Iterator[Conflict]:
    told = [fact for fact in graph.facts() if fact.status is Status.DENIED or fact.status.is_shown]
    for one, other in _pairs(told, lambda fact: _triple(fact, graph.ontology)):
        if (one.status is Status.DENIED) == (other.status is Status.DENIED) or not _same_time(one, other):
            continue
        if Status.PLANNED not in (one.status, other.status) or _told_together(graph, one, other):
            about = f"{_words(graph.ontology, one)}: {one.status} or {other.status}"
            yield Conflict(kind=Kind.DENIED, about=about, one=one, other=other)


def _told_together(graph: "KnowledgeGraph", one: Fact, other: Fact) -> bool:
    """Whether both may be of one time: a plan of November is no answer to a denial of March."""
    days = []
    for fact in (one, other):
        told = sorted(
            day for id in fact.articles if (day := first_and_last_day((graph.articles[id].published or "")[:10]))
        )
        if not told:
            return True
        days.append(date.fromisoformat(told[0][0]))
    return abs(days[0] - days[1]).days <= SAME_EVENT_DAYS


# What all have in common


def _pairs(facts: Iterable[Fact], key: Callable[[Fact], Hashable]) -> Iterator[tuple[Fact, Fact]]:
    for group in _groups(facts, key):
        yield from combinations(sorted(group, key=sentence), 2)


def _against_the_surest(facts: Iterable[Fact], key: Callable[[Fact], Hashable]) -> Iterator[tuple[Fact, Fact]]:
    """Each fact of a group with the one that most articles tell, so that ten values are nine conflicts, not 45."""
    for group in _groups(facts, key):
        surest, *others = sorted(group, key=lambda fact: (-len(fact.articles), -fact.confidence, sentence(fact)))
        for other in others:
            yield surest, other


def _groups(facts: Iterable[Fact], key: Callable[[Fact], Hashable]) -> Iterable[list[Fact]]:
    groups: defaultdict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[key(fact)].append(fact)
    return groups.values()


def _triple(fact: Fact, ontology: "Ontology") -> tuple[str, ...]:
    relation = ontology.relations.get(fact.relation)
    ends = [fact.subject.id, end_id(fact)]
    return (fact.relation, *(sorted(ends) if relation and relation.symmetric else ends))


def end_id(fact: Fact) -> str:
    """What a fact points to: the id of an entity, or type and value."""
    end = fact.object
    if isinstance(end, Literal):
        return f"{end.type}={end.value}"
    return end.id if end else ""


def _label(ontology: "Ontology", fact: Fact) -> str:
    relation = ontology.relations.get(fact.relation)
    return relation.label if relation else fact.relation


def _words(ontology: "Ontology", fact: Fact) -> str:
    return f"{fact.subject.label} {_label(ontology, fact)} {end_label(fact.object)}"


def _told(fact: Fact) -> Iterator[str]:
    yield f"  {sentence(fact)}"
    for statement in fact.statements[:1]:
        yield f"    “{statement.evidence.quote}”  {statement.article}"


def _side(fact: Fact) -> str:
    quotes = [f"{s.marked_quote} <small>{safe(s.article)}</small>" for s in fact.statements[:1]]
    return "<br>".join([f"<b>{safe(sentence(fact))}</b>", *quotes])
