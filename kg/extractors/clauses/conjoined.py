"""A verb that shares the subject of the verb it is joined to.

>>> show("Kenya signed the pact and sent troops to Haiti.")
Kenya | signed | the pact [clause]
Kenya | sent | troops | to Haiti [conjoined verb]
"""

from collections.abc import Callable
from dataclasses import replace

from kg.extractors.clauses.sentence import Word
from kg.extractors.clauses.verbs import SUBJECTS, Reading, is_passive, is_verb

RULE = "conjoined verb"


def read(verb: Word, reading_of: Callable[[Word], Reading | None]) -> Reading | None:
    if verb.dep != "conj" or not is_verb(verb.head) or verb.child(*SUBJECTS):
        return None
    first = reading_of(verb.head)
    if first is None:
        return None
    shared = first.objects if not verb.child("dobj", "attr", "acomp") else ()
    return replace(first, verb=verb, rule=RULE, passive=is_passive(verb), objects=shared, args=())
