"""RDF in its usual spellings: Turtle and RDF/XML hold one graph, TriG, N-Quads and JSON-LD keep the graphs apart."""

from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters import files
from kg.graph import jsonld as json_ld
from kg.graph import rdf, styles

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def turtle(graph: "KnowledgeGraph", path: Path, *, with_text: bool = False) -> None:
    """Turtle: plain triples, statements and their evidence in one graph; `with_text` adds the articles' text."""
    _write(graph, path, "ttl", with_text=with_text)


def xml(graph: "KnowledgeGraph", path: Path, *, with_text: bool = False) -> None:
    """RDF/XML: what Turtle holds."""
    _write(graph, path, "rdf", with_text=with_text)


def ntriples(graph: "KnowledgeGraph", path: Path, *, with_text: bool = False) -> None:
    """N-Triples: what Turtle holds, a triple a line."""
    _write(graph, path, "nt", with_text=with_text)


def trig(graph: "KnowledgeGraph", path: Path, *, with_text: bool = False) -> None:
    """TriG: the default graph and every named graph."""
    _write(graph, path, "trig", with_text=with_text)


def nquads(graph: "KnowledgeGraph", path: Path, *, with_text: bool = False) -> None:
    """N-Quads: what TriG holds, a quad a line."""
    _write(graph, path, "nq", with_text=with_text)


def jsonld(graph: "KnowledgeGraph", path: Path, *, with_text: bool = False) -> None:
    """JSON-LD: what TriG holds, in words that a person can read; the context lies in the file."""
    with files.binary(path) as stream:
        json_ld.write(rdf.all_quads(graph, with_text=with_text), stream)


def _write(graph: "KnowledgeGraph", path: Path, format: str, *, with_text: bool) -> None:
    with files.binary(path) as stream:
        rdf.write(graph, stream, format, with_text=with_text)


def rdf12(graph: "KnowledgeGraph", path: Path) -> None:
    """Turtle of RDF 1.2: every statement annotates its triple."""
    with files.binary(path) as stream:
        styles.write(styles.rdf12(graph), stream, rdf.FORMATS["ttl"])


def wikidata(graph: "KnowledgeGraph", path: Path) -> None:
    """Turtle in Wikidata's way: claims, statement nodes, qualifiers, ranks."""
    with files.binary(path) as stream:
        styles.write(styles.wikidata(graph), stream, rdf.FORMATS["ttl"])


def nanopub(graph: "KnowledgeGraph", path: Path) -> None:
    """TriG: a nanopublication a statement."""
    with files.binary(path) as stream:
        styles.write(styles.nanopubs(graph), stream, rdf.FORMATS["trig"])
