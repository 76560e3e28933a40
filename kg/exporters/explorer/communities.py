"""Groups of nodes that are tied more to each other than to the rest: the overview of a large graph."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import networkx as nx

from kg.exporters.explorer.labels import shortened
from kg.exporters.explorer.layout import SEED
from kg.exporters.explorer.outskirts import TURN

# Smaller groups, and what is tied to nothing, gather in one last group.
SMALLEST = 4
MOST = 60
NAME_SIZE = 14.0
# Above this many nodes the page opens with its communities.
OVERVIEW_ABOVE = 5000

type Json = Any


def overview(nodes: Sequence[dict[str, Json]], lines: Sequence[Json], families: Sequence[str]) -> dict[str, Json]:
    """Bubbles with their places, and whether the page opens with them.

    Each node is told its bubble, as "group". `families` are those of the types, by index.
    """
    ties = [(line["from"], line["to"]) for line in lines]
    groups = communities(range(len(nodes)), ties)
    for place, group in enumerate(groups):
        for node in group:
            nodes[node]["group"] = place
    bubbles = [_bubble([nodes[node] for node in group], families) for group in groups]
    _place(bubbles)
    return {"groups": bubbles, "overview": len(nodes) > OVERVIEW_ABOVE}


def communities(nodes: Sequence[int], ties: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups of nodes, the largest first, each sorted; the last holds what belongs to no larger group."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(nodes)
    for (first, second), weight in sorted(Counter(tuple(sorted(tie)) for tie in ties).items()):
        graph.add_edge(first, second, weight=weight)
    found = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    large = [group for group in groups[:MOST] if len(group) >= SMALLEST]
    rest = sorted(node for group in groups[len(large) :] for node in group)
    return [*large, rest] if rest else large


def _bubble(group: Sequence[dict[str, Json]], families: Sequence[str]) -> dict[str, Json]:
    known = sorted(group, key=lambda node: (-node["size"], node["id"]))
    family, _ = Counter(families[node["type"]] for node in group).most_common(1)[0]
    return {
        "name": [shortened(node["label"], NAME_SIZE) for node in known[:3]],
        "count": len(group),
        "family": family,
        "size": round(min(52 + 3.6 * len(group) ** 0.5, 170)),
    }


def _place(bubbles: Sequence[dict[str, Json]]) -> None:
    """Each bubble on a spiral from the middle, where it first touches no larger one."""
    placed: list[dict[str, Json]] = []
    for bubble in bubbles:
        step = 0
        while True:
            reach, turn = 9.0 * math.sqrt(step), step * TURN
            x, y = round(reach * math.cos(turn) * 1.3), round(reach * math.sin(turn) * 0.8)
            if all(
                math.hypot(x - other["x"], y - other["y"]) >= bubble["size"] + other["size"] + 10 for other in placed
            ):
                break
            step += 1
        bubble.update(x=x, y=y)
        placed.append(bubble)
