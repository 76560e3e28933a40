"""A participle or infinitive that hangs on a noun, which is its subject.

>>> show("A firm owned by the state makes tanks.")
A firm | owned | - | agent the state [participle]
A firm | makes | tanks [clause]
>>> show("The law banning exports passed.")
The law | banning | exports [participle]
The law | passed | - [clause]
"""

from kg.extractors.clauses.sentence import Word
from kg.extractors.clauses.verbs import SUBJECTS, Reading, ReadingOf, is_passive, referents

RULE = "participle"


def read(verb: Word, reading_of: ReadingOf) -> Reading | None:
    if verb.dep != "acl" or verb.tag not in ("VBN", "VBG", "VBD") or verb.child(*SUBJECTS):
        return None
    passive = verb.tag != "VBG" or is_passive(verb)
    return Reading(verb=verb, subjects=referents(verb.head, reading_of), rule=RULE, passive=passive)
