"""Reads an ontology from its Turtle file: classes, relations, domain, range, inverse, and the words that express them.

`ontology/README.md` says how to write one. Relations and classes are known by their id, the last part of their IRI:
`urn:newskg:ontology#visits` is "visits".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InvalidOntology
from kg.shipped import shipped

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    Term = NamedNode | BlankNode | Literal | Triple

KG = "urn:newskg:ontology#"
SHIPPED = "urn:newskg:ontology"

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SCHEMA = ("https://schema.org/", "http://schema.org/")
_ALIGNMENTS = (
    f"{_SKOS}exactMatch",
    f"{_SKOS}closeMatch",
    f"{_SKOS}broadMatch",
    f"{_SKOS}relatedMatch",
    f"{_OWL}equivalentClass",
    f"{_OWL}equivalentProperty",
)
_PROPERTY_TYPES = {f"{_OWL}ObjectProperty", f"{_OWL}DatatypeProperty", f"{_RDF}Property"}
_CLASS_TYPES = {f"{_OWL}Class", f"{_RDFS}Class"}
_WORDS = ("verb", "verbReversed", "noun", "nounReversed", "role", "roleReversed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A kind of thing: "Company", with the class above it and the nouns that describe a member ("firm", "maker").

    `roles` are names of members that stand as a role: "analyst" is a Position.
    `alignments` are pairs of a mapping ("closeMatch") and the IRI of a term elsewhere.
    """

    id: str
    iri: str
    label: str
    comment: str = ""
    parents: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    alignments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What may hold between two things: "visits", from a Person to a Place, expressed by "visit", "travel to".

    `domain` and `range` are class ids; they inform the choice between readings and never forbid one. `inverse` is the
    id of the way back, for a symmetric relation its own. `kind` is "event", "state" or "". `literal` says that its
    objects are values; `post`, that whoever has a role of it holds that position. `possessor` names the end
    ("domain" or "range") that may stand as a mere possessor or adjective of nationality before the other. The six
    tuples of words are as `ontology/README.md` describes them, in sorted order.
    """

    id: str
    iri: str
    label: str
    comment: str = ""
    kind: str = ""
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    inverse: str | None = None
    symmetric: bool = False
    functional: bool = False
    literal: bool = False
    parents: tuple[str, ...] = ()
    alignments: tuple[tuple[str, str], ...] = ()
    post: bool = False
    possessor: str = ""
    verbs: tuple[str, ...] = ()
    verbs_reversed: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    nouns_reversed: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    roles_reversed: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        return any((self.verbs, self.verbs_reversed, self.nouns, self.nouns_reversed, self.roles, self.roles_reversed))


@dataclass(frozen=True, kw_only=True)
class Ontology:
    """The classes and relations of a Turtle file, by id.

    `path` is the file and `digest` the sha256 of what was read, so that a graph knows when its ontology has changed.
    """

    path: Path
    digest: str
    classes: Mapping[str, Class]
    relations: Mapping[str, Relation]

    @cached_property
    def _ancestors(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for start in self.classes:
            seen: set[str] = set()
            waiting = [start]
            while waiting:
                here = waiting.pop()
                if here not in seen:
                    seen.add(here)
                    waiting.extend(self.classes[here].parents if here in self.classes else ())
            found[start] = frozenset(seen)
        return found

    @cached_property
    def class_of_noun(self) -> Mapping[str, str]:
        """The class that each noun describes; a noun of two classes tells nothing, and is absent."""
        found: dict[str, set[str]] = {}
        for each in self.classes.values():
            for noun in each.nouns:
                found.setdefault(noun, set()).add(each.id)
        return {noun: next(iter(classes)) for noun, classes in found.items() if len(classes) == 1}

    def ancestors(self, id: str) -> frozenset[str]:
        """The class itself and every class above it; an unknown class stands alone."""
        return self._ancestors.get(id, frozenset((id,)))

    def is_a(self, id: str, ancestor: str) -> bool:
        """Whether every member of class `id` is a member of class `ancestor`: a Country is a Place and an Agent."""
        return ancestor in self.ancestors(id)

    def fits(self, id: str, classes: Iterable[str]) -> bool:
        """Whether class `id` is one of `classes` or below one of them; no classes means that everything fits."""
        wanted = tuple(classes)
        return not wanted or not self.ancestors(id).isdisjoint(wanted)


def read(path: Path | str | None = None) -> Ontology:
    """The ontology of a file (Turtle, or what its suffix says), or the shipped one.

    The classes of the shipped ontology are always known, since mentions are typed with them. A file that states
    `owl:imports <urn:newskg:ontology>` has the shipped relations too, and may add words to them.
    Raises `InvalidOntology` where the file is missing, malformed or holds no relation.
    """
    ours = shipped("ontology", "news.ttl")
    place = Path(path) if path is not None else ours
    data = _bytes(place)
    graph = _parse(place, data)
    if place.resolve() != ours.resolve():
        base = _parse(ours, _bytes(ours))
        graph.add_from(base, everything=graph.imports_shipped)
    relations = graph.relations()
    if not relations:
        raise InvalidOntology(
            f"{place}: no relation found. Declare one as owl:ObjectProperty and give it words with kg:verb; "
            "see ontology/README.md."
        )
    return Ontology(
        path=place,
        digest=digest(place),
        classes=graph.classes(),
        relations=relations,
    )


def digest(path: Path | str | None = None) -> str:
    """The digest that `read` would give, without looking at what the file says."""
    ours = shipped("ontology", "news.ttl")
    place = Path(path) if path is not None else ours
    found = sha256(_bytes(place))
    if place.resolve() != ours.resolve():
        found.update(_bytes(ours))
    return found.hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidOntology(f"{path}: cannot be read ({error.strerror}). Give the path of a Turtle file.") from error


def _parse(path: Path, data: bytes) -> "_Triples":
    import pyoxigraph

    kind = pyoxigraph.RdfFormat.from_extension(path.suffix.lstrip(".")) or pyoxigraph.RdfFormat.TURTLE
    triples = _Triples()
    try:
        for quad in pyoxigraph.parse(input=data, format=kind):
            triples.add(quad.subject, quad.predicate.value, quad.object)
    except (SyntaxError, ValueError) as error:
        raise InvalidOntology(f"{path}: not valid {kind.name}: {error}. Mend the line and run again.") from error
    return triples


def local_name(iri: str) -> str:
    """The id of a term: what follows the last "#" or "/" of its IRI."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1].rsplit(":", 1)[-1]


