"""Groups of nodes that are tied more to each other than to the rest: the overview of a large graph."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import networkx as nx

from kg.exporters.explorer.labels import shortened
from kg.exporters.explorer.layout import SEED, Box, Tie, positions

# Smaller groups, and what is tied to nothing, gather in one last group.
SMALLEST = 4
MOST = 60
NAME_SIZE = 14.0
# Above this many nodes the page opens with its communities.
OVERVIEW_ABOVE = 5000

type Json = Any


def overview(nodes: Sequence[dict[str, Json]], lines: Sequence[Json], families: Sequence[str]) -> dict[str, Json]:
    """Bubbles with their places, how many lines tie them, and whether the page opens with them.

    Each node is told its bubble, as "group". `families` are those of the types, by index.
    """
    ties = [(line["from"], line["to"]) for line in lines]
    groups = communities(range(len(nodes)), ties)
    for place, group in enumerate(groups):
        for node in group:
            nodes[node]["group"] = place
    between = Counter(tuple(sorted((nodes[one]["group"], nodes[other]["group"]))) for one, other in ties)
    tied = [[one, other, count] for (one, other), count in sorted(between.items()) if one != other]
    bubbles = [_bubble([nodes[node] for node in group], families) for group in groups]
    _place(bubbles, tied)
    return {"groups": bubbles, "ties": tied, "overview": len(nodes) > OVERVIEW_ABOVE}


def communities(nodes: Sequence[int], ties: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups of nodes, the largest first, each sorted; the last holds what belongs to no larger group."""
    graph = nx.Graph()
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
        "size": round(min(26 + 3.2 * len(group) ** 0.5, 130)),
    }


def _place(bubbles: Sequence[dict[str, Json]], tied: Sequence[Sequence[int]]) -> None:
    boxes = {
        place: Box(radius=bubble["size"] + 12, width=190, height=bubble["size"] * 2 + 24)
        for place, bubble in enumerate(bubbles)
    }
    places = positions(boxes, [Tie(first=one, second=other, label_width=0) for one, other, _ in tied])
    for place, bubble in enumerate(bubbles):
        bubble["x"], bubble["y"] = places[place]
