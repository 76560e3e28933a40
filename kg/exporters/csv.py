"""Two tables for Excel, LibreOffice and pandas: `x.nodes.csv` and `x.edges.csv`, in which no cell is a formula."""

import csv
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters import files
from kg.graph.view import EDGE_COLUMNS, NODE_COLUMNS, Statuses, row, view
from kg.model import Status

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

# What a spreadsheet may take for the begin of a formula, also in its full-width form.
_BEGINS_FORMULA = frozenset("=+-@")
_INVISIBLE = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))

type Cell = str | float | int | bool


def export(
    graph: "KnowledgeGraph",
    path: Path,
    *,
    open: bool = False,
    statuses: Statuses = tuple(Status),
    raw: bool = False,
) -> None:
    """Writes `x.nodes.csv` and `x.edges.csv` for a path `x.csv`, in UTF-8 with the mark that Excel wants.

    A cell that a spreadsheet would calculate gets an apostrophe before it; `raw` leaves it as it is.
    """
    shown = view(graph, open=open, statuses=statuses)
    labels = {node.id: node.label for node in shown.nodes}
    types = {node.id: node.type for node in shown.nodes}
    nodes: list[dict[str, Cell]] = [{"id": node.id, **row(node, NODE_COLUMNS)} for node in shown.nodes]
    edges: list[dict[str, Cell]] = [
        {
            "id": edge.id,
            "subject": labels[edge.source],
            "subject_type": types[edge.source],
            "subject_id": edge.source,
            "object": labels[edge.target],
            "object_type": types[edge.target],
            "object_id": edge.target,
            **row(edge, EDGE_COLUMNS),
        }
        for edge in shown.edges
    ]
    with files.all_beside(*paths(path)) as (node_file, edge_file):
        _write(node_file, NODE_HEADER, nodes, raw=raw)
        _write(edge_file, EDGE_HEADER, edges, raw=raw)


NODE_HEADER = ("id", *(name for name, _ in NODE_COLUMNS))
EDGE_HEADER = (
    "id",
    "subject",
    "subject_type",
    "subject_id",
    "object",
    "object_type",
    "object_id",
    *(name for name, _ in EDGE_COLUMNS),
)


def paths(path: Path) -> tuple[Path, Path]:
    """Where the nodes and the edges of `x.csv` go: beside it, as `x.nodes.csv` and `x.edges.csv`.

    >>> [p.name for p in paths(Path("news.csv"))]
    ['news.nodes.csv', 'news.edges.csv']
    """
    suffix = path.suffix
    stem = path.name[: -len(suffix)] if suffix else path.name
    return path.with_name(f"{stem}.nodes{suffix}"), path.with_name(f"{stem}.edges{suffix}")


def _write(path: Path, header: Iterable[str], rows: Iterable[dict[str, Cell]], *, raw: bool) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        names = list(header)
        writer.writerow(names)
        for cells in rows:
            writer.writerow([_cell(cells[name], raw=raw) for name in names])


def _cell(value: Cell, *, raw: bool) -> Cell:
    if isinstance(value, bool):
        return str(value).lower()
    return value if raw or not isinstance(value, str) else harmless(value)


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it when a spreadsheet might calculate it.

    Blanks, controls and invisible marks before the sign do not hide it, nor does its full-width form.

    >>> harmless("=1+1"), harmless("Tokyo")
    ("'=1+1", 'Tokyo')
    """
    if cell[:1] in ("\t", "\r", "\n"):
        return f"'{cell}"
    for character in cell:
        if unicodedata.category(character) in _INVISIBLE:
            continue
        return f"'{cell}" if unicodedata.normalize("NFKC", character)[:1] in _BEGINS_FORMULA else cell
    return cell
