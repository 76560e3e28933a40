"""Facts as quads and back: the one place that knows how the graph looks in RDF.

The default graph holds plain triples and the names of entities; `kg:asserted`, `kg:planned` and `kg:reported` the
plain triples by status; one graph per article its statements, evidence, mentions and metadata; `kg:ontology` the
ontology; `kg:inferred`, on demand, what inverses and superclasses add.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import InvalidOntology
from kg.facts import Dropped, Resolved, Resolver
from kg.graph.characters import clean
from kg.graph.records import Record, Run
from kg.model import Article, Entity, Link, Mention, Span, Statement, Status
from kg.model import Literal as Value

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Store

    from kg.graph.graph import KnowledgeGraph
    from kg.ontology import Ontology

KG = "urn:newskg:ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
SCHEMA = "https://schema.org/"

PREFIXES = {
    "kg": KG,
    "nif": NIF,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": SKOS,
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": XSD,
}

FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "rdf": RdfFormat.RDF_XML,
    "nt": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}
"""Format names by suffix. The first three hold one graph, the others keep the graphs apart."""

_WORDS = frozenset(KG + name for name in ("verb", "verbReversed", "noun", "nounReversed", "role", "roleReversed"))
_LONGEST_ID = 150  # characters of an article's id in its IRI; beyond that a hash takes over
_DEFAULT = DefaultGraph()
type Subject = NamedNode | BlankNode
type Term = NamedNode | BlankNode | Literal


# Names of things


@lru_cache(maxsize=100_000)
def node(iri: str) -> NamedNode:
    return NamedNode(iri)


def kg(name: str) -> NamedNode:
    return node(KG + name)


@lru_cache(maxsize=10_000)
def article_iri(id: str) -> str:
    """The IRI of an article: its id in percent encoding, a hash at the end when it is long.

    >>> article_iri("2024/tokyo visit")
    'urn:newskg:article:2024/tokyo%20visit'
    """
    raw = id.encode("utf-8", "surrogatepass")
    name = quote(raw, safe="/")
    if len(name) > _LONGEST_ID:
        name = f"{re.sub('%.?$', '', name[: _LONGEST_ID - 34])}-{sha256(raw).hexdigest()[:32]}"
    return f"urn:newskg:article:{name}"


def place_iri(article: str, span: Span) -> str:
    return f"{article_iri(article)}#char={span.start},{span.end}"


def statement_iri(statement: Statement) -> str:
    return f"urn:newskg:statement:{statement.id}"


def run_iri(run: Run) -> str:
    return f"urn:newskg:run:{run.id}"


def status_graph(status: Status) -> NamedNode:
    return kg(str(status))


# Values


def text(value: str) -> Literal:
    return Literal(clean(value))


def _count(number: int) -> Literal:
    # Oxigraph keeps the types derived from xsd:integer as xsd:integer: written so, every way out says the same.
    return Literal(number)


def _decimal(number: float) -> Literal:
    return Literal(f"{number:.4f}".rstrip("0").rstrip(".") or "0", datatype=node(XSD + "decimal"))


_DATES = (
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), "date"),
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
    (re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), "gMonthDay"),
    (re.compile(r"--(0[1-9]|1[0-2])"), "gMonth"),
)


def date(value: str) -> Literal:
    """An ISO date, maybe partial, with its XML Schema type; anything else stays plain text.

    >>> date("--04-10").datatype.value.rsplit("#")[-1], date("2006").datatype.value.rsplit("#")[-1]
    ('gMonthDay', 'gYear')
    """
    for pattern, name in _DATES:
        if pattern.fullmatch(value):
            return Literal(value, datatype=node(XSD + name))
    return text(value)


def _value(value: Value) -> Literal:
    return date(value.value) if value.type == "Date" else text(value.value)


def _end(end: Entity | Value) -> NamedNode | Literal:
    return node(end.id) if isinstance(end, Entity) else _value(end)


# Quads


def quads(graph: "KnowledgeGraph", told: Callable[[Resolved], None] | None = None) -> Iterator[Quad]:
    """Every quad of the graph, article by article; the same one may come several times.

    `told` hears of each statement on the way, for whoever counts them.
    """
    terms = Terms(graph.ontology)
    resolver = Resolver(graph.links, graph.linkage)
    yield from ontology_quads(graph.ontology)
    for entity in graph.linkage.entities:
        yield from entity_quads(entity, terms)
        if graph.inferred:
            yield from inferred_types(entity, terms)
    for id in graph.sources:
        record = graph.records[id]
        resolved = resolve(record, resolver)
        yield from article_quads(record, resolved, resolver, terms, copies=graph.copies.get(id, ()))
        for statement in resolved:
            if told is not None:
                told(statement)
            yield from view_quads(statement, terms)
            if graph.inferred:
                yield from inferred_quads(statement, terms)
    for first, copies in sorted(graph.copies.items()):
        for copy in copies:
            yield from copy_quads(graph.records[copy], first)
    for pair in graph.near_duplicates:
        yield from near_quads(pair.article, pair.other)


class Terms:
    """How the classes and relations of an ontology are called in RDF."""

    def __init__(self, ontology: "Ontology") -> None:
        self.ontology = ontology
        self.symmetric = frozenset(name for name, relation in ontology.relations.items() if relation.symmetric)

    def relation(self, id: str) -> NamedNode:
        known = self.ontology.relations.get(id)
        return node(known.iri if known else KG + quote(id))

    def type(self, id: str) -> NamedNode:
        known = self.ontology.classes.get(id)
        return node(known.iri if known else KG + quote(id))


def resolve(record: Record, resolver: Resolver) -> list[Resolved]:
    """The statements of a record that give facts."""
    outcomes = (resolver.resolve(statement) for statement in record.statements)
    return [outcome for outcome in outcomes if not isinstance(outcome, Dropped)]


def entity_quads(entity: Entity, terms: Terms) -> Iterator[Quad]:
    """Type, label, other names and equals of an entity, in the default graph."""
    subject = node(entity.id)
    yield Quad(subject, node(RDF + "type"), terms.type(entity.type), _DEFAULT)
    yield Quad(subject, node(RDFS + "label"), text(entity.label), _DEFAULT)
    for alias in entity.aliases:
        if alias != entity.label:
            yield Quad(subject, node(SKOS + "altLabel"), text(alias), _DEFAULT)
    for same in entity.same_as:
        yield Quad(subject, node(OWL + "sameAs"), node(same), _DEFAULT)


def view_quads(resolved: Resolved, terms: Terms) -> Iterator[Quad]:
    """The plain triples of a statement: in the default graph and in the graph of its status.

    An open, denied or merely possible statement has none.
    """
    statement = resolved.statement
    if statement.relation is None or not statement.status.is_shown:
        return
    subject, relation, end = node(resolved.subject.id), terms.relation(statement.relation), _end(resolved.object)
    for name in (_DEFAULT, status_graph(statement.status)):
        yield Quad(subject, relation, end, name)
        if statement.relation in terms.symmetric and isinstance(end, NamedNode):
            yield Quad(end, relation, subject, name)


def inferred_types(entity: Entity, terms: Terms) -> Iterator[Quad]:
    """The classes above the entity's own, in `kg:inferred`."""
    for name in sorted(terms.ontology.ancestors(entity.type) - {entity.type}):
        yield Quad(node(entity.id), node(RDF + "type"), terms.type(name), kg("inferred"))


