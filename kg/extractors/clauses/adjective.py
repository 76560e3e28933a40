"""An adjective after its noun or before the sentence, with what it governs: "people familiar with the talks".

>>> show("She spoke to people familiar with the talks.")
She | spoke | - | to people [clause]
people | familiar | - | with the talks [adjective]
>>> show("Unhappy with the deal, Kim left.")
Kim | left | - [clause]
Kim | Unhappy | - | with the deal [adjective]
"""

from collections.abc import Iterator

from kg.extractors.clause import Argument, Clause
from kg.extractors.clauses.arguments import further
from kg.extractors.clauses.sentence import Sentence, Word
from kg.extractors.clauses.verbs import ReadingOf, referents

RULE = "adjective"


def find(sentence: Sentence, reading_of: ReadingOf) -> Iterator[Clause]:
    for word in sentence:
        if word.pos != "ADJ":
            continue
        args = tuple(further(word))
        if any(each.marker for each in args):
            for subject in _described(word, reading_of):
                yield Clause(predicate=word.token, words=(word.token,), subject=subject, args=args, rule=RULE)


def _described(adjective: Word, reading_of: ReadingOf) -> list[Argument]:
    if adjective.dep in ("amod", "acl", "relcl") and adjective.i > adjective.head.i:
        return referents(adjective.head, reading_of)
    governor = reading_of(adjective.head) if adjective.dep == "advcl" else None
    return [each for each in governor.subjects if each.tokens] if governor is not None else []
