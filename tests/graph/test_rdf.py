"""The graph in RDF: default graph, graphs by status, a graph an article, and the same bytes every time."""

import subprocess
import sys
from io import BytesIO

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import quads, rdf
from kg.graph.characters import clean
from kg.model import Span
from tests.newsroom import article, graph

TEXT = (
    "Ann Lee visits France. Bo Ek will visit Japan on 2024-05-01. Cy Day may visit France. Cy Day never visits Japan. "
    "Ann Lee meets Bo Ek. Ann Lee praises Cy Day. Bo Ek visits France, Ann Lee says."
)


@pytest.fixture(scope="module")
def news():
    return graph(article("day/one", TEXT, title="Travel", url="https://news.example/1", published="2024-04-30"))


def rows(graph, sparql):
    return sorted(tuple(str(term) for term in row) for row in graph.query(sparql).rows)


def test_a_plain_query_finds_what_is_asserted_planned_or_reported(news):
    """The default graph needs nothing else; what may be and what is denied is no plain triple."""
    assert rows(news, "SELECT ?who ?where { ?who kg:visits ?where }") == [
        ("Ann Lee", "France"),
        ("Bo Ek", "France"),
        ("Bo Ek", "Japan"),
    ]


@pytest.mark.parametrize(
    ("status", "found"),
    [("asserted", ("Ann Lee", "France")), ("planned", ("Bo Ek", "Japan")), ("reported", ("Bo Ek", "France"))],
)
def test_a_graph_per_status_answers_strictly(news, status, found):
    """`GRAPH kg:asserted` is the strict question."""
    assert rows(news, f"SELECT ?who ?where {{ GRAPH kg:{status} {{ ?who kg:visits ?where }} }}") == [found]


@pytest.mark.parametrize("status", ["possible", "denied"])
def test_possible_and_denied_are_found_through_their_statement(news, status):
    """They have a statement node, and no graph of their own."""
    asked = f"SELECT ?who {{ GRAPH ?a {{ ?s kg:status kg:{status} ; rdf:subject ?who ; rdf:predicate kg:visits }} }}"
    assert rows(news, asked) == [("Cy Day",)]
    assert not news.query(f"ASK {{ GRAPH kg:{status} {{ ?s ?p ?o }} }}")


def test_a_symmetric_relation_stands_in_both_directions(news):
    """Whoever is asked for, the answer is the other."""
    assert rows(news, "SELECT ?a ?b { ?a kg:meetsWith ?b }") == [("Ann Lee", "Bo Ek"), ("Bo Ek", "Ann Lee")]


def test_an_open_statement_has_words_and_no_plain_triple(news):
    """kg:relatedTo with its words, in the article's graph only."""
    asked = "SELECT ?w { GRAPH ?a { ?s rdf:predicate kg:relatedTo ; kg:surfaceForm ?w } }"
    assert rows(news, asked) == [("praises",)]
    assert not news.query("ASK { ?s kg:relatedTo ?o }")


def test_a_statement_names_sentence_run_rule_speaker_and_date(news):
    """Everything that the names page lists stands at the statement."""
    asked = """SELECT ?sentence ?rule ?version ?date ?article {
      GRAPH ?article { ?s kg:status kg:planned ; kg:rule ?rule ; kg:date ?date ; prov:wasDerivedFrom ?place ;
        prov:wasGeneratedBy ?run . ?run a prov:Activity ; kg:version ?version .
        ?place nif:anchorOf ?sentence ; nif:beginIndex ?b ; nif:endIndex ?e ; nif:referenceContext ?article } }"""
    (row,) = news.query(asked).rows
    assert [term.text for term in row] == [
        "Bo Ek will visit Japan on 2024-05-01.", "will visit", "1", "2024-05-01", "urn:newskg:article:day/one",
    ]  # fmt: skip
    assert row[3].datatype == rdf.XSD + "date"


def test_every_place_gives_its_words(news):
    """beginIndex and endIndex cut the words of anchorOf from the article's text."""
    found = news.query("SELECT ?b ?e ?w { GRAPH ?a { ?p nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?w } }")
    assert len(found) > 10
    for begin, end, words in found.rows:
        assert TEXT[int(begin.text) : int(end.text)] == words.text


def test_an_article_is_described_in_its_graph(news):
    """Metadata stand in the graph that bears the article's IRI, the web address as schema:url."""
    asked = "SELECT ?u ?t ?d { GRAPH ?a { ?a schema:url ?u ; schema:headline ?t ; schema:datePublished ?d } }"
    assert rows(news, asked) == [("https://news.example/1", "Travel", "2024-04-30")]


def test_the_text_is_only_in_exports_that_ask_for_it(news):
    """`--with-text` adds schema:articleBody; nothing else does."""
    assert not news.query("ASK { GRAPH ?a { ?a schema:articleBody ?text } }")
    with_text = {
        quad.object.value for quad in rdf.all_quads(news, with_text=True) if "articleBody" in str(quad.predicate)
    }
    assert with_text == {TEXT}


