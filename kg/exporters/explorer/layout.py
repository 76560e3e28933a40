"""Where nodes lie: each component laid out by itself, boxes of labels pushed apart, components packed.

Computed here and not in the browser, from a fixed seed, so that a page opens still and looks the same twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.exporters.explorer.packing import packed
from kg.exporters.explorer.relaxing import relaxed

type Points = NDArray[np.float64]
SEED = 20240410
# Above this many nodes a component is laid out by its core; the rest gathers around what it is tied to.
MOST_TOGETHER = 700
# A label box counts fully while everything can be read at once; in a larger picture labels give way to each other.
MOST_FULL_LABELS = 90
STEPS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A symbol with its label below it, around the node's place; pixels."""

    radius: float
    width: float
    height: float

    @property
    def half_width(self) -> float:
        return max(self.radius, self.width / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What is drawn between two nodes, and how wide its label is."""

    first: int
    second: int
    label_width: float


def positions(boxes: Mapping[int, Box], ties: Sequence[Tie], *, aspect: float = 1.65) -> dict[int, tuple[int, int]]:
    """A place for each node, whole pixels; no two label boxes overlap while there are few enough to be read."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted(boxes))
    graph.add_edges_from((tie.first, tie.second) for tie in ties if tie.first != tie.second)
    crowded = len(boxes) > MOST_FULL_LABELS
    islands = sorted((sorted(island) for island in nx.connected_components(graph)), key=lambda i: (-len(i), i))
    parts = [_island(island, boxes, ties, crowded=crowded) for island in islands]
    return _rounded(packed(parts, [[boxes[n] for n in island] for island in islands], aspect), islands)


def _rounded(parts: Sequence[Points], islands: Sequence[Sequence[int]]) -> dict[int, tuple[int, int]]:
    return {
        node: (round(float(x)), round(float(y)))
        for island, points in zip(islands, parts, strict=True)
        for node, (x, y) in zip(island, points, strict=True)
    }


def _island(island: Sequence[int], boxes: Mapping[int, Box], ties: Sequence[Tie], *, crowded: bool) -> Points:
    """The places of one connected component, around its own middle."""
    if len(island) == 1:
        return np.zeros((1, 2))
    place = {node: index for index, node in enumerate(island)}
    inner = [
        Tie(first=place[tie.first], second=place[tie.second], label_width=tie.label_width)
        for tie in ties
        if tie.first in place and tie.first != tie.second
    ]
    own = [boxes[node] for node in island]
    points = _stress(_distances(own, inner), len(island))
    points = _level(points) * np.array([1.18, 0.92])
    return relaxed(points, own, inner, crowded=crowded)


def _distances(boxes: Sequence[Box], ties: Sequence[Tie]) -> NDArray[np.float64]:
    """Wished distances: along a line as long as its label and both symbols need, else the shortest way."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import shortest_path

    size = len(boxes)
    degree = np.bincount([end for tie in ties for end in (tie.first, tie.second)], minlength=size)
    wished: dict[tuple[int, int], float] = {}
    for tie in ties:
        key = (min(tie.first, tie.second), max(tie.first, tie.second))
        room = boxes[tie.first].radius + boxes[tie.second].radius + max(64.0, tie.label_width * 0.8 + 26)
        crowd = 7.0 * float(min(degree[tie.first], degree[tie.second], 12))
        wished[key] = max(wished.get(key, 0.0), room + crowd)
    rows, columns = zip(*wished, strict=True)
    matrix = coo_matrix((list(wished.values()), (rows, columns)), shape=(size, size)).tocsr()
    distances: NDArray[np.float64] = shortest_path(matrix, directed=False)
    return distances


def _stress(distances: NDArray[np.float64], size: int) -> Points:
    """Places whose distances are as near to the wished ones as a plane allows (stress majorisation)."""
    points = _spread(distances) + np.random.default_rng(SEED).normal(0, 4, (size, 2))
    weights = 1 / np.maximum(distances, 1) ** 2
    np.fill_diagonal(weights, 0)
    laplacian = np.diag(weights.sum(1)) - weights
    inverse = np.linalg.inv(laplacian + 1 / size)
    for _ in range(STEPS):
        pull = -weights * distances / np.maximum(_between(points), 1e-6)
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(1))
        points = inverse @ (pull @ points)
    return points - points.mean(0)


def _spread(distances: NDArray[np.float64]) -> Points:
    """A first guess: the two main directions of the distances (classical scaling)."""
    size = len(distances)
    middle = np.eye(size) - 1 / size
    values, vectors = np.linalg.eigh(-0.5 * middle @ distances**2 @ middle)
    # The sign of an eigenvector is free; fixed here, so that a picture is not mirrored on another machine.
    main = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0))
    return np.asarray(main * np.where(main[np.abs(main).argmax(0), range(main.shape[1])] < 0, -1, 1), dtype=np.float64)


def _between(points: Points) -> NDArray[np.float64]:
    difference = points[:, None, :] - points[None, :, :]
    return np.asarray(np.sqrt((difference**2).sum(2)), dtype=np.float64)


def _level(points: Points) -> Points:
    """Turned so that the longest direction lies flat: labels are wide, screens too."""
    _, vectors = np.linalg.eigh(np.cov(points.T))
    main = vectors[:, 1]
    main = main if main[0] >= 0 else -main
    return points @ np.array([[main[0], -main[1]], [main[1], main[0]]])
