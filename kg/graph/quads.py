"""The graph as N-Quads, text ready for the store: the one place that knows what a graph says in RDF.

Text, because building a Python object a term costs more than everything else that becomes of a statement. Every line
ends with " .\\n"; a block is some lines in one string. The same quad may come several times.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store, parse

from kg.errors import InvalidOntology
from kg.facts import Dropped, Resolved, Resolver
from kg.graph.characters import clean
from kg.graph.rdf import (
    KG,
    NIF,
    OWL,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    XSD,
    article_iri,
    place_iri,
    run_iri,
    statement_iri,
)
from kg.graph.records import Record, Run
from kg.model import Article, Entity, Link, Mention, Span, Statement
from kg.model import Literal as Value

if TYPE_CHECKING:
    from kg.graph.graph import KnowledgeGraph
    from kg.ontology import Ontology

_AT_ONCE = 100_000  # lines; all at once would take memory in proportion to the graph
_WORDS = frozenset(KG + name for name in ("verb", "verbReversed", "noun", "nounReversed", "role", "roleReversed"))


def load(store: Store, document: bytes) -> None:
    """Loads an N-Quads document that this module made."""
    # The IRIs are checked by `iri` or made of hashes and percent encoding: no need to check them again.
    store.bulk_load(document, format=RdfFormat.N_QUADS, lenient=True)


def documents(graph: "KnowledgeGraph") -> Iterator[bytes]:
    """The whole graph as N-Quads documents: the ontology, then what the articles say."""
    yield ontology_block(graph.ontology).encode()
    yield from batches(graph)


def batches(graph: "KnowledgeGraph", told: Callable[[Resolved], None] | None = None) -> Iterator[bytes]:
    """What the articles say as N-Quads documents of a bounded size; `told` hears of each statement on the way."""
    held: list[str] = []
    lines = 0
    for block in blocks(graph, told):
        held.append(block)
        lines += block.count("\n")
        if lines >= _AT_ONCE:
            yield "".join(held).encode()
            held, lines = [], 0
    yield "".join(held).encode()


def blocks(graph: "KnowledgeGraph", told: Callable[[Resolved], None] | None = None) -> Iterator[str]:
    """Everything that the graph says beyond its ontology, article by article."""
    terms = Terms(graph.ontology)
    resolver = Resolver(graph.links, graph.linkage)
    for entity in graph.linkage.entities:
        yield entity_block(entity, terms)
        if graph.inferred:
            yield inferred_types(entity, terms)
    for id in graph.sources:
        record = graph.records[id]
        resolved = resolve(record, resolver)
        yield from article_blocks(record, resolved, resolver, terms, copies=graph.copies.get(id, ()))
        for statement in resolved:
            if told is not None:
                told(statement)
            yield view_block(statement, terms)
            if graph.inferred:
                yield inferred_block(statement, terms)
    for first, copies in sorted(graph.copies.items()):
        for copy in copies:
            yield copy_block(graph.records[copy], first)
    for pair in graph.near_duplicates:
        yield near_block(pair.article, pair.other)


def resolve(record: Record, resolver: Resolver) -> list[Resolved]:
    """The statements of a record that give facts."""
    outcomes = (resolver.resolve(statement) for statement in record.statements)
    return [outcome for outcome in outcomes if not isinstance(outcome, Dropped)]


# Terms


@lru_cache(maxsize=100_000)
def iri(value: str) -> str:
    """An IRI in angle brackets. Raises `ValueError` when it is none."""
    return str(NamedNode(value))


_SPECIAL = re.compile(r'["\\\n\r]')
_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"})


def text(value: str) -> str:
    """A plain literal.

    >>> print(text('He said "no".'))
    "He said \\"no\\"."
    """
    shown = clean(value)
    return f'"{shown.translate(_ESCAPES) if _SPECIAL.search(shown) else shown}"'


def date(value: str) -> str:
    """An ISO date, maybe partial, with its XML Schema type; anything else stays plain text.

    >>> date("--04-10"), date("soon")
    ('"--04-10"^^<http://www.w3.org/2001/XMLSchema#gMonthDay>', '"soon"')
    """
    for pattern, name in _DATES:
        if pattern.fullmatch(value):
            return f'"{value}"^^<{XSD}{name}>'
    return text(value)


_DATES = (
    (re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"), "date"),
    (re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"), "gYearMonth"),
    (re.compile(r"[0-9]{4}"), "gYear"),
    (re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"), "gMonthDay"),
    (re.compile(r"--(0[1-9]|1[0-2])"), "gMonth"),
)


def _decimal(number: float) -> str:
    return f'"{f"{number:.4f}".rstrip("0").rstrip(".") or "0"}"^^<{XSD}decimal>'


def _node(end: Entity | Value) -> str:
    if isinstance(end, Entity):
        return iri(end.id)
    return date(end.value) if end.type == "Date" else text(end.value)


class Terms:
    """How the classes and relations of an ontology are called in RDF."""

    def __init__(self, ontology: "Ontology") -> None:
        self.ontology = ontology
        self.symmetric = frozenset(name for name, relation in ontology.relations.items() if relation.symmetric)

    def relation(self, id: str) -> str:
        known = self.ontology.relations.get(id)
        return iri(known.iri if known else KG + quote(id))

    def type(self, id: str) -> str:
        known = self.ontology.classes.get(id)
        return iri(known.iri if known else KG + quote(id))


# What a graph says

_TYPE = f"<{RDF}type>"
_INFERRED = f"<{KG}inferred>"


def entity_block(entity: Entity, terms: Terms) -> str:
    """Type, label, other names and equals of an entity, in the default graph."""
    subject = iri(entity.id)
    lines = [f"{_TYPE} {terms.type(entity.type)}", f"<{RDFS}label> {text(entity.label)}"]
    lines += [f"<{SKOS}altLabel> {text(alias)}" for alias in entity.aliases if alias != entity.label]
    lines += [f"<{OWL}sameAs> {iri(same)}" for same in entity.same_as]
    return "".join(f"{subject} {line} .\n" for line in lines)


def view_block(resolved: Resolved, terms: Terms) -> str:
    """The plain triples of a statement: in the default graph and in the graph of its status.

    An open, denied or merely possible statement has none.
    """
    statement = resolved.statement
    if statement.relation is None or not statement.status.is_shown:
        return ""
    subject, relation, end = iri(resolved.subject.id), terms.relation(statement.relation), _node(resolved.object)
    triples = [f"{subject} {relation} {end}"]
    if statement.relation in terms.symmetric and isinstance(resolved.object, Entity):
        triples.append(f"{end} {relation} {subject}")
    return "".join(f"{triple} .\n{triple} <{KG}{statement.status}> .\n" for triple in triples)


def inferred_types(entity: Entity, terms: Terms) -> str:
    """The classes above the entity's own, in `kg:inferred`."""
    above = sorted(terms.ontology.ancestors(entity.type) - {entity.type})
    return "".join(f"{iri(entity.id)} {_TYPE} {terms.type(name)} {_INFERRED} .\n" for name in above)


