"""The RDF vocabulary of the graph, the names of things in it, and ways out: what `quads` says is written here.

The default graph holds plain triples and the names of entities; `kg:asserted`, `kg:planned` and `kg:reported` the
plain triples by status; one graph per article its statements, evidence, mentions and metadata; `kg:ontology` the
ontology; `kg:inferred`, on demand, what inverses and superclasses add.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.graph.characters import clean
from kg.graph.records import Run
from kg.model import Article, Span, Statement

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Store

    from kg.graph.graph import KnowledgeGraph

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

_LONGEST_ID = 150  # characters of an article's id in its IRI; beyond that a hash takes over


# Names of things


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


# Out


def text_quads(articles: Iterable[Article]) -> Iterator[Quad]:
    """The texts themselves, which only an export `--with-text` holds."""
    for article in articles:
        name = NamedNode(article_iri(article.id))
        yield Quad(name, NamedNode(SCHEMA + "articleBody"), Literal(clean(article.text)), name)


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