class _Triples:
    """The triples of a file by subject and predicate, in the order of the file."""

    def __init__(self) -> None:
        self._of: dict[str, dict[str, list[Term]]] = {}

    def add(self, subject: "Term", predicate: str, value: "Term") -> None:
        self._of.setdefault(str(subject), {}).setdefault(predicate, []).append(value)

    def add_from(self, other: "_Triples", *, everything: bool) -> None:
        """Takes over the classes of another file, and its relations too when `everything` is wanted."""
        for subject, properties in other._of.items():
            is_class = bool(_CLASS_TYPES & set(other._iris(subject, f"{_RDF}type")))
            if everything or is_class:
                for predicate, values in properties.items():
                    known = self._of.setdefault(subject, {}).setdefault(predicate, [])
                    known.extend(value for value in values if value not in known)

    @property
    def imports_shipped(self) -> bool:
        return any(SHIPPED in self._iris(subject, f"{_OWL}imports") for subject in self._of)

    def _values(self, subject: str, *predicates: str) -> list["Term"]:
        properties = self._of.get(subject, {})
        return [value for predicate in predicates for value in properties.get(predicate, ())]

    def _iris(self, subject: str, *predicates: str) -> list[str]:
        return [getattr(value, "value", "") for value in self._values(subject, *predicates)]

    def _text(self, subject: str, predicate: str) -> str:
        """The English literal, or the one without a language, or the first."""
        values = self._values(subject, predicate)
        rank = {"en": 0, "en-GB": 1, "en-US": 1, None: 2}
        best = sorted(values, key=lambda value: rank.get(getattr(value, "language", None), 3))
        return str(getattr(best[0], "value", "")) if best else ""

    def _members(self, term: "Term") -> list[str]:
        """The classes that a domain or range names: one, or all of a union."""
        iri = getattr(term, "value", "")
        unions = self._values(str(term), f"{_OWL}unionOf")
        if not unions:
            return [local_name(iri)] if str(term).startswith("<") else []
        members: list[str] = []
        here: Term | None = unions[0]
        while here is not None and getattr(here, "value", "") != f"{_RDF}nil":
            members.extend(local_name(first) for first in self._iris(str(here), f"{_RDF}first"))
            here = next(iter(self._values(str(here), f"{_RDF}rest")), None)
        return members

    def _classes_of(self, subject: str, rdfs: str, included: str) -> tuple[str, ...]:
        terms = self._values(subject, f"{_RDFS}{rdfs}", *(f"{schema}{included}" for schema in _SCHEMA))
        return tuple(dict.fromkeys(member for term in terms for member in self._members(term)))

    def _alignments(self, subject: str) -> tuple[tuple[str, str], ...]:
        return tuple(
            sorted((local_name(predicate), iri) for predicate in _ALIGNMENTS for iri in self._iris(subject, predicate))
        )

    def _words(self, subject: str, kind: str) -> tuple[str, ...]:
        return tuple(sorted({" ".join(word.split()) for word in self._iris(subject, f"{KG}{kind}")} - {""}))

    def _declared(self, types: set[str]) -> list[str]:
        return [s for s in self._of if s.startswith("<") and types & set(self._iris(s, f"{_RDF}type"))]

    def classes(self) -> dict[str, Class]:
        found = {}
        for subject in self._declared(_CLASS_TYPES):
            iri = subject[1:-1]
            parents = [local_name(i) for i in self._iris(subject, f"{_RDFS}subClassOf") if ":" in i]
            found[local_name(iri)] = Class(
                id=local_name(iri),
                iri=iri,
                label=self._text(subject, f"{_RDFS}label") or local_name(iri),
                comment=self._text(subject, f"{_RDFS}comment"),
                parents=tuple(dict.fromkeys(parents)),
                nouns=self._words(subject, "noun"),
                roles=self._words(subject, "role"),
                alignments=self._alignments(subject),
            )
        return dict(sorted(found.items()))

    def relations(self) -> dict[str, Relation]:
        """Every property, but for those that are only the way back of another and have no words of their own."""
        subjects = self._declared(_PROPERTY_TYPES)
        found = {local_name(subject[1:-1]): self._relation(subject) for subject in subjects}
        inverses = {r.inverse for r in found.values() if r.inverse and r.inverse != r.id}
        kept = {id: r for id, r in found.items() if id not in inverses or r.has_words}
        return dict(sorted(kept.items()))

    def _relation(self, subject: str) -> Relation:
        iri = subject[1:-1]
        types = set(self._iris(subject, f"{_RDF}type"))
        symmetric = f"{_OWL}SymmetricProperty" in types
        inverse = next(iter(self._iris(subject, f"{_OWL}inverseOf")), None)
        functional = f"{_OWL}FunctionalProperty" in types or self._text(subject, f"{KG}functional") == "true"
        verbs, verbs_reversed, nouns, nouns_reversed, roles, roles_reversed = (
            self._words(subject, kind) for kind in _WORDS
        )
        return Relation(
            id=local_name(iri),
            iri=iri,
            label=self._text(subject, f"{_RDFS}label") or local_name(iri),
            comment=self._text(subject, f"{_RDFS}comment"),
            kind=self._text(subject, f"{KG}kind"),
            domain=self._classes_of(subject, "domain", "domainIncludes"),
            range=self._classes_of(subject, "range", "rangeIncludes"),
            inverse=local_name(iri) if symmetric else local_name(inverse) if inverse else None,
            symmetric=symmetric,
            functional=functional,
            literal=f"{_OWL}DatatypeProperty" in types,
            parents=tuple(local_name(i) for i in self._iris(subject, f"{_RDFS}subPropertyOf")),
            alignments=self._alignments(subject),
            post=self._text(subject, f"{KG}post") == "true",
            possessor=self._text(subject, f"{KG}possessor"),
            verbs=verbs,
            verbs_reversed=verbs_reversed,
            nouns=nouns,
            nouns_reversed=nouns_reversed,
            roles=roles,
            roles_reversed=roles_reversed,
        )
