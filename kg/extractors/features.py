"""What can be seen about two participants of a sentence, as 64-bit hashes: words, grammar between and around, types.

A feature is a number, never a string, so that a document's features are computed with a few operations on arrays.
The same words give the same numbers in every run and on every machine.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg.extractors.participants import RANK, Participant

if TYPE_CHECKING:
    from spacy.tokens import Doc

type Hashes = NDArray[np.uint64]

_MASK = (1 << 64) - 1
_PRIME = 0x100000001B3
_GOLDEN = 0x9E3779B97F4A7C15
_SECOND = 0xC2B2AE3D27D4EB4F
_LONG = 24  # between two participants, more words than this are read only near either end
_DEEP = 30  # no path of grammar is followed farther
_BUCKETS = (0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9)


def step(state: int, item: int) -> int:
    """The state of a running hash after one more item."""
    return ((state * _PRIME) ^ (item + _GOLDEN)) & _MASK


def mixed(items: Hashes, salt: int) -> Hashes:
    """Each item hashed together with a salt that says what kind of feature it is."""
    state = (items ^ np.uint64(salt * _SECOND & _MASK)) * np.uint64(_GOLDEN)
    state ^= state >> np.uint64(29)
    state *= np.uint64(_SECOND)
    return state ^ (state >> np.uint64(32))


def paired(ones: Hashes, others: Hashes) -> Hashes:
    """Each pair hashed into one number; the order counts."""
    state = (ones * np.uint64(_GOLDEN)) ^ (others + np.uint64(_PRIME))
    state ^= state >> np.uint64(31)
    state *= np.uint64(_SECOND)
    return state ^ (state >> np.uint64(29))


class Kind:
    """Names of the kinds of features; the values are salts and only need to differ."""

    (BETWEEN, BETWEEN_2, BETWEEN_3, BETWEEN_CLUSTER, BETWEEN_ALL, BEFORE, BEFORE_2, AFTER, AFTER_2) = range(1, 10)
    (FROM_LEFT, FROM_RIGHT, LEFT_2, RIGHT_2, ANY, ORDER, DISTANCE) = range(20, 27)
    (WORD_ONE, WORD_OTHER, CHILD_ONE, CHILD_OTHER, HEAD_ONE, HEAD_OTHER, HEADS, LENGTHS) = range(40, 48)
    (NTH_ONE, NTH_OTHER, ROLES, CLASS_ONE, CLASS_OTHER, CLASSES) = range(50, 56)
    (PATH, PATH_ROLES, PATH_WORDS, PATH_TOP, PATH_SIZE, TOP, TOP_EDGES, TOP_PREPOSITION, TOP_CHILD, APART) = range(
        60, 70
    )
    (UP_WORD, UP_EDGE, UP_LINK, UP_FIRST, UP_PAIR, DOWN_WORD, DOWN_EDGE, DOWN_LINK, DOWN_LAST, DOWN_PAIR) = range(
        70, 80
    )
    (VERB_ONE, VERB_OTHER, SAME_VERB, SENTENCE, PATH_CLUSTER) = range(80, 85)


def _salted(kind: int, item: int = 0) -> int:
    return step(step(kind * 7919 + 13, item), kind)


def bucket(count: int) -> int:
    """A count made coarse: 0 to 4 are told apart, beyond 20 all are one."""
    return _BUCKETS[count] if count < len(_BUCKETS) else 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Hashed features that belong to single words, one list per kind, indexed by unit (see `Reading.units`)."""

    plain: list[int]
    between: list[int]
    between_2: list[int]
    between_3: list[int]
    between_cluster: list[int]
    before: list[list[int]]
    before_2: list[int]
    after: list[list[int]]
    after_2: list[int]


