"""Candidate pairs: every two participants of a sentence, with what can be seen about them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from kg.extractors.features import pair_features, paths
from kg.extractors.hashes import Hashes, paired, step
from kg.extractors.participants import RANK, Participant, participants
from kg.extractors.reading import Reading, group_hashes, sentence_starts
from kg.extractors.slots import Places
from kg.model import Document

_DROPPED = np.uint64(32)  # bits of a feature, of 64
MOST_PAIRS = 300  # of one sentence: a longer one is a table or a list, not prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """The candidate pairs of one document.

    `indices` are positions in `participants`, oriented: a person before an organisation, then by place in the text;
    `types` say which groups meet, `tops` are the tokens below which both hang (-1: none). `features` holds the
    hashes of all pairs one after another, `starts` where each pair's begin.
    """

    participants: Sequence[Participant]
    indices: tuple[tuple[int, int], ...]
    tops: tuple[int, ...]
    types: Hashes
    features: NDArray[np.uint32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.indices)


def pairs_of(document: Document, *, pair_types: Collection[int] | None = None) -> Pairs:
    """The candidate pairs of a parsed document with mentions; with `pair_types`, only those whose groups are listed."""
    found, sentences = participants(document), sentence_starts(document.doc)
    one, other = np.array(list(_candidates(sentences, found)), dtype=np.int64).reshape(-1, 2).T
    ranks = np.array([RANK[each.group] for each in found], dtype=np.int64)
    one, other = np.where(ranks[one] <= ranks[other], (one, other), (other, one))
    groups = group_hashes(document.doc)
    types = step(groups[:, None], groups)
    if pair_types is not None:
        listed = np.array([[type_ in pair_types for type_ in row] for row in types.tolist()])[ranks[one], ranks[other]]
        one, other = one[listed], other[listed]
    if not len(one):
        return _none(found)
    reading = Reading(document.doc, found, sentences)
    way = paths(reading, one, other)
    met = types[ranks[one], ranks[other]]
    features, counts = pair_features(reading, one, other, way)
    return Pairs(
        participants=found,
        indices=tuple(zip(one.tolist(), other.tolist(), strict=True)),
        tops=tuple(way.top.tolist()),
        types=met,
        features=_crossed(features, met, counts),
        starts=2 * (counts.cumsum() - counts),
    )


def _none(found: Sequence[Participant]) -> Pairs:
    return Pairs(
        participants=found,
        indices=(),
        tops=(),
        types=np.empty(0, dtype=np.uint64),
        features=np.empty(0, dtype=np.uint32),
        starts=np.empty(0, dtype=np.int64),
    )


def _candidates(sentences: Places, found: Sequence[Participant]) -> Iterator[tuple[int, int]]:
    """Pairs of participants (by index) that stand in one sentence, by their heads, and do not overlap."""
    members_of: dict[int, list[int]] = {}
    heads = [each.head for each in found]
    for index, sentence in enumerate(np.searchsorted(sentences, heads, side="right").tolist()):
        members_of.setdefault(sentence, []).append(index)
    for members in members_of.values():
        couples = ((i, j) for place, i in enumerate(members) for j in members[place + 1 :])
        yield from islice(((i, j) for i, j in couples if not found[i].overlaps(found[j])), MOST_PAIRS)


def _crossed(plain: Hashes, types: Hashes, counts: Places) -> NDArray[np.uint32]:
    """Each pair's features, plain and then once more crossed with the pair's type."""
    crossed = paired(plain, np.repeat(types, counts))
    shift = np.repeat(counts.cumsum() - counts, counts)
    place = np.arange(len(plain)) + shift
    both = np.empty(2 * len(plain), dtype=np.uint32)
    both[place] = plain >> _DROPPED
    both[place + np.repeat(counts, counts)] = crossed >> _DROPPED
    return both
