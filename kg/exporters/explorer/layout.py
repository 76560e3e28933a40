"""Where nodes lie: each component laid out by itself, boxes of labels pushed apart, components packed.

Computed here and not in the browser, from a fixed seed, so that a page opens still and looks the same twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.exporters.explorer.packing import packed
from kg.exporters.explorer.relaxing import relaxed
from kg.exporters.explorer.sides import SIDES, Box, Frames, Tie, name_sides

type Points = NDArray[np.float64]
SEED = 20240410
# Above this many nodes a component is laid out by its core; the rest gathers around what it is tied to.
MOST_TOGETHER = 700
# A label box counts fully while everything can be read at once; in a larger picture labels give way to each other.
MOST_FULL_LABELS = 90
STEPS = 120
MOST_STRETCH = 1.3
# In a crowded picture a box counts with this share of its width: names there give way when drawn.
CROWDED_SHARE = 0.3


class Place(NamedTuple):
    """Where a node lies, in whole pixels, and on which side of its symbol its name stands."""

    x: int
    y: int
    side: str = "below"


class Screen(NamedTuple):
    """The room that a picture is made for, in pixels."""

    width: int
    height: int

    def scale(self, places: Iterable[Place]) -> float:
        """How much smaller than drawn the whole is shown; never larger."""
        points = np.array([(place.x, place.y) for place in places]).reshape(-1, 2)
        if len(points) < 2:
            return 1.0
        wide, high = points.max(0) - points.min(0)
        return float(min(1.0, self.width / max(wide, 1), self.height / max(high, 1)))


# A laptop's window without the panels, and a phone held upright; less what names take at the edges.
WIDE = Screen(1090, 610)
UPRIGHT = Screen(300, 560)


class Part(NamedTuple):
    """A component: its nodes, what is drawn around each, their places, and which of them are tied."""

    nodes: Sequence[int]
    frames: Frames
    points: Points
    sides: Sequence[str]
    ends: Sequence[tuple[int, int]] = ()


def positions(boxes: Mapping[int, Box], ties: Sequence[Tie], *, aspect: float = 1.75) -> dict[int, Place]:
    """A place for each node; no two boxes of names overlap while there are few enough to be read.

    `aspect` is the width of the screen for a height of 1; below 1 every component stands upright.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(sorted(boxes))
    graph.add_edges_from((tie.first, tie.second) for tie in ties if tie.first != tie.second)
    crowded = len(boxes) > MOST_FULL_LABELS
    islands = sorted((sorted(island) for island in nx.connected_components(graph)), key=lambda i: (-len(i), i))
    parts = [_part(island, boxes, ties, aspect=aspect, crowded=crowded) for island in islands]
    return {
        node: Place(round(float(x)), round(float(y)), side)
        for part, points in zip(parts, packed(parts, aspect), strict=True)
        for node, (x, y), side in zip(part.nodes, points, part.sides, strict=True)
    }


def _part(
    island: Sequence[int], boxes: Mapping[int, Box], ties: Sequence[Tie], *, aspect: float, crowded: bool
) -> Part:
    """One connected component, around its own middle."""
    own = [boxes[node] for node in island]
    if len(island) == 1:
        return Part(island, Frames.of(own, [SIDES[0]]), np.zeros((1, 2)), [SIDES[0]])
    place = {node: index for index, node in enumerate(island)}
    inner = [
        Tie(first=place[tie.first], second=place[tie.second], label_width=tie.label_width)
        for tie in ties
        if tie.first in place and tie.first != tie.second
    ]
    points = _stretched(_level(_stress(_distances(own, inner), len(island))), aspect)
    sides = [SIDES[0]] * len(island) if crowded else name_sides(points, inner)
    frames = Frames.of(own, sides, share=CROWDED_SHARE if crowded else 1.0)
    points = relaxed(points, frames, [] if crowded else inner, crowded=crowded)
    return Part(island, frames, points, sides, [(tie.first, tie.second) for tie in inner])


def _stretched(points: Points, aspect: float) -> Points:
    """Drawn out towards the proportions of the screen, as far as lengths stay true enough; upright for a phone."""
    points = points if aspect >= 1 else points[:, ::-1]
    wide, high = np.maximum(np.ptp(points, axis=0), 60.0)
    stretch = float(np.clip(np.sqrt(aspect * high / wide), 1 / MOST_STRETCH, MOST_STRETCH))
    return np.asarray(points * np.array([stretch, 1 / stretch]), dtype=np.float64)


def _distances(boxes: Sequence[Box], ties: Sequence[Tie]) -> NDArray[np.float64]:
    """Wished distances: along a line as long as its label and both symbols need, else the shortest way."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import shortest_path

    size = len(boxes)
    degree = np.bincount([end for tie in ties for end in (tie.first, tie.second)], minlength=size)
    wished: dict[tuple[int, int], float] = {}
    for tie in ties:
        key = (min(tie.first, tie.second), max(tie.first, tie.second))
        symbols = boxes[tie.first].radius + boxes[tie.second].radius
        room = 62.0 if size > MOST_FULL_LABELS else max(64.0, tie.label_width * 0.8 + 26)
        crowd = 7.0 * float(min(degree[tie.first], degree[tie.second], 12))
        wished[key] = max(wished.get(key, 0.0), symbols + room + crowd)
    rows, columns = zip(*wished, strict=True)
    lengths = np.array(list(wished.values()))
    matrix = coo_matrix((lengths, (np.array(rows), np.array(columns))), shape=(size, size)).tocsr()
    distances: NDArray[np.float64] = shortest_path(matrix, directed=False)
    return distances


def _stress(distances: NDArray[np.float64], size: int) -> Points:
    """Places whose distances are as near to the wished ones as a plane allows (stress majorisation)."""
    points = _spread(distances) + np.random.default_rng(SEED).normal(0, 4, (size, 2))
    weights = 1 / np.maximum(distances, 1) ** 2
    np.fill_diagonal(weights, 0)
    laplacian = np.diag(weights.sum(1)) - weights
    inverse = np.linalg.inv(laplacian + 1 / size)
    for _ in range(STEPS if size <= MOST_FULL_LABELS else STEPS // 3):
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
    across, down = (points[:, None, axis] - points[None, :, axis] for axis in (0, 1))
    return np.asarray(np.hypot(across, down), dtype=np.float64)


def _level(points: Points) -> Points:
    """Turned so that the longest direction lies flat: labels are wide, screens too."""
    _, vectors = np.linalg.eigh(np.cov(points.T))
    main = vectors[:, 1]
    main = main if main[0] >= 0 else -main
    return np.asarray(points @ np.array([[main[0], -main[1]], [main[1], main[0]]]), dtype=np.float64)
