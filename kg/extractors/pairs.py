"""Candidate pairs: every two participants of a sentence, with what can be seen about them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extractors.features import Hashes, Reading, oriented, pair_features, pair_type, paired
from kg.extractors.participants import participants
from kg.model import Document

_BITS = 32
MOST_PAIRS = 300  # of one sentence: a longer one is a table or a list, not prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """The candidate pairs of one document.

    `indices` are positions in `reading.participants`, oriented; `types` say which groups meet. `features` holds the
    hashes of all pairs one after another, `starts` where each pair's begin.
    """

    reading: Reading
    indices: tuple[tuple[int, int], ...]
    types: Hashes
    features: NDArray[np.uint32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.indices)


def pairs_of(document: Document, *, pair_types: Collection[int] | None = None) -> Pairs:
    """The candidate pairs of a parsed document with mentions; with `pair_types`, only those whose groups are listed."""
    reading = Reading(document.doc, participants(document))
    indices: list[tuple[int, int]] = []
    types: list[int] = []
    hashes: list[int] = []
    counts: list[int] = []
    for one, other in _candidates(reading):
        type_ = pair_type(reading, one, other)
        if pair_types is not None and type_ not in pair_types:
            continue
        features = pair_features(reading, one, other)
        hashes += features
        indices.append((one, other))
        types.append(type_)
        counts.append(len(features))
    return Pairs(
        reading=reading,
        indices=tuple(indices),
        types=np.array(types, dtype=np.uint64),
        features=_crossed(hashes, types, counts),
        starts=np.concatenate([[0], 2 * np.cumsum(counts, dtype=np.int64)])[:-1].astype(np.int64),
    )


def _candidates(reading: Reading) -> Iterator[tuple[int, int]]:
    sentences: dict[int, list[int]] = {}
    for index, each in enumerate(reading.participants):
        sentences.setdefault(reading.sentence[each.head], []).append(index)
    for members in sentences.values():
        couples = ((i, j) for place, i in enumerate(members) for j in members[place + 1 :])
        apart = ((i, j) for i, j in couples if not reading.participants[i].overlaps(reading.participants[j]))
        for count, (i, j) in enumerate(apart):
            if count == MOST_PAIRS:
                break
            yield oriented(reading, i, j)


def _crossed(hashes: list[int], types: list[int], counts: list[int]) -> NDArray[np.uint32]:
    """Each pair's features, plain and then once more crossed with the pair's type."""
    plain = np.array(hashes, dtype=np.uint64)
    crossed = paired(plain, np.repeat(np.array(types, dtype=np.uint64), counts))
    starts = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
    place = np.arange(len(plain)) + np.repeat(starts[:-1], counts)
    both = np.empty(2 * len(plain), dtype=np.uint64)
    both[place] = plain
    both[place + np.repeat(np.array(counts, dtype=np.int64), counts)] = crossed
    return (both >> np.uint64(64 - _BITS)).astype(np.uint32)
