"""What can be seen about two participants of a sentence, as 64-bit hashes: words, grammar between and around, types.

A feature is a number, never a string, so that a document's features are computed with a few operations on arrays.
The same words give the same numbers in every run and on every machine.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

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
    state ^= state >> np.uint64(29)
    return state


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


def _salted(kind: int, item: int = 0) -> int:
    return step(step(kind * 7919 + 13, item), kind)


def bucket(count: int) -> int:
    """A count made coarse: 0 to 4 are told apart, beyond 20 all are one."""
    return _BUCKETS[count] if count < len(_BUCKETS) else 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Features of single units (a word, a whole name or a date), one list per kind, computed once for a document.

    Lists of lists are indexed by order (0: the second participant comes first) and distance.
    """

    plain: list[int]
    between: list[int]
    between_2: list[int]
    between_3: list[int]
    between_cluster: list[int]
    before: list[list[list[int]]]
    before_2: list[list[int]]
    after: list[list[list[int]]]
    after_2: list[list[int]]
    from_left: list[list[list[int]]]
    from_right: list[list[list[int]]]
    left_2: list[list[int]]
    right_2: list[list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Features of single tokens, one list per kind: the token with its head or alone, as met on a path of grammar.

    A `pair` feature of a token tells its edge and its head's.
    """

    up_word: list[int]
    up_edge: list[int]
    up_link: list[int]
    up_first: list[int]
    up_pair: list[int]
    down_word: list[int]
    down_edge: list[int]
    down_link: list[int]
    down_last: list[int]
    down_pair: list[int]
    cluster: list[int]
    top: list[int]
    top_child: list[int]
    word_one: list[int]
    word_other: list[int]
    child_one: list[int]
    child_other: list[int]
    verb_one: list[int]
    verb_other: list[int]
    sentence: list[int]


class Reading:
    """A parsed document as lists of numbers. A name or a date is one unit that shows only its group.

    `unit_at[token]` is the first unit at or after a token; `sentence` and `sentence_end` are token positions; `word`
    is the lemma, for a name's or date's head the group.
    """

    def __init__(self, doc: "Doc", participants: Sequence[Participant]) -> None:
        hash_of = doc.vocab.strings.__getitem__
        table = doc.to_array(["LEMMA", "HEAD", "DEP", "LOWER", "POS"])
        size = len(doc)
        lemma, dep, lower, pos = (table[:, column].astype(np.uint64) for column in (0, 2, 3, 4))
        heads = np.arange(size) + table[:, 1].astype(np.int64)
        self.participants = participants
        self.group = {group: hash_of(f"group {group}") for group in RANK}
        self.head: list[int] = heads.tolist()
        word, covered = self._words(lemma, size)
        units = np.nonzero(word)[0]
        shown = np.where(word == 0, lemma, word)
        cluster = _clusters(doc, lower)
        content = np.isin(pos, [hash_of(name) for name in ("VERB", "NOUN", "ADJ", "AUX")]) & ~covered
        self.dep: list[int] = dep.tolist()
        self.lower: list[int] = lower.tolist()
        self.lemma: list[int] = lemma.tolist()
        self.word: list[int] = shown.tolist()
        self.unit_at: list[int] = np.searchsorted(units, np.arange(size + 1)).tolist()
        self.units = _units(word[units], cluster[units])
        self.tokens = _tokens(_Columns(dep, shown, heads, lower, lemma, cluster, content))
        self._climbs: dict[int, list[tuple[int, int, int]]] = {}
        self._verbs: list[bool] = (pos == np.uint64(hash_of("VERB"))).tolist()
        self._grammar(doc)
        nth = self._nth()
        classes = [hash_of(f"class {each.mention.type}") for each in participants]
        self.classes = classes
        self.verb = [self._verb_above(each.head) for each in participants]
        self.seen_as_one = [self._alone(i, nth[i], classes[i], first=True) for i in range(len(participants))]
        self.seen_as_other = [self._alone(i, nth[i], classes[i], first=False) for i in range(len(participants))]

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

    def _verb_above(self, token: int) -> int:
        """The verb that governs a token, or -1."""
        return next((above for above in self.path_up(token)[1:] if self._verbs[above]), -1)

    def _alone(self, index: int, nth: int, class_: int, *, first: bool) -> list[int]:
        """What is seen of a participant by itself: its words, what hangs on it, its class and its place."""
        each, tokens = self.participants[index], self.tokens
        words, children = (tokens.word_one, tokens.child_one) if first else (tokens.word_other, tokens.child_other)
        verbs = tokens.verb_one if first else tokens.verb_other
        head, place, kind = (
            (Kind.HEAD_ONE, Kind.NTH_ONE, Kind.CLASS_ONE)
            if first
            else (Kind.HEAD_OTHER, Kind.NTH_OTHER, Kind.CLASS_OTHER)
        )
        found = words[each.start : min(each.end, each.start + 6)]
        found += [children[child] for child in self.children[each.head] if not each.start <= child < each.end]
        verb = self.verb[index]
        found.append(verbs[verb] if verb >= 0 else _salted(Kind.VERB_ONE if first else Kind.VERB_OTHER))
        return [*found, _salted(head, self.lower[each.head]), _salted(place, nth), _salted(kind, class_)]

    def path_up(self, token: int) -> list[int]:
        """The token and what it hangs on, up to the root."""
        path = [token]
        heads = self.head
        while (head := heads[token]) != token and len(path) < _DEEP:
            path.append(head)
            token = head
        return path

    def climbed(self, token: int) -> list[tuple[int, int, int]]:
        """Hashes of the ways up from a token, one for each length: edges and words, edges alone, words alone."""
        if token not in self._climbs:
            ways, state = [], (Kind.PATH, Kind.PATH_ROLES, Kind.PATH_WORDS)
            for depth, each in enumerate(self.path_up(token)):
                shown, dep = self.word[each] if depth else 0, self.dep[each]
                state = (step(step(state[0], dep), shown), step(state[1], dep), step(state[2], shown))
                ways.append(state)
            self._climbs[token] = ways
        return self._climbs[token]

    def top_of(self, one: int, other: int) -> int:
        """The token below which both tokens hang, the nearest; the first one itself when they do not meet."""
        above = set(self.path_up(one))
        return next((token for token in self.path_up(other) if token in above), one)


def _clusters(doc: "Doc", lower: Hashes) -> Hashes:
    """The row of the word vector, which words of alike use share ("son", "daughter"), else the word itself."""
    vectors: Any = doc.vocab.vectors
    if not vectors.n_keys:
        return lower
    rows = vectors.find(keys=lower)
    return np.where(rows < 0, lower, rows.astype(np.uint64))


def _listed(items: Hashes, kind: int, place: int = 0) -> list[int]:
    return mixed(items, kind * 64 + place).tolist()  # type: ignore[no-any-return]


def _units(words: Hashes, clusters: Hashes) -> Units:
    pairs = paired(words, np.roll(words, -1))
    back = paired(words, np.roll(words, 1))
    near = range(3)
    return Units(
        plain=words.tolist(),
        between=_listed(words, Kind.BETWEEN),
        between_2=_listed(pairs, Kind.BETWEEN_2),
        between_3=_listed(paired(pairs, np.roll(words, -2)), Kind.BETWEEN_3),
        between_cluster=_listed(clusters, Kind.BETWEEN_CLUSTER),
        before=[[_listed(words, Kind.BEFORE, 4 * o + place) for place in near] for o in (0, 1)],
        before_2=[_listed(pairs, Kind.BEFORE_2, o) for o in (0, 1)],
        after=[[_listed(words, Kind.AFTER, 4 * o + place) for place in near] for o in (0, 1)],
        after_2=[_listed(pairs, Kind.AFTER_2, o) for o in (0, 1)],
        from_left=[[_listed(words, Kind.FROM_LEFT, 4 * o + place) for place in near] for o in (0, 1)],
        from_right=[[_listed(words, Kind.FROM_RIGHT, 4 * o + place) for place in near] for o in (0, 1)],
        left_2=[_listed(pairs, Kind.LEFT_2, o) for o in (0, 1)],
        right_2=[_listed(back, Kind.RIGHT_2, o) for o in (0, 1)],
    )


class _Columns(NamedTuple):
    dep: Hashes
    word: Hashes
    heads: NDArray[np.int64]
    lower: Hashes
    lemma: Hashes
    cluster: Hashes
    content: NDArray[np.bool_]


def _tokens(columns: _Columns) -> Tokens:
    dep, word, heads = columns.dep, columns.word, columns.heads
    edge = paired(dep, word)
    link = paired(dep, word[heads])
    chain = paired(dep, edge[heads])
    return Tokens(
        up_word=_listed(word, Kind.UP_WORD),
        up_edge=_listed(edge, Kind.UP_EDGE),
        up_link=_listed(link, Kind.UP_LINK),
        up_first=_listed(link, Kind.UP_FIRST),
        up_pair=_listed(chain, Kind.UP_PAIR),
        down_word=_listed(word, Kind.DOWN_WORD),
        down_edge=_listed(edge, Kind.DOWN_EDGE),
        down_link=_listed(link, Kind.DOWN_LINK),
        down_last=_listed(link, Kind.DOWN_LAST),
        down_pair=_listed(chain, Kind.DOWN_PAIR),
        cluster=_listed(columns.cluster, Kind.PATH_CLUSTER),
        top=_listed(word, Kind.TOP),
        top_child=_listed(edge, Kind.TOP_CHILD),
        word_one=_listed(columns.lower, Kind.WORD_ONE),
        word_other=_listed(columns.lower, Kind.WORD_OTHER),
        child_one=_listed(edge, Kind.CHILD_ONE),
        child_other=_listed(edge, Kind.CHILD_OTHER),
        verb_one=_listed(columns.lemma, Kind.VERB_ONE),
        verb_other=_listed(columns.lemma, Kind.VERB_OTHER),
        sentence=np.where(columns.content, mixed(columns.lemma, Kind.SENTENCE * 64), np.uint64(0)).tolist(),
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
    found = [_ANY, _ORDERS[order], _SAME_VERB[reading.verb[one] == reading.verb[other]]]
    found += reading.seen_as_one[one]
    found += reading.seen_as_other[other]
    found += _between(reading, left, right, order)
    found += _around(reading, left, right, order)
    found += _together(reading, one, other)
    found += _paths(reading, a, b)
    start = reading.sentence[left.head]
    end = min(reading.sentence_end[left.head], start + _LONGEST_SENTENCE)
    found += filter(None, reading.tokens.sentence[start:end])
    return found


_ANY = _salted(Kind.ANY)
_ORDERS = [_salted(Kind.ORDER, order) for order in (0, 1)]
_SAME_VERB = [_salted(Kind.SAME_VERB, same) for same in (0, 1)]
_LONGEST_SENTENCE = 60  # tokens; of a longer one, the beginning


def _between(reading: Reading, left: Participant, right: Participant, order: int) -> list[int]:
    units = reading.units
    stop = reading.unit_at[right.start]
    start = min(reading.unit_at[left.end], stop)
    count = stop - start
    found = [_salted(Kind.DISTANCE, bucket(count) * 2 + order)]
    ranges = ((start, stop),) if count <= _LONG else ((start, start + 8), (stop - 8, stop))
    for begin, end in ranges:
        found += units.between[begin:end]
        found += units.between_cluster[begin:end]
        found += units.between_2[begin : max(begin, end - 1)]
        found += units.between_3[begin : max(begin, end - 2)]
    if count <= 7:
        state = step(Kind.BETWEEN_ALL, order)
        for word in units.plain[start:stop]:
            state = step(state, word)
        found.append(state)
    for place in range(min(3, count)):
        found.append(units.from_left[order][place][start + place])
        found.append(units.from_right[order][place][stop - 1 - place])
    if count >= 2:
        found.append(units.left_2[order][start])
        found.append(units.right_2[order][stop - 1])
    return found


def _around(reading: Reading, left: Participant, right: Participant, order: int) -> list[int]:
    units, found = reading.units, []
    first = reading.unit_at[reading.sentence[left.head]]
    begin = reading.unit_at[left.start]
    for place in range(min(3, begin - first)):
        found.append(units.before[order][place][begin - 1 - place])
    if begin - first >= 2:
        found.append(units.before_2[order][begin - 2])
    last = reading.unit_at[reading.sentence_end[right.head]]
    end = reading.unit_at[right.end]
    for place in range(min(3, last - end)):
        found.append(units.after[order][place][end + place])
    if last - end >= 2:
        found.append(units.after_2[order][end])
    return found


def _together(reading: Reading, one: int, other: int) -> list[int]:
    """What the two are, taken together."""
    a, b = reading.participants[one], reading.participants[other]
    if a.mention.kind == b.mention.kind == "pronoun":
        size = _salted(Kind.HEADS, step(reading.lower[a.head], reading.lower[b.head]))
    else:
        size = _salted(Kind.LENGTHS, min(a.end - a.start, 5) * 8 + min(b.end - b.start, 5))
    roles = _salted(Kind.ROLES, step(reading.dep[a.head], reading.dep[b.head]))
    return [size, roles, _salted(Kind.CLASSES, step(reading.classes[one], reading.classes[other]))]


def _paths(reading: Reading, a: Participant, b: Participant) -> list[int]:
    """The path of grammar from one to the other: up to the word that both hang below, and down."""
    above = reading.path_up(a.head)
    down = []
    token = b.head
    while token not in above:
        down.append(token)
        head = reading.head[token]
        if head == token or len(down) >= _DEEP:
            return [_salted(Kind.APART)]
        token = head
    up = above[: above.index(token)]
    down.reverse()
    tokens, meets = reading.tokens, bool(up and down)
    found = _whole_path(reading, up, down, token if meets else -1)
    found += [tokens.up_link[each] for each in up]
    found += [tokens.down_link[each] for each in down]
    if up:
        found.append(tokens.up_first[up[0]])
        found += [tokens.up_pair[each] for each in up[:-1]]
    if down:
        found.append(tokens.down_last[down[-1]])
        found += [tokens.down_pair[each] for each in down[1:]]
    for each in up[1:]:
        found += (tokens.up_word[each], tokens.up_edge[each], tokens.cluster[each])
    for each in down[:-1]:
        found += (tokens.down_word[each], tokens.down_edge[each], tokens.cluster[each])
    on_path = {token, *up[-1:], *down[:1]}
    found += [tokens.top_child[child] for child in reading.children[token] if child not in on_path]
    if meets:
        found += (tokens.cluster[token], tokens.top[token])
    return found


def _whole_path(reading: Reading, up: list[int], down: list[int], top: int) -> list[int]:
    word, dep = reading.word, reading.dep
    joint = word[top] if top >= 0 else 0
    both, roles, words = reading.climbed(up[0])[len(up) - 1] if up else (Kind.PATH, Kind.PATH_ROLES, Kind.PATH_WORDS)
    both, roles, words = step(both, joint), step(roles, 77), step(words, joint)
    for depth, token in enumerate(down):
        shown = word[token] if depth < len(down) - 1 else 0
        both, roles, words = step(step(both, dep[token]), shown), step(roles, dep[token]), step(words, shown)
    size = min(len(up), 6) * 8 + min(len(down), 6)
    found = [both, roles, words, _salted(Kind.PATH_TOP, step(roles, joint)), _salted(Kind.PATH_SIZE, size)]
    if top >= 0:
        edge = step(dep[up[-1]], joint)
        found.append(_salted(Kind.TOP_EDGES, step(edge, dep[down[0]])))
        if len(down) > 1:
            found.append(_salted(Kind.TOP_PREPOSITION, step(edge, reading.lemma[down[0]])))
    return found
