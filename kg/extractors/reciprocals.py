"""What joined subjects do with each other: "Petro and Maduro met", "Kenya and Oman deepened their ties".

Only for relations that hold both ways, by the words that end in "with" or "between".

>>> states("Gustavo Petro and Nicolas Maduro met.")
Gustavo Petro | meetsWith | Nicolas Maduro
>>> states("Kenya and Oman deepened their cooperation.")
Kenya | partnersWith | Oman
>>> states("Kenya and Oman grew.")
"""

from collections.abc import Iterator
from itertools import combinations

from kg.extractors.clause import Argument
from kg.extractors.clauses.phrases import argument
from kg.extractors.clauses.sentence import Sentence, Word
from kg.extractors.clauses.verbs import is_passive
from kg.extractors.patterns import PARTICLES, Pattern, Patterns
from kg.extractors.relations import Match, lends_subject
from kg.extractors.scene import Scene

VERB = "joined subjects"
NOUN = "joined names"
_WITH = frozenset({"with", "between"})
_MOST = 6  # names in one such list


def find(sentence: Sentence, scene: Scene, patterns: Patterns) -> Iterator[Match]:
    for word in sentence:
        if word.pos in ("VERB", "AUX"):
            yield from _of_verb(word, patterns)
        elif word.pos in ("NOUN", "PROPN"):
            yield from _of_compound(word, scene, patterns)


def _of_verb(verb: Word, patterns: Patterns) -> Iterator[Match]:
    subjects = _subjects(verb)
    if not 2 <= len(subjects) <= _MOST or is_passive(verb) or _has_with(verb):
        return
    noun = verb.child("dobj")
    if noun is None and verb.child("xcomp", "ccomp"):
        return
    if noun is None:
        for pattern in patterns.verbs.get(verb.lemma.lower(), ()):
            if pattern.relation.symmetric and pattern.last in _WITH and _particles_are_there(pattern, verb):
                yield from _pairs(pattern, subjects, verb, (verb,), VERB)
                return
        return
    for pattern in patterns.verbs.get(verb.lemma.lower(), ()):
        wanted = pattern.beside[-1:] == (noun.lower,) or pattern.beside[-1:] == (noun.lemma.lower(),)
        if pattern.relation.symmetric and pattern.last in _WITH and wanted:
            yield from _pairs(pattern, subjects, verb, (verb, noun), VERB)
            return
    if noun.pos == "NOUN" and (lends_subject(verb) or _is_theirs(noun)):
        yield from _of_noun(noun, subjects, patterns)


def _of_noun(noun: Word, subjects: list[Argument], patterns: Patterns) -> Iterator[Match]:
    """ "Signed a pact", "deepened their collaboration"."""
    for pattern in _symmetric(noun, patterns):
        yield from _pairs(pattern, subjects, noun, (noun,), VERB)
        return


def _symmetric(noun: Word, patterns: Patterns) -> list[Pattern]:
    keys = dict.fromkeys((noun.lemma.lower(), noun.lower))
    found = [pattern for key in keys for pattern in patterns.nouns.get(key, ()) if pattern.relation.symmetric]
    if not found:
        return []
    before = {each for child in noun.children if child.i < noun.i for each in (child.lower, child.lemma)}
    return [pattern for pattern in found if before.issuperset(pattern.beside)]


def _subjects(verb: Word) -> list[Argument]:
    subject = verb.child("nsubj")
    if subject is None and verb.dep == "xcomp" and not verb.head.child("dobj"):
        subject = verb.head.child("nsubj")
    if subject is None or not subject.child("conj"):
        return []
    return [argument(each, "subject") for each in subject.conjuncts() if each.pos in ("PROPN", "NOUN")]


def _has_with(verb: Word) -> bool:
    return any(
        each.dep == "prep" and each.lower in ("with", "between", "against", "to", "from")
        for word in (verb, *verb.all("dobj"))
        for each in word.children
    )


def _particles_are_there(pattern: Pattern, verb: Word) -> bool:
    there = {child.lower for child in verb.children if child.dep in ("prt", "advmod")}
    return all(word in PARTICLES and word in there for word in pattern.beside)


def _is_theirs(noun: Word) -> bool:
    owner = noun.child("poss")
    return owner is not None and owner.lower == "their"


def _of_compound(noun: Word, scene: Scene, patterns: Patterns) -> Iterator[Match]:
    """ "The US-China pact": two names before the noun."""
    found = _symmetric(noun, patterns)
    if not found:
        return
    names = [word for child in noun.children if child.i < noun.i for word in _names(child, scene)]
    if 2 <= len(names) <= 3:
        yield from _pairs(found[0], [argument(name, "compound") for name in names], noun, (noun,), NOUN)


def _names(word: Word, scene: Scene) -> list[Word]:
    if word.dep not in ("compound", "nmod", "amod"):
        return []
    return [
        each
        for each in word.subtree()
        if (scene.is_named(each.token) or scene.nationality(each)) and scene.is_name(each)
    ]


def _pairs(
    pattern: Pattern, ends: list[Argument], predicate: Word, trigger: tuple[Word, ...], rule: str
) -> Iterator[Match]:
    for one, other in combinations(ends, 2):
        yield Match(
            relation=pattern.relation,
            domain=one,
            range=other,
            predicate=predicate,
            trigger=trigger,
            length=pattern.length,
            rule=rule,
        )
