"""Lays components beside each other, the largest in the middle, each in the nearest gap that it fits into."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from kg.exporters.explorer.layout import Part

type Cell = tuple[int, int]
type Points = NDArray[np.float64]
CELL = 34


def packed(parts: Sequence["Part"], aspect: float) -> list[Points]:
    """The places of the same parts, each moved as a whole, on ground that no other part touches.

    `aspect` is the width of the whole, for a height of 1. Parts come with the largest first.
    """
    taken: set[Cell] = set()
    moved = []
    for part in parts:
        points = part.points - _middle(part)
        cells = _cells(part, points)
        across, down = next(step for step in _outwards(aspect) if _is_free(cells, step, taken))
        taken |= {(x + across, y + down) for x, y in _widened(cells)}
        moved.append(points + np.array([across, down]) * CELL)
    return moved


def _middle(part: "Part") -> Points:
    low, high = _corners(part, part.points)
    return np.asarray((low.min(0) + high.max(0)) / 2, dtype=np.float64)


def _corners(part: "Part", points: Points) -> tuple[Points, Points]:
    centres = points + part.frames.offset
    return centres - part.frames.half, centres + part.frames.half


def _cells(part: "Part", points: Points) -> set[Cell]:
    """The cells of the plane that symbols, names and lines touch."""
    cells: set[Cell] = set()
    low, high = _corners(part, points)
    for (left, top), (right, bottom) in zip(low // CELL, high // CELL, strict=True):
        cells.update((x, y) for x in range(int(left), int(right) + 1) for y in range(int(top), int(bottom) + 1))
    for first, second in part.ends:
        steps = int(np.abs(points[first] - points[second]).max() // (CELL / 2)) + 2
        line = np.linspace(points[first], points[second], steps) // CELL
        cells.update((int(x), int(y)) for x, y in line)
    return cells


def _widened(cells: Iterable[Cell]) -> Iterator[Cell]:
    """The cells and those around them: what lies apart must look apart."""
    for x, y in cells:
        yield from ((x + across, y + down) for across in (-1, 0, 1) for down in (-1, 0, 1))


def _is_free(cells: Iterable[Cell], step: Cell, taken: set[Cell]) -> bool:
    return all((x + step[0], y + step[1]) not in taken for x, y in cells)


def _outwards(aspect: float) -> Iterator[Cell]:
    """Steps from the middle, on rings of the wished proportions, the nearest first."""
    yield 0, 0
    for ring in count(1):
        wide, high = (ring, math.ceil(ring / aspect)) if aspect >= 1 else (math.ceil(ring * aspect), ring)
        rim = {(x, y) for x in range(-wide, wide + 1) for y in (-high, high)}
        rim |= {(x, y) for y in range(-high, high + 1) for x in (-wide, wide)}
        yield from sorted(rim, key=lambda step: (step[0] ** 2 + (step[1] * aspect) ** 2, -step[1], step[0]))
