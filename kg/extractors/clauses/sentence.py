"""A parsed sentence as plain Python values.

spaCy's `Token` answers each question with a string look-up and is a new object each time it is reached, so that two
Tokens of one token are not identical. A `Word` is read once, is itself wherever it is met, and can be a key.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc, Span, Token

    from kg.extractors.clause import Argument

_MOST_STRINGS = 100_000
BRANCHES = 12  # conjuncts that are unfolded at one place; a longer list is a table, not prose


class Word:
    """One token: its strings, its grammatical head (itself at the root) and its children in text order.

    `alone` and `joined` are for `phrases`, which cuts the words of a participant once for all its clauses; `hanging`
    is for `arguments.of_noun`, which many ask.
    """

    __slots__ = (
        *("alone", "children", "dep", "entity", "hanging", "head", "i", "joined", "lemma", "lower", "pos", "tag"),
        *("text", "token"),
    )

    def __init__(self, token: "Token", i: int, strings: tuple[str, ...]) -> None:
        self.token = token
        self.i = i
        self.text, self.lower, self.lemma, self.pos, self.tag, self.dep = strings
        self.entity = 0
        self.head = self
        self.children: list[Word] = []
        self.alone: tuple[Token, ...] | None = None
        self.joined: tuple[Token, ...] | None = None
        self.hanging: tuple[Argument, ...] | None = None

    def __repr__(self) -> str:
        return self.text

    def child(self, *deps: str) -> "Word | None":
        """The first child that hangs on one of these dependencies."""
        for child in self.children:
            if child.dep in deps:
                return child
        return None

    def all(self, *deps: str) -> "list[Word]":
        return [child for child in self.children if child.dep in deps]

    def subtree(self, without: frozenset[str] = frozenset()) -> "list[Word]":
        """The word and everything below it in text order, not entering children on the dependencies `without`."""
        found = self.below(without)
        found.sort(key=place)
        return found

    def below(self, without: frozenset[str] = frozenset()) -> "list[Word]":
        """The words of `subtree` in any order."""
        found = [self]
        for word in found:
            if word.children:
                found += [child for child in word.children if child.dep not in without]
        return found

    def conjuncts(self) -> "list[Word]":
        """The word and those joined to it ("Japan, Korea and India"), at most `BRANCHES` of them."""
        found = [self]
        for word in found:
            if len(found) >= BRANCHES:
                break
            found += [each for each in word.children if each.dep == "conj" and not each.same_name(self)]
        return found[:BRANCHES]

    def same_name(self, other: "Word") -> bool:
        """Whether both words are in one name or date: "Trade" and "Industry" in "Ministry of Trade and Industry"."""
        return self.entity > 0 and self.entity == other.entity


def place(word: Word) -> int:
    return word.i


class Table:
    """What the parser says of the tokens of a document: read at once, it costs far less than token by token."""

    __slots__ = ("_columns", "_string_of", "heads", "iobs")

    def __init__(self, doc: "Doc") -> None:
        table = doc.to_array(["ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_IOB", "HEAD"])
        *self._columns, iobs, heads = table.T
        self._string_of = _strings_of(doc.vocab.strings).__getitem__
        self.iobs: list[int] = iobs.tolist()
        self.heads: list[int] = (heads.astype(np.int64) + np.arange(len(table))).tolist()

    def strings(self, first: int, end: int) -> "Iterator[tuple[str, ...]]":
        """Of each token from `first` to `end`: its text, the same in lower case, lemma, part, tag and dependency."""
        columns = (map(self._string_of, column[first:end].tolist()) for column in self._columns)
        return zip(*columns, strict=True)


class _Strings(dict[int, str]):
    """Strings by their number, each looked up once; begun anew when there are very many."""

    def __init__(self, store: "StringStore") -> None:
        self.store = store

    def __missing__(self, number: int) -> str:
        if len(self) > _MOST_STRINGS:
            self.clear()
        string = self[number] = self.store[number]
        return string


@lru_cache(maxsize=2)
def _strings_of(store: "StringStore") -> _Strings:
    """One table for all documents of a model: most words of an article are words of the one before."""
    return _Strings(store)


_INSIDE, _BEGINS = 1, 3  # of a name or date, as `ENT_IOB` says it


class Sentence:
    """The words of a sentence, in text order; whoever reads many sentences of a document gives its `table`."""

    __slots__ = ("words",)

    def __init__(self, span: "Span", table: Table | None = None) -> None:
        table = table or Table(span.doc)
        first, end = span.start, span.end
        rows = zip(span, table.strings(first, end), strict=True)
        self.words = [Word(token, i, strings) for i, (token, strings) in enumerate(rows)]
        number = 0
        for word, iob, head in zip(self.words, table.iobs[first:end], table.heads[first:end], strict=True):
            number += iob == _BEGINS
            word.entity = number if iob in (_INSIDE, _BEGINS) else 0
            at = head - first
            if at != word.i and 0 <= at < len(self.words):
                word.head = self.words[at]
                word.head.children.append(word)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)
