"""Cytoscape's own JSON: opens in Cytoscape desktop, and as `elements` in cytoscape.js."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters import files
from kg.graph.view import EDGE_COLUMNS, NODE_COLUMNS, Statuses, row, view
from kg.model import Status

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def export(graph: "KnowledgeGraph", path: Path, *, open: bool = False, statuses: Statuses = tuple(Status)) -> None:
    """Writes nodes and edges; `open` adds the facts whose relation the ontology does not know."""
    shown = view(graph, open=open, statuses=statuses)
    nodes = [
        {"data": {"id": node.id, "value": node.id, "name": node.label, **row(node, NODE_COLUMNS)}}
        for node in shown.nodes
    ]
    edges = [
        {
            "data": {
                "id": edge.id,
                "key": edge.id,
                "source": edge.source,
                "target": edge.target,
                "interaction": edge.relation,
                **row(edge, EDGE_COLUMNS),
            }
        }
        for edge in shown.edges
    ]
    network = {
        "format_version": "1.0",
        "generated_by": "newskg",
        "target_cytoscapejs_version": "~3",
        "data": {"name": "news"},
        "directed": True,
        "multigraph": True,
        "elements": {"nodes": nodes, "edges": edges},
    }
    with files.text(path) as stream:
        json.dump(network, stream, ensure_ascii=False, indent=1)
        stream.write("\n")
