"""What a verb or a noun governs: objects, prepositional arguments with their role, clauses, times."""

from collections.abc import Iterator, Sequence

from kg.extractors.clause import Argument
from kg.extractors.clauses.phrases import NOUNS, embedded, example_marker, is_relative, participants, verb_group
from kg.extractors.clauses.sentence import Word

_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
OBJECTS = ("dobj", "attr", "oprd")


def objects(verb: Word) -> list[Argument]:
    """The objects of a verb, one each: "signed a deal and a treaty" has two."""
    found: list[Argument] = []
    for child in verb.children:
        if child.dep == "dobj":
            found += participants(child, "object")
        elif child.dep in ("attr", "acomp", "oprd"):
            found += participants(child, "complement")
    return [each for each in found if each.tokens]


def further(verb: Word) -> list[Argument]:
    """The participants of a verb beside subject and object, in text order."""
    found: list[Argument] = []
    for child in verb.children:
        if child.dep in _PREPOSITIONS and child.pos != "VERB" and child.children:
            found += prepositional(child)
        elif child.dep in ("dative", "dobj") and child.dep == "dative" and child.pos in NOUNS:
            found += participants(child, "indirect object")
        elif child.dep == "npadvmod" and child.pos in ("NOUN", "PROPN", "NUM"):
            found += participants(child, "adverbial")
        elif child.dep == "advcl" and child.child("mark", "advmod") is not None:
            found.append(adverbial_clause(child))
        elif child.dep == "advmod" and child.tag != "WRB" and child not in verb_group(verb):
            found += _adverb(child)
    return [each for each in found if each.tokens]


def _adverb(adverb: Word) -> list[Argument]:
    """An adverb, or the participants that it leads in: "back to work", "northeast of Oslo"."""
    preposition = adverb.child("prep")
    if preposition is not None and preposition.i > adverb.i:
        before = [child for child in adverb.children if child.i < adverb.i]
        found = prepositional(preposition, after=[*before, adverb])
        if found:
            return found
    return [embedded(adverb, "adverb")]


def prepositional(preposition: Word, *, after: Sequence[Word] = ()) -> list[Argument]:
    """The participants under a preposition, the role being its words: "out of", "with", "agent" for a passive's by.

    Those that hang on them come too: "with Rome" in "during talks with Rome", but not "of" phrases. `after` holds
    adverb words that lead the preposition in; they are part of the marker, not of the role.
    """
    found: list[Argument] = []
    pending = [(preposition, tuple(after))]
    while pending:
        at, before = pending.pop()
        if example_marker(at):
            continue
        marker = [at]
        under = _chain(at, marker)
        found += _participants_under(at, under, marker, before)
        joined = [each for each in at.all("conj", "prep") if each.pos == "ADP" and each.i > at.i and each not in marker]
        hanging = [each for noun in under if noun.dep == "pobj" for each in _own_prepositions(noun)]
        pending += ((each, ()) for each in reversed((*hanging, *(joined if under else ()))))
    return found


def _participants_under(
    preposition: Word, under: Sequence[Word], marker: Sequence[Word], before: Sequence[Word]
) -> Iterator[Argument]:
    role = "agent" if preposition.dep == "agent" else " ".join(word.lower for word in marker)
    words = [*before, *marker]
    for each in under:
        if each.dep == "pobj" or (each.dep == "pcomp" and each.pos in NOUNS):
            if not is_relative(each):
                yield from participants(each, role, marker=words)
        else:
            yield embedded(each, role, marker=words)


def _own_prepositions(noun: Word) -> list[Word]:
    return [
        child
        for child in noun.children
        if child.dep == "prep" and child.lower != "of" and child.i > noun.i and child.children
    ]


def _chain(preposition: Word, marker: list[Word]) -> list[Word]:
    """The objects of "in", or of the last preposition of a chain such as "out of", whose words go to `marker`."""
    at = preposition
    marker[:0] = [
        child for child in at.children if child.dep in ("pcomp", "prep") and child.i < at.i and child.pos == "ADP"
    ]
    while True:
        direct = at.all("pobj", "pcomp")
        real = [child for child in direct if child.pos != "ADP" and child.i > at.i]
        if real:
            return real[:1]
        link = next((child for child in at.children if child.pos in ("ADP", "SCONJ") and child.i > at.i), None)
        if link is None:
            return []
        marker.append(link)
        at = link


def adverbial_clause(verb: Word) -> Argument:
    """A subordinate clause as a participant: "until he switched to Merck" plays the role "until"."""
    mark = verb.child("mark", "advmod")
    assert mark is not None
    whole = embedded(verb, mark.lower, marker=[mark])
    tokens = tuple(token for token in whole.tokens if token.i != mark.token.i)
    return Argument(head=verb.token, tokens=tokens, role=mark.lower, whole=tokens, marker=(mark.token,))


def of_noun(noun: Word) -> tuple[Argument, ...]:
    """The participants that hang on a noun: prepositional ones, then possessors and names before it."""
    if noun.hanging is None:
        noun.hanging = tuple(_hanging(noun)) if noun.children else ()
    return noun.hanging


def _hanging(noun: Word) -> list[Argument]:
    found: list[Argument] = []
    for child in noun.children:
        if child.dep == "prep" and child.children:
            found += prepositional(child)
    for child in noun.children:
        if child.dep == "poss":
            found += participants(child, "possessor")
        elif child.dep in ("compound", "nmod", "amod") and child.pos == "PROPN":
            found += participants(child, "compound")
    return [each for each in found if each.tokens]
