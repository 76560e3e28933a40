"""GEXF, GraphML and Cytoscape's JSON, each read by programs that we did not write."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.exporters import cyjs, gexf, graphml
from kg.graph.view import to_networkx, view
from tests.exporters.given import Given

NODE = ("id", "label", "type", "aliases", "facts")
EDGE = ("source", "target", "id", "label", "relation", "status", "date", "confidence", "weight", "quote", "open")


def wanted(graph: Given) -> tuple[Counter[Any], Counter[Any]]:
    shown = view(graph, open=True)
    nodes = ({"id": n.id, **_joined(n)} for n in shown.nodes)
    edges = ({name: getattr(e, name) for name in EDGE} for e in shown.edges)
    return _rows(nodes, NODE), _rows(edges, EDGE)


def _joined(node: Any) -> dict[str, Any]:
    return {"label": node.label, "type": node.type, "aliases": "|".join(node.aliases), "facts": node.facts}


def _rows(things: Iterable[Mapping[str, Any]], names: Iterable[str]) -> Counter[Any]:
    """A reader that leaves out what is missing, and one that gives "" or None for it, have seen the same."""
    return Counter(tuple(_same(thing.get(name, "")) for name in names) for thing in things)


def _same(value: Any) -> Any:
    if value is None or (isinstance(value, float) and value != value):
        return ""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def from_networkx(network: nx.MultiDiGraph) -> tuple[Counter[Any], Counter[Any]]:
    nodes = ({"id": id, **data} for id, data in network.nodes(data=True))
    edges = ({"source": s, "target": t, "id": key, **data} for s, t, key, data in network.edges(keys=True, data=True))
    return _rows(nodes, NODE), _rows(edges, EDGE)


def test_the_awkward_graph_is_awkward(graph: Given) -> None:
    """There is something to lose: parallel edges, loops, missing values, or a thousand strings."""
    shown = view(graph, open=True)
    pairs = Counter((edge.source, edge.target) for edge in shown.edges)
    assert len(shown.nodes) >= 1_000 or (max(pairs.values()) >= 5 and any(s == t for s, t in pairs))


def test_networkx_sees_every_node_and_edge(graph: Given) -> None:
    assert from_networkx(to_networkx(graph, open=True)) == wanted(graph)


def test_gexf_reads_back_in_networkx(graph: Given, tmp_path: Path) -> None:
    gexf.export(graph, tmp_path / "x.gexf", open=True)
    network = nx.read_gexf(tmp_path / "x.gexf")
    assert isinstance(network, nx.MultiDiGraph)
    assert from_networkx(network) == wanted(graph)


def test_gexf_reads_back_in_graphology(
    graph: Given, tmp_path: Path, node: Callable[[str, Path], dict[str, Any]]
) -> None:
    gexf.export(graph, tmp_path / "x.gexf", open=True)
    seen = node("gexf", tmp_path / "x.gexf")
    assert (_rows(seen["nodes"], NODE), _rows(seen["edges"], EDGE)) == wanted(graph)


def test_gexf_gives_a_spell_to_what_has_a_year(tmp_path: Path) -> None:
    """2024-02 lasts from the first to the last of February; a date without a year, or that never was, has no spell."""
    from tests.exporters.given import awkward

    gexf.export(awkward(), tmp_path / "x.gexf")
    network = nx.read_gexf(tmp_path / "x.gexf")
    spells = {data["date"]: data.get("spells") for *_, data in network.edges(data=True) if data.get("date")}
    assert spells == {
        "2024-04-10": [("2024-04-10", "2024-04-10")],
        "2013-12-10": [("2013-12-10", "2013-12-10")],
        "2024-02": [("2024-02-01", "2024-02-29")],
        "--04-10": None,
        "0000-13-40": None,
    }


def test_graphml_reads_back_in_networkx(graph: Given, tmp_path: Path) -> None:
    graphml.export(graph, tmp_path / "x.graphml", open=True)
    network = nx.read_graphml(tmp_path / "x.graphml", force_multigraph=True)
    assert from_networkx(network) == wanted(graph)


def test_graphml_reads_back_in_igraph(graph: Given, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    graphml.export(graph, tmp_path / "x.graphml", open=True)
    network = igraph.Graph.Read_GraphML(str(tmp_path / "x.graphml"))
    ids = network.vs["id"]
    nodes = _rows((vertex.attributes() for vertex in network.vs), NODE)
    ends = ({"source": ids[e.source], "target": ids[e.target]} for e in network.es)
    edges = _rows(({**e.attributes(), **end, "id": e["fact"]} for e, end in zip(network.es, ends, strict=True)), EDGE)
    assert (nodes, edges) == wanted(graph)


def test_yed_finds_its_labels(graph: Given, tmp_path: Path) -> None:
    """Each node and edge carries its label where yEd looks for it."""
    from xml.etree import ElementTree

    graphml.export(graph, tmp_path / "x.graphml", open=True)
    root = ElementTree.parse(tmp_path / "x.graphml")
    shown = view(graph, open=True)
    for tag, things in (("NodeLabel", shown.nodes), ("EdgeLabel", shown.edges)):
        labels = [element.text or "" for element in root.iter(f"{{http://www.yworks.com/xml/graphml}}{tag}")]
        assert labels == [thing.label for thing in things]


def test_cyjs_reads_back_in_networkx(graph: Given, tmp_path: Path) -> None:
    cyjs.export(graph, tmp_path / "x.cyjs", open=True)
    network = nx.cytoscape_graph(json.loads((tmp_path / "x.cyjs").read_text(encoding="utf-8")))
    assert isinstance(network, nx.MultiDiGraph)
    nodes = _rows((data for _, data in network.nodes(data=True)), NODE)
    edges = _rows((data for *_, data in network.edges(data=True)), EDGE)
    assert (nodes, edges) == wanted(graph)


def test_cyjs_reads_back_in_cytoscape(
    graph: Given, tmp_path: Path, node: Callable[[str, Path], dict[str, Any]]
) -> None:
    cyjs.export(graph, tmp_path / "x.cyjs", open=True)
    seen = node("cyjs", tmp_path / "x.cyjs")
    assert (_rows(seen["nodes"], NODE), _rows(seen["edges"], EDGE)) == wanted(graph)


def test_open_facts_and_statuses_are_chosen(tmp_path: Path) -> None:
    from tests.exporters.given import awkward

    given = awkward()
    everything = view(given, open=True)
    assert [edge.relation for edge in everything.edges if edge.open] == ["is =fond of</relation>"]
    happened = view(given, statuses=["asserted"])
    assert {edge.status for edge in happened.edges} == {"asserted"}
    assert len(happened.edges) < len(view(given).edges) < len(everything.edges)


@pytest.mark.parametrize("module", [gexf, graphml, cyjs])
def test_twice_the_same_bytes(module: Any, graph: Given, tmp_path: Path) -> None:
    module.export(graph, tmp_path / "one", open=True)
    module.export(Given(facts_=list(reversed(graph.facts_)), articles=graph.articles), tmp_path / "two", open=True)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