class Reading:
    """A parsed document as lists of numbers. A name or a date is one unit that shows only its group.

    `unit_at[token]` is the first unit at or after a token; `sentence` and `sentence_end` are token positions.
    """

    def __init__(self, doc: "Doc", participants: Sequence[Participant]) -> None:
        from spacy import attrs
        from spacy.strings import hash_string

        columns = [attrs.LEMMA, attrs.HEAD, attrs.DEP, attrs.LOWER, attrs.POS]
        table = doc.to_array(columns)  # type: ignore[arg-type]
        size = len(doc)
        lemma, dep, lower, pos = (table[:, column].astype(np.uint64) for column in (0, 2, 3, 4))
        self.participants = participants
        self.group = {group: hash_string(f"group {group}") for group in RANK}
        self.classes = [hash_string(f"class {each.mention.type}") for each in participants]
        self.head: list[int] = (np.arange(size) + table[:, 1].astype(np.int64)).tolist()
        self.verb = hash_string("VERB")
        word, covered = self._words(lemma, size)
        self.dep: list[int] = dep.tolist()
        self.pos: list[int] = pos.tolist()
        self.lower: list[int] = lower.tolist()
        self.lemma: list[int] = lemma.tolist()
        self.word: list[int] = np.where(word == 0, lemma, word).tolist()
        cluster = _clusters(doc, lower)
        self.cluster: list[int] = cluster.tolist()
        units = np.nonzero(word)[0]
        self.unit_at: list[int] = np.searchsorted(units, np.arange(size + 1)).tolist()
        self.words = _unit_words(word[units], cluster[units])
        content = np.isin(pos, [hash_string(name) for name in ("VERB", "NOUN", "ADJ", "AUX")]) & ~covered
        self.sentence_word: list[int] = np.where(content, mixed(lemma, Kind.SENTENCE), np.uint64(0)).tolist()
        self.word_one: list[int] = mixed(lower, Kind.WORD_ONE).tolist()
        self.word_other: list[int] = mixed(lower, Kind.WORD_OTHER).tolist()
        edge = paired(dep, np.where(word == 0, lemma, word))
        self.child_one: list[int] = mixed(edge, Kind.CHILD_ONE).tolist()
        self.child_other: list[int] = mixed(edge, Kind.CHILD_OTHER).tolist()
        self._grammar(doc)
        self.nth = self._nth()

    def _words(self, lemma: Hashes, size: int) -> tuple[Hashes, NDArray[np.bool_]]:
        """Lemmas; the head of a name or date shows its group, its other words are 0. And which words are covered."""
        word = lemma.copy()
        covered = np.zeros(size, dtype=bool)
        for each in sorted(self.participants, key=lambda each: (each.start - each.end, each.start)):
            if covered[each.start : each.end].any():
                continue
            covered[each.start : each.end] = True
            if each.mention.kind != "pronoun":
                word[each.start : each.end] = 0
                word[each.head] = self.group[each.group]
        return word, covered

    def _grammar(self, doc: "Doc") -> None:
        size = len(doc)
        self.children: list[list[int]] = [[] for _ in range(size)]
        for token, head in enumerate(self.head):
            if head != token:
                self.children[head].append(token)
        self.sentence = [0] * size
        self.sentence_end = [size] * size
        for sentence in doc.sents:
            width = sentence.end - sentence.start
            self.sentence[sentence.start : sentence.end] = [sentence.start] * width
            self.sentence_end[sentence.start : sentence.end] = [sentence.end] * width

    def _nth(self) -> list[int]:
        """How many participants of the same group came before in the sentence, at most 3."""
        seen: Counter[tuple[int, str]] = Counter()
        nth = []
        for each in self.participants:
            place = (self.sentence[each.head], each.group)
            nth.append(min(seen[place], 3))
            seen[place] += 1
        return nth

    def path_up(self, token: int) -> list[int]:
        """The token and what it hangs on, up to the root."""
        path = [token]
        while (head := self.head[path[-1]]) != path[-1] and len(path) < _DEEP:
            path.append(head)
        return path

    def top_of(self, one: int, other: int) -> int:
        """The token below which both tokens hang, the nearest; the first one itself when they do not meet."""
        above = set(self.path_up(one))
        return next((token for token in self.path_up(other) if token in above), one)


def _clusters(doc: "Doc", lower: Hashes) -> Hashes:
    """The row of the word vector, which words of alike use share ("son", "daughter"); the word itself if it has none."""
    vectors: Any = doc.vocab.vectors
    if not vectors.n_keys:
        return lower
    rows = vectors.find(keys=lower)
    return np.where(rows < 0, lower, rows.astype(np.uint64))


def _unit_words(words: Hashes, clusters: Hashes) -> Words:
    following = np.roll(words, -1)
    pairs = paired(words, following)
    return Words(
        plain=words.tolist(),
        between=mixed(words, Kind.BETWEEN).tolist(),
        between_2=mixed(pairs, Kind.BETWEEN_2).tolist(),
        between_3=mixed(paired(pairs, np.roll(words, -2)), Kind.BETWEEN_3).tolist(),
        between_cluster=mixed(clusters, Kind.BETWEEN_CLUSTER).tolist(),
        before=[mixed(words, 100 * Kind.BEFORE + place).tolist() for place in range(3)],
        before_2=mixed(pairs, Kind.BEFORE_2).tolist(),
        after=[mixed(words, 100 * Kind.AFTER + place).tolist() for place in range(3)],
        after_2=mixed(pairs, Kind.AFTER_2).tolist(),
    )


