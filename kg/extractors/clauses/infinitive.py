"""An infinitive that hangs on a noun: who plans is who shall do it.

>>> show("Kenya signed a contract to buy jets from Fokker.")
Kenya | signed | a contract to buy jets from Fokker [clause]
Kenya | contract to buy | jets | from Fokker [infinitive]
>>> show("Kim announced Oslo's plan to build a bridge.")
Kim | announced | Oslo's plan to build a bridge [clause]
Oslo | plan to build | a bridge [infinitive]
"""

from kg.extractors.clause import Argument
from kg.extractors.clauses.phrases import argument, participants
from kg.extractors.clauses.sentence import Word
from kg.extractors.clauses.verbs import Reading, ReadingOf, is_infinitive, is_passive

RULE = "infinitive"


def read(verb: Word, reading_of: ReadingOf) -> Reading | None:
    if verb.dep not in ("acl", "relcl") or not is_infinitive(verb):
        return None
    return Reading(verb=verb, subjects=_who(verb.head, reading_of), rule=RULE, passive=is_passive(verb))


def _who(noun: Word, reading_of: ReadingOf) -> list[Argument]:
    """The noun's owner, or the subject of the verb whose object the noun is, or else the noun itself."""
    owner = noun.child("poss")
    if owner is not None:
        return participants(owner, "subject")
    governor = reading_of(noun.head) if noun.dep == "dobj" else None
    if governor is not None and not governor.passive:
        return list(governor.subjects)
    return [argument(noun, "subject")]