def test_inverses_and_superclasses_only_when_asked_for():
    """`kg:inferred` exists with `inferred`, and only there."""
    text = "Ann Lee leads Bo Ek."
    plain, more = graph(article("a", text)), graph(article("a", text), inferred=True)
    assert not plain.query("ASK { GRAPH kg:inferred { ?s ?p ?o } }")
    assert rows(more, "SELECT ?t { GRAPH kg:inferred { ?s rdfs:label ?l } GRAPH kg:inferred { ?s a ?t } }") == []
    asked = "SELECT DISTINCT ?t { GRAPH kg:inferred { ?s a ?t } ?s rdfs:label 'Ann Lee' }"
    assert ("agent",) in rows(more, asked)


def test_a_copy_is_a_place_of_the_statement_and_has_no_statements():
    """The text printed twice: one statement node, two places, and the copy says of which it is one."""
    text = "Ann Lee visits France."
    doubled = graph(article("a", text), article("b", text, source="Wire"))
    (count,) = doubled.query("SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s a kg:Statement } }").rows
    assert count[0].text == "1"
    places = rows(doubled, "SELECT ?a { GRAPH ?g { ?s prov:wasDerivedFrom ?p . ?p nif:referenceContext ?a } }")
    assert len(places) == 2
    assert doubled.query("ASK { GRAPH ?g { <urn:newskg:article:b> kg:duplicateOf <urn:newskg:article:a> } }")


def test_rdflib_sees_the_same_store(news):
    """`graph.rdf` is rdflib's view of the same quads."""
    view = news.rdf
    assert isinstance(view, rdflib.Dataset)
    assert len(set(view.quads())) == len(news.store)
    found = view.query("PREFIX kg: <urn:newskg:ontology#> SELECT ?who { ?who kg:visits ?where }")
    assert len(list(found)) == 3


@pytest.mark.parametrize("format", sorted(rdf.FORMATS))
def test_every_format_reads_back_equal(news, format):
    """What is written is what is held: pyoxigraph and rdflib read the same number of triples."""
    stream = BytesIO()
    rdf.write(news, stream, format)
    target = rdf.FORMATS[format]
    read = set(ox.parse(stream.getvalue(), format=target))
    if target.supports_datasets:
        assert read == set(news.store)
        return
    assert {quad.triple for quad in read} == set(rdf.triples(news))
    name = {"ttl": "turtle", "rdf": "xml", "nt": "nt"}[format]
    assert len(rdflib.Graph().parse(data=stream.getvalue(), format=name)) == len(rdf.triples(news))


SERIALISE = """
import hashlib, io
from kg.graph import rdf
from tests.newsroom import article, graph
news = graph(*(article(str(i), f"Ann Lee visits France. Bo Ek meets Cy {'XYZ'[i]}.") for i in range(3)))
for name in sorted(rdf.FORMATS):
    stream = io.BytesIO(); rdf.write(news, stream, name); print(name, hashlib.sha256(stream.getvalue()).hexdigest())
"""


def test_another_hash_seed_gives_the_same_bytes():
    """No format depends on the order of sets or of pyoxigraph's prefixes."""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SERIALISE], env={"PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == len(rdf.FORMATS)


HOSTILE = st.text(max_size=300) | st.sampled_from(["../x", "a b", "%zz", "C#", "a\nb", "\x00", "\ud800", "x" * 999, ""])


@settings(max_examples=200, deadline=None)
@given(HOSTILE, HOSTILE)
def test_article_iris_are_valid_and_differ(one, other):
    """Whatever an id holds, both libraries take its IRI, it is short, and two ids give two IRIs."""
    iri = rdf.article_iri(one)
    assert str(ox.NamedNode(iri)) == f"<{iri}>"
    assert rdflib.URIRef(iri).n3() == f"<{iri}>"
    assert len(iri) <= 200
    assert iri.isascii()
    assert (iri == rdf.article_iri(other)) == (one == other)


@given(st.text(max_size=60))
def test_any_text_survives_as_a_literal(words):
    """Characters that XML cannot hold are replaced one for one, nothing else changes."""
    line = f"<urn:x:s> <urn:x#p> {quads.text(words)} ."
    (written,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    literal = written.object
    assert literal.value == clean(words)
    assert len(literal.value) == len(words)
    for format in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML):
        triple = ox.Triple(ox.NamedNode("urn:x:s"), ox.NamedNode("urn:x#p"), literal)
        (read,) = ox.parse(ox.serialize([triple], format=format), format=format)
        assert read.object == literal


def test_a_place_is_a_fragment_of_its_article():
    """RFC 5147 character ranges, end exclusive."""
    assert rdf.place_iri("day/one", Span(3, 9)) == "urn:newskg:article:day/one#char=3,9"
