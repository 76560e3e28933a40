"""Parquet for pandas, DuckDB and Spark: `x.nodes.parquet` and `x.edges.parquet`, with lists and types kept."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import MissingPackage
from kg.exporters import files
from kg.exporters.csv import paths
from kg.graph.view import COUNT, EDGE_COLUMNS, FLAG, NODE_COLUMNS, NUMBER, TEXT, Statuses, view
from kg.model import Status

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

_LISTS = ("aliases", "same_as")
_ENDS = (("id", TEXT), ("source", TEXT), ("target", TEXT))


def export(graph: "KnowledgeGraph", path: Path, *, open: bool = False, statuses: Statuses = tuple(Status)) -> None:
    """Writes `x.nodes.parquet` and `x.edges.parquet`; what is not known is null.

    Raises `MissingPackage` without pyarrow.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingPackage("Parquet needs pyarrow; try: pip install 'newskg[parquet]'") from error
    shown = view(graph, open=open, statuses=statuses)
    nodes = _table(pa, shown.nodes, (("id", TEXT), *NODE_COLUMNS))
    edges = _table(pa, shown.edges, (*_ENDS, *EDGE_COLUMNS))
    with files.all_beside(*paths(path)) as (node_file, edge_file):
        pq.write_table(nodes, node_file)
        pq.write_table(edges, edge_file)


def _table(pa: Any, things: Iterable[object], columns: Iterable[tuple[str, str]]) -> Any:
    types = {TEXT: pa.string(), NUMBER: pa.float64(), COUNT: pa.int64(), FLAG: pa.bool_()}
    schema = pa.schema([(name, pa.list_(pa.string()) if name in _LISTS else types[kind]) for name, kind in columns])
    return pa.Table.from_pylist([_row(thing, schema.names) for thing in things], schema=schema)


def _row(thing: object, names: Iterable[str]) -> dict[str, Any]:
    values = {name: getattr(thing, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else _known(value) for name, value in values.items()}


def _known(value: Any) -> Any:
    return None if value == "" else value
