"""RDF 1.2 annotations, Wikidata's way and nanopublications: what was put in can be asked back out."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.exporters import rdf
from kg.graph import KnowledgeGraph
from kg.graph.rdf import PREFIXES
from kg.graph.styles import STYLE_PREFIXES
from tests.exporters.given import awkward, real

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in STYLE_PREFIXES.items())
STATEMENTS = """SELECT ?st ?s ?p ?o ?status ?place WHERE { GRAPH ?article {
  ?st a kg:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:status ?status ;
    prov:wasDerivedFrom ?place } }"""


@pytest.fixture(scope="module")
def whole() -> KnowledgeGraph:
    return real(awkward())


def _rows(store: ox.Store, query: str) -> set[tuple[str, ...]]:
    answer = store.query(HEAD + query)
    assert isinstance(answer, ox.QuerySolutions)
    return {tuple(str(term) for term in row) for row in answer}


def _loaded(path: Path, format: ox.RdfFormat) -> ox.Store:
    store = ox.Store()
    store.load(path=str(path), format=format)
    return store


def test_annotations_give_the_statements_back(whole: KnowledgeGraph, tmp_path: Path) -> None:
    rdf.rdf12(whole, tmp_path / "x.ttl")
    store = _loaded(tmp_path / "x.ttl", ox.RdfFormat.TURTLE)
    query = """SELECT ?st ?s ?p ?o ?status ?place WHERE {
      ?st rdf:reifies <<( ?s ?p ?o )>> ; kg:status ?status ; prov:wasDerivedFrom ?place }"""
    assert _rows(store, query) == _rows(whole.store, STATEMENTS)


def test_a_triple_is_asked_with_its_annotation(whole: KnowledgeGraph, tmp_path: Path) -> None:
    """SPARQL 1.2 reads fact and status in one pattern; what is denied is annotated and not asserted."""
    rdf.rdf12(whole, tmp_path / "x.ttl")
    store = _loaded(tmp_path / "x.ttl", ox.RdfFormat.TURTLE)
    planned = _rows(store, "SELECT ?s ?o WHERE { ?s kg:meetsWith ?o {| kg:status kg:planned |} }")
    denied = _rows(store, "SELECT ?s ?o WHERE { ?st kg:status kg:denied ; rdf:reifies <<( ?s kg:visits ?o )>> }")
    assert len(planned) == 1 and denied == set()


def test_wikidata_style_gives_the_statements_back(whole: KnowledgeGraph, tmp_path: Path) -> None:
    rdf.wikidata(whole, tmp_path / "x.ttl")
    store = _loaded(tmp_path / "x.ttl", ox.RdfFormat.TURTLE)
    query = """SELECT ?st ?s ?relation ?o ?status ?place WHERE { ?s ?p ?st . ?st ?ps ?o ; pq:status ?status ;
      prov:wasDerivedFrom ?place . FILTER(STRSTARTS(STR(?ps), STR(ps:)))
      BIND(IRI(CONCAT(STR(kg:), STRAFTER(STR(?ps), STR(ps:)))) AS ?relation)
      FILTER(STR(?p) = CONCAT(STR(p:), STRAFTER(STR(?ps), STR(ps:)))) }"""
    assert _rows(store, query) == _rows(whole.store, STATEMENTS)


def test_wikidata_style_deprecates_what_is_denied(whole: KnowledgeGraph, tmp_path: Path) -> None:
    rdf.wikidata(whole, tmp_path / "x.ttl")
    store = _loaded(tmp_path / "x.ttl", ox.RdfFormat.TURTLE)
    ranks = _rows(store, "SELECT DISTINCT ?status ?rank WHERE { ?st pq:status ?status ; wikibase:rank ?rank }")
    deprecated = {status for status, rank in ranks if "Deprecated" in rank}
    assert deprecated == {f"<{PREFIXES['kg']}denied>"} and len(ranks) == 5


def test_nanopublications_give_the_statements_back(whole: KnowledgeGraph, tmp_path: Path) -> None:
    """Each has its four parts; what is denied or merely possible is described in its assertion, never asserted."""
    rdf.nanopub(whole, tmp_path / "x.trig")
    store = _loaded(tmp_path / "x.trig", ox.RdfFormat.TRIG)
    query = """SELECT ?st ?s ?p ?o ?status ?place WHERE {
      GRAPH ?head { ?np a np:Nanopublication ; np:hasAssertion ?assertion ; np:hasProvenance ?provenance ;
        np:hasPublicationInfo ?info }
      GRAPH ?info { ?np rdfs:seeAlso ?st }
      GRAPH ?provenance { ?assertion kg:status ?status ; prov:wasDerivedFrom ?place }
      { GRAPH ?assertion { ?s ?p ?o } FILTER(STRSTARTS(STR(?s), "urn:newskg:entity:")) }
      UNION { GRAPH ?assertion { ?st rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } } }"""
    closed = STATEMENTS.replace("} }", "FILTER(?p != kg:relatedTo) } }")
    assert _rows(store, query) == _rows(whole.store, closed)


@pytest.mark.parametrize("style", [rdf.rdf12, rdf.wikidata, rdf.nanopub])
def test_twice_the_same_bytes(style: object, whole: KnowledgeGraph, tmp_path: Path) -> None:
    assert callable(style)
    style(whole, tmp_path / "one")
    style(real(awkward()), tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