def inferred_quads(resolved: Resolved, terms: Terms) -> Iterator[Quad]:
    """The way back of a plain triple whose relation has an inverse, in `kg:inferred`."""
    statement = resolved.statement
    relation = terms.ontology.relations.get(statement.relation or "")
    if relation is None or relation.symmetric or relation.inverse is None or not statement.status.is_shown:
        return
    if isinstance(resolved.object, Entity):
        back = terms.relation(relation.inverse)
        yield Quad(node(resolved.object.id), back, node(resolved.subject.id), kg("inferred"))


def article_quads(
    record: Record,
    resolved: Iterable[Resolved],
    resolver: Resolver,
    terms: Terms,
    *,
    copies: Iterable[str] = (),
) -> Iterator[Quad]:
    """The graph of an article: metadata, the run, mentions with their links, statements with their evidence."""
    article = record.article
    name = node(article_iri(article.id))
    describe = _Describer(name, article, terms)
    yield from describe.article()
    yield from describe.run(record.run)
    for link in record.links:
        yield from describe.mention(link.mention, link, resolver.entity(link.mention))
    places = tuple(copies)
    for statement in resolved:
        yield from describe.statement(statement, record.run, places)


def copy_quads(record: Record, first: str) -> Iterator[Quad]:
    """The graph of an article whose text is that of another: metadata only, its statements stand with the other."""
    name = node(article_iri(record.article.id))
    yield from _Describer(name, record.article).article()
    yield Quad(name, kg("duplicateOf"), node(article_iri(first)), name)


def near_quads(article: str, other: str) -> Iterator[Quad]:
    """That two articles share most of their words, in the graph of each."""
    pair = node(article_iri(article)), node(article_iri(other))
    for one, two in (pair, pair[::-1]):
        yield Quad(one, kg("nearDuplicateOf"), two, one)


def text_quads(articles: Iterable[Article]) -> Iterator[Quad]:
    """The texts themselves, which only an export `--with-text` holds."""
    for article in articles:
        name = node(article_iri(article.id))
        yield Quad(name, node(SCHEMA + "articleBody"), text(article.text), name)


