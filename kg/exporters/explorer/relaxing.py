"""Pushes boxes apart until every label can be read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from kg.exporters.explorer.layout import Box, Tie

type Points = NDArray[np.float64]
LABEL_HEIGHT = 18.0
MARGIN = 9.0
ROUNDS = 260
# In a crowded picture a box counts with this share of its width: labels there give way when drawn.
CROWDED_SHARE = 0.42


def relaxed(points: Points, boxes: Sequence["Box"], ties: Sequence["Tie"], *, crowded: bool) -> Points:
    """Places near the given ones at which no two boxes overlap, and no line runs through a stranger's symbol."""
    scene = Scene(boxes, [] if crowded else ties, share=CROWDED_SHARE if crowded else 1.0)
    for _ in range(ROUNDS if not crowded else ROUNDS // 3):
        push = scene.push(points)
        if not push.any():
            break
        points = points + push
    return scene.cleared(points)


class Scene:
    """The boxes of nodes and of the labels on lines, as arrays."""

    def __init__(self, boxes: Sequence["Box"], ties: Sequence["Tie"], *, share: float) -> None:
        pairs = {(min(t.first, t.second), max(t.first, t.second)): 0.0 for t in ties}
        stacked = dict.fromkeys(pairs, 0)
        for tie in ties:
            pair = (min(tie.first, tie.second), max(tie.first, tie.second))
            pairs[pair] = max(pairs[pair], tie.label_width)
            stacked[pair] += 1
        self.count = len(boxes)
        self.ends = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
        widths = np.array([pairs[pair] for pair in sorted(pairs)])
        heights = np.array([LABEL_HEIGHT + 26.0 * (stacked[pair] - 1) for pair in sorted(pairs)])
        self.radius = np.array([box.radius for box in boxes])
        tall = np.array([box.height for box in boxes])
        wide = np.array([max(box.radius * 2, box.width * share) for box in boxes])
        self.half = np.concatenate([np.column_stack([wide, tall]), np.column_stack([widths, heights])]) / 2
        self.half += MARGIN / 2
        # A node's box hangs below its place by the height of the label.
        self.sink = np.concatenate([tall / 2 - self.radius, np.zeros(len(self.ends))])

    def push(self, points: Points) -> Points:
        """One step of every node away from what it overlaps."""
        step = self._apart(points)
        if len(self.ends) and self.count <= 150:
            step = step + self._off_lines(points)
        return step

    def overlap(self, points: Points) -> NDArray[np.float64]:
        """For each pair of boxes how deep they overlap, on the axis on which it is least; 0 when they do not."""
        centres = self._centres(points)
        room = self.half[:, None, :] + self.half[None, :, :] - np.abs(centres[:, None, :] - centres[None, :, :])
        depth = np.where((room > 0).all(2), room.min(2), 0.0)
        np.fill_diagonal(depth, 0)
        return np.asarray(depth, dtype=np.float64)

    def cleared(self, points: Points) -> Points:
        """Spread a little at a time until no two boxes of nodes overlap."""
        for _ in range(60):
            if not (self.overlap(points)[: self.count, : self.count] > 1).any():
                break
            points = points * 1.04
        return points

    def _centres(self, points: Points) -> Points:
        middles = points[self.ends].mean(1) if len(self.ends) else np.zeros((0, 2))
        centres = np.concatenate([points, middles])
        centres[:, 1] += self.sink
        return centres

    def _apart(self, points: Points) -> Points:
        centres = self._centres(points)
        difference = centres[:, None, :] - centres[None, :, :]
        room = self.half[:, None, :] + self.half[None, :, :] - np.abs(difference)
        clash = (room > 0).all(2)
        np.fill_diagonal(clash, False)
        if not clash.any():
            return np.zeros_like(points)
        flat = (room[:, :, 0] <= room[:, :, 1])[:, :, None] == np.array([True, False])
        side = np.where(difference == 0, np.where(np.arange(len(centres))[:, None, None] % 2, 1, -1), np.sign(difference))
        moves = (np.where(clash[:, :, None] & flat, room * side, 0) * 0.42).sum(1)
        crowd = np.maximum(clash.sum(1), 1)[:, None] ** 0.5
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