def inferred_block(resolved: Resolved, terms: Terms) -> str:
    """The way back of a plain triple whose relation has an inverse, in `kg:inferred`."""
    statement = resolved.statement
    relation = terms.ontology.relations.get(statement.relation or "")
    if relation is None or relation.symmetric or relation.inverse is None or not statement.status.is_shown:
        return ""
    if not isinstance(resolved.object, Entity):
        return ""
    return f"{iri(resolved.object.id)} {terms.relation(relation.inverse)} {iri(resolved.subject.id)} {_INFERRED} .\n"


def article_blocks(
    record: Record,
    resolved: Iterable[Resolved],
    resolver: Resolver,
    terms: Terms,
    *,
    copies: Iterable[str] = (),
) -> Iterator[str]:
    """The graph of an article: metadata, the run, mentions with their links, statements with their evidence."""
    describe = _Describer(record.article)
    yield describe.article()
    yield describe.run(record.run)
    for link in record.links:
        yield describe.link(link, resolver.entity(link.mention))
    made = f"<{run_iri(record.run)}>"
    places = ("", *copies)
    for statement in resolved:
        yield describe.statement(statement, terms, made, places)


def copy_block(record: Record, first: str) -> str:
    """The graph of an article whose text is that of another: metadata only, its statements stand with the other."""
    name = f"<{article_iri(record.article.id)}>"
    return f"{_Describer(record.article).article()}{name} <{KG}duplicateOf> <{article_iri(first)}> {name} .\n"


