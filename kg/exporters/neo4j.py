"""A folder for Neo4j: two tables with typed headers for `neo4j-admin`, and a script that loads without it.

Labels and relationship types come from the ontology alone; whatever an article says is a property, never code.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched, groupby
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.exporters import files
from kg.graph.view import COUNT, EDGE_COLUMNS, FLAG, NODE_COLUMNS, NUMBER, TEXT, Edge, Node, Statuses, View, view
from kg.model import Status

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

NODES, EDGES, SCRIPT = "nodes.csv", "relationships.csv", "load.cypher"
# Between the items of a list; `clean` has removed it from every text.
LIST_MARK = "\x1f"
EVERY_NODE, OPEN_EDGE = "Thing", "relatedTo"

_TYPES = {TEXT: "string", NUMBER: "double", COUNT: "int", FLAG: "boolean"}
_LISTS = ("aliases", "same_as")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_BATCH = 200

type Value = str | float | int | bool | tuple[str, ...]


def export(graph: "KnowledgeGraph", path: Path, *, open: bool = False, statuses: Statuses = tuple(Status)) -> None:
    """Writes `nodes.csv`, `relationships.csv` and `load.cypher`; `open` adds facts the ontology has no relation for."""
    shown = view(graph, open=open, statuses=statuses)
    with files.folder(path) as folder:
        _write_nodes(folder / NODES, shown.nodes)
        _write_edges(folder / EDGES, shown.edges)
        with (folder / SCRIPT).open("w", encoding="utf-8", newline="\n") as stream:
            _write_script(stream, shown)


def label(type: str) -> str:
    """The Neo4j label of a class: its id, or `Thing` for what is no name (then the property `type` tells)."""
    return type if _NAME.fullmatch(type) else EVERY_NODE


def relationship(edge: Edge) -> str:
    """The relationship type of an edge: the id of its relation; one type for everything outside the ontology."""
    return edge.relation if not edge.open and _NAME.fullmatch(edge.relation) else OPEN_EDGE


def _write_nodes(path: Path, nodes: Iterable[Node]) -> None:
    header = ["id:ID", *(_header(name, kind) for name, kind in NODE_COLUMNS), ":LABEL"]
    cells = ([node.id, *_cells(node, NODE_COLUMNS), LIST_MARK.join(_labels(node))] for node in nodes)
    _write_table(path, header, cells)


def _write_edges(path: Path, edges: Iterable[Edge]) -> None:
    header = [":START_ID", ":END_ID", ":TYPE", "id", *(_header(name, kind) for name, kind in EDGE_COLUMNS)]
    cells = ([edge.source, edge.target, relationship(edge), edge.id, *_cells(edge, EDGE_COLUMNS)] for edge in edges)
    _write_table(path, header, cells)


def _labels(node: Node) -> list[str]:
    return list(dict.fromkeys((EVERY_NODE, label(node.type))))


def _header(name: str, kind: str) -> str:
    return f"{name}:{_TYPES[kind]}{'[]' if name in _LISTS else ''}"


def _cells(thing: Node | Edge, columns: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, _ in columns:
        value: Value = getattr(thing, name)
        yield LIST_MARK.join(value) if isinstance(value, tuple) else _plain(value)


def _plain(value: str | float | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _write_script(stream: IO[str], shown: View) -> None:
    stream.write(f"CREATE CONSTRAINT thing_id IF NOT EXISTS FOR (n:{EVERY_NODE}) REQUIRE n.id IS UNIQUE;\n")
    nodes = sorted(shown.nodes, key=lambda node: (label(node.type), node.id))
    for name, group in groupby(nodes, key=lambda node: label(node.type)):
        for batch in batched(group, _BATCH):
            stream.write(_rows({"id": node.id, **_properties(node, NODE_COLUMNS)} for node in batch))
            stream.write(f"MERGE (n:{EVERY_NODE} {{id: row.id}}) SET n += row SET n:`{name}`;\n")
    edges = sorted(shown.edges, key=lambda edge: (relationship(edge), edge.id))
    for name, group_of_edges in groupby(edges, key=relationship):
        for batch_of_edges in batched(group_of_edges, _BATCH):
            stream.write(_rows(_ends(edge) | {"fact": _properties(edge, EDGE_COLUMNS)} for edge in batch_of_edges))
            stream.write(f"MATCH (a:{EVERY_NODE} {{id: row.source}}), (b:{EVERY_NODE} {{id: row.target}})\n")
            stream.write(f"MERGE (a)-[r:`{name}` {{id: row.id}}]->(b) SET r += row.fact;\n")


def _ends(edge: Edge) -> dict[str, Value | Mapping[str, Value]]:
    return {"id": edge.id, "source": edge.source, "target": edge.target}


def _properties(thing: Node | Edge, columns: Iterable[tuple[str, str]]) -> dict[str, Value]:
    return {name: getattr(thing, name) for name, _ in columns}


def _rows(rows: Iterable[Mapping[str, Value | Mapping[str, Value]]]) -> str:
    return f"UNWIND [\n{',\n'.join('  ' + _map(row) for row in rows)}\n] AS row\n"


def _map(values: Mapping[str, Value | Mapping[str, Value]]) -> str:
    return "{" + ", ".join(f"{name}: {_literal(value)}" for name, value in values.items()) + "}"


def _literal(value: Value | Mapping[str, Value]) -> str:
    if isinstance(value, Mapping):
        return _map(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(quoted(item) for item in value) + "]"
    return quoted(value) if isinstance(value, str) else _plain(value)


def quoted(text: str) -> str:
    r"""A Cypher string that means exactly this text, also to a parser that decodes \u before it reads strings.

    >>> print(quoted("O'Brien"), quoted("a\\u0027"))
    'O\'Brien' 'a\\' + 'u0027'
    """
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    escaped = escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    # Never a backslash before a u: some versions of Neo4j would read \\u0027 as a quote that ends the string.
    return "'" + re.sub(r"\\\\(?=[uU])", r"\\\\' + '", escaped) + "'"
