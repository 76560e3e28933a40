"""On which side of its symbol a name stands, and what room symbol and name take together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Points = NDArray[np.float64]
SIDES = ("below", "above", "right", "left")
# Which way each side lies, how far from that way a line still runs through the name, and how gladly it is taken.
_WAYS = np.array([(0, 1), (0, -1), (1, 0), (-1, 0)], dtype=np.float64)
_REACH = np.array([0.25, 0.25, 0.86, 0.86])
_WEIGHT = np.array([1.0, 1.0, 4.0, 4.0])
_RELUCTANCE = np.array([0.0, 0.04, 0.3, 0.34])
GAP = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A symbol with its label below it, around the node's place; pixels."""

    radius: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What is drawn between two nodes, and how wide its label is."""

    first: int
    second: int
    label_width: float


@dataclass(frozen=True, slots=True)
class Frames:
    """Boxes as arrays: half of width and height, where their middles lie from the nodes' places, and the radii."""

    half: Points
    offset: Points
    radius: NDArray[np.float64]

    @classmethod
    def of(cls, boxes: Sequence[Box], sides: Sequence[str], *, share: float = 1.0) -> "Frames":
        """`share` of a name's width counts: less than 1 where names may give way to each other."""
        radius = np.array([box.radius for box in boxes])
        wide = np.array([box.width * share for box in boxes])
        tall = np.array([box.height for box in boxes]) - 2 * radius
        beside = np.array([side in SIDES[2:] for side in sides])
        half = np.column_stack(
            [
                np.where(beside, radius + (wide + GAP) / 2, np.maximum(radius, wide / 2)),
                np.where(beside, np.maximum(radius, tall / 2), radius + tall / 2),
            ]
        )
        way = _WAYS[[SIDES.index(side) for side in sides]]
        return cls(half, way * np.column_stack([wide + GAP, tall]) / 2, radius)


def name_sides(points: Points, ties: Sequence[Tie]) -> list[str]:
    """The side of each node on which the fewest lines run through its name; below if nothing speaks against it."""
    ends = np.array([(tie.first, tie.second) for tie in ties])
    ends = np.unique(np.concatenate([ends, ends[:, ::-1]]), axis=0)
    step = points[ends[:, 1]] - points[ends[:, 0]]
    step = step / np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-6)[:, None]
    through = np.maximum(step @ _WAYS.T - _REACH, 0) * _WEIGHT
    cost = np.zeros((len(points), len(SIDES)))
    np.add.at(cost, ends[:, 0], through)
    return [SIDES[side] for side in (cost + _RELUCTANCE).argmin(1)]
