"""GraphML for yEd, igraph and whatever else reads networks; yEd finds its labels and shapes."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters import files
from kg.exporters.xml import HEADER, content, tag
from kg.graph.view import COUNT, EDGE_COLUMNS, FLAG, NODE_COLUMNS, NUMBER, TEXT, Edge, Node, Statuses, row, view
from kg.model import Status

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

_TYPES = {TEXT: "string", NUMBER: "double", COUNT: "int", FLAG: "boolean"}
_ROOT = {"xmlns": "http://graphml.graphdrawing.org/xmlns", "xmlns:y": "http://www.yworks.com/xml/graphml"}
_LINES = {
    "asserted": "line",
    "planned": "dashed",
    "reported": "dotted",
    "possible": "dotted",
    "denied": "dashed_dotted",
}


def export(graph: "KnowledgeGraph", path: Path, *, open: bool = False, statuses: Statuses = tuple(Status)) -> None:
    """Writes nodes and edges; `open` adds the facts whose relation the ontology does not know."""
    shown = view(graph, open=open, statuses=statuses)
    with files.text(path) as stream:
        stream.write(HEADER)
        stream.write(tag("graphml", _ROOT) + "\n")
        stream.writelines(_keys("node", NODE_COLUMNS))
        # igraph 1.0 mixes up the ids of edges and nodes; a column of its own keeps the fact's id in sight.
        stream.writelines(_keys("edge", (("fact", TEXT), *EDGE_COLUMNS)))
        stream.write(tag("key", {"id": "nodegraphics", "for": "node", "yfiles.type": "nodegraphics"}, close=True))
        stream.write("\n")
        stream.write(tag("key", {"id": "edgegraphics", "for": "edge", "yfiles.type": "edgegraphics"}, close=True))
        stream.write("\n" + tag("graph", {"id": "news", "edgedefault": "directed"}) + "\n")
        stream.writelines(_node(node) for node in shown.nodes)
        stream.writelines(_edge(edge) for edge in shown.edges)
        stream.write("</graph>\n</graphml>\n")


def _keys(kind: str, columns: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, type in columns:
        key = {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": _TYPES[type]}
        yield tag("key", key, close=True) + "\n"


def _node(node: Node) -> str:
    look = f"<y:ShapeNode><y:NodeLabel>{content(node.label)}</y:NodeLabel></y:ShapeNode>"
    data = _data("node", node, NODE_COLUMNS) + f'<data key="nodegraphics">{look}</data>'
    return f"{tag('node', {'id': node.id})}{data}</node>\n"


def _edge(edge: Edge) -> str:
    style = tag("y:LineStyle", {"type": _LINES[edge.status], "width": "1.0"}, close=True)
    arrows = tag("y:Arrows", {"source": "none", "target": "standard"}, close=True)
    look = f"<y:PolyLineEdge>{style}{arrows}<y:EdgeLabel>{content(edge.label)}</y:EdgeLabel></y:PolyLineEdge>"
    data = _data("edge", edge, EDGE_COLUMNS) + f'<data key="edgegraphics">{look}</data>'
    fact = f'<data key="edge_fact">{content(edge.id)}</data>'
    return f"{tag('edge', {'id': edge.id, 'source': edge.source, 'target': edge.target})}{fact}{data}</edge>\n"


def _data(kind: str, thing: Node | Edge, columns: Iterable[tuple[str, str]]) -> str:
    cells = (
        (name, str(value).lower() if isinstance(value, bool) else str(value))
        for name, value in row(thing, columns).items()
        if value != "" or name == "label"
    )
    return "".join(f'<data key="{kind}_{name}">{content(value)}</data>' for name, value in cells)
