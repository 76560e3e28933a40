"""Features of many things at once, collected slot by slot."""

import numpy as np
from numpy.typing import NDArray

from kg.extractors.hashes import Hashes

type Places = NDArray[np.int64]
type Truths = NDArray[np.bool_]


class Slots:
    """What is seen of each of `count` things: in every slot a run of some array, which may be empty.

    Places and truths are one for each thing, or several rows of that: then each row is a slot.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: list[Hashes] = []
        self._size = 0
        self._starts: list[Places] = []
        self._lengths: list[Places | Truths] = []

    def runs(self, source: Hashes, starts: Places, stops: Places) -> None:
        """`source[start:stop]`, which is empty when it stops before it starts."""
        self._add(source, starts, np.maximum(stops - starts, 0))

    def spots(self, source: Hashes, places: Places, there: Truths | None = None) -> None:
        """`source[place]`, where it is there."""
        self._add(source, places, np.ones_like(places) if there is None else there)

    def items(self, features: Hashes, there: Truths | None = None) -> None:
        """One feature for each thing, where it is there."""
        self.spots(features, np.arange(features.size), there)

    def _add(self, source: Hashes, starts: Places, lengths: Places | Truths) -> None:
        self._pool.append(source.ravel())
        self._starts.append(starts.reshape(-1, self.count) + self._size)
        self._lengths.append(lengths.reshape(-1, self.count))
        self._size += source.size

    def joined(self) -> tuple[Hashes, Places]:
        """All features, thing after thing and slot after slot, and how many each thing has."""
        starts = np.concatenate(self._starts).T.ravel()
        lengths = np.concatenate(self._lengths, dtype=np.int64).T
        lined = lengths.ravel()
        ends = lined.cumsum()
        place = np.arange(ends[-1]) + np.repeat(starts - ends + lined, lined)
        return np.concatenate(self._pool)[place], lengths.sum(axis=1)
