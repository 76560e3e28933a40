"""What can be seen about two participants of a sentence, as 64-bit hashes: words, grammar between and around, types.

All pairs of a document are looked at together, with operations on arrays.
"""

from dataclasses import dataclass

import numpy as np

from kg.extractors.hashes import Hashes, Kind, numbers, salted, step
from kg.extractors.reading import NEAR, Reading, ways
from kg.extractors.slots import Places, Slots

_LONG = 24  # between two participants, more words than this are read only near either end
_END = 8  # so many near either end
_FEW = 7  # so many words between, or fewer, are also read as one
_LONGEST_SENTENCE = 60  # tokens; of a longer one, the beginning
_BUCKETS = np.array((0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 10))
_ANY = salted(numbers(Kind.ANY), numbers(0))
_ORDERS = salted(numbers(Kind.ORDER), numbers(0, 1))
_SAME_VERB = salted(numbers(Kind.SAME_VERB), numbers(0, 1))
_APART = salted(numbers(Kind.APART), numbers(0))
_DISTANCE = numbers(Kind.DISTANCE)
_HEADS, _LENGTHS = numbers(Kind.HEADS), numbers(Kind.LENGTHS)
_TOGETHER = numbers(Kind.ROLES, Kind.CLASSES)[:, None]
_PATH_KINDS = numbers(Kind.PATH_TOP, Kind.PATH_SIZE, Kind.TOP_EDGES, Kind.TOP_PREPOSITION)[:, None]
_NEAR = np.arange(NEAR)[:, None]
_BETWEEN = np.arange(4)[:, None]  # rows of what stands between: words, their clusters, two words, three words
_SHORTER = np.array([0, 0, 1, 2])[:, None]  # fewer of these than there are words


