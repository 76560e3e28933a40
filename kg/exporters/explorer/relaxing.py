"""Pushes boxes apart until every label can be read."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.exporters.explorer.sides import Frames, Tie

type Points = NDArray[np.float64]
LABEL_HEIGHT = 18.0
MARGIN = 9.0
ROUNDS = 140
PARALLEL_GAP = 26.0
# Beyond this many nodes, lines cross symbols whatever one does.
MOST_OFF_LINES = 150
MOST_SPREAD = 14


def relaxed(points: Points, frames: Frames, ties: Sequence[Tie], *, crowded: bool) -> Points:
    """Places near the given ones at which no two boxes overlap, and few lines run through a stranger's symbol."""
    if not crowded:
        scene = Scene(frames, ties)
        for _ in range(ROUNDS):
            points = points + scene.push(points)
    # Labels of lines and names pull against each other; in the end names alone decide.
    names = Scene(frames, ())
    for _ in range(ROUNDS):
        push = names.push(points)
        if not push.any():
            break
        points = points + push
    return names.cleared(points, MOST_SPREAD)


class Scene:
    """The boxes of nodes and of the labels on lines, as arrays."""

    def __init__(self, frames: Frames, ties: Sequence[Tie]) -> None:
        self.count = len(frames.radius)
        self.radius = frames.radius
        self.ends, labels = _labels(ties)
        self.half = np.concatenate([frames.half, labels / 2]) + MARGIN / 2
        self.offset = np.concatenate([frames.offset, np.zeros((len(self.ends), 2))])

    def push(self, points: Points) -> Points:
        """One step of every node away from what it overlaps."""
        step = self._apart(points)
        if len(self.ends) and self.count <= MOST_OFF_LINES:
            step = step + self._off_lines(points)
        return step

    def cleared(self, points: Points, most: int) -> Points:
        """Spread a little at a time, at most so many times, until no two boxes of nodes overlap."""
        for _ in range(most):
            pairs, room = self._clashes(points)
            nodes = (pairs < self.count).all(1)
            if not (room[nodes].min(1) > MARGIN * 0.6).any():
                break
            points = points * 1.03
        return points

    def _centres(self, points: Points) -> Points:
        middles = points[self.ends].mean(1) if len(self.ends) else np.zeros((0, 2))
        centres = np.concatenate([points, middles])
        return np.asarray(centres + self.offset, dtype=np.float64)

    def _clashes(self, points: Points) -> tuple[NDArray[np.int64], Points]:
        """Pairs of boxes that overlap, and how deep on each axis."""
        from scipy.spatial import cKDTree

        centres = self._centres(points)
        # Boxes are wide and low: squeezed to squares, near in the tree is near on the page.
        squeeze = 1 / np.maximum(self.half.max(0), 1)
        pairs = cKDTree(centres * squeeze).query_pairs(2.0, p=np.inf, output_type="ndarray")
        room = self.half[pairs].sum(1) - np.abs(np.diff(centres[pairs], axis=1)[:, 0])
        clash = (room > 0).all(1)
        return np.asarray(pairs[clash], dtype=np.int64), np.asarray(room[clash], dtype=np.float64)

    def _apart(self, points: Points) -> Points:
        pairs, room = self._clashes(points)
        moves = np.zeros((len(self.half), 2))
        if not len(pairs):
            return moves[: self.count]
        centres = self._centres(points)
        difference = centres[pairs[:, 0]] - centres[pairs[:, 1]]
        side = np.where(difference == 0, 1.0, np.sign(difference))
        flat = room[:, :1] <= room[:, 1:]
        shift = np.where(np.hstack([flat, ~flat]), room * side, 0) * 0.42
        np.add.at(moves, pairs[:, 0], shift)
        np.subtract.at(moves, pairs[:, 1], shift)
        crowd = np.maximum(np.bincount(pairs.ravel(), minlength=len(moves)), 1)[:, None] ** 0.5
        return self._onto_nodes(moves / crowd)

    def _onto_nodes(self, moves: Points) -> Points:
        step = moves[: self.count].copy()
        for end in (0, 1):
            np.add.at(step, self.ends[:, end], moves[self.count :] * 0.5)
        return step

    def _off_lines(self, points: Points) -> Points:
        """Nodes that lie on a line which is not theirs step aside, its ends a little to the other side."""
        first, second = points[self.ends[:, 0]], points[self.ends[:, 1]]
        along = second - first
        length = np.maximum((along**2).sum(1), 1e-6)
        offset = points[:, None, :] - first[None, :, :]
        share = (offset * along[None]).sum(2) / length
        away = offset - share[:, :, None] * along[None]
        distance = np.sqrt((away**2).sum(2))
        need = self.radius[:, None] + 14.0
        own = (np.arange(self.count)[:, None, None] == self.ends[None]).any(2)
        near = (share > 0.02) & (share < 0.98) & (distance < need) & ~own
        side = np.where(distance[:, :, None] > 1e-6, away / np.maximum(distance, 1e-6)[:, :, None], 1.0)
        moves = np.where(near[:, :, None], side * (need - distance)[:, :, None] * 0.25, 0)
        step = moves.sum(1)
        for end in (0, 1):
            np.subtract.at(step, self.ends[:, end], moves.sum(0) * 0.25)
        return np.asarray(step, dtype=np.float64)


def _labels(ties: Sequence[Tie]) -> tuple[NDArray[np.int64], Points]:
    """The pairs of nodes that lines tie, and how wide and high the labels between them are together."""
    widths: dict[tuple[int, int], list[float]] = {}
    for tie in ties:
        widths.setdefault((min(tie.first, tie.second), max(tie.first, tie.second)), []).append(tie.label_width)
    pairs = sorted(widths)
    sizes = [(max(widths[pair]), LABEL_HEIGHT + PARALLEL_GAP * (len(widths[pair]) - 1)) for pair in pairs]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2), np.array(sizes, dtype=np.float64).reshape(-1, 2)
