"""A verb without a subject of its own, whose subject a governing verb gives: infinitives, gerunds, participles.

>>> show("Turkey plans to buy the jets.")
Turkey | plans to buy | the jets [control]
>>> show("The board asked Kim to leave the firm.")
The board | asked | Kim | clause to leave the firm [clause]
Kim | to leave | the firm [control]
>>> show("Founded in 1999, the company makes engines.")
the company | Founded | - | in 1999 [participle of the main clause]
the company | makes | engines [clause]
"""

from dataclasses import replace

from kg.extractors.clauses.arguments import further
from kg.extractors.clauses.phrases import participants, phrase
from kg.extractors.clauses.sentence import Word, place
from kg.extractors.clauses.verbs import (
    SUBJECTS,
    Reading,
    ReadingOf,
    is_able,
    is_chained,
    is_passive,
    is_verb,
    relation_words,
)

_COMPLETES = ("dobj", "attr", "acomp")

# After these the object does what follows: "accused Kim of lying", "kept the firm from selling".
_OF_THE_OBJECT = frozenset({"of", "from", "for"})


def read(verb: Word, reading_of: ReadingOf) -> Reading | None:
    if verb.child(*SUBJECTS):
        return None
    if verb.dep == "xcomp" and is_able(verb.head):
        return _chained(verb.head.head, verb, reading_of)
    if is_chained(verb):
        return _chained(verb.head, verb, reading_of)
    if verb.dep == "xcomp":
        return _of(verb.head, verb, reading_of, rule="control")
    if verb.dep == "advcl" and verb.tag in ("VBG", "VBN", "VB"):
        return _beside(verb, reading_of)
    if verb.dep == "pcomp" and verb.head.dep == "prep":
        return _gerund(verb, reading_of)
    return None


def _gerund(verb: Word, reading_of: ReadingOf) -> Reading | None:
    """A gerund under a preposition, of a verb or of the noun or adjective that completes it: "is fond of sailing"."""
    preposition = verb.head
    holder = preposition.head
    governor = holder if is_verb(holder) else holder.head if holder.dep in _COMPLETES else None
    if governor is None or not is_verb(governor):
        return None
    object_ = governor.child("dobj") if preposition.lower in _OF_THE_OBJECT and holder is governor else None
    if object_ is not None and object_.i < preposition.i:
        return _of(governor, verb, reading_of, rule="gerund")
    found = _like(governor, verb, reading_of, rule="gerund")
    if found is None:
        return None
    said = governor.child(*_COMPLETES)
    before = phrase(said) if said is not None and said.i < preposition.i else []
    lead = [word for word in (*relation_words(governor), *before, preposition) if word.i < verb.i]
    return replace(found, lead=sorted(set(lead), key=place))


def _chained(governor: Word, verb: Word, reading_of: ReadingOf) -> Reading | None:
    """Said of the governor's subject, and with the governor's own arguments: "plans in May to buy"."""
    found = _like(governor, verb, reading_of, rule="control")
    return replace(found, args=further(governor)) if found else None


def _beside(verb: Word, reading_of: ReadingOf) -> Reading | None:
    """A participle beside the main clause; after the object and passive, it is said of the object."""
    governor = verb.head
    object_ = governor.child("dobj")
    if verb.tag == "VBN" and object_ is not None and object_.i < verb.i and not verb.child("mark", "advmod"):
        return _of(governor, verb, reading_of, rule="participle")
    if verb.tag == "VB":
        return _purpose(governor, verb, reading_of)
    return _like(governor, verb, reading_of, rule="participle of the main clause")


def _purpose(governor: Word, verb: Word, reading_of: ReadingOf) -> Reading | None:
    """An infinitive further on: "was opened in May to carry trains" leads to the infinitive by "was opened"."""
    found = _like(governor, verb, reading_of, rule="purpose")
    if found is None or governor.i > verb.i:
        return found
    object_ = governor.child("dobj")
    lead = [*relation_words(governor), *(phrase(object_) if object_ is not None else ())]
    between = [each for each in further(governor) if each.head.i < verb.token.i]
    return replace(found, lead=lead, args=between)


def _of(governor: Word, verb: Word, reading_of: ReadingOf, *, rule: str) -> Reading | None:
    """The verb said of the governor's object when there is one, else of its subject."""
    object_ = governor.child("dobj") if is_verb(governor) else None
    if object_ is None:
        return _like(governor, verb, reading_of, rule=rule)
    return Reading(verb=verb, subjects=participants(object_, "subject"), rule=rule, passive=is_passive(verb))


def _like(governor: Word, verb: Word, reading_of: ReadingOf, *, rule: str) -> Reading | None:
    """The verb said of the governor's subject."""
    outer = reading_of(governor)
    if outer is None:
        return None
    return replace(outer, verb=verb, rule=rule, passive=is_passive(verb), objects=(), args=(), lead=())
