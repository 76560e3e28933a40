"""Places for the nodes that the first picture does not draw: near what they are tied to, on free ground."""

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from kg.exporters.explorer.layout import Place

CELL = 96
TURN = math.pi * (3 - math.sqrt(5))


class Ground:
    """Which cells of the plane are taken, and from where each node's surroundings are still to be searched."""

    def __init__(self, taken: Iterable[Place]) -> None:
        self._taken = {self._cell(place) for place in taken}
        self._searched: defaultdict[tuple[int, int], int] = defaultdict(int)

    def near(self, centre: Place) -> Place:
        """The next free place on a spiral around `centre`; it is taken from now on."""
        while True:
            region = self._cell(centre)
            self._searched[region] += 1
            step = self._searched[region]
            reach = CELL * (0.9 + 0.62 * math.sqrt(step))
            place = Place(
                round(centre.x + reach * math.cos(step * TURN)),
                round(centre.y + reach * math.sin(step * TURN) * 0.8),
            )
            if self._cell(place) not in self._taken:
                self._taken.add(self._cell(place))
                return place

    @staticmethod
    def _cell(place: Place) -> tuple[int, int]:
        return place.x // CELL, place.y // (CELL * 3 // 4)


def settled(placed: Mapping[int, Place], waiting: Sequence[int], ties: Iterable[tuple[int, int]]) -> dict[int, Place]:
    """Places of all nodes: those given, and each waiting node near the first placed node that it is tied to."""
    neighbours: defaultdict[int, list[int]] = defaultdict(list)
    for first, second in ties:
        neighbours[first].append(second)
        neighbours[second].append(first)
    places = dict(placed)
    ground = Ground(placed.values())
    _outwards(places, neighbours, ground)
    below = Place(0, max((place.y for place in placed.values()), default=0) + 4 * CELL)
    for node in waiting:
        if node not in places:
            places[node] = ground.near(below)
            _outwards(places, neighbours, ground, start=[node])
    return places


def _outwards(
    places: dict[int, Place], neighbours: Mapping[int, list[int]], ground: Ground, *, start: Iterable[int] | None = None
) -> None:
    queue = deque(sorted(places) if start is None else start)
    while queue:
        node = queue.popleft()
        for other in neighbours.get(node, ()):
            if other not in places:
                places[other] = ground.near(places[node])
                queue.append(other)
