"""Names as people write them: which entity, which relation is meant."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from kg.errors import InvalidName
from kg.graph.characters import folded
from kg.model import Entity, Fact, Literal

if TYPE_CHECKING:
    from kg.graph.graph import KnowledgeGraph

ENTITY = "urn:newskg:entity:"
ONTOLOGY = "urn:newskg:ontology#"
_CHOICES_SHOWN = 8


class Names:
    """Finds the entities and relations of a graph by label, alias, identifier, or part of a name."""

    def __init__(self, graph: "KnowledgeGraph") -> None:
        self._graph = graph

    @cached_property
    def _entities(self) -> list[Entity]:
        return sorted(self._graph.linkage.entities, key=lambda entity: (entity.label, entity.id))

    @cached_property
    def _by_name(self) -> dict[str, list[Entity]]:
        found: defaultdict[str, list[Entity]] = defaultdict(list)
        for entity in self._entities:
            for name in dict.fromkeys(map(_bare, (entity.id, entity.label, *entity.aliases, *entity.same_as))):
                found[name].append(entity)
        return found

    def entity(self, name: str) -> Entity:
        """The one entity of this name. Raises `InvalidName` when there is none, or several (they are listed)."""
        found = self.entities(name)
        if len(found) == 1:
            return found[0]
        if not found:
            raise InvalidName(f"nobody and nothing in this graph is called “{name}”{self._near(name)}")
        choices = "; ".join(f"{e.label} ({e.type}) {e.id}" for e in found[:_CHOICES_SHOWN])
        more = f"; and {len(found) - _CHOICES_SHOWN} more" if len(found) > _CHOICES_SHOWN else ""
        raise InvalidName(f"“{name}” is the name of {len(found)}: {choices}{more}. Give the full name, or the IRI")

    def entities(self, name: str) -> list[Entity]:
        """Everybody who may be meant: those of that label; else of that alias; else with these words in their name."""
        wanted = _bare(name)
        exact = self._by_name.get(wanted, []) or self._by_name.get(_bare(ENTITY + name), [])
        if len(exact) > 1:
            labelled = [entity for entity in exact if _bare(entity.label) == wanted]
            exact = labelled or exact
        return self._with_facts(exact) or self._with_facts(self._by_words(wanted))

    def _with_facts(self, found: list[Entity]) -> list[Entity]:
        """Of several, those that some fact names: who is only mentioned in passing is rarely meant."""
        named = [entity for entity in found if entity.id in self._graph.entities]
        return named or found

    def _by_words(self, wanted: str) -> list[Entity]:
        words = wanted.split()
        if not words:
            return []
        return [entity for entity in self._entities if any(_within(words, name) for name in _names(entity))]

    def _near(self, name: str) -> str:
        from difflib import get_close_matches

        labels = {_bare(entity.label): entity.label for entity in self._entities}
        close = get_close_matches(_bare(name), labels, n=3)
        return f"; did you mean {', '.join(labels[match] for match in close)}?" if close else ""

    def relation(self, name: str) -> str:
        """The id of a relation by id, label or IRI, or the words of an open relation. Raises `InvalidName`."""
        wanted = name.removeprefix(ONTOLOGY).removeprefix("kg:")
        relations = self._graph.ontology.relations
        if wanted in relations:
            return wanted
        for id, relation in sorted(relations.items()):
            if _bare(wanted) in (_bare(id), _bare(relation.label)):
                return id
        spoken = {_bare(fact.relation): fact.relation for fact in self._graph.facts(open=True) if fact.open}
        if _bare(wanted) in spoken:
            return spoken[_bare(wanted)]
        raise InvalidName(self._unknown_relation(name, wanted))

    def _unknown_relation(self, name: str, wanted: str) -> str:
        from difflib import get_close_matches

        ids = sorted(self._graph.ontology.relations)
        close = get_close_matches(wanted, ids, n=5, cutoff=0.5)
        hint = f"did you mean {', '.join(close)}?" if close else f"there are: {', '.join(ids)}"
        return f"no relation is called “{name}”; {hint}"

    def inverse(self, relation: str) -> str | None:
        """The relation that says the same from the other end, if the ontology has one."""
        known = self._graph.ontology.relations.get(relation)
        return known.inverse if known else None

    def is_symmetric(self, relation: str) -> bool:
        known = self._graph.ontology.relations.get(relation)
        return bool(known and known.symmetric)

    def matching(
        self, facts: Iterable[Fact], *, subject: str | None, relation: str | None, object: str | None
    ) -> Iterator[Fact]:
        """The facts with these ends; a symmetric relation fits in both directions, an inverse one from its end."""
        subjects = self._ids(subject)
        objects = self._ids(object, literal=True)
        name = self.relation(relation) if relation is not None else None
        inverse = self.inverse(name) if name else None
        for fact in facts:
            forwards = _fits(fact, name) and _ends(fact, subjects, objects)
            if forwards or (self._fits_backwards(fact, name, inverse) and _ends(fact, objects, subjects)):
                yield fact

    def _fits_backwards(self, fact: Fact, name: str | None, inverse: str | None) -> bool:
        if name is not None and inverse is not None and fact.relation == inverse:
            return True
        return _fits(fact, name) and not fact.open and self.is_symmetric(fact.relation)

    def _ids(self, name: str | None, *, literal: bool = False) -> frozenset[str] | None:
        if name is None:
            return None
        found = {entity.id for entity in self.entities(name)}
        if literal:
            found.add(name)
        elif not found:
            self.entity(name)
        if literal and found == {name} and not self._is_value(name):
            self.entity(name)
        return frozenset(found)

    def _is_value(self, name: str) -> bool:
        facts = self._graph.facts(open=True)
        return any(isinstance(fact.object, Literal) and fact.object.value == name for fact in facts)


def _fits(fact: Fact, relation: str | None) -> bool:
    return relation is None or fact.relation == relation


def _ends(fact: Fact, subjects: frozenset[str] | None, objects: frozenset[str] | None) -> bool:
    target = fact.object.id if isinstance(fact.object, Entity) else fact.object.value
    return (subjects is None or fact.subject.id in subjects) and (objects is None or target in objects)


def _bare(name: str) -> str:
    """The form under which names are compared: caseless, single spaces, without a leading article."""
    return folded(name).removeprefix("the ")


def _names(entity: Entity) -> tuple[str, ...]:
    return tuple(map(_bare, (entity.label, *entity.aliases)))


def _within(words: list[str], name: str) -> bool:
    """Whether the words stand in the name, in this order and without a gap."""
    parts = name.split()
    return any(parts[i : i + len(words)] == words for i in range(len(parts) - len(words) + 1))
