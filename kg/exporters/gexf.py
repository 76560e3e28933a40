"""GEXF for Gephi: types, weights, and a spell for every fact that has a date with a year."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters import files
from kg.exporters.xml import HEADER, tag
from kg.graph.days import first_and_last_day
from kg.graph.view import COUNT, EDGE_COLUMNS, FLAG, NODE_COLUMNS, NUMBER, TEXT, Edge, Node, Statuses, row, view
from kg.model import Status

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

_TYPES = {TEXT: "string", NUMBER: "double", COUNT: "integer", FLAG: "boolean"}


def export(graph: "KnowledgeGraph", path: Path, *, open: bool = False, statuses: Statuses = tuple(Status)) -> None:
    """Writes nodes and edges; `open` adds the facts whose relation the ontology does not know."""
    shown = view(graph, open=open, statuses=statuses)
    with files.text(path) as stream:
        stream.write(HEADER)
        stream.write(tag("gexf", {"xmlns": "http://www.gexf.net/1.2draft", "version": "1.2"}) + "\n")
        stream.write(tag("graph", {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"}) + "\n")
        stream.writelines(_columns("node", NODE_COLUMNS))
        stream.writelines(_columns("edge", EDGE_COLUMNS))
        stream.write("<nodes>\n")
        stream.writelines(_node(node) for node in shown.nodes)
        stream.write("</nodes>\n<edges>\n")
        stream.writelines(_edge(edge) for edge in shown.edges)
        stream.write("</edges>\n</graph>\n</gexf>\n")


def _written(columns: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    # Gephi has label and weight built in; a second column of that name would clash with them.
    return [(name, kind) for name, kind in columns if name not in ("label", "weight")]


def _columns(kind: str, columns: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield tag("attributes", {"class": kind, "mode": "static"}) + "\n"
    for name, type in _written(columns):
        yield tag("attribute", {"id": name, "title": name, "type": _TYPES[type]}, close=True) + "\n"
    yield "</attributes>\n"


def _node(node: Node) -> str:
    return f"{tag('node', {'id': node.id, 'label': node.label})}{_values(node, NODE_COLUMNS)}</node>\n"


def _edge(edge: Edge) -> str:
    attributes = {
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "label": edge.label,
        "weight": f"{edge.weight}.0",
        "kind": edge.relation,
    }
    return f"{tag('edge', attributes)}{_values(edge, EDGE_COLUMNS)}{_spells(edge.date)}</edge>\n"


def _values(thing: Node | Edge, columns: Iterable[tuple[str, str]]) -> str:
    values = row(thing, _written(columns))
    given = (
        tag("attvalue", {"for": name, "value": _value(value)}, close=True)
        for name, value in values.items()
        if value != ""
    )
    return f"<attvalues>{''.join(given)}</attvalues>"


def _value(value: str | float | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _spells(date: str) -> str:
    days = first_and_last_day(date)
    if days is None:
        return ""
    return f"<spells>{tag('spell', {'start': days[0], 'end': days[1]}, close=True)}</spells>"