_TYPE = node(RDF + "type")
_MENTION = kg("Mention")
_SENTENCE = node(NIF + "Sentence")
_BEGIN = node(NIF + "beginIndex")
_END = node(NIF + "endIndex")
_WORDS_OF = node(NIF + "anchorOf")
_CONTEXT = node(NIF + "referenceContext")


class _Describer:
    """Describes what stands in one article, as quads of that article's graph."""

    def __init__(self, name: NamedNode, article: Article, terms: Terms | None = None) -> None:
        self._name = name
        self._article = article
        self._terms = terms
        self._described: set[tuple[str, Span, NamedNode]] = set()

    def _say(self, about: NamedNode, /, **values: Term | None) -> Iterator[Quad]:
        for predicate, value in values.items():
            if value is not None:
                yield Quad(about, _PREDICATES[predicate], value, self._name)

    def _is(self, about: NamedNode, *classes: str) -> Iterator[Quad]:
        for iri in classes:
            yield Quad(about, node(RDF + "type"), node(iri), self._name)

    def article(self) -> Iterator[Quad]:
        article = self._article
        yield from self._is(self._name, KG + "Article", SCHEMA + "NewsArticle", NIF + "Context")
        yield from self._say(
            self._name,
            identifier=text(article.id),
            digest=text(article.digest),
            headline=_maybe(article.title),
            author=_maybe(article.author),
            published=date(article.published[:10]) if article.published else None,
            url=_maybe(article.url),
            source=_maybe(article.source),
            language=_maybe(article.language),
            encoding=_maybe(article.encoding),
        )

    def run(self, run: Run) -> Iterator[Quad]:
        activity = node(run_iri(run))
        yield from self._is(activity, PROV + "Activity")
        yield from self._say(
            activity,
            version=_maybe(run.kg),
            model=_maybe(run.model),
            ontology=_maybe(run.ontology),
            options=_maybe(run.options),
        )
        yield from self._say(self._name, generated=activity)

    def place(self, span: Span, kind: NamedNode, article: str = "") -> Iterator[Quad]:
        """A stretch of text by its offsets, once; `article` names another one with the same text."""
        id = article or self._article.id
        if (id, span, kind) in self._described:
            return
        self._described.add((id, span, kind))
        name, place = self._name, NamedNode(place_iri(id, span))
        yield Quad(place, _TYPE, kind, name)
        yield Quad(place, _BEGIN, _count(span.start), name)
        yield Quad(place, _END, _count(span.end), name)
        yield Quad(place, _WORDS_OF, text(span.of(self._article.text)), name)
        yield Quad(place, _CONTEXT, node(article_iri(id)) if article else name, name)

    def mention(self, mention: Mention, link: Link | None, entity: Entity | None) -> Iterator[Quad]:
        """A mention and who it is; the words of an office that also stand for its holder have a link for each."""
        if link is None and (self._article.id, mention.span, _MENTION) in self._described:
            return
        yield from self.place(mention.span, _MENTION)
        name, place = self._name, NamedNode(place_iri(self._article.id, mention.span))
        if entity:
            yield Quad(place, _PREDICATES["refers"], node(entity.id), name)
        if link:
            yield Quad(place, _PREDICATES["reason"], text(link.reason), name)
        if mention.value:
            yield Quad(place, _PREDICATES["value"], text(mention.value), name)

    def statement(self, resolved: Resolved, run: Run, copies: Iterable[str]) -> Iterator[Quad]:
        statement, evidence = resolved.statement, resolved.statement.evidence
        subject = node(statement_iri(statement))
        assert self._terms is not None
        relation = self._terms.relation(statement.relation) if statement.relation else kg("relatedTo")
        yield from self._is(subject, KG + "Statement", RDF + "Statement")
        yield from self._say(
            subject,
            subject=node(resolved.subject.id),
            predicate=relation,
            object=_end(resolved.object),
            status=status_graph(statement.status),
            confidence=_decimal(statement.confidence),
            date=date(statement.date) if statement.date else None,
            speaker=node(resolved.speaker.id) if resolved.speaker else None,
            surface=text(statement.surface.relation),
            rule=text(evidence.rule),
            extractor=text(evidence.extractor),
            generated=node(run_iri(run)),
        )
        for article in (self._article.id, *copies):
            yield from self._say(subject, derived=node(place_iri(article, evidence.sentence)))
            yield from self.place(evidence.sentence, _SENTENCE, article)
        yield from self._ends(subject, statement)

    def _ends(self, subject: NamedNode, statement: Statement) -> Iterator[Quad]:
        """Where in the sentence the subject and the object stand."""
        ends = (("subject_at", statement.subject), ("object_at", statement.object))
        for end, mention in ends:
            if mention is not None:
                yield from self.mention(mention, None, None)
                yield from self._say(subject, **{end: node(place_iri(self._article.id, mention.span))})


def _maybe(value: str | None) -> Literal | None:
    return text(value) if value else None