def oriented(reading: Reading, first: int, second: int) -> tuple[int, int]:
    """The two participants (by index) in the order in which they are read: by group, then by place in the text."""
    ranks = [RANK[reading.participants[each].group] for each in (first, second)]
    return (first, second) if ranks[0] <= ranks[1] else (second, first)


def pair_type(reading: Reading, one: int, other: int) -> int:
    """A number for the groups of the two participants."""
    groups = (reading.participants[one].group, reading.participants[other].group)
    return step(reading.group[groups[0]], reading.group[groups[1]])


def pair_features(reading: Reading, one: int, other: int) -> list[int]:
    """Everything seen about two participants (by index, oriented)."""
    a, b = reading.participants[one], reading.participants[other]
    left, right = (a, b) if a.start < b.start else (b, a)
    order = int(left is a)
    found = [_salted(Kind.ANY), _salted(Kind.ORDER, order)]
    found += _between(reading, left, right, order)
    found += _around(reading, left, right, order)
    found += _within(reading, one, other)
    found += _grammar(reading, a, b)
    found += _verbs(reading, a, b)
    start = reading.sentence[left.head]
    found += [word for word in reading.sentence_word[start : min(reading.sentence_end[left.head], start + 60)] if word]
    return found


def _between(reading: Reading, left: Participant, right: Participant, order: int) -> list[int]:
    words = reading.words
    stop = reading.unit_at[right.start]
    start = min(reading.unit_at[left.end], stop)
    count = stop - start
    found = [_salted(Kind.DISTANCE, bucket(count) * 2 + order)]
    ranges = ((start, stop),) if count <= _LONG else ((start, start + 8), (stop - 8, stop))
    for begin, end in ranges:
        found += words.between[begin:end]
        found += words.between_cluster[begin:end]
        found += words.between_2[begin : max(begin, end - 1)]
        found += words.between_3[begin : max(begin, end - 2)]
    plain = words.plain
    if count <= 7:
        state = step(Kind.BETWEEN_ALL, order)
        for word in plain[start:stop]:
            state = step(state, word)
        found.append(state)
    for place in range(min(3, count)):
        found.append(_salted(Kind.FROM_LEFT * 8 + place, step(plain[start + place], order)))
        found.append(_salted(Kind.FROM_RIGHT * 8 + place, step(plain[stop - 1 - place], order)))
    if count >= 2:
        found.append(_salted(Kind.LEFT_2, step(step(plain[start], plain[start + 1]), order)))
        found.append(_salted(Kind.RIGHT_2, step(step(plain[stop - 1], plain[stop - 2]), order)))
    return found


def _around(reading: Reading, left: Participant, right: Participant, order: int) -> list[int]:
    words, found = reading.words, []
    first = reading.unit_at[reading.sentence[left.head]]
    begin = reading.unit_at[left.start]
    for place in range(min(3, begin - first)):
        found.append(step(words.before[place][begin - 1 - place], order))
    if begin - first >= 2:
        found.append(step(words.before_2[begin - 2], order))
    last = reading.unit_at[reading.sentence_end[right.head]]
    end = reading.unit_at[right.end]
    for place in range(min(3, last - end)):
        found.append(step(words.after[place][end + place], order))
    if last - end >= 2:
        found.append(step(words.after_2[end], order))
    return found


def _within(reading: Reading, one: int, other: int) -> list[int]:
    a, b = reading.participants[one], reading.participants[other]
    heads = reading.lower[a.head], reading.lower[b.head]
    classes = reading.classes[one], reading.classes[other]
    found = reading.word_one[a.start : min(a.end, a.start + 6)] + reading.word_other[b.start : min(b.end, b.start + 6)]
    found += [reading.child_one[each] for each in reading.children[a.head] if not a.start <= each < a.end]
    found += [reading.child_other[each] for each in reading.children[b.head] if not b.start <= each < b.end]
    if a.mention.kind == b.mention.kind == "pronoun":
        found.append(_salted(Kind.HEADS, step(*heads)))
    else:
        found.append(_salted(Kind.LENGTHS, min(a.end - a.start, 5) * 8 + min(b.end - b.start, 5)))
    found += (
        _salted(Kind.HEAD_ONE, heads[0]),
        _salted(Kind.HEAD_OTHER, heads[1]),
        _salted(Kind.NTH_ONE, reading.nth[one]),
        _salted(Kind.NTH_OTHER, reading.nth[other]),
        _salted(Kind.ROLES, step(reading.dep[a.head], reading.dep[b.head])),
        _salted(Kind.CLASS_ONE, classes[0]),
        _salted(Kind.CLASS_OTHER, classes[1]),
        _salted(Kind.CLASSES, step(*classes)),
    )
    return found


