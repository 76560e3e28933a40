"""A verb that shares the subject of the verb it is joined to.

>>> show("Kenya signed the pact and sent troops to Haiti.")
Kenya | signed | the pact [clause]
Kenya | sent | troops | to Haiti [conjoined verb]
"""

from dataclasses import replace

from kg.extractors.clause import Argument
from kg.extractors.clauses.arguments import further
from kg.extractors.clauses.sentence import Word
from kg.extractors.clauses.verbs import SUBJECTS, Reading, ReadingOf, is_passive, is_verb

RULE = "conjoined verb"


def read(verb: Word, reading_of: ReadingOf) -> Reading | None:
    if verb.dep != "conj" or not is_verb(verb.head) or verb.child(*SUBJECTS):
        return None
    first = reading_of(verb.head)
    if first is None:
        return None
    shared = first.objects if not verb.child("dobj", "attr", "acomp") else ()
    return replace(
        first, verb=verb, rule=RULE, passive=is_passive(verb), objects=shared, args=[*first.args, *_leading(verb.head)]
    )


def _leading(verb: Word) -> list[Argument]:
    """What stands before the subject and so holds for all joined verbs: "On Monday he came and saw"."""
    subject = verb.child(*SUBJECTS)
    return [each for each in further(verb) if subject is not None and each.head.i < subject.token.i]
