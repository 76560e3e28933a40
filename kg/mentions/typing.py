"""Which class a name has: what the gazetteer, the model and above all the text itself say of it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from kg import gazetteers
from kg.mentions.capitals import is_model_number
from kg.mentions.classes import compatible, family, narrower
from kg.mentions.surnames import surname

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


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
_WHERE = frozenset({"in", "to", "from", "at", "near", "of", "into", "through", "across", "outside", "with"})
_CAMEL_CASE = re.compile(r"(?!Mac|Mc|De|Le|La|Di|Van|Fitz|O[’'])[A-Z][a-z]+[A-Z]\w*$")
_NUMBERED = frozenset({"Facility", "Event", "Place"})
_WEIGHTS = {
    "title": 8.0,
    "word": 5.0,
    "text": 4.0,
    "gazetteer": 3.0,
    "given name": 2.0,
    "article": 1.5,
    "list": 1.2,
    "model": 1.0,
    "capitals": 0.1,
}


def types_of(doc: "Doc", names: Sequence[Name]) -> Mapping[int, str]:
    """The class of each name, by the index of its first token; all names spelt alike in the article agree."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    spellings: list[str] = []
    for name in names:
        words = doc[name.start : name.end]
        spelling = words.text
        ballots = votes[spelling]
        for class_id, voice in _voices(name, words, spelling):
            ballots[class_id] += _WEIGHTS[voice]
        spellings.append(spelling)
    _parts_follow(votes)
    decided = {spelling: _decide(ballots) for spelling, ballots in votes.items()}
    spelt = list(zip(names, spellings, strict=True))
    found = {name.start: decided[spelling] for name, spelling in spelt}
    found.update(_namesakes(doc, spelt, decided))
    return found


