"""A parsed sentence as plain Python values.

spaCy's `Token` answers each question with a string look-up and is a new object each time it is reached, so that two
Tokens of one token are not identical. A `Word` is read once, is itself wherever it is met, and can be a key.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

BRANCHES = 12  # conjuncts that are unfolded at one place; a longer list is a table, not prose


class Word:
    """One token: its strings, its grammatical head (itself at the root) and its children in text order.

    `alone` and `joined` are for `phrases`, which cuts the words of a participant once for all its clauses.
    """

    __slots__ = (
        *("alone", "children", "dep", "entity", "head", "i", "joined", "lemma", "lower", "pos", "tag", "text", "token"),
    )

    def __init__(self, token: "Token", i: int) -> None:
        self.token = token
        self.i = i
        self.text = token.text
        self.lower = self.text.lower()
        self.lemma = token.lemma_
        self.pos = token.pos_
        self.tag = token.tag_
        self.dep = token.dep_
        self.entity = 0
        self.head = self
        self.children: list[Word] = []
        self.alone: tuple[Token, ...] | None = None
        self.joined: tuple[Token, ...] | None = None

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
        found: list[Word] = []
        pending = [self]
        while pending:
            word = pending.pop()
            found.append(word)
            pending += [child for child in word.children if child.dep not in without]
        found.sort(key=place)
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


class Sentence:
    """The words of a sentence, in text order."""

    __slots__ = ("words",)

    def __init__(self, span: "Span") -> None:
        first = span.start
        self.words = [Word(token, i) for i, token in enumerate(span)]
        number = 0
        for word in self.words:
            iob = word.token.ent_iob_
            number += iob == "B"
            word.entity = number if iob in "BI" and iob else 0
            at = word.token.head.i - first
            if at != word.i and 0 <= at < len(self.words):
                word.head = self.words[at]
                word.head.children.append(word)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)