def _grammar(reading: Reading, a: Participant, b: Participant) -> list[int]:
    above = reading.path_up(a.head)
    place = {token: depth for depth, token in enumerate(above)}
    down = []
    token = b.head
    while token not in place:
        down.append(token)
        head = reading.head[token]
        if head == token or len(down) >= _DEEP:
            return [_salted(Kind.APART)]
        token = head
    up = above[: place[token]]
    down.reverse()
    top = reading.word[token] if up and down else 0
    found = _whole_path(reading, up, down, top)
    found += _up(reading, up)
    found += _down(reading, down)
    on_path = {token, *up, *down}
    for child in reading.children[token]:
        if child not in on_path:
            found.append(_salted(Kind.TOP_CHILD, step(reading.dep[child], reading.word[child])))
    if top:
        found.append(_salted(Kind.PATH_CLUSTER, reading.cluster[token]))
    return found


def _whole_path(reading: Reading, up: list[int], down: list[int], top: int) -> list[int]:
    word, dep = reading.word, reading.dep
    both, roles, words = Kind.PATH, Kind.PATH_ROLES, Kind.PATH_WORDS
    for depth, token in enumerate(up):
        shown = word[token] if depth else 0
        both, roles, words = step(step(both, dep[token]), shown), step(roles, dep[token]), step(words, shown)
    both, roles, words = step(both, top), step(roles, 77), step(words, top)
    for depth, token in enumerate(down):
        shown = word[token] if depth < len(down) - 1 else 0
        both, roles, words = step(step(both, dep[token]), shown), step(roles, dep[token]), step(words, shown)
    size = min(len(up), 6) * 8 + min(len(down), 6)
    found = [both, roles, words, _salted(Kind.PATH_TOP, step(roles, top)), _salted(Kind.PATH_SIZE, size)]
    found.append(_salted(Kind.TOP, top))
    if up and down:
        edge = step(dep[up[-1]], top)
        found.append(_salted(Kind.TOP_EDGES, step(edge, dep[down[0]])))
        if len(down) > 1:
            found.append(_salted(Kind.TOP_PREPOSITION, step(edge, reading.lemma[down[0]])))
    return found


def _up(reading: Reading, up: list[int]) -> list[int]:
    word, dep, head = reading.word, reading.dep, reading.head
    found = []
    for depth, token in enumerate(up):
        link = step(dep[token], word[head[token]])
        found.append(_salted(Kind.UP_LINK, link))
        if depth == 0:
            found.append(_salted(Kind.UP_FIRST, link))
            continue
        found.append(_salted(Kind.UP_WORD, word[token]))
        found.append(_salted(Kind.UP_EDGE, step(dep[token], word[token])))
        found.append(_salted(Kind.UP_PAIR, step(dep[up[depth - 1]], step(word[token], dep[token]))))
        found.append(_salted(Kind.PATH_CLUSTER, reading.cluster[token]))
    return found


def _down(reading: Reading, down: list[int]) -> list[int]:
    word, dep, head = reading.word, reading.dep, reading.head
    found = []
    for depth, token in enumerate(down):
        link = step(dep[token], word[head[token]])
        found.append(_salted(Kind.DOWN_LINK, link))
        if depth == len(down) - 1:
            found.append(_salted(Kind.DOWN_LAST, link))
            continue
        found.append(_salted(Kind.DOWN_WORD, word[token]))
        found.append(_salted(Kind.DOWN_EDGE, step(dep[token], word[token])))
        found.append(_salted(Kind.DOWN_PAIR, step(word[token], step(dep[token], dep[down[depth + 1]]))))
        found.append(_salted(Kind.PATH_CLUSTER, reading.cluster[token]))
    return found


def _verbs(reading: Reading, a: Participant, b: Participant) -> list[int]:
    """The verbs that govern the two."""
    verbs = [
        next((token for token in reading.path_up(each.head)[1:] if reading.pos[token] == reading.verb), -1)
        for each in (a, b)
    ]
    one, other = (reading.lemma[verb] if verb >= 0 else 0 for verb in verbs)
    return [
        _salted(Kind.VERB_ONE, one),
        _salted(Kind.VERB_OTHER, other),
        _salted(Kind.SAME_VERB, int(verbs[0] == verbs[1])),
    ]
