"""RDF in its usual spellings: Turtle and RDF/XML hold one graph, TriG, N-Quads and JSON-LD keep the graphs apart."""

from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters import files
from kg.graph import jsonld as json_ld
from kg.graph import rdf

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
