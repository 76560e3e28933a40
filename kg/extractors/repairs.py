"""Slips of the parser that the words around give away, mended before clauses are read.

>>> states("He bought Volvo which was sold to Geely.")
He | acquires | Volvo
Geely | acquires | Volvo
"""

from kg.extractors.clauses.sentence import Sentence, Word
from kg.extractors.scene import Scene

_RELATIVE = frozenset({"WDT", "WP"})


def repair(sentence: Sentence, scene: Scene) -> None:
    """Mends a sentence in place; every remedy asks for signs that the parser overlooked."""
    for word in sentence:
        if word.dep in ("nsubj", "nsubjpass"):
            _join_twin_subjects(word, sentence)
        if word.tag in _RELATIVE and word.dep in ("nsubj", "nsubjpass"):
            _hang_relative_clause(word, sentence)
        if word.dep == "npadvmod" and scene.is_named(word.token):
            _name_is_object(word)


def _move(word: Word, head: Word, dep: str) -> None:
    if word.head is not word:
        word.head.children.remove(word)
    word.head, word.dep = head, dep
    head.children.append(word)
    head.children.sort(key=_place)


def _place(word: Word) -> int:
    return word.i


def _join_twin_subjects(name: Word, sentence: Sentence) -> None:
    """ "The agency Frontex has asked": a verb has one subject; the noun right before the name describes it."""
    if name.pos != "PROPN" or name.i == 0 or name.head is name:
        return
    first = min(word.i for word in name.subtree())
    before = sentence.words[first - 1] if first else name
    if before.lower == "," and first > 1:
        _name_after_title(name, sentence.words[first - 2])
    elif before.dep in ("nsubj", "nsubjpass") and before.head is name.head and before.pos == "NOUN":
        _move(before, name, "compound")


def _name_after_title(name: Word, title: Word) -> None:
    """ "The former finance chief, Kim Lee will speak": the name stands beside the title."""
    if title.dep in ("nsubj", "nsubjpass") and title.head is name.head and title.entity == 0:
        _move(name, title, "appos")


def _hang_relative_clause(pronoun: Word, sentence: Sentence) -> None:
    """ "He bought Pixar which was sold": a clause that opens with "which" right after a noun belongs to the noun."""
    verb = pronoun.head
    at = pronoun.i - 1
    while at >= 0 and sentence.words[at].lower == ",":
        at -= 1
    noun = sentence.words[at] if at >= 0 else pronoun
    if verb.dep not in ("ccomp", "advcl", "conj", "parataxis") or noun.pos not in ("NOUN", "PROPN") or at < 0:
        return
    if noun is not verb and noun not in verb.subtree():
        _move(verb, noun, "relcl")


def _name_is_object(name: Word) -> None:
    """ "Introduced iPhone 4": a name is no measure; after a verb without an object it is the object."""
    verb = name.head
    if verb.pos == "VERB" and name.i > verb.i and not verb.child("dobj", "attr", "ccomp", "auxpass"):
        name.dep = "dobj"
