"""Lays components side by side, the largest first, in a rectangle of a screen's proportions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from kg.exporters.explorer.layout import Box

GAP = 34.0


def packed(
    parts: Sequence[NDArray[np.float64]], boxes: Sequence[Sequence["Box"]], aspect: float
) -> list[NDArray[np.float64]]:
    """The same parts, each moved as a whole so that none overlaps another."""
    frames = [_frame(part, own) for part, own in zip(parts, boxes, strict=True)]
    sizes = np.array([(right - left + GAP, bottom - top + GAP) for left, top, right, bottom in frames]).reshape(-1, 2)
    corners = _corners(sizes, aspect)
    moved = [
        part + corner - np.array([frame[0], frame[1]])
        for part, frame, corner in zip(parts, frames, corners, strict=True)
    ]
    middle = (corners + sizes).max(0) / 2 if len(corners) else np.zeros(2)
    return [part - middle + GAP / 2 for part in moved]


def _frame(points: NDArray[np.float64], boxes: Sequence["Box"]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of everything that is drawn for these nodes."""
    half = np.array([box.half_width for box in boxes])
    above = np.array([box.radius for box in boxes])
    below = np.array([box.height - box.radius for box in boxes])
    x, y = points[:, 0], points[:, 1]
    return float((x - half).min()), float((y - above).min()), float((x + half).max()), float((y + below).max())


def _corners(sizes: NDArray[np.float64], aspect: float) -> NDArray[np.float64]:
    """Upper left corners: each part goes where the whole grows least beyond the wished proportions."""
    corners = np.zeros_like(sizes)
    candidates = [(0.0, 0.0)]
    for place in range(len(sizes)):
        best = min(
            (spot for spot in candidates if _is_free(spot, place, corners, sizes)),
            key=lambda spot: _growth(spot, place, corners, sizes, aspect),
        )
        corners[place] = best
        candidates.remove(best)
        right, bottom = corners[place] + sizes[place]
        candidates += [(float(right), best[1]), (best[0], float(bottom)), (float(right), 0.0), (0.0, float(bottom))]
    return corners


def _is_free(
    spot: tuple[float, float], place: int, corners: NDArray[np.float64], sizes: NDArray[np.float64]
) -> bool:
    start, end = np.array(spot), np.array(spot) + sizes[place]
    clash = (start < corners[:place] + sizes[:place]) & (end > corners[:place])
    return not clash.all(1).any()


def _growth(
    spot: tuple[float, float], place: int, corners: NDArray[np.float64], sizes: NDArray[np.float64], aspect: float
) -> tuple[float, float, float]:
    extent = np.vstack([corners[:place] + sizes[:place], np.array(spot) + sizes[place]]).max(0)
    return max(float(extent[0]), float(extent[1]) * aspect), spot[1], spot[0]
