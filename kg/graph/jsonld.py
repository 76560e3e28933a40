"""JSON-LD that a person can read: our own context inside the file, so that nothing is ever fetched to read it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import IO, Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.graph.rdf import KG, PREFIXES, RDF, RDFS, SKOS, XSD, order

ALIASES = {
    "id": "@id",
    "type": "@type",
    "value": "@value",
    "graph": "@graph",
    "language": "@language",
    "label": RDFS + "label",
    "altLabel": SKOS + "altLabel",
}
CONTEXT: Mapping[str, str] = {"@vocab": KG, **PREFIXES, **ALIASES}

_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_BY_IRI = {iri: name for name, iri in ALIASES.items() if not iri.startswith("@")}
_PREFIX_OF = sorted(((iri, name) for name, iri in PREFIXES.items()), reverse=True)

type Json = dict[str, Any]


def write(quads: Iterable[Quad], stream: IO[bytes]) -> None:
    """Writes sorted quads as one document: the default graph's nodes, then one node a named graph."""
    head = json.dumps(CONTEXT, ensure_ascii=False, indent=1)
    stream.write(f'{{"@context": {head},\n"@graph": [\n'.encode())
    first = True
    for node in _nodes(quads):
        stream.write(("" if first else ",\n").encode() + json.dumps(node, ensure_ascii=False).encode())
        first = False
    stream.write(b"\n]}\n")


def _nodes(quads: Iterable[Quad]) -> Iterator[Json]:
    for name, group in groupby(sorted(quads, key=order), key=lambda quad: quad.graph_name):
        nodes = (_node(subject, list(said)) for subject, said in groupby(group, key=lambda quad: quad.subject))
        if isinstance(name, DefaultGraph):
            yield from nodes
        else:
            yield {"id": _iri(name), "graph": list(nodes)}


def _node(subject: Any, quads: Iterable[Quad]) -> Json:
    node: Json = {"id": _iri(subject)}
    for quad in quads:
        if quad.predicate.value == RDF + "type" and isinstance(quad.object, NamedNode):
            node.setdefault("type", []).append(_term(quad.object.value))
        else:
            node.setdefault(_term(quad.predicate.value), []).append(_object(quad.object))
    return {key: values[0] if isinstance(values, list) and len(values) == 1 else values for key, values in node.items()}


def _object(term: Any) -> Json | str:
    if not isinstance(term, Literal):
        return {"id": _iri(term)}
    if term.language:
        return {"value": term.value, "language": term.language}
    if term.datatype.value == XSD + "string":
        return term.value
    return {"value": term.value, "type": _term(term.datatype.value)}


def _iri(term: Any) -> str:
    """An identifier: never a bare word, which a reader would take for a file beside the document."""
    if not isinstance(term, NamedNode):
        return str(term)
    return _short(term.value) or term.value


def _term(iri: str) -> str:
    """A predicate, class or datatype: a bare word of our ontology, a prefixed name, or the whole IRI."""
    if iri in _BY_IRI:
        return _BY_IRI[iri]
    local = iri.removeprefix(KG)
    if iri.startswith(KG) and _LOCAL.fullmatch(local) and local not in CONTEXT:
        return local
    return _short(iri) or iri


def _short(iri: str) -> str | None:
    for start, prefix in _PREFIX_OF:
        if iri.startswith(start) and _LOCAL.fullmatch(iri[len(start) :]):
            return f"{prefix}:{iri[len(start) :]}"
    return None
