"""Statements as others write them: RDF 1.2 annotations, Wikidata's way, nanopublications; each one a query."""

from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple, serialize

from kg.graph.rdf import PREFIXES, all_quads
from kg.graph.rdf import order as quad_order

if TYPE_CHECKING:
    from kg.graph.graph import KnowledgeGraph

PROPERTY = "urn:newskg:prop:"
NANOPUB = "urn:newskg:nanopub:"
STYLE_PREFIXES = {
    **PREFIXES,
    "np": "http://www.nanopub.org/nschema#",
    "p": PROPERTY,
    "pq": f"{PROPERTY}qualifier:",
    "ps": f"{PROPERTY}statement:",
    "wikibase": "http://wikiba.se/ontology#",
}
_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(STYLE_PREFIXES.items()))

# What a statement node says, and whether its triple is shown: denied and merely possible ones are not.
_STATEMENT = """
  GRAPH ?article { ?statement a kg:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:status ?status }
"""

_NAMES = "CONSTRUCT WHERE { ?entity ?property ?value }"

_ANNOTATED = """
CONSTRUCT { ?statement rdf:reifies <<( ?s ?p ?o )>> ; ?property ?value }
WHERE { %s
  GRAPH ?article { ?statement ?property ?value }
  FILTER(?property NOT IN (rdf:subject, rdf:predicate, rdf:object) && ?value != rdf:Statement)
}"""
_REST = """
CONSTRUCT { ?about ?property ?value }
WHERE { GRAPH ?article { ?about ?property ?value }
  FILTER(STRSTARTS(STR(?article), "urn:newskg:article:"))
  FILTER NOT EXISTS { GRAPH ?article { ?about a kg:Statement ; rdf:object ?o } }
}"""

_WIKIDATA = """
CONSTRUCT {
  ?s ?claim ?statement .
  ?statement a wikibase:Statement ; ?main ?o ; wikibase:rank ?rank ; pq:status ?status ; pq:date ?date ;
    pq:attributedTo ?speaker ; pq:confidence ?confidence ; pq:surfaceForm ?words ; prov:wasDerivedFrom ?place .
  ?place wikibase:quotation ?quote ; wikibase:statedIn ?text .
}
WHERE { %s
  GRAPH ?article { ?statement kg:confidence ?confidence ; prov:wasDerivedFrom ?place .
    OPTIONAL { ?statement kg:date ?date } OPTIONAL { ?statement kg:attributedTo ?speaker }
    OPTIONAL { ?statement kg:surfaceForm ?words } OPTIONAL { ?place nif:anchorOf ?quote }
    OPTIONAL { ?place nif:referenceContext ?text } }
  BIND(REPLACE(STR(?p), "^.*[#/:]", "") AS ?name)
  BIND(IRI(CONCAT(STR(p:), ?name)) AS ?claim) BIND(IRI(CONCAT(STR(ps:), ?name)) AS ?main)
  BIND(IF(?status = kg:denied, wikibase:DeprecatedRank, wikibase:NormalRank) AS ?rank)
}"""

_NANOPUBS = """
INSERT {
  GRAPH ?head { ?np a np:Nanopublication ; np:hasAssertion ?assertion ; np:hasProvenance ?provenance ;
    np:hasPublicationInfo ?info }
  GRAPH ?assertion { ?shown ?p ?o . ?hidden a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
  GRAPH ?provenance { ?assertion prov:wasDerivedFrom ?place ; kg:status ?status ; kg:confidence ?confidence ;
    kg:date ?date ; kg:attributedTo ?speaker . ?place nif:anchorOf ?quote ; nif:referenceContext ?text }
  GRAPH ?info { ?np prov:wasGeneratedBy ?run ; rdfs:seeAlso ?statement }
}
WHERE { %s
  FILTER(?p != kg:relatedTo)
  GRAPH ?article { ?statement kg:confidence ?confidence ; prov:wasDerivedFrom ?place ; prov:wasGeneratedBy ?run .
    OPTIONAL { ?statement kg:date ?date } OPTIONAL { ?statement kg:attributedTo ?speaker }
    OPTIONAL { ?place nif:anchorOf ?quote } OPTIONAL { ?place nif:referenceContext ?text } }
  BIND(CONCAT("urn:newskg:nanopub:", REPLACE(STR(?statement), "^.*:", "")) AS ?name)
  BIND(IRI(?name) AS ?np) BIND(IRI(CONCAT(?name, "#head")) AS ?head)
  BIND(IRI(CONCAT(?name, "#assertion")) AS ?assertion) BIND(IRI(CONCAT(?name, "#provenance")) AS ?provenance)
  BIND(IRI(CONCAT(?name, "#info")) AS ?info)
  BIND(?status IN (kg:asserted, kg:planned, kg:reported) AS ?is_shown)
  BIND(IF(?is_shown, ?s, ?nobody) AS ?shown) BIND(IF(?is_shown, ?nobody, ?statement) AS ?hidden)
}"""


def rdf12(graph: "KnowledgeGraph") -> list[Triple]:
    """Every statement as the reifier of its triple (RDF 1.2), with the plain triples and the articles; sorted.

    An open statement without an object has no triple to reify and stays a plain node.
    """
    queries = (_NAMES, _ANNOTATED % _STATEMENT, _REST)
    return _sorted(triple for query in queries for triple in _construct(graph.store, query))


def wikidata(graph: "KnowledgeGraph") -> list[Triple]:
    """Every statement as Wikidata has it: `p:` to a statement node, `ps:` to the value, qualifiers, rank; sorted.

    What is denied has the deprecated rank. The plain triples are the "direct" claims.
    """
    return _sorted(triple for q in (_NAMES, _WIKIDATA % _STATEMENT) for triple in _construct(graph.store, q))


def nanopubs(graph: "KnowledgeGraph") -> list[Quad]:
    """Every statement with a relation as a nanopublication: head, assertion, provenance, publication info; sorted.

    What is denied or merely possible is not asserted: its assertion graph holds the statement as a node.
    """
    store = Store()
    store.bulk_extend(all_quads(graph))
    store.update(_HEAD + _NANOPUBS % _STATEMENT)
    named = (quad for quad in store if isinstance(quad.graph_name, NamedNode))
    return sorted((quad for quad in named if quad.graph_name.value.startswith(NANOPUB)), key=quad_order)


def write(content: Iterable[Triple] | Iterable[Quad], stream: IO[bytes], format: RdfFormat) -> None:
    """Writes triples as Turtle or quads as TriG; the same content gives the same bytes."""
    document = serialize(content, format=format, prefixes=STYLE_PREFIXES)
    assert document is not None
    # pyoxigraph writes the prefixes first, a line each, in another order every time.
    lines = document.split(b"\n", len(STYLE_PREFIXES))
    stream.write(b"\n".join([*sorted(lines[:-1]), lines[-1]]))


def _construct(store: Store, query: str) -> Iterable[Triple]:
    found = store.query(_HEAD + query)
    assert isinstance(found, QueryTriples)
    return found


def _sorted(triples: Iterable[Triple]) -> list[Triple]:
    return sorted(set(triples), key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
