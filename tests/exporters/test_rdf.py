"""RDF, read by pyoxigraph, rdflib and rapper."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from kg.exporters import rdf
from kg.graph import KnowledgeGraph
from kg.graph.characters import clean
from kg.graph.rdf import RDFS, all_quads, triples
from tests.exporters.conftest import absent
from tests.exporters.given import Given, awkward, real

ONE_GRAPH = {"ttl": rdf.turtle, "rdf": rdf.xml, "nt": rdf.ntriples}
MANY_GRAPHS = {"trig": rdf.trig, "nq": rdf.nquads, "jsonld": rdf.jsonld}
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "rdf": ox.RdfFormat.RDF_XML,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RDFLIB = {"ttl": "turtle", "rdf": "xml", "nt": "nt", "trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
RAPPER = {"ttl": "turtle", "rdf": "rdfxml", "nt": "ntriples", "nq": "nquads"}


@pytest.fixture(scope="module")
def whole(graph: Given) -> KnowledgeGraph:
    """Of the open facts one in ten: RDF says so much about each that a thousand would take minutes."""
    facts = [told for number, told in enumerate(graph.facts_) if not told.open or number % 10 == 1]
    return real(Given(facts_=facts, articles=graph.articles))


@pytest.fixture(scope="module")
def written(whole: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rdf")
    for suffix, export in (ONE_GRAPH | MANY_GRAPHS).items():
        export(whole, folder / f"x.{suffix}")
    return folder


@pytest.mark.parametrize("suffix", ONE_GRAPH)
def test_one_graph_reads_back_in_pyoxigraph(suffix: str, whole: KnowledgeGraph, written: Path) -> None:
    seen = {quad.triple for quad in ox.parse(path=str(written / f"x.{suffix}"), format=FORMATS[suffix])}
    assert seen == set(triples(whole))


@pytest.mark.parametrize("suffix", MANY_GRAPHS)
def test_many_graphs_read_back_in_pyoxigraph(suffix: str, whole: KnowledgeGraph, written: Path) -> None:
    seen = set(ox.parse(path=str(written / f"x.{suffix}"), format=FORMATS[suffix]))
    assert seen == set(all_quads(whole))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize("suffix", [*ONE_GRAPH, *MANY_GRAPHS])
def test_rdflib_sees_as_many(suffix: str, tmp_path: Path) -> None:
    """rdflib would take minutes for the thousand strings, so it gets the awkward graph."""
    whole = real(awkward())
    (ONE_GRAPH | MANY_GRAPHS)[suffix](whole, tmp_path / "x")
    wanted = len(triples(whole)) if suffix in ONE_GRAPH else len(all_quads(whole))
    dataset = rdflib.Dataset()
    dataset.parse(tmp_path / "x", format=RDFLIB[suffix])
    assert len(set(dataset.quads())) == wanted


@pytest.mark.parametrize("suffix", RAPPER)
def test_rapper_sees_as_many(suffix: str, whole: KnowledgeGraph, written: Path) -> None:
    if not shutil.which("rapper"):
        absent("rapper")
    command = ["rapper", "--quiet", "--input", RAPPER[suffix], "--output", "ntriples", str(written / f"x.{suffix}")]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    wanted = len(triples(whole)) if suffix in ONE_GRAPH else len({quad.triple for quad in all_quads(whole)})
    assert len(set(done.stdout.splitlines())) == wanted


def test_labels_come_out_as_they_went_in(graph: Given, written: Path) -> None:
    seen: dict[str, str] = {}
    for quad in ox.parse(path=str(written / "x.ttl"), format=ox.RdfFormat.TURTLE):
        if quad.predicate.value == RDFS + "label":
            seen[quad.subject.value] = quad.object.value
    for id, entity in graph.entities.items():
        assert seen[id] == clean(entity.label)


def test_json_ld_speaks_our_words_and_fetches_nothing(written: Path) -> None:
    """The context lies in the file and names no other; statuses and relations are bare words."""
    document = json.loads((written / "x.jsonld").read_text(encoding="utf-8"))
    context = document["@context"]
    assert isinstance(context, dict) and all(isinstance(value, str) for value in context.values())
    assert "@import" not in context
    nodes: list[dict[str, Any]] = document["@graph"]
    assert any("visits" in node and "label" in node and node["type"] == "Person" for node in nodes)
    assert {"kg:asserted"} <= {node["id"] for node in nodes if "graph" in node}


@pytest.mark.parametrize("suffix", [*ONE_GRAPH, *MANY_GRAPHS])
def test_twice_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    """A graph made again from the same values, in another order, gives the same file."""
    given = awkward()
    backwards = Given(facts_=given.facts_, articles=dict(reversed(given.articles.items())))
    for name, whole in (("one", real(given)), ("two", real(backwards))):
        (ONE_GRAPH | MANY_GRAPHS)[suffix](whole, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_text_of_articles_only_on_demand(whole: KnowledgeGraph, written: Path, tmp_path: Path) -> None:
    rdf.turtle(whole, tmp_path / "x.ttl", with_text=True)
    assert b"articleBody" in (tmp_path / "x.ttl").read_bytes()
    assert b"articleBody" not in (written / "x.ttl").read_bytes()