_PREDICATES = {
    "identifier": node(SCHEMA + "identifier"),
    "digest": kg("digest"),
    "headline": node(SCHEMA + "headline"),
    "author": node(SCHEMA + "author"),
    "published": node(SCHEMA + "datePublished"),
    "url": node(SCHEMA + "url"),
    "source": node(SCHEMA + "publisher"),
    "language": node(SCHEMA + "inLanguage"),
    "encoding": kg("encoding"),
    "version": kg("version"),
    "model": kg("model"),
    "ontology": kg("ontologyDigest"),
    "options": kg("options"),
    "generated": node(PROV + "wasGeneratedBy"),
    "derived": node(PROV + "wasDerivedFrom"),
    "refers": kg("refersTo"),
    "reason": kg("reason"),
    "value": kg("value"),
    "subject": node(RDF + "subject"),
    "predicate": node(RDF + "predicate"),
    "object": node(RDF + "object"),
    "status": kg("status"),
    "confidence": kg("confidence"),
    "date": kg("date"),
    "speaker": kg("attributedTo"),
    "surface": kg("surfaceForm"),
    "rule": kg("rule"),
    "extractor": kg("extractor"),
    "subject_at": kg("subjectMention"),
    "object_at": kg("objectMention"),
}


def ontology_quads(ontology: "Ontology") -> Iterator[Quad]:
    """The ontology's own triples, in `kg:ontology`; its blank nodes are named by their place in the file.

    The words that express relations are for those who read articles, and stay in the file.
    """
    path = ontology.path
    if path is None:
        return
    kind = RdfFormat.from_extension(path.suffix.lstrip(".")) or RdfFormat.TURTLE
    try:
        triples = list(parse(path=str(path), format=kind))
    except SyntaxError as error:
        raise InvalidOntology(f"{path} is not valid {kind.name}: {error}") from error
    names: dict[str, NamedNode] = {}

    def named(term: Term) -> Term:
        if not isinstance(term, BlankNode):
            return term
        return names.setdefault(term.value, node(f"urn:newskg:ontology:blank:{len(names)}"))

    for triple in triples:
        if triple.predicate.value in _WORDS:
            continue
        subject = named(triple.subject)
        assert isinstance(subject, NamedNode)
        yield Quad(subject, triple.predicate, named(triple.object), kg("ontology"))


# Out


def order(quad: Quad) -> tuple[bool, str, str, str, str]:
    """The default graph first, then by the terms as they are written."""
    default = isinstance(quad.graph_name, DefaultGraph)
    return not default, str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def all_quads(graph: "KnowledgeGraph", *, with_text: bool = False) -> list[Quad]:
    """Every quad once, sorted."""
    found = set(graph.store)
    if with_text:
        found.update(text_quads(graph.articles.values()))
    return sorted(found, key=order)


def triples(graph: "KnowledgeGraph", *, with_text: bool = False) -> list[Triple]:
    """Default graph and article graphs in one, sorted, every triple once: what formats without graphs hold."""
    kept = {quad.triple for quad in all_quads(graph, with_text=with_text) if not _is_view(quad)}
    return sorted(kept, key=lambda triple: (str(triple.subject), str(triple.predicate), str(triple.object)))


def _is_view(quad: Quad) -> bool:
    """Whether the quad is of a graph of the whole: plain triples by status, the ontology, what is inferred."""
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(KG)


def write(graph: "KnowledgeGraph", stream: IO[bytes], format: str, *, with_text: bool = False) -> None:
    """Writes the graph in one of `FORMATS`; the same graph gives the same bytes."""
    target = FORMATS[format]
    content: Iterable[Quad] | Iterable[Triple] = (
        all_quads(graph, with_text=with_text) if target.supports_datasets else triples(graph, with_text=with_text)
    )
    document = serialize(content, format=target, prefixes=PREFIXES)
    assert document is not None
    stream.write(_in_order(document, target))


def _in_order(document: bytes, target: RdfFormat) -> bytes:
    """The document with its prefixes sorted: pyoxigraph writes them in another order every time."""
    if target in (RdfFormat.TURTLE, RdfFormat.TRIG):
        lines = document.split(b"\n", len(PREFIXES))
        return b"\n".join([*sorted(lines[:-1]), lines[-1]])
    if target == RdfFormat.RDF_XML:
        start = document.index(b"<rdf:RDF ") + len(b"<rdf:RDF ")
        end = document.index(b">", start)
        return document[:start] + b" ".join(sorted(document[start:end].split())) + document[end:]
    return document


def dataset(store: "Store") -> "rdflib.Dataset":
    """rdflib's dataset over a pyoxigraph store; nothing is copied."""
    import rdflib
    from oxrdflib import OxigraphStore

    return rdflib.Dataset(store=OxigraphStore(store=store))