def near_block(article: str, other: str) -> str:
    """That two articles share most of their words, in the graph of each."""
    pair = f"<{article_iri(article)}>", f"<{article_iri(other)}>"
    return "".join(f"{one} <{KG}nearDuplicateOf> {two} {one} .\n" for one, two in (pair, pair[::-1]))


_BEGIN, _END, _ANCHOR, _CONTEXT = (
    f"<{NIF}{name}>" for name in ("beginIndex", "endIndex", "anchorOf", "referenceContext")
)
_INTEGER = f"<{XSD}integer>"
_MENTION, _SENTENCE = f"<{KG}Mention>", f"<{NIF}Sentence>"
_REASON, _REFERS, _VALUE, _RELATED = (f"<{KG}{name}>" for name in ("reason", "refersTo", "value", "relatedTo"))


class _Describer:
    """Describes what stands in one article, as lines of that article's graph."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._opening = f"<{article_iri(article.id)}"
        self._name = f"{self._opening}>"
        self._end = f" {self._name} .\n"
        self._described: set[tuple[str, Span, str]] = set()

    def _say(self, about: str, *said: tuple[str, str | None]) -> str:
        return "".join(f"{about} {predicate} {value}{self._end}" for predicate, value in said if value)

    def article(self) -> str:
        article = self._article
        return self._say(
            self._name,
            *((_TYPE, f"<{kind}>") for kind in (f"{KG}Article", f"{SCHEMA}NewsArticle", f"{NIF}Context")),
            (f"<{SCHEMA}identifier>", text(article.id)),
            (f"<{KG}digest>", text(article.digest)),
            (f"<{SCHEMA}headline>", _maybe(article.title)),
            (f"<{SCHEMA}author>", _maybe(article.author)),
            (f"<{SCHEMA}datePublished>", date(article.published[:10]) if article.published else None),
            (f"<{SCHEMA}url>", _maybe(article.url)),
            (f"<{SCHEMA}publisher>", _maybe(article.source)),
            (f"<{SCHEMA}inLanguage>", _maybe(article.language)),
            (f"<{KG}encoding>", _maybe(article.encoding)),
        )

    def run(self, run: Run) -> str:
        activity = f"<{run_iri(run)}>"
        return self._say(
            activity,
            (_TYPE, f"<{PROV}Activity>"),
            (f"<{KG}version>", _maybe(run.kg)),
            (f"<{KG}model>", _maybe(run.model)),
            (f"<{KG}ontologyDigest>", _maybe(run.ontology)),
            (f"<{KG}options>", _maybe(run.options)),
        ) + self._say(self._name, (f"<{PROV}wasGeneratedBy>", activity))

    def link(self, link: Link, entity: Entity | None) -> str:
        """A mention and who it is; the words of an office that also stand for its holder have a link for each."""
        mention = link.mention
        place, end = self._place(mention.span), self._end
        said = f"{place} {_REASON} {text(link.reason)}{end}"
        if entity is not None:
            said += f"{place} {_REFERS} {iri(entity.id)}{end}"
        if mention.value:
            said += f"{place} {_VALUE} {text(mention.value)}{end}"
        return self._words(mention.span, _MENTION) + said

    def statement(self, resolved: Resolved, terms: Terms, made: str, places: Iterable[str]) -> str:
        """A statement with its ends and its evidence; `places` name the articles with this text, "" this one."""
        statement, evidence, end = resolved.statement, resolved.statement.evidence, self._end
        it = f"<{statement_iri(statement)}>"
        relation = terms.relation(statement.relation) if statement.relation else _RELATED
        said = (
            f"{it} {_TYPE} <{KG}Statement>{end}"
            f"{it} {_TYPE} <{RDF}Statement>{end}"
            f"{it} <{RDF}subject> {iri(resolved.subject.id)}{end}"
            f"{it} <{RDF}predicate> {relation}{end}"
            f"{it} <{RDF}object> {_node(resolved.object)}{end}"
            f"{it} <{KG}status> <{KG}{statement.status}>{end}"
            f"{it} <{KG}confidence> {_decimal(statement.confidence)}{end}"
            f"{it} <{KG}surfaceForm> {text(statement.surface.relation)}{end}"
            f"{it} <{KG}rule> {text(evidence.rule)}{end}"
            f"{it} <{KG}extractor> {text(evidence.extractor)}{end}"
            f"{it} <{PROV}wasGeneratedBy> {made}{end}"
        )
        if statement.date:
            said += f"{it} <{KG}date> {date(statement.date)}{end}"
        if resolved.speaker is not None:
            said += f"{it} <{KG}attributedTo> {iri(resolved.speaker.id)}{end}"
        for article in places:
            said += f"{it} <{PROV}wasDerivedFrom> {self._place(evidence.sentence, article)}{end}"
            said += self._words(evidence.sentence, _SENTENCE, article)
        return said + self._ends(it, statement)

    def _ends(self, it: str, statement: Statement) -> str:
        """Where in the sentence the subject and the object stand."""
        subject, target = statement.subject, statement.object
        said = f"{self._mention(subject)}{it} <{KG}subjectMention> {self._place(subject.span)}{self._end}"
        if target is not None:
            said += f"{self._mention(target)}{it} <{KG}objectMention> {self._place(target.span)}{self._end}"
        return said

    def _mention(self, mention: Mention) -> str:
        """The words of a mention that may have no link, and its value, once."""
        words = self._words(mention.span, _MENTION)
        if words and mention.value:
            words += f"{self._place(mention.span)} {_VALUE} {text(mention.value)}{self._end}"
        return words

    def _words(self, span: Span, kind: str, article: str = "") -> str:
        """A stretch of text by its offsets, once; `article` names another one with the same text."""
        if (article, span, kind) in self._described:
            return ""
        self._described.add((article, span, kind))
        place, end = self._place(span, article), self._end
        return (
            f"{place} {_TYPE} {kind}{end}"
            f'{place} {_BEGIN} "{span.start}"^^{_INTEGER}{end}'
            f'{place} {_END} "{span.end}"^^{_INTEGER}{end}'
            f"{place} {_ANCHOR} {text(span.of(self._article.text))}{end}"
            f"{place} {_CONTEXT} {f'<{article_iri(article)}>' if article else self._name}{end}"
        )

    def _place(self, span: Span, article: str = "") -> str:
        return f"<{place_iri(article, span)}>" if article else f"{self._opening}#char={span.start},{span.end}>"


def _maybe(value: str | None) -> str | None:
    return text(value) if value else None


def ontology_block(ontology: "Ontology") -> str:
    """The ontology's own triples, in `kg:ontology`; its blank nodes are named by their place in the file.

    The words that express relations are for those who read articles, and stay in the file.
    """
    return _ontology_block(ontology.path, ontology.digest)


@lru_cache(maxsize=4)
def _ontology_block(path: Path, _digest: str) -> str:
    kind = RdfFormat.from_extension(path.suffix.lstrip(".")) or RdfFormat.TURTLE
    try:
        triples = list(parse(path=str(path), format=kind))
    except SyntaxError as error:
        raise InvalidOntology(f"{path} is not valid {kind.name}: {error}") from error
    names: dict[str, str] = {}

    def named(term: object) -> str:
        if not isinstance(term, BlankNode):
            return str(term)
        return names.setdefault(term.value, f"<urn:newskg:ontology:blank:{len(names)}>")

    return "".join(
        f"{named(triple.subject)} {triple.predicate} {named(triple.object)} <{KG}ontology> .\n"
        for triple in triples
        if triple.predicate.value not in _WORDS
    )