def _namesakes(doc: "Doc", spelt: Sequence[tuple[Name, str]], decided: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Where a person bears the name of a place or firm ("Gerald Ford"), the bare name is the person from then on.

    Not if the firm was spoken of before, where a place is meant by "in Jordan", or where an article stands ("a Ford").
    """
    first: dict[str, int] = {}
    for name, spelling in spelt:
        if " " in spelling and family(decided[spelling]) == "person":
            first.setdefault(surname(spelling), name.start)
    bare = [(name, spelling) for name, spelling in spelt if name.end - name.start == 1 and spelling in first]
    if not bare:
        return
    headline = next((token.i for token in doc if "\n" in token.text), 0)
    others: set[str] = set()
    for name, spelling in bare:
        known = gazetteers.names().get(spelling)
        if known is None:
            yield name.start, "Person"
        elif headline <= name.start < first[spelling] and doc[name.start].ent_type_ != "PERSON":
            others.add(spelling)
        elif spelling in others or _is_no_person(doc[name.start]):
            yield name.start, known.type
        else:
            yield name.start, "Person"


def _is_no_person(token: "Token") -> bool:
    """Whether a name that a person bears is here the place or the thing: "in Jordan", "Jordan's king", "a Ford"."""
    if any(child.dep_ == "det" for child in token.lefts):
        return True
    if token.dep_ == "poss":
        return any(t.lower_ in gazetteers.titles() for t in (token.head, *token.head.children))
    return token.ent_type_ in ("GPE", "LOC") and token.dep_ == "pobj" and token.head.lower_ in _WHERE


def _decide(votes: Mapping[str, float]) -> str:
    """The class with most support; a broad class lends its votes to a narrower one of its family."""
    telling = sorted(one for one in votes if one != "Thing")
    if len(telling) < 2:
        return telling[0] if telling else "Thing"
    support = {one: sum(votes[other] for other in telling if compatible(one, other)) for one in telling}
    best = max(telling, key=lambda one: (support[one], votes[one]))
    for other in sorted(telling, key=lambda one: (-votes[one], one)):
        if compatible(best, other):
            best = narrower(best, other)
    return best


def _parts_follow(votes: dict[str, dict[str, float]]) -> None:
    """ "Cook" is what "Tim Cook" is, "Acme" what "Acme Motors" is: a part of a full name takes its votes."""
    for full in sorted(s for s in votes if " " in s):
        decided = _decide(votes[full])
        first, last = full.split(" ", 1)[0], surname(full)
        if family(decided) == "person":
            for part in (first, last):
                if part in votes and (part not in gazetteers.names() or votes[part].get("Person")):
                    votes[part]["Person"] += _WEIGHTS["text"]
        elif last in gazetteers.name_words() and first in votes and first not in gazetteers.names():
            votes[first][decided] += _WEIGHTS["text"]
        elif family(decided) == "organization" and full.rsplit(" ", 1)[0] in gazetteers.names() and last in votes:
            votes[last][decided] += _WEIGHTS["text"]


def _voices(name: Name, words: "Span", spelling: str) -> Iterator[tuple[str, str]]:
    """What the words of and around a name say of its class, and how loudly."""
    known = gazetteers.known(spelling)
    if known is not None and family(name.type) != "person":
        yield known.type, "gazetteer"
    else:
        yield name.type, name.source
        yield from _by_its_words(name, words)
        head = words.root
        yield from _by_its_article(name, words, spelling, head)
        for class_id in (*_described(head, name), *_led(head, name), *_possessed(head, name)):
            yield class_id, "text"
        for class_id in _listed(head):
            yield class_id, "list"
        if len(words) == 1 and _CAMEL_CASE.match(spelling):
            yield "Organization", "article"
    before = words.doc[name.start - 1] if name.start else None
    if before is not None and before.text[:1].isupper() and before.lower_.rstrip(".") in gazetteers.titles():
        yield "Person", "title"


def _by_its_words(name: Name, words: "Span") -> Iterator[tuple[str, str]]:
    first, last = words[0], words[-1]
    several = len(words) > 1
    told = gazetteers.name_words().get(last.text)
    if told is not None and (several or told == "GovernmentBody"):
        yield told, "word"
    elif (before_of := _before_of(words)) in gazetteers.name_words():
        yield gazetteers.name_words()[before_of], "word"
    elif several and is_model_number(last):
        yield _numbered(words), "word"
    elif not several and first.text not in gazetteers.names() and _is_product(first):
        yield "Product", "article"
    if several and first.text[0].islower() and _is_product(first):
        yield "Product", "article"
    if several and first.text in gazetteers.given_names() and name.source != "gazetteer":
        yield "Person", "given name"


def _numbered(words: "Span") -> str:
    """ "Terminal 4" and "Expo 2020" are what the word before the number says, "Airbus A380" is a product."""
    told = gazetteers.name_words().get(words[-2].text)
    return told if told in _NUMBERED else "Product"


def _before_of(words: "Span") -> str:
    """ "University" in "Technical University of Dresden"; "" where no "of" or "for" is."""
    for i in range(1, len(words) - 1):
        if words[i].text in ("of", "for"):
            return words[i - 1].text
    return ""


def _is_product(word: "Token") -> bool:
    text = word.text
    return (text[0].islower() and not text.islower()) or (is_model_number(word) and not text.isdigit())


def _by_its_article(name: Name, words: "Span", spelling: str, head: "Token") -> Iterator[tuple[str, str]]:
    """ "an iPad", "its new Galaxy": people and towns have no such article."""
    if head.ent_type_ == "NORP" or head.dep_ == "compound" or head.i != name.end - 1:
        return
    if spelling in gazetteers.names() or words[0].text in gazetteers.demonyms():
        return
    articles = [t.lower_ for t in head.lefts if t.dep_ in ("det", "poss") and t.i < name.start]
    if articles and articles[0] in ("a", "an", "its", "their", "this"):
        yield "Product", "article"


def _led(head: "Token", name: Name) -> Iterator[str]:
    """ "X chief executive", "X's spokeswoman", "shares of X": whoever has such people is an organisation."""
    noun = head.head
    if head.dep_ in ("compound", "poss", "nmod") and head.i < noun.i and noun.pos_ in ("NOUN", "PROPN"):
        phrase = f"{noun.nbor(-1).lower_} {noun.lower_}" if noun.i else noun.lower_
        known = gazetteers.nouns().get(phrase) or gazetteers.nouns().get(noun.lower_)
        if known is not None and known.employs:
            yield "Organization"
        elif noun.lower_ in ("shares", "stock", "shareholders"):
            yield "Company"
    if head.dep_ == "pobj" and noun.lower_ == "of" and noun.head.lower_ in ("shares", "ceo", "stock"):
        yield "Company"


def _possessed(head: "Token", name: Name) -> Iterator[str]:
    """ "Google's Android operating system": the name between an owner and a kind of product is the product's."""
    noun = head.head
    if head.dep_ not in ("compound", "nmod") or noun.pos_ != "NOUN" or noun.i <= head.i:
        return
    if any(child.dep_ == "poss" and child.i < name.start for child in noun.children):
        phrase = f"{noun.nbor(-1).lower_} {noun.lemma_.lower()}"
        known = gazetteers.nouns().get(phrase) or gazetteers.nouns().get(noun.lemma_.lower())
        if known is not None and known.type in ("Product", "Software"):
            yield known.type


def _listed(head: "Token") -> Iterator[str]:
    """What is named in one list is of one kind: in "Intel and Foo" Foo is no town."""
    for other in (head.head if head.dep_ == "conj" else None, *(c for c in head.children if c.dep_ == "conj")):
        known = gazetteers.names().get(other.text) if other is not None else None
        if known is not None and known.type in ("Company", "Country", "City", "Region", "Technology"):
            yield known.type


def _described(head: "Token", name: Name) -> Iterator[str]:
    """Classes from an apposition, a copula, or a common noun in front: "the airline Ryanair", "Arm, a chipmaker"."""
    for child in head.children:
        if child.dep_ == "appos" and child.i >= name.end:
            yield from class_of_noun(child)
        if child.dep_ in ("compound", "nmod") and child.i == name.start - 1:
            yield from class_of_noun(child)
    if head.dep_ == "appos" and head.head.i < name.start:
        yield from class_of_noun(head.head)
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        for child in head.head.children:
            if child.dep_ == "attr":
                yield from class_of_noun(child)


def class_of_noun(noun: "Token") -> Iterator[str]:
    """The class that a common noun in the singular tells, if any."""
    known = gazetteers.nouns().get(noun.lemma_.lower()) if noun.tag_ == "NN" else None
    if known is not None:
        yield broad(known.type)


def broad(class_id: str) -> str:
    """What a role tells for good: a president is a Person (the role is another fact), a chipmaker a Company."""
    return "Person" if family(class_id) == "person" else class_id
