"""Which class a name has: what the gazetteer, the model and above all the text itself say of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from kg import gazetteers
from kg.mentions.classes import compatible, family, narrower

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Name(Protocol):
    """Tokens that are a name, with the class that its finder gives."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def type(self) -> str: ...
    @property
    def source(self) -> str: ...


# How much a voice counts: what the text says outweighs the model, a title outweighs everything.
_WEIGHTS = {"title": 8.0, "word": 5.0, "text": 4.0, "gazetteer": 3.0, "given name": 2.0, "model": 1.0, "capitals": 0.1}


def types_of(doc: "Doc", names: Sequence[Name]) -> Mapping[int, str]:
    """The class of each name, by the index of its first token; all names spelt alike in the article agree."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        spelling = doc[name.start : name.end].text
        known = gazetteers.names().get(spelling)
        if known is not None and family(name.type) != "person":
            votes[spelling][known.type] += _WEIGHTS["gazetteer"]
        else:
            votes[spelling][name.type] += _WEIGHTS[name.source]
        for class_id, voice in _voices(doc, name):
            votes[spelling][class_id] += _WEIGHTS[voice]
    _surnames_follow(votes)
    decided = {spelling: _decide(ballots) for spelling, ballots in votes.items()}
    return {name.start: decided[doc[name.start : name.end].text] for name in names}


def _decide(votes: Mapping[str, float]) -> str:
    """The class with most support; a broad class lends its votes to a narrower one of its family."""
    support = {
        one: sum(weight for other, weight in votes.items() if compatible(one, other) and other != "Thing")
        for one in votes
        if one != "Thing"
    }
    if not support:
        return "Thing"
    best = max(sorted(support), key=lambda c: (support[c], votes[c]))
    for other in sorted(votes, key=lambda c: -votes[c]):
        if compatible(best, other):
            best = narrower(best, other)
    return best


def _surnames_follow(votes: dict[str, dict[str, float]]) -> None:
    """ "Cook" is what "Tim Cook" is: a part of a person's full name takes its votes."""
    people = [s for s in votes if " " in s and family(_decide(votes[s])) == "person"]
    for full in people:
        last = full.rsplit(" ", 1)[-1]
        if last in votes and last not in gazetteers.names():
            votes[last]["Person"] += _WEIGHTS["text"]


def _voices(doc: "Doc", name: Name) -> Iterable[tuple[str, str]]:
    """What the words of and around a name say of its class, and how loudly."""
    words = doc[name.start : name.end]
    last = words[-1].text
    if len(words) > 1 and last in gazetteers.name_words():
        yield gazetteers.name_words()[last], "word"
    if len(words) > 1 and words[0].text in gazetteers.given_names() and name.source != "gazetteer":
        yield "Person", "given name"
    if words[0].lower_.rstrip(".") in gazetteers.titles() and len(words) > 1 and words[0].text in ("Mr", "Mrs", "Ms"):
        yield "Person", "title"
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.text[:1].isupper() and before.lower_.rstrip(".") in gazetteers.titles():
        yield "Person", "title"
    yield from ((class_id, "text") for class_id in _described(words.root, name))


def _described(head: "Token", name: Name) -> Iterable[str]:
    """Classes from an apposition, a copula, or a common noun in front: "the airline Ryanair", "Arm, a chipmaker"."""
    for child in head.children:
        if child.dep_ == "appos" and child.i >= name.end:
            yield from _class_of(child)
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        yield from _class_of(head.head)
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        for child in head.head.children:
            if child.dep_ == "attr":
                yield from _class_of(child)
    for child in head.children:
        if child.dep_ == "compound" and child.i == name.start - 1 and child.pos_ == "NOUN":
            yield from _class_of(child)


def _class_of(noun: "Token") -> Iterable[str]:
    known = gazetteers.nouns().get(noun.lemma_.lower()) if noun.pos_ == "NOUN" else None
    if known is not None and noun.tag_ == "NN":
        yield broad(known.type)


def broad(class_id: str) -> str:
    """What a role tells for good: a president is a Person (the role is another fact), a chipmaker a Company."""
    return "Person" if family(class_id) == "person" else class_id
