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
from kg.extractors.clauses.phrases import participants
from kg.extractors.clauses.sentence import Word
from kg.extractors.clauses.verbs import SUBJECTS, Reading, ReadingOf, is_able, is_passive, is_verb

# After these the object does what follows: "accused Kim of lying", "kept the firm from selling".
_OF_THE_OBJECT = frozenset({"of", "from", "for"})


def read(verb: Word, reading_of: ReadingOf) -> Reading | None:
    if verb.child(*SUBJECTS):
        return None
    if verb.dep == "xcomp":
        governor = verb.head.head if is_able(verb.head) else verb.head
        found = _of(governor, verb, reading_of, rule="control", of_object=governor is verb.head)
        shared = not found or (governor is verb.head and governor.child("dobj"))
        return found if shared else replace(found, args=further(governor))
    if verb.dep == "advcl" and verb.tag in ("VBG", "VBN", "VB"):
        rule = "participle of the main clause" if verb.tag != "VB" else "purpose"
        return _of(verb.head, verb, reading_of, rule=rule, of_object=False)
    if verb.dep == "pcomp" and verb.head.dep == "prep" and is_verb(verb.head.head):
        of_object = verb.head.lower in _OF_THE_OBJECT
        return _of(verb.head.head, verb, reading_of, rule="gerund", of_object=of_object)
    return None


def _of(
    governor: Word, verb: Word, reading_of: ReadingOf, *, rule: str, of_object: bool
) -> Reading | None:
    """The verb said of the governor's object, when there is one and `of_object` holds, else of its subject."""
    if not is_verb(governor):
        return None
    passive = is_passive(verb)
    object_ = governor.child("dobj") if of_object else None
    if object_ is not None:
        return Reading(verb=verb, subjects=participants(object_, "subject"), rule=rule, passive=passive)
    outer = reading_of(governor)
    if outer is None:
        return None
    return replace(outer, verb=verb, rule=rule, passive=passive, objects=(), args=())
