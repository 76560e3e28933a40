"""A parsed document as columns of numbers: what its words, its names and its grammar look like to learned weights."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kg.extractors.hashes import Hashes, Kind, by_kind, mixed, numbers, paired, salted, salts, step
from kg.extractors.participants import RANK, Participant
from kg.extractors.slots import Places, Slots, Truths

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEAR = 3  # so many words before, after and between are told apart by their place
_DEEP = 30  # no path of grammar is followed farther
_LONGEST_NAME = 6  # words; of a longer one, the beginning
_CONTENT = ("VERB", "NOUN", "ADJ", "AUX")


class Seen(NamedTuple):
    """What is seen of each participant by itself: the features from `start` to `stop`."""

    features: Hashes
    start: Places
    stop: Places


class Units:
    """What stands between and around participants: words, and names or dates as one unit that shows only its group.

    `at[token]` is the first unit at or after a token. Tables have a column for each unit and a row for each place of
    the unit, first those for pairs whose second participant comes first, then those for the others.
    """

    def __init__(self, words: Hashes, clusters: Hashes, at: Places) -> None:
        after, before = (np.concatenate([words[n:], words[:n]]) for n in (1, -1))
        pairs = paired(words, after)
        triples = paired(pairs, np.concatenate([words[2:], words[:2]]))
        self.at = at
        self.count = len(words)
        self.words = words
        self.between = mixed(np.stack([words, clusters, pairs, triples]), _BETWEEN_SALTS)
        self.before, self.after, self.inner = np.split(mixed(words, _NEAR_SALTS), _NEAR_ROWS)
        self.before_2, self.after_2, self.left_2 = np.split(mixed(pairs, _PAIR_SALTS), 3)
        self.right_2 = mixed(paired(words, before), _BACK_SALTS)


_BETWEEN_SALTS = salts(Kind.BETWEEN, Kind.BETWEEN_CLUSTER, Kind.BETWEEN_2, Kind.BETWEEN_3)
_ORDER = 4  # so many salts for the places in one order of the participants, as many for those in the other
_NEAR_SALTS = salts(Kind.BEFORE, Kind.AFTER, Kind.FROM_LEFT, Kind.FROM_RIGHT, places=2 * _ORDER)
_NEAR_SALTS = _NEAR_SALTS.reshape(-1, _ORDER)[:, :NEAR].reshape(-1, 1)
_NEAR_ROWS = (2 * NEAR, 4 * NEAR)  # where those before end, and those after
_PAIR_SALTS = salts(Kind.BEFORE_2, Kind.AFTER_2, Kind.LEFT_2, places=2)
_BACK_SALTS = salts(Kind.RIGHT_2, places=2)


class Reading:
    """A document and its participants.

    Columns of tokens: `head`, `dep`, `lower`, `lemma`, `word` (the lemma, but for a name's or date's head the group),
    `sentence` and `sentence_end` (tokens), `tokens` (for each kind of feature those of the tokens; a `pair` feature
    tells a token's edge and its head's). `children` are the tokens that hang on another, ordered by what they hang on:
    those of a token are `children[first_child[token] : first_child[token + 1]]`. `content` are the features of words
    that tell what a sentence is about, those of a sentence from `first_content[start]` to `first_content[end]`.

    Columns of participants: `starts`, `ends`, `heads` (tokens), `groups` and `classes` (hashes), `verbs` (the token
    that governs it, or -1), `above` (its head and what that hangs on, up to the root, which is repeated), and
    `first_within` and `first_beyond` (the first child of its head that stands within or after it, or later).
    """

    def __init__(self, doc: "Doc", participants: Sequence[Participant], sentences: Places) -> None:
        hash_of = doc.vocab.strings.__getitem__
        table = doc.to_array(["LEMMA", "HEAD", "DEP", "LOWER", "POS"]).astype(np.uint64)
        size = len(doc)
        self.lemma, self.dep, self.lower, pos = (np.ascontiguousarray(table[:, column]) for column in (0, 2, 3, 4))
        self.head = np.arange(size) + table[:, 1].astype(np.int64)
        self.participants = participants
        places = [(each.start, each.end, each.head) for each in participants]
        self.starts, self.ends, self.heads = np.array(places, dtype=np.int64).reshape(-1, 3).T
        self.groups = group_hashes(doc)[[RANK[each.group] for each in participants]]
        classes = {name: hash_of(f"class {name}") for name in {each.mention.type for each in participants}}
        self.classes = numbers(*(classes[each.mention.type] for each in participants))
        self.pronouns = np.array([each.mention.kind == "pronoun" for each in participants], dtype=bool)
        widths = np.diff(sentences, append=size)
        self.sentence = np.repeat(sentences, widths)
        self.sentence_end = np.repeat(sentences + widths, widths)
        cluster = _clusters(doc, self.lower)
        told, covered = self._told()
        units = np.flatnonzero(told)
        self.word = np.where(told == 0, self.lemma, told)
        self.units = Units(told[units], cluster[units], np.searchsorted(units, np.arange(size + 1)))
        self._tokens(cluster)
        content = (pos == numbers(*map(hash_of, _CONTENT))[:, None]).any(axis=0) & ~covered
        self.content = mixed(self.lemma[content], salts(Kind.SENTENCE)[0])
        self.first_content = np.concatenate([[0], content.cumsum()])
        self.above = self._above()
        self.verbs = self._verb_above(pos == np.uint64(hash_of("VERB")))
        self.first_within = self.child_place(self.heads, self.starts)
        self.first_beyond = self.child_place(self.heads, self.ends)
        place = np.stack([self.lower[self.heads], self._nth(), self.classes])
        self.seen_as_one = self._alone(place, _AS_ONE)
        self.seen_as_other = self._alone(place, _AS_OTHER)

    def _told(self) -> tuple[Hashes, Truths]:
        """Lemmas; the head of a name or date shows its group, its other words are 0. And which words are covered."""
        covered, told = bytearray(len(self.lemma)), self.lemma.copy()
        for place in np.lexsort((self.starts, self.starts - self.ends)).tolist():
            each = self.participants[place]
            if covered.find(1, each.start, each.end) >= 0:
                continue
            covered[each.start : each.end] = b"\1" * (each.end - each.start)
            if each.mention.kind != "pronoun":
                told[each.start : each.end] = 0
                told[each.head] = self.groups[place]
        return told, np.frombuffer(covered, dtype=bool)

    def _tokens(self, cluster: Hashes) -> None:
        size = len(self.head)
        edge = paired(self.dep, self.word)
        link = paired(self.dep, self.word[self.head])
        chain = paired(self.dep, edge[self.head])
        self.tokens = by_kind(
            (self.word, (Kind.UP_WORD, Kind.DOWN_WORD, Kind.TOP)),
            (edge, (Kind.UP_EDGE, Kind.DOWN_EDGE, Kind.TOP_CHILD, Kind.CHILD_ONE, Kind.CHILD_OTHER)),
            (link, (Kind.UP_LINK, Kind.UP_FIRST, Kind.DOWN_LINK, Kind.DOWN_LAST)),
            (chain, (Kind.UP_PAIR, Kind.DOWN_PAIR)),
            (cluster, (Kind.PATH_CLUSTER,)),
            (self.lower, (Kind.WORD_ONE, Kind.WORD_OTHER)),
            (self.lemma, (Kind.VERB_ONE, Kind.VERB_OTHER)),
        )
        self.children = np.argsort(self.head, kind="stable")
        self.children = self.children[self.head[self.children] != self.children]
        self._child_keys = self.head[self.children] * (size + 1) + self.children
        self.first_child = self.child_place(np.arange(size + 1), np.zeros(size + 1, dtype=np.int64))

    def child_place(self, heads: Places, tokens: Places) -> Places:
        """Where among all children the first child of each head stands that is no earlier than a token."""
        return np.searchsorted(self._child_keys, heads * (len(self.head) + 1) + tokens)

    def _above(self) -> Places:
        ways = [self.heads]
        while len(ways) < _DEEP and (self.head[ways[-1]] != ways[-1]).any():
            ways.append(self.head[ways[-1]])
        return np.stack(ways, axis=1)

    def _verb_above(self, verbs: Truths) -> Places:
        higher = self.above[:, 1:]
        found = verbs[higher] & (higher != self.above[:, :-1])
        if not found.size:
            return np.full(len(self.above), -1)
        nearest = higher[np.arange(len(higher)), found.argmax(axis=1)]
        return np.where(found.any(axis=1), nearest, -1)

    def _nth(self) -> Hashes:
        """How many participants of the same group came before in the sentence, at most 3."""
        seen: Counter[tuple[int, str]] = Counter()
        nth = []
        for sentence, each in zip(self.sentence[self.heads].tolist(), self.participants, strict=True):
            nth.append(min(seen[sentence, each.group], 3))
            seen[sentence, each.group] += 1
        return numbers(*nth)

    def _alone(self, place: Hashes, kinds: "_Alone") -> Seen:
        """What is seen of a participant by itself: its words, what hangs on it, its class and its place."""
        slots = Slots(len(self.participants))
        slots.runs(self.tokens[kinds.word], self.starts, np.minimum(self.ends, self.starts + _LONGEST_NAME))
        children = self.tokens[kinds.child][self.children]
        slots.runs(children, self.first_child[self.heads], self.first_within)
        slots.runs(children, self.first_beyond, self.first_child[self.heads + 1])
        slots.items(np.where(self.verbs >= 0, self.tokens[kinds.verb][self.verbs], kinds.no_verb))
        slots.items(salted(kinds.place, place))
        features, counts = slots.joined()
        stops = counts.cumsum()
        return Seen(features, stops - counts, stops)

    def ways_up(self) -> Hashes:
        """Hashes of the ways up from each participant: by length, then as `ways` tells them, then by participant."""
        tokens = self.above.T
        words = self.word[tokens]
        words[0] = 0
        start = numbers(Kind.PATH, Kind.PATH_ROLES, Kind.PATH_WORDS)[:, None]
        return ways(np.repeat(start, len(self.participants), axis=1), self.dep[tokens], words)


def ways(start: Hashes, edges: Hashes, words: Hashes) -> Hashes:
    """Hashes of ways by length, from `start` on: three rows each, of edges and words, of edges alone, of words alone.

    `edges` and `words` have a row for each step.
    """
    found = np.empty((len(edges) + 1, *start.shape), dtype=np.uint64)
    found[0] = start
    told = np.stack([words, edges, words], axis=1)
    for shorter, longer, edge, items in zip(found, found[1:], edges, told, strict=False):
        longer[:] = shorter
        longer[0] = step(shorter[0], edge)
        longer[:] = step(longer, items)
    return found


class _Alone(NamedTuple):
    """Kinds of what is seen of a participant by itself; `place` are those of its head, its number and its class."""

    word: int
    child: int
    verb: int
    no_verb: Hashes
    place: Hashes


_AS_ONE = _Alone(
    word=Kind.WORD_ONE,
    child=Kind.CHILD_ONE,
    verb=Kind.VERB_ONE,
    no_verb=salted(numbers(Kind.VERB_ONE), numbers(0)),
    place=numbers(Kind.HEAD_ONE, Kind.NTH_ONE, Kind.CLASS_ONE)[:, None],
)
_AS_OTHER = _Alone(
    word=Kind.WORD_OTHER,
    child=Kind.CHILD_OTHER,
    verb=Kind.VERB_OTHER,
    no_verb=salted(numbers(Kind.VERB_OTHER), numbers(0)),
    place=numbers(Kind.HEAD_OTHER, Kind.NTH_OTHER, Kind.CLASS_OTHER)[:, None],
)


def sentence_starts(doc: "Doc") -> Places:
    """The first token of each sentence."""
    return np.array([sentence.start for sentence in doc.sents], dtype=np.int64)


def group_hashes(doc: "Doc") -> Hashes:
    """A number for each group of participants, by rank."""
    return numbers(*(doc.vocab.strings[f"group {group}"] for group in RANK))


def _clusters(doc: "Doc", lower: Hashes) -> Hashes:
    """The row of the word vector, which words of alike use share ("son", "daughter"), else the word itself."""
    vectors: Any = doc.vocab.vectors
    words = lower.tolist()
    return np.fromiter(map(vectors.key2row.get, words, words), dtype=np.uint64, count=len(words))