def bucket(counts: Places) -> Places:
    """Counts made coarse: 0 to 4 are told apart, beyond 20 all are one."""
    return _BUCKETS[np.minimum(counts, len(_BUCKETS) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The path of grammar between the participants of each pair: up to the word that both hang below, and down.

    `up` and `down` count the words on the way without the `top`; where the two do not hang together `top` is -1.
    """

    top: Places
    up: Places
    down: Places


def paths(reading: Reading, one: Places, other: Places) -> Paths:
    """The paths between pairs of participants (by index)."""
    ones, others = reading.above[one], reading.above[other]
    met = ones[:, :, None] == others[:, None, :]
    pair = np.arange(len(one))
    down = met.any(axis=1).argmax(axis=1)
    up = met[pair, :, down].argmax(axis=1)
    return Paths(top=np.where(met[pair, up, down], ones[pair, up], -1), up=up, down=down)


def pair_features(reading: Reading, one: Places, other: Places, way: Paths) -> tuple[Hashes, Places]:
    """Everything seen about pairs of participants (by index, oriented), pair after pair, and how much of each pair."""
    slots = Slots(len(one))
    order = (reading.starts[one] < reading.starts[other]).astype(np.int64)
    left, right = np.where(order, (one, other), (other, one))
    slots.spots(_ANY, np.zeros_like(one))
    slots.spots(_ORDERS, order)
    slots.spots(_SAME_VERB, (reading.verbs[one] == reading.verbs[other]).astype(np.int64))
    slots.runs(reading.seen_as_one.features, reading.seen_as_one.start[one], reading.seen_as_one.stop[one])
    slots.runs(reading.seen_as_other.features, reading.seen_as_other.start[other], reading.seen_as_other.stop[other])
    _between(slots, reading, left, right, order)
    _around(slots, reading, left, right, order)
    _together(slots, reading, one, other)
    _whole_path(slots, reading, one, other, way)
    _along_path(slots, reading, one, other, way)
    start = reading.sentence[reading.heads[left]]
    end = np.minimum(reading.sentence_end[reading.heads[left]], start + _LONGEST_SENTENCE)
    slots.runs(reading.content, reading.first_content[start], reading.first_content[end])
    return slots.joined()


def _between(slots: Slots, reading: Reading, left: Places, right: Places, order: Places) -> None:
    units = reading.units
    stop = units.at[reading.starts[right]]
    start = np.minimum(units.at[reading.ends[left]], stop)
    count = stop - start
    slots.items(salted(_DISTANCE, (bucket(count) * 2 + order).astype(np.uint64)))
    whole = count <= _LONG
    begin = np.stack([start, np.where(whole, stop, stop - _END)])[:, None]
    end = np.stack([np.where(whole, stop, start + _END), stop])[:, None]
    row = _BETWEEN * units.count
    slots.runs(units.between, row + begin, row + end - _SHORTER)
    slots.items(_as_one(units.words, start, count, order), count <= _FEW)
    row = (order * NEAR + _NEAR) * units.count
    ends = np.stack([row + start + _NEAR, row + stop - 1 - _NEAR + units.inner.size // 2], axis=1)
    slots.spots(units.inner, ends, np.broadcast_to((count > _NEAR)[:, None], ends.shape))
    slots.spots(units.left_2, order * units.count + start, count >= 2)
    slots.spots(units.right_2, order * units.count + stop - 1, count >= 2)


def _as_one(words: Hashes, start: Places, count: Places, order: Places) -> Hashes:
    """All words between as one number; of many words, the first."""
    states = [step(numbers(Kind.BETWEEN_ALL), order.astype(np.uint64))]
    places = start + np.arange(min(_FEW, int(count.max())))[:, None]
    for items in words[np.minimum(places, len(words) - 1)]:
        states.append(step(states[-1], items))
    return np.stack(states)[np.minimum(count, len(places)), np.arange(len(count))]


def _around(slots: Slots, reading: Reading, left: Places, right: Places, order: Places) -> None:
    units = reading.units
    row = (order * NEAR + _NEAR) * units.count
    begin = units.at[reading.starts[left]]
    before = begin - units.at[reading.sentence[reading.heads[left]]]
    slots.spots(units.before, row + begin - 1 - _NEAR, before > _NEAR)
    slots.spots(units.before_2, order * units.count + begin - 2, before >= 2)
    end = units.at[reading.ends[right]]
    after = units.at[reading.sentence_end[reading.heads[right]]] - end
    slots.spots(units.after, row + end + _NEAR, after > _NEAR)
    slots.spots(units.after_2, order * units.count + end, after >= 2)


def _together(slots: Slots, reading: Reading, one: Places, other: Places) -> None:
    """What the two are, taken together."""
    a, b = reading.heads[one], reading.heads[other]
    pronouns = reading.pronouns[one] & reading.pronouns[other]
    lengths = np.minimum(reading.ends - reading.starts, 5)
    items = step(
        np.stack([reading.lower[a], reading.dep[a], reading.classes[one]]),
        np.stack([reading.lower[b], reading.dep[b], reading.classes[other]]),
    )
    sizes = (lengths[one] * 8 + lengths[other]).astype(np.uint64)
    slots.items(np.where(pronouns, salted(_HEADS, items[0]), salted(_LENGTHS, sizes)))
    slots.items(salted(_TOGETHER, items[1:]))


def _whole_path(slots: Slots, reading: Reading, one: Places, other: Places, way: Paths) -> None:
    """The path as one: with its words, without them, and its top."""
    joined = way.top >= 0
    meets = joined & (way.up > 0) & (way.down > 0)
    joint = np.where(meets, reading.word[way.top], 0)
    up = reading.ways_up()[way.up, :, one].T
    start = np.stack([step(up[0], joint), step(up[1], numbers(77)), step(up[2], joint)])
    left = way.down - 1 - np.arange(way.down.max())[:, None]  # steps left; below 0 beyond the end of a path
    tokens = reading.above[other, left]
    words = np.where(left > 0, reading.word[tokens], 0)
    states = ways(start, reading.dep[tokens], words)[way.down, :, np.arange(len(one))].T
    slots.items(states, np.broadcast_to(joined, states.shape))
    size = np.minimum(way.up, 6) * 8 + np.minimum(way.down, 6)
    edge = step(reading.dep[reading.above[one, way.up - 1]], joint)
    below = reading.above[other, way.down - 1]
    tops = [step(states[1], joint), size.astype(np.uint64)]
    tops += [step(edge, reading.dep[below]), step(edge, reading.lemma[below])]
    slots.items(salted(_PATH_KINDS, np.stack(tops)), np.stack([joined, joined, meets, meets & (way.down > 1)]))
    slots.spots(_APART, np.zeros_like(one), ~joined)


def _along_path(slots: Slots, reading: Reading, one: Places, other: Places, way: Paths) -> None:
    """What stands on the path word by word: upwards from the first participant, then downwards to the second."""
    tokens, climb, fall = reading.tokens, reading.above, reading.above[:, ::-1]
    joined, deep = way.top >= 0, climb.shape[1]
    up, down = np.where(joined, way.up, 0), np.where(joined, way.down, 0)
    first, last = one * deep, (other + 1) * deep
    slots.runs(tokens[Kind.UP_LINK][climb], first, first + up)
    slots.runs(tokens[Kind.DOWN_LINK][fall], last - down, last)
    slots.spots(tokens[Kind.UP_FIRST], reading.heads[one], up > 0)
    slots.runs(tokens[Kind.UP_PAIR][climb], first, first + up - 1)
    slots.spots(tokens[Kind.DOWN_LAST], reading.heads[other], down > 0)
    slots.runs(tokens[Kind.DOWN_PAIR][fall], last - down + 1, last)
    inner = [tokens[kind][climb] for kind in (Kind.UP_WORD, Kind.UP_EDGE, Kind.PATH_CLUSTER)]
    slots.runs(np.stack(inner, axis=-1), 3 * (first + 1), 3 * (first + up))
    inner = [tokens[kind][fall] for kind in (Kind.DOWN_WORD, Kind.DOWN_EDGE, Kind.PATH_CLUSTER)]
    slots.runs(np.stack(inner, axis=-1), 3 * (last - down), 3 * (last - 1))
    _beside_top(slots, reading, one, other, way)
    meets = (up > 0) & (down > 0)
    slots.spots(tokens[Kind.PATH_CLUSTER], way.top, meets)
    slots.spots(tokens[Kind.TOP], way.top, meets)


def _beside_top(slots: Slots, reading: Reading, one: Places, other: Places, way: Paths) -> None:
    """What else hangs on the top of the path."""
    joined, top = way.top >= 0, np.maximum(way.top, 0)
    up = reading.child_place(top, reading.above[one, way.up - 1])
    down = reading.child_place(top, reading.above[other, way.down - 1])
    up, down = np.where(way.up > 0, up, down), np.where(way.down > 0, down, up)
    before, after = np.minimum(up, down), np.maximum(up, down)
    children = reading.tokens[Kind.TOP_CHILD][reading.children]
    slots.runs(children, reading.first_child[top], np.where(joined, before, 0))
    slots.runs(children, before + 1, np.where(joined, after, 0))
    slots.runs(children, after + 1, np.where(joined, reading.first_child[top + 1], 0))
