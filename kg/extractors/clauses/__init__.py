"""Finds the clauses of a sentence: who does what to whom, each construction of grammar in a file of its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.clause import Clause
from kg.extractors.clauses import (
    adjective,
    apposition,
    conjoined,
    control,
    event,
    infinitive,
    listing,
    participle,
    plain,
    relative,
    title,
)
from kg.extractors.clauses.sentence import Sentence, Word
from kg.extractors.clauses.verbs import Reading, clauses, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Span

# How a verb gets its subject: the first construction that knows decides.
OF_A_VERB = (infinitive, relative, plain, participle, conjoined, control)

# What nouns say without a verb.
OF_A_NOUN = (apposition, title, adjective, event, listing)


def find(sentence: "Span") -> Iterator[Clause]:
    """The clauses of a sentence of a parsed `Doc`: those of verbs in text order, then those of nouns."""
    return find_in(Sentence(sentence))


def find_in(sentence: Sentence) -> Iterator[Clause]:
    """The same, of a sentence that was read already."""
    readings = _read(sentence)
    for word in sentence:
        reading = readings.get(word)
        if reading is not None:
            yield from clauses(reading)
    yield from apposition.find(sentence)
    yield from title.find(sentence)
    yield from adjective.find(sentence, readings.get)
    yield from event.find(sentence, readings.get)
    yield from listing.find(sentence)


def _read(sentence: Sentence) -> dict[Word, Reading]:
    """Each verb with its subject. A verb is read after the verb that governs it, whose subject it may share."""
    readings: dict[Word, Reading] = {}
    pending = [word for word in sentence if word.head is word]
    for word in pending:
        pending += word.children
        if is_verb(word):
            reading = _reading(word, readings)
            if reading is not None:
                readings[word] = reading
    return readings


def _reading(verb: Word, readings: dict[Word, Reading]) -> Reading | None:
    return (
        infinitive.read(verb, readings.get)
        or relative.read(verb, readings.get)
        or plain.read(verb)
        or participle.read(verb, readings.get)
        or conjoined.read(verb, readings.get)
        or control.read(verb, readings.get)
    )
