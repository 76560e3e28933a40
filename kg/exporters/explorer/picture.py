"""The first picture: which nodes it draws, how large they are, where they lie; held by pyvis."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pyvis.network import Network

from kg.exporters.explorer.content import Content, Json
from kg.exporters.explorer.labels import width, wrapped
from kg.exporters.explorer.layout import MOST_FULL_LABELS, MOST_TOGETHER, UPRIGHT, WIDE, Place, Screen, positions
from kg.exporters.explorer.outskirts import settled
from kg.exporters.explorer.sides import SIDES, Box, Tie

SHOWN_AT_FIRST = ("asserted", "planned", "reported")
LABEL_SIZE = 13.5
LINE_LABEL_SIZE = 11.5
LEAST_SIZE = 11.5
ROUNDS = 3


def network(content: Content, *, limit: int) -> Network:
    """All nodes and lines with their places, in a pyvis `Network`.

    Lists are filled directly: `add_node` searches all nodes each time, and `from_nx` loses parallel lines.
    """
    net = Network(directed=True, cdn_resources="in_line")
    net.nodes = [content.node(node) | {"id": place} for place, node in enumerate(content.nodes)]
    net.edges = [line | {"id": place} for place, line in enumerate(content.lines)]
    degree = _degree(net.edges, len(net.nodes))
    drawn = first_drawn(net.edges, content.facts, content.as_json()["relations"], len(net.nodes), limit)
    for node in net.nodes:
        _measure(node, degree[node["id"]], crowded=len(drawn) > MOST_FULL_LABELS)
    _place(net, drawn, content)
    return net


def first_drawn(
    lines: Sequence[Json], facts: Sequence[Json], relations: Sequence[Json], count: int, limit: int
) -> list[int]:
    """The nodes of the lines that are shown at first; of many, the `limit` with most facts."""
    shown = [line for line in lines if _is_shown(facts[line["facts"][0]], relations)]
    degree = _degree(shown, count)
    ranked = sorted((node for node in range(count) if degree[node]), key=lambda node: (-degree[node], node))
    return sorted(ranked[:limit])


def _is_shown(fact: Json, relations: Sequence[Json]) -> bool:
    return fact["status"] in SHOWN_AT_FIRST and not relations[fact["r"]].get("open")


def _degree(lines: Sequence[Json], count: int) -> list[int]:
    degree: Counter[int] = Counter()
    for line in lines:
        for end in {line["from"], line["to"]}:
            degree[end] += len(line["facts"])
    return [degree[node] for node in range(count)]


def _measure(node: dict[str, Any], degree: int, *, crowded: bool) -> None:
    is_value = "key" not in node
    least, step, most = (9, 2.1, 27) if crowded else (13, 3.4, 34)
    node["size"] = 7.0 if is_value else round(min(least + step * degree**0.5, most), 1)
    node["name"] = list(wrapped(node["label"], LABEL_SIZE))


def _box(node: dict[str, Any], size: float) -> Box:
    lines = node["name"]
    widest = max(width(line, size) for line in lines)
    return Box(radius=node["size"], width=widest + 4, height=node["size"] * 2 + 6 + len(lines) * size * 1.2)


def _place(net: Network, drawn: Sequence[int], content: Content) -> None:
    # A core that is too large to be laid out together takes the rest around it.
    core = set(drawn[:MOST_TOGETHER])
    relations = content.as_json()["relations"]
    shown = [line for line in net.edges if _is_shown(content.facts[line["facts"][0]], relations)]
    ties = [
        Tie(first=line["from"], second=line["to"], label_width=_label_width(line, content, relations))
        for line in shown
        if line["from"] in core and line["to"] in core
    ]
    nodes = [net.nodes[node] for node in sorted(core)]
    ends = [(line["from"], line["to"]) for line in [*shown, *net.edges]]
    waiting = [*drawn, *range(len(net.nodes))]
    for place, where in settled(_legible(nodes, ties, WIDE), waiting, ends).items():
        net.nodes[place] |= _spot(where)
    if len(net.nodes) <= MOST_FULL_LABELS:
        for place, where in settled(_legible(nodes, ties, UPRIGHT), waiting, ends).items():
            net.nodes[place]["upright"] = _spot(where)
    for place in drawn:
        net.nodes[place]["drawn"] = True


def _legible(nodes: Sequence[dict[str, Any]], ties: Sequence[Tie], screen: Screen) -> dict[int, Place]:
    """A layout whose names have room even at the size that the screen shrinks it to.

    Words never shrink below what can be read: where the whole is shown at half its size, they need twice the room.
    """
    places: dict[int, Place] = {}
    size = LABEL_SIZE
    for _ in range(ROUNDS if len(nodes) <= MOST_FULL_LABELS else 1):
        boxes = {node["id"]: _box(node, size) for node in nodes}
        places = positions(boxes, ties, aspect=screen.width / screen.height)
        needed = LEAST_SIZE / screen.scale(places.values())
        if needed <= size * 1.02:
            break
        size = min(needed, LABEL_SIZE * 2)
    return places


def _spot(place: Place) -> dict[str, Json]:
    return {"x": place.x, "y": place.y} | ({"side": place.side} if place.side != SIDES[0] else {})


def _label_width(line: Json, content: Content, relations: Sequence[Json]) -> float:
    label = relations[content.facts[line["facts"][0]]["r"]]["label"]
    return width(label, LINE_LABEL_SIZE) + (38 if len(line["facts"]) > 1 else 14)
