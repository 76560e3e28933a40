"""Hashes of what is seen in a text: 64-bit numbers, always in arrays, never strings.

The same words give the same numbers in every run and on every machine.
"""

import numpy as np
from numpy.typing import NDArray

type Hashes = NDArray[np.uint64]

_PRIME = np.uint64(0x100000001B3)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xC2B2AE3D27D4EB4F)


class Kind:
    """Names of the kinds of features; the values are salts and only need to differ."""

    (BETWEEN, BETWEEN_2, BETWEEN_3, BETWEEN_CLUSTER, BETWEEN_ALL, BEFORE, BEFORE_2, AFTER, AFTER_2) = range(1, 10)
    (FROM_LEFT, FROM_RIGHT, LEFT_2, RIGHT_2, ANY, ORDER, DISTANCE) = range(20, 27)
    (WORD_ONE, WORD_OTHER, CHILD_ONE, CHILD_OTHER, HEAD_ONE, HEAD_OTHER, HEADS, LENGTHS) = range(40, 48)
    (NTH_ONE, NTH_OTHER, ROLES, CLASS_ONE, CLASS_OTHER, CLASSES) = range(50, 56)
    (PATH, PATH_ROLES, PATH_WORDS, PATH_TOP, PATH_SIZE, TOP, TOP_EDGES, TOP_PREPOSITION) = range(60, 68)
    (TOP_CHILD, APART) = range(68, 70)
    (UP_WORD, UP_EDGE, UP_LINK, UP_FIRST, UP_PAIR, DOWN_WORD, DOWN_EDGE, DOWN_LINK) = range(70, 78)
    (DOWN_LAST, DOWN_PAIR, VERB_ONE, VERB_OTHER, SAME_VERB, SENTENCE, PATH_CLUSTER) = range(78, 85)


def numbers(*items: int) -> Hashes:
    """A few numbers as an array."""
    return np.array(items, dtype=np.uint64)


def step(states: Hashes, items: Hashes) -> Hashes:
    """The states of running hashes, each after one more item."""
    return (states * _PRIME) ^ (items + _GOLDEN)


def salted(kinds: Hashes, items: Hashes) -> Hashes:
    """Features of kinds, one for each item."""
    return step(step(kinds * 7919 + 13, items), kinds)


def mixed(items: Hashes, salts: Hashes) -> Hashes:
    """Each item hashed together with a salt that says what kind of feature it is."""
    state = (items ^ (salts * _SECOND)) * _GOLDEN
    state ^= state >> np.uint64(29)
    state *= _SECOND
    state ^= state >> np.uint64(32)
    return state


def paired(ones: Hashes, others: Hashes) -> Hashes:
    """Each pair hashed into one number; the order counts."""
    state = (ones * _GOLDEN) ^ (others + _PRIME)
    state ^= state >> np.uint64(31)
    state *= _SECOND
    state ^= state >> np.uint64(29)
    return state


def salts(*kinds: int, places: int = 1) -> Hashes:
    """The salts of kinds as a column, `places` for each: a word to the left and the word beyond it differ by place."""
    return np.array([[kind * 64 + place] for kind in kinds for place in range(places)], dtype=np.uint64)


def by_kind(*groups: tuple[Hashes, tuple[int, ...]]) -> dict[int, Hashes]:
    """For each kind its features, one for each item of its group."""
    kinds = [kind for _, kinds in groups for kind in kinds]
    items = np.stack([items for items, kinds in groups for _ in kinds])
    return dict(zip(kinds, mixed(items, salts(*kinds)), strict=True))
